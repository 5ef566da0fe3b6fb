//! Where the configuration is, and the environment variables that concern it.

use std::env;
use std::path::PathBuf;

use etcetera::BaseStrategy;

use super::theme::Palette;
use crate::lang::Lang;

/// Where the configuration file is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ConfigOrigin {
    /// `dianbao/config.toml` in the user's configuration folder, if it exists.
    #[default]
    Usual,
    /// This file, which must exist.
    File(PathBuf),
    /// Nowhere: only defaults and flags count.
    Nowhere,
}

/// The environment of the process, as a value that tests can change.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `LC_ALL`, `LC_MESSAGES` and `LANG`.
    pub locale: [Option<String>; 3],
    /// Whether `NO_COLOR` is set and not empty (<https://no-color.org>).
    pub no_color: bool,
    /// The colours that the terminal shows.
    pub palette: Palette,
    /// The user's folder of configurations: `XDG_CONFIG_HOME`, or `~/.config`.
    pub config: Option<PathBuf>,
    /// The user's folder of what programs remember: `XDG_STATE_HOME`, or `~/.local/state`.
    pub state: Option<PathBuf>,
    /// The user's home folder.
    pub home: Option<PathBuf>,
    /// The working folder; empty if it is unknown.
    pub folder: PathBuf,
}

impl Environment {
    /// Reads the environment of this process.
    pub fn from_process() -> Self {
        let folders = etcetera::choose_base_strategy().ok();
        let variable = |name| env::var(name).ok();
        Self {
            locale: ["LC_ALL", "LC_MESSAGES", "LANG"].map(variable),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            palette: Palette::from_terminal(
                variable("TERM").as_deref(),
                variable("COLORTERM").as_deref(),
            ),
            config: folders.as_ref().map(BaseStrategy::config_dir),
            state: folders.as_ref().and_then(BaseStrategy::state_dir),
            home: folders.map(|folders| folders.home_dir().to_owned()),
            folder: env::current_dir().unwrap_or_default(),
        }
    }

    /// Returns the language of the locale.
    pub fn lang(&self) -> Lang {
        Lang::from_locale(self.locale.each_ref().map(Option::as_deref))
    }
}

impl ConfigOrigin {
    /// Returns the path of the configuration file, whether it exists or not.
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

    /// Returns the folder of the configuration file, which also holds keymap, stocks and themes.
    pub(super) fn folder(&self, environment: &Environment) -> Option<PathBuf> {
        self.path(environment)
            .map(|path| path.parent().map(ToOwned::to_owned).unwrap_or_default())
    }
}
