//! The banner about items that came out of view and matter: when it is shown, and the way there.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::iter;
use std::sync::Arc;

use super::banner::BannerItem;
use super::{App, ItemKey};
use crate::alert::Alert;
use crate::item::Stamp;
use crate::lang::UiText;
use crate::timeline::{Arrived, ItemRef};

/// What the banner says.
#[derive(Debug, Clone, Copy)]
pub struct ShownBanner<'a> {
    /// The item that it names.
    pub item: ItemRef<'a>,
    /// The rule that alerted about the item; `None` for one that is only red.
    pub rule: Option<&'a str>,
    /// The number of others.
    pub more: usize,
}

impl App {
    /// The banner: the next item to go to that is out of view. `None` if there is none.
    pub fn banner(&self) -> Option<ShownBanner<'_>> {
        if !self.banner.is_shown() {
            return None;
        }
        let in_view: HashSet<ItemKey> = self.in_view().into_iter().collect();
        let items = self.banner.items().iter();
        let mut items =
            items.filter(|item| self.is_to_see(item.key) && !in_view.contains(&item.key));
        let named = items.next()?;
        Some(ShownBanner {
            item: self.timeline.item(named.key.day, named.key.id)?,
            rule: named.rule.as_deref(),
            more: items.count(),
        })
    }

    /// Whether an item is there, and nobody has seen it.
    fn is_to_see(&self, key: ItemKey) -> bool {
        self.unseen.is_unseen(key) && self.timeline.item(key.day, key.id).is_some()
    }

    /// Names the red ones of these items that are out of view. While the banner is that of an alert, it only counts them.
    pub(super) fn raise_banner(&mut self, mut items: Vec<Arrived>) {
        let in_view = self.in_view();
        items.retain(|item| item.is_red && !in_view.contains(&key(item)));
        items.sort_by_key(|item| Reverse(item.stamp));
        let items = items.iter().map(|item| BannerItem {
            key: key(item),
            rule: None,
        });
        self.drop_seen_from_banner();
        if self.banner.names_rule() {
            self.banner.add_red(items.collect());
        } else {
            self.show_in_banner(items.collect());
        }
    }

    /// Names what an alert is about.
    pub(super) fn raise_rule_banner(&mut self, alert: &Alert) {
        self.drop_seen_from_banner();
        let items = iter::once(&alert.named).chain(&alert.others);
        let items = items.map(|item| BannerItem {
            key: ItemKey {
                day: item.day,
                id: item.id,
            },
            rule: Some(Arc::clone(&item.rule)),
        });
        self.show_in_banner(items.collect());
    }

    fn show_in_banner(&mut self, items: Vec<BannerItem>) {
        if items.is_empty() {
            return;
        }
        let until = self.banner.raise(items, self.now);
        self.show_banner_until(until);
    }

    /// What was seen needs no way there. What is gone may come back.
    fn drop_seen_from_banner(&mut self) {
        let (unseen, timeline) = (&self.unseen, &self.timeline);
        self.banner
            .retain(|key| unseen.is_unseen(key) || timeline.item(key.day, key.id).is_none());
    }

    fn show_banner_until(&mut self, until: Stamp) {
        let notice = self.notices.current();
        if notice.is_some_and(|notice| self.is_about_program(notice)) {
            self.notices.dismiss();
        }
        self.notices.dismiss_info();
        self.wake_at(until);
    }

    /// Goes to the next item, also after the banner vanished; first to those out of view. Names the one after it.
    pub(super) fn go_to_banner(&mut self) {
        let in_view = self.in_view();
        let items = self.banner.items().iter().map(|item| item.key);
        let items: Vec<_> = items.filter(|key| self.is_to_see(*key)).collect();
        let out_of_view = items.iter().find(|key| !in_view.contains(key));
        let Some(&key) = out_of_view.or(items.first()) else {
            return self.inform(UiText::NoBanner);
        };
        self.reveal(key);
        self.drop_seen_from_banner();
        self.banner.retain(|other| other != key);
        if let Some(until) = self.banner.name_next(self.now) {
            self.show_banner_until(until);
        }
    }
}

const fn key(item: &Arrived) -> ItemKey {
    ItemKey {
        day: item.day,
        id: item.id,
    }
}
