//! What leaves the reader with the selected item: its text, title, link, or position in a file.

use std::path::PathBuf;

use super::{App, Copied, Effect};
use crate::lang::UiText;
use crate::text::{sanitise, sanitise_line};
use crate::timeline::ItemRef;

impl App {
    /// Copies a part of the selected item, printable, since it may be pasted into a shell.
    pub(super) fn copy(&mut self, part: Copied) {
        let Some(item) = self.selected() else {
            return self.inform(UiText::NoSelection);
        };
        let copied = match part {
            Copied::Text => Some((part, sanitise(item.text()).as_str().to_owned())),
            Copied::Title => item
                .story()
                .title
                .map(|title| (part, sanitise_line(title).as_str().to_owned())),
            Copied::Link | Copied::Place => link(item)
                .map(|link| (Copied::Link, link))
                .or_else(|| Some((Copied::Place, written_place(item)?))),
        };
        match copied {
            Some((part, text)) => self.effects.push(Effect::Copy(part, text)),
            None if part == Copied::Title => self.warn(UiText::NoTitle),
            None => self.warn(UiText::NoLink),
        }
    }

    /// Opens the link of the selected item.
    pub(super) fn open_link(&mut self) {
        match self.selected().map(link) {
            None => self.inform(UiText::NoSelection),
            Some(None) => self.warn(UiText::NoLink),
            Some(Some(link)) => self.effects.push(Effect::OpenLink(link)),
        }
    }

    /// Opens the dump of the selected item in an editor.
    pub(super) fn edit(&mut self) {
        match self.selected().and_then(place) {
            Some((path, line)) => self.effects.push(Effect::Edit(path, line)),
            None => self.inform(UiText::NoSelection),
        }
    }
}

fn written_place(item: ItemRef<'_>) -> Option<String> {
    let (path, line) = place(item)?;
    Some(format!("{}:{line}", sanitise_line(&path.to_string_lossy())))
}

fn link(item: ItemRef<'_>) -> Option<String> {
    item.url().map(|url| sanitise_line(url).as_str().to_owned())
}

fn place(item: ItemRef<'_>) -> Option<(PathBuf, u32)> {
    Some((item.path().to_owned(), item.line()))
}
