//! The table of fields. A field is one file beside this one, and one row here. `number` is no field: it parses values for
//! two.
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
mod number;
mod pct;
mod since;
mod source;
mod stock;
mod subject;
mod title;
mod wire;

use super::field::Field;

/// Every field, in the order of messages.
pub static FIELDS: &[Field] = &[
    title::FIELD,
    body::FIELD,
    source::FIELD,
    column::FIELD,
    channel::FIELD,
    level::FIELD,
    stock::FIELD,
    subject::FIELD,
    wire::FIELD,
    file::FIELD,
    day::FIELD,
    at::FIELD,
    since::FIELD,
    last::FIELD,
    pct::FIELD,
    amount::FIELD,
    is::FIELD,
    id::FIELD,
];

/// The field with this name, in either language.
pub(super) fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.names().contains(&name))
}
