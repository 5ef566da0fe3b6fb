//! Evaluates checks against items and raw texts.

use super::check::{Check, Finder};
use super::field::{TextField, TextOrigin};
use super::hit_kind::HitKind;
use super::item::QueryItem;
use super::pinyin::ReadingRule;

impl Check {
    /// Whether an item passes.
    pub(super) fn is_match(&self, item: &dyn QueryItem) -> bool {
        match self {
            Self::All => true,
            Self::And(parts) => parts.iter().all(|part| part.is_match(item)),
            Self::Or(parts) => parts.iter().any(|part| part.is_match(item)),
            Self::Not(part) => !part.is_match(item),
            Self::Text(field, finder) => finder.kind(*field, item).is_some(),
            Self::Condition(condition) => condition.matches(item),
        }
    }

    /// What makes an item pass: the weakest of parts that must all match, the surest of alternatives; `None` if it does not.
    pub(super) fn kind(&self, item: &dyn QueryItem) -> Option<HitKind> {
        match self {
            Self::And(parts) => parts.iter().try_fold(HitKind::Literal, |weakest, part| {
                Some(weakest.max(part.kind(item)?))
            }),
            Self::Or(parts) => parts.iter().filter_map(|part| part.kind(item)).min(),
            Self::Text(field, finder) => finder.kind(*field, item),
            Self::All | Self::Not(_) | Self::Condition(_) => {
                self.is_match(item).then_some(HitKind::Literal)
            }
        }
    }

    /// Whether any part reads the names of stocks.
    pub(super) fn reads_stock_names(&self) -> bool {
        self.any_text(&|field, finder| {
            finder.pinyin.is_some() || field.is_some_and(|field| field.origin == TextOrigin::Stocks)
        })
    }

    /// Whether any part reads the user's stars and notes.
    pub(super) fn reads_marks(&self) -> bool {
        match self {
            Self::All => false,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::reads_marks),
            Self::Not(part) => part.reads_marks(),
            Self::Text(field, _) => field.is_some_and(|field| field.origin == TextOrigin::Marks),
            Self::Condition(condition) => condition.reads_marks(),
        }
    }

    /// Whether any part may match as pinyin, also a negated one.
    pub(super) fn reads_pinyin(&self) -> bool {
        self.any_text(&|_, finder| finder.pinyin.is_some())
    }

    /// The first word, not negated, of so few letters that as pinyin it matches nothing but names.
    pub(super) fn word_for_names(&self) -> Option<&str> {
        match self {
            Self::All | Self::Not(_) | Self::Condition(_) => None,
            Self::And(parts) | Self::Or(parts) => parts.iter().find_map(Self::word_for_names),
            Self::Text(field, finder) => {
                let is_story = field.is_none_or(|field| field.origin == TextOrigin::Story);
                let pinyin = finder.pinyin.as_deref().filter(|_| is_story)?;
                pinyin.is_for_names().then(|| pinyin.word())
            }
        }
    }

    /// Whether the predicate is true of any word, phrase or regular expression.
    fn any_text(&self, is: &dyn Fn(Option<&TextField>, &Finder) -> bool) -> bool {
        let mut any = false;
        self.each_text(&mut |field, finder| any |= is(field, finder));
        any
    }

    /// Passes every word, phrase and regular expression, also negated ones.
    pub(super) fn each_text(&self, pass: &mut dyn FnMut(Option<&TextField>, &Finder)) {
        match self {
            Self::All | Self::Condition(_) => {}
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().for_each(|part| part.each_text(pass));
            }
            Self::Not(part) => part.each_text(pass),
            Self::Text(field, finder) => pass(*field, finder),
        }
    }

    /// Whether [`Self::is_text_match`] decides the whole query: no field, no negation, no pinyin but that of names.
    pub(super) fn is_text_only(&self) -> bool {
        match self {
            Self::Text(None, finder) => !finder.reads_headlines(),
            Self::And(parts) | Self::Or(parts) => parts.iter().all(Self::is_text_only),
            Self::All | Self::Not(_) | Self::Text(Some(_), _) | Self::Condition(_) => false,
        }
    }

    pub(super) fn is_text_match(&self, text: &[u8]) -> bool {
        match self {
            Self::Text(None, finder) => {
                finder.search.is_match(text)
                    || finder.names.as_ref().is_some_and(|names| names.is_in(text))
            }
            Self::And(parts) => parts.iter().all(|part| part.is_text_match(text)),
            Self::Or(parts) => parts.iter().any(|part| part.is_text_match(text)),
            Self::All | Self::Not(_) | Self::Text(Some(_), _) | Self::Condition(_) => false,
        }
    }
}

impl Finder {
    /// What makes an item match, in a field or anywhere.
    fn kind(&self, field: Option<&TextField>, item: &dyn QueryItem) -> Option<HitKind> {
        let is_literal = |text: &str| self.search.is_match(text.as_bytes());
        let is_named = |text: &str| {
            let names = self.names.as_ref();
            names.is_some_and(|names| names.is_in(text.as_bytes()))
        };
        if any_text(field, item, &is_literal) {
            Some(HitKind::Literal)
        } else if self.finds_names_in(field) && any_text(field, item, &is_named) {
            Some(HitKind::Name)
        } else {
            self.is_read(field, item).then_some(HitKind::Reading)
        }
    }

    /// Whether the letters may be read as pinyin in headlines, and not only in names. The initials of a whole name mean that
    /// name alone.
    pub(super) fn reads_headlines(&self) -> bool {
        let is_name = self.names.as_ref().is_some_and(|names| names.is_whole);
        self.pinyin
            .as_ref()
            .is_some_and(|pinyin| !pinyin.is_for_names() && (pinyin.is_whole() || !is_name))
    }

    /// Whether hits of the names count in this field: `stock:` knows the stocks of an item itself.
    pub(super) fn finds_names_in(&self, field: Option<&TextField>) -> bool {
        let reads_names =
            |field: &TextField| field.pinyin.is_some_and(|rule| rule != ReadingRule::Name);
        self.names.is_some() && field.is_none_or(reads_names)
    }

    /// Whether the letters match as pinyin.
    fn is_read(&self, field: Option<&TextField>, item: &dyn QueryItem) -> bool {
        let Some(pinyin) = &self.pinyin else {
            return false;
        };
        match field {
            Some(TextField { pinyin: None, .. }) => false,
            Some(TextField {
                pinyin: Some(rule),
                any,
                ..
            }) => {
                (*rule == ReadingRule::Name || self.reads_headlines())
                    && any(item, &|text| pinyin.is_in(text, *rule))
            }
            None => {
                let headline = item.title().unwrap_or_else(|| item.body());
                self.reads_headlines()
                    && (pinyin.is_in(headline, ReadingRule::Headline)
                        || item
                            .given_stocks()
                            .iter()
                            .any(|stock| pinyin.begins(&stock.name))
                        || pinyin.is_in(item.body(), ReadingRule::Body))
            }
        }
    }
}

/// Whether the predicate is true of any text of a field. Without a field these are the text, a title beside it, the given
/// stocks and the subjects: companies that the text merely names are left to `stock:`, since a word finds them in the text
/// itself.
fn any_text(
    field: Option<&TextField>,
    item: &dyn QueryItem,
    is_match: &dyn Fn(&str) -> bool,
) -> bool {
    if let Some(field) = field {
        return (field.any)(item, is_match);
    }
    is_match(item.text())
        || item.title_beside().is_some_and(is_match)
        || item
            .given_stocks()
            .iter()
            .any(|stock| is_match(&stock.name) || is_match(&stock.code))
        || item.subjects().iter().any(|subject| is_match(subject))
}
