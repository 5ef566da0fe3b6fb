//! The table of fields. A field is one file beside this one, and one row here. `number` and `ranges` are no fields: they parse
//! and compare values for several.
//!
//! Lexer, parser, messages and the test of `docs/query.md` read this table. Most fields need nothing else; one that reads
//! something new of an item adds a method to [`QueryItem`](super::item::QueryItem).

mod amount;
mod at;
mod body;
mod channel;
mod column;
mod day;
mod file;
mod id;
mod is;
mod last;
mod level;
mod note;
mod number;
mod pct;
mod ranges;
mod since;
mod source;
mod stock;
mod subject;
mod title;
mod wire;
mod within;

use super::field::Field;
pub(super) use stock::STOCK;

/// Every field, the most useful first: Tab, the page of help and messages list them in this order.
pub static FIELDS: &[Field] = &[
    is::FIELD,
    stock::FIELD,
    within::FIELD,
    since::FIELD,
    day::FIELD,
    last::FIELD,
    at::FIELD,
    title::FIELD,
    column::FIELD,
    level::FIELD,
    pct::FIELD,
    amount::FIELD,
    subject::FIELD,
    note::FIELD,
    source::FIELD,
    body::FIELD,
    channel::FIELD,
    wire::FIELD,
    file::FIELD,
    id::FIELD,
];

/// The field with this name, in either language.
pub(super) fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.names().contains(&name))
}
