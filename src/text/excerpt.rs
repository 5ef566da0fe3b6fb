//! An excerpt of a text around a hit.

use std::ops::Range;

use super::metrics::TextMetrics;
use super::punctuation::{ends_sentence, separates_clauses};
use super::whole_numbers::number_around;

/// The most bytes on either side of a hit that are looked at: no screen is wider.
const MAX_CONTEXT: usize = 1024;

impl TextMetrics {
    /// Returns the range of a text around a hit that fits `columns`. It begins with the clause that holds the hit and ends
    /// with the sentence, both cut if there is no room. No number is split.
    pub fn excerpt(self, text: &str, hit: &Range<usize>, columns: usize) -> Range<usize> {
        let before = clause_before(text, hit.start);
        let after = sentence_after(text, hit.end);
        let hit_text = text.get(hit.clone()).unwrap_or_default();
        let room = columns.saturating_sub(self.width(hit_text));
        if room == 0 {
            let end = hit.start + self.fitting_start(hit_text, columns);
            return hit.start..end;
        }
        // A clause reads best from its beginning; what one side does not need goes to the other.
        let room_before = (room * 2 / 3).max(room.saturating_sub(self.width(after)));
        let start = hit.start - self.fitting_end(before, room_before);
        let used = self.width(text.get(start..hit.start).unwrap_or_default());
        let after = after.get(..self.fitting_start(after, room.saturating_sub(used)));
        let after = after
            .unwrap_or_default()
            .trim_end_matches(separates_clauses);
        start..hit.end + after.len()
    }

    /// Returns the bytes of the longest start of a text that fits and splits no number.
    fn fitting_start(self, text: &str, columns: usize) -> usize {
        let end = self.fitting_length(text, columns);
        number_around(text, end).map_or(end, |number| number.start)
    }

    /// Returns the bytes of the longest end of a text that fits and splits no number.
    fn fitting_end(self, text: &str, columns: usize) -> usize {
        let width = self.width(text);
        let mut glyphs = self.glyphs(text);
        let first = glyphs.find(|glyph| width - glyph.at <= columns);
        let start = first.map_or(text.len(), |glyph| glyph.start);
        let start = number_around(text, start).map_or(start, |number| number.end);
        text.len() - start
    }
}

/// Returns the part of the hit's clause before it.
fn clause_before(text: &str, at: usize) -> &str {
    let from = (at.saturating_sub(MAX_CONTEXT)..=at).find(|&from| text.is_char_boundary(from));
    let before = from.and_then(|from| text.get(from..at)).unwrap_or_default();
    let clause = before.rsplit(separates_clauses).next().unwrap_or_default();
    clause.trim_start()
}

/// Returns the part of the hit's sentence after it.
fn sentence_after(text: &str, at: usize) -> &str {
    let until = at.saturating_add(MAX_CONTEXT).min(text.len());
    let until = (until..=text.len()).find(|&until| text.is_char_boundary(until));
    let after = until
        .and_then(|until| text.get(at..until))
        .unwrap_or_default();
    let ends = |c| c == '\n' || ends_sentence(c);
    after.split(ends).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(40, "费半成份股中澜江科技跌4.25%，另两家涨")]
    #[case(28, "费半成份股中澜江科技跌4.25%")]
    #[case(24, "半成份股中澜江科技跌")]
    #[case(12, "中澜江科技跌")]
    #[case(8, "澜江科技")]
    #[case(7, "澜江科")]
    #[case(1, "")]
    fn excerpt_keeps_the_hit(#[case] columns: usize, #[case] expected: &str) {
        let text = "盘前，费半成份股中澜江科技跌4.25%，另两家涨。后文";
        let start = text.find("澜江科技").unwrap();
        let hit = start..start + "澜江科技".len();
        let range = TextMetrics::default().excerpt(text, &hit, columns);
        assert_eq!(text.get(range), Some(expected));
    }

    proptest::proptest! {
        #[test]
        fn excerpt_fits(text in r"([0-9.%a一-龥，。“\n]|\PC){1,60}", at: usize, len in 1..8_usize, columns in 0..40_usize) {
            let bounds: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            let first = at % (bounds.len() - 1);
            let last = (first + len).min(bounds.len() - 1);
            let hit = bounds[first]..bounds[last];
            let range = TextMetrics::default().excerpt(&text, &hit, columns);
            let excerpt = text.get(range.clone()).unwrap();
            // Clusters at the edges of the hit may combine with their neighbours.
            proptest::prop_assert!(range.start <= hit.start, "{excerpt:?}");
            if text.is_ascii() {
                proptest::prop_assert!(TextMetrics::default().width(excerpt) <= columns, "{excerpt:?}");
            }
        }
    }
}
