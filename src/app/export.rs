//! Takes items out of the reader: copies their texts, titles or links, or opens a link or file.

use std::borrow::Cow;

use chrono::Datelike;

use super::{App, Effect, Mode};
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
        let visible = self.list.visible();
        let indices = self.unfolded_from_selected();
        let items = indices.filter_map(|index| visible.item(index)).take(count);
        let (mut copies, mut gone) = (Vec::new(), 0);
        for item in items {
            copies.push(self.copied(item, part));
            gone += usize::from(item.is_gone());
        }
        let report = match (copies.len(), part) {
            (0, _) => return self.inform(UiText::NoSelection),
            (1, _) if gone > 0 => UiText::CopiedGone,
            (items, _) if gone > 0 => UiText::CopiedSomeGone { items, gone },
            (1, Copied::Text) => UiText::CopiedText,
            (1, Copied::Title) => UiText::CopiedTitle,
            (1, Copied::Link) => self.copied_link(),
            (items, _) => UiText::CopiedItems { items },
        };
        let text = copies.join("\n");
        // The clipboard keeps what it has.
        if text.trim().is_empty() {
            return self.warn(UiText::NothingToCopy);
        }
        self.effects.push(Effect::Copy(text, report));
    }

    /// A part of an item, as copies write it.
    pub(super) fn field_of(&self, item: ItemRef<'_>, field: CopyField) -> String {
        field_value(item, field, self.now)
    }

    /// An item as the setting for this part writes it.
    fn copied(&self, item: ItemRef<'_>, part: Copied) -> String {
        let settings = &self.config.settings;
        let format: &CopyFormat = match part {
            Copied::Text => &settings.copy_text,
            Copied::Title => &settings.copy_title,
            Copied::Link => &settings.copy_link,
        };
        let written = format.fill(|field| field_value(item, field, self.now));
        sanitise(&written).as_str().to_owned()
    }

    /// What was copied in place of a link.
    fn copied_link(&self) -> UiText {
        match self.selected().and_then(|item| item.url()) {
            Some(_) => UiText::CopiedLink,
            None => UiText::CopiedPlace,
        }
    }

    /// Opens the link of the selected item.
    pub(super) fn open_link(&mut self) {
        match self.selected().map(|item| item.url().map(printable)) {
            None => self.inform(UiText::NoSelection),
            Some(None) => self.warn(UiText::NoLink),
            Some(Some(link)) => self.effects.push(Effect::OpenLink(link)),
        }
    }

    /// Opens the dump of the selected item in an editor, or the place of the selected problem.
    pub(super) fn edit(&mut self) {
        if let Mode::Page(page) = self.mode {
            if page.kind != PageKind::Problems || !self.open_entry() {
                self.inform(UiText::NothingToEdit);
            }
            return;
        }
        let Some(item) = self.selected() else {
            return self.inform(UiText::NoSelection);
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
fn field_value(item: ItemRef<'_>, field: CopyField, now: Stamp) -> String {
    let time = item.stamp().time();
    match field {
        CopyField::Time => time.format("%H:%M").to_string(),
        CopyField::Day if time.year() == now.time().year() => time.format("%-m-%d").to_string(),
        CopyField::Day | CopyField::Date => time.format("%Y-%m-%d").to_string(),
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

/// The file and line of an item; only the file if it is gone from there.
fn place(item: ItemRef<'_>) -> String {
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
