//! The contrast of every pair of roles that the screen draws on each other, by WCAG 2.2, in the themes with 24-bit colour.

use ratatui::style::Color;

use super::{Role, Theme};

/// The least contrast of text.
const TEXT: f64 = 4.5;
/// The least contrast of marks and rules.
const MARK: f64 = 3.0;
/// The least contrast between the bar of the selected row and the page.
const BAR: f64 = 1.3;

/// The contrast of two colours: 1 to 21.
fn contrast(a: Color, b: Color) -> f64 {
    let channel = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance = |colour| match colour {
        Color::Rgb(r, g, b) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b),
        other => panic!("{other} is no colour of a truecolor theme"),
    };
    let (a, b): (f64, f64) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// What a role draws on the backgrounds of others.
#[derive(PartialEq, Eq)]
enum Drawn {
    Text,
    /// Lines and bars.
    Mark,
    /// Text on a cell of its own colour. The cell must be visible where it marks an item.
    Cell {
        is_mark: bool,
    },
    /// The background of others, with text of its own.
    Ground,
}

const fn drawn(role: Role) -> Drawn {
    match role {
        Role::Border | Role::BorderFocused => Drawn::Mark,
        Role::BadgeRed | Role::BadgeRevised => Drawn::Cell { is_mark: true },
        Role::Hit => Drawn::Cell { is_mark: false },
        Role::Text | Role::Selected | Role::SelectedAway | Role::Header | Role::Status => {
            Drawn::Ground
        }
        Role::Dim
        | Role::Title
        | Role::Time
        | Role::Hour
        | Role::RedHeadline
        | Role::Star
        | Role::Fresh
        | Role::Label
        | Role::HitPinyin
        | Role::Rise
        | Role::Fall
        | Role::Figure
        | Role::Inserted
        | Role::Removed
        | Role::Separator
        | Role::Key
        | Role::Error
        | Role::Warning => Drawn::Text,
    }
}

/// The colours of a shipped theme.
struct Colours {
    name: &'static str,
    theme: Theme,
}

impl Colours {
    fn ground(&self, role: Role) -> Color {
        let style = self.theme.style(Role::Text).patch(self.theme.style(role));
        style.bg.unwrap()
    }

    fn text(&self, role: Role) -> Color {
        let style = self.theme.style(Role::Text).patch(self.theme.style(role));
        style.fg.unwrap()
    }

    fn assert_contrast(&self, what: &str, role: Role, (a, b): (Color, Color), least: f64) {
        let is = contrast(a, b);
        assert!(
            is >= least,
            "{}: {role:?} {what}: {is:.2} of {least}",
            self.name
        );
    }

    /// Checks a role on the page, in the header and in the status line.
    fn check_on_lines(&self, role: Role) {
        for ground in [Role::Text, Role::Header, Role::Status].map(|role| self.ground(role)) {
            match drawn(role) {
                Drawn::Text => {
                    self.assert_contrast("as text", role, (self.text(role), ground), TEXT);
                }
                Drawn::Mark if ground == self.ground(Role::Text) => {
                    self.assert_contrast("as a line", role, (self.text(role), ground), MARK);
                }
                Drawn::Cell { is_mark: true } => {
                    self.assert_contrast("as a cell", role, (self.ground(role), ground), MARK);
                }
                Drawn::Mark | Drawn::Cell { is_mark: false } | Drawn::Ground => {}
            }
        }
    }

    /// Checks what keeps its colours on the selected row; all else takes the colour of the bar's text.
    fn check_on_bars(&self) {
        for bar in [Role::Selected, Role::SelectedAway] {
            let (page, ground) = (self.ground(Role::Text), self.ground(bar));
            self.assert_contrast("as a bar", bar, (ground, page), BAR);
            let unseen = self.text(Role::Fresh);
            self.assert_contrast("beside the bar", Role::Fresh, (unseen, ground), MARK);
            for badge in [Role::BadgeRed, Role::BadgeRevised] {
                self.assert_contrast("on the bar", badge, (self.ground(badge), ground), MARK);
            }
        }
    }
}

#[test]
fn truecolor_themes_have_enough_contrast() {
    for name in ["dark", "light"] {
        let theme = Theme::shipped(name).unwrap();
        let colours = Colours { name, theme };
        for &role in Role::ALL {
            let own = (colours.text(role), colours.ground(role));
            if drawn(role) != Drawn::Mark {
                colours.assert_contrast("on its own ground", role, own, TEXT);
            }
            colours.check_on_lines(role);
        }
        colours.check_on_bars();
    }
}
