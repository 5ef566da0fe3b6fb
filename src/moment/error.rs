//! Errors of a typed time: the place and what would be right there, in the reader's language.

use std::ops::Range;

use crate::lang::{Lang, texts};

/// A time that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::English))]
pub struct TimeError {
    /// The wrong bytes of the text; empty if something is missing there.
    pub at: Range<usize>,
    /// What would be right at this place.
    pub expected: ExpectedTime,
}

impl TimeError {
    /// The message in a language of the interface, without the place.
    pub fn message(&self, lang: Lang) -> String {
        self.expected.message(lang).into_owned()
    }
}

texts! {
    /// What would be right at the place of an error.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    ExpectedTime {
        Time => "不是时间或日期；例如 14:30、昨天 收盘、周一、5-14、近2小时",
            "expected a time or date; 14:30, yesterday close, monday, 5-14, last 2h";
        Start => "这个时间没有起点；例如 11:30、14:00..、昨天", "expected a time with a beginning; 11:30, 14:00.., yesterday";
        Day => "不是日期；例如 今天、周一、上周、5-14、2026-05", "expected a day; today, monday, last week, 5-14, 2026-05";
        Duration => "不是时长；例如 15m、2h、3d、30分钟", "expected a duration; 15m, 2h, 3d, 1w";
        Age => "不是天数或日期；例如 400d、8w、2025-01-01", "expected an age or a day; 400d, 8w, 2025-01-01";
        HourMinute => "没有这个时刻；例如 09:30、14点、下午2点", "no such time of day; 09:30, 14, 2pm";
        Date => "没有这一天；例如 5-14、2026-05-14", "no such day; 5-14, 2026-05-14";
        OneDay => "一段日子之后不能有时刻；例如 周一 14:30", "expected no time after several days; monday 14:30";
        End => "时间之后多了内容；例如 昨天 15:00、09:30..11:30", "expected nothing after the time; yesterday 15:00, 09:30..11:30";
        Possible => "没有这个时间：终点早于起点，或不在 1970 至 2106 年之间", "no such time: it ends before it begins, or is not from 1970 to 2106";
    }
}
