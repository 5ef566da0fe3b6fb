//! Defaults <- file <- flags; which keys do what; which roles have which colours.

mod document;
pub mod fault;
pub mod key;
pub mod keymap;
pub mod theme;

use std::path::PathBuf;

use keymap::Keymap;
use theme::Theme;

use crate::item::Rollover;
use crate::lang::Lang;
use crate::text::Ruler;

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
#[derive(Clone, Debug)]
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
    pub ruler: Ruler,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Which keys do what.
    pub keymap: Keymap,
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
            ruler: Ruler::default(),
            mouse: true,
            keymap: Keymap::default(),
        }
    }
}
