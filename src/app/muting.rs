//! What a key can mute, and for how long.

use super::candidate::Candidate;
use crate::item::NewsDay;
use crate::lang::{Lang, UiText};

/// The longest span that can be typed, in days.
const MAX_DAYS: u64 = 3_660;

/// The units of a span, and how many days they have.
const UNITS: [(&str, u64); 11] = [
    ("天", 1),
    ("日", 1),
    ("days", 1),
    ("day", 1),
    ("d", 1),
    ("周", 7),
    ("星期", 7),
    ("weeks", 7),
    ("week", 7),
    ("w", 7),
    ("", 1),
];

/// The part of an item that a mute is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MuteKind {
    Column,
    Series,
    Topic,
    Opening,
    Source,
}

impl MuteKind {
    /// Its name, after a space.
    pub(super) const fn note(self, lang: Lang) -> &'static str {
        match self {
            Self::Column => lang.pick(" 栏目", " column"),
            Self::Series => lang.pick(" 系列", " series"),
            Self::Topic => lang.pick(" 主题", " topic"),
            Self::Opening => lang.pick(" 开头", " opening"),
            Self::Source => lang.pick(" 来源", " source"),
        }
    }
}

/// Something that a mute can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MuteChoice {
    /// What it is of the item.
    pub kind: MuteKind,
    /// Its name, which becomes that of the rule.
    pub name: String,
    /// The query of its items.
    pub query: String,
}

/// What the prompts of a mute choose from, and what was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Muting {
    /// What can be muted, the most likely first.
    pub choices: Vec<MuteChoice>,
    /// Whether the user wants to say for how long.
    pub asks_time: bool,
}

impl Muting {
    /// The choices as a prompt lists them.
    pub(super) fn candidates(&self, lang: Lang) -> Vec<Candidate> {
        let choices = self.choices.iter();
        let candidate =
            |choice: &MuteChoice| Candidate::noted(choice.name.clone(), choice.kind.note(lang));
        choices.map(candidate).collect()
    }
}

/// The spans that a prompt offers.
pub(super) fn spans(lang: Lang) -> Vec<String> {
    let spans = [
        UiText::MuteToday,
        UiText::MuteThreeDays,
        UiText::MuteWeek,
        UiText::MuteForEver,
    ];
    spans.map(|span| lang.text(span).into_owned()).into()
}

/// The last day of a span that was typed: `今天`, `5天`, `10d`, `一周`, `一直`. The inner `None` is for ever, the outer one no span.
#[expect(clippy::option_option, reason = "for ever is another answer than none")]
pub(super) fn parse_span(typed: &str, today: NewsDay, lang: Lang) -> Option<Option<NewsDay>> {
    let typed = typed.trim();
    let is = |text: UiText| typed.eq_ignore_ascii_case(&lang.text(text));
    if is(UiText::MuteForEver) {
        return Some(None);
    }
    if is(UiText::MuteToday) {
        return Some(Some(today));
    }
    let mut spans = UNITS.iter().filter_map(|&(unit, days)| {
        let number = match typed.strip_suffix(unit)?.trim() {
            "一" | "a" => 1,
            "两" | "二" => 2,
            "三" | "three" => 3,
            number => number.parse().ok()?,
        };
        days.checked_mul(number)
    });
    let days = spans.next().filter(|days| (1..=MAX_DAYS).contains(days))?;
    let last = today.date().checked_add_days(chrono::Days::new(days - 1))?;
    Some(Some(NewsDay::from_date(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::test_reader::day;

    #[test]
    fn spans_end_after_their_last_day() {
        let today = day("2026-12-30");
        let parse = |typed: &str, lang| parse_span(typed, today, lang);
        for (typed, last) in [
            ("今天", "2026-12-30"),
            ("三天", "2027-01-01"),
            ("10 天", "2027-01-08"),
            ("一周", "2027-01-05"),
            ("2星期", "2027-01-12"),
        ] {
            assert_eq!(
                parse(typed, Lang::Chinese),
                Some(Some(day(last))),
                "{typed}"
            );
        }
        assert_eq!(parse("一直", Lang::Chinese), Some(None));
        assert_eq!(parse("for ever", Lang::English), Some(None));
        assert_eq!(parse("3d", Lang::English), Some(Some(day("2027-01-01"))));
        assert_eq!(
            parse("a week", Lang::English),
            Some(Some(day("2027-01-05")))
        );
        for typed in ["", "0天", "很久", "99999999天", "18446744073709551615周"] {
            assert_eq!(parse(typed, Lang::Chinese), None, "{typed}");
        }
        for lang in [Lang::Chinese, Lang::English] {
            let offered = spans(lang);
            assert!(
                offered.iter().all(|span| parse(span, lang).is_some()),
                "{offered:?}"
            );
        }
    }
}
