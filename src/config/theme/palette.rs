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

    /// Replaces colours that the terminal does not show by the nearest ones. What counts as near among the sixteen is a guess,
    /// for each terminal draws them in its own way.
    pub(super) fn fit(self, style: Style) -> Style {
        let fit = |colour: Color| match self {
            Self::True => colour,
            Self::Indexed => indexed(colour),
            Self::Sixteen => sixteen(colour),
        };
        Style {
            fg: style.fg.map(fit),
            bg: style.bg.map(fit),
            ..style
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
                Palette::True | Palette::Indexed => palette.fit(style),
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

/// The sixteen colours as xterm draws them.
const SIXTEEN: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The 240 colours that all terminals draw alike.
fn cube_and_greys() -> impl Iterator<Item = (u8, [u8; 3])> {
    let cube = (0..216_u8).map(|n| {
        let level = |n: u8| LEVELS.get(usize::from(n % 6)).copied().unwrap_or(0);
        (16 + n, [level(n / 36), level(n / 6), level(n)])
    });
    let greys = (0..24_u8).map(|n| (232 + n, [8 + 10 * n; 3]));
    cube.chain(greys)
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let pairs = one.into_iter().zip(other);
    pairs.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

/// Returns the nearest of the 240 colours.
fn indexed(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else {
        return colour;
    };
    let nearest = cube_and_greys().min_by_key(|&(_, other)| distance([r, g, b], other));
    nearest.map_or(colour, |(index, _)| Color::Indexed(index))
}

/// Returns the nearest of the sixteen.
fn sixteen(colour: Color) -> Color {
    let levels = match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index) => {
            let known = cube_and_greys().find(|(other, _)| *other == index);
            known.map(|(_, levels)| levels)
        }
        _ => None,
    };
    let nearest = |levels| {
        SIXTEEN
            .iter()
            .min_by_key(|(_, other)| distance(levels, *other))
    };
    levels.and_then(nearest).map_or(colour, |(near, _)| *near)
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
