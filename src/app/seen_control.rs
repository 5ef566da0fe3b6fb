//! What was seen: compared with the last run, kept for the next, changed by keys.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::undo::MarkStep;
use super::{App, Effect, ItemKey};
use crate::action::Action;
use crate::item::{ItemId, NewsDay};
use crate::lang::UiText;
use crate::last_run::{Known, print};
use crate::state::{Change, KnownItem, ReadLine, Remembered};
use crate::timeline::{Arrived, Day, ItemRef};

impl App {
    /// Takes over what the last run left.
    pub(super) fn take_remembered(&mut self, remembered: &Remembered) {
        self.seen_memory.set(remembered);
        for (view, line) in &remembered.read_lines {
            self.take_read_line(view, Some(*line));
        }
        if let Some(session) = remembered.session.as_deref().filter(|_| !self.given.fresh) {
            self.take_session(session);
        }
        self.keeps_session = true;
        if self.attention.has_acted() {
            self.keep_session_soon();
        }
        self.compare_with_last_run();
    }

    /// Once everything is loaded: what the last run had not listed is unseen, also what came late with an earlier time. The
    /// first run of some sources finds everything seen.
    pub(super) fn compare_with_last_run(&mut self) {
        let Some(last) = self.seen_memory.take(self.sources.is_loaded()) else {
            return;
        };
        let timeline = Arc::clone(&self.timeline);
        let days = timeline.days().iter().rev();
        let days = days.take_while(|day| day.day() >= last.from);
        let mut changes = Vec::new();
        let mut newest_seen = None;
        for day in days {
            let mut items = Vec::new();
            for item in day.items().rev() {
                let known = last.known(item);
                if last.is_unseen_as(known, item) {
                    self.unseen.add(arrived(item));
                } else if newest_seen.is_none() && !self.unseen.has(item.into()) {
                    newest_seen = Some(item);
                }
                if known != (Known::Seen { as_it_is: true }) {
                    items.push(known_item(item, self.unseen.has(item.into())));
                }
            }
            if !items.is_empty() {
                changes.push(Change::Items {
                    day: day.day(),
                    items: items.into(),
                });
            }
        }
        self.count_listed_new();
        self.keep(changes);
        if let (Some(at), Some(seen)) = (last.left, newest_seen)
            && self.read_lines.is_empty()
            && !self.unseen.is_empty()
        {
            // The last reader was killed before it left a line.
            let line = ReadLine {
                day: seen.day(),
                stamp: seen.stamp(),
                id: seen.id(),
                at,
            };
            self.move_read_line(&Arc::default(), line);
        }
    }

    /// Keeps that these items arrived, or were changed.
    pub(super) fn remember_arrivals(&mut self, arrived: &[Arrived]) {
        if !self.seen_memory.is_compared() || arrived.is_empty() {
            return;
        }
        let timeline = Arc::clone(&self.timeline);
        let items = arrived.iter().filter_map(|item| {
            let day = timeline.day(item.day)?;
            Some(day.item(day.find_at(item.id, item.stamp)?))
        });
        let items = items.map(|item| (item.day(), known_item(item, true)));
        self.keep(by_day(items));
    }

    /// Keeps the new ids of items: one that was half written is listed under the id of its whole text.
    pub(super) fn remember_renamed(&mut self, renamed: &[(ItemId, ItemId)], changed: &[NewsDay]) {
        if !self.seen_memory.is_compared() || renamed.is_empty() {
            return;
        }
        let timeline = Arc::clone(&self.timeline);
        let item = |(_, new): &(ItemId, ItemId)| {
            let mut days = changed.iter();
            days.find_map(|day| timeline.item(*day, *new))
        };
        let items = renamed.iter().filter_map(item);
        let items = items.map(|item| {
            let is_unseen = self.unseen.has(item.into());
            (item.day(), known_item(item, is_unseen))
        });
        self.keep(by_day(items));
    }

    /// Keeps that these items were seen, or are unseen again.
    pub(super) fn remember_seen(&mut self, keys: &[ItemKey], is_unseen: bool) {
        let items = keys.iter();
        let items = items.map(|key| (key.day, as_before(key.id, is_unseen)));
        self.keep(by_day(items));
    }

    pub(super) fn keep(&mut self, mut changes: Vec<Change>) {
        for change in &mut changes {
            if let Change::Items { day, items } = change
                && let Some(day) = self.timeline.day(*day)
            {
                add_text_ids(day, items);
            }
        }
        if !changes.is_empty() {
            self.effects.push(Effect::Remember(changes));
        }
    }

    /// Makes the selected item unseen again. One that a rule folds stays as it is: it counts nowhere as unseen.
    pub(super) fn make_unseen(&mut self) {
        let Some(item) = self.selected() else {
            return self.inform(UiText::NoSelection);
        };
        let (key, new) = (ItemKey::from(item), arrived(item));
        if self.unseen.is_unseen(key) {
            return self.inform(UiText::IsUnseen);
        }
        if let Some(rule) = self.rule_that_folds(key) {
            let key = self.first_key(Action::Star).unwrap_or_default();
            return self.inform(UiText::FoldedIsNotUnseen { rule, key });
        }
        self.unseen.add(new);
        self.do_step(Self::seen_step(&[(key.day, vec![key.id])], true));
        let key = self.first_key(Action::Undo).unwrap_or_default();
        self.inform(UiText::MadeUnseen { key });
    }

    /// The step that makes items seen or unseen.
    pub(super) fn seen_step(items: &[(NewsDay, Vec<ItemId>)], is_unseen: bool) -> MarkStep {
        let changes = |is_unseen| {
            let change = |(day, ids): &(NewsDay, Vec<ItemId>)| Change::Items {
                day: *day,
                items: ids.iter().map(|id| as_before(*id, is_unseen)).collect(),
            };
            items.iter().map(change).collect()
        };
        MarkStep {
            before: changes(!is_unseen),
            after: changes(is_unseen),
        }
    }

    /// Takes over what was seen on a day, by the user or by another program. The cost is one walk over the day.
    pub(super) fn take_seen(&mut self, day: NewsDay, items: &[KnownItem]) {
        let seen = items.iter().filter(|item| !item.is_unseen);
        self.unseen.mark_all_seen(day, seen.map(|item| item.id));
        let unseen = items.iter().filter(|item| item.is_unseen);
        let mut unseen: Vec<ItemId> = unseen.map(|item| item.id).collect();
        unseen.sort_unstable();
        let timeline = Arc::clone(&self.timeline);
        if let Some(listed) = timeline.day(day).filter(|_| !unseen.is_empty()) {
            let found = listed.items();
            let found = found.filter(|item| unseen.binary_search(&item.id()).is_ok());
            self.unseen.add_all(day, found.map(arrived), unseen.len());
        }
    }
}

/// Adds items that keep the id of an earlier text under the id of their text alone: the next run knows only that one.
fn add_text_ids(day: &Day, items: &mut Arc<[KnownItem]>) {
    let kept: HashMap<ItemId, ItemId> = day.kept_ids().collect();
    if kept.is_empty() {
        return;
    }
    let of_text = items.iter().filter_map(|item| {
        let id = *kept.get(&item.id)?;
        Some(KnownItem { id, ..*item })
    });
    *items = items.iter().copied().chain(of_text).collect();
}

fn known_item(item: ItemRef<'_>, is_unseen: bool) -> KnownItem {
    KnownItem {
        id: item.id(),
        print: Some(print(item)),
        is_unseen,
    }
}

/// An item whose wording is as it was.
const fn as_before(id: ItemId, is_unseen: bool) -> KnownItem {
    KnownItem {
        id,
        print: None,
        is_unseen,
    }
}

fn arrived(item: ItemRef<'_>) -> Arrived {
    Arrived {
        day: item.day(),
        stamp: item.stamp(),
        id: item.id(),
        is_red: item.flags().is_red(),
    }
}

fn by_day(items: impl Iterator<Item = (NewsDay, KnownItem)>) -> Vec<Change> {
    let mut days: BTreeMap<NewsDay, Vec<KnownItem>> = BTreeMap::new();
    for (day, item) in items {
        days.entry(day).or_default().push(item);
    }
    let days = days.into_iter();
    days.map(|(day, items)| Change::Items {
        day,
        items: items.into(),
    })
    .collect()
}
