//! The bell, and notifications of the desktop that the terminal shows.
//!
//! ```text
//!   OSC 9    ESC ] 9 ; text ESC \              iTerm2, WezTerm, Ghostty, Windows Terminal, Warp
//!   OSC 777  ESC ] 777 ; notify ; title ; text ESC \   foot, urxvt, VTE, Contour, Konsole
//!   OSC 99   ESC ] 99 ; ; text ESC \           kitty
//! ```
//!
//! tmux drops such a sequence without a word, unless it is wrapped and `allow-passthrough` is on. So the bell rings besides, as it
//! does in a terminal that is not known.

use std::env;

use crate::text::Printable;

/// How the terminal wants a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationKind {
    /// The text alone, as in iTerm2.
    Osc9,
    /// A title and a text, as in urxvt.
    Osc777,
    /// The text with metadata, as in kitty.
    Osc99,
}

/// What rings a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notifier {
    /// `None` if the terminal is not known.
    pub kind: Option<NotificationKind>,
    /// Whether the program runs in tmux.
    pub is_in_tmux: bool,
}

/// The longest text of a notification in bytes. kitty takes 2,048.
const MAX_BYTES: usize = 600;

/// The values of `TERM_PROGRAM` and `LC_TERMINAL`, which ssh passes on.
const PROGRAMS: [(&str, NotificationKind); 7] = [
    ("iTerm.app", NotificationKind::Osc9),
    ("iTerm2", NotificationKind::Osc9),
    ("WezTerm", NotificationKind::Osc9),
    ("ghostty", NotificationKind::Osc9),
    ("WarpTerminal", NotificationKind::Osc9),
    ("kitty", NotificationKind::Osc99),
    ("contour", NotificationKind::Osc777),
];

/// Variables that a terminal sets. In tmux they are of the terminal in which its server was started.
const VARIABLES: [(&str, NotificationKind); 7] = [
    ("KITTY_WINDOW_ID", NotificationKind::Osc99),
    ("WEZTERM_PANE", NotificationKind::Osc9),
    ("ITERM_SESSION_ID", NotificationKind::Osc9),
    ("GHOSTTY_RESOURCES_DIR", NotificationKind::Osc9),
    ("WT_SESSION", NotificationKind::Osc9),
    ("KONSOLE_VERSION", NotificationKind::Osc777),
    ("VTE_VERSION", NotificationKind::Osc777),
];

/// The beginnings of `TERM`.
const TERMS: [(&str, NotificationKind); 4] = [
    ("xterm-kitty", NotificationKind::Osc99),
    ("xterm-ghostty", NotificationKind::Osc9),
    ("foot", NotificationKind::Osc777),
    ("rxvt", NotificationKind::Osc777),
];

impl Notifier {
    /// What rings the terminal that the environment names.
    pub fn of_environment() -> Self {
        Self::new(|name| env::var(name).ok())
    }

    fn new(variable: impl Fn(&str) -> Option<String>) -> Self {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let named = |name: &str| {
            let value = variable(name)?;
            let known = PROGRAMS.iter().find(|(known, _)| *known == value);
            known.map(|(_, kind)| *kind)
        };
        let by_term = || {
            let term = variable("TERM")?;
            let known = TERMS.iter().find(|(start, _)| term.starts_with(start));
            known.map(|(_, kind)| *kind)
        };
        let by_variable = || {
            let known = VARIABLES.iter().find(|(name, _)| variable(name).is_some());
            known.map(|(_, kind)| *kind)
        };
        let kind = named("TERM_PROGRAM").or_else(by_term).or_else(by_variable);
        Self {
            kind: kind.or_else(|| named("LC_TERMINAL")),
            is_in_tmux: variable("TMUX").is_some(),
        }
    }

    /// Whether the bell has to ring with a notification, which this terminal may not show.
    pub const fn needs_bell(self) -> bool {
        self.kind.is_none() || self.is_in_tmux
    }

    /// What to send to the terminal.
    pub fn ring(self, bell: bool, text: Option<&Printable<'_>>) -> String {
        let notification = text.and_then(|text| self.notification(text));
        let bell = if bell { "\x07" } else { "" };
        notification.unwrap_or_default() + bell
    }

    fn notification(self, text: &Printable<'_>) -> Option<String> {
        // A semicolon ends a field.
        let text = cut(text.as_str()).replace(';', "；");
        let content = match self.kind? {
            NotificationKind::Osc9 => format!("9;{text}"),
            NotificationKind::Osc777 => {
                let (title, text) = text.split_once(' ').unwrap_or((&text, ""));
                format!("777;notify;{title};{text}")
            }
            NotificationKind::Osc99 => format!("99;;{text}"),
        };
        let sequence = format!("\x1b]{content}\x1b\\");
        Some(if self.is_in_tmux {
            format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
        } else {
            sequence
        })
    }
}

/// The beginning of a text that is not too long.
fn cut(text: &str) -> &str {
    let end = (0..=MAX_BYTES.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::text::sanitise_line;

    fn notifier(environment: &[(&str, &str)]) -> Notifier {
        Notifier::new(|name| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[rstest]
    #[case(&[("TERM_PROGRAM", "iTerm.app"), ("TERM", "xterm-256color")], Some(NotificationKind::Osc9))]
    #[case(&[("TERM_PROGRAM", "WezTerm")], Some(NotificationKind::Osc9))]
    #[case(&[("TERM_PROGRAM", "ghostty"), ("TERM", "xterm-ghostty")], Some(NotificationKind::Osc9))]
    #[case(&[("TERM", "xterm-ghostty")], Some(NotificationKind::Osc9))]
    #[case(&[("WT_SESSION", "1"), ("TERM", "xterm-256color")], Some(NotificationKind::Osc9))]
    #[case(&[("TERM", "xterm-kitty")], Some(NotificationKind::Osc99))]
    #[case(&[("TERM", "foot-extra")], Some(NotificationKind::Osc777))]
    #[case(&[("TERM", "rxvt-unicode-256color")], Some(NotificationKind::Osc777))]
    #[case(&[("VTE_VERSION", "7402"), ("TERM", "xterm-256color")], Some(NotificationKind::Osc777))]
    #[case(&[("LC_TERMINAL", "iTerm2"), ("TERM", "xterm-256color")], Some(NotificationKind::Osc9))]
    #[case(&[("TERM_PROGRAM", "Apple_Terminal"), ("TERM", "xterm-256color")], None)]
    #[case(&[("TERM_PROGRAM", "vscode"), ("VTE_VERSION", "")], None)]
    #[case(&[], None)]
    fn terminal_is_known_by_its_variables(
        #[case] environment: &[(&str, &str)],
        #[case] kind: Option<NotificationKind>,
    ) {
        assert_eq!(notifier(environment).kind, kind);
        let in_tmux = [environment, &[("TMUX", "/tmp/tmux-1/default,1,0")]].concat();
        let in_tmux = notifier(&in_tmux);
        assert_eq!((in_tmux.kind, in_tmux.is_in_tmux), (kind, true));
    }

    /// tmux names itself, and the terminal in which its server was started.
    #[test]
    fn terminal_around_tmux_is_known() {
        let environment = [
            ("TERM_PROGRAM", "tmux"),
            ("TERM", "tmux-256color"),
            ("TMUX", "/tmp/tmux-1/default,1,0"),
            ("KITTY_WINDOW_ID", "1"),
        ];
        assert_eq!(notifier(&environment).kind, Some(NotificationKind::Osc99));
    }

    const HOSTILE: &str = "电报 \x1b]0;x\x07 \u{9c} #(touch f) 9;4;1 %H \"\r\n\u{202e}尾";

    #[rstest]
    #[case(
        Some(NotificationKind::Osc9),
        false,
        "\x1b]9;电报 ␛]0；x␇ � #(touch f) 9；4；1 %H \" 尾\x1b\\"
    )]
    #[case(
        Some(NotificationKind::Osc777),
        false,
        "\x1b]777;notify;电报;␛]0；x␇ � #(touch f) 9；4；1 %H \" 尾\x1b\\"
    )]
    #[case(
        Some(NotificationKind::Osc99),
        false,
        "\x1b]99;;电报 ␛]0；x␇ � #(touch f) 9；4；1 %H \" 尾\x1b\\"
    )]
    #[case(
        Some(NotificationKind::Osc9),
        true,
        "\x1bPtmux;\x1b\x1b]9;电报 ␛]0；x␇ � #(touch f) 9；4；1 %H \" 尾\x1b\x1b\\\x1b\\\x07"
    )]
    #[case(None, false, "\x07")]
    fn hostile_text_cannot_break_out(
        #[case] kind: Option<NotificationKind>,
        #[case] is_in_tmux: bool,
        #[case] expected: &str,
    ) {
        let notifier = Notifier { kind, is_in_tmux };
        assert_eq!(
            notifier.ring(notifier.needs_bell(), Some(&sanitise_line(HOSTILE))),
            expected
        );
    }

    #[test]
    fn bell_rings_besides_a_notification() {
        let notifier = Notifier {
            kind: Some(NotificationKind::Osc9),
            is_in_tmux: false,
        };
        let text = sanitise_line("电报 甲");
        assert_eq!(notifier.ring(true, None), "\x07");
        let notification = "\x1b]9;电报 甲\x1b\\";
        assert_eq!(notifier.ring(false, Some(&text)), notification);
        let ring = notifier.ring(true, Some(&text));
        assert_eq!(ring, format!("{notification}\x07"));
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = "电报 ".to_owned() + &"长".repeat(1_000);
        let notifier = notifier(&[("TERM", "xterm-kitty")]);
        let ring = notifier.ring(false, Some(&sanitise_line(&text)));
        assert!(
            ring.len() <= MAX_BYTES + 10 && ring.ends_with("长\x1b\\"),
            "{ring}"
        );
    }
}
