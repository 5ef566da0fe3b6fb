//! How two texts compare once white space and characters that take no room are set aside.
//!
//! Nothing is copied: a folded text is an iterator over the text itself. Whether two texts tell one story is decided by
//! [`crate::dump::story`]; here stands the order that brings those next to each other that do.

use std::cmp::Ordering;

use xxhash_rust::xxh3::Xxh3;

use crate::dump::story::{
    StoryParts, has_unclosed_title, is_blank, non_blank_chars, strip_ellipsis, strip_title,
};

/// How many characters a text that was cut short must have at least to be told by them.
const ENOUGH: usize = 20;

/// Whether two texts are the same but for characters that do not count.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || non_blank_chars(a).eq(non_blank_chars(b))
}

/// Whether `long` begins with all of `short`, or has it for its title: some dumps give the title first.
pub(super) fn grew(short: &str, long: &str) -> bool {
    let mut rest = non_blank_chars(long);
    non_blank_chars(short).all(|c| rest.next() == Some(c))
        || StoryParts::parse(long)
            .title
            .is_some_and(|title| same(title, short))
}

/// A hash of the characters that count, whose value never changes: identities are stored.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = Xxh3::new();
    text.split(is_blank)
        .for_each(|piece| hasher.update(piece.as_bytes()));
    hasher.digest()
}

/// What a text tells once its title is set aside; a title alone tells itself, and is a cut of nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling<'a> {
    alone: bool,
    text: &'a str,
}

impl<'a> Telling<'a> {
    /// What a text tells without its title.
    pub(super) fn of(text: &'a str) -> Self {
        if has_unclosed_title(text) {
            return Self::whole(text);
        }
        let told = strip_title(text);
        if told.is_empty() {
            Self { alone: true, text }
        } else {
            Self::whole(told)
        }
    }

    /// All of a text but the ellipsis of a cut, as one that was cut within its title is compared.
    pub(super) fn whole(text: &'a str) -> Self {
        Self {
            alone: false,
            text: strip_ellipsis(text),
        }
    }

    /// How many characters it takes.
    pub(super) fn len(&self) -> usize {
        non_blank_chars(self.text).count()
    }

    /// An order in which a text stands before those it is a cut of, with nothing else between them.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        self.alone
            .cmp(&other.alone)
            .then_with(|| non_blank_chars(self.text).cmp(non_blank_chars(other.text)))
    }

    /// Whether they differ within the characters that a cut must share with what it was cut from.
    pub(super) fn parts_early(&self, other: &Self) -> bool {
        self.alone != other.alone
            || non_blank_chars(self.text)
                .zip(non_blank_chars(other.text))
                .take(ENOUGH)
                .any(|(a, b)| a != b)
    }

    /// Whether both tell the same, or this one is the other cut short.
    pub(super) fn is_cut_of(&self, other: &Self) -> bool {
        if self.alone != other.alone {
            return false;
        }
        let (mut ours, mut theirs, mut shared) =
            (non_blank_chars(self.text), non_blank_chars(other.text), 0);
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (None, Some(_)) => return shared >= ENOUGH && !self.alone,
                (a, b) if a != b => return false,
                _ => shared += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dump::story::same_story;

    fn alike(a: &str, b: &str) -> bool {
        let (a, b) = (Telling::of(a), Telling::of(b));
        a.is_cut_of(&b) || b.is_cut_of(&a)
    }

    #[test]
    fn a_cut_stands_right_before_what_it_was_cut_from() {
        let (cut, full) = (Telling::of("甲甲"), Telling::of("【题】甲 甲乙"));
        assert_eq!(cut.compare(&full), Ordering::Less);
        assert_eq!(full.compare(&Telling::of("甲丙")), Ordering::Greater);
    }

    /// How two texts end that begin alike, be it with the ellipsis of a cut.
    const ENDING: &str = "[甲乙]{0,2}( ?…|……|\\.\\.\\.)?";

    proptest! {
        #[test]
        fn two_tellings_are_alike_when_their_texts_tell_one_story(
            title in "(【[甲乙】 ]{0,3}】?)?", stem in "[甲乙 ]{18,22}", a in ENDING, b in ENDING, other in "(【乙】)?",
        ) {
            let (a, b) = (format!("{title}{stem}{a}"), format!("{other}{stem}{b}"));
            if !has_unclosed_title(&a) && !has_unclosed_title(&b) {
                prop_assert_eq!(alike(&a, &b), same_story(&a, &b), "{} {}", a, b);
            }
        }
    }
}
