//! Wraps a title without an orphan in its last line.
//!
//! `……产品占比是关` over a lone `键` reads as a mistake. If the last line would have two characters or fewer, it shares the
//! text of the last two lines evenly. The number of lines stays the same.

use std::ops::Range;

use super::breaks::{BreakFinder, BreakKind};
use super::metrics::TextMetrics;

/// The widest last line that is an orphan, in columns.
const MAX_ORPHAN: usize = 4;

impl TextMetrics {
    /// Wraps a title like [`TextMetrics::wrap`], but balances the last two lines if the last would be an orphan.
    pub fn wrap_title(self, title: &str, columns: usize) -> Vec<Range<usize>> {
        let mut lines = self.wrap(title, columns);
        if let [.., above, last] = lines.as_slice()
            && let Some(balanced) = self.balance(title, above.start..last.end, last.start, columns)
        {
            lines.truncate(lines.len() - 2);
            lines.extend(balanced);
        }
        lines
    }

    /// Splits the last two lines, the last beginning at `at`, into two of about the same width. Returns `None` if the last
    /// is no orphan, or if the split would break a word or a number.
    fn balance(
        self,
        title: &str,
        both: Range<usize>,
        at: usize,
        columns: usize,
    ) -> Option<[Range<usize>; 2]> {
        let (text, last) = (title.get(both.clone())?, title.get(at..both.end)?);
        if self.width(last) > MAX_ORPHAN || text.contains('\n') {
            return None;
        }
        let half = self.width(text).div_ceil(2);
        let two_lines = |columns| <[Range<usize>; 2]>::try_from(self.wrap(text, columns)).ok();
        let [first, second] = (half..columns).find_map(two_lines)?;
        let good = BreakFinder::new(text).before(second.start) == BreakKind::Good;
        let in_title = |line: Range<usize>| both.start + line.start..both.start + line.end;
        good.then(|| [in_title(first), in_title(second)])
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("铜箔加工费上调", 12, &["铜箔加工", "费上调"])]
    #[case("铜箔加工费年内上调", 12, &["铜箔加工费年", "内上调"])]
    #[case("铜箔加工费年内三次上调", 10, &["铜箔加工费", "年内三", "次上调"])]
    #[case("铜箔加工费", 10, &["铜箔加工费"])]
    #[case("一1234567元", 10, &["一", "1234567元"])]
    #[case("铜箔\n上调", 10, &["铜箔", "上调"])]
    fn orphans_are_balanced(#[case] title: &str, #[case] columns: usize, #[case] lines: &[&str]) {
        let set = TextMetrics::default().wrap_title(title, columns);
        assert_eq!(
            set.into_iter()
                .map(|line| title.get(line).unwrap())
                .collect::<Vec<_>>(),
            lines
        );
    }

    proptest::proptest! {
        #[test]
        fn balancing_keeps_text_and_line_count(title in r"([a-z一-龥“”…①（ ，0-9%]|\PC){0,60}", columns in 1..40usize) {
            let text_metrics = TextMetrics::default();
            let (set, wrapped) = (text_metrics.wrap_title(&title, columns), text_metrics.wrap(&title, columns));
            assert_eq!(set.len(), wrapped.len());
            let text = |lines: Vec<Range<usize>>| {
                let all: String = lines.into_iter().map(|line| title.get(line).unwrap()).collect();
                all.split_whitespace().collect::<String>()
            };
            assert_eq!(text(set), text(wrapped));
        }
    }
}
