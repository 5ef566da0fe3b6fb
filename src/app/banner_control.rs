//! The banner about items that came out of view and matter: when it is shown, and the way there.

use std::sync::Arc;

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
    /// The rule that told the item; `None` for one that is only red.
    pub rule: Option<&'a str>,
    /// The number of others.
    pub more: usize,
}

impl App {
    /// The banner; `None` if there is none, or if its item is in view by now.
    pub fn banner(&self) -> Option<ShownBanner<'_>> {
        let (key, rule, more) = self.banner.shown()?;
        let item = self.timeline.item(key.day, key.id)?;
        let banner = ShownBanner { item, rule, more };
        (!self.in_view().contains(&key)).then_some(banner)
    }

    /// Names the red ones of these items that are out of view.
    pub(super) fn raise_banner(&mut self, mut items: Vec<Arrived>) {
        let in_view = self.in_view();
        items.retain(|item| item.is_red && !in_view.contains(&key(item)));
        if let Some(newest) = items.iter().max_by_key(|item| item.stamp) {
            let all = items.iter().map(key);
            let until = self.banner.raise(key(newest), all, None, self.now);
            self.show_banner_until(until);
        }
    }

    /// Names what a rule tells.
    pub(super) fn raise_rule_banner(&mut self, alert: &Alert) {
        let key = |(day, id)| ItemKey { day, id };
        let others = alert.others.iter().copied().map(key);
        let rule = Some(Arc::clone(&alert.rule));
        let target = key((alert.day, alert.id));
        let until = self.banner.raise(target, others, rule, self.now);
        self.show_banner_until(until);
    }

    fn show_banner_until(&mut self, until: Stamp) {
        self.notices.dismiss_info();
        self.wake_at(until);
    }

    /// Goes to the item that the banner named last, also after the banner vanished.
    pub(super) fn go_to_banner(&mut self) {
        let Some(key) = self.banner.take() else {
            return self.inform(UiText::NoBanner);
        };
        self.close_page();
        self.reveal(key);
    }
}

const fn key(item: &Arrived) -> ItemKey {
    ItemKey {
        day: item.day,
        id: item.id,
    }
}
