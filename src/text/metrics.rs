//! Measures text in columns of the terminal.
//!
//! The unit is the grapheme cluster, as in ratatui and terminals, with the width of unicode-width. Characters of ambiguous
//! width (`“”·—…①`, box drawing, Greek) take one column in most terminals, and two in those that are configured for East
//! Asian use. A terminal does not report this, so it is a setting ([`Ambiguous`]).
//!
//! ratatui always measures narrow. With wide ambiguous characters the reader therefore puts text into the buffer glyph by
//! glyph, each at the column of [`Glyph::at`]: a glyph of two columns that ratatui takes for one gets
//! `CellDiffOption::ForcedWidth(2)` on its first cell, and its second cell is reset. The backend moves the cursor explicitly
//! after such a glyph, so no cell is half overwritten even if the setting is wrong.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The terminal's width of ambiguous characters (`“”·—…①`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ambiguous {
    /// One column, as in most terminals.
    #[default]
    Narrow,
    /// Two columns, as in terminals that are configured for East Asian use.
    Wide,
}

/// Measures, truncates and wraps text in columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TextMetrics {
    /// The width of ambiguous characters.
    pub ambiguous: Ambiguous,
}

/// A grapheme cluster with its position and width.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph<'a> {
    /// The grapheme cluster.
    pub text: &'a str,
    /// Its first byte in the text.
    pub start: usize,
    /// Its first column, counted from the text's beginning.
    pub at: usize,
    /// Its width: 0, 1 or 2 columns; more for a few clusters of scripts that join.
    pub columns: usize,
}

impl Glyph<'_> {
    /// The byte after it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// An iterator over the glyphs of a text; see [`TextMetrics::glyphs`].
#[derive(Clone, Debug)]
pub struct Glyphs<'a> {
    text_metrics: TextMetrics,
    rest: &'a str,
    start: usize,
    at: usize,
}

impl TextMetrics {
    /// Returns the width of a text in columns.
    pub fn width(self, text: &str) -> usize {
        self.glyphs(text).map(|glyph| glyph.columns).sum()
    }

    /// Returns the glyphs of a text in order.
    pub fn glyphs(self, text: &str) -> Glyphs<'_> {
        Glyphs {
            text_metrics: self,
            rest: text,
            start: 0,
            at: 0,
        }
    }

    fn char_width(self, c: char) -> usize {
        match (c, self.ambiguous) {
            // Most characters, without the tables.
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
    /// Returns the length in bytes and the width in columns of the next cluster. Between two characters that never combine
    /// there is always a boundary; the segmenter would take ten times as long to find it.
    fn measure(&self) -> Option<(usize, usize)> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        if never_combines(first) && chars.next().is_none_or(never_combines) {
            return Some((first.len_utf8(), self.text_metrics.char_width(first)));
        }
        let cluster = self.rest.graphemes(true).next()?;
        Some((cluster.len(), self.text_metrics.cluster_width(cluster)))
    }
}

/// Whether a character never joins another character of this kind: ASCII, general punctuation, enclosed digits, Chinese and
/// its punctuation, full-width forms. Controls do join (`\r\n`).
fn never_combines(c: char) -> bool {
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
    fn width_matches_the_terminal(#[case] text: &str, #[case] narrow: usize, #[case] wide: usize) {
        assert_eq!((NARROW.width(text), WIDE.width(text)), (narrow, wide));
    }

    #[test]
    fn glyphs_are_contiguous() {
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

    proptest::proptest! {
        /// The shortcut finds the same clusters as the segmenter.
        #[test]
        fn glyphs_are_grapheme_clusters(text in r"([a-z一-龥“”…①é\r\n]|\PC){0,40}") {
            let glyphs: Vec<_> = NARROW.glyphs(&text).map(|g| g.text).collect();
            assert_eq!(glyphs, text.graphemes(true).collect::<Vec<_>>());
            assert_eq!(NARROW.width(&text), text.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>());
        }
    }
}
