//! The adapter between an item and a query.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::item_ref::ItemRef;
use super::stocks::StoryStocks;
use crate::dump::story::StoryParts;
use crate::item::{ItemFlags, ItemId, NewsDay, Stamp, Stock};
use crate::names::StockNames;
use crate::query::QueryItem;
use crate::state::{Mark, Marks};
use crate::text;

/// An item as a query reads it. The parts of its text and its stocks are computed at first use.
#[derive(Debug)]
pub struct QueriedItem<'a> {
    item: ItemRef<'a>,
    names: &'a StockNames,
    marks: &'a Marks,
    story: OnceCell<StoryParts<'a>>,
    story_stocks: OnceCell<StoryStocks<'a>>,
    stocks: OnceCell<Vec<Stock>>,
    percents: OnceCell<Vec<f64>>,
    signed_percents: OnceCell<Vec<f64>>,
    amounts: OnceCell<Vec<f64>>,
}

impl<'a> ItemRef<'a> {
    /// The item as a query reads it; `names` are the known names of stocks, `marks` the user's stars and notes.
    pub const fn for_query(self, names: &'a StockNames, marks: &'a Marks) -> QueriedItem<'a> {
        QueriedItem {
            item: self,
            names,
            marks,
            story: OnceCell::new(),
            story_stocks: OnceCell::new(),
            stocks: OnceCell::new(),
            percents: OnceCell::new(),
            signed_percents: OnceCell::new(),
            amounts: OnceCell::new(),
        }
    }
}

impl<'a> QueriedItem<'a> {
    fn story(&self) -> &StoryParts<'a> {
        self.story.get_or_init(|| self.item.story())
    }

    fn story_stocks(&self) -> &StoryStocks<'a> {
        let find = || self.item.story_stocks(self.story(), self.names);
        self.story_stocks.get_or_init(find)
    }

    fn mark(&self) -> Option<&'a Mark> {
        self.item.mark(self.marks)
    }
}

impl QueryItem for QueriedItem<'_> {
    fn text(&self) -> &str {
        self.item.text()
    }

    fn title(&self) -> Option<&str> {
        self.story().title
    }

    fn title_beside(&self) -> Option<&str> {
        self.item.title_beside()
    }

    fn body(&self) -> &str {
        self.story().body
    }

    fn source(&self) -> Option<&str> {
        self.story().source
    }

    fn column(&self) -> Option<&str> {
        self.story().column
    }

    fn channel(&self) -> Option<&str> {
        self.item.channel()
    }

    fn wire(&self) -> Option<&str> {
        self.item.wire()
    }

    fn file(&self) -> String {
        self.item.path().to_string_lossy().into_owned()
    }

    fn stamp(&self) -> Stamp {
        self.item.stamp()
    }

    fn day(&self) -> NewsDay {
        self.item.day()
    }

    fn flags(&self) -> ItemFlags {
        self.item.flags()
    }

    fn given_stocks(&self) -> Vec<&Stock> {
        self.item.given_stocks().collect()
    }

    fn stocks(&self) -> &[Stock] {
        let collect = || self.story_stocks().collect(self.item.given_stocks());
        self.stocks.get_or_init(collect)
    }

    fn surely_has_code(&self, passes: &dyn Fn(&str) -> bool) -> bool {
        self.stocks.get().is_none() && self.story_stocks().surely_have_code(passes)
    }

    fn percents(&self) -> &[f64] {
        self.percents.get_or_init(|| text::percents(self.text()))
    }

    fn signed_percents(&self) -> &[f64] {
        let percents = || text::signed_percents(self.text());
        self.signed_percents.get_or_init(percents)
    }

    fn amounts_if_any(&self, least: u64) -> &[f64] {
        let is_worth_a_look =
            || self.amounts.get().is_some() || text::may_have_amount(self.item.raw_text(), least);
        if is_worth_a_look() {
            self.amounts.get_or_init(|| text::amounts(self.text()))
        } else {
            &[]
        }
    }

    fn subjects(&self) -> Vec<&str> {
        self.item.subjects()
    }

    fn answers_to_any(&self, ids: &BTreeSet<ItemId>) -> bool {
        self.item.answers_to_any(ids)
    }

    fn is_unseen(&self) -> bool {
        self.item.is_unseen(self.marks)
    }

    fn is_starred(&self) -> bool {
        self.mark().is_some_and(|mark| mark.starred_at.is_some())
    }

    fn note(&self) -> Option<&str> {
        Some(&*self.mark()?.note.as_ref()?.text)
    }

    fn revision(&self) -> usize {
        self.item.revision()
    }
}
