//! Keys -> what they mean: counts, sequences of keys, actions.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{App, Effect, Focus, Mode, act, notice, prompt};
use crate::action::Scope;
use crate::config::key::{Key, written};
use crate::config::keymap::Meaning;
use crate::lang::UiText;

/// Counts stop growing here: more than any archive holds.
const MOST: u32 = 99_999_999;

pub(super) fn key(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    if key.kind == KeyEventKind::Release {
        return Vec::new();
    }
    app.fresh.settle();
    match app.mode {
        Mode::Prompt(_) => prompt::key(app, key),
        Mode::Normal | Mode::Page(_) => {
            notice::drop(app);
            meant(app, key)
        }
    }
}

/// The bindings that hold now.
pub fn scope(app: &App) -> Scope {
    match (&app.mode, app.focus) {
        (Mode::Page(_), _) => Scope::Page,
        (Mode::Normal | Mode::Prompt(_), Focus::List) => Scope::List,
        (Mode::Normal | Mode::Prompt(_), Focus::Detail | Focus::Zen) => Scope::Detail,
    }
}

/// Esc takes a count, or the beginning of a sequence, back first.
fn meant(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    if let Some(digit) = digit(app, key) {
        app.count = Some(
            app.count
                .unwrap_or(0)
                .saturating_mul(10)
                .saturating_add(digit)
                .min(MOST),
        );
        return Vec::new();
    }
    if key.code == KeyCode::Esc && (app.count.is_some() || !app.pending.is_empty()) {
        app.pending.clear();
        app.count = None;
        return Vec::new();
    }
    app.pending.push(key);
    match app.config.keymap.meaning(scope(app), &app.pending) {
        Meaning::Prefix => Vec::new(),
        Meaning::Action(action) => {
            app.pending.clear();
            let count = app.count.take();
            act::act(app, action, count)
        }
        Meaning::Nothing => nothing(app),
    }
}

/// Keys that mean nothing are told, and forgotten.
fn nothing(app: &mut App) -> Vec<Effect> {
    let typed: Vec<Key> = app.pending.drain(..).map(Key::of).collect();
    app.count = None;
    let keys = written(&typed);
    if keys.is_empty() {
        Vec::new()
    } else {
        notice::say(app, UiText::NotBound { keys })
    }
}

/// A digit of a count: not in the midst of a sequence, and no leading 0.
fn digit(app: &App, key: KeyEvent) -> Option<u32> {
    let KeyCode::Char(digit) = key.code else {
        return None;
    };
    let plain = key.modifiers == KeyModifiers::NONE && app.pending.is_empty();
    let digit = digit.to_digit(10).filter(|_| plain)?;
    (digit > 0 || app.count.is_some()).then_some(digit)
}
