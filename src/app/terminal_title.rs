//! The title of the terminal: `电报 3新 1红`. A window list or tmux shows it while the reader is out of sight.

use super::{App, NewCounts};
use crate::lang::UiText;
use crate::text::{Printable, sanitise_line};

impl App {
    /// The name of the program, and how many items are new and how many of these are red.
    pub fn terminal_title(&self) -> Printable<'static> {
        let lang = self.config.lang;
        let NewCounts { all: new, red } = self.unseen.counts();
        let mut title = lang.text(UiText::Name).into_owned();
        if new > 0 {
            title = format!("{title} {}", lang.text(UiText::TitleNew { new }));
        }
        if red > 0 {
            title = format!("{title} {}", lang.text(UiText::TitleRed { red }));
        }
        sanitise_line(&title).into_owned()
    }
}
