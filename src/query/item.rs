//! What a query can read of an item.

use std::collections::BTreeSet;

use crate::item::{ItemFlags, ItemId, NewsDay, Stamp, Stock};

/// An item as a query reads it. A method may be slow: a query calls it only if one of its fields needs it.
pub trait QueryItem {
    /// The whole text as the dump has it.
    fn text(&self) -> &str;
    /// The title, without the outer 【】.
    fn title(&self) -> Option<&str>;
    /// The title, if the dump gives it outside of the text.
    fn title_beside(&self) -> Option<&str>;
    /// The text without title, dateline and attribution.
    fn body(&self) -> &str;
    /// The attribution.
    fn source(&self) -> Option<&str>;
    /// The column that opens the title.
    fn column(&self) -> Option<&str>;
    /// The channel.
    fn channel(&self) -> Option<&str>;
    /// The wire.
    fn wire(&self) -> Option<&str>;
    /// The dump's path as text.
    fn file(&self) -> String;
    /// When it went out.
    fn stamp(&self) -> Stamp;
    /// Its news day.
    fn day(&self) -> NewsDay;
    /// Channel, level and other single bits.
    fn flags(&self) -> ItemFlags;
    /// The companies that its dumps give, as they write them.
    fn given_stocks(&self) -> Vec<&Stock>;
    /// All its companies: given by a dump, written with a code in the text, or written there by a known name.
    fn stocks(&self) -> &[Stock];
    /// Whether [`Self::stocks`] surely has one whose code passes, if that can be seen without collecting all of them.
    fn surely_has_code(&self, passes: &dyn Fn(&str) -> bool) -> bool;
    /// The percentages in its text, without a sign.
    fn percents(&self) -> &[f64];
    /// The percentages in its text; those that fall are negative. Finding out which do takes ten times as long.
    fn signed_percents(&self) -> &[f64];
    /// The amounts in its text, each in its own unit. It may have none if all of them are surely less than `least`.
    fn amounts_if_any(&self, least: u64) -> &[f64];
    /// Its topics.
    fn subjects(&self) -> Vec<&str>;
    /// Whether it answers to one of these ids: its own, or that of another wording or dialect.
    fn answers_to_any(&self, ids: &BTreeSet<ItemId>) -> bool;
    /// Whether nobody has seen it.
    fn is_unseen(&self) -> bool;
    /// Whether the user starred it.
    fn is_starred(&self) -> bool;
    /// What the user wrote about it.
    fn note(&self) -> Option<&str>;
    /// How often its text has changed.
    fn revision(&self) -> usize;
}
