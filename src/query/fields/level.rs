//! `level:`, the level that the wire gives the story. A is above B, and B above C.

use std::cmp::Reverse;
use std::fmt;
use std::sync::Arc;

use crate::item::Level;
use crate::query::condition::{Compare, Condition};
use crate::query::field::{Field, Suggestion, ValueField};
use crate::query::item::QueryItem;

pub(super) const FIELD: Field = Field::Value(ValueField {
    names: ["level", "级别"],
    examples: [&["A", "B", "C"]; 2],
    is_ordered: true,
    suggestion: Suggestion::Examples,
    is_relative: false,
    time: None,
    parse: |value, compare, _context| {
        [Level::A, Level::B, Level::C]
            .into_iter()
            .find(|level| level.as_str().eq_ignore_ascii_case(value))
            .map(|level| Arc::new(LevelIs { compare, level }) as _)
    },
});

#[derive(Debug)]
struct LevelIs {
    compare: Compare,
    level: Level,
}

impl Condition for LevelIs {
    fn matches(&self, item: &dyn QueryItem) -> bool {
        let wanted = Reverse(self.level);
        let level = item.flags().level();
        level.is_some_and(|level| self.compare.accepts(Reverse(level).cmp(&wanted)))
    }
}

impl fmt::Display for LevelIs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "level{}{}", self.compare, self.level.as_str())
    }
}
