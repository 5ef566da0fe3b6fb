use std::time::Duration;

use toml::Value;

use super::*;
use crate::action::{Action, Scope};
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

    fn load(&self, flags: &SettingsLayer) -> Result<Config, ConfigErrors> {
        load(&ConfigOrigin::Usual, flags, &self.environment())
    }

    fn config(&self) -> Config {
        self.load(&SettingsLayer::new()).unwrap()
    }

    fn wrong(&self) -> String {
        let error = self.load(&SettingsLayer::new()).unwrap_err().to_string();
        error.replace(&format!("{}/dianbao/", self.0.path().display()), "")
    }
}

fn flag(key: &str, value: impl Into<Value>) -> SettingsLayer {
    SettingsLayer::from_iter([(key.to_owned(), value.into())])
}

#[test]
fn embedded_file_gives_the_defaults() {
    let origin = ConfigOrigin::Nowhere;
    let loaded = load(&origin, &SettingsLayer::new(), &Environment::default());
    assert_eq!(loaded.unwrap(), Config::default());
}

#[test]
fn flags_win_over_the_file() {
    let home = Home::with(&[(
        "config.toml",
        "order = 'oldest'\nmouse = false\nambiguous_width = 2\npoll = 3\nrollover = '06:00'",
    )]);
    let config = home.load(&flag("mouse", true)).unwrap();
    let settings = config.settings;
    assert_eq!((settings.order, settings.mouse), (Order::Oldest, true));
    assert_eq!(settings.poll, Some(Duration::from_secs(3)));
    assert_eq!(settings.rollover.time().to_string(), "06:00:00");
    assert_eq!(config.text_metrics.ambiguous, Ambiguous::Wide);
}

#[test]
fn limits_are_read_in_their_units() {
    let text = "max_file_size = 1\nmax_entry_size = 0\nmax_memory = 300";
    let home = Home::with(&[("config.toml", text)]);
    let limits = home.config().settings.limits;
    assert_eq!(
        (
            limits.max_file_size,
            limits.max_entry_size,
            limits.max_memory
        ),
        (1 << 20, 1 << 10, 300 << 20)
    );
}

#[test]
fn only_a_named_file_must_exist() {
    let home = Home::with(&[]);
    let config = home.config();
    let default = Config {
        home: config.home.clone(),
        rules: config.rules.clone(),
        lists: Some(home.0.path().join("dianbao/lists")),
        ..Config::default()
    };
    assert_eq!(config, default);
    let named = ConfigOrigin::File(home.0.path().join("none.toml"));
    let error = load(&named, &SettingsLayer::new(), &home.environment()).unwrap_err();
    let message = error.to_string();
    assert!(message.contains("none.toml: No such file"), "{message}");
}

#[test]
fn paths_start_at_the_file_or_at_home() {
    let home = Home::with(&[("config.toml", "sources = ['dumps', '~/news', '/srv/cls']")]);
    let root = home.0.path();
    assert_eq!(
        home.config().settings.sources,
        [
            root.join("dianbao/dumps"),
            root.join("news"),
            "/srv/cls".into()
        ]
    );
}

#[test]
fn themes_are_shipped_or_files() {
    let home = Home::with(&[
        ("config.toml", "theme = 'mine'"),
        ("themes/mine.toml", "based-on = 'light'"),
    ]);
    let light = Theme::shipped("light");
    assert_eq!(Some(home.config().theme), light);
    let flags = flag("theme", "themes/mine.toml");
    assert_eq!(Some(home.load(&flags).unwrap().theme), light);
    let wrong = Home::with(&[("config.toml", "theme = 'none'")]).wrong();
    let expected = "no theme `none`: expected `terminal`, `dark`, `light`";
    assert!(wrong.contains(expected), "{wrong}");
}

#[test]
fn keymap_beside_the_configuration_is_read() {
    let home = Home::with(&[("keymap.toml", "[common]\nquit = ['Q']")]);
    assert_eq!(home.config().keymap.keys(Scope::List, Action::Quit), ["Q"]);
    let home = Home::with(&[("keymap.toml", "[common]\nqiut = ['x']")]);
    assert_eq!(
        home.wrong(),
        "keymap.toml:2:1: unknown action `qiut`; did you mean `quit`?"
    );
}

#[test]
fn a_named_keymap_must_exist() {
    let wrong = Home::with(&[("config.toml", "keymap = 'none.toml'")]).wrong();
    assert!(wrong.starts_with("none.toml: No such file"), "{wrong}");
}

#[test]
fn locale_and_no_color_are_obeyed() {
    let environment = Environment {
        locale: [None, None, Some("en_GB.UTF-8".into())],
        no_color: true,
        ..Environment::default()
    };
    let load = |flags| load(&ConfigOrigin::Nowhere, &flags, &environment).unwrap();
    let config = load(SettingsLayer::new());
    assert_eq!(config.lang, Lang::English);
    assert_eq!(config.theme, Theme::default().without_colours());
    assert_eq!(load(flag("language", "zh")).lang, Lang::Chinese);
}

#[test]
fn theme_without_a_folder_reads_no_folder() {
    let environment = Environment::default();
    let error = load(&ConfigOrigin::Nowhere, &flag("theme", "mine"), &environment).unwrap_err();
    let error = error.to_string();
    assert!(
        error.contains("no theme `mine`") && !error.contains("themes/"),
        "{error}"
    );
}

#[test]
fn settings_are_listed_with_their_layer() {
    let home = Home::with(&[("config.toml", "order = 'oldest'")]);
    let listed = list(
        &ConfigOrigin::Usual,
        &flag("mouse", false),
        &home.environment(),
    );
    let listed = listed.unwrap();
    assert!(listed.contains("order = \"oldest\"  # file\n"));
    assert!(listed.contains("mouse = false  # command line\n"));
}

#[test]
fn sources_survive_errors_elsewhere() {
    let of = |text: &str| {
        let home = Home::with(&[("config.toml", text)]);
        let root = home.0.path().join("dianbao");
        let sources = sources(&ConfigOrigin::Usual, &home.environment());
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
