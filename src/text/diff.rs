//! Compares two revisions of a text word by word.
//!
//! Words are those of UAX 29: a Chinese character, a number with its decimals, a Latin word. So 25 that becomes 30 is one
//! changed word and not two changed digits, and Chinese needs no dictionary.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// The most pairs of words that are compared. Beyond it the comparison would stop the screen, and the whole middle counts as
/// changed.
const MAX_PAIRS: usize = 16 << 20;

/// The fewest equal words that separate two changes. Fewer are equal by chance.
const MIN_KEPT: usize = 3;

/// A piece of one or both texts, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffPiece<'a> {
    /// In both texts.
    Kept(&'a str),
    /// In the earlier text only.
    Removed(&'a str),
    /// In the later text only.
    Inserted(&'a str),
}

/// Splits two texts into pieces: kept and removed ones make up `before`, kept and inserted ones `after`. In a replacement
/// the removed piece comes first.
pub fn diff<'a>(before: &'a str, after: &'a str) -> Vec<DiffPiece<'a>> {
    let words = |text: &'a str| text.split_word_bounds().collect::<Vec<_>>();
    let (old, new) = (words(before), words(after));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = |words: &[&str]| words.len() - head;
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(rest(&old).min(rest(&new)));
    let tail = tail.take_while(|(a, b)| a == b).count();
    let (old_middle, new_middle) = (head..old.len() - tail, head..new.len() - tail);
    let mut runs = vec![DiffRun {
        kept: true,
        old: head,
        new: head,
    }];
    runs.extend(between(
        old.get(old_middle).unwrap_or_default(),
        new.get(new_middle).unwrap_or_default(),
    ));
    runs.push(DiffRun {
        kept: true,
        old: tail,
        new: tail,
    });
    pieces(before, after, &old, &new, &joined(&runs))
}

/// Numbers of words of both texts that are kept or changed together.
#[derive(Clone, Copy, Debug)]
struct DiffRun {
    kept: bool,
    old: usize,
    new: usize,
}

fn between(old: &[&str], new: &[&str]) -> Vec<DiffRun> {
    if old.len().saturating_mul(new.len()) > MAX_PAIRS {
        return vec![DiffRun {
            kept: false,
            old: old.len(),
            new: new.len(),
        }];
    }
    let run = |op: DiffOp| {
        let (tag, old, new) = op.as_tag_tuple();
        DiffRun {
            kept: tag == similar::DiffTag::Equal,
            old: old.len(),
            new: new.len(),
        }
    };
    capture_diff_slices(Algorithm::Myers, old, new)
        .into_iter()
        .map(run)
        .collect()
}

/// Joins neighbours of the same kind. Short kept runs between two changes become changed.
fn joined(runs: &[DiffRun]) -> Vec<DiffRun> {
    let mut joined: Vec<DiffRun> = Vec::new();
    for (n, &run) in runs.iter().enumerate() {
        let is_inside = n > 1 && n + 2 < runs.len();
        let kept = run.kept && !(is_inside && run.old < MIN_KEPT);
        match joined.last_mut().filter(|last| last.kept == kept) {
            Some(last) => (last.old, last.new) = (last.old + run.old, last.new + run.new),
            None => joined.push(DiffRun { kept, ..run }),
        }
    }
    joined
}

fn pieces<'a>(
    before: &'a str,
    after: &'a str,
    old: &[&str],
    new: &[&str],
    runs: &[DiffRun],
) -> Vec<DiffPiece<'a>> {
    let (mut old, mut new) = (WordCursor::new(before, old), WordCursor::new(after, new));
    let mut pieces = Vec::new();
    for run in runs {
        let (was, is) = (old.advance(run.old), new.advance(run.new));
        if run.kept {
            pieces.push(DiffPiece::Kept(is));
        } else {
            pieces.extend([DiffPiece::Removed(was), DiffPiece::Inserted(is)]);
        }
    }
    pieces.retain(|piece| !piece.text().is_empty());
    pieces
}

/// Walks a text by its words.
struct WordCursor<'a, 'w> {
    text: &'a str,
    words: &'w [&'w str],
}

impl<'a, 'w> WordCursor<'a, 'w> {
    const fn new(text: &'a str, words: &'w [&'w str]) -> Self {
        Self { text, words }
    }

    fn advance(&mut self, count: usize) -> &'a str {
        let (words, rest) = self.words.split_at(count.min(self.words.len()));
        let (piece, text) = self
            .text
            .split_at_checked(words.iter().map(|word| word.len()).sum())
            .unwrap_or((self.text, ""));
        (self.words, self.text) = (rest, text);
        piece
    }
}

impl<'a> DiffPiece<'a> {
    /// The text of the piece.
    pub const fn text(self) -> &'a str {
        match self {
            Self::Kept(text) | Self::Removed(text) | Self::Inserted(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::DiffPiece::{Inserted, Kept, Removed};
    use super::*;

    #[test]
    fn corrected_figure_is_one_word() {
        let found = diff("下调25个基点至1.55%。", "下调30个基点至1.50%。");
        let expected = [
            Kept("下调"),
            Removed("25"),
            Inserted("30"),
            Kept("个基点至"),
            Removed("1.55"),
            Inserted("1.50"),
            Kept("%。"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn added_title_and_sentence_are_inserted() {
        let found = diff(
            "星河公告，签订合同。",
            "【星河签约】星河公告，签订合同。为期三年。",
        );
        assert_eq!(
            found,
            [
                Inserted("【星河签约】"),
                Kept("星河公告，签订合同"),
                Inserted("。为期三年"),
                Kept("。")
            ]
        );
    }

    #[test]
    fn few_equal_words_do_not_split_a_change() {
        assert_eq!(
            diff("甲的乙。", "丙的丁。"),
            [Removed("甲的乙"), Inserted("丙的丁"), Kept("。")]
        );
        assert_eq!(diff("同", "同"), [Kept("同")]);
        assert_eq!(diff("", ""), []);
    }

    proptest! {
        #[test]
        fn pieces_make_up_both_texts(before in "[甲乙1. a\n]{0,24}", after in "[甲乙1. a\n]{0,24}") {
            let found = diff(&before, &after);
            let text = |without: fn(&DiffPiece<'_>) -> bool| {
                found.iter().filter(|piece| !without(piece)).map(|piece| piece.text()).collect::<String>()
            };
            prop_assert_eq!(text(|piece| matches!(piece, Inserted(_))), before.clone());
            prop_assert_eq!(text(|piece| matches!(piece, Removed(_))), after.clone());
        }
    }
}
