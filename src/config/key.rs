//! One key of the terminal, written as in the keymap file, and made comparable.
//!
//! Terminals tell the same key in several ways: `J` with or without Shift, `Ctrl-D` for `Ctrl-d`, Shift-Tab as `BackTab`
//! or as Tab with Shift, `？` where a Chinese input method stands in the way. [`Key::of`] makes one of them all.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::lang::NoKeys;

const NAMES: &[(&str, KeyCode)] = &[
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BackTab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
];

const MODIFIERS: &[(&str, KeyModifiers)] = &[
    ("Ctrl-", KeyModifiers::CONTROL),
    ("Alt-", KeyModifiers::ALT),
    ("Shift-", KeyModifiers::SHIFT),
];

/// A key, the same however the terminal tells it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Key {
    /// The key of an event.
    pub fn of(event: KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }

    fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let shift = modifiers.contains(KeyModifiers::SHIFT);
        let mut modifiers =
            modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match code {
            KeyCode::Char(c) => {
                modifiers.remove(KeyModifiers::SHIFT);
                KeyCode::Char(character(
                    c,
                    shift,
                    modifiers.contains(KeyModifiers::CONTROL),
                ))
            }
            KeyCode::Tab | KeyCode::BackTab if shift || code == KeyCode::BackTab => {
                modifiers.remove(KeyModifiers::SHIFT);
                KeyCode::BackTab
            }
            other => other,
        };
        Self { code, modifiers }
    }

    /// The keys of a sequence as the keymap file writes it: `g g`, `Ctrl-d`. The error says what is wrong with it.
    pub(super) fn sequence(text: &str) -> Result<Vec<Self>, NoKeys> {
        let keys: Vec<Self> = text
            .split_whitespace()
            .map(Self::parse)
            .collect::<Result<_, _>>()?;
        match keys.first() {
            None => Err(NoKeys::NoKey),
            Some(key) if key.is_count() => Err(NoKeys::CountFirst),
            Some(_) => Ok(keys),
        }
    }

    fn parse(text: &str) -> Result<Self, NoKeys> {
        let (mut modifiers, mut rest) = (KeyModifiers::NONE, text);
        while let Some((after, modifier)) = MODIFIERS
            .iter()
            .find_map(|&(name, m)| Some((strip(rest, name)?, m)))
        {
            (modifiers, rest) = (modifiers | modifier, after);
        }
        let code = named(rest).ok_or_else(|| NoKeys::UnknownKey {
            name: text.to_owned(),
        })?;
        Ok(Self::new(code, modifiers))
    }

    /// Whether it is a digit that begins a count.
    pub fn is_count(self) -> bool {
        self.modifiers.is_empty() && matches!(self.code, KeyCode::Char('1'..='9'))
    }
}

/// What is left after a modifier's name, if something is.
fn strip<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
}

fn named(text: &str) -> Option<KeyCode> {
    let mut characters = text.chars();
    if let (Some(c), None) = (characters.next(), characters.next()) {
        return Some(KeyCode::Char(c));
    }
    if let Some((_, code)) = NAMES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text))
    {
        return Some(*code);
    }
    let number = text.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

/// A character as the keymap knows it: on the half-width key, capital with Shift, small with Ctrl.
fn character(c: char, shift: bool, ctrl: bool) -> char {
    let c = half_width(c);
    if ctrl {
        c.to_ascii_lowercase()
    } else if shift {
        c.to_ascii_uppercase()
    } else {
        c
    }
}

/// What stands on the key that gives this character while a Chinese input method is in force.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '【' | '「' => '[',
        '】' | '」' => ']',
        '『' => '{',
        '』' => '}',
        '、' => '\\',
        '《' => '<',
        '》' => '>',
        '。' => '.',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '·' => '`',
        '￥' => '$',
        other => other,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, modifier) in MODIFIERS {
            if self.modifiers.contains(*modifier) {
                f.write_str(name)?;
            }
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(number)) => write!(f, "F{number}"),
            (None, other) => write!(f, "{other}"),
        }
    }
}

/// Keys typed one after another, as the keymap file writes them.
pub fn written(keys: &[Key]) -> String {
    keys.iter()
        .map(Key::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers) -> Key {
        Key::of(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn a_key_is_one_however_the_terminal_tells_it() {
        let same = [
            ("J", KeyCode::Char('J'), KeyModifiers::NONE),
            ("J", KeyCode::Char('J'), KeyModifiers::SHIFT),
            ("J", KeyCode::Char('j'), KeyModifiers::SHIFT),
            (
                "Ctrl-d",
                KeyCode::Char('D'),
                KeyModifiers::CONTROL | KeyModifiers::SHIFT,
            ),
            ("Ctrl-d", KeyCode::Char('d'), KeyModifiers::CONTROL),
            ("BackTab", KeyCode::BackTab, KeyModifiers::SHIFT),
            ("BackTab", KeyCode::Tab, KeyModifiers::SHIFT),
            ("BackTab", KeyCode::BackTab, KeyModifiers::NONE),
            ("?", KeyCode::Char('？'), KeyModifiers::NONE),
            ("?", KeyCode::Char('?'), KeyModifiers::SHIFT),
            ("[", KeyCode::Char('【'), KeyModifiers::NONE),
            ("Space", KeyCode::Char(' '), KeyModifiers::NONE),
            ("Shift-Up", KeyCode::Up, KeyModifiers::SHIFT),
            ("Enter", KeyCode::Enter, KeyModifiers::SUPER),
        ];
        for (text, code, modifiers) in same {
            assert_eq!(Key::parse(text).unwrap(), event(code, modifiers), "{text}");
        }
    }

    #[test]
    fn a_key_is_written_as_it_is_read() {
        for text in [
            "g", "G", "Ctrl-d", "Alt-x", "PageDown", "Space", "|", "\\", "[", "<", "-", "Ctrl--",
            "F12", "BackTab",
        ] {
            assert_eq!(Key::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(written(&Key::sequence("g  g").unwrap()), "g g");
    }

    #[test]
    fn what_is_no_sequence_is_told() {
        assert_eq!(
            Key::sequence("Hyper-x"),
            Err(NoKeys::UnknownKey {
                name: "Hyper-x".to_owned()
            })
        );
        assert_eq!(Key::sequence("5 j"), Err(NoKeys::CountFirst));
        assert_eq!(Key::sequence(" "), Err(NoKeys::NoKey));
        assert!(
            Key::sequence("F25").is_err()
                && Key::sequence("g 5").is_ok()
                && Key::sequence("0").is_ok()
        );
    }
}
