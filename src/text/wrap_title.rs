//! Wraps a title as a subeditor would: at its punctuation first, never inside a word, otherwise in lines of about the same
//! width.
//!
//! First fit breaks `投资日历：周五资` over `本市场`, and leaves a lone `键` in a last line. A title has few lines, so every
//! way to break it into as few lines as first fit is compared.

use std::ops::Range;

use super::bigrams::is_within_word;
use super::breaks::{BreakFinder, BreakKind};
use super::metrics::TextMetrics;
use super::punctuation::is_square;

/// The widest line that is an orphan, in columns.
const MAX_ORPHAN: usize = 4;
/// The most characters of a quotation that is a word.
const MAX_QUOTED: usize = 4;
/// The most lines that are compared. A longer title is no title, and is wrapped by first fit.
const MAX_LINES: usize = 6;

/// How bad a way to break a title is. The first part that differs decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Badness {
    /// Breaks inside words.
    pub words: usize,
    /// Lines with two characters or fewer.
    orphans: usize,
    /// Breaks at no punctuation.
    pub phrases: usize,
    /// The sum of the squares of the widths: the smallest if all lines are equally wide.
    squares: usize,
}

/// A place where a line of a title may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct TitleBreak {
    pub byte: usize,
    pub column: usize,
    /// The columns of the white space before it, which ends no line.
    blank: usize,
    pub badness: Badness,
    /// For each number of lines, the best way to break the title before it: how bad, and the break before the last line.
    best: [Option<(Badness, usize)>; MAX_LINES],
}

impl TextMetrics {
    /// Wraps a title like [`TextMetrics::wrap`], in as many lines, but breaks it at better places. `names` are byte ranges
    /// that stay on one line if they can.
    pub fn wrap_title(
        self,
        title: &str,
        columns: usize,
        names: &[Range<usize>],
    ) -> Vec<Range<usize>> {
        let lines = self.wrap(title, columns);
        if !(2..=MAX_LINES).contains(&lines.len()) || title.contains('\n') {
            return lines;
        }
        let mut breaks = self.title_breaks(title, names);
        find_best(&mut breaks, lines.len(), columns);
        lines_to(&breaks, lines.len(), title).unwrap_or(lines)
    }

    /// The beginning and the end of a title, and between them all places where a line may end.
    pub(super) fn title_breaks(self, title: &str, names: &[Range<usize>]) -> Vec<TitleBreak> {
        let mut finder = BreakFinder::new(title);
        let (mut breaks, mut column, mut blank) = (Vec::new(), 0, 0);
        for glyph in self.glyphs(title) {
            let badness = (glyph.start > 0 && finder.before(glyph.start) == BreakKind::Good)
                .then(|| badness_at(title, glyph.start, names));
            let is_start = glyph.start == 0;
            if let Some(badness) = badness.or(is_start.then(Badness::default)) {
                breaks.push(TitleBreak::new(glyph.start, glyph.at, blank, badness));
            }
            let is_blank = glyph.text.chars().all(char::is_whitespace);
            blank = if is_blank { blank + glyph.columns } else { 0 };
            column = glyph.at + glyph.columns;
        }
        let end = TitleBreak::new(title.len(), column, blank, Badness::default());
        breaks.push(end);
        breaks
    }
}

impl TitleBreak {
    fn new(byte: usize, column: usize, blank: usize, badness: Badness) -> Self {
        Self {
            byte,
            column,
            blank,
            badness,
            best: [None; MAX_LINES],
        }
    }

    /// The columns of a line from the beginning of the title to this break.
    pub(super) const fn width(&self) -> usize {
        self.column - self.blank
    }
}

/// Finds for each break the best ways to fill up to `lines` lines before it.
fn find_best(breaks: &mut [TitleBreak], lines: usize, columns: usize) {
    for end in 1..breaks.len() {
        let (before, after) = breaks.split_at_mut(end);
        let Some(to) = after.first_mut() else { return };
        for (start, from) in before.iter().enumerate().rev() {
            let width = (to.column - to.blank).saturating_sub(from.column);
            if width > columns {
                break;
            }
            for line in 0..lines {
                let above = match line.checked_sub(1) {
                    None => (start == 0).then_some(Badness::default()),
                    Some(above) => from.best[above].map(|(badness, _)| badness),
                };
                let Some(above) = above else { continue };
                let badness = above.with_line(width, from.badness);
                if to.best[line].is_none_or(|(best, _)| badness < best) {
                    to.best[line] = Some((badness, start));
                }
            }
        }
    }
}

/// The lines of the best way to break a title into `count` lines; `None` if there is none.
fn lines_to(breaks: &[TitleBreak], count: usize, title: &str) -> Option<Vec<Range<usize>>> {
    let mut lines = Vec::with_capacity(count);
    let mut end = breaks.last()?;
    for line in (0..count).rev() {
        let (_, start) = end.best[line]?;
        let start = breaks.get(start)?;
        let text = title.get(start.byte..end.byte)?.trim_end();
        lines.push(start.byte..start.byte + text.len());
        end = start;
    }
    lines.reverse();
    Some(lines)
}

impl Badness {
    /// Adds a line of this width that begins at a break.
    fn with_line(self, width: usize, start: Self) -> Self {
        Self {
            words: self.words + start.words,
            orphans: self.orphans + usize::from(width <= MAX_ORPHAN),
            phrases: self.phrases + start.phrases,
            squares: self.squares + width * width,
        }
    }
}

/// How bad a break before the byte `at` is, apart from the widths of the lines.
fn badness_at(title: &str, at: usize, names: &[Range<usize>]) -> Badness {
    let (head, tail) = title.split_at_checked(at).unwrap_or((title, ""));
    let (Some(last), Some(first)) = (head.chars().next_back(), tail.chars().next()) else {
        return Badness::default();
    };
    let in_name = names.iter().any(|name| name.start < at && at < name.end);
    let in_word = in_name || is_within_word(last, first) || is_within_short_quotation(head, tail);
    Badness {
        words: usize::from(in_word),
        phrases: usize::from(!ends_phrase(head, last)),
        ..Badness::default()
    }
}

/// Whether a break is inside a quotation of four characters or fewer, which is a word: “缩水”.
fn is_within_short_quotation(head: &str, tail: &str) -> bool {
    let before = head.chars().rev().take(MAX_QUOTED).position(|c| c == '“');
    let after = tail.chars().take(MAX_QUOTED).position(|c| c == '”');
    let quoted = before.zip(after).map(|(before, after)| before + after);
    let closed = head.chars().rev().take(MAX_QUOTED).any(|c| c == '”');
    quoted.is_some_and(|quoted| quoted <= MAX_QUOTED) && !closed
}

/// Whether a phrase of the title ends with `head`, whose last character is `last`. A space between Latin words ends none.
fn ends_phrase(head: &str, last: char) -> bool {
    if last == ' ' {
        let before = head.trim_end_matches(' ').chars().next_back();
        return before.is_none_or(|c| is_square(c) || !c.is_alphanumeric());
    }
    matches!(
        last,
        '；' | '，' | '：' | '｜' | '。' | '？' | '！' | '、' | '|' | '】' | '　'
    )
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use rstest::rstest;

    use super::*;

    #[track_caller]
    fn assert_lines(title: &str, columns: usize, names: &[&str], lines: &[&str]) {
        let names: Vec<_> = names
            .iter()
            .flat_map(|name| title.match_indices(name))
            .map(|(at, name)| at..at + name.len())
            .collect();
        let set = TextMetrics::default().wrap_title(title, columns, &names);
        let set: Vec<_> = set.into_iter().map(|line| &title[line]).collect();
        assert_eq!(set, lines);
    }

    #[rstest]
    #[case("铜箔加工费上调", 12, &["铜箔加工", "费上调"])]
    #[case("铜箔加工费", 10, &["铜箔加工费"])]
    #[case("一1234567元", 10, &["一", "1234567元"])]
    #[case("铜箔\n上调", 10, &["铜箔", "上调"])]
    fn title_has_no_orphan(#[case] title: &str, #[case] columns: usize, #[case] lines: &[&str]) {
        assert_lines(title, columns, &[], lines);
    }

    #[rstest]
    #[case("云帆智造签下每月9.2亿美元的云服务协议", 36, &["云帆智造签下每月", "9.2亿美元的云服务协议"])]
    #[case("地质灾害+暴雨 岭西发布气象预警", 22, &["地质灾害+暴雨", "岭西发布气象预警"])]
    #[case("投资日历：周五资本市场大事提醒", 24, &["投资日历：", "周五资本市场大事提醒"])]
    fn defect_16_titles_break_at_punctuation(
        #[case] title: &str,
        #[case] columns: usize,
        #[case] lines: &[&str],
    ) {
        assert_lines(title, columns, &[], lines);
    }

    proptest::proptest! {
        #[test]
        fn breaking_keeps_text_and_line_count(title in r"([a-z一-龥“”…①（ ，0-9%]|\PC){0,60}", columns in 1..40usize) {
            let text_metrics = TextMetrics::default();
            let (set, wrapped) = (text_metrics.wrap_title(&title, columns, &[]), text_metrics.wrap(&title, columns));
            assert_eq!(set.len(), wrapped.len());
            let text = |lines: &[Range<usize>]| {
                let all: String = lines.iter().map(|line| title.get(line.clone()).unwrap()).collect();
                all.split_whitespace().collect::<String>()
            };
            assert_eq!(text(&set), text(&wrapped));
            let widest = |lines: Vec<Range<usize>>| lines.into_iter().map(|line| text_metrics.width(&title[line])).max();
            assert!(widest(set) <= widest(wrapped).max(Some(columns)));
        }
    }
}
