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

use chrono::{Datelike, NaiveDate, Weekday};

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
        let locale = values.into_iter().flatten().find(|value| !value.is_empty()).unwrap_or("C");
        let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default().to_ascii_lowercase();
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

    /// A date as a heading of the list: `2026年1月6日 周二`, `Tue 2026-01-06`.
    pub fn date(self, date: NaiveDate) -> String {
        let (year, month, day, weekday) = (date.year(), date.month(), date.day(), self.weekday(date.weekday()));
        match self {
            Self::Chinese => format!("{year}年{month}月{day}日 {weekday}"),
            Self::English => format!("{weekday} {year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_locale_that_names_another_language_gives_english() {
        let chinese = ["zh_CN.UTF-8", "zh-Hans", "zh_TW", "C", "C.UTF-8", "POSIX", ""];
        for locale in chinese {
            assert_eq!(Lang::of_locale([None, None, Some(locale)]), Lang::Chinese, "{locale}");
        }
        for locale in ["en_US.UTF-8", "de_DE@euro", "ja_JP.eucJP"] {
            assert_eq!(Lang::of_locale([None, None, Some(locale)]), Lang::English, "{locale}");
        }
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(Lang::of_locale([Some("zh_CN.UTF-8"), None, Some("en_US.UTF-8")]), Lang::Chinese);
        assert_eq!(Lang::of_locale([Some(""), Some("en_US.UTF-8"), Some("zh_CN.UTF-8")]), Lang::English);
    }

    #[test]
    fn a_date_is_a_heading() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 6).unwrap();
        assert_eq!(Lang::Chinese.date(date), "2026年1月6日 周二");
        assert_eq!(Lang::English.date(date), "Tue 2026-01-06");
    }
}
