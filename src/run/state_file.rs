//! Which state file a command uses.

use std::path::{Path, PathBuf};

use crate::cli::CommonArgs;
use crate::config::{Config, Environment};
use crate::event_loop;
use crate::item::NewsDay;
use crate::state::KeeperSetup;
use crate::watch;

/// How many news days a listed item is remembered.
const KNOWN_DAYS: u16 = 7;

/// Returns what the reader of these paths remembers, and where. The demo remembers nothing: its dumps are made anew.
pub(super) fn setup(
    paths: &[PathBuf],
    config: &Config,
    common: &CommonArgs,
    is_demo: bool,
) -> KeeperSetup {
    let file = file(common).filter(|_| !is_demo);
    let now = event_loop::now();
    let today = NewsDay::containing(now, config.settings.rollover);
    let paths: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    KeeperSetup {
        is_default_file: common.state.is_none(),
        network_file_system: file.as_deref().and_then(network_file_system),
        file,
        profile: common.profile.clone(),
        sources: paths.join("\n"),
        known_from: NewsDay::from_number(today.number().saturating_sub(KNOWN_DAYS)),
        now,
    }
}

fn file(common: &CommonArgs) -> Option<PathBuf> {
    if common.no_state {
        return None;
    }
    let usual = || Some(Environment::from_process().state?.join("dianbao/state.db"));
    common.state.clone().or_else(usual)
}

/// Returns the network file system that a file is on, or would be.
fn network_file_system(file: &Path) -> Option<&'static str> {
    let existing = file.ancestors().find(|path| path.exists())?;
    watch::network_file_system(existing)
}
