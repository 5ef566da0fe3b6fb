//! Checks asked of items.

use super::ast::{Clock, Compare, Condition, Property, Thousandths};
use super::compile::{Check, Finder};
use super::field::TextField;
use super::{Fields, Hit};
use crate::item::{ItemFlags, Level};
use crate::text::{self, Direction, FigureValue};

impl Check {
    /// Whether an item passes by hits of this kind or a better one. What is negated counts however it is hit.
    pub(super) fn is_match(&self, item: &dyn Fields, by: Hit) -> bool {
        match self {
            Self::All => true,
            Self::And(parts) => parts.iter().all(|part| part.is_match(item, by)),
            Self::Or(parts) => parts.iter().any(|part| part.is_match(item, by)),
            Self::Not(part) => !part.is_match(item, Hit::Pinyin),
            Self::Text(None, finder) => {
                finder.is_anywhere(item) || (by == Hit::Pinyin && finder.reads_anywhere(item))
            }
            Self::Text(Some(field), finder) => {
                finder.is_in(*field, item)
                    || (*field == TextField::Stock && finder.is_named(item, by))
                    || (by == Hit::Pinyin && finder.reads_in(*field, item))
            }
            Self::Condition(condition) => condition.holds(item),
        }
    }
}

impl Check {
    /// Whether any part of it looks for text in such a field.
    pub(super) fn any_text(&self, is: fn(Option<TextField>) -> bool) -> bool {
        match self {
            Self::All | Self::Condition(_) => false,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.any_text(is)),
            Self::Not(part) => part.any_text(is),
            Self::Text(field, _) => is(*field),
        }
    }
}

/// What can be told by a text alone: words and expressions that are asked of an item without naming a field.
impl Check {
    /// Whether an item of which nothing is known but its text matches exactly if [`Self::is_text_match`] says so, and every
    /// other item with this text matches if it does.
    pub(super) fn is_of_text(&self) -> bool {
        match self {
            Self::Text(None, finder) => finder.pinyin.is_none(),
            Self::And(parts) | Self::Or(parts) => parts.iter().all(Self::is_of_text),
            Self::All | Self::Not(_) | Self::Text(Some(_), _) | Self::Condition(_) => false,
        }
    }

    pub(super) fn is_text_match(&self, text: &[u8]) -> bool {
        match self {
            Self::Text(None, finder) => finder.bytes.is_match(text),
            Self::And(parts) => parts.iter().all(|part| part.is_text_match(text)),
            Self::Or(parts) => parts.iter().any(|part| part.is_text_match(text)),
            Self::All | Self::Not(_) | Self::Text(Some(_), _) | Self::Condition(_) => false,
        }
    }
}

impl Finder {
    fn is_anywhere(&self, item: &dyn Fields) -> bool {
        self.regex.is_match(item.text())
            || item
                .title_beside()
                .is_some_and(|title| self.regex.is_match(title))
            || self.is_in(TextField::Stock, item)
            || self.is_in(TextField::Subject, item)
    }

    fn is_in(&self, field: TextField, item: &dyn Fields) -> bool {
        let has = |text: &str| self.regex.is_match(text);
        match field {
            TextField::Title => item.title().is_some_and(has),
            TextField::Body => has(item.body()),
            TextField::Source => item.source().is_some_and(has),
            TextField::Column => item.column().is_some_and(has),
            TextField::Channel => self.is_channel(item),
            TextField::Stock => item
                .given_stocks()
                .iter()
                .any(|stock| has(&stock.name) || has(&stock.code)),
            TextField::Subject => item.subjects().into_iter().any(has),
            TextField::Wire => item.wire().is_some_and(has),
            TextField::File => has(&item.file()),
        }
    }

    /// Companies that the text names are asked for by `stock:` alone: a word finds them in the text itself.
    fn is_named(&self, item: &dyn Fields, by: Hit) -> bool {
        let pinyin = self.pinyin.as_ref().filter(|_| by == Hit::Pinyin);
        let reads = |name: &str| pinyin.is_some_and(|pinyin| pinyin.in_headline(name).is_some());
        let has = |text: &str| self.regex.is_match(text);
        item.stocks()
            .iter()
            .any(|stock| has(&stock.name) || has(&stock.code) || reads(&stock.name))
    }

    /// A story that stood in two channels is in both, whichever of them it names.
    fn is_channel(&self, item: &dyn Fields) -> bool {
        let flags = item.flags();
        item.channel()
            .is_some_and(|channel| self.regex.is_match(channel))
            || (flags.has(ItemFlags::RED) && self.regex.is_match("加红"))
            || (flags.has(ItemFlags::ORDINARY) && self.regex.is_match("普通"))
    }
}

/// Pinyin.
impl Finder {
    fn reads_anywhere(&self, item: &dyn Fields) -> bool {
        let Some(pinyin) = &self.pinyin else {
            return false;
        };
        let headline = item.title().unwrap_or_else(|| item.body());
        pinyin.in_headline(headline).is_some()
            || self.reads_in(TextField::Stock, item)
            || pinyin.in_body(item.body()).is_some()
    }

    fn reads_in(&self, field: TextField, item: &dyn Fields) -> bool {
        let Some(pinyin) = &self.pinyin else {
            return false;
        };
        let reads = |text: &str| pinyin.in_headline(text).is_some();
        match field {
            TextField::Title => item.title().is_some_and(reads),
            TextField::Body => pinyin.in_body(item.body()).is_some(),
            TextField::Stock => item.given_stocks().iter().any(|stock| reads(&stock.name)),
            TextField::Source
            | TextField::Column
            | TextField::Channel
            | TextField::Subject
            | TextField::Wire
            | TextField::File => false,
        }
    }
}

impl Condition {
    fn holds(self, item: &dyn Fields) -> bool {
        match self {
            Self::Level(compare, wanted) => {
                let weight = |level: Level| std::cmp::Reverse(level);
                item.flags()
                    .level()
                    .is_some_and(|level| compare.holds(weight(level).cmp(&weight(wanted))))
            }
            Self::Days(first, last) => (first..=last).contains(&item.day()),
            Self::At(from, to) => {
                let (hour, minute) = item.stamp().clock();
                u16::try_from(hour * 60 + minute).is_ok_and(|at| is_between(Clock(at), from, to))
            }
            Self::Since(from) => item.stamp() >= from,
            Self::Percent(compare, wanted) if may_be_percent(item.text(), compare, wanted) => {
                text::figures(item.text()).iter().any(|figure| {
                    match (figure.value, figure.direction) {
                        (FigureValue::Percent(number), Direction::Fall) => {
                            compare.holds(Thousandths::of(-number).cmp(&wanted))
                        }
                        (FigureValue::Percent(number), Direction::Rise | Direction::Neutral) => {
                            compare.holds(Thousandths::of(number).cmp(&wanted))
                        }
                        (FigureValue::Points(_) | FigureValue::Amount(_), _) => false,
                    }
                })
            }
            Self::Percent(..) => false,
            Self::Amount(compare, wanted) => {
                text::figure_values(item.text()).any(|value| match value {
                    FigureValue::Amount(number) => {
                        compare.holds(Thousandths::of(number).cmp(&wanted))
                    }
                    FigureValue::Percent(_) | FigureValue::Points(_) => false,
                })
            }
            Self::Is(Property::Titled) => item.title().is_some(),
            Self::Is(Property::Red) => item.flags().is_red(),
            Self::Is(Property::Revised) => item.revision() > 0,
        }
    }
}

/// Whether a percentage would do if it rose, or if it fell.
fn may_be_percent(text: &str, compare: Compare, wanted: Thousandths) -> bool {
    let has_sign = text.contains(['%', '％']);
    has_sign
        && text::figure_values(text).any(|value| match value {
            FigureValue::Percent(number) => [number, -number]
                .iter()
                .any(|&n| compare.holds(Thousandths::of(n).cmp(&wanted))),
            FigureValue::Points(_) | FigureValue::Amount(_) => false,
        })
}

fn is_between(at: Clock, from: Clock, to: Clock) -> bool {
    if from <= to {
        from <= at && at <= to
    } else {
        from <= at || at <= to
    }
}
