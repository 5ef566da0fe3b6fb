//! How similar two wordings of a story are.
//!
//! A text is taken as the pairs of neighbouring characters in it; the similarity is the share of the shorter text's pairs
//! that the other one has. A title or paragraph that was added takes nothing away. The cost is a sort of at most 2,000
//! pairs for each text and a walk over both.

use std::cmp::Ordering;

use crate::dump::story::{StoryParts, non_blank_chars};

/// The most characters of a text that are compared.
const MAX_CHARS: usize = 2000;

/// The similarity of equal texts.
pub(super) const MAX_SIMILARITY: u32 = 1000;
/// From this similarity on two texts of one minute are wordings of one story.
pub(super) const SAME_STORY: u32 = 500;
/// The most comparisons in one minute. No wire sends as many stories.
pub(super) const MAX_COMPARISONS: usize = 4096;

/// A text as its pairs of neighbouring characters, sorted, without dateline and attribution.
#[derive(Debug)]
pub(super) struct Wording(Vec<(char, char)>);

impl Wording {
    pub(super) fn new(text: &str) -> Self {
        let story = StoryParts::parse(text);
        let chars = non_blank_chars(story.title.unwrap_or_default())
            .chain(non_blank_chars(story.body))
            .take(MAX_CHARS);
        let mut pairs: Vec<(char, char)> = chars.clone().zip(chars.skip(1)).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// The similarity of two texts, from 0 to [`MAX_SIMILARITY`].
    pub(super) fn similarity(&self, other: &Self) -> u32 {
        let (mut ours, mut theirs, mut common) = (self.0.iter(), other.0.iter(), 0);
        let (mut a, mut b) = (ours.next(), theirs.next());
        while let (Some(left), Some(right)) = (a, b) {
            let order = left.cmp(right);
            common += u32::from(order == Ordering::Equal);
            if order.is_le() {
                a = ours.next();
            }
            if order.is_ge() {
                b = theirs.next();
            }
        }
        let shorter = self.0.len().min(other.0.len()) as u32;
        (common * MAX_SIMILARITY).checked_div(shorter).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn similarity(a: &str, b: &str) -> u32 {
        Wording::new(a).similarity(&Wording::new(b))
    }

    #[test]
    fn small_changes_leave_a_wording_similar() {
        let flash = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元合同。";
        for later in [
            "【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订12亿元合同。",
            "财联社1月6日电，云帆智造公告，与星河航天签订13亿元合同。",
            "财联社1月6日电，云帆智造公告，与星河航天签订12亿元合同。合同为期三年，将对业绩有积极影响。",
        ] {
            assert!(similarity(flash, later) >= 700, "{later}");
        }
        let other = "财联社1月6日电，远山能源公告，董事长因个人原因辞职。";
        assert!(similarity(flash, other) < 300);
    }
}
