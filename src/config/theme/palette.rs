//! Fits a theme to a terminal with fewer colours.
//!
//! A terminal that does not know the sequence for 24-bit colour misreads it: some blink, some draw black on black. Only
//! `COLORTERM` and `TERM` say what a terminal shows.

use ratatui::style::{Color, Style};

use super::role::Role;
use super::styles::Theme;

/// The colours that a terminal shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Palette {
    /// Its own sixteen.
    Sixteen,
    /// 256: those, a cube of 216, and 24 greys.
    Indexed,
    /// 24 bits.
    #[default]
    True,
}

impl Palette {
    /// Returns the palette of a terminal by `TERM` and `COLORTERM`.
    pub fn from_terminal(term: Option<&str>, colorterm: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if matches!(colorterm, Some("truecolor" | "24bit")) || term.contains("direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

impl Theme {
    /// Replaces colours that the terminal does not show by the nearest of its 256. Each terminal draws the sixteen in its
    /// own way, so none of them is near: a role takes its style from the terminal theme instead.
    #[must_use]
    pub fn within(mut self, palette: Palette) -> Self {
        let sixteen = Self::default();
        for &role in Role::ALL {
            let style = self.style(role);
            let fitting = match palette {
                Palette::True => style,
                Palette::Indexed => Style {
                    fg: style.fg.map(indexed),
                    bg: style.bg.map(indexed),
                    ..style
                },
                Palette::Sixteen if is_of_sixteen(style) => style,
                Palette::Sixteen => sixteen.style(role),
            };
            self.set(role, fitting);
        }
        self
    }
}

fn is_of_sixteen(style: Style) -> bool {
    [style.fg, style.bg]
        .into_iter()
        .flatten()
        .all(|colour| !matches!(colour, Color::Rgb(..) | Color::Indexed(16..)))
}

/// The levels of red, green and blue in the cube.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Returns the nearest of the 240 colours that all terminals draw alike.
fn indexed(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else {
        return colour;
    };
    let cube = (0..216_u8).map(|n| {
        let level = |n: u8| LEVELS.get(usize::from(n % 6)).copied().unwrap_or(0);
        (16 + n, [level(n / 36), level(n / 6), level(n)])
    });
    let greys = (0..24_u8).map(|n| (232 + n, [8 + 10 * n; 3]));
    let distance = |other: [u8; 3]| -> u32 {
        [r, g, b]
            .into_iter()
            .zip(other)
            .map(|(a, b)| u32::from(a.abs_diff(b)).pow(2))
            .sum()
    };
    let nearest = cube.chain(greys).min_by_key(|&(_, other)| distance(other));
    nearest.map_or(colour, |(index, _)| Color::Indexed(index))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Some("xterm"), None, Palette::Sixteen)]
    #[case(Some("linux"), Some(""), Palette::Sixteen)]
    #[case(None, None, Palette::Sixteen)]
    #[case(Some("xterm-256color"), None, Palette::Indexed)]
    #[case(Some("screen-256color"), Some("yes"), Palette::Indexed)]
    #[case(Some("xterm"), Some("truecolor"), Palette::True)]
    #[case(Some("xterm-256color"), Some("24bit"), Palette::True)]
    #[case(Some("xterm-direct"), None, Palette::True)]
    fn palette_follows_the_environment(
        #[case] term: Option<&str>,
        #[case] colorterm: Option<&str>,
        #[case] palette: Palette,
    ) {
        assert_eq!(Palette::from_terminal(term, colorterm), palette);
    }

    #[test]
    fn nearest_indexed_colour_is_chosen() {
        assert_eq!(indexed(Color::Rgb(255, 0, 0)), Color::Indexed(196));
        assert_eq!(indexed(Color::Rgb(18, 18, 18)), Color::Indexed(233));
        assert_eq!(indexed(Color::Rgb(96, 134, 175)), Color::Indexed(67));
        assert_eq!(indexed(Color::Cyan), Color::Cyan);
    }

    /// `--theme dark` with `TERM=xterm` once sent 24-bit colour.
    #[test]
    fn themes_fit_every_palette() {
        let of_role = |theme: &Theme, role| theme.style(role);
        for name in ["dark", "light"] {
            let theme = Theme::shipped(name).unwrap();
            let indexed = theme.clone().within(Palette::Indexed);
            let is_true = |style: Style| {
                [style.fg, style.bg]
                    .into_iter()
                    .flatten()
                    .any(|c| matches!(c, Color::Rgb(..)))
            };
            assert!(
                Role::ALL
                    .iter()
                    .all(|&role| !is_true(of_role(&indexed, role))),
                "{name}"
            );
            let grounds =
                [Role::Text, Role::Selected, Role::SelectedAway].map(|role| indexed.style(role).bg);
            assert!(
                grounds[0] != grounds[1] && grounds[1] != grounds[2] && grounds[0] != grounds[2],
                "{grounds:?}"
            );
            assert_eq!(
                theme.clone().within(Palette::Sixteen),
                Theme::default(),
                "{name}"
            );
            assert_eq!(theme.clone().within(Palette::True), theme);
        }
        assert_eq!(Theme::default().within(Palette::Sixteen), Theme::default());
    }
}
