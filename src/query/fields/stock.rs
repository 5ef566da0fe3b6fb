//! `stock:`, the companies of an item by name or code.
//!
//! Unlike a word without a field, it also finds a company that the text calls by another of its known names.

use crate::item::Stock;
use crate::query::field::{Field, Suggestion, TextField, TextOrigin};
use crate::query::item::QueryItem;
use crate::query::pinyin::ReadingRule;

pub(super) const FIELD: Field = Field::Text(TEXT);

/// The field as one that is searched.
pub(in crate::query) static STOCK: TextField = TEXT;

const TEXT: TextField = TextField {
    names: ["stock", "股票"],
    any: any_stock,
    pinyin: Some(ReadingRule::Name),
    origin: TextOrigin::Stocks,
    suggestion: Suggestion::StockNames,
};

/// The stocks that a dump gives come first, then those that are found fast: to collect all of them takes the longest.
fn any_stock(item: &dyn QueryItem, is_match: &dyn Fn(&str) -> bool) -> bool {
    let is_stock = |stock: &Stock| is_match(&stock.name) || is_match(&stock.code);
    item.given_stocks().into_iter().any(is_stock)
        || item.surely_has_code(is_match)
        || item.stocks().iter().any(is_stock)
}
