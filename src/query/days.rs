//! The news days that a query is limited to, so that dumps of other days need not be read.

use super::ast::Node;
use crate::item::NewsDay;
use crate::moment::DaySpan;

const ANY: DaySpan = DaySpan {
    first: NewsDay::FIRST,
    last: NewsDay::LAST,
};

/// Returns the first and the last news day of items that can match; the first is the later one if none can.
pub(super) fn days(node: &Node) -> DaySpan {
    match node {
        Node::And(parts) => parts.iter().map(days).fold(ANY, |one, other| DaySpan {
            first: one.first.max(other.first),
            last: one.last.min(other.last),
        }),
        Node::Or(parts) => {
            let hull = |one: DaySpan, other: DaySpan| DaySpan {
                first: one.first.min(other.first),
                last: one.last.max(other.last),
            };
            parts.iter().map(days).reduce(hull).unwrap_or(ANY)
        }
        Node::Condition(condition) => condition.days().unwrap_or(ANY),
        Node::All | Node::Not(_) | Node::Text(..) | Node::List(_) => ANY,
    }
}
