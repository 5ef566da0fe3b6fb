//! Positions where a line may end: Unicode's line breaking (UAX 14), with rules for Chinese news.
//!
//! UAX 14 covers most of 避头尾, numbers and Latin words. The rules added here:
//!
//! - A dash, an ellipsis and `·` begin no line.
//! - A number keeps its measure word, also after a space.
//! - After Chinese text a line may begin with a quotation or a signed number, and a line may end after a quotation. UAX 14
//!   forbids both before version 16.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::measure_words::{MeasureKind, leading_measure};
use super::punctuation::{is_square, never_first, never_last};
use super::quantity::{Quantity, Sign, Unit, quantities};

/// Without the dictionaries for scripts that are written without spaces, such as Thai.
static SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(const { LineBreakOptions::default() });

/// How good a line break between two glyphs is, best first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum BreakKind {
    /// Allowed anywhere.
    Good,
    /// Between words or numbers that belong together, as in a link: only if they are wider than a line.
    Seam,
    /// Inside a word or a number: only if it is wider than a line.
    Split,
    /// Beside a mark that forbids it: only if there is no other.
    Last,
}

/// Classifies the breaks of one text. Positions must be queried in ascending order.
pub(super) struct BreakFinder<'a> {
    text: &'a str,
    /// Positions that UAX 14 allows.
    opportunities: Vec<usize>,
    next_opportunity: usize,
    /// Ranges that stay on one line.
    kept: Vec<Range<usize>>,
    next_kept: usize,
}

impl<'a> BreakFinder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            opportunities: opportunities(text),
            next_opportunity: 0,
            kept: kept_together(text),
            next_kept: 0,
        }
    }

    /// Classifies the break before the byte `at`.
    pub(super) fn before(&mut self, at: usize) -> BreakKind {
        let allowed = self.is_opportunity(at);
        let kept = self.is_kept(at);
        let (head, tail) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let (Some(last), Some(first)) = (head.chars().next_back(), tail.chars().next()) else {
            return BreakKind::Last;
        };
        // White space at a line's end is dropped, so an opening mark before it would end the line.
        let shown = head
            .trim_end_matches(' ')
            .chars()
            .next_back()
            .unwrap_or(last);
        if first.is_whitespace() || never_first(first) || never_last(shown) {
            BreakKind::Last
        } else if kept || is_word(last) && is_word(first) {
            BreakKind::Split
        } else if (allowed && !joins(last, first)) || separates(last, first, head, tail) {
            BreakKind::Good
        } else {
            BreakKind::Seam
        }
    }

    fn is_opportunity(&mut self, at: usize) -> bool {
        while self
            .opportunities
            .get(self.next_opportunity)
            .is_some_and(|&opportunity| opportunity < at)
        {
            self.next_opportunity += 1;
        }
        self.opportunities.get(self.next_opportunity) == Some(&at)
    }

    fn is_kept(&mut self, at: usize) -> bool {
        while self
            .kept
            .get(self.next_kept)
            .is_some_and(|range| range.end <= at)
        {
            self.next_kept += 1;
        }
        self.kept
            .get(self.next_kept)
            .is_some_and(|range| range.start < at)
    }
}

/// Returns the positions where UAX 14 lets a line end.
///
/// Text of a script that needs a dictionary is treated as one word. The segmenter has none, and with debug assertions it
/// would complain on standard error, which is the screen.
fn opportunities(text: &str) -> Vec<usize> {
    if !text.contains(needs_dictionary) {
        return SEGMENTER.segment_str(text).collect();
    }
    // A letter of three bytes, as all of these: the offsets stay the same.
    let letter = |c| if needs_dictionary(c) { '\u{A4D0}' } else { c };
    SEGMENTER
        .segment_str(&text.chars().map(letter).collect::<String>())
        .collect()
}

/// Whether a character is Thai, Lao, Burmese or Khmer.
fn needs_dictionary(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{AA60}'..='\u{AA7F}')
}

/// Returns the numbers of a text with their units. The parts of a date or of a time of day are one range.
fn kept_together(text: &str) -> Vec<Range<usize>> {
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut dated = false;
    for Quantity {
        mut range, unit, ..
    } in quantities(text)
    {
        if unit == Unit::None {
            range.end += spaced_measure(text.get(range.end..).unwrap_or_default());
        }
        let is_date = unit == Unit::Measure(MeasureKind::Date);
        match kept.last_mut() {
            Some(date) if dated && is_date && date.end == range.start && continues(text, date) => {
                date.end = range.end;
            }
            _ => kept.push(range),
        }
        dated = is_date;
    }
    kept
}

/// Returns the length of a space and a measure word, as in `3 分钟`; 0 if the text begins otherwise.
fn spaced_measure(text: &str) -> usize {
    let measure = text.strip_prefix(' ').and_then(leading_measure);
    measure.map_or(0, |(word, _)| 1 + word.len())
}

/// Whether a smaller unit may follow this part of a date or time: a day ends a date, seconds end a time.
fn continues(text: &str, part: &Range<usize>) -> bool {
    text.get(part.clone())
        .is_some_and(|part| !part.ends_with(['日', '号', '秒']))
}

/// Whether a character is a letter or digit of a script with spaces between words.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_square(c)
}

/// Whether two characters stay together although UAX 14 allows a break: a hyphenated Latin word, a circled number and its
/// text, A股 and the like.
fn joins(last: char, first: char) -> bool {
    let hyphened = last == '-' && first.is_ascii_alphanumeric();
    let numbered = matches!(last, '\u{2460}'..='\u{24FF}') && !first.is_whitespace();
    let share = last.is_ascii_uppercase() && first == '股';
    hyphened || numbered || share
}

/// Whether a line may break between two characters although UAX 14 forbids it: around a quotation in Chinese text, and
/// before a signed number.
fn separates(last: char, first: char, head: &str, tail: &str) -> bool {
    match (last, first) {
        (_, '“' | '‘') => is_square(last) || tail.chars().nth(1).is_some_and(is_square),
        ('”' | '’', _) => {
            is_square(first)
                || head.chars().nth_back(1).is_some_and(is_square) && first.is_alphanumeric()
        }
        (_, '-' | '−') => is_square(last) && begins_with_negative(tail),
        _ => false,
    }
}

fn begins_with_negative(text: &str) -> bool {
    quantities(text)
        .next()
        .is_some_and(|number| number.range.start == 0 && number.sign == Some(Sign::Minus))
}
