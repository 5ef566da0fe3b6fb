//! Wrong texts: the place, and what would be right there.

use rstest::rstest;

use super::context;
use crate::item::Stamp;
use crate::lang::Lang;
use crate::moment::{ExpectedTime, TimeError, Wanted, When, parse_elapsed};

#[rstest]
#[case("", 0, 0, ExpectedTime::Time)]
#[case("foo", 0, 3, ExpectedTime::Time)]
#[case("开市大吉", 0, 12, ExpectedTime::Time)]
#[case("25:00", 0, 5, ExpectedTime::HourMinute)]
#[case("昨天 25:00", 7, 12, ExpectedTime::HourMinute)]
#[case("12:60", 0, 5, ExpectedTime::HourMinute)]
#[case("25点", 0, 5, ExpectedTime::HourMinute)]
#[case("2560", 0, 4, ExpectedTime::HourMinute)]
#[case("13-32", 0, 5, ExpectedTime::Date)]
#[case("2-30", 0, 4, ExpectedTime::Date)]
#[case("2月30", 0, 6, ExpectedTime::Date)]
#[case("2026-13-01", 0, 10, ExpectedTime::Date)]
#[case("99999999", 0, 8, ExpectedTime::Date)]
#[case("昨天 foo", 7, 10, ExpectedTime::End)]
#[case("10:15 10:16 1", 6, 13, ExpectedTime::End)]
#[case("5-31 x", 5, 6, ExpectedTime::End)]
#[case("本周 14:00", 7, 12, ExpectedTime::OneDay)]
#[case("09:30..foo", 7, 10, ExpectedTime::Time)]
#[case("--2", 0, 3, ExpectedTime::Time)]
#[case("+2", 0, 2, ExpectedTime::Time)]
#[case("99999999999", 0, 11, ExpectedTime::Time)]
#[case("：", 0, 3, ExpectedTime::Time)]
#[case("周", 0, 3, ExpectedTime::Time)]
#[case("晚", 0, 3, ExpectedTime::Time)]
fn error_has_place_and_expectation(
    #[case] typed: &str,
    #[case] start: usize,
    #[case] end: usize,
    #[case] expected: ExpectedTime,
) {
    let at = start..end;
    assert_eq!(
        When::parse(typed, Wanted::Time),
        Err(TimeError { at, expected })
    );
}

#[rstest]
#[case("10:15")]
#[case("foo")]
#[case("09:30..11:30")]
#[case("now")]
fn a_time_is_no_day(#[case] typed: &str) {
    let days = When::parse(typed, Wanted::Day)
        .ok()
        .and_then(|when| when.days(&context()));
    assert_eq!(days, None);
}

#[test]
fn duration_needs_a_unit() {
    for typed in ["", "15", "m", "15x", "分钟", "15m x", "昨天"] {
        let error = parse_elapsed(typed).unwrap_err();
        assert_eq!(error.expected, ExpectedTime::Duration, "{typed}");
    }
}

#[test]
fn impossible_times_are_nowhere() {
    for typed in ["-99999999", "1960-01-01 10:00"] {
        let when = When::parse(typed, Wanted::Time).unwrap();
        assert_eq!(when.target(&context()), None, "{typed}");
    }
    let when = When::parse("2026-02-01..2026-01-01", Wanted::Day).unwrap();
    assert_eq!(when.days(&context()), None, "a range ends after it begins");
}

#[test]
fn long_durations_reach_back_to_1970() {
    let when = When::parse("99999w", Wanted::Time).unwrap();
    assert_eq!(when.start(&context()), Stamp::from_unix(0));
}

#[test]
fn errors_speak_both_languages() {
    let error = When::parse("昨天 25:00", Wanted::Time).unwrap_err();
    assert_eq!(
        error.message(Lang::Chinese),
        "没有这个时刻；例如 09:30、14点、下午2点"
    );
    assert_eq!(error.to_string(), "no such time of day; 09:30, 14, 2pm");
    ExpectedTime::assert_translated();
}
