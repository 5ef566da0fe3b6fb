//! Takes items out of the reader: copies their texts, titles or links, or opens a link or file.

use std::borrow::Cow;

use chrono::Datelike;

use super::{App, Effect};
use crate::action::PageKind;
use crate::config::copy_format::{CopyField, CopyFormat};
use crate::item::Stamp;
use crate::lang::UiText;
use crate::text::{sanitise, sanitise_line};
use crate::timeline::ItemRef;

/// The most items that are copied at once. More are refused: a clipboard has no room for them.
const MAX_COPIED: usize = 1000;

/// The part of an item that is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copied {
    /// The whole text.
    Text,
    /// The title.
    Title,
    /// The link, or `file:line` without one.
    Link,
}

impl App {
    /// Copies a part of the selected item and of those below it, `count` in all, each on a line of its own. Only printable
    /// text is copied, because it may be pasted into a shell.
    pub(super) fn copy(&mut self, part: Copied, count: usize) {
        if count > MAX_COPIED {
            return self.inform(UiText::CopiesAtMost { most: MAX_COPIED });
        }
        let copies = if self.shows_basket() {
            self.copies_from_basket(part, count)
        } else {
            self.copies_from_list(part, count)
        };
        let gone = copies.iter().filter(|(_, is_gone)| *is_gone).count();
        let report = match (copies.len(), part) {
            (0, _) => return self.inform(UiText::NoSelection),
            (1, _) if gone > 0 => UiText::CopiedGone,
            (items, _) if gone > 0 => UiText::CopiedSomeGone { items, gone },
            (1, Copied::Text) => UiText::CopiedText,
            (1, Copied::Title) => UiText::CopiedTitle,
            (1, Copied::Link) => self.copied_link(),
            (items, _) => UiText::CopiedItems { items },
        };
        let copies: Vec<String> = copies.into_iter().map(|(copy, _)| copy).collect();
        let text = copies.join("\n");
        // The clipboard keeps what it has.
        if text.trim().is_empty() {
            return self.warn(UiText::NothingToCopy);
        }
        self.effects.push(Effect::Copy(text, report));
    }

    /// What is copied of items of the list, and whether no dump has them any more.
    fn copies_from_list(&self, part: Copied, count: usize) -> Vec<(String, bool)> {
        let visible = self.list.visible();
        let indices = self.unfolded_from_selected();
        let items = indices.filter_map(|index| visible.item(index));
        let copies = items.map(|item| (self.copied(item, part), item.is_gone()));
        copies.take(count).collect()
    }

    /// An item as the setting for this part writes it.
    pub(super) fn copied(&self, item: ItemRef<'_>, part: Copied) -> String {
        let format = self.copy_format(part);
        let written = format.fill(|field| field_value(item, field, self.now));
        sanitise(&written).as_str().to_owned()
    }

    /// The setting for a part.
    pub(super) const fn copy_format(&self, part: Copied) -> &CopyFormat {
        let settings = &self.config.settings;
        match part {
            Copied::Text => &settings.copy_text,
            Copied::Title => &settings.copy_title,
            Copied::Link => &settings.copy_link,
        }
    }

    /// The selected item, or that of the selected story of the basket.
    fn item_at_hand(&self) -> Option<ItemRef<'_>> {
        if self.shows_basket() {
            self.item_of(self.story_in_basket()?)
        } else {
            self.selected()
        }
    }

    /// Says that there is no item to open.
    fn say_no_item(&mut self) {
        self.inform(match self.story_in_basket() {
            Some(_) => UiText::StoryIsGone,
            None => UiText::NoSelection,
        });
    }

    /// What was copied in place of a link.
    fn copied_link(&self) -> UiText {
        match self.item_at_hand().and_then(|item| item.url()) {
            Some(_) => UiText::CopiedLink,
            None => UiText::CopiedPlace,
        }
    }

    /// Opens the link of the item at hand.
    pub(super) fn open_link(&mut self) {
        match self.item_at_hand().map(|item| item.url().map(printable)) {
            None => self.say_no_item(),
            Some(None) => self.warn(UiText::NoLink),
            Some(Some(link)) => self.effects.push(Effect::OpenLink(link)),
        }
    }

    /// Opens the dump of the item at hand in an editor, or the place of the selected problem.
    pub(super) fn edit(&mut self) {
        match self.open_page().map(|page| page.kind) {
            Some(PageKind::Problems) if self.open_entry() => return,
            Some(PageKind::Rules) => return self.open_rules_file(),
            Some(PageKind::Problems | PageKind::Help) => {
                return self.inform(UiText::NothingToEdit);
            }
            Some(PageKind::Basket) | None => {}
        }
        let Some(item) = self.item_at_hand() else {
            return self.say_no_item();
        };
        if item.is_gone() {
            let file = printable(&file_name(item));
            return self.warn(UiText::NoPlaceIfGone { file });
        }
        let (path, line) = (item.path().to_owned(), item.line());
        self.effects.push(Effect::Edit(path, line));
    }
}

/// The part of an item that a placeholder names.
pub(super) fn field_value(item: ItemRef<'_>, field: CopyField, now: Stamp) -> String {
    let time = item.stamp().time();
    match field {
        CopyField::Time => time.format("%H:%M").to_string(),
        CopyField::Day => short_day(item.stamp(), now),
        CopyField::Date => time.format("%Y-%m-%d").to_string(),
        CopyField::Channel => {
            let channel = item.channel().filter(|&channel| channel != "普通");
            channel.map(printable).unwrap_or_default()
        }
        CopyField::Title => printable(item.story().headline()),
        CopyField::Text => item.text().trim().to_owned(),
        CopyField::Body => item.story().body.to_owned(),
        CopyField::Link => item.url().map_or_else(|| place(item), printable),
    }
}

/// A calendar day, without the year if it is the present one.
pub(super) fn short_day(stamp: Stamp, now: Stamp) -> String {
    let (time, now) = (stamp.time(), now.time());
    let format = if time.year() == now.year() {
        "%-m-%d"
    } else {
        "%Y-%m-%d"
    };
    time.format(format).to_string()
}

/// The file and line of an item; only the file if it is gone from there.
pub(super) fn place(item: ItemRef<'_>) -> String {
    let path = printable(&item.path().to_string_lossy());
    if item.is_gone() {
        path
    } else {
        format!("{path}:{}", item.line())
    }
}

fn file_name(item: ItemRef<'_>) -> Cow<'_, str> {
    let name = item.path().file_name();
    name.unwrap_or(item.path().as_os_str()).to_string_lossy()
}

fn printable(text: &str) -> String {
    sanitise_line(text).as_str().to_owned()
}
