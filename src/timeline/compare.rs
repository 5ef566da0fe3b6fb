//! When two texts are equal, and when one is the beginning of the other.
//!
//! White space and zero-width characters do not count. Nothing is copied: the comparisons iterate over the texts.
//! [`StoryText`] sorts a text before the texts that continue it.

use std::cmp::Ordering;

use xxhash_rust::xxh3::Xxh3;

use crate::dump::story::{
    StoryParts, has_unclosed_title, is_blank, non_blank_chars, strip_ellipsis, strip_title,
};

/// The fewest characters of a text that can be recognised as a prefix of another.
const MIN_PREFIX_CHARS: usize = 20;

/// Whether two texts are equal.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    a == b || non_blank_chars(a).eq(non_blank_chars(b))
}

/// Whether `long` begins with all of `short`, or has it as its title: some dumps write the title first.
pub(super) fn has_grown(short: &str, long: &str) -> bool {
    let mut rest = non_blank_chars(long);
    non_blank_chars(short).all(|c| rest.next() == Some(c))
        || StoryParts::parse(long)
            .title
            .is_some_and(|title| is_same(title, short))
}

/// Whether `short` is `long` or a beginning of it, titles aside.
pub(super) fn is_cut(short: &str, long: &str) -> bool {
    StoryText::new(short).is_prefix_of(&StoryText::new(long))
}

/// A hash of the characters that count. Its values must never change: ids made of it are stored.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = Xxh3::new();
    text.split(is_blank)
        .for_each(|piece| hasher.update(piece.as_bytes()));
    hasher.digest()
}

/// A text as it is compared with others: without its title and without the ellipsis of a cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoryText<'a> {
    /// There is no text but the title, which is then compared instead. It is a prefix of nothing.
    is_title: bool,
    text: &'a str,
}

impl<'a> StoryText<'a> {
    /// The text without its title. A text that was cut within its title stays whole.
    pub(super) fn new(text: &'a str) -> Self {
        if has_unclosed_title(text) {
            return Self::with_title(text);
        }
        let body = strip_title(text);
        if body.is_empty() {
            Self {
                is_title: true,
                text,
            }
        } else {
            Self::with_title(body)
        }
    }

    /// The whole text, to compare it with one that was cut within its title.
    pub(super) fn with_title(text: &'a str) -> Self {
        Self {
            is_title: false,
            text: strip_ellipsis(text),
        }
    }

    /// The number of characters.
    pub(super) fn len(&self) -> usize {
        non_blank_chars(self.text).count()
    }

    /// An order in which the texts with a common prefix follow that prefix, with nothing else between them.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        self.is_title
            .cmp(&other.is_title)
            .then_with(|| non_blank_chars(self.text).cmp(non_blank_chars(other.text)))
    }

    /// Whether they differ so early that neither is a prefix of the other.
    pub(super) fn differs_in_prefix(&self, other: &Self) -> bool {
        self.is_title != other.is_title
            || non_blank_chars(self.text)
                .zip(non_blank_chars(other.text))
                .take(MIN_PREFIX_CHARS)
                .any(|(a, b)| a != b)
    }

    /// Whether both are equal, or `other` continues this one, which has at least [`MIN_PREFIX_CHARS`].
    pub(super) fn is_prefix_of(&self, other: &Self) -> bool {
        if self.is_title != other.is_title {
            return false;
        }
        let (mut ours, mut theirs, mut shared) =
            (non_blank_chars(self.text), non_blank_chars(other.text), 0);
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (None, Some(_)) => return shared >= MIN_PREFIX_CHARS && !self.is_title,
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

    /// Without their titles, which `merge::titled` compares.
    fn is_alike(a: &str, b: &str) -> bool {
        let (a, b) = (StoryText::new(a), StoryText::new(b));
        a.is_prefix_of(&b) || b.is_prefix_of(&a)
    }

    #[test]
    fn prefix_sorts_right_before_its_text() {
        let (cut, full) = (StoryText::new("甲甲"), StoryText::new("【题】甲 甲乙"));
        assert_eq!(cut.compare(&full), Ordering::Less);
        assert_eq!(full.compare(&StoryText::new("甲丙")), Ordering::Greater);
    }

    /// Ends of two texts with one beginning, some with the ellipsis of a cut.
    const ENDING: &str = "[甲乙]{0,2}( ?…|……|\\.\\.\\.)?";

    proptest! {
        #[test]
        fn prefixes_are_what_dump_calls_one_story(
            title in "(【[甲乙】 ]{0,3}】?)?", stem in "[甲乙 ]{18,22}", a in ENDING, b in ENDING, same in any::<bool>(),
        ) {
            let other = if same { title.as_str() } else { "" };
            let (a, b) = (format!("{title}{stem}{a}"), format!("{other}{stem}{b}"));
            if !has_unclosed_title(&a) && !has_unclosed_title(&b) {
                prop_assert_eq!(is_alike(&a, &b), same_story(&a, &b), "{} {}", a, b);
            }
            prop_assert!(is_alike(&a, &a) && same_story(&a, &a), "{}", a);
        }
    }
}
