use ratatui::style::Color;

use super::*;

fn wrong(text: &str) -> String {
    Theme::parse("my.toml", text).unwrap_err().to_string()
}

/// Whether a style uses nothing beyond the terminal's own sixteen colours.
fn is_ansi(style: Style) -> bool {
    let ansi = |colour: Option<Color>| !matches!(colour, Some(Color::Rgb(..) | Color::Indexed(_)));
    ansi(style.fg) && ansi(style.bg)
}

#[test]
fn shipped_themes_style_every_role() {
    for (name, text) in SHIPPED {
        let theme = Theme::parse(name, text).unwrap();
        for &role in Role::ALL
            .iter()
            .filter(|role| !matches!(role, Role::Text | Role::Status))
        {
            assert_ne!(theme.style(role), Style::new(), "{name} {role:?}");
        }
    }
    assert_eq!(Some(Theme::default()), Theme::shipped("terminal"));
}

/// Black and white vanish on one ground or the other, and bright yellow on white.
#[test]
fn terminal_theme_works_on_either_ground() {
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
fn rise_and_fall_swap() {
    let (china, abroad) = (Theme::default(), Theme::default().with_red_up(false));
    assert_ne!(china.style(Role::Rise), china.style(Role::Fall));
    assert_eq!(china.style(Role::Rise), abroad.style(Role::Fall));
    assert_eq!(china.style(Role::Fall), abroad.style(Role::Rise));
    assert_eq!(china.style(Role::BadgeRed), abroad.style(Role::BadgeRed));
}

#[test]
fn roles_differ_without_colours() {
    for (name, text) in SHIPPED {
        let theme = Theme::parse(name, text).unwrap().without_colours();
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
        assert!(
            theme
                .style(Role::RedHeadline)
                .add_modifier
                .contains(Modifier::BOLD)
        );
        assert_ne!(theme.style(Role::SelectedAway), theme.style(Role::Text));
    }
}

#[test]
fn user_themes_change_only_named_roles() {
    let theme = Theme::parse(
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
fn errors_name_place_and_expectation() {
    assert_eq!(
        wrong("\ntimes = {}"),
        "my.toml:2:1: unknown role `times`; did you mean `time`?"
    );
    assert!(
        wrong("time = { fg = 'pinkish' }")
            .starts_with("my.toml:1:15: invalid value `fg = 'pinkish'`; expected \"#d7dae0\"")
    );
    assert_eq!(
        wrong("[time]\nforeground = 'red'"),
        "my.toml:2:1: unknown key `foreground` in the style of a role; expected one of `fg`, `bg`, `modifiers`"
    );
    assert!(wrong("time = { modifiers = ['blinking'] }").contains("expected some of `bold`"));
    assert!(wrong("based-on = 'drak'").contains("expected one of `terminal`, `dark`, `light`"));
    assert!(wrong("time = 5").contains("`time` is not a table"));
}
