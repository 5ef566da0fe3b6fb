use std::time::Duration;

use super::*;
use crate::config::Order;
use crate::text::Ambiguous;

struct Home(tempfile::TempDir);

impl Home {
    fn with(files: &[(&str, &str)]) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = home.0.path().join("dianbao").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        home
    }

    fn environment(&self) -> Environment {
        let folder = Some(self.0.path().to_owned());
        Environment {
            config: folder.clone(),
            home: folder,
            ..Environment::default()
        }
    }

    fn load(&self, flags: Settings) -> Result<Config, ConfigError> {
        load(&Origin::Usual, flags, &self.environment())
    }

    fn wrong(&self) -> String {
        let error = self.load(Settings::default()).unwrap_err().to_string();
        error.replace(&format!("{}/dianbao/", self.0.path().display()), "")
    }
}

#[test]
fn what_is_shipped_says_every_key_and_gives_the_default() {
    let shipped = shipped().unwrap();
    for key in KEYS {
        assert!((key.written)(&shipped).is_some(), "{}", key.name);
    }
    assert_eq!(
        load(
            &Origin::Nowhere,
            Settings::default(),
            &Environment::default()
        )
        .unwrap(),
        Config::default()
    );
}

#[test]
fn every_key_is_documented_above_it() {
    for key in KEYS {
        let (above, _) = DEFAULT.split_once(&format!("\n{} = ", key.name)).unwrap();
        assert!(
            above.lines().last().unwrap().starts_with("# "),
            "{}",
            key.name
        );
    }
}

#[test]
fn flags_stand_over_the_file_and_the_file_over_the_defaults() {
    let home = Home::with(&[(
        "config.toml",
        "order = 'oldest'\nmouse = false\nambiguous_width = 2\npoll = 3\nrollover = '06:00'",
    )]);
    let config = home
        .load(Settings {
            mouse: Some(true),
            ..Settings::default()
        })
        .unwrap();
    assert_eq!(
        (config.order, config.mouse, config.red_up),
        (Order::Oldest, true, true)
    );
    assert_eq!(
        (config.text_metrics.ambiguous, config.poll),
        (Ambiguous::Wide, Some(Duration::from_secs(3)))
    );
    assert_eq!(config.rollover.time().to_string(), "06:00:00");
}

#[test]
fn a_file_that_is_not_there_is_missed_only_where_it_was_named() {
    let home = Home::with(&[]);
    assert_eq!(home.load(Settings::default()).unwrap(), Config::default());
    let named = Origin::File(home.0.path().join("none.toml"));
    let error = load(&named, Settings::default(), &home.environment()).unwrap_err();
    assert!(
        error.to_string().contains("none.toml: No such file"),
        "{error}"
    );
}

#[test]
fn paths_start_from_the_folder_of_the_file_or_from_home() {
    let home = Home::with(&[("config.toml", "sources = ['dumps', '~/news', '/srv/cls']")]);
    let root = home.0.path();
    let sources = home.load(Settings::default()).unwrap().sources;
    assert_eq!(
        sources,
        [
            root.join("dianbao/dumps"),
            root.join("news"),
            "/srv/cls".into()
        ]
    );
}

#[test]
fn a_theme_is_shipped_or_a_file_beside_the_configuration() {
    let home = Home::with(&[
        ("config.toml", "theme = 'mine'"),
        ("themes/mine.toml", "based-on = 'light'"),
    ]);
    assert_eq!(
        Some(home.load(Settings::default()).unwrap().theme),
        Theme::shipped("light")
    );
    let flags = Settings {
        theme: Some("themes/mine.toml".into()),
        ..Settings::default()
    };
    assert_eq!(
        Some(home.load(flags).unwrap().theme),
        Theme::shipped("light")
    );
    let home = Home::with(&[("config.toml", "theme = 'none'")]);
    assert!(
        home.wrong()
            .contains("no theme `none`: `terminal`, `dark`, `light` would do"),
        "{}",
        home.wrong()
    );
}

#[test]
fn the_keymap_beside_the_configuration_is_read() {
    let home = Home::with(&[("keymap.toml", "[common]\nquit = ['x']")]);
    let config = home.load(Settings::default()).unwrap();
    assert_eq!(
        config
            .keymap
            .keys(crate::action::Scope::List, crate::action::Action::Quit),
        ["x"]
    );
    let home = Home::with(&[("keymap.toml", "[common]\nqiut = ['x']")]);
    assert_eq!(
        home.wrong(),
        "keymap.toml:2: `qiut` is no action; did you mean `quit`?"
    );
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_would_do() {
    let wrong = |text: &str| Home::with(&[("config.toml", text)]).wrong();
    assert_eq!(
        wrong("\nthem = 'dark'"),
        "config.toml:2: `them` is no setting; did you mean `theme`?"
    );
    assert_eq!(
        wrong("order = 'new'"),
        "config.toml:1: `order = 'new'`; \"newest\" or \"oldest\" would do"
    );
    assert_eq!(
        wrong("rollover = 05:30:00"),
        "config.toml:1: `rollover = 05:30:00`; a time of day in quotes, \"05:30\", would do"
    );
    assert_eq!(
        wrong("ambiguous_width = 3"),
        "config.toml:1: `ambiguous_width = 3`; 1 or 2 would do"
    );
    assert_eq!(
        wrong("red_up = 'yes'"),
        "config.toml:1: `red_up = 'yes'`; `true` or `false` would do"
    );
    assert_eq!(
        wrong("poll = -1"),
        "config.toml:1: `poll = -1`; a whole number from 0 would do"
    );
    assert!(
        wrong("sources = [1]")
            .starts_with("config.toml:1: `sources = [1]`; a list of texts would do")
    );
    assert!(wrong("order = \n").starts_with("config.toml:1: "));
    assert_eq!(wrong("mouse = 1\nred_up = 2").lines().count(), 2);
}

#[test]
fn the_locale_and_no_color_are_obeyed() {
    let environment = Environment {
        locale: [None, None, Some("en_GB.UTF-8".into())],
        no_color: true,
        ..Environment::default()
    };
    let config = load(&Origin::Nowhere, Settings::default(), &environment).unwrap();
    assert_eq!(config.lang, Lang::English);
    assert_eq!(config.theme, Theme::default().without_colours());
    let flags = Settings {
        language: Some(Some(Lang::Chinese)),
        ..Settings::default()
    };
    assert_eq!(
        load(&Origin::Nowhere, flags, &environment).unwrap().lang,
        Lang::Chinese
    );
}

#[test]
fn what_holds_is_shown_with_where_it_comes_from() {
    let home = Home::with(&[("config.toml", "order = 'oldest'")]);
    let flags = Settings {
        mouse: Some(false),
        ..Settings::default()
    };
    let shown = show(&Origin::Usual, &flags, &home.environment()).unwrap();
    assert!(shown.contains("order = \"oldest\"  # file\n"));
    assert!(shown.contains("mouse = false  # command line\n"));
    assert!(shown.contains("language = \"auto\"  # default\n"));
    assert_eq!(
        Settings::read(Document {
            name: "shown",
            text: &shown
        })
        .unwrap()
        .mouse,
        Some(false)
    );
}

#[test]
fn the_sources_of_a_file_that_is_wrong_elsewhere_are_known() {
    let of = |text: &str| {
        let home = Home::with(&[("config.toml", text)]);
        let root = home.0.path().join("dianbao");
        let sources = sources(&Origin::Usual, &home.environment());
        sources
            .iter()
            .map(|path| path.strip_prefix(&root).unwrap_or(path).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("them = 'dark'\nsources = ['dumps', '/srv/cls']"),
        [Path::new("dumps"), Path::new("/srv/cls")]
    );
    assert!(
        of("sources = ['dumps'").is_empty()
            && of("theme = 'drak'").is_empty()
            && of("sources = 1").is_empty()
    );
}
