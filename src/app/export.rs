//! Takes the selected item out of the reader: copies its text, title or link, or opens its link or file.

use super::{App, Copied, Effect};
use crate::lang::UiText;
use crate::text::{sanitise, sanitise_line};

impl App {
    /// Copies a part of the selected item. Only printable text is copied, because it may be pasted into a shell. Without a
    /// link, copies the item's position in its file.
    pub(super) fn copy(&mut self, part: Copied) {
        let Some(item) = self.selected() else {
            return self.inform(UiText::NoSelection);
        };
        let copied = match part {
            Copied::Text => Some((part, sanitise(item.text()).as_str().to_owned())),
            Copied::Title => item.story().title.map(|title| (part, printable(title))),
            Copied::Link | Copied::Place => {
                let link = item.url().map(|url| (Copied::Link, printable(url)));
                link.or_else(|| {
                    let path = printable(&item.path().to_string_lossy());
                    Some((Copied::Place, format!("{path}:{}", item.line())))
                })
            }
        };
        match copied {
            Some((part, text)) => self.effects.push(Effect::Copy(part, text)),
            None => self.warn(UiText::NoTitle),
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

    /// Opens the dump of the selected item in an editor.
    pub(super) fn edit(&mut self) {
        match self
            .selected()
            .map(|item| (item.path().to_owned(), item.line()))
        {
            Some((path, line)) => self.effects.push(Effect::Edit(path, line)),
            None => self.inform(UiText::NoSelection),
        }
    }
}

fn printable(text: &str) -> String {
    sanitise_line(text).as_str().to_owned()
}
