//! Whether one query asks for less than another, so that its pass can start from the other's hits.
//!
//! Only what can be seen from the two trees is claimed: a word that was lengthened, a condition that was added.

use super::ast::{Condition, Pattern};
use super::compile::{Finder, Test};
use super::field::TextField;

/// Whether every item that passes `narrow` surely passes `wide`.
pub(super) fn implies(narrow: &Test, wide: &Test) -> bool {
    match (narrow, wide) {
        (_, Test::All) => true,
        (_, Test::And(wide)) => wide.iter().all(|part| implies(narrow, part)),
        (Test::Or(narrow), _) => narrow.iter().all(|part| implies(part, wide)),
        (_, Test::Or(parts)) => {
            parts.iter().any(|part| implies(narrow, part)) || any_conjunct(narrow, |part| implies(part, wide))
        }
        (Test::And(parts), _) => parts.iter().any(|part| implies(part, wide)),
        (Test::Not(narrow), Test::Not(wide)) => implies(wide, narrow),
        (Test::Text(a, narrow), Test::Text(b, wide)) => is_part(*a, *b, wide) && contains(narrow, wide),
        (Test::Condition(narrow), Test::Condition(wide)) => is_within(*narrow, *wide),
        (Test::All | Test::Not(_) | Test::Text(..) | Test::Condition(_), _) => false,
    }
}

fn any_conjunct(test: &Test, holds: impl Fn(&Test) -> bool) -> bool {
    match test {
        Test::And(parts) => parts.iter().any(holds),
        Test::All | Test::Or(_) | Test::Not(_) | Test::Text(..) | Test::Condition(_) => false,
    }
}

/// Whether what stands in the field `a` stands in `b` as well.
fn is_part(a: Option<TextField>, b: Option<TextField>, wide: &Finder) -> bool {
    a == b
        || (b.is_none()
            && !wide.spellings.is_empty()
            && match a {
                Some(TextField::Title | TextField::Body | TextField::Stock | TextField::Subject) | None => true,
                Some(
                    TextField::Source | TextField::Column | TextField::Channel | TextField::Wire | TextField::File,
                ) => false,
            })
}

/// Whether a text in which `narrow` is found surely holds `wide`.
fn contains(narrow: &Finder, wide: &Finder) -> bool {
    if let (Pattern::Regex { source, ignore_case, .. }, Pattern::Regex { source: other, ignore_case: case, .. }) =
        (&narrow.pattern, &wide.pattern)
    {
        return source == other && (ignore_case == case || *case);
    }
    !narrow.spellings.is_empty()
        && narrow.spellings.iter().all(|long| wide.spellings.iter().any(|short| holds_either_case(long, short)))
}

fn holds_either_case(long: &str, short: &str) -> bool {
    long.to_ascii_lowercase().contains(&short.to_ascii_lowercase())
}

fn is_within(narrow: Condition, wide: Condition) -> bool {
    match (narrow, wide) {
        (Condition::Days(first, last), Condition::Days(from, to)) => from <= first && last <= to,
        (Condition::Since(late), Condition::Since(early)) => early <= late,
        (
            Condition::Level(..) | Condition::At(..) | Condition::Is(_) | Condition::Days(..) | Condition::Since(_),
            _,
        ) => narrow == wide,
    }
}
