//! The title of the terminal: `电报 3新 1红`. A window list or tmux shows it while the reader is out of sight.

use super::App;
use crate::lang::UiText;
use crate::text::{Printable, sanitise_line};

impl App {
    /// The name of the program, and how many items are new and how many of these are red.
    pub fn terminal_title(&self) -> Printable<'static> {
        let lang = self.config.lang;
        let new = self.unseen.len();
        let mut title = lang.text(UiText::Name).into_owned();
        if new > 0 {
            title = format!("{title} {}", lang.text(UiText::TitleNew { new }));
        }
        sanitise_line(&title).into_owned()
    }
}
