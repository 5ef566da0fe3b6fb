//! Whether every hit of one query is surely a hit of another, so its pass can start from the other's hits.
//!
//! Claims only what the two trees show: a word was lengthened, a condition was added.

use std::collections::HashSet;

use super::check::{Check, Finder};
use super::field::{TextField, TextOrigin};
use super::text_search::TextSearch;

/// The most pairs of terms that are compared. A key waits for this, and a list of stocks has thousands of terms.
const MAX_PAIRS: usize = 10_000;

/// The most words of one search that are spelled out, for the same reason.
const MAX_SPELLED: usize = 100;

/// Whether every item that passes `narrow` surely passes `wide`.
pub(super) fn implies(narrow: &Check, wide: &Check) -> bool {
    !has_too_many_pairs(narrow, wide) && surely_implies(narrow, wide)
}

fn surely_implies(narrow: &Check, wide: &Check) -> bool {
    match (narrow, wide) {
        (_, Check::All) => true,
        (_, Check::And(wide)) => wide.iter().all(|part| surely_implies(narrow, part)),
        (Check::Or(narrow), _) => narrow.iter().all(|part| surely_implies(part, wide)),
        (_, Check::Or(parts)) => {
            parts.iter().any(|part| surely_implies(narrow, part))
                || matches!(narrow, Check::And(all) if all.iter().any(|part| surely_implies(part, wide)))
        }
        (Check::And(parts), _) => parts.iter().any(|part| surely_implies(part, wide)),
        (Check::Not(narrow), Check::Not(wide)) => surely_implies(wide, narrow),
        (Check::Text(a, narrow), Check::Text(b, wide)) => {
            is_searched(*a, *b, wide) && contains(narrow, wide)
        }
        (Check::Condition(narrow), Check::Condition(wide)) => {
            narrow.to_string() == wide.to_string() || narrow.implies(&**wide)
        }
        (Check::All | Check::Not(_) | Check::Text(..) | Check::Condition(_), _) => false,
    }
}

/// Returns the parts of `narrow` that an item may still fail if it passes `wide`.
pub(super) fn residual(narrow: &Check, wide: &Check) -> Check {
    let Check::And(parts) = narrow else {
        return narrow.clone();
    };
    if has_too_many_pairs(narrow, wide) {
        return narrow.clone();
    }
    let mut added: Vec<Check> = parts
        .iter()
        .filter(|part| !surely_implies(wide, part))
        .cloned()
        .collect();
    // A single word is searched for in whole dumps. That is faster than evaluating an `And` for every item.
    if added.len() == 1 {
        added.remove(0)
    } else {
        Check::And(added)
    }
}

fn has_too_many_pairs(narrow: &Check, wide: &Check) -> bool {
    narrow.terms() * wide.terms() > MAX_PAIRS
}

impl Check {
    /// How many terms it has, however they are nested.
    fn terms(&self) -> usize {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::terms).sum(),
            Self::Not(part) => part.terms(),
            Self::All | Self::Text(..) | Self::Condition(_) => 1,
        }
    }
}

/// Whether a search in the field `wide_field` covers everything that is in `field`. A regular expression may match an end of
/// its text (`^`, `$`), so it covers only its own field.
fn is_searched(field: Option<&TextField>, wide_field: Option<&TextField>, wide: &Finder) -> bool {
    field == wide_field
        || (wide_field.is_none()
            && wide.search.as_regex().is_none()
            && field.is_none_or(|field| field.origin == TextOrigin::Story))
}

/// Whether a text with a hit of `narrow` surely has a hit of `wide`.
fn contains(narrow: &Finder, wide: &Finder) -> bool {
    let regexes = narrow.search.as_regex().zip(wide.search.as_regex());
    if let Some((narrow, wide)) = regexes {
        let is_case_covered = narrow.ignore_case == wide.ignore_case || wide.ignore_case;
        return narrow.source == wide.source && is_case_covered;
    }
    narrow.search.as_regex().is_none()
        && pinyin_contains(narrow, wide)
        && words_contain(&narrow.search, &wide.search)
}

/// Whether every spelling of `narrow` has a hit of `wide`. Of many words it only sees which are equal.
fn words_contain(narrow: &TextSearch, wide: &TextSearch) -> bool {
    if narrow.words().len().max(wide.words().len()) > MAX_SPELLED {
        let wide: HashSet<_> = wide.words().iter().collect();
        return narrow.words().iter().all(|word| wide.contains(word));
    }
    let mut spellings = narrow.literals().iter();
    spellings.all(|long| wide.is_match(long.as_bytes()))
}

/// The same for hits by pinyin: the words are equal, or `narrow` continues `wide`. There are three exceptions:
///
/// - `wide` is so short, or so surely a name, that it matches names only. `narrow` matches other characters too.
/// - `narrow` is whole syllables. It is found in bodies, where `wide` may not be: a body has `yunling` but not `yunl`.
/// - `wide` is the beginning of one syllable. It matches no character yet.
fn pinyin_contains(narrow: &Finder, wide: &Finder) -> bool {
    let is_covered = || wide.reads_headlines() && names_contain(narrow, wide);
    match (&narrow.pinyin, &wide.pinyin) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(narrow), Some(wide)) => {
            let has_grown = narrow.word().starts_with(wide.word())
                && !narrow.is_whole()
                && !wide.is_cut_short()
                && is_covered();
            narrow.word() == wide.word() || has_grown
        }
    }
}

/// Whether every name that `narrow` stands for is one of `wide`.
fn names_contain(narrow: &Finder, wide: &Finder) -> bool {
    let known = wide.names.as_ref().map_or(&[][..], |names| names.written());
    let names = narrow.names.iter().flat_map(|names| names.written());
    names.into_iter().all(|name| known.contains(name))
}
