//! What changed between two wordings of a text, word by word.
//!
//! A word is what Unicode takes for one (UAX 29): a Chinese character, a number with its decimals, a Latin word. So 25
//! that becomes 30 is one word that changed and not two digits, and Chinese needs no dictionary.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// Beyond so many pairs of words the middle of two texts is taken as changed in whole: comparing them would stop the screen.
const MOST: usize = 16 << 20;

/// Fewer equal words than this between two changes are met by chance, and would only tear the changes apart.
const ISLAND: usize = 3;

/// A piece of both texts, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffPiece<'a> {
    /// It stands in both.
    Kept(&'a str),
    /// It stands in the earlier text alone.
    Removed(&'a str),
    /// It stands in the later text alone.
    Inserted(&'a str),
}

/// The pieces of which two texts are made: what was kept and removed is the earlier one, what was kept and inserted the
/// later one. Where something was replaced, what was removed stands first.
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
    let mut runs = vec![Run {
        kept: true,
        old: head,
        new: head,
    }];
    runs.extend(between(
        old.get(old_middle).unwrap_or_default(),
        new.get(new_middle).unwrap_or_default(),
    ));
    runs.push(Run {
        kept: true,
        old: tail,
        new: tail,
    });
    pieces(before, after, &old, &new, &joined(&runs))
}

/// So many words of both texts, kept or changed.
#[derive(Clone, Copy, Debug)]
struct Run {
    kept: bool,
    old: usize,
    new: usize,
}

fn between(old: &[&str], new: &[&str]) -> Vec<Run> {
    if old.len().saturating_mul(new.len()) > MOST {
        return vec![Run {
            kept: false,
            old: old.len(),
            new: new.len(),
        }];
    }
    let run = |op: DiffOp| {
        let (tag, old, new) = op.as_tag_tuple();
        Run {
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

/// Runs of which no two neighbours are alike, with the islands between changes taken as changed.
fn joined(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for (n, &run) in runs.iter().enumerate() {
        let is_inside = n > 1 && n + 2 < runs.len();
        let kept = run.kept && !(is_inside && run.old < ISLAND);
        match joined.last_mut().filter(|last| last.kept == kept) {
            Some(last) => (last.old, last.new) = (last.old + run.old, last.new + run.new),
            None => joined.push(Run { kept, ..run }),
        }
    }
    joined
}

fn pieces<'a>(
    before: &'a str,
    after: &'a str,
    old: &[&str],
    new: &[&str],
    runs: &[Run],
) -> Vec<DiffPiece<'a>> {
    let (mut old, mut new) = (Cursor::new(before, old), Cursor::new(after, new));
    let mut pieces = Vec::new();
    for run in runs {
        let (was, is) = (old.take(run.old), new.take(run.new));
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
struct Cursor<'a, 'w> {
    text: &'a str,
    words: &'w [&'w str],
}

impl<'a, 'w> Cursor<'a, 'w> {
    const fn new(text: &'a str, words: &'w [&'w str]) -> Self {
        Self { text, words }
    }

    fn take(&mut self, count: usize) -> &'a str {
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
    /// Its text, in whichever wording it stands.
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
    fn a_figure_that_was_corrected_is_one_word() {
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
    fn a_title_and_a_sentence_that_were_added() {
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
    fn words_met_by_chance_do_not_tear_a_change_apart() {
        assert_eq!(
            diff("甲的乙。", "丙的丁。"),
            [Removed("甲的乙"), Inserted("丙的丁"), Kept("。")]
        );
        assert_eq!(diff("同", "同"), [Kept("同")]);
        assert_eq!(diff("", ""), []);
    }

    proptest! {
        #[test]
        fn the_pieces_are_both_texts(before in "[甲乙1. a\n]{0,24}", after in "[甲乙1. a\n]{0,24}") {
            let found = diff(&before, &after);
            let text = |without: fn(&DiffPiece<'_>) -> bool| {
                found.iter().filter(|piece| !without(piece)).map(|piece| piece.text()).collect::<String>()
            };
            prop_assert_eq!(text(|piece| matches!(piece, Inserted(_))), before.clone());
            prop_assert_eq!(text(|piece| matches!(piece, Removed(_))), after.clone());
        }
    }
}
