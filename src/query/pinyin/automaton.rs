//! A word of letters run over Chinese text.
//!
//! The state is which of its letters the characters so far can have used up: a set of numbers, one bit each, so that
//! many readings cost no more than one. Everything that depends on the word alone is worked out beforehand, since a word is
//! run over every headline of an archive: most characters are done with after one look into a table.

use std::fmt;
use std::ops::Range;

use super::Spelling;
use super::readings::{READINGS, Readings, place};

pub(super) struct Automaton {
    /// Per character that has a place one bit, whether the word can begin with it: small enough to stay in the nearest
    /// cache while whole bodies go by.
    begins: Box<[u64]>,
    /// Per character that has a place: the state after it, if it is the first; 0 if none can begin there.
    first: Box<[u64]>,
    /// Per number of letters used up and syllable: the state after a later character of this syllable.
    later: Box<[u64]>,
    /// The bit that says that all letters are used up.
    end: u64,
}

impl Automaton {
    /// For a word of at most 60 ASCII letters; `None` if no characters can be spelt so.
    pub(super) fn of(word: &str, spelling: Spelling) -> Option<Self> {
        let steps = |used: usize, is_later: bool| {
            let rest = word.get(used..).unwrap_or_default();
            READINGS
                .syllables
                .iter()
                .map(move |syllable| step(rest, syllable, spelling, is_later) << used)
        };
        let end = 1 << word.len();
        let unfinished = if spelling == Spelling::Whole {
            !end
        } else {
            u64::MAX
        };
        let begin: Vec<u64> = steps(0, false).map(|state| state & unfinished).collect();
        let later: Box<[u64]> = (0..word.len()).flat_map(|used| steps(used, true)).collect();
        can_end(&begin, &later, end).then(|| {
            let first = first(&begin);
            Self {
                begins: begins(&first),
                first,
                later,
                end,
            }
        })
    }

    /// The first place that reads as the word.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        text.char_indices().find_map(|(start, c)| {
            let place = place(c).filter(|place| self.can_begin(*place))?;
            let state = *self.first.get(place)?;
            let after = start + c.len_utf8();
            Some(start..after + self.run(text.get(after..)?, state)?)
        })
    }

    /// Every place that reads as the word, none overlapping another.
    pub(super) fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut from = 0;
        while let Some(hit) = text.get(from..).and_then(|rest| self.find(rest)) {
            all.push(from + hit.start..from + hit.end);
            from += hit.end;
        }
        all
    }

    fn can_begin(&self, place: usize) -> bool {
        self.begins
            .get(place / 64)
            .is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }

    /// How many bytes of `text` it takes to use up all letters.
    fn run(&self, text: &str, mut state: u64) -> Option<usize> {
        let mut chars = text.char_indices();
        while state & self.end == 0 {
            state = self.after(state, place(chars.next()?.1)?);
            if state == 0 {
                return None;
            }
        }
        Some(chars.offset())
    }

    fn after(&self, state: u64, place: usize) -> u64 {
        let syllables = READINGS.syllables.len();
        let steps = |syllable: &u16| {
            let next = move |used: usize| {
                self.later
                    .get(used * syllables + usize::from(*syllable))
                    .copied()
                    .unwrap_or(0)
            };
            bits(state).map(next).fold(0, |all, next| all | next)
        };
        READINGS
            .at(place)
            .iter()
            .map(steps)
            .fold(0, |all, next| all | next)
    }
}

impl fmt::Debug for Automaton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Automaton")
            .field("end", &self.end)
            .finish_non_exhaustive()
    }
}

/// The state after each character that has a place, from that after each syllable.
fn first(begin: &[u64]) -> Box<[u64]> {
    let state = |syllable: &u16| begin.get(usize::from(*syllable)).copied().unwrap_or(0);
    (0..Readings::places())
        .map(|place| {
            READINGS
                .at(place)
                .iter()
                .map(state)
                .fold(0, |all, next| all | next)
        })
        .collect()
}

fn begins(first: &[u64]) -> Box<[u64]> {
    let bits = |states: &[u64]| {
        states
            .iter()
            .rev()
            .fold(0, |bits, state| bits << 1 | u64::from(*state != 0))
    };
    first.chunks(64).map(bits).collect()
}

/// Whether some sequence of syllables uses up all letters.
fn can_end(begin: &[u64], later: &[u64], end: u64) -> bool {
    let mut reached = begin.iter().fold(0, |all, state| all | state);
    for (used, steps) in later.chunks(begin.len()).enumerate().skip(1) {
        if reached >> used & 1 == 1 {
            reached = steps.iter().fold(reached, |all, state| all | state);
        }
    }
    reached & end != 0
}

/// How many letters of `rest` one character of this syllable can use up, one bit each.
fn step(rest: &str, syllable: &str, spelling: Spelling, is_later: bool) -> u64 {
    let mut used = 0;
    if rest.starts_with(syllable) {
        used |= 1 << syllable.len();
    }
    if spelling == Spelling::Mixed {
        for initial in initials(syllable)
            .into_iter()
            .filter(|initial| rest.starts_with(initial))
        {
            used |= 1 << initial.len();
        }
        if is_later && syllable.starts_with(rest) {
            used |= 1 << rest.len();
        }
    }
    used
}

/// The first letter, and `zh`, `ch` or `sh` if that is how it begins.
fn initials(syllable: &str) -> [&str; 2] {
    let len = if ["zh", "ch", "sh"]
        .iter()
        .any(|two| syllable.starts_with(two))
    {
        2
    } else {
        1
    };
    [1, len].map(|len| syllable.get(..len).unwrap_or_default())
}

fn bits(set: u64) -> impl Iterator<Item = usize> {
    let mut left = set;
    std::iter::from_fn(move || {
        let next = (left != 0).then(|| left.trailing_zeros() as usize)?;
        left &= left - 1;
        Some(next)
    })
}
