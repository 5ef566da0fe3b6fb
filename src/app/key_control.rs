//! A pressed key: it goes to the prompt, or becomes an action.

use crossterm::event::KeyEvent;

use super::key_input::KeyResult;
use super::{App, Mode};
use crate::lang::UiText;

impl App {
    /// Takes a key.
    pub(super) fn press_key(&mut self, key: KeyEvent) {
        self.unseen.clear_highlights();
        match self.mode {
            Mode::Prompt(_) => return self.press_prompt_key(key),
            Mode::Normal | Mode::Page(_) => {}
        }
        self.notices.dismiss();
        let scope = self.scope();
        match self.keys.press(key, &self.config.keymap, scope) {
            KeyResult::Action(action, count) => self.act(action, count),
            KeyResult::Unbound(keys) if !keys.is_empty() => self.inform(UiText::NotBound { keys }),
            KeyResult::Unbound(_) | KeyResult::Pending => {}
        }
    }
}
