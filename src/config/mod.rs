//! The configuration: settings, keymap, theme and the user's stocks.
//!
//! Settings come in layers: the embedded defaults, the configuration file, the command line. The files in `assets/` are
//! both the defaults and their documentation. Only [`load()`] and its neighbours read files.
//!
//! | file | holds |
//! | --- | --- |
//! | `settings` | the struct of `config.toml`, and how its values are read |
//! | `view` | the choices of order, density and layout |
//! | `layers` | the merging of defaults, file and flags |
//! | `formats` | the tables `[[format]]`: files in a layout that no dialect knows |
//! | `load`, `file` | the reading of all files, and [`Config`] |
//! | `copy_format` | how copied items are written |
//! | `keymap`, `key` | which keys do what |
//! | `theme` | which role has which style |
//! | `stocks` | `stocks.csv` |
//! | `rules_file` | where `rules.toml` is |
//! | `document`, `document_table`, `error` | TOML with places, and errors at them |

pub mod copy_format;
#[cfg(test)]
pub(crate) mod docs;
mod document;
mod document_table;
mod environment;
mod error;
mod file;
mod formats;
pub mod key;
pub mod keymap;
mod layers;
mod load;
mod rules_file;
pub mod settings;
mod stocks;
pub mod theme;
pub mod view;

pub use document::{Document, SpannedValue};
pub use document_table::DocumentTable;
pub use environment::{ConfigOrigin, Environment};
pub use error::{
    ConfigError, ConfigErrorKind, ConfigErrors, Expectation, TableKind, quoted, suggest,
};
pub use layers::{DEFAULT, SettingsLayer};
pub use load::{Config, list, load, sources};
pub use rules_file::RulesFile;
pub use settings::Settings;
pub use view::{Arrangement, Density, Order};
