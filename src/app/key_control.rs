//! A pressed key: it goes to the prompt, or becomes an action.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::key_input::KeyResult;
use super::prompt_keys::PromptKey;
use super::{App, Mode};
use crate::action::{Action, PageKind};
use crate::config::key::join_keys;
use crate::lang::UiText;

impl App {
    /// Takes a key.
    pub(super) fn press_key(&mut self, key: KeyEvent) {
        if key.modifiers.contains(KeyModifiers::ALT) && self.means_nothing(key) {
            // A terminal sends Alt-q as Esc and q. A slow line or a busy machine brings both keys in one read as well.
            self.press_key(KeyCode::Esc.into());
            let modifiers = key.modifiers.difference(KeyModifiers::ALT);
            return self.press_key(KeyEvent { modifiers, ..key });
        }
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

    /// Whether a key does nothing here.
    fn means_nothing(&self, key: KeyEvent) -> bool {
        match self.mode {
            Mode::Prompt(_) => PromptKey::parse(key).is_none(),
            Mode::Normal | Mode::Page(_) => self.keys.is_unbound(key, &self.config, self.scope()),
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
