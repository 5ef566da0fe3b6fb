//! Where a displayed text holds what was asked for.

use std::ops::Range;

use super::compile::Check;
use super::field::TextField;

/// What a displayed text is, which settles what pinyin is looked for in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Displayed {
    /// A title, an untitled flash's body, the name of a stock.
    Headline,
    /// Any other text.
    Body,
}

/// Every place, ascending, none touching another.
pub(super) fn ranges(check: &Check, text: &str, displayed: Displayed) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    collect(check, text, displayed, &mut found);
    merged(found)
}

/// What is negated is in no text that is shown; what is asked of the dump rather than of the story is not lit.
fn collect(check: &Check, text: &str, displayed: Displayed, found: &mut Vec<Range<usize>>) {
    match check {
        Check::And(parts) | Check::Or(parts) => {
            for part in parts {
                collect(part, text, displayed, found);
            }
        }
        Check::Text(Some(TextField::Channel | TextField::Wire | TextField::File), _)
        | Check::All
        | Check::Not(_)
        | Check::Condition(_) => {}
        Check::Text(_, finder) => {
            found.extend(
                finder
                    .regex
                    .find_iter(text)
                    .map(|hit| hit.range())
                    .filter(|range| !range.is_empty()),
            );
            found.extend(finder.pinyin.iter().flat_map(|pinyin| match displayed {
                Displayed::Headline => pinyin.all_in_headline(text),
                Displayed::Body => pinyin.all_in_body(text),
            }));
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
