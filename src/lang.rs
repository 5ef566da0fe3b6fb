//! Every text of the interface, in Chinese and English, in one table.
//!
//! The texts stand in tables, one line each; what they are filled with are fields of the variant, so that none can be
//! forgotten: `lang.say(Say::Waiting { new: 3 })`. What goes wrong further down is kept as such a value and told where it
//! is shown; whatever is printed for other programs is in English. Help for actions stands with the actions.
//!
//! | table | says |
//! | --- | --- |
//! | `say` | what the reader itself says |
//! | `flaw` | what is wrong in a dump |
//! | `cause` | why a file is not read, or not followed |
//! | `setting` | what is wrong in a file of settings |

mod cause;
mod flaw;
mod say;
mod setting;
mod system;
mod table;

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

pub use cause::Cause;
pub use flaw::Flaw;
pub use say::Say;
pub use setting::{Found, Instead, NoKeys, quoted};
pub use system::SystemError;
pub use table::{Either, Names};

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Lang {
    /// The language of a locale, given as the values of `LC_ALL`, `LC_MESSAGES` and `LANG`.
    ///
    /// As in POSIX the first that is set and not empty decides. `C`, `POSIX` (`C.UTF-8` on many servers) and nothing at all
    /// say nothing of the reader, who reads Chinese news: only a locale that names another language gives English.
    pub fn of_locale(values: [Option<&str>; 3]) -> Self {
        let locale = values
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty())
            .unwrap_or("C");
        let language = locale
            .split(['_', '.', '@', '-'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match language.as_str() {
            "c" | "posix" | "zh" | "yue" | "wuu" => Self::Chinese,
            _ => Self::English,
        }
    }

    /// One of two texts.
    pub const fn pick(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }

    /// The name of a day of the week, short.
    pub const fn weekday(self, day: Weekday) -> &'static str {
        match day {
            Weekday::Mon => self.pick("周一", "Mon"),
            Weekday::Tue => self.pick("周二", "Tue"),
            Weekday::Wed => self.pick("周三", "Wed"),
            Weekday::Thu => self.pick("周四", "Thu"),
            Weekday::Fri => self.pick("周五", "Fri"),
            Weekday::Sat => self.pick("周六", "Sat"),
            Weekday::Sun => self.pick("周日", "Sun"),
        }
    }

    /// A day without its weekday: `2026年1月6日`, `2026-01-06`.
    pub fn day(self, date: NaiveDate) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self {
            Self::Chinese => format!("{year}年{month}月{day}日"),
            Self::English => format!("{year:04}-{month:02}-{day:02}"),
        }
    }

    /// A day of this year or so: `1月6日`, `01-06`.
    pub fn short_day(self, date: NaiveDate) -> String {
        match self {
            Self::Chinese => format!("{}月{}日", date.month(), date.day()),
            Self::English => format!("{:02}-{:02}", date.month(), date.day()),
        }
    }

    /// A day and a time of day: `2026年1月6日 14:00`, `2026-01-06 14:00`.
    pub fn moment(self, moment: NaiveDateTime) -> String {
        format!("{} {}", self.day(moment.date()), moment.format("%H:%M"))
    }

    /// How long ago something was, in the largest unit of which there are two at least, or in minutes.
    pub fn age(self, minutes: u32) -> Cow<'static, str> {
        let unit = Self::unit_of_age(minutes);
        self.say(match (minutes, unit) {
            (0, _) => Say::JustNow,
            (1, _) => Say::MinuteAgo,
            (_, 1) => Say::MinutesAgo { minutes },
            (_, 60) => Say::HoursAgo {
                hours: minutes / unit,
            },
            (_, _) => Say::DaysAgo {
                days: minutes / unit,
            },
        })
    }

    /// The unit in which an age is told, in minutes.
    pub const fn unit_of_age(minutes: u32) -> u32 {
        match minutes {
            0..120 => 1,
            120..2880 => 60,
            2880.. => 1440,
        }
    }

    /// The name of a channel: the wire's own word, which the reader finds in the dumps, with what it means.
    pub fn channel(self, channel: &str) -> Cow<'_, str> {
        match channel {
            "普通" => self.say(Say::Ordinary),
            "加红" => self.say(Say::Red),
            other => Cow::Borrowed(other),
        }
    }

    /// A date as a heading of the list: `2026年1月6日 周二`, `Tue 2026-01-06`.
    pub fn date(self, date: NaiveDate) -> String {
        self.with_weekday(&self.day(date), date)
    }

    /// The same without its year: `1月6日 周二`, `Tue 01-06`.
    pub fn short_date(self, date: NaiveDate) -> String {
        self.with_weekday(&self.short_day(date), date)
    }

    fn with_weekday(self, day: &str, date: NaiveDate) -> String {
        let weekday = self.weekday(date.weekday());
        match self {
            Self::Chinese => format!("{day} {weekday}"),
            Self::English => format!("{weekday} {day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_locale_that_names_another_language_gives_english() {
        let chinese = [
            "zh_CN.UTF-8",
            "zh-Hans",
            "zh_TW",
            "C",
            "C.UTF-8",
            "POSIX",
            "",
        ];
        for locale in chinese {
            assert_eq!(
                Lang::of_locale([None, None, Some(locale)]),
                Lang::Chinese,
                "{locale}"
            );
        }
        for locale in ["en_US.UTF-8", "de_DE@euro", "ja_JP.eucJP"] {
            assert_eq!(
                Lang::of_locale([None, None, Some(locale)]),
                Lang::English,
                "{locale}"
            );
        }
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(
            Lang::of_locale([Some("zh_CN.UTF-8"), None, Some("en_US.UTF-8")]),
            Lang::Chinese
        );
        assert_eq!(
            Lang::of_locale([Some(""), Some("en_US.UTF-8"), Some("zh_CN.UTF-8")]),
            Lang::English
        );
    }

    #[test]
    fn a_date_is_a_heading() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 6).unwrap();
        assert_eq!(Lang::Chinese.date(date), "2026年1月6日 周二");
        assert_eq!(Lang::English.date(date), "Tue 2026-01-06");
        assert_eq!(Lang::Chinese.short_date(date), "1月6日 周二");
        assert_eq!(Lang::English.short_date(date), "Tue 01-06");
        let moment = date.and_hms_opt(14, 0, 0).unwrap();
        assert_eq!(Lang::Chinese.moment(moment), "2026年1月6日 14:00");
        assert_eq!(Lang::English.moment(moment), "2026-01-06 14:00");
    }

    #[test]
    fn an_age_is_told_in_a_unit_that_is_neither_coarse_nor_long() {
        let ages = [0, 1, 119, 120, 2879, 2880].map(|minutes| Lang::Chinese.age(minutes));
        assert_eq!(
            ages,
            [
                "刚刚",
                "1 分钟前",
                "119 分钟前",
                "2 小时前",
                "47 小时前",
                "2 天前"
            ]
        );
        assert_eq!(
            [0, 1, 2].map(|minutes| Lang::English.age(minutes)),
            ["just now", "1 minute ago", "2 minutes ago"]
        );
    }

    #[test]
    fn a_channel_keeps_the_wire_s_word() {
        assert_eq!(Lang::Chinese.channel("加红"), "加红");
        assert_eq!(Lang::English.channel("加红"), "加红 (red)");
        assert_eq!(Lang::English.channel("A股"), "A股");
    }
}
