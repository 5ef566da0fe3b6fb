//! How alike two wordings of a story are.

use crate::dump::story::{StoryParts, non_blank_chars};

/// How many characters of a text are compared.
const LONGEST: usize = 2000;

/// A text as the pairs of neighbouring characters in it, dateline and attribution left out.
#[derive(Debug)]
pub(super) struct Wording(Vec<(char, char)>);

impl Wording {
    pub(super) fn of(text: &str) -> Self {
        let story = StoryParts::parse(text);
        let told = non_blank_chars(story.title.unwrap_or_default())
            .chain(non_blank_chars(story.body))
            .take(LONGEST);
        let mut pairs: Vec<(char, char)> = told.clone().zip(told.skip(1)).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    /// How much of the shorter one stands in the other too, in thousandths: a paragraph that was added takes nothing
    /// away, nor does a title.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        let (mut ours, mut theirs, mut common) =
            (self.0.iter().peekable(), other.0.iter().peekable(), 0);
        while let (Some(a), Some(b)) = (ours.peek(), theirs.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(ours.next()),
                std::cmp::Ordering::Greater => drop(theirs.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    ours.next();
                    theirs.next();
                }
            }
        }
        let shorter = self.0.len().min(other.0.len());
        if shorter == 0 {
            0
        } else {
            common * 1000 / shorter as u32
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> u32 {
        Wording::of(a).likeness(&Wording::of(b))
    }

    #[test]
    fn a_title_a_paragraph_or_another_figure_leaves_a_wording_alike() {
        let flash = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元合同。";
        for later in [
            "【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订12亿元合同。",
            "财联社1月6日电，云帆智造公告，与星河航天签订13亿元合同。",
            "财联社1月6日电，云帆智造公告，与星河航天签订12亿元合同。合同为期三年，将对业绩有积极影响。",
        ] {
            assert!(likeness(flash, later) >= 700, "{later}");
        }
        let other = "财联社1月6日电，远山能源公告，董事长因个人原因辞职。";
        assert!(likeness(flash, other) < 300);
    }
}
