//! Typed keys -> a count, the start of a sequence, or an action.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::action::{Action, Scope};
use crate::config::Config;
use crate::config::key::{KeyStroke, format_sequence};
use crate::config::keymap::KeyMatch;
use crate::config::settings::Digits;

/// The highest count: more items than any archive has.
const MAX_COUNT: u32 = 99_999_999;

/// Keys that wait for more.
#[derive(Debug, Default)]
pub struct KeyInput {
    pending: Vec<KeyEvent>,
    count: Option<u32>,
}

/// What a key completed.
#[derive(Debug)]
pub(super) enum KeyResult {
    /// Nothing yet.
    Pending,
    /// An action, with the count typed before it.
    Action(Action, Option<u32>),
    /// A sequence that no action is bound to, as text; empty if the keys have no names.
    Unbound(String),
}

impl KeyInput {
    /// The typed keys that start a sequence.
    pub fn pending(&self) -> &[KeyEvent] {
        &self.pending
    }

    /// The typed count.
    pub const fn count(&self) -> Option<u32> {
        self.count
    }

    /// Adds a key. Esc first drops a count or an unfinished sequence.
    pub(super) fn press(&mut self, key: KeyEvent, config: &Config, scope: Scope) -> KeyResult {
        let counts = config.settings.digits == Digits::Counts && scope != Scope::Rules;
        if let Some(digit) = self.digit(key).filter(|_| counts) {
            let count = self.count.unwrap_or(0).saturating_mul(10);
            self.count = Some(count.saturating_add(digit).min(MAX_COUNT));
            return KeyResult::Pending;
        }
        if key.code == KeyCode::Esc && (self.count.is_some() || !self.pending.is_empty()) {
            *self = Self::default();
            return KeyResult::Pending;
        }
        self.pending.push(key);
        let result = match config.keymap.lookup(scope, &self.pending) {
            KeyMatch::Prefix => return KeyResult::Pending,
            KeyMatch::Action(action @ (Action::View | Action::RuleKey)) => {
                KeyResult::Action(action, self.number_of_key(config, scope, action))
            }
            KeyMatch::Action(action) => KeyResult::Action(action, self.count),
            KeyMatch::Nothing => {
                let keys: Vec<KeyStroke> =
                    self.pending.iter().copied().map(KeyStroke::from).collect();
                KeyResult::Unbound(format_sequence(&keys))
            }
        };
        *self = Self::default();
        result
    }

    /// The place of the typed keys among those of an action for views: the nth key is for the nth view.
    fn number_of_key(&self, config: &Config, scope: Scope, action: Action) -> Option<u32> {
        let typed: Vec<KeyStroke> = self.pending.iter().copied().map(KeyStroke::from).collect();
        let typed = format_sequence(&typed);
        let keys = config.keymap.keys(scope, action);
        let place = keys.iter().position(|keys| *keys == typed)?;
        u32::try_from(place + 1).ok()
    }

    /// Whether a key means nothing after those that are pending.
    pub(super) fn is_unbound(&self, key: KeyEvent, config: &Config, scope: Scope) -> bool {
        let keys = [&self.pending[..], &[key]].concat();
        matches!(config.keymap.lookup(scope, &keys), KeyMatch::Nothing)
    }

    /// A digit of a count: no leading 0, and none within a sequence.
    fn digit(&self, key: KeyEvent) -> Option<u32> {
        let KeyCode::Char(digit) = key.code else {
            return None;
        };
        let plain = key.modifiers == KeyModifiers::NONE && self.pending.is_empty();
        let digit = digit.to_digit(10).filter(|_| plain)?;
        (digit > 0 || self.count.is_some()).then_some(digit)
    }
}
