//! The banner about red items that came out of view: when it is shown, and the way there.

use super::{App, ItemKey};
use crate::lang::UiText;
use crate::timeline::{Arrived, ItemRef};

impl App {
    /// The item that the banner names, and the number of others; `None` without a banner, or if the item is in view by now.
    pub fn banner(&self) -> Option<(ItemRef<'_>, usize)> {
        let (key, more) = self.banner.shown()?;
        let item = self.timeline.item(key.day, key.id)?;
        (!self.in_view().contains(&key)).then_some((item, more))
    }

    /// Names the red ones of these items that are out of view.
    pub(super) fn raise_banner(&mut self, mut items: Vec<Arrived>) {
        let in_view = self.in_view();
        items.retain(
            |&Arrived {
                 day, id, is_red, ..
             }| { is_red && !in_view.contains(&ItemKey { day, id }) },
        );
        if let Some(until) = self.banner.raise(&items, self.now) {
            self.notices.dismiss_info();
            self.wake_at(until);
        }
    }

    /// Goes to the item that the banner named last, also after the banner vanished.
    pub(super) fn go_to_banner(&mut self) {
        let Some(key) = self.banner.take() else {
            return self.inform(UiText::NoBanner);
        };
        self.reveal(key);
    }
}
