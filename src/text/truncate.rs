//! Truncates text to a width in columns, with an ellipsis.

use std::borrow::Cow;

use super::metrics::TextMetrics;
use super::punctuation::never_last;
use super::whole_numbers::number_around;

/// Ends a truncated text. Its width is ambiguous: one column or two.
pub const ELLIPSIS: &str = "…";

impl TextMetrics {
    /// Truncates a text to `columns`, with `…` at the end if it was longer. Returns an empty text if not even `…` fits.
    pub fn truncate(self, text: &str, columns: usize) -> Cow<'_, str> {
        match self.cut(text, columns) {
            None => Cow::Borrowed(text),
            Some(_) if self.width(ELLIPSIS) > columns => Cow::Borrowed(""),
            Some(end) => Cow::Owned([text.get(..end).unwrap_or_default(), ELLIPSIS].concat()),
        }
    }

    /// Returns the byte at which to cut a text that is wider than `columns`, with room for [`ELLIPSIS`]; `None` if it fits.
    /// No number is split, except one that begins the text.
    pub fn cut(self, text: &str, columns: usize) -> Option<usize> {
        if self.fits(text, columns) {
            return None;
        }
        let room = columns.saturating_sub(self.width(ELLIPSIS));
        let end = self.fitting_length(text, room);
        let whole = number_around(text, end).map_or(end, |number| number.start);
        let kept = [whole, end].map(|end| tidy_length(text.get(..end).unwrap_or_default()));
        kept.into_iter().find(|&end| end > 0).or(Some(0))
    }

    /// Whether a text is no wider than `columns`.
    pub fn fits(self, text: &str, columns: usize) -> bool {
        self.glyphs(text)
            .all(|glyph| glyph.at + glyph.columns <= columns)
    }

    /// Returns the bytes of the longest start of a text that fits `columns`.
    pub(super) fn fitting_length(self, text: &str, columns: usize) -> usize {
        let glyphs = self.glyphs(text);
        let fitting = glyphs.take_while(|glyph| glyph.at + glyph.columns <= columns);
        fitting.last().map_or(0, |glyph| glyph.end())
    }
}

/// Returns the length of a text without white space and opening marks at its end.
fn tidy_length(kept: &str) -> usize {
    kept.trim_end_matches(|c: char| c.is_whitespace() || never_last(c))
        .len()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::{prop_assert, proptest};
    use rstest::rstest;

    use super::*;
    use crate::text::Ambiguous;

    #[rstest]
    #[case("澜江科技涨停", 12, "澜江科技涨停", "澜江科技涨停")]
    #[case("澜江科技涨停", 11, "澜江科技涨…", "澜江科技…")]
    #[case("澜江科技涨停", 10, "澜江科技…", "澜江科技…")]
    #[case("关于（临时）停牌", 7, "关于…", "关于…")]
    #[case("余额增至5600亿元", 13, "余额增至…", "余额增至…")]
    #[case("余额增至5600亿元", 15, "余额增至…", "余额增至…")]
    #[case("余额（5600亿元）", 13, "余额…", "余额…")]
    #[case("5600亿元", 4, "560…", "56…")]
    #[case("Alpha one", 6, "Alpha…", "Alph…")]
    #[case("Alpha one", 7, "Alpha…", "Alpha…")]
    #[case("一二", 1, "…", "")]
    #[case("一二", 0, "", "")]
    #[case("一", 2, "一", "一")]
    #[case("", 0, "", "")]
    fn long_text_ends_in_an_ellipsis(
        #[case] text: &str,
        #[case] columns: usize,
        #[case] narrow: &str,
        #[case] wide: &str,
    ) {
        assert_eq!(
            TextMetrics {
                ambiguous: Ambiguous::Narrow
            }
            .truncate(text, columns),
            narrow
        );
        assert_eq!(
            TextMetrics {
                ambiguous: Ambiguous::Wide
            }
            .truncate(text, columns),
            wide
        );
    }

    /// Whether a cut at `end` is between a digit and the rest of its number, unless only the number is before it.
    fn is_number_split(text: &str, end: usize) -> bool {
        let (kept, rest) = text.split_at(end);
        let goes_on = |c: char| c.is_ascii_digit() || "万亿%％".contains(c);
        let decimals = rest.trim_start_matches([':', '.', ',']);
        kept.ends_with(|c: char| c.is_ascii_digit())
            && (rest.starts_with(goes_on) || decimals.starts_with(|c: char| c.is_ascii_digit()))
            && kept.contains(char::is_alphabetic)
    }

    /// Cuts every text of a folder of real dumps (its `truth.jsonl`).
    #[test]
    fn corpus_has_no_number_that_a_cut_splits() {
        let Some(folder) = std::env::var_os("DIANBAO_CORPUS") else {
            return println!("skipped: DIANBAO_CORPUS names no folder");
        };
        let truth = std::fs::read_to_string(Path::new(&folder).join("cls/truth.jsonl")).unwrap();
        let mut split = Vec::new();
        for line in truth.lines() {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = entry["text"].as_str().unwrap();
            let cuts = (20..100)
                .step_by(7)
                .filter_map(|columns| TextMetrics::default().cut(text, columns));
            split.extend(
                cuts.filter(|&end| is_number_split(text, end))
                    .map(|end| text.split_at(end).0.to_owned()),
            );
        }
        assert!(
            split.is_empty(),
            "{} such as {:#?}",
            split.len(),
            &split[..split.len().min(20)]
        );
    }

    proptest! {
        #[test]
        fn truncated_text_is_never_too_wide(text in r"([a-z一-龥“”…①（]|\PC){0,40}", columns in 0..30usize, wide: bool) {
            let text_metrics = TextMetrics { ambiguous: if wide { Ambiguous::Wide } else { Ambiguous::Narrow } };
            let cut = text_metrics.truncate(&text, columns);
            assert!(text_metrics.width(&cut) <= columns, "{cut:?}");
            assert_eq!(cut == text.as_str(), text_metrics.width(&text) <= columns, "{cut:?}");
        }

        #[test]
        fn no_number_of_a_cut_text_is_split(
            text in r"(([一-龥]{1,4}|[a-zA-Z ]{1,3})[（+-]?[0-9]{1,4}(\.[0-9]{1,2}|,[0-9]{3}|:[0-9]{2})?(%|万|亿元|个百分点|年)?[，。）]?){1,8}",
            columns in 0..60usize,
        ) {
            let text_metrics = TextMetrics::default();
            let Some(end) = text_metrics.cut(&text, columns) else { return Ok(()) };
            prop_assert!(!is_number_split(&text, end), "{:?} of {text:?}", text.split_at(end));
        }
    }
}
