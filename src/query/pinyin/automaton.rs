//! A word of letters run over Chinese text.
//!
//! The state is a set of numbers, one bit each: the letters that the characters so far can have used up. So all readings
//! cost no more than one. Tables of the word are built beforehand, because a word runs over every headline of an archive:
//! most characters take one lookup.

use std::fmt;
use std::ops::Range;

use super::readings::{READINGS, Readings, index};

/// How the characters of a text may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingRule {
    /// By whole syllable, by initial, or the last one by a part of its syllable.
    Name,
    /// The same, for words of three letters or more.
    Headline,
    /// By whole syllables only, at least two.
    Body,
}

impl ReadingRule {
    /// How a body is read. That of an item without a title is its headline.
    pub const fn of_body(has_title: bool) -> Self {
        if has_title {
            Self::Body
        } else {
            Self::Headline
        }
    }
}

pub(super) struct Automaton {
    /// One bit for each indexed character: whether the word can begin with it. Small enough for the nearest cache.
    begins: Box<[u64]>,
    /// For each indexed character: the state after it as the first character; 0 if the word cannot begin with it.
    first: Box<[u64]>,
    /// For each number of used letters and each syllable: the state after a later character with this syllable.
    later: Box<[u64]>,
    /// The bit for all letters used.
    end: u64,
}

impl Automaton {
    /// Builds the tables of a word of at most 60 ASCII letters; `None` if no characters can be read so.
    pub(super) fn new(word: &str, rule: ReadingRule) -> Option<Self> {
        let steps = |used: usize, is_later: bool| {
            let rest = word.get(used..).unwrap_or_default();
            READINGS
                .syllables
                .iter()
                .map(move |syllable| step(rest, syllable, rule, is_later) << used)
        };
        let end = 1 << word.len();
        let unfinished = match rule {
            ReadingRule::Name | ReadingRule::Headline => u64::MAX,
            ReadingRule::Body => !end,
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

    /// The first part of a text that reads as the word.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        text.char_indices().find_map(|(start, c)| {
            let index = index(c).filter(|index| self.can_begin(*index))?;
            let state = *self.first.get(index)?;
            let after = start + c.len_utf8();
            Some(start..after + self.run(text.get(after..)?, state)?)
        })
    }

    /// Every part of a text that reads as the word, none overlapping another.
    pub(super) fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut from = 0;
        while let Some(hit) = text.get(from..).and_then(|rest| self.find(rest)) {
            all.push(from + hit.start..from + hit.end);
            from += hit.end;
        }
        all
    }

    fn can_begin(&self, index: usize) -> bool {
        self.begins
            .get(index / 64)
            .is_some_and(|bits| bits >> (index % 64) & 1 == 1)
    }

    /// The number of bytes of `text` that use up all letters.
    fn run(&self, text: &str, mut state: u64) -> Option<usize> {
        let mut chars = text.char_indices();
        while state & self.end == 0 {
            state = self.after(state, index(chars.next()?.1)?);
            if state == 0 {
                return None;
            }
        }
        Some(chars.offset())
    }

    fn after(&self, state: u64, index: usize) -> u64 {
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
            .at(index)
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

/// The state after each indexed character, from the state after each syllable.
fn first(begin: &[u64]) -> Box<[u64]> {
    let state = |syllable: &u16| begin.get(usize::from(*syllable)).copied().unwrap_or(0);
    (0..Readings::count())
        .map(|index| {
            READINGS
                .at(index)
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

/// The numbers of letters of `rest` that one character with this syllable can use up, one bit each.
fn step(rest: &str, syllable: &str, rule: ReadingRule, is_later: bool) -> u64 {
    let mut used = 0;
    if rest.starts_with(syllable) {
        used |= 1 << syllable.len();
    }
    if rule != ReadingRule::Body {
        // `sh` is 上海 rather than every character that begins so.
        let is_word = |initial: &str| !is_later && initial.len() > 1 && initial == rest;
        for initial in initials(syllable)
            .into_iter()
            .filter(|initial| rest.starts_with(initial) && !is_word(initial))
        {
            used |= 1 << initial.len();
        }
        if is_later && syllable.starts_with(rest) {
            used |= 1 << rest.len();
        }
    }
    used
}

/// The first letter, and `zh`, `ch` or `sh` if the syllable begins with it.
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
