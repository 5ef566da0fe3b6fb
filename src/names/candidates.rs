//! Chooses the names of a security among the texts that were seen with it.

use std::cmp::Reverse;

use super::common_words::{is_common, name_units};
use super::evidence::NameCounts;
use super::word_stats::WordStats;
use crate::dump::story::is_fund;

/// A text of at most this many units before a code is taken for the name as it is.
const MAX_USUAL_UNITS: usize = 4;
/// A name that is cut out of a longer text has at least this many units.
const MIN_PART_UNITS: usize = 3;
/// How many different texts before one code are considered, the most frequent first.
const MAX_TEXTS: usize = 64;

/// What may be a name of a security.
#[derive(Debug)]
pub(super) struct NameCandidate<'a> {
    pub code: &'a str,
    pub name: &'a str,
    /// How often it was seen with this security.
    pub weight: u32,
    origin: NameOrigin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameOrigin {
    /// A dialect gives it, or it is all of the text before the code.
    Whole,
    /// It ends the text before the code, and the whole text is too long for a name. The longest part that is a name is taken.
    Part,
    /// A name without its class of shares: 云帆控股 of 云帆控股-W.
    WithoutClass,
}

/// The candidates of a security, the likeliest first.
pub(super) fn candidates<'a>(code: &'a str, counts: &'a NameCounts) -> Vec<NameCandidate<'a>> {
    let candidate = |name, weight, origin| NameCandidate {
        code,
        name,
        weight,
        origin,
    };
    let given = counts.given.iter().filter(|(name, _)| could_be_name(name));
    let mut found: Vec<_> = given
        .map(|(name, &weight)| candidate(name, weight, NameOrigin::Whole))
        .collect();
    let texts = most_frequent(counts);
    for &(text, count) in &texts {
        if !could_be_name(text) || holds_a_known_name(text, count, &texts, counts) {
            continue;
        }
        let ending = texts.iter().filter(|(other, _)| other.ends_with(text));
        let weight = ending.map(|(_, count)| count).sum();
        // The long name of a fund holds that of its house.
        if is_usual(text) || is_fund(text) {
            found.push(candidate(text, weight, NameOrigin::Whole));
        } else {
            found.extend(parts(text).map(|name| candidate(name, weight, NameOrigin::Part)));
        }
    }
    let wholes = found
        .iter()
        .filter(|found| found.origin == NameOrigin::Whole);
    let short: Vec<_> = wholes
        .filter_map(|found| {
            let name = without_class(found.name)?;
            Some(candidate(name, found.weight, NameOrigin::WithoutClass))
        })
        .collect();
    found.extend(short);
    found
}

/// The texts before a code with their counts, the most frequent first.
fn most_frequent(counts: &NameCounts) -> Vec<(&str, u32)> {
    let texts = counts.before_code.iter();
    let mut texts: Vec<_> = texts.map(|(text, &count)| (text.as_str(), count)).collect();
    texts.sort_by_key(|&(text, count)| (Reverse(count), text));
    texts.truncate(MAX_TEXTS);
    texts
}

/// Whether another name of the same security ends this text, and is the likelier one.
fn holds_a_known_name(text: &str, count: u32, texts: &[(&str, u32)], counts: &NameCounts) -> bool {
    let is_likelier = |&(other, often): &(&str, u32)| {
        other != text
            && text.ends_with(other)
            && is_usual(other)
            && (often >= count || !is_usual(text))
    };
    let is_given = |given: &String| text != given && text.ends_with(given.as_str());
    texts.iter().any(is_likelier) || counts.given.keys().any(is_given)
}

/// Those candidates that are names, by how texts use them.
pub(super) fn accepted<'a, 'c>(
    candidates: &'c [NameCandidate<'a>],
    stats: impl Fn(&str) -> WordStats + 'c,
) -> impl Iterator<Item = &'c NameCandidate<'a>> + 'c {
    // The code of the part that was accepted last. Parts come longest first.
    let mut part_of = None;
    candidates.iter().filter(move |candidate| {
        let stats = stats(candidate.name);
        let is_name = match candidate.origin {
            NameOrigin::Whole => stats.suggests_name(name_units(candidate.name) < 3),
            NameOrigin::WithoutClass => stats.proves_name(),
            NameOrigin::Part => part_of != Some(candidate.code) && stats.proves_name(),
        };
        if is_name && candidate.origin == NameOrigin::Part {
            part_of = Some(candidate.code);
        }
        is_name && !is_common(candidate.name)
    })
}

fn is_usual(name: &str) -> bool {
    let units = name_units(without_class(name).unwrap_or(name));
    (1..=MAX_USUAL_UNITS).contains(&units) && could_be_name(name)
}

/// Whether a text has two letters, or three if it is Latin, and no mark of an ex-dividend day.
fn could_be_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let min = if name.is_ascii() { 3 } else { 2 };
    letters >= min
        && !["XD", "XR", "DR"].iter().any(|mark| name.starts_with(mark))
        && !is_common(name)
}

/// The endings of a text that may be names, the whole text first.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let endings = text.char_indices().filter_map(|(at, _)| text.get(at..));
    endings.filter(|part| name_units(part) >= MIN_PART_UNITS && could_be_name(part))
}

/// A name without its class of shares; `None` if it has none.
fn without_class(name: &str) -> Option<&str> {
    let suffixes = ["-SW", "-W", "-S", "-B", "-P"];
    let short = suffixes.iter().find_map(|class| name.strip_suffix(class));
    let short = short.or_else(|| {
        let rest = name.strip_suffix('A')?;
        (!rest.ends_with(|c: char| c.is_ascii())).then_some(rest)
    });
    short.filter(|short| could_be_name(short))
}
