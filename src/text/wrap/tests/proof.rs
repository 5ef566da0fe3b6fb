//! Checks wrapped lines against the rules of typesetting, without the tables of the code under test.

#![allow(clippy::string_slice, reason = "a test may panic")]

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_width::UnicodeWidthStr;

use crate::text::{Ambiguous, TextMetrics};

const NEVER_FIRST: &str = "，。、；：？！）】》〉」』〕”’…—·～／%％‰℃";
const NEVER_LAST: &str = "（【《〈「『〔“‘([";

/// Text that stays on one line if it fits one.
static UNBROKEN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"\d+(,\d{3})*(\.\d+)?(%|％|‰|个百分点|个基点|℃)?",
        r"[+-]\d+(\.\d+)?%",
        r"\d+(\.\d+)?(百|千)?(万亿|万|亿)?(元|美元|欧元|日元|港元|韩元|英镑|股|手|吨|桶|公斤|盎司|倍|人|家|名|辆|架|台|套|公里|千瓦时|平方米|岁|天|个月|小时)?",
        r"\d+(\.\d+)?(美元|元)/(桶|吨|盎司|股|平方米|克|千克)",
        r"\d{4}年(\d{1,2}月(\d{1,2}日)?)?",
        r"\d{1,2}月\d{1,2}日",
        r"\d{1,2}时\d{1,2}分",
        r"\d{1,2}:\d{2}",
        r"[$¥￥€£]\d+(\.\d+)?",
        r"第\d+",
        r"\d{6}\.(SH|SZ|BJ)|\d{5}\.HK",
        r"[A-Za-z]+[0-9]*|[A-Za-z]+(-[A-Za-z0-9]+)+",
        "——|……",
    ]
    .into_iter()
    .map(|pattern| Regex::new(pattern).unwrap())
    .collect()
});

/// A text with the ranges that must stay together.
pub(super) struct Proof<'a> {
    text: &'a str,
    unbroken: Vec<Range<usize>>,
}

impl<'a> Proof<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let unbroken = UNBROKEN
            .iter()
            .flat_map(|pattern| pattern.find_iter(text).map(|found| found.range()))
            .collect();
        Self { text, unbroken }
    }

    /// Wraps the text and returns every fault.
    pub(super) fn faults(&self, ambiguous: Ambiguous, columns: usize) -> Vec<String> {
        let lines = TextMetrics { ambiguous }.wrap(self.text, columns);
        let width = |range: &Range<usize>| match ambiguous {
            Ambiguous::Narrow => self.text[range.clone()].width(),
            Ambiguous::Wide => self.text[range.clone()].width_cjk(),
        };
        let mut faults = Vec::new();
        for line in &lines {
            let set = &self.text[line.clone()];
            let new = self.text[..line.start].ends_with('\n') || line.start == 0;
            let last = self.text[line.end..]
                .trim_start_matches(' ')
                .starts_with('\n')
                || line.end == self.text.len();
            if width(line) > columns {
                faults.push(format!("wider than {columns}: {set}"));
            }
            if !new && set.starts_with(|c| NEVER_FIRST.contains(c)) {
                faults.push(format!("at {columns} begins with a mark: {set}"));
            }
            if !last && set.ends_with(|c| NEVER_LAST.contains(c)) {
                faults.push(format!("at {columns} ends with a mark: {set}"));
            }
        }
        for run in &self.unbroken {
            let next = lines.get(lines.partition_point(|line| line.start <= run.start));
            if next.is_some_and(|line| line.start < run.end)
                && width(&self.with_marks(run)) <= columns
            {
                faults.push(format!(
                    "at {columns} split: {} in {}",
                    &self.text[run.clone()],
                    around(self.text, run)
                ));
            }
        }
        faults.extend(self.lost(&lines));
        faults
    }

    /// Extends a run by the marks that stay with it. It must stay whole only if they fit too.
    fn with_marks(&self, run: &Range<usize>) -> Range<usize> {
        let before = self.text[..run.start]
            .trim_end_matches(|c| NEVER_LAST.contains(c))
            .len();
        let after = self.text[run.end..]
            .trim_start_matches(|c| NEVER_FIRST.contains(c))
            .len();
        before..self.text.len() - after
    }

    /// Returns text that is in no line although it is not white space, or in two lines.
    fn lost(&self, lines: &[Range<usize>]) -> Option<String> {
        let ends = [0].into_iter().chain(lines.iter().map(|line| line.end));
        let starts = lines.iter().map(|line| line.start).chain([self.text.len()]);
        ends.zip(starts)
            .map(|(end, start)| self.text.get(end..start).unwrap_or("out of order"))
            .find(|gap| !gap.trim().is_empty())
            .map(|gap| format!("lost: {gap}"))
    }
}

/// Returns a run with 20 characters on either side.
fn around<'a>(text: &'a str, run: &Range<usize>) -> &'a str {
    let start = text[..run.start]
        .char_indices()
        .rev()
        .nth(20)
        .map_or(0, |(at, _)| at);
    let end = text[run.end..]
        .char_indices()
        .nth(20)
        .map_or(text.len(), |(at, _)| run.end + at);
    &text[start..end]
}
