//! Files and environment -> [`Config`].

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::document::Document;
use super::fault::{ConfigError, Fault};
use super::keymap::Keymap;
use super::settings::{KEYS, anchored};
use super::stocks;
use super::theme::{Palette, SHIPPED, Theme};
use super::{Config, DEFAULT, Settings};
use crate::lang::{Found, Instead, Lang, quoted};
use crate::limits::Limits;
use crate::names::UserStock;
use crate::text::TextMetrics;

/// Where the configuration is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Where XDG says: `dianbao/config.toml` in the folder of configurations. It need not be there.
    #[default]
    Usual,
    /// This file, which must be there.
    File(PathBuf),
    /// Nowhere: only defaults and flags hold.
    Nowhere,
}

/// What the environment says, so that tests can say otherwise.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `LC_ALL`, `LC_MESSAGES` and `LANG`.
    pub locale: [Option<String>; 3],
    /// Whether `NO_COLOR` is set and not empty (<https://no-color.org>).
    pub no_color: bool,
    /// How many colours the terminal shows.
    pub palette: Palette,
    /// The user's folder of configurations, `~/.config` unless XDG says otherwise.
    pub config: Option<PathBuf>,
    /// The user's home folder.
    pub home: Option<PathBuf>,
}

impl Environment {
    /// That of this process.
    pub fn of_process() -> Self {
        let folders = etcetera::choose_base_strategy().ok();
        Self {
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| env::var(name).ok()),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            palette: Palette::of_terminal(
                env::var("TERM").ok().as_deref(),
                env::var("COLORTERM").ok().as_deref(),
            ),
            config: folders.as_ref().map(BaseStrategy::config_dir),
            home: folders
                .as_ref()
                .map(|folders| folders.home_dir().to_owned()),
        }
    }

    /// The language of the locale.
    pub fn lang(&self) -> Lang {
        let [all, messages, lang] = &self.locale;
        Lang::from_locale([all.as_deref(), messages.as_deref(), lang.as_deref()])
    }
}

impl Origin {
    /// The file that is read, whether it is there or not.
    pub fn path(&self, environment: &Environment) -> Option<PathBuf> {
        match self {
            Self::Usual => environment
                .config
                .as_ref()
                .map(|folder| folder.join("dianbao/config.toml")),
            Self::File(path) => Some(path.clone()),
            Self::Nowhere => None,
        }
    }

    /// The folder beside the file, in which keymap and themes are looked for.
    fn folder(&self, environment: &Environment) -> Option<PathBuf> {
        self.path(environment)
            .map(|path| path.parent().map(Path::to_owned).unwrap_or_default())
    }
}

/// What holds: the flags, over the file, over the defaults.
pub fn load(
    origin: &Origin,
    flags: Settings,
    environment: &Environment,
) -> Result<Config, ConfigError> {
    let settings = flags.over(file(origin, environment)?).over(shipped()?);
    let folder = origin.folder(environment);
    let theme = theme(
        settings.theme.as_deref().unwrap_or_default(),
        folder.as_deref(),
        environment,
    )?;
    let theme = theme
        .within(environment.palette)
        .with_red_up(settings.red_up.unwrap_or(true));
    let limits = limits(&settings);
    Ok(Config {
        sources: settings.sources.unwrap_or_default(),
        theme: if environment.no_color {
            theme.without_colours()
        } else {
            theme
        },
        lang: settings
            .language
            .flatten()
            .unwrap_or_else(|| environment.lang()),
        order: settings.order.unwrap_or_default(),
        rollover: settings.rollover.unwrap_or_default(),
        red_up: settings.red_up.unwrap_or(true),
        text_metrics: TextMetrics {
            ambiguous: settings.ambiguous_width.unwrap_or_default(),
        },
        mouse: settings.mouse.unwrap_or(true),
        keymap: keymap(settings.keymap.as_deref(), folder.as_deref())?,
        stocks: stocks(settings.stocks.as_deref(), folder.as_deref())?,
        encoding: settings.encoding.flatten(),
        poll: settings.poll.filter(|poll| !poll.is_zero()),
        date: settings.date,
        limits,
        fault: None,
    })
}

/// The sources that a file names in which something else is wrong: whoever mistyped a colour still wants to see their own
/// dumps. None where even that cannot be made out.
pub fn sources(origin: &Origin, environment: &Environment) -> Vec<PathBuf> {
    let named = || {
        let path = origin.path(environment)?;
        let table: toml::Table = text(&path).ok()?.parse().ok()?;
        let sources = table.get("sources")?.as_array()?.iter();
        let sources = sources
            .filter_map(|source| source.as_str())
            .map(PathBuf::from)
            .collect();
        let settings = Settings {
            sources: Some(sources),
            ..Settings::default()
        };
        settings
            .anchored(
                path.parent().unwrap_or(Path::new("")),
                environment.home.as_deref(),
            )
            .sources
    };
    named().unwrap_or_default()
}

fn limits(settings: &Settings) -> Limits {
    let shipped = Limits::default();
    let count = |limit: u64| usize::try_from(limit).unwrap_or(usize::MAX);
    Limits {
        max_file_size: settings
            .max_file_size
            .map_or(shipped.max_file_size, |size| size.saturating_mul(1 << 20)),
        max_entry_size: settings
            .max_entry_size
            .map_or(shipped.max_entry_size, |size| {
                count(size.max(1).saturating_mul(1 << 10))
            }),
        max_depth: settings.max_depth.map_or(shipped.max_depth, count),
        max_folders: settings.max_folders.map_or(shipped.max_folders, count),
        max_watches: settings.max_watches.map_or(shipped.max_watches, count),
    }
}

/// What holds, as a configuration file would have it, with where each setting comes from.
pub fn show(
    origin: &Origin,
    flags: &Settings,
    environment: &Environment,
) -> Result<String, ConfigError> {
    let (file, shipped) = (file(origin, environment)?, shipped()?);
    let line = |key: &super::settings::Key| {
        let from = |layer: &Settings, name| {
            Some((key.written)(layer)?).map(|value| format!("{} = {value}  # {name}\n", key.name))
        };
        from(flags, "command line")
            .or_else(|| from(&file, "file"))
            .or_else(|| from(&shipped, "default"))
    };
    Ok(KEYS.iter().filter_map(line).collect())
}

fn shipped() -> Result<Settings, ConfigError> {
    Settings::read(Document {
        name: "assets/config.toml",
        text: DEFAULT,
    })
}

fn file(origin: &Origin, environment: &Environment) -> Result<Settings, ConfigError> {
    let Some(path) = origin.path(environment) else {
        return Ok(Settings::default());
    };
    let text = match (text(&path), origin) {
        (Ok(text), _) => text,
        (Err(error), Origin::Usual) if error.kind() == ErrorKind::NotFound => {
            return Ok(Settings::default());
        }
        (Err(error), _) => return Err(unreadable(&path, error, Instead::TomlOrNone).into()),
    };
    let settings = Settings::read(Document {
        name: &path.display().to_string(),
        text: &text,
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(settings.anchored(folder, environment.home.as_deref()))
}

/// A file of settings as text; a byte order mark at its beginning is passed over.
fn text(path: &Path) -> std::io::Result<String> {
    let text = fs::read_to_string(path)?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

fn unreadable(path: &Path, error: std::io::Error, instead: Instead) -> Fault {
    let found = Box::new(Found::Unreadable {
        error: error.into(),
    });
    Fault {
        file: path.display().to_string(),
        line: None,
        found,
        instead,
    }
}

fn keymap(named: Option<&Path>, folder: Option<&Path>) -> Result<Keymap, ConfigError> {
    let named = named.filter(|path| *path != Path::new(""));
    let Some(path) = named
        .map(Path::to_owned)
        .or_else(|| Some(folder?.join("keymap.toml")))
    else {
        return Ok(Keymap::default());
    };
    match text(&path) {
        Ok(text) => Keymap::with(&path.display().to_string(), &text),
        Err(error) if named.is_none() && error.kind() == ErrorKind::NotFound => {
            Ok(Keymap::default())
        }
        Err(error) => Err(unreadable(&path, error, Instead::KeymapOrNone).into()),
    }
}

fn stocks(named: Option<&Path>, folder: Option<&Path>) -> Result<Vec<UserStock>, ConfigError> {
    let named = named.filter(|path| *path != Path::new(""));
    let Some(path) = named
        .map(Path::to_owned)
        .or_else(|| Some(folder?.join("stocks.csv")))
    else {
        return Ok(Vec::new());
    };
    match fs::read(&path) {
        Ok(bytes) => stocks::read(&path.display().to_string(), &bytes),
        Err(error) if named.is_none() && error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(unreadable(&path, error, Instead::StocksOrNone).into()),
    }
}

fn theme(
    name: &str,
    folder: Option<&Path>,
    environment: &Environment,
) -> Result<Theme, ConfigError> {
    if let Some(theme) = Theme::shipped(name) {
        return Ok(theme);
    }
    let path = theme_path(name, folder, environment);
    match text(&path) {
        Ok(text) => Theme::read(&path.display().to_string(), &text),
        Err(error) => {
            let shipped = quoted(SHIPPED.iter().map(|(name, _)| *name));
            Err(unreadable(
                &path,
                error,
                Instead::Theme {
                    name: name.to_owned(),
                    shipped,
                },
            )
            .into())
        }
    }
}

fn theme_path(name: &str, folder: Option<&Path>, environment: &Environment) -> PathBuf {
    let folder = folder.unwrap_or(Path::new(""));
    let path = Path::new(name);
    if path
        .extension()
        .is_some_and(|extension| extension == "toml")
    {
        anchored(path, folder, environment.home.as_deref())
    } else {
        folder.join("themes").join(format!("{name}.toml"))
    }
}

#[cfg(test)]
mod tests;
