//! Whether one query asks for less than another, so that its pass can start from the other's hits.
//!
//! Only what can be seen from the two trees is claimed: a word that was lengthened, a condition that was added.

use super::ast::{Condition, Pattern};
use super::compile::{Check, Finder};
use super::field::TextField;

/// Whether every item that passes `narrow` surely passes `wide`.
pub(super) fn implies(narrow: &Check, wide: &Check) -> bool {
    match (narrow, wide) {
        (_, Check::All) => true,
        (_, Check::And(wide)) => wide.iter().all(|part| implies(narrow, part)),
        (Check::Or(narrow), _) => narrow.iter().all(|part| implies(part, wide)),
        (_, Check::Or(parts)) => {
            parts.iter().any(|part| implies(narrow, part))
                || any_conjunct(narrow, |part| implies(part, wide))
        }
        (Check::And(parts), _) => parts.iter().any(|part| implies(part, wide)),
        (Check::Not(narrow), Check::Not(wide)) => implies(wide, narrow),
        (Check::Text(a, narrow), Check::Text(b, wide)) => {
            is_part(*a, *b, wide) && contains(narrow, wide)
        }
        (Check::Condition(narrow), Check::Condition(wide)) => is_within(*narrow, *wide),
        (Check::All | Check::Not(_) | Check::Text(..) | Check::Condition(_), _) => false,
    }
}

/// What has to be asked of an item that passes `wide` to see whether it passes `narrow`: the words that were added.
pub(super) fn beyond(narrow: &Check, wide: &Check) -> Check {
    match narrow {
        Check::And(parts) => {
            let mut added: Vec<Check> = parts
                .iter()
                .filter(|part| !implies(wide, part))
                .cloned()
                .collect();
            // One word alone can be searched for, which is sooner done than asking a text.
            if added.len() == 1 {
                added.remove(0)
            } else {
                Check::And(added)
            }
        }
        Check::All | Check::Or(_) | Check::Not(_) | Check::Text(..) | Check::Condition(_) => {
            narrow.clone()
        }
    }
}

fn any_conjunct(check: &Check, holds: impl Fn(&Check) -> bool) -> bool {
    match check {
        Check::And(parts) => parts.iter().any(holds),
        Check::All | Check::Or(_) | Check::Not(_) | Check::Text(..) | Check::Condition(_) => false,
    }
}

/// Whether what stands in the field `a` stands in `b` as well.
fn is_part(a: Option<TextField>, b: Option<TextField>, wide: &Finder) -> bool {
    a == b
        || (b.is_none()
            && !wide.spellings.is_empty()
            && match a {
                Some(TextField::Title | TextField::Body | TextField::Subject) | None => true,
                // A stock is also found by a name that does not hold what was asked for.
                Some(
                    TextField::Source
                    | TextField::Column
                    | TextField::Channel
                    | TextField::Stock
                    | TextField::Wire
                    | TextField::File,
                ) => false,
            })
}

/// Whether a text in which `narrow` is found surely holds `wide`.
fn contains(narrow: &Finder, wide: &Finder) -> bool {
    if let (
        Pattern::Regex {
            source,
            ignore_case,
            ..
        },
        Pattern::Regex {
            source: other,
            ignore_case: case,
            ..
        },
    ) = (&narrow.pattern, &wide.pattern)
    {
        return source == other && (ignore_case == case || *case);
    }
    !narrow.spellings.is_empty()
        && reads(narrow, wide)
        && narrow.spellings.iter().all(|long| {
            wide.spellings
                .iter()
                .any(|short| holds_either_case(long, short))
        })
}

/// Whether what reads as `narrow` surely reads as `wide`. Whole syllables are found in bodies, where a word that was begun
/// is not; and of a first character the beginning of its syllable is not enough.
fn reads(narrow: &Finder, wide: &Finder) -> bool {
    match (&narrow.pinyin, &wide.pinyin) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(narrow), Some(wide)) => {
            let grew = narrow.word().starts_with(wide.word())
                && !narrow.is_whole()
                && !wide.is_cut_short();
            narrow.word() == wide.word() || grew
        }
    }
}

fn holds_either_case(long: &str, short: &str) -> bool {
    long.to_ascii_lowercase()
        .contains(&short.to_ascii_lowercase())
}

fn is_within(narrow: Condition, wide: Condition) -> bool {
    match (narrow, wide) {
        (Condition::Days(first, last), Condition::Days(from, to)) => from <= first && last <= to,
        (Condition::Since(late), Condition::Since(early)) => early <= late,
        (
            Condition::Level(..)
            | Condition::Percent(..)
            | Condition::Amount(..)
            | Condition::At(..)
            | Condition::Is(_)
            | Condition::Days(..)
            | Condition::Since(_),
            _,
        ) => narrow == wide,
    }
}
