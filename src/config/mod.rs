//! Defaults <- file <- flags; which keys do what; which roles have which colours.
//!
//! [`fn@load`] is the only function here that reads files. What holds where nothing is said stands in `assets/`, which is
//! also what documents it.

mod document;
pub mod fault;
pub mod key;
pub mod keymap;
mod load;
pub mod settings;
mod stocks;
pub mod theme;

use std::path::PathBuf;
use std::time::Duration;

pub use fault::ConfigError;
use keymap::Keymap;
pub use load::{Environment, Origin, load, show, sources};
pub use settings::Settings;
use theme::Theme;

use crate::dump;
use crate::item::{NewsDay, Rollover};
use crate::lang::Lang;
use crate::limits::Limits;
use crate::names::UserStock;
use crate::text::TextMetrics;

/// The settings as they are shipped, and their documentation.
pub const DEFAULT: &str = include_str!("../../assets/config.toml");

/// Which end of time stands at the top of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
}

/// Everything that is settled before the reader starts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// Dumps and folders to read where none are named.
    pub sources: Vec<PathBuf>,
    /// Colours by role.
    pub theme: Theme,
    /// Language of the interface.
    pub lang: Lang,
    /// Which end of time stands at the top.
    pub order: Order,
    /// Where a news day ends if a dump does not say.
    pub rollover: Rollover,
    /// Whether rises are red and falls green, as in China.
    pub red_up: bool,
    /// How text is measured.
    pub text_metrics: TextMetrics,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Which keys do what.
    pub keymap: Keymap,
    /// How characters of dumps are written, if it is not to be found out.
    pub encoding: Option<dump::Encoding>,
    /// How often to look for changes, if events are not to be trusted.
    pub poll: Option<Duration>,
    /// The day of dumps that do not tell theirs.
    pub date: Option<NewsDay>,
    /// Stocks that the user names, in `stocks.csv`.
    pub stocks: Vec<UserStock>,
    /// What is too much.
    pub limits: Limits,
    /// What is wrong in the configuration file, so that the defaults are in force.
    pub fault: Option<ConfigError>,
}

impl Default for Config {
    /// What holds where nothing is configured, apart from what the environment says.
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            theme: Theme::default(),
            lang: Lang::default(),
            order: Order::default(),
            rollover: Rollover::default(),
            red_up: true,
            text_metrics: TextMetrics::default(),
            mouse: true,
            keymap: Keymap::default(),
            encoding: None,
            poll: None,
            date: None,
            stocks: Vec::new(),
            limits: Limits::default(),
            fault: None,
        }
    }
}

impl Config {
    /// How dumps are to be read.
    pub fn dump_options(&self) -> dump::ReadOptions {
        dump::ReadOptions {
            rollover: self.rollover,
            encoding: self.encoding,
            limits: self.limits,
            date: self.date,
        }
    }
}
