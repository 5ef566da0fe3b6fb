//! The settings of `config.toml`.
//!
//! A setting is a field here, and a key with its default and a comment in `assets/config.toml`. A setting that is not simply
//! a string, a whole number, a boolean or a list also needs a function that reads it ([`choice`]) and an entry in
//! [`expectation`].

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveTime;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use toml::Value;

use super::copy_format::{CopyFormat, FIELDS};
use super::error::Expectation;
pub use super::view::Choices;
use super::view::{Arrangement, DENSITIES, Density, LAYOUTS, ORDERS, Order};
use crate::dump::Encoding;
use crate::item::Rollover;
use crate::lang::{ChoiceList, Lang, NameList};
use crate::limits::Limits;
use crate::pace::PaceLimits;
use crate::text::Ambiguous;

/// What the digits from 1 to 9 do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Digits {
    /// They are keys like others: they switch views, unless `keymap.toml` binds them to something else.
    #[default]
    Views,
    /// They count: `5j` moves by five items.
    Counts,
}

/// The values of every key of `config.toml`.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own"
)]
pub struct Settings {
    /// Dumps and folders to read if the command line names none.
    pub sources: Vec<PathBuf>,
    /// A shipped theme, one in the folder `themes`, or a path.
    pub theme: String,
    /// The language of the interface; `None` for that of the locale.
    #[serde(deserialize_with = "language")]
    pub language: Option<Lang>,
    /// The order of the list.
    #[serde(deserialize_with = "order")]
    pub order: Order,
    /// How much of each item the list shows.
    #[serde(deserialize_with = "density")]
    pub density: Density,
    /// The arrangement of list and detail; `None` for the one that suits the size of the screen.
    #[serde(deserialize_with = "layout")]
    pub layout: Option<Arrangement>,
    /// The list's share of the screen in percent; 0 for one that suits its size.
    #[serde(deserialize_with = "percent")]
    pub divider: u16,
    /// When a news day ends, if a dump does not say so.
    #[serde(deserialize_with = "rollover")]
    pub rollover: Rollover,
    /// What digits do.
    #[serde(deserialize_with = "digits")]
    pub digits: Digits,
    /// How a copied text is written.
    #[serde(deserialize_with = "copy_format")]
    pub copy_text: CopyFormat,
    /// How a copied title is written.
    #[serde(deserialize_with = "copy_format")]
    pub copy_title: CopyFormat,
    /// How a copied link is written.
    #[serde(deserialize_with = "copy_format")]
    pub copy_link: CopyFormat,
    /// Whether rises are red and falls green, as in China.
    pub red_up: bool,
    /// The width of characters of ambiguous width.
    #[serde(deserialize_with = "ambiguous_width")]
    pub ambiguous_width: Ambiguous,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether the terminal's title counts new items.
    pub title: bool,
    /// Whether the reader sets options of tmux that a status line can show.
    #[serde(rename = "tmux.status")]
    pub tmux_status: bool,
    /// The user's keymap; empty for `keymap.toml` beside the configuration file.
    pub keymap: PathBuf,
    /// The user's names of stocks; empty for `stocks.csv` beside the configuration file.
    pub stocks: PathBuf,
    /// The user's rules; empty for `rules.toml` beside the configuration file.
    pub rules: PathBuf,
    /// The folder of watchlists; empty for `lists` beside the configuration file.
    pub lists: PathBuf,
    /// The folder that keeps what dumps let go; empty for none.
    pub archive: PathBuf,
    /// The encoding of dumps; `None` to detect it.
    #[serde(deserialize_with = "encoding")]
    pub encoding: Option<Encoding>,
    /// The interval of polling; `None` to rely on events.
    #[serde(deserialize_with = "seconds")]
    pub poll: Option<Duration>,
    /// Minutes without an entry in trading hours after which the feed counts as slow; 0 for never.
    pub slow_after: u32,
    /// Minutes without an entry in trading hours after which the feed counts as silent; 0 for never.
    pub silent_after: u32,
    /// Limits on input.
    #[serde(flatten)]
    pub limits: Limits,
}

impl Settings {
    /// The folder of the archive, if there is one.
    pub fn archive(&self) -> Option<&Path> {
        Some(self.archive.as_path()).filter(|folder| !folder.as_os_str().is_empty())
    }

    /// When the feed is slow, and when it is silent.
    pub const fn pace_limits(&self) -> PaceLimits {
        PaceLimits {
            slow_after: self.slow_after,
            silent_after: self.silent_after,
        }
    }

    /// Makes paths absolute: they are relative to `folder`, and `~` is the home folder.
    pub(super) fn anchor(&mut self, folder: &Path, home: Option<&Path>) {
        let files = [
            &mut self.keymap,
            &mut self.stocks,
            &mut self.rules,
            &mut self.lists,
            &mut self.archive,
        ];
        let files = files.into_iter().filter(|path| **path != Path::new(""));
        for path in self.sources.iter_mut().chain(files) {
            *path = anchored(path, folder, home);
        }
    }
}

/// Makes a path of a configuration file absolute.
pub(super) fn anchored(path: &Path, folder: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        (Ok(_), None) | (Err(_), _) => folder.join(path),
    }
}

/// The choices of `digits`.
pub const DIGITS: Choices<Digits> = &[("views", Digits::Views), ("counts", Digits::Counts)];

/// The choices of `language`.
pub const LANGUAGES: Choices<Option<Lang>> = &[
    ("auto", None),
    ("zh", Some(Lang::Chinese)),
    ("en", Some(Lang::English)),
];

/// The usual choices of `encoding`; [`Encoding::from_name`] knows more.
pub const ENCODINGS: Choices<Option<Encoding>> = &[
    ("auto", None),
    ("utf-8", Some(Encoding::Utf8)),
    ("gb18030", Some(Encoding::Gb18030)),
    ("gbk", Some(Encoding::Gb18030)),
    ("utf-16le", Some(Encoding::Utf16Le)),
    ("utf-16be", Some(Encoding::Utf16Be)),
];

/// Returns the encoding of a name; `Some(None)` for `auto`.
pub fn encoding_from_name(name: &str) -> Option<Option<Encoding>> {
    if name.eq_ignore_ascii_case("auto") {
        Some(None)
    } else {
        Encoding::from_name(name).map(Some)
    }
}

/// Returns what an error says was expected of a key. For a key that is not listed, the type of its default decides.
pub(super) fn expectation(key: &str, default: &Value) -> Expectation {
    match key {
        "language" => one_of(LANGUAGES),
        "order" => one_of(ORDERS),
        "density" => one_of(DENSITIES),
        "layout" => one_of(LAYOUTS),
        "divider" => Expectation::Percent,
        "digits" => one_of(DIGITS),
        "copy_text" | "copy_title" | "copy_link" => copy_fields(),
        "encoding" => one_of(ENCODINGS),
        "rollover" => Expectation::TimeOfDay,
        "ambiguous_width" => Expectation::OneOrTwo,
        _ if default.is_bool() => Expectation::Boolean,
        _ if default.is_integer() => Expectation::WholeNumber,
        _ if default.is_array() => Expectation::StringList,
        _ => Expectation::String,
    }
}

fn one_of<T>(choices: Choices<T>) -> Expectation {
    let names = choices.iter().map(|(name, _)| format!("\"{name}\""));
    Expectation::Choice {
        values: ChoiceList(names.collect()),
    }
}

fn copy_fields() -> Expectation {
    let names = FIELDS.iter().map(|(name, _)| format!("{{{name}}}"));
    Expectation::CopyFormat {
        names: NameList(names.collect()),
    }
}

/// Reads a string and looks up its value; errors are worded by [`expectation`].
fn lookup<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    find: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let name = String::deserialize(deserializer)?;
    find(&name).ok_or_else(|| D::Error::custom("no such value"))
}

fn choice<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    choices: Choices<T>,
) -> Result<T, D::Error> {
    lookup(deserializer, |name| {
        let found = choices.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| *value)
    })
}

fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Lang>, D::Error> {
    choice(deserializer, LANGUAGES)
}

fn order<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Order, D::Error> {
    choice(deserializer, ORDERS)
}

fn density<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Density, D::Error> {
    choice(deserializer, DENSITIES)
}

fn layout<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Arrangement>, D::Error> {
    choice(deserializer, LAYOUTS)
}

fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    match u16::deserialize(deserializer)? {
        percent @ 0..=100 => Ok(percent),
        101.. => Err(D::Error::custom("no percentage")),
    }
}

fn digits<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Digits, D::Error> {
    choice(deserializer, DIGITS)
}

fn copy_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<CopyFormat, D::Error> {
    lookup(deserializer, CopyFormat::parse)
}

fn encoding<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Encoding>, D::Error> {
    lookup(deserializer, encoding_from_name)
}

fn rollover<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rollover, D::Error> {
    lookup(deserializer, |time| {
        let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
        Some(Rollover::new(time))
    })
}

fn ambiguous_width<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Ambiguous, D::Error> {
    match u8::deserialize(deserializer)? {
        1 => Ok(Ambiguous::Narrow),
        2 => Ok(Ambiguous::Wide),
        _ => Err(D::Error::custom("no such width")),
    }
}

fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let seconds = u64::deserialize(deserializer)?;
    Ok((seconds > 0).then(|| Duration::from_secs(seconds)))
}
