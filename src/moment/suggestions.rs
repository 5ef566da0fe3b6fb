//! Times to offer where one is typed.

use crate::lang::Lang;

const CHINESE: [&str; 20] = [
    "开盘",
    "收盘",
    "早盘",
    "午间",
    "午后",
    "盘前",
    "盘后",
    "夜盘",
    "昨收",
    "昨晚",
    "今早",
    "今天",
    "昨天",
    "前天",
    "周一",
    "周五",
    "上周一",
    "上周五",
    "近2小时",
    "最新",
];
const ENGLISH: [&str; 14] = [
    "open",
    "close",
    "morning",
    "afternoon",
    "premarket",
    "night",
    "evening",
    "noon",
    "today",
    "yesterday",
    "monday",
    "friday",
    "now",
    "latest",
];

const CHINESE_DAYS: [&str; 5] = ["今天", "昨天", "本周", "上周", "前天"];
const ENGLISH_DAYS: [&str; 4] = ["today", "yesterday", "this-week", "last-week"];

/// Words for days that [`super::When::parse`] understands, the most useful first.
pub const fn day_suggestions(lang: Lang) -> &'static [&'static str] {
    lang.pick(&CHINESE_DAYS, &ENGLISH_DAYS)
}

/// Words that [`super::When::parse`] understands, the most useful first.
pub const fn suggestions(lang: Lang) -> &'static [&'static str] {
    lang.pick(&CHINESE, &ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::{Wanted, When};

    #[test]
    fn every_suggestion_is_understood() {
        for word in CHINESE.into_iter().chain(ENGLISH) {
            assert!(When::parse(word, Wanted::Time).is_ok(), "{word}");
        }
        for word in CHINESE_DAYS.into_iter().chain(ENGLISH_DAYS) {
            assert!(When::parse(word, Wanted::Day).is_ok(), "{word}");
        }
    }
}
