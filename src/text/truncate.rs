//! Truncates text to a width in columns, with an ellipsis.

use std::borrow::Cow;

use super::metrics::TextMetrics;
use super::punctuation::never_last;

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
    pub fn cut(self, text: &str, columns: usize) -> Option<usize> {
        let room = columns.saturating_sub(self.width(ELLIPSIS));
        let mut end = 0;
        for glyph in self.glyphs(text) {
            let right = glyph.at + glyph.columns;
            if right <= room {
                end = glyph.end();
            }
            if right > columns {
                return Some(tidy_end(text.get(..end).unwrap_or_default()));
            }
        }
        None
    }
}

/// Returns the length of a text without white space and opening marks at its end.
fn tidy_end(kept: &str) -> usize {
    kept.trim_end_matches(|c: char| c.is_whitespace() || never_last(c))
        .len()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::text::Ambiguous;

    #[rstest]
    #[case("澜江科技涨停", 12, "澜江科技涨停", "澜江科技涨停")]
    #[case("澜江科技涨停", 11, "澜江科技涨…", "澜江科技…")]
    #[case("澜江科技涨停", 10, "澜江科技…", "澜江科技…")]
    #[case("关于（临时）停牌", 7, "关于…", "关于…")]
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

    proptest::proptest! {
        #[test]
        fn truncated_text_is_never_too_wide(text in r"([a-z一-龥“”…①（]|\PC){0,40}", columns in 0..30usize, wide: bool) {
            let text_metrics = TextMetrics { ambiguous: if wide { Ambiguous::Wide } else { Ambiguous::Narrow } };
            let cut = text_metrics.truncate(&text, columns);
            assert!(text_metrics.width(&cut) <= columns, "{cut:?}");
            assert_eq!(cut == text.as_str(), text_metrics.width(&text) <= columns, "{cut:?}");
        }
    }
}
