//! What a key can mute, and for how long.

use crate::item::NewsDay;
use crate::lang::{Lang, UiText};

/// The longest span that can be typed, in days.
const MAX_DAYS: u64 = 3_660;

/// Something that a mute can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MuteChoice {
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
    /// The names of the choices.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.choices.iter();
        names.map(|choice| choice.name.clone()).collect()
    }
}

/// The spans that a prompt offers.
pub(super) fn spans(lang: Lang) -> Vec<String> {
    let spans = [
        UiText::MuteToday,
        UiText::MuteThreeDays,
        UiText::MuteForEver,
    ];
    spans.map(|span| lang.text(span).into_owned()).into()
}

/// The last day of a span that was typed: `今天`, `5天`, `10d`, `一直`. The inner `None` is for ever, the outer one no span.
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
    let units = ["天", "日", "days", "day", "d", ""];
    let mut numbers = units.iter().filter_map(|unit| typed.strip_suffix(unit));
    let days = numbers.find_map(|number| match number.trim() {
        "一" => Some(1),
        "两" | "二" => Some(2),
        "三" | "three" => Some(3),
        number => number.parse().ok(),
    });
    let days = days.filter(|days: &u64| (1..=MAX_DAYS).contains(days))?;
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
        for typed in ["", "0天", "很久", "99999999天"] {
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
