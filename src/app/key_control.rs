//! A pressed key: it goes to the prompt, or becomes an action.

use crossterm::event::KeyEvent;

use super::key_input::KeyResult;
use super::{App, Mode};
use crate::action::{Action, PageKind};
use crate::config::key::join_keys;
use crate::lang::UiText;

impl App {
    /// Takes a key.
    pub(super) fn press_key(&mut self, key: KeyEvent) {
        match self.mode {
            Mode::Prompt(_) => return self.press_prompt_key(key),
            Mode::Normal | Mode::Page(_) => {}
        }
        self.notices.dismiss();
        let scope = self.scope();
        match self.keys.press(key, &self.config, scope) {
            KeyResult::Action(action, count) => self.act(action, count),
            KeyResult::Unbound(keys) if !keys.is_empty() => self.report_unbound(keys),
            KeyResult::Unbound(_) | KeyResult::Pending => {}
        }
    }

    /// Says that keys do nothing, and which key lists the others.
    fn report_unbound(&mut self, keys: String) {
        let help = self.first_key(Action::Page(PageKind::Help));
        self.inform(match help {
            Some(help) => UiText::NotBoundHelp { keys, help },
            None => UiText::NotBound { keys },
        });
    }

    /// The first key of an action, as the interface writes it: `gg`, `Ctrl-d`.
    pub(super) fn first_key(&self, action: Action) -> Option<String> {
        let keys = self.config.keymap.keys(self.scope(), action);
        Some(join_keys(keys.first()?))
    }
}
