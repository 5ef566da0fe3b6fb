//! Checks the bytes that a terminal received against the list of sequences that the reader may write.

use vte::{Params, Perform};

/// Modes that the reader switches: cursor, mouse, focus, alternate screen, bracketed paste, synchronized update.
const MODES: &[u16] = &[25, 1000, 1002, 1004, 1006, 1049, 2004, 2026];

/// What the bytes mean to the terminal.
#[derive(Default)]
pub(crate) struct ParsedOutput {
    /// Everything that is not on the list.
    pub(crate) faults: Vec<String>,
    /// Texts copied to the clipboard, in base64.
    pub(crate) copied: Vec<String>,
    /// The titles that the terminal got.
    pub(crate) titles: Vec<String>,
    /// How many titles are on the terminal's stack.
    pub(crate) saved_titles: usize,
    /// Whether alerts are on the list.
    rings: bool,
    /// How often the bell rang.
    pub(crate) bells: usize,
    /// The notifications: the number of the sequence, and its fields.
    pub(crate) notifications: Vec<String>,
    /// How many sequences were wrapped for tmux.
    pub(crate) wrapped: usize,
    /// Whether the last sequence was a notification, whose end comes as a sequence of its own.
    ends_notification: bool,
    carriage: bool,
}

/// Parses the bytes written to a terminal.
pub(crate) fn parse(bytes: &[u8]) -> ParsedOutput {
    parse_as(ParsedOutput::default(), bytes)
}

/// The same for a reader with rules that ring.
pub(crate) fn parse_alerts(bytes: &[u8]) -> ParsedOutput {
    let (bytes, wrapped) = unwrap_tmux(bytes);
    let output = ParsedOutput {
        rings: true,
        wrapped,
        ..ParsedOutput::default()
    };
    parse_as(output, &bytes)
}

/// Takes off the wrapping in which tmux passes a sequence on: `ESC P tmux;`, every ESC twice, `ESC \`.
fn unwrap_tmux(bytes: &[u8]) -> (Vec<u8>, usize) {
    let (mut unwrapped, mut count, mut rest) = (Vec::new(), 0, bytes);
    while let Some((&first, after)) = rest.split_first() {
        let Some(mut wrapped) = rest.strip_prefix(b"\x1bPtmux;") else {
            unwrapped.push(first);
            rest = after;
            continue;
        };
        count += 1;
        while let Some((&byte, after)) = wrapped.split_first() {
            wrapped = after;
            if byte == 0x1b {
                let Some((&next, after)) = wrapped.split_first() else {
                    break;
                };
                wrapped = after;
                if next == b'\\' {
                    break;
                }
                assert_eq!(next, 0x1b, "a single ESC in the wrapping");
            }
            unwrapped.push(byte);
        }
        rest = wrapped;
    }
    (unwrapped, count)
}

fn parse_as(mut output: ParsedOutput, bytes: &[u8]) -> ParsedOutput {
    vte::Parser::new().advance(&mut output, bytes);
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        output.faults.push(format!("no UTF-8 at byte {at}"));
    }
    output
}

/// Returns true for characters that no text may bring to a terminal: controls, and characters that turn or hide text.
pub(crate) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns true for characters that no output may contain: controls, and characters that turn the direction of text.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl ParsedOutput {
    fn fault(&mut self, what: String) {
        if self.faults.len() < 20 {
            self.faults.push(what);
        }
    }

    /// Returns whether it is one of both, and not a title taken from an empty stack.
    fn save_or_restore_title(&mut self, params: &[u16]) -> bool {
        match (params, self.saved_titles) {
            ([22, 2], 0) => self.saved_titles = 1,
            ([23, 2], 1) => self.saved_titles = 0,
            _ => return false,
        }
        true
    }
}

/// Whether a title has only the name of the program and counts.
fn is_title(title: &[u8]) -> bool {
    std::str::from_utf8(title).is_ok_and(|title| {
        title
            .chars()
            .all(|c| c.is_ascii_digit() || " 电报新红".contains(c))
    })
}

/// Whether a notification has the fields of its kind, begins with the name of the program, and has no hostile character.
fn is_notification(params: &[&[u8]]) -> bool {
    let ([b"9", text] | [b"777", b"notify", text, _] | [b"99", b"", text]) = params else {
        return false;
    };
    let is_clean =
        |field: &&[u8]| std::str::from_utf8(field).is_ok_and(|field| !field.contains(is_hostile));
    text.starts_with("电报".as_bytes()) && params.iter().all(is_clean)
}

/// Returns true for the parameters of colours and modifiers that themes can name.
fn is_style(params: &[u16]) -> bool {
    match params {
        [] => true,
        [38 | 48, 5, index, rest @ ..] => *index < 256 && is_style(rest),
        [38 | 48, 2, r, g, b, rest @ ..] => {
            [r, g, b].iter().all(|part| **part < 256) && is_style(rest)
        }
        [
            0..=4 | 7 | 9 | 22..=24 | 27 | 29..=37 | 39..=47 | 49 | 90..=97 | 100..=107,
            rest @ ..,
        ] => is_style(rest),
        _ => false,
    }
}

impl Perform for ParsedOutput {
    fn print(&mut self, c: char) {
        self.carriage = false;
        if is_hostile(c) {
            self.fault(format!("printed U+{:04X}", u32::from(c)));
        }
    }

    /// A line break is the shortest way to the start of the next line. All other moves are sequences.
    fn execute(&mut self, byte: u8) {
        match (byte, self.carriage) {
            (7, false) if self.rings => self.bells += 1,
            (b'\r', false) => self.carriage = true,
            (b'\n', true) => self.carriage = false,
            _ => self.fault(format!("control {byte:02x}")),
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], ignore: bool, action: char) {
        self.carriage = false;
        let flat: Vec<u16> = params.iter().flatten().copied().collect();
        let allowed = match (intermediates, action) {
            ([], 'm') => is_style(&flat),
            ([], 'H') => flat.len() <= 2,
            ([], 'C' | 'X' | 'J' | 'K') => flat.len() <= 1,
            ([], 't') => self.save_or_restore_title(&flat),
            ([b'?'], 'h' | 'l') => flat.iter().all(|mode| MODES.contains(mode)),
            _ => false,
        };
        if ignore || !allowed {
            self.fault(format!("CSI {intermediates:?} {flat:?} {action}"));
        }
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], bell_terminated: bool) {
        let in_base64 = |payload: &[u8]| {
            payload
                .iter()
                .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
        };
        match params {
            [b"52", b"c", payload] if bell_terminated && in_base64(payload) => {
                self.copied
                    .push(String::from_utf8_lossy(payload).into_owned());
            }
            [b"2", title] if bell_terminated && is_title(title) => {
                self.titles
                    .push(String::from_utf8_lossy(title).into_owned());
            }
            [b"9" | b"777" | b"99", ..] if self.rings && is_notification(params) => {
                let fields = params.iter().map(|field| String::from_utf8_lossy(field));
                self.notifications
                    .push(fields.collect::<Vec<_>>().join(";"));
                self.ends_notification = !bell_terminated;
            }
            _ => self.fault(format!(
                "OSC {:?}",
                params
                    .iter()
                    .map(|p| String::from_utf8_lossy(p))
                    .collect::<Vec<_>>()
            )),
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        if std::mem::take(&mut self.ends_notification) && byte == b'\\' {
            return;
        }
        self.fault(format!("ESC {intermediates:?} {byte:02x}"));
    }

    fn hook(&mut self, _: &Params, intermediates: &[u8], _: bool, action: char) {
        self.fault(format!("DCS {intermediates:?} {action}"));
    }

    fn put(&mut self, byte: u8) {
        self.fault(format!("DCS byte {byte:02x}"));
    }
}

#[test]
fn alerts_are_taken_apart() {
    let ring = "\x1b]9;电报 甲\x1b\\\x07\x1bPtmux;\x1b\x1b]777;notify;电报;乙\x1b\x1b\\\x1b\\\x07\x1b]99;;电报 丙\x1b\\";
    let output = parse_alerts(ring.as_bytes());
    assert_eq!(output.faults, [""; 0]);
    assert_eq!((output.bells, output.wrapped), (2, 1));
    assert_eq!(
        output.notifications,
        ["9;电报 甲", "777;notify;电报;乙", "99;;电报 丙"]
    );
    for bad in [
        "\x1b]9;4;1;5\x07",
        "\x1b]9;甲\x07",
        "\x1b]777;notify;电报;乙;丙\x07",
        "\x1b]99;i=1;电报\x07",
        "\x1b\\",
    ] {
        assert!(!parse_alerts(bad.as_bytes()).faults.is_empty(), "{bad:?}");
    }
    assert!(!parse(ring.as_bytes()).faults.is_empty());
}

#[test]
fn unknown_sequences_are_faults() {
    for good in [
        "\x1b[?1049h\x1b[2J\x1b[3;4H电报\x1b[1;38;5;4m\x1b[m\r\n\x1b[9X\x1b[2C\x1b[K",
        "\x1b]52;c;aGk=\x07",
        "\x1b[22;2t\x1b]2;电报 3新 1红\x07\x1b]2;\x07\x1b[23;2t",
    ] {
        assert_eq!(parse(good.as_bytes()).faults, [""; 0], "{good:?}");
    }
    let bad = [
        "\x1b[8m",
        "\x1b[?1003h",
        "\x1b[6n",
        "\x1b]0;x\x07",
        "\x1b]52;c;?\x07",
        "\x1b]2;涨停\x07",
        "\x1b[21t",
        "\x1b[23;2t",
        "\x1b[22;2t\x1b[22;2t",
        "\x1bc",
        "\x1bPq\x1b\\",
        "\u{9b}8m",
        "\u{202e}",
        "\u{7}",
        "\r",
        "\t",
    ];
    for bad in bad.iter().map(|bad| format!("{bad}x\n")) {
        assert!(!parse(bad.as_bytes()).faults.is_empty(), "{bad:?}");
    }
}
