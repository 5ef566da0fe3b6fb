//! Where a displayed text holds what was asked for.

use std::ops::Range;

use super::compile::Test;
use super::field::TextField;

/// Every place, ascending, none touching another.
pub(super) fn ranges(test: &Test, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    collect(test, text, &mut found);
    merged(found)
}

/// What is negated is in no text that is shown; what is asked of the dump rather than of the story is not lit.
fn collect(test: &Test, text: &str, found: &mut Vec<Range<usize>>) {
    match test {
        Test::And(parts) | Test::Or(parts) => parts.iter().for_each(|part| collect(part, text, found)),
        Test::Text(Some(TextField::Channel | TextField::Wire | TextField::File), _)
        | Test::All
        | Test::Not(_)
        | Test::Condition(_) => {}
        Test::Text(_, finder) => {
            found.extend(finder.regex.find_iter(text).map(|hit| hit.range()).filter(|range| !range.is_empty()));
        }
    }
}

fn merged(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            Some(_) | None => merged.push(range),
        }
    }
    merged
}
