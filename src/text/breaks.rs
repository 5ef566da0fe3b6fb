//! Where a line may end: Unicode's line breaking (UAX 14), and what Chinese news asks for beyond it.
//!
//! UAX 14 keeps most of 避头尾, numbers and Latin words. The rules added here: a dash, an ellipsis and `·` open no line;
//! a number keeps its measure word; a line may begin with a quotation or a signed number after Chinese text, and end
//! after a quotation, which UAX 14 (before version 16) refuses.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::measure_words::Kind;
use super::punctuation::{is_square, never_first, never_last};
use super::quantity::{Quantity, Sign, Unit, quantities};

/// Constant data; dictionaries for scripts written without spaces, such as Thai, are left out.
static SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(const { LineBreakOptions::default() });

/// What a line break between two glyphs would be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Break {
    /// As good as any.
    Good,
    /// It parts what belongs together, yet between words or numbers, as in a link: only where that is wider than a line.
    Seam,
    /// It splits a word or a number: only where that is wider than a line.
    Split,
    /// It leaves a mark where none may stand: only where nothing else is left.
    Last,
}

/// Tells the breaks of one text; asked about ascending places only.
pub(super) struct Breaks<'a> {
    text: &'a str,
    opportunities: Vec<usize>,
    passed: usize,
    kept: Vec<Range<usize>>,
    kept_passed: usize,
}

impl<'a> Breaks<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let opportunities = opportunities(text);
        Self {
            text,
            opportunities,
            passed: 0,
            kept: kept_together(text),
            kept_passed: 0,
        }
    }

    /// What a break before the byte `at` would be.
    pub(super) fn before(&mut self, at: usize) -> Break {
        let allowed = self.is_opportunity(at);
        let kept = self.is_kept(at);
        let (head, tail) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let (Some(last), Some(first)) = (head.chars().next_back(), tail.chars().next()) else {
            return Break::Last;
        };
        // White space at a line's end is in no line: an opening mark before it would stand there all the same.
        let shown = head
            .trim_end_matches(' ')
            .chars()
            .next_back()
            .unwrap_or(last);
        if first.is_whitespace() || never_first(first) || never_last(shown) {
            Break::Last
        } else if kept || is_word(last) && is_word(first) {
            Break::Split
        } else if (allowed && !joins(last, first)) || parts(last, first, head, tail) {
            Break::Good
        } else {
            Break::Seam
        }
    }

    fn is_opportunity(&mut self, at: usize) -> bool {
        while self
            .opportunities
            .get(self.passed)
            .is_some_and(|&place| place < at)
        {
            self.passed += 1;
        }
        self.opportunities.get(self.passed) == Some(&at)
    }

    /// Whether a place is inside what stays together.
    fn is_kept(&mut self, at: usize) -> bool {
        while self
            .kept
            .get(self.kept_passed)
            .is_some_and(|range| range.end <= at)
        {
            self.kept_passed += 1;
        }
        self.kept
            .get(self.kept_passed)
            .is_some_and(|range| range.start < at)
    }
}

/// Where UAX 14 lets a line end.
///
/// A script whose words only a dictionary finds is set as one word. It is kept from the segmenter, which has no dictionary: with
/// debug assertions on that prints a complaint to standard error, which is the screen.
fn opportunities(text: &str) -> Vec<usize> {
    if !text.contains(needs_dictionary) {
        return SEGMENTER.segment_str(text).collect();
    }
    // Of three bytes, as all of these: places stay what they are.
    let letter = |c| if needs_dictionary(c) { '\u{A4D0}' } else { c };
    SEGMENTER
        .segment_str(&text.chars().map(letter).collect::<String>())
        .collect()
}

/// Thai, Lao, Burmese, Khmer.
fn needs_dictionary(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{AA60}'..='\u{AA7F}')
}

/// The numbers of a text with all that belongs to them; the parts of a date or of a time of day as one.
fn kept_together(text: &str) -> Vec<Range<usize>> {
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut dated = false;
    for Quantity { range, unit, .. } in quantities(text) {
        let is_date = unit == Unit::Measure(Kind::Date);
        match kept.last_mut() {
            Some(date) if dated && is_date && date.end == range.start && goes_on(text, date) => {
                date.end = range.end
            }
            _ => kept.push(range),
        }
        dated = is_date;
    }
    kept
}

/// Whether a smaller part may follow this part of a date or time: a day ends a date, seconds a time.
fn goes_on(text: &str, part: &Range<usize>) -> bool {
    text.get(part.clone())
        .is_some_and(|part| !part.ends_with(['日', '号', '秒']))
}

/// Whether a character is a letter or digit of a script that separates words by spaces.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_square(c)
}

/// Whether two characters stay together although UAX 14 would part them: a hyphenated Latin word, the number of a list's
/// member and its text, A股 and the like.
fn joins(last: char, first: char) -> bool {
    let hyphened = last == '-' && first.is_ascii_alphanumeric();
    let numbered = matches!(last, '\u{2460}'..='\u{24FF}') && !first.is_whitespace();
    let share = last.is_ascii_uppercase() && first == '股';
    hyphened || numbered || share
}

/// Whether a line may break between two characters although UAX 14 refuses: around a quotation in Chinese text, and
/// before the sign of a number.
fn parts(last: char, first: char, head: &str, tail: &str) -> bool {
    match (last, first) {
        (_, '“' | '‘') => is_square(last) || tail.chars().nth(1).is_some_and(is_square),
        ('”' | '’', _) => {
            is_square(first)
                || head.chars().nth_back(1).is_some_and(is_square) && first.is_alphanumeric()
        }
        (_, '-' | '−') => is_square(last) && signed(tail),
        _ => false,
    }
}

fn signed(tail: &str) -> bool {
    quantities(tail)
        .next()
        .is_some_and(|number| number.range.start == 0 && number.sign == Some(Sign::Minus))
}
