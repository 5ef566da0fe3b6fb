//! Reads the files of the configuration and makes a [`Config`] of them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::document::Document;
use super::environment::{ConfigOrigin, Environment};
use super::error::{ConfigErrors, Expectation, quoted};
use super::file::{read_optional, read_text, unreadable};
use super::formats;
use super::keymap::Keymap;
use super::layers::{self, SettingsLayer};
use super::rules_file::RulesFile;
use super::settings::{Settings, anchored};
use super::stocks;
use super::theme::{ColourRange, SHIPPED, Theme};
use crate::dump;
use crate::dump::format::{UserFormat, UserFormats};
use crate::item::NewsDay;
use crate::lang::Lang;
use crate::names::UserStock;
use crate::text::TextMetrics;

/// The configuration in force.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Config {
    /// The values of `config.toml`.
    pub settings: Settings,
    /// The language of the interface.
    pub lang: Lang,
    /// The colours of each role.
    pub theme: Theme,
    /// The actions of keys.
    pub keymap: Keymap,
    /// How text is measured.
    pub text_metrics: TextMetrics,
    /// The user's home folder, which the screen abbreviates to `~`.
    pub home: Option<PathBuf>,
    /// The formats of the user, for dumps in no known one.
    pub formats: UserFormats,
    /// The stocks of `stocks.csv`.
    pub stocks: Vec<UserStock>,
    /// The colours that can be used.
    pub colours: ColourRange,
    /// Where the user's rules are.
    pub rules: RulesFile,
    /// The folder of watchlists, whether it exists or not; `None` without a configuration file.
    pub lists: Option<PathBuf>,
    /// The errors in the configuration file. If there are any, the defaults are in force.
    pub errors: Option<ConfigErrors>,
}

impl Config {
    /// Returns how dumps are read. `date` is the day of dumps that do not name theirs.
    pub fn dump_options(&self, date: Option<NewsDay>) -> dump::ReadOptions {
        dump::ReadOptions {
            rollover: self.settings.rollover,
            encoding: self.settings.encoding,
            limits: self.settings.limits,
            date,
            formats: self.formats.clone(),
        }
    }
}

/// Loads the configuration: flags over the file over the defaults.
pub fn load(
    origin: &ConfigOrigin,
    flags: &SettingsLayer,
    environment: &Environment,
) -> Result<Config, ConfigErrors> {
    let file = read_file(origin, environment)?;
    let formats = UserFormats::new(file.formats, &environment.folder);
    let mut settings = layers::merge([&file.layer, flags]).map_err(|error| {
        let name = "command line";
        Document { name, text: "" }.syntax_error(&error)
    })?;
    let folder = origin.folder(environment);
    if let Some(folder) = &folder {
        settings.anchor(folder, environment.home.as_deref());
    }
    let theme = read_theme(&settings.theme, folder.as_deref(), environment)?
        .within(environment.palette)
        .with_red_up(settings.red_up);
    let beside = |name| folder.as_ref().map(|folder| folder.join(name));
    Ok(Config {
        theme: if environment.no_color {
            theme.without_colours()
        } else {
            theme
        },
        lang: settings.language.unwrap_or_else(|| environment.lang()),
        keymap: read_keymap(&settings, beside("keymap.toml"))?,
        text_metrics: TextMetrics {
            ambiguous: settings.ambiguous_width,
        },
        home: environment.home.clone(),
        stocks: read_stocks(&settings.stocks, beside("stocks.csv"))?,
        colours: ColourRange {
            palette: environment.palette,
            no_color: environment.no_color,
        },
        rules: RulesFile::new(&settings.rules, beside("rules.toml")),
        lists: (settings.lists != Path::new(""))
            .then(|| settings.lists.clone())
            .or_else(|| beside("lists")),
        formats,
        settings,
        errors: None,
    })
}

/// Returns `sources` of a configuration file that has errors elsewhere, so the reader can still show the user's dumps. Empty
/// if the file is not TOML.
pub fn sources(origin: &ConfigOrigin, environment: &Environment) -> Vec<PathBuf> {
    let named = || {
        let path = origin.path(environment)?;
        let table: toml::Table = read_text(&path).ok()?.parse().ok()?;
        let mut settings = Settings {
            sources: Vec::deserialize(table.get("sources")?.clone()).ok()?,
            ..Settings::default()
        };
        settings.anchor(path.parent()?, environment.home.as_deref());
        Some(settings.sources)
    };
    named().unwrap_or_default()
}

/// Lists the settings in force, as a configuration file, with the layer that each comes from. Paths are absolute.
pub fn list(
    origin: &ConfigOrigin,
    flags: &SettingsLayer,
    environment: &Environment,
) -> Result<String, ConfigErrors> {
    let settings = load(origin, flags, environment)?.settings;
    let ConfigFile {
        layer: mut file,
        text: written,
        ..
    } = read_file(origin, environment)?;
    let text = |path: &PathBuf| path.to_str().map(toml::Value::from);
    let sources: Option<Vec<_>> = settings.sources.iter().map(text).collect();
    let paths = [
        ("sources", sources.map(toml::Value::Array)),
        ("keymap", text(&settings.keymap)),
        ("stocks", text(&settings.stocks)),
        ("rules", text(&settings.rules)),
        ("lists", text(&settings.lists)),
    ];
    for (key, path) in paths {
        if let (Some(value), Some(path)) = (file.get_mut(key), path) {
            *value = path;
        }
    }
    Ok(layers::list(&file, flags) + &layers::list_formats(&written))
}

/// What `config.toml` says.
#[derive(Default)]
struct ConfigFile {
    text: String,
    layer: SettingsLayer,
    formats: Vec<UserFormat>,
}

fn read_file(origin: &ConfigOrigin, environment: &Environment) -> Result<ConfigFile, ConfigErrors> {
    let Some(path) = origin.path(environment) else {
        return Ok(ConfigFile::default());
    };
    match read_text(&path) {
        Ok(text) => {
            let name = &path.display().to_string();
            let document = Document { name, text: &text };
            let formats = formats::read(document, environment.home.as_deref());
            let (layer, formats) = ConfigErrors::both(layers::read(document), formats)?;
            Ok(ConfigFile {
                text,
                layer,
                formats,
            })
        }
        Err(error) if *origin == ConfigOrigin::Usual && error.kind() == ErrorKind::NotFound => {
            Ok(ConfigFile::default())
        }
        Err(error) => Err(unreadable(&path, error, Expectation::TomlOrNone)),
    }
}

fn read_keymap(settings: &Settings, usual: Option<PathBuf>) -> Result<Keymap, ConfigErrors> {
    match read_optional(
        &settings.keymap,
        usual,
        read_text,
        Expectation::KeymapOrNone,
    )? {
        Some((name, text)) => Keymap::parse(&name, &text, settings.digits),
        None => Ok(Keymap::default()),
    }
}

fn read_stocks(named: &Path, usual: Option<PathBuf>) -> Result<Vec<UserStock>, ConfigErrors> {
    let bytes = |path: &Path| fs::read(path);
    match read_optional(named, usual, bytes, Expectation::StocksOrNone)? {
        Some((name, bytes)) => stocks::parse(&name, &bytes),
        None => Ok(Vec::new()),
    }
}

fn read_theme(
    name: &str,
    folder: Option<&Path>,
    environment: &Environment,
) -> Result<Theme, ConfigErrors> {
    if let Some(theme) = Theme::shipped(name) {
        return Ok(theme);
    }
    let path = theme_path(name, folder, environment);
    let text = match &path {
        Some(path) => read_text(path),
        None => Err(ErrorKind::NotFound.into()),
    };
    let path = path.unwrap_or_else(|| name.into());
    match text {
        Ok(text) => Theme::parse(&path.display().to_string(), &text),
        Err(error) => {
            let (name, shipped) = (name.to_owned(), quoted(SHIPPED.map(|(name, _)| name)));
            Err(unreadable(
                &path,
                error,
                Expectation::Theme { name, shipped },
            ))
        }
    }
}

/// The file of a theme; `None` for a name of a user's theme if there is no folder of the configuration.
fn theme_path(name: &str, folder: Option<&Path>, environment: &Environment) -> Option<PathBuf> {
    let path = Path::new(name);
    if path
        .extension()
        .is_some_and(|extension| extension == "toml")
    {
        let folder = folder.unwrap_or(Path::new(""));
        Some(anchored(path, folder, environment.home.as_deref()))
    } else {
        Some(folder?.join("themes").join(format!("{name}.toml")))
    }
}

#[cfg(test)]
mod tests;
