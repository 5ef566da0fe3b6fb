use ratatui::style::Color;

use super::*;

fn wrong(text: &str) -> String {
    Theme::read("my.toml", text).unwrap_err().to_string()
}

/// Whether a style uses nothing beyond the terminal's own sixteen colours.
fn is_ansi(style: Style) -> bool {
    let ansi = |colour: Option<Color>| !matches!(colour, Some(Color::Rgb(..) | Color::Indexed(_)));
    ansi(style.fg) && ansi(style.bg)
}

/// Contrast of two colours by WCAG 2.2: 1 to 21.
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

#[test]
fn shipped_themes_can_be_read_and_style_every_role_but_text() {
    for (name, text) in SHIPPED {
        let theme = Theme::read(name, text).unwrap();
        for &role in Role::ALL
            .iter()
            .filter(|role| !matches!(role, Role::Text | Role::Status))
        {
            assert_ne!(theme.style(role), Style::new(), "{name} {role:?}");
        }
    }
    assert_eq!(Some(Theme::default()), Theme::shipped("terminal"));
}

#[test]
fn text_stands_out_from_its_ground_in_the_truecolor_themes() {
    for name in ["dark", "light"] {
        let theme = Theme::shipped(name).unwrap();
        let text = theme.style(Role::Text);
        for &role in Role::ALL {
            let style = text.patch(theme.style(role));
            let enough = if matches!(role, Role::Border) {
                1.3
            } else {
                4.5
            };
            let is = contrast(style.fg.unwrap(), style.bg.unwrap());
            assert!(is >= enough, "{name} {role:?}: {is:.1}");
        }
        for ground in [Role::Selected, Role::SelectedAway, Role::Header] {
            for &role in &[
                Role::Text,
                Role::Time,
                Role::Red,
                Role::Rise,
                Role::Fall,
                Role::Fresh,
                Role::Figure,
            ] {
                let is = contrast(
                    theme.style(role).fg.unwrap(),
                    theme.style(ground).bg.unwrap(),
                );
                assert!(is >= 3.0, "{name} {role:?} on {ground:?}: {is:.1}");
            }
        }
    }
}

/// Black and white vanish on one ground or the other, and bright yellow on white.
#[test]
fn the_terminal_s_theme_can_be_read_on_either_ground() {
    let theme = Theme::default();
    for &role in Role::ALL {
        let style = theme.style(role);
        assert!(is_ansi(style), "{role:?}");
        let vanishes = matches!(
            style.fg,
            Some(Color::Black | Color::White | Color::Gray | Color::DarkGray | Color::LightYellow)
        );
        assert!(!vanishes || style.bg.is_some(), "{role:?}");
        assert!(style.bg.is_none() || style.fg.is_some(), "{role:?}");
    }
}

#[test]
fn rise_and_fall_change_places() {
    let (china, abroad) = (Theme::default(), Theme::default().with_red_up(false));
    assert_ne!(china.style(Role::Rise), china.style(Role::Fall));
    assert_eq!(china.style(Role::Rise), abroad.style(Role::Fall));
    assert_eq!(china.style(Role::Fall), abroad.style(Role::Rise));
    assert_eq!(china.style(Role::Red), abroad.style(Role::Red));
}

#[test]
fn without_colours_the_selection_and_hits_are_still_told_apart() {
    for (name, text) in SHIPPED {
        let theme = Theme::read(name, text).unwrap().without_colours();
        for &role in Role::ALL {
            assert_eq!(
                (theme.style(role).fg, theme.style(role).bg),
                (None, None),
                "{name} {role:?}"
            );
        }
        assert!(
            theme
                .style(Role::Selected)
                .add_modifier
                .contains(Modifier::REVERSED)
        );
        assert!(
            theme
                .style(Role::Hit)
                .add_modifier
                .contains(Modifier::UNDERLINED | Modifier::BOLD)
        );
        assert!(theme.style(Role::Red).add_modifier.contains(Modifier::BOLD));
        assert_ne!(theme.style(Role::SelectedAway), theme.style(Role::Text));
    }
}

#[test]
fn a_user_s_theme_changes_what_it_names() {
    let theme = Theme::read(
        "my.toml",
        "based-on = 'dark'\ntime = { fg = '#010203', modifiers = ['italic'] }",
    )
    .unwrap();
    assert_eq!(
        theme.style(Role::Time),
        Style::new()
            .fg(Color::Rgb(1, 2, 3))
            .add_modifier(Modifier::ITALIC)
    );
    assert_eq!(
        theme.style(Role::Hit),
        Theme::shipped("dark").unwrap().style(Role::Hit)
    );
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_would_do() {
    assert_eq!(
        wrong("\ntimes = {}"),
        "my.toml:2: `times` is no role; did you mean `time`?"
    );
    assert!(
        wrong("time = { fg = 'pinkish' }").starts_with("my.toml:1: `fg = 'pinkish'`; \"#d7dae0\"")
    );
    assert_eq!(
        wrong("[time]\nforeground = 'red'"),
        "my.toml:2: `foreground` is no part of a role's style; there are `fg`, `bg`, `modifiers`"
    );
    assert!(wrong("time = { modifiers = ['blinking'] }").contains("some of `bold`"));
    assert!(wrong("based-on = 'drak'").contains("one of `terminal`, `dark`, `light` would do"));
    assert!(wrong("time = 5").contains("`time` is no table"));
}
