//! Dates, ages and channels in a language of the interface.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::language::Lang;
use super::ui_text::UiText;

impl Lang {
    /// Formats a date: `2026年1月6日`, `2026-01-06`.
    pub fn day(self, date: NaiveDate) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self {
            Self::Chinese => format!("{year}年{month}月{day}日"),
            Self::English => format!("{year:04}-{month:02}-{day:02}"),
        }
    }

    /// Formats a date without its year: `1月6日`, `01-06`.
    pub fn short_day(self, date: NaiveDate) -> String {
        match self {
            Self::Chinese => format!("{}月{}日", date.month(), date.day()),
            Self::English => format!("{:02}-{:02}", date.month(), date.day()),
        }
    }

    /// Formats a date and a time: `2026年1月6日 14:00`, `2026-01-06 14:00`.
    pub fn moment(self, moment: NaiveDateTime) -> String {
        format!("{} {}", self.day(moment.date()), moment.format("%H:%M"))
    }

    /// Formats an age in the largest unit that gives at least two, or in minutes.
    pub fn age(self, minutes: u32) -> Cow<'static, str> {
        let unit = Self::unit_of_age(minutes);
        self.text(match (minutes, unit) {
            (0, _) => UiText::JustNow,
            (_, 1) => UiText::MinutesAgo { minutes },
            (_, 60) => UiText::HoursAgo {
                hours: minutes / unit,
            },
            (_, _) => UiText::DaysAgo {
                days: minutes / unit,
            },
        })
    }

    /// Formats an age in few columns: `3分`, `5小时`, `3m`.
    pub fn short_age(self, minutes: u32) -> String {
        let unit = Self::unit_of_age(minutes);
        let number = minutes / unit;
        let text = self.text(match unit {
            1 => UiText::AgeMinutes { minutes },
            60 => UiText::AgeHours { hours: number },
            _ => UiText::AgeDays { days: number },
        });
        text.into_owned()
    }

    /// Formats a span of time in hours, or in minutes below two hours.
    pub fn span(self, minutes: u32) -> String {
        let text = if minutes < 120 {
            UiText::SpanMinutes { minutes }
        } else {
            UiText::SpanHours {
                hours: minutes / 60,
            }
        };
        self.text(text).into_owned()
    }

    /// Returns the unit of [`Lang::age`] in minutes: 1, 60 or 1440.
    pub const fn unit_of_age(minutes: u32) -> u32 {
        match minutes {
            0..120 => 1,
            120..2880 => 60,
            2880.. => 1440,
        }
    }

    /// Returns the name of a channel: the word of the wire, in English with its meaning.
    pub fn channel(self, channel: &str) -> Cow<'_, str> {
        match channel {
            "普通" => self.text(UiText::Ordinary),
            "加红" => self.text(UiText::Red),
            other => Cow::Borrowed(other),
        }
    }

    /// Formats a date with its weekday: `2026年1月6日 周二`, `Tue 2026-01-06`.
    pub fn date(self, date: NaiveDate) -> String {
        self.with_weekday(&self.day(date), date)
    }

    /// Formats a date with its weekday and without its year: `1月6日 周二`, `Tue 01-06`.
    pub fn short_date(self, date: NaiveDate) -> String {
        self.with_weekday(&self.short_day(date), date)
    }

    fn with_weekday(self, day: &str, date: NaiveDate) -> String {
        match self {
            Self::Chinese => {
                let name = ["一", "二", "三", "四", "五", "六", "日"];
                let name = name[date.weekday().num_days_from_monday() as usize];
                format!("{day} 周{name}")
            }
            Self::English => format!("{} {day}", date.format("%a")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_the_language() {
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
    fn ages_use_a_fitting_unit() {
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
        let short = [0, 119, 2879, 2880].map(|minutes| Lang::Chinese.short_age(minutes));
        assert_eq!(short, ["0分", "119分", "47小时", "2天"]);
        assert_eq!(
            [0, 1, 2].map(|minutes| Lang::English.age(minutes)),
            ["just now", "1 minute ago", "2 minutes ago"]
        );
    }

    #[test]
    fn channels_keep_the_word_of_the_wire() {
        assert_eq!(Lang::Chinese.channel("加红"), "加红");
        assert_eq!(Lang::English.channel("加红"), "加红 (red)");
        assert_eq!(Lang::English.channel("A股"), "A股");
    }
}
