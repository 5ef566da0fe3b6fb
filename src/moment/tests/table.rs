//! Accepted forms and where `t` goes.

use rstest::rstest;

use super::{context, day, stamp};
use crate::item::Rollover;
use crate::moment::{TimeContext, TimeTarget, Wanted, When, parse_elapsed};

/// The target of a text as `2026-06-05`, or `2026-06-05 14:30`.
fn target(typed: &str) -> String {
    let when = When::parse(typed, Wanted::Time).unwrap_or_else(|error| panic!("{typed}: {error}"));
    match when.target(&context()) {
        Some(TimeTarget::Day(day)) => day.to_string(),
        Some(TimeTarget::Moment(_, stamp)) => stamp.time().format("%F %H:%M").to_string(),
        None => panic!("{typed} is nowhere"),
    }
}

/// Each row is a meaning and the texts that have it.
const MOMENTS: &[(&str, &[&str])] = &[
    ("2026-06-05 14:30", &["now", "现在", "此刻", "NOW", "現在"]),
    ("2026-06-05 14:28", &["最新", "latest", "newest"]),
    // Times of the selected day.
    (
        "2026-06-01 14:00",
        &[
            "14",
            "14:00",
            "14：00",
            "1400",
            "14点",
            "14時",
            "14时",
            "下午2点",
            "下午两点",
            "2pm",
            "2 pm",
            "02:00 PM",
            "１４：００",
            "14点整",
            "14:00:00",
            "14点00分",
            "午后2点",
            "14:",
        ],
    ),
    (
        "2026-06-01 09:30",
        &[
            "开盘",
            "開盤",
            "open",
            "早盘",
            "morning",
            "盘中",
            "0930",
            "930",
            "9点半",
            "九点半",
            "上午9:30",
            "9:30am",
        ],
    ),
    (
        "2026-06-01 15:00",
        &[
            "收盘",
            "close",
            "盘后",
            "after close",
            "after the close",
            "after-close",
            "15",
        ],
    ),
    (
        "2026-06-01 05:30",
        &["盘前", "before open", "premarket", "早上", "上午"],
    ),
    ("2026-06-01 11:30", &["午间", "午休", "break"]),
    (
        "2026-06-01 13:00",
        &["午后", "午盘", "afternoon", "中午1点"],
    ),
    ("2026-06-01 12:00", &["中午", "noon", "下午", "12pm"]),
    ("2026-06-01 21:00", &["夜盘", "night", "晚上9点", "晚9点"]),
    ("2026-06-01 18:00", &["晚上", "evening", "傍晚6点"]),
    // Before the rollover it is still the same news day.
    (
        "2026-06-02 00:10",
        &["00:10", "0:10", "零点10分", "12:10am"],
    ),
    (
        "2026-06-02 00:00",
        &["零点", "midnight", "午夜", "凌晨", "晚上12点"],
    ),
    ("2026-06-01 06:31", &["0631", "6:31"]),
    // Before now.
    (
        "2026-06-05 14:15",
        &[
            "15m",
            "-15m",
            "15分钟前",
            "15分钟",
            "15m ago",
            "15 minutes ago",
            "近15分钟",
        ],
    ),
    (
        "2026-06-05 12:30",
        &[
            "2h",
            "2小时前",
            "两小时前",
            "2 hours ago",
            "近2小时",
            "最近两小时",
            "过去2个小时",
            "last 2h",
            "past 2 hours",
        ],
    ),
    ("2026-06-05 12:00", &["2h30m", "2小时30分钟前"]),
    ("2026-06-05 14:00", &["半小时前", "近半小时", "30m"]),
    (
        "2026-06-02 14:30",
        &["3d", "-3d", "3天前", "三天前", "3 days ago", "近3天"],
    ),
    (
        "2026-05-29 14:30",
        &["1w", "1周前", "一星期前", "1 week ago"],
    ),
    // A day and a time.
    (
        "2026-06-04 15:00",
        &[
            "昨天 15:00",
            "昨天15点",
            "昨天下午3点",
            "昨收",
            "昨日收盘",
            "yesterday close",
            "yesterday at 15:00",
            "昨天的收盘",
            "-1 15:00",
            "last close",
            "previous close",
            "6-4 收盘",
        ],
    ),
    ("2026-06-04 09:30", &["昨开", "昨天开盘", "yesterday open"]),
    (
        "2026-06-01 09:30",
        &["周一 开盘", "周一开盘", "monday open", "星期一 早盘"],
    ),
    (
        "2026-06-05 15:30",
        &[
            "6-5 15:30",
            "6/5 15:30",
            "6.5 15:30",
            "6月5日 15:30",
            "6月5日15点30分",
            "2026-06-05T15:30",
            "20260605 1530",
            "今天 15:30",
            "today 3:30pm",
            "jun 5 15:30",
        ],
    ),
    (
        "2026-06-05 05:30",
        &["今早", "今晨", "this morning", "今天 盘前"],
    ),
    (
        "2026-06-04 18:00",
        &["昨晚", "昨天晚上", "last night", "昨夜"],
    ),
    ("2026-06-05 18:00", &["今晚", "tonight"]),
    ("2026-06-05 00:10", &["昨天 00:10", "6-5 00:10"]),
    ("2026-06-04 20:00", &["昨晚8点", "昨天晚上8点"]),
    // Ranges lead to their beginning.
    (
        "2026-06-01 14:00",
        &[
            "14:00..",
            "14..15",
            "14:00-15:00",
            "14:00~15:00",
            "14:00至15:00",
            "14点到15点",
        ],
    ),
    ("2026-06-01 11:30", &["..11:30"]),
    (
        "2026-06-05 09:30",
        &["今天 09:30..11:30", "今天 09:30到11:30"],
    ),
];

const DAYS: &[(&str, &[&str])] = &[
    (
        "2026-06-05",
        &[
            "今天",
            "今日",
            "今",
            "today",
            "周五",
            "friday",
            "fri",
            "本周五",
            "5日",
            "5号",
        ],
    ),
    (
        "2026-06-04",
        &[
            "昨天",
            "昨日",
            "昨",
            "yesterday",
            "-1",
            "周四",
            "星期四",
            "thursday",
        ],
    ),
    ("2026-06-03", &["前天", "-2", "禮拜三"]),
    ("2026-06-02", &["大前天"]),
    (
        "2026-06-01",
        &["周一", "本周", "this week", "这周一", "monday"],
    ),
    (
        "2026-05-25",
        &["上周一", "上周", "last week", "last monday", "上个星期一"],
    ),
    ("2026-05-18", &["上上周一", "上上周"]),
    ("2026-05-31", &["周日", "周天", "sunday"]),
    // The latest year that the dumps have.
    (
        "2025-05-14",
        &[
            "5-14",
            "5/14",
            "5.14",
            "5－１４",
            "5月14日",
            "5月14",
            "五月十四日",
            "0514",
            "5月14号",
            "may 14",
            "14 may",
            "14日",
        ],
    ),
    (
        "2026-05-14",
        &[
            "2026-05-14",
            "2026/5/14",
            "2026年5月14日",
            "26-5-14",
            "20260514",
        ],
    ),
    ("2025-12-31", &["12-31", "12月31日"]),
    ("2024-02-29", &["2-29"]),
    ("2026-05-01", &["2026-05", "2026年5月"]),
    ("2025-05-01", &["5月", "may"]),
    ("2026-06-01", &["本月", "this month"]),
    ("2026-05-01", &["上月", "上个月", "last month"]),
    ("2026-01-01", &["今年", "2026年", "this year"]),
    ("2025-01-01", &["去年", "last year"]),
    (
        "2026-06-01",
        &["6-1..6-5", "6月1日至6月5日", "周一..周五", "6-1.."],
    ),
];

fn check(rows: &[(&str, &[&str])]) -> usize {
    for (meaning, texts) in rows {
        for text in *texts {
            assert_eq!(target(text), *meaning, "{text}");
            assert_eq!(
                target(&format!(" {text}\u{200b} ")),
                *meaning,
                "{text} with spaces"
            );
        }
    }
    rows.iter().map(|(_, texts)| texts.len()).sum()
}

#[test]
fn defect_19_words_of_the_trade() {
    let rows = check(MOMENTS) + check(DAYS);
    assert!(rows >= 200, "{rows} forms");
}

#[rstest]
#[case("2026", "2026-01-01", "2026-12-31")]
#[case("0514", "2025-05-14", "2025-05-14")]
#[case("1231", "2025-12-31", "2025-12-31")]
#[case("2026-02", "2026-02-01", "2026-02-28")]
#[case("5月", "2025-05-01", "2025-05-31")]
#[case("本周", "2026-06-01", "2026-06-07")]
#[case("上周", "2026-05-25", "2026-05-31")]
#[case("last month", "2026-05-01", "2026-05-31")]
#[case("去年", "2025-01-01", "2025-12-31")]
#[case("-3..-1", "2026-06-02", "2026-06-04")]
#[case("..昨天", "1970-01-01", "2026-06-04")]
#[case("周一..", "2026-06-01", "2149-06-06")]
#[case("3天前", "2026-06-02", "2026-06-02")]
#[case("2026-01..2026-02", "2026-01-01", "2026-02-28")]
#[case("最新", "2026-06-05", "2026-06-05")]
fn days_are_spans(#[case] typed: &str, #[case] first: &str, #[case] last: &str) {
    let days = When::parse(typed, Wanted::Day)
        .unwrap()
        .days(&context())
        .unwrap();
    assert_eq!((days.first, days.last), (day(first), day(last)));
}

#[rstest]
#[case("09:30", "09:30", "09:30")]
#[case("14", "14:00", "14:59")]
#[case("14点", "14:00", "14:59")]
#[case("9..11", "09:00", "11:00")]
#[case("09:30..11:30", "09:30", "11:30")]
#[case("14:00..", "14:00", "05:29")]
#[case("..11:30", "05:30", "11:30")]
#[case("21:00..02:30", "21:00", "02:30")]
#[case("开盘", "09:30", "09:30")]
#[case("早盘", "09:30", "11:29")]
#[case("午后", "13:00", "14:59")]
#[case("盘前", "05:30", "09:29")]
#[case("夜盘", "21:00", "05:29")]
#[case("早盘..午后", "09:30", "14:59")]
#[case("after close", "15:00", "20:59")]
fn times_of_day_are_spans(#[case] typed: &str, #[case] first: &str, #[case] last: &str) {
    let when = When::parse(typed, Wanted::Time).unwrap();
    let span = when.time_of_day(Rollover::default()).unwrap();
    let minute = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    assert_eq!(
        (minute(span.first), minute(span.last)),
        (first.to_owned(), last.to_owned())
    );
}

/// Without a day of its own, a time is the latest such moment that is not in the future.
#[rstest]
#[case("14:30", "2026-06-05T14:30:00")]
#[case("14:31", "2026-06-04T14:31:00")]
#[case("收盘", "2026-06-04T15:00:00")]
#[case("00:10", "2026-06-05T00:10:00")]
fn time_alone_is_its_latest_occurrence(#[case] typed: &str, #[case] moment: &str) {
    let context = TimeContext {
        clock_day: None,
        ..context()
    };
    let when = When::parse(typed, Wanted::Time).unwrap();
    assert_eq!(when.start(&context), Some(stamp(moment)));
}

/// On a Monday the last close is that of Friday.
#[test]
fn last_close_skips_the_weekend() {
    let closes = [
        ("2026-06-08T10:00:00", "2026-06-05T15:00:00"),
        ("2026-06-07T10:00:00", "2026-06-05T15:00:00"),
        ("2026-06-06T10:00:00", "2026-06-05T15:00:00"),
        ("2026-06-09T10:00:00", "2026-06-08T15:00:00"),
        // Still the news day of Monday.
        ("2026-06-09T01:00:00", "2026-06-05T15:00:00"),
    ];
    let when = When::parse("昨收", Wanted::Time).unwrap();
    for (now, close) in closes {
        let context = TimeContext::at(stamp(now));
        assert_eq!(when.start(&context), Some(stamp(close)), "{now}");
    }
}

/// Clocks went forward at 02:00 of the last Sunday of March in Europe, and once in Shanghai; Beijing time does not.
#[test]
fn no_time_is_skipped_or_repeated() {
    for (typed, moment) in [
        ("2026-03-29 02:30", "2026-03-29T02:30:00"),
        ("1991-04-14 02:30", "1991-04-14T02:30:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00"),
    ] {
        let when = When::parse(typed, Wanted::Time).unwrap();
        assert_eq!(when.start(&context()), Some(stamp(moment)), "{typed}");
    }
}

#[test]
fn durations_have_units() {
    for (typed, seconds) in [
        ("15m", 900),
        ("90s", 90),
        ("2h", 7200),
        ("3d", 259_200),
        ("1w", 604_800),
        ("1h30m", 5400),
        ("30分钟", 1800),
        ("2小时", 7200),
        ("半小时", 1800),
        ("3天", 259_200),
        ("两周", 1_209_600),
        (" 15 minutes ", 900),
    ] {
        assert_eq!(parse_elapsed(typed), Ok(seconds), "{typed}");
    }
}

/// `t zuoshou` went nowhere, though a filter reads pinyin.
#[rstest]
#[case("zuoshou", "昨收")]
#[case("zs", "昨收")]
#[case("kaipan", "开盘")]
#[case("kp", "开盘")]
#[case("zhouyi", "周一")]
#[case("shangzhouwu kp", "上周五 开盘")]
#[case("zuotian 15:00", "昨天 15:00")]
#[case("2xiaoshiqian", "2小时前")]
#[case("zhouyi close", "周一 收盘")]
fn pinyin_of_a_word_is_that_word(#[case] typed: &str, #[case] words: &str) {
    assert_eq!(target(typed), target(words));
}

#[test]
fn english_word_is_not_read_as_pinyin() {
    assert_eq!(target("sat"), target("周六"));
    assert_eq!(target("may 14"), target("5-14"));
}
