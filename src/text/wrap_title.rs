//! A title in lines of which the last is no orphan.
//!
//! `……产品占比是关` over a lone `键` reads as a mistake. Where no more than two characters would be left for the last line, the
//! last two share what they have; there are as many lines as before.

use std::ops::Range;

use super::breaks::{Break, Breaks};
use super::metrics::TextMetrics;

/// Up to so many columns a last line is an orphan.
const ORPHAN: usize = 4;

impl TextMetrics {
    /// The lines of a title set in `columns`, as [`TextMetrics::wrap`] gives them, but for the last two where the last would be
    /// an orphan.
    pub fn wrap_title(self, title: &str, columns: usize) -> Vec<Range<usize>> {
        let mut lines = self.wrap(title, columns);
        if let [.., above, last] = lines.as_slice()
            && let Some(shared) = self.shared(title, above.start..last.end, last.start, columns)
        {
            lines.truncate(lines.len() - 2);
            lines.extend(shared);
        }
        lines
    }

    /// Two lines of about one length in place of these, the second of which begins at `at`; `None` where that is no orphan,
    /// or where only breaking a word or a number would help.
    fn shared(
        self,
        title: &str,
        both: Range<usize>,
        at: usize,
        columns: usize,
    ) -> Option<[Range<usize>; 2]> {
        let (text, last) = (title.get(both.clone())?, title.get(at..both.end)?);
        if self.width(last) > ORPHAN || text.contains('\n') {
            return None;
        }
        let half = self.width(text).div_ceil(2);
        let of_two = |columns| <[Range<usize>; 2]>::try_from(self.wrap(text, columns)).ok();
        let [first, second] = (half..columns).find_map(of_two)?;
        let good = Breaks::of(text).before(second.start) == Break::Good;
        let moved = |line: Range<usize>| both.start + line.start..both.start + line.end;
        good.then(|| [moved(first), moved(second)])
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
    fn no_orphan_is_left(#[case] title: &str, #[case] columns: usize, #[case] lines: &[&str]) {
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
        fn there_are_as_many_lines_and_as_much_text_as_before(title in r"([a-z一-龥“”…①（ ，0-9%]|\PC){0,60}", columns in 1..40usize) {
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
