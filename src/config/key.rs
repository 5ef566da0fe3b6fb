//! A key press in one form, and its name in the keymap file.
//!
//! Terminals report the same key in several ways: `J` with or without Shift, `Ctrl-D` for `Ctrl-d`, Shift-Tab as `BackTab`
//! or as Tab with Shift, `？` for `?` while a Chinese input method is active. [`KeyStroke::from`] makes them equal.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::error::KeyError;
use super::settings::Digits;

pub(super) const NAMES: &[(&str, KeyCode)] = &[
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

/// A key press in one form, however the terminal reports it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct KeyStroke {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl From<KeyEvent> for KeyStroke {
    fn from(event: KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }
}

impl KeyStroke {
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

    /// Parses a sequence of keys as in the keymap file: `g g`, `Ctrl-d`.
    pub(super) fn parse_sequence(text: &str, digits: Digits) -> Result<Vec<Self>, KeyError> {
        let keys: Vec<Self> = text
            .split_whitespace()
            .map(Self::parse)
            .collect::<Result<_, _>>()?;
        match keys.first() {
            None => Err(KeyError::NoKey),
            Some(key) if digits == Digits::Counts && key.is_count() => Err(KeyError::CountFirst),
            Some(_) => Ok(keys),
        }
    }

    fn parse(text: &str) -> Result<Self, KeyError> {
        let (mut modifiers, mut rest) = (KeyModifiers::NONE, text);
        while let Some((after, modifier)) = MODIFIERS
            .iter()
            .find_map(|&(name, m)| Some((strip(rest, name)?, m)))
        {
            (modifiers, rest) = (modifiers | modifier, after);
        }
        let code = parse_code(rest).ok_or_else(|| KeyError::UnknownKey {
            name: text.to_owned(),
        })?;
        Ok(Self::new(code, modifiers))
    }

    /// Returns whether it is a digit that begins a count.
    pub(super) fn is_count(self) -> bool {
        self.modifiers.is_empty() && matches!(self.code, KeyCode::Char('1'..='9'))
    }
}

/// Strips the name of a modifier, unless nothing would be left.
fn strip<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
}

fn parse_code(text: &str) -> Option<KeyCode> {
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

/// Returns a character as the keymap has it: half-width, upper case with Shift, lower case with Ctrl.
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

/// Returns the character that the same key gives without a Chinese input method.
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

impl fmt::Display for KeyStroke {
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

/// Formats a sequence of keys as in the keymap file.
pub fn format_sequence(keys: &[KeyStroke]) -> String {
    keys.iter()
        .map(KeyStroke::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Writes a sequence as it is typed: `g g` as `gg`. Names of keys stay apart.
pub fn join_keys(keys: &str) -> String {
    if keys.split(' ').all(|key| key.chars().count() == 1) {
        keys.replace(' ', "")
    } else {
        keys.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers) -> KeyStroke {
        KeyEvent::new(code, modifiers).into()
    }

    #[test]
    fn reports_of_one_key_are_equal() {
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
            assert_eq!(
                KeyStroke::parse(text).unwrap(),
                event(code, modifiers),
                "{text}"
            );
        }
    }

    #[test]
    fn single_characters_are_joined() {
        assert_eq!(join_keys("g g"), "gg");
        assert_eq!(join_keys("Ctrl-d"), "Ctrl-d");
        assert_eq!(join_keys("Ctrl-x u"), "Ctrl-x u");
    }

    #[test]
    fn names_are_read_back() {
        for text in [
            "g", "G", "Ctrl-d", "Alt-x", "PageDown", "Space", "|", "\\", "[", "<", "-", "Ctrl--",
            "F12", "BackTab",
        ] {
            assert_eq!(KeyStroke::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            format_sequence(&KeyStroke::parse_sequence("g  g", Digits::Counts).unwrap()),
            "g g"
        );
    }

    #[test]
    fn bad_sequences_are_refused() {
        let parse = |keys| KeyStroke::parse_sequence(keys, Digits::Counts);
        assert_eq!(
            parse("Hyper-x"),
            Err(KeyError::UnknownKey {
                name: "Hyper-x".to_owned()
            })
        );
        assert_eq!(parse("5 j"), Err(KeyError::CountFirst));
        assert_eq!(parse(" "), Err(KeyError::NoKey));
        assert!(parse("F25").is_err() && parse("g 5").is_ok() && parse("0").is_ok());
        assert!(KeyStroke::parse_sequence("5 j", Digits::Views).is_ok());
    }
}
