//! Wraps a headline of the list to two lines. If it is longer, the second line is cut.
//!
//! The first line ends where one of a title would. A title has as many lines as it needs; a headline has two, and both can be
//! full, so the place that keeps all words whole may leave too much for the second line.

use std::ops::Range;

use super::metrics::TextMetrics;
use super::wrap_title::TitleBreak;

impl TextMetrics {
    /// Wraps a headline to one or two lines. `names` are byte ranges that stay on one line. The second line is wider than
    /// `columns` if the headline is cut.
    pub fn wrap_headline(
        self,
        headline: &str,
        columns: usize,
        names: &[Range<usize>],
    ) -> Vec<Range<usize>> {
        let lines = self.wrap(headline, columns);
        let Some(second) = lines.get(1).map(|second| second.start) else {
            return lines;
        };
        let breaks = self.title_breaks(headline, names);
        let is_word_whole = |lines: &[Range<usize>]| {
            let second = lines.get(1).map(|second| second.start);
            let mut breaks = breaks.iter();
            breaks.any(|at| Some(at.byte) == second && at.badness.words == 0)
        };
        if lines.len() == 2 {
            let balanced = self.wrap_title(headline, columns, names);
            if is_word_whole(&balanced) {
                return balanced;
            }
        }
        let second = first_line_end(&breaks, columns).unwrap_or(second);
        let first = headline.get(..second).unwrap_or_default();
        vec![0..first.trim_end().len(), second..headline.len()]
    }
}

/// Where to end the first line of a headline that is cut: after a phrase that leaves little of the line blank, or else as late
/// as possible. `None` if every break divides a word.
fn first_line_end(breaks: &[TitleBreak], columns: usize) -> Option<usize> {
    let inner = breaks.get(1..breaks.len().saturating_sub(1))?;
    let fitting = inner.iter().filter(|at| at.width() <= columns);
    let whole = fitting.filter(|at| at.badness.words == 0);
    let best = whole.max_by_key(|at| {
        let ends_phrase = at.badness.phrases == 0 && at.width() * 4 >= columns * 3;
        (ends_phrase, at.column)
    })?;
    Some(best.byte)
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "a test may panic")]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("铜箔加工费上调", 20, &["铜箔加工费上调"])]
    #[case("投资日历：周五资本市场大事提醒", 24, &["投资日历：", "周五资本市场大事提醒"])]
    // The first line that is full would end inside 市场.
    #[case("云帆智造周五在资本市场募集资金用于扩产和还债", 20, &["云帆智造周五在资本", "市场募集资金用于扩产和还债"])]
    #[case("铜箔加工费再次上调，云帆智造等公司宣布提价并且扩产", 24, &["铜箔加工费再次上调，", "云帆智造等公司宣布提价并且扩产"])]
    #[case("云帆智造新品包装悄悄“减料” 顾客连续投诉", 24, &["云帆智造新品包装悄悄", "“减料” 顾客连续投诉"])]
    fn defect_16_headlines_keep_words_whole(
        #[case] headline: &str,
        #[case] columns: usize,
        #[case] expected: &[&str],
    ) {
        let lines = TextMetrics::default().wrap_headline(headline, columns, &[]);
        let lines: Vec<_> = lines.into_iter().map(|line| &headline[line]).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn headline_keeps_a_name_whole() {
        let headline = "铜箔加工费再次上调云帆智造等公司宣布提价";
        let name = headline.find("云帆智造").unwrap();
        let name = name..name + "云帆智造".len();
        let lines = TextMetrics::default().wrap_headline(headline, 22, std::slice::from_ref(&name));
        assert_eq!(&headline[lines[0].clone()], "铜箔加工费再次上调");
    }
}
