//! The style that the terminal writes in, and the shortest sequence that changes it.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The terminal's current style. Underline colours are not sent: half of the terminals misread them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Every modifier with its SGR parameters on and off.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Modifiers that are visible on a blank cell.
const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

impl Pen {
    /// The style after SGR 0.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The style of a cell.
    pub(super) const fn new(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether a blank cell of this style looks like an erased cell on every terminal.
    pub(super) fn is_erasable(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(VISIBLE_ON_BLANK)
    }

    /// Writes the sequence from this style to `next`: the differences, or a reset and the whole style if that is shorter.
    pub(super) fn switch(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        let differences = self.differences(next);
        let whole = Self::PLAIN.differences(next);
        let (prefix, parameters): (&[u8], _) = if !differences.is_empty()
            && differences.len() <= whole.len() + usize::from(!whole.is_empty())
        {
            (b"\x1b[", differences)
        } else if whole.is_empty() {
            (b"\x1b[", whole)
        } else {
            (b"\x1b[0;", whole)
        };
        out.extend_from_slice(prefix);
        out.extend_from_slice(&parameters);
        out.push(b'm');
    }

    fn differences(self, next: Self) -> Vec<u8> {
        let mut parameters = Vec::new();
        self.modifiers(next.modifier, &mut parameters);
        if self.fg != next.fg {
            colour(next.fg, 30, &mut parameters);
        }
        if self.bg != next.bg {
            colour(next.bg, 40, &mut parameters);
        }
        parameters
    }

    /// Bold and dim are turned off by one parameter, as are both kinds of blinking: the one that remains is turned on again.
    fn modifiers(self, next: Modifier, parameters: &mut Vec<u8>) {
        let (mut now, gone) = (self.modifier, self.modifier.difference(next));
        for (modifier, _, off) in MODIFIERS {
            if gone.contains(modifier) && now.contains(modifier) {
                parameter(parameters, off);
                let also = MODIFIERS
                    .iter()
                    .filter(|m| m.2 == off)
                    .fold(Modifier::empty(), |all, m| all | m.0);
                now.remove(also);
            }
        }
        for (modifier, on, _) in MODIFIERS {
            if next.contains(modifier) && !now.contains(modifier) {
                parameter(parameters, on);
            }
        }
    }
}

fn parameter(parameters: &mut Vec<u8>, value: u8) {
    let separator = if parameters.is_empty() { "" } else { ";" };
    // Writing to a vector cannot fail.
    let _ = write!(parameters, "{separator}{value}");
}

/// Adds a colour; `base` is 30 for the foreground, 40 for the background. The sixteen named colours have parameters that are
/// shorter than their indices in the table of 256.
fn colour(colour: Color, base: u8, parameters: &mut Vec<u8>) {
    match colour {
        Color::Reset => parameter(parameters, base + 9),
        Color::Black => parameter(parameters, base),
        Color::Red => parameter(parameters, base + 1),
        Color::Green => parameter(parameters, base + 2),
        Color::Yellow => parameter(parameters, base + 3),
        Color::Blue => parameter(parameters, base + 4),
        Color::Magenta => parameter(parameters, base + 5),
        Color::Cyan => parameter(parameters, base + 6),
        Color::Gray => parameter(parameters, base + 7),
        Color::DarkGray => parameter(parameters, base + 60),
        Color::LightRed => parameter(parameters, base + 61),
        Color::LightGreen => parameter(parameters, base + 62),
        Color::LightYellow => parameter(parameters, base + 63),
        Color::LightBlue => parameter(parameters, base + 64),
        Color::LightMagenta => parameter(parameters, base + 65),
        Color::LightCyan => parameter(parameters, base + 66),
        Color::White => parameter(parameters, base + 67),
        Color::Indexed(index) => [base + 8, 5, index]
            .into_iter()
            .for_each(|p| parameter(parameters, p)),
        Color::Rgb(r, g, b) => [base + 8, 2, r, g, b]
            .into_iter()
            .for_each(|p| parameter(parameters, p)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn switch(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.switch(to, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_changes_is_sent() {
        let red = Pen {
            fg: Color::Red,
            ..Pen::PLAIN
        };
        let bold = Pen {
            modifier: Modifier::BOLD,
            ..red
        };
        let dim = Pen {
            modifier: Modifier::BOLD | Modifier::DIM,
            ..red
        };
        assert_eq!(switch(red, red), "");
        assert_eq!(switch(Pen::PLAIN, red), "\x1b[31m");
        assert_eq!(switch(red, bold), "\x1b[1m");
        assert_eq!(switch(dim, bold), "\x1b[22;1m");
        assert_eq!(switch(bold, Pen::PLAIN), "\x1b[m");
        assert_eq!(
            switch(
                Pen::PLAIN,
                Pen {
                    bg: Color::Rgb(1, 2, 3),
                    ..Pen::PLAIN
                }
            ),
            "\x1b[48;2;1;2;3m"
        );
    }
}
