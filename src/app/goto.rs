//! Where `t` goes: `10:15`, `5-31`, `05-31 14:00`, `2026-05-31`, `5月31日`, `昨天`, `-2`.
//!
//! A time alone is one of the selected item's news day; a day without a year is the last one that was. A date without a time
//! is a news day, one with a time the moment on a clock in Beijing.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::mode::PromptError;
use super::{App, Effect, Spot, moving, notice};
use crate::item::{NewsDay, Rollover, Stamp};
use crate::lang::UiText;

/// A place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Day(NewsDay),
    Moment(NewsDay, Stamp),
}

/// What a place in time is reckoned from.
#[derive(Debug, Clone, Copy)]
struct Here {
    /// The news day of the selected item.
    day: NewsDay,
    /// The news day it is.
    today: NewsDay,
    rollover: Rollover,
}

impl Here {
    fn of(app: &App) -> Self {
        let rollover = app.config.rollover;
        let today = NewsDay::containing(app.now, rollover);
        Self {
            day: app.list.selected.map_or(today, |selected| selected.day),
            today,
            rollover,
        }
    }
}

/// Where what was typed would go, as the interface writes days and moments; `None` where that is nowhere.
pub fn goal(app: &App, typed: &str) -> Option<String> {
    Some(match parse(typed, Here::of(app))? {
        Goal::Day(day) => app.config.lang.date(day.date()),
        Goal::Moment(_, stamp) => app.config.lang.moment(stamp.time().naive_local()),
    })
}

/// Goes to what was typed; nothing typed goes nowhere.
pub(super) fn go(app: &mut App, typed: &str) -> Result<Vec<Effect>, PromptError> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let goal = parse(typed, Here::of(app)).ok_or_else(|| PromptError {
        at: 0..typed.len(),
        text: app.config.lang.text(UiText::GoToExpected).into_owned(),
    })?;
    Ok(land(app, goal))
}

/// The nearest item in time stands in for a day that has none.
fn land(app: &mut App, goal: Goal) -> Vec<Effect> {
    let (day, spot) = match goal {
        Goal::Day(day) => (day, top_of(app, day)),
        Goal::Moment(day, stamp) => (day, app.shown.nearest(day, stamp)),
    };
    let Some(spot) = spot else { return Vec::new() };
    match goal {
        Goal::Day(_) => moving::go_to_top(app, spot),
        Goal::Moment(..) => moving::go(app, spot),
    }
    if app
        .list
        .selected
        .is_some_and(|selected| selected.day == day)
    {
        return Vec::new();
    }
    notice::say(
        app,
        UiText::NoSuchTime {
            when: app.config.lang.day(day.date()),
        },
    )
}

fn top_of(app: &App, day: NewsDay) -> Option<Spot> {
    match app.shown.day(day) {
        Some(day) => Some(Spot { day, nth: 0 }),
        None => app
            .shown
            .nearest(day, day.stamp(noon(), app.config.rollover)?),
    }
}

fn noon() -> NaiveTime {
    NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()
}

fn parse(typed: &str, here: Here) -> Option<Goal> {
    let plain = plain(typed);
    let mut words = plain.split_whitespace();
    let (first, second) = (words.next()?, words.next());
    if words.next().is_some() {
        return None;
    }
    match second {
        Some(second) => moment(date(first, here)?, time(second)?, here),
        None => match date(first, here) {
            Some(Named::Day(day)) => Some(Goal::Day(day)),
            Some(Named::Date(date)) => Some(Goal::Day(NewsDay::from_date(date)?)),
            None => Some(Goal::Moment(
                here.day,
                here.day.stamp(time(first)?, here.rollover)?,
            )),
        },
    }
}

/// A day that was named: by a word it is a news day, by numbers a calendar day.
#[derive(Debug, Clone, Copy)]
enum Named {
    Day(NewsDay),
    Date(NaiveDate),
}

fn moment(named: Named, time: NaiveTime, here: Here) -> Option<Goal> {
    let (day, stamp) = match named {
        Named::Day(day) => (day, day.stamp(time, here.rollover)?),
        Named::Date(date) => {
            let stamp = Stamp::from_beijing(date.and_time(time))?;
            (NewsDay::containing(stamp, here.rollover), stamp)
        }
    };
    Some(Goal::Moment(day, stamp))
}

/// Half-width, with `-` in dates and `:` in times, as one types it with any input method.
fn plain(typed: &str) -> String {
    let mut plain = String::new();
    for character in typed.trim().chars() {
        match character {
            '０'..='９' | '：' | '－' | '／' | '＋' => {
                plain.extend(char::from_u32(u32::from(character) - 0xfee0));
            }
            '年' | '月' | '.' | '。' => plain.push('-'),
            '点' | '时' => plain.push(':'),
            '日' | '号' if plain.ends_with(|last: char| last.is_ascii_digit()) => plain.push(' '),
            '分' | '\u{200b}'..='\u{200f}' => {}
            'T' | '\u{3000}' => plain.push(' '),
            _ => plain.extend(character.to_lowercase()),
        }
    }
    plain.replace('／', "/").replace('/', "-")
}

fn date(word: &str, here: Here) -> Option<Named> {
    let back = |days: u64| {
        here.today
            .date()
            .checked_sub_days(Days::new(days))
            .and_then(NewsDay::from_date)
            .map(Named::Day)
    };
    match word {
        "今天" | "今日" | "今" | "today" => return back(0),
        "昨天" | "昨日" | "昨" | "yesterday" => return back(1),
        "前天" | "前日" => return back(2),
        _ => {}
    }
    if let Some(days) = word.strip_prefix('-') {
        return back(number(days)?.into());
    }
    if word.len() == 8 && !word.contains('-') {
        let digits = number(word)?;
        return numbered(&[digits / 10_000, digits / 100 % 100, digits % 100], here);
    }
    let numbers: Option<Vec<u32>> = word.split('-').map(number).collect();
    numbered(&numbers?, here)
}

fn numbered(numbers: &[u32], here: Here) -> Option<Named> {
    let date = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let today = here.today.date();
    match *numbers {
        [year, month, day] => date(
            i32::try_from(if year < 100 { 2000 + year } else { year }).ok()?,
            month,
            day,
        ),
        // A leap day may lie up to eight years back.
        [month, day] => (0..=8)
            .filter_map(|back| date(today.year() - back, month, day))
            .find(|date| *date <= today),
        _ => None,
    }
    .map(Named::Date)
}

fn time(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = match word.split_once(':') {
        Some((hour, "")) => (number(hour)?, 0),
        Some((hour, minute)) => (number(hour)?, number(minute)?),
        None if (3..=4).contains(&word.len()) => (number(word)? / 100, number(word)? % 100),
        None => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Digits alone: `u32::from_str` takes a sign as well.
fn number(digits: &str) -> Option<u32> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NewsDay {
        NewsDay::from_date(text.parse().unwrap()).unwrap()
    }

    #[rstest]
    #[case("2026-05-31", "2026-05-31")]
    #[case("5-31", "2026-05-31")]
    #[case("05/31", "2026-05-31")]
    #[case("5.31", "2026-05-31")]
    #[case("5月31日", "2026-05-31")]
    #[case("2026年5月31日", "2026-05-31")]
    #[case("26-5-31", "2026-05-31")]
    #[case("20260531", "2026-05-31")]
    #[case("5－３１", "2026-05-31")]
    #[case("12-31", "2025-12-31")]
    #[case("2-29", "2024-02-29")]
    #[case("今天", "2026-06-02")]
    #[case("昨天", "2026-06-01")]
    #[case("yesterday", "2026-06-01")]
    #[case("-2", "2026-05-31")]
    #[case("  -2 ", "2026-05-31")]
    fn a_date_is_a_news_day(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(parse(typed, here()), Some(Goal::Day(day(expected))));
    }

    #[rstest]
    #[case("10:15", "2026-05-20", "2026-05-20T10:15:00+08:00")]
    #[case("10：15", "2026-05-20", "2026-05-20T10:15:00+08:00")]
    #[case("1015", "2026-05-20", "2026-05-20T10:15:00+08:00")]
    #[case("9点", "2026-05-20", "2026-05-20T09:00:00+08:00")]
    #[case("14点30分", "2026-05-20", "2026-05-20T14:30:00+08:00")]
    #[case("00:10", "2026-05-20", "2026-05-21T00:10:00+08:00")]
    #[case("05-31 14:00", "2026-05-31", "2026-05-31T14:00:00+08:00")]
    #[case("05-31 00:10", "2026-05-30", "2026-05-31T00:10:00+08:00")]
    #[case("2026-05-31T14:00", "2026-05-31", "2026-05-31T14:00:00+08:00")]
    #[case("5月31日14:00", "2026-05-31", "2026-05-31T14:00:00+08:00")]
    #[case("昨天 9:30", "2026-06-01", "2026-06-01T09:30:00+08:00")]
    #[case("-1 00:10", "2026-06-01", "2026-06-02T00:10:00+08:00")]
    fn a_time_is_a_moment(#[case] typed: &str, #[case] expected: &str, #[case] moment: &str) {
        let Some(Goal::Moment(of, stamp)) = parse(typed, here()) else {
            panic!("{typed} is no moment")
        };
        assert_eq!(
            (of, stamp.time().to_rfc3339().as_str()),
            (day(expected), moment)
        );
    }

    #[rstest]
    fn what_is_neither_goes_nowhere(
        #[values(
            "x",
            "25:00",
            "13-32",
            "2-30",
            "1",
            "--2",
            "+2",
            "10:15 10:16 1",
            "5-31 x",
            "99999999999",
            "-99999999",
            "："
        )]
        typed: &str,
    ) {
        assert_eq!(parse(typed, here()), None);
    }

    fn here() -> Here {
        Here {
            day: day("2026-05-20"),
            today: day("2026-06-02"),
            rollover: Rollover::default(),
        }
    }
}
