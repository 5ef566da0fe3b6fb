//! Joins many alternatives to one search.
//!
//! A list of all stocks is a query of thousands of words. One automaton finds any of them in the time of one, if all are
//! looked for in the same texts.

use std::sync::Arc;

use super::check::{Check, Finder};
use super::field::TextField;
use super::literal_search::LiteralSearch;
use super::text_search::TextSearch;

/// From this many words on, one search takes the place of many. With fewer, a query that is being typed can start from the
/// hits of the shorter one, which compares word by word.
const MIN_JOINED: usize = 17;

/// The alternatives, with the words of one field and the values of one joined if they are many.
pub(super) fn alternatives(parts: Vec<Check>) -> Check {
    if parts.len() < MIN_JOINED {
        return Check::or(parts);
    }
    let mut groups: Vec<(Option<&'static TextField>, Vec<Arc<Finder>>)> = Vec::new();
    let (mut conditions, mut others) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Check::Text(field, finder) if finder.is_literal() => {
                match groups.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, group)) => group.push(finder),
                    None => groups.push((field, vec![finder])),
                }
            }
            Check::Condition(condition) => conditions.push(condition),
            other => others.push(other),
        }
    }
    conditions.reverse();
    while let Some(condition) = conditions.pop() {
        let joined = condition.join(&mut conditions).unwrap_or(condition);
        others.push(Check::Condition(joined));
    }
    for (field, group) in groups {
        if group.len() < MIN_JOINED {
            others.extend(group.into_iter().map(|finder| Check::Text(field, finder)));
        } else {
            others.push(Check::Text(field, Arc::new(joined(&group))));
        }
    }
    Check::or(others)
}

/// Parts that must all match, with those that must not match joined if they are many.
pub(super) fn requirements(parts: Vec<Check>) -> Check {
    let is_not = |part: &Check| matches!(part, Check::Not(_));
    if parts.iter().filter(|part| is_not(part)).count() < MIN_JOINED {
        return Check::and(parts);
    }
    let (excluded, mut required): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_not);
    let excluded = excluded.into_iter().filter_map(|part| match part {
        Check::Not(part) => Some(*part),
        Check::All | Check::And(_) | Check::Or(_) | Check::Text(..) | Check::Condition(_) => None,
    });
    required.push(Check::Not(Box::new(alternatives(excluded.collect()))));
    Check::and(required)
}

/// One search for the words of these.
pub(super) fn joined(finders: &[Arc<Finder>]) -> Finder {
    let words = finders.iter().flat_map(|finder| finder.search.words());
    let search = LiteralSearch::of(words.cloned().collect());
    Finder {
        search: Arc::new(TextSearch::Literals(search)),
        pinyin: None,
        names: None,
    }
}
