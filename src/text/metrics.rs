//! How many columns a terminal draws a text in.
//!
//! The unit is the grapheme cluster, as ratatui and terminals have it, measured by unicode-width. Characters that
//! Unicode calls ambiguous (`“”·—…①`, box drawing, Greek) take one column in most terminals and two in those that are
//! set so for East Asian use; the terminal does not tell, so the user does ([`Ambiguous`]).
//!
//! ratatui always measures narrow. Where ambiguous is wide, a text is therefore put into its buffer glyph by glyph, each
//! at the column [`Glyph::at`] says: a glyph of two columns which ratatui takes for one gets
//! `CellDiffOption::ForcedWidth(2)` on its first cell and leaves the second one reset. Its backend then moves the cursor
//! explicitly after it, and no cell is ever half overwritten, whoever is right about the width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide a terminal draws characters of ambiguous width (`“”·—…①`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ambiguous {
    /// One column, as most do.
    #[default]
    Narrow,
    /// Two columns, as terminals do that are set so for East Asian use.
    Wide,
}

/// Measures and sets text in columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TextMetrics {
    /// How wide the terminal draws characters of ambiguous width.
    pub ambiguous: Ambiguous,
}

/// One thing a terminal draws: a character with its combining marks, and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph<'a> {
    /// The grapheme cluster.
    pub text: &'a str,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// The column it begins in, counted from the text's beginning.
    pub at: usize,
    /// How many columns it takes: 0, 1 or 2; more for a few clusters of scripts that join.
    pub columns: usize,
}

impl Glyph<'_> {
    /// Where it ends in the text, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The glyphs of a text in order; made by [`TextMetrics::glyphs`].
#[derive(Clone, Debug)]
pub struct Glyphs<'a> {
    text_metrics: TextMetrics,
    rest: &'a str,
    start: usize,
    at: usize,
}

impl TextMetrics {
    /// The width of a text in columns.
    pub fn width(self, text: &str) -> usize {
        self.glyphs(text).map(|glyph| glyph.columns).sum()
    }

    /// The glyphs of a text, each with its place and width, to put them into cells one by one.
    pub fn glyphs(self, text: &str) -> Glyphs<'_> {
        Glyphs {
            text_metrics: self,
            rest: text,
            start: 0,
            at: 0,
        }
    }

    /// The text with spaces after it up to `columns`, cut with `…` where it is longer: always exactly that wide.
    pub fn fit(self, text: &str, columns: usize) -> String {
        let mut fitted = self.truncate(text, columns).into_owned();
        fitted.extend(std::iter::repeat_n(
            ' ',
            columns.saturating_sub(self.width(&fitted)),
        ));
        fitted
    }

    fn char_width(self, c: char) -> usize {
        match (c, self.ambiguous) {
            // Most of all there is, without the tables.
            ('\u{20}'..='\u{7E}', _) => 1,
            ('\u{4E00}'..='\u{9FFF}', _) => 2,
            (_, Ambiguous::Narrow) => c.width().unwrap_or(0),
            (_, Ambiguous::Wide) => c.width_cjk().unwrap_or(0),
        }
    }

    fn cluster_width(self, cluster: &str) -> usize {
        match self.ambiguous {
            Ambiguous::Narrow => cluster.width(),
            Ambiguous::Wide => cluster.width_cjk(),
        }
    }
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let (length, columns) = self.measure()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        let glyph = Glyph {
            text,
            start: self.start,
            at: self.at,
            columns,
        };
        self.rest = rest;
        self.start += length;
        self.at += columns;
        Some(glyph)
    }
}

impl Glyphs<'_> {
    /// Length in bytes and width in columns of the next cluster. Between two characters that never combine stands a
    /// boundary without asking the segmenter, which would cost ten times as much.
    fn measure(&self) -> Option<(usize, usize)> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        if stands_alone(first) && chars.next().is_none_or(stands_alone) {
            return Some((first.len_utf8(), self.text_metrics.char_width(first)));
        }
        let cluster = self.rest.graphemes(true).next()?;
        Some((cluster.len(), self.text_metrics.cluster_width(cluster)))
    }
}

/// Whether a character neither joins the one before it nor takes the one after it, where that also stands alone: ASCII,
/// general punctuation, enclosed digits, Chinese and its punctuation, full-width forms. Controls do not (`\r\n`).
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{20}'..='\u{7E}' | '\u{B0}'..='\u{FF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203B}'
        | '\u{2460}'..='\u{24FF}' | '\u{2500}'..='\u{257F}' | '\u{3000}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{FF01}'..='\u{FF60}')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const NARROW: TextMetrics = TextMetrics {
        ambiguous: Ambiguous::Narrow,
    };
    const WIDE: TextMetrics = TextMetrics {
        ambiguous: Ambiguous::Wide,
    };

    #[rstest]
    #[case("", 0, 0)]
    #[case("abc", 3, 3)]
    #[case("财联社", 6, 6)]
    #[case("“好”", 4, 6)]
    #[case("——", 2, 4)]
    #[case("……", 2, 4)]
    #[case("①约翰·史密斯", 12, 14)]
    #[case("e\u{301}te\u{301}", 3, 3)]
    #[case("👍日", 4, 4)]
    #[case("ｶﾅ％", 4, 4)]
    #[case("␛", 1, 1)]
    fn width_is_what_the_terminal_draws(
        #[case] text: &str,
        #[case] narrow: usize,
        #[case] wide: usize,
    ) {
        assert_eq!((NARROW.width(text), WIDE.width(text)), (narrow, wide));
    }

    #[test]
    fn glyphs_follow_one_another_without_gap() {
        let glyphs: Vec<_> = WIDE
            .glyphs("A“e\u{301}债")
            .map(|g| (g.text, g.start, g.at, g.columns))
            .collect();
        assert_eq!(
            glyphs,
            [
                ("A", 0, 0, 1),
                ("“", 1, 1, 2),
                ("e\u{301}", 4, 3, 1),
                ("债", 7, 4, 2)
            ]
        );
    }

    #[rstest]
    #[case("盘中宝", 8, "盘中宝  ")]
    #[case("盘中宝", 5, "盘中…")]
    #[case("盘中宝", 4, "盘… ")]
    #[case("盘中宝", 0, "")]
    fn a_fitted_text_is_exactly_so_wide(
        #[case] text: &str,
        #[case] columns: usize,
        #[case] fitted: &str,
    ) {
        assert_eq!(NARROW.fit(text, columns), fitted);
        assert_eq!(WIDE.width(&WIDE.fit(text, columns)), columns);
    }

    proptest::proptest! {
        /// The short cut gives the segmenter's clusters.
        #[test]
        fn glyphs_are_grapheme_clusters(text in r"([a-z一-龥“”…①é\r\n]|\PC){0,40}") {
            let glyphs: Vec<_> = NARROW.glyphs(&text).map(|g| g.text).collect();
            assert_eq!(glyphs, text.graphemes(true).collect::<Vec<_>>());
            assert_eq!(NARROW.width(&text), text.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>());
        }
    }
}
