//! The values of placeholders as texts.

use chrono::Datelike;

use super::facts::{BarFacts, BarItem};
use super::placeholder::Placeholder;
use crate::item::Stamp;
use crate::lang::{Lang, UiText};

/// A value as text.
pub(super) struct ValueText {
    pub text: String,
    /// Whether a format with text around it shows it: a count of 0 is nothing.
    pub is_something: bool,
}

impl BarFacts {
    /// The value of a placeholder; `None` if there is none.
    pub(super) fn value(&self, placeholder: &Placeholder, lang: Lang) -> Option<ValueText> {
        let newest = self.newest.as_ref();
        match placeholder {
            Placeholder::Unseen => Some(count(self.unseen)),
            Placeholder::Red => Some(count(self.red)),
            Placeholder::Hits => Some(count(self.hits)),
            Placeholder::Rule(name) => {
                let rule = self.rules.iter().find(|(rule, _)| rule == name);
                Some(count(rule.map_or(0, |(_, hits)| *hits)))
            }
            Placeholder::Today => Some(count(self.today)),
            Placeholder::Time => newest.map(|item| text(clock(item.stamp, self.now, lang))),
            Placeholder::Age => self.age().map(|minutes| text(lang.short_age(minutes))),
            Placeholder::Silence => self.silence(lang).map(text),
            Placeholder::Headline => newest.map(headline),
            Placeholder::News => self.news.as_ref().map(headline),
            Placeholder::Hit => self.hit.as_ref().map(headline),
        }
    }

    /// That nothing comes although it should: `电报停 17分`.
    pub(super) fn silence(&self, lang: Lang) -> Option<String> {
        let age = lang.short_age(self.silent_for?);
        Some(lang.text(UiText::FeedStopped { age }).into_owned())
    }
}

fn count(number: usize) -> ValueText {
    ValueText {
        text: number.to_string(),
        is_something: number > 0,
    }
}

fn headline(item: &BarItem) -> ValueText {
    text(item.headline.as_str().to_owned())
}

const fn text(text: String) -> ValueText {
    ValueText {
        is_something: !text.is_empty(),
        text,
    }
}

/// Hour and minute, with the day if it is not today.
fn clock(stamp: Stamp, now: Stamp, lang: Lang) -> String {
    let (time, today) = (stamp.time(), now.time().date_naive());
    let clock = time.format("%H:%M");
    match time.date_naive() {
        date if date == today => clock.to_string(),
        date if date.year() == today.year() => format!("{} {clock}", lang.short_day(date)),
        date => format!("{} {clock}", lang.day(date)),
    }
}
