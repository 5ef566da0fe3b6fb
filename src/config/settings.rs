//! One layer of settings: what a file or the command line says, and nothing where it says nothing.
//!
//! [`KEYS`] is the table: a line for each key of `config.toml`, how it is read and how it is written. Layers are laid one
//! over the other by [`Settings::over`] before [`fn@super::load`] makes a [`super::Config`] of them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveTime;

use super::Order;
use super::document::{Document, Value};
use super::fault::{ConfigError, Fault, instead};
use crate::dump::Encoding;
use crate::item::{NewsDay, Rollover};
use crate::lang::{Found, Instead, Lang};
use crate::text::Ambiguous;

/// What a setting can be: as it is written, and what it means.
pub type Choices<T> = &'static [(&'static str, T)];

/// `order`.
pub const ORDERS: Choices<Order> = &[("newest", Order::Newest), ("oldest", Order::Oldest)];

/// `language`; nothing for that of the locale.
pub const LANGUAGES: Choices<Option<Lang>> = &[
    ("auto", None),
    ("zh", Some(Lang::Chinese)),
    ("en", Some(Lang::English)),
];

/// `encoding` by its usual names; nothing for what a dump's bytes tell. [`fn@encoding`] knows more of them.
pub const ENCODINGS: Choices<Option<Encoding>> = &[
    ("auto", None),
    ("utf-8", Some(Encoding::Utf8)),
    ("gb18030", Some(Encoding::Gb18030)),
    ("gbk", Some(Encoding::Gb18030)),
    ("utf-16le", Some(Encoding::Utf16Le)),
    ("utf-16be", Some(Encoding::Utf16Be)),
];

/// What a name of an encoding means, on the command line as in the file: `auto`, or any that [`Encoding::from_name`] knows.
pub fn encoding(name: &str) -> Option<Option<Encoding>> {
    if name.eq_ignore_ascii_case("auto") {
        Some(None)
    } else {
        Encoding::from_name(name).map(Some)
    }
}

/// What one file, or the command line, says of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Dumps and folders to read where none are named.
    pub sources: Option<Vec<PathBuf>>,
    /// A shipped theme, one in the folder `themes`, or a path.
    pub theme: Option<String>,
    /// Language of the interface; `Some(None)` for that of the locale.
    pub language: Option<Option<Lang>>,
    /// Which end of time stands at the top.
    pub order: Option<Order>,
    /// Where a news day ends if a dump does not say.
    pub rollover: Option<Rollover>,
    /// Whether rises are red.
    pub red_up: Option<bool>,
    /// How wide characters of ambiguous width are.
    pub ambiguous_width: Option<Ambiguous>,
    /// Whether the mouse is used.
    pub mouse: Option<bool>,
    /// The user's keymap; empty for `keymap.toml` beside the configuration.
    pub keymap: Option<PathBuf>,
    /// The user's names of stocks; empty for `stocks.csv` beside the configuration.
    pub stocks: Option<PathBuf>,
    /// How characters are written; `Some(None)` for what the bytes tell.
    pub encoding: Option<Option<Encoding>>,
    /// How often to look for changes; zero for when events tell of them.
    pub poll: Option<Duration>,
    /// The day of dumps that do not tell theirs: no key of the file, where it would be another one tomorrow.
    pub date: Option<NewsDay>,
    /// The largest file that is read, in MiB.
    pub max_file_size: Option<u64>,
    /// The longest text of an entry, in KiB.
    pub max_entry_size: Option<u64>,
    /// How many folders deep is searched.
    pub max_depth: Option<u64>,
    /// How many folders are searched and watched.
    pub max_folders: Option<u64>,
    /// How many folders are watched by events.
    pub max_watches: Option<u64>,
}

/// A key of the configuration file.
pub(super) struct Key {
    /// Its name.
    pub(super) name: &'static str,
    read: fn(&mut Settings, Document<'_>, &Value<'_>) -> Result<(), Fault>,
    /// Its value as the file would have it, if the layer has one.
    pub(super) written: fn(&Settings) -> Option<String>,
}

/// Every key, in the order of `assets/config.toml`.
pub(super) const KEYS: &[Key] = &[
    Key {
        name: "sources",
        read: |s, d, v| {
            d.strings("sources", v)
                .map(|all| s.sources = Some(all.into_iter().map(PathBuf::from).collect()))
        },
        written: |s| Some(format!("{:?}", s.sources.as_ref()?)),
    },
    Key {
        name: "theme",
        read: |s, d, v| {
            d.string("theme", v)
                .map(|name| s.theme = Some(name.to_owned()))
        },
        written: |s| Some(format!("{:?}", s.theme.as_ref()?)),
    },
    Key {
        name: "language",
        read: |s, d, v| {
            d.choice("language", v, LANGUAGES)
                .map(|lang| s.language = Some(lang))
        },
        written: |s| name_of(&s.language?, LANGUAGES),
    },
    Key {
        name: "order",
        read: |s, d, v| {
            d.choice("order", v, ORDERS)
                .map(|order| s.order = Some(order))
        },
        written: |s| name_of(&s.order?, ORDERS),
    },
    Key {
        name: "rollover",
        read: |s, d, v| rollover(d, v).map(|time| s.rollover = Some(time)),
        written: |s| Some(s.rollover?.time().format("\"%H:%M\"").to_string()),
    },
    Key {
        name: "red_up",
        read: |s, d, v| d.boolean("red_up", v).map(|yes| s.red_up = Some(yes)),
        written: |s| Some(s.red_up?.to_string()),
    },
    Key {
        name: "ambiguous_width",
        read: |s, d, v| ambiguous(d, v).map(|width| s.ambiguous_width = Some(width)),
        written: |s| {
            Some(
                if s.ambiguous_width? == Ambiguous::Wide {
                    "2"
                } else {
                    "1"
                }
                .to_owned(),
            )
        },
    },
    Key {
        name: "mouse",
        read: |s, d, v| d.boolean("mouse", v).map(|yes| s.mouse = Some(yes)),
        written: |s| Some(s.mouse?.to_string()),
    },
    Key {
        name: "keymap",
        read: |s, d, v| {
            d.string("keymap", v)
                .map(|path| s.keymap = Some(path.into()))
        },
        written: |s| Some(format!("{:?}", s.keymap.as_ref()?.to_str()?)),
    },
    Key {
        name: "stocks",
        read: |s, d, v| {
            d.string("stocks", v)
                .map(|path| s.stocks = Some(path.into()))
        },
        written: |s| Some(format!("{:?}", s.stocks.as_ref()?.to_str()?)),
    },
    Key {
        name: "encoding",
        read: |s, d, v| encoding_in(d, v).map(|encoding| s.encoding = Some(encoding)),
        written: |s| name_of(&s.encoding?, ENCODINGS),
    },
    Key {
        name: "poll",
        read: |s, d, v| {
            d.number("poll", v)
                .map(|seconds| s.poll = Some(Duration::from_secs(seconds)))
        },
        written: |s| Some(s.poll?.as_secs().to_string()),
    },
    Key {
        name: "max_file_size",
        read: |s, d, v| {
            d.number("max_file_size", v)
                .map(|mebibytes| s.max_file_size = Some(mebibytes))
        },
        written: |s| Some(s.max_file_size?.to_string()),
    },
    Key {
        name: "max_entry_size",
        read: |s, d, v| {
            d.number("max_entry_size", v)
                .map(|kibibytes| s.max_entry_size = Some(kibibytes))
        },
        written: |s| Some(s.max_entry_size?.to_string()),
    },
    Key {
        name: "max_depth",
        read: |s, d, v| {
            d.number("max_depth", v)
                .map(|folders| s.max_depth = Some(folders))
        },
        written: |s| Some(s.max_depth?.to_string()),
    },
    Key {
        name: "max_folders",
        read: |s, d, v| {
            d.number("max_folders", v)
                .map(|folders| s.max_folders = Some(folders))
        },
        written: |s| Some(s.max_folders?.to_string()),
    },
    Key {
        name: "max_watches",
        read: |s, d, v| {
            d.number("max_watches", v)
                .map(|folders| s.max_watches = Some(folders))
        },
        written: |s| Some(s.max_watches?.to_string()),
    },
];

fn name_of<T: PartialEq>(value: &T, choices: Choices<T>) -> Option<String> {
    choices
        .iter()
        .find(|(_, meaning)| meaning == value)
        .map(|(name, _)| format!("\"{name}\""))
}

fn rollover(document: Document<'_>, value: &Value<'_>) -> Result<Rollover, Fault> {
    let time = value
        .get_ref()
        .as_str()
        .and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok());
    time.map(Rollover::new)
        .ok_or_else(|| document.wrong("rollover", value, Instead::TimeOfDay))
}

fn encoding_in(document: Document<'_>, value: &Value<'_>) -> Result<Option<Encoding>, Fault> {
    let known = value.get_ref().as_str().and_then(encoding);
    known.map_or_else(|| document.choice("encoding", value, ENCODINGS), Ok)
}

fn ambiguous(document: Document<'_>, value: &Value<'_>) -> Result<Ambiguous, Fault> {
    match document.number("ambiguous_width", value) {
        Ok(1) => Ok(Ambiguous::Narrow),
        Ok(2) => Ok(Ambiguous::Wide),
        Ok(_) | Err(_) => Err(document.wrong("ambiguous_width", value, Instead::OneOrTwo)),
    }
}

impl Settings {
    /// Reads a configuration file; all that is wrong in it is told at once.
    pub(super) fn read(document: Document<'_>) -> Result<Self, ConfigError> {
        let (mut settings, mut faults) = (Self::default(), Vec::new());
        for (name, value) in &document.parse()? {
            let read = match KEYS.iter().find(|key| key.name == name.get_ref()) {
                Some(key) => (key.read)(&mut settings, document, value),
                None => Err(document.fault(
                    &name.span(),
                    Found::NoSetting {
                        name: name.get_ref().to_string(),
                    },
                    instead(name.get_ref(), KEYS.iter().map(|key| key.name)),
                )),
            };
            faults.extend(read.err());
        }
        ConfigError::check(faults)?;
        Ok(settings)
    }

    /// This layer where it says something, and the other where it does not.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            sources: self.sources.or(below.sources),
            theme: self.theme.or(below.theme),
            language: self.language.or(below.language),
            order: self.order.or(below.order),
            rollover: self.rollover.or(below.rollover),
            red_up: self.red_up.or(below.red_up),
            ambiguous_width: self.ambiguous_width.or(below.ambiguous_width),
            mouse: self.mouse.or(below.mouse),
            keymap: self.keymap.or(below.keymap),
            stocks: self.stocks.or(below.stocks),
            encoding: self.encoding.or(below.encoding),
            poll: self.poll.or(below.poll),
            date: self.date.or(below.date),
            max_file_size: self.max_file_size.or(below.max_file_size),
            max_entry_size: self.max_entry_size.or(below.max_entry_size),
            max_depth: self.max_depth.or(below.max_depth),
            max_folders: self.max_folders.or(below.max_folders),
            max_watches: self.max_watches.or(below.max_watches),
        }
    }

    /// The same with paths that are relative to `folder`, and `~` for the home folder, made whole.
    pub(super) fn anchored(mut self, folder: &Path, home: Option<&Path>) -> Self {
        let files = [&mut self.keymap, &mut self.stocks]
            .into_iter()
            .flatten()
            .filter(|path| **path != Path::new(""));
        for path in self.sources.iter_mut().flatten().chain(files) {
            *path = anchored(path, folder, home);
        }
        self
    }
}

/// A path as a configuration file writes it, made whole.
pub(super) fn anchored(path: &Path, folder: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        (Ok(_), None) | (Err(_), _) => folder.join(path),
    }
}
