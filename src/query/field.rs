//! The shape of a field: names, values, and how it reads an item.

use std::sync::Arc;

use super::condition::{Compare, Condition};
use super::item::QueryItem;
use super::pinyin::ReadingRule;
use crate::lang::Lang;
use crate::moment::{TimeContext, Wanted};

/// A field that a query can name.
#[derive(Debug)]
pub enum Field {
    /// Searches one part of the item for a word, phrase, regular expression or group of these.
    Text(TextField),
    /// Takes one value and makes a condition of it.
    Value(ValueField),
    /// Takes the name of a watchlist.
    List(ListField),
}

/// Passes a field's texts to a predicate until it is true of one.
type AnyText = fn(&dyn QueryItem, &dyn Fn(&str) -> bool) -> bool;

/// Which values a prompt offers for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// None: any text may be its value.
    Nothing,
    /// Its examples.
    Examples,
    /// The days of the timeline.
    Days,
    /// Those that occur in the newest items.
    Found,
    /// The names of stocks.
    StockNames,
    /// The names of watchlists.
    ListNames,
}

/// A part of an item that is searched as text.
#[derive(Debug)]
pub struct TextField {
    /// English and Chinese.
    pub(super) names: [&'static str; 2],
    /// Whether the predicate is true of any of the field's texts.
    pub(super) any: AnyText,
    /// How letters are read as pinyin in these texts; `None` if they are not.
    pub(super) pinyin: Option<ReadingRule>,
    /// Where these texts come from.
    pub(super) origin: TextOrigin,
    /// The values that a prompt offers.
    pub(super) suggestion: Suggestion,
}

/// Where a field's text comes from. Decides if a dump can be searched for it before its items are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextOrigin {
    /// The story: word for word in the item's text, in a title beside it, or in its subjects. A word without a field is
    /// looked for there too.
    Story,
    /// The stocks: the text may call a stock by any of its names.
    Stocks,
    /// The user's notes. They are not in the item, and never highlighted.
    Marks,
    /// None of these: the path, or the heading of the dump. It is never highlighted.
    Outside,
}

/// A field whose value is not searched as text.
#[derive(Debug)]
pub struct ValueField {
    /// English and Chinese.
    pub(super) names: [&'static str; 2],
    /// Values by example, for messages, English and Chinese. A field with a fixed set of values lists all of them.
    pub(super) examples: [&'static [&'static str]; 2],
    /// Whether `<`, `<=`, `>` and `>=` are allowed as well as `:`.
    pub(super) is_ordered: bool,
    /// The values that a prompt offers.
    pub(super) suggestion: Suggestion,
    /// Whether a value may mean something else at another time, or with other dumps.
    pub(super) is_relative: bool,
    /// How a value is read as a time, if that is what it is. An error then says what is wrong with the time.
    pub(super) time: Option<Wanted>,
    /// Makes a condition of a value in half-width characters; `None` if the value is wrong. The context makes times exact.
    pub(super) parse: fn(&str, Compare, &TimeContext<'_>) -> Option<Arc<dyn Condition>>,
}

/// A field whose value is the name of a watchlist.
#[derive(Debug)]
pub struct ListField {
    /// English and Chinese.
    pub(super) names: [&'static str; 2],
}

impl Field {
    /// Its names, English and Chinese.
    pub const fn names(&self) -> [&'static str; 2] {
        match self {
            Self::Text(field) => field.names,
            Self::Value(field) => field.names,
            Self::List(field) => field.names,
        }
    }

    /// Values by example in a language; all values of a field with a fixed set.
    pub fn examples(&self, lang: Lang) -> &'static [&'static str] {
        match self {
            Self::Text(_) => &["word", "\"phrase\"", "/regex/", "(a | b)"],
            Self::Value(field) => {
                let [english, chinese] = field.examples;
                lang.pick(chinese, english)
            }
            Self::List(_) => lang.pick(&["持仓"], &["holdings"]),
        }
    }

    /// The values that a prompt offers.
    pub const fn suggestion(&self) -> Suggestion {
        match self {
            Self::Text(field) => field.suggestion,
            Self::Value(field) => field.suggestion,
            Self::List(_) => Suggestion::ListNames,
        }
    }

    /// Passes each value of the field in an item to `visit`; of a field that is not searched as text, none.
    pub fn visit_values(&self, item: &dyn QueryItem, visit: &dyn Fn(&str)) {
        let Self::Text(field) = self else { return };
        (field.any)(item, &|text| {
            visit(text);
            false
        });
    }

    /// Whether `<` and `>` are allowed.
    pub const fn is_ordered(&self) -> bool {
        match self {
            Self::Text(_) | Self::List(_) => false,
            Self::Value(field) => field.is_ordered,
        }
    }
}

impl PartialEq for TextField {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}
