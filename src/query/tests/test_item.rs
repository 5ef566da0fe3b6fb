//! An item made of its parts.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use crate::item::{ItemFlags, ItemId, NewsDay, Rollover, Stamp, Stock};
use crate::query::QueryItem;
use crate::text;

#[derive(Debug, Default)]
pub(super) struct TestItem {
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) body: String,
    pub(super) source: Option<String>,
    pub(super) column: Option<String>,
    pub(super) stamp: Stamp,
    pub(super) flags: ItemFlags,
    pub(super) stocks: Vec<Stock>,
    /// Whether known names in the text give the stocks, and no dump does.
    pub(super) stocks_are_written: bool,
    pub(super) subjects: Vec<String>,
    pub(super) revision: usize,
    pub(super) is_unseen: bool,
    pub(super) is_starred: bool,
    pub(super) note: Option<String>,
    pub(super) percents: OnceCell<Vec<f64>>,
    pub(super) signed_percents: OnceCell<Vec<f64>>,
    pub(super) amounts: OnceCell<Vec<f64>>,
}

pub(super) fn stamp(text: &str) -> Stamp {
    Stamp::from_beijing(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()).unwrap()
}

impl TestItem {
    /// A flash without a title.
    pub(super) fn flash(body: &str) -> Self {
        Self {
            text: body.into(),
            body: body.into(),
            stamp: stamp("2026-01-06 09:45:00"),
            ..Self::default()
        }
    }

    /// A story with a title.
    pub(super) fn titled(title: &str, body: &str) -> Self {
        Self {
            text: format!("【{title}】{body}"),
            title: Some(title.into()),
            flags: ItemFlags::TITLED.with(ItemFlags::ORDINARY),
            body: body.into(),
            ..Self::flash("")
        }
    }
}

impl QueryItem for TestItem {
    fn text(&self) -> &str {
        &self.text
    }

    fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    fn title_beside(&self) -> Option<&str> {
        self.title().filter(|_| !self.flags.has(ItemFlags::TITLED))
    }

    fn body(&self) -> &str {
        &self.body
    }

    fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    fn column(&self) -> Option<&str> {
        self.column.as_deref()
    }

    fn channel(&self) -> Option<&str> {
        self.flags.has(ItemFlags::RED).then_some("加红")
    }

    fn wire(&self) -> Option<&str> {
        Some("财联社")
    }

    fn file(&self) -> String {
        "dumps/2026-01-06.md".into()
    }

    fn stamp(&self) -> Stamp {
        self.stamp
    }

    fn day(&self) -> NewsDay {
        NewsDay::containing(self.stamp, Rollover::default())
    }

    fn flags(&self) -> ItemFlags {
        self.flags
    }

    fn given_stocks(&self) -> Vec<&Stock> {
        let given = self.stocks.iter();
        given.filter(|_| !self.stocks_are_written).collect()
    }

    fn stocks(&self) -> &[Stock] {
        &self.stocks
    }

    fn surely_has_code(&self, _passes: &dyn Fn(&str) -> bool) -> bool {
        false
    }

    fn percents(&self) -> &[f64] {
        self.percents.get_or_init(|| text::percents(&self.text))
    }

    fn signed_percents(&self) -> &[f64] {
        let percents = || text::signed_percents(&self.text);
        self.signed_percents.get_or_init(percents)
    }

    fn amounts_if_any(&self, least: u64) -> &[f64] {
        if !text::may_have_amount(self.text.as_bytes(), least) {
            return &[];
        }
        self.amounts.get_or_init(|| text::amounts(&self.text))
    }

    fn subjects(&self) -> Vec<&str> {
        self.subjects.iter().map(String::as_str).collect()
    }

    fn answers_to_any(&self, ids: &BTreeSet<ItemId>) -> bool {
        ids.contains(&ItemId::from_wire(2_386_215))
    }

    fn is_unseen(&self) -> bool {
        self.is_unseen
    }

    fn is_starred(&self) -> bool {
        self.is_starred
    }

    fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    fn revision(&self) -> usize {
        self.revision
    }
}
