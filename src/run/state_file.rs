//! Which state file a command uses.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

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
    KeeperSetup {
        is_default_file: common.state.is_none(),
        network_file_system: file.as_deref().and_then(network_file_system),
        file,
        profile: common.profile.clone(),
        sources: lines(paths.iter().map(|path| absolute(path))),
        typed_sources: lines(paths.iter().cloned()),
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

/// Paths as text, a line each.
fn lines(paths: impl Iterator<Item = PathBuf>) -> String {
    let lines = paths.map(|path| path.to_string_lossy().into_owned());
    lines.collect::<Vec<_>>().join("\n")
}

/// A path as the key of a session, whatever the working folder. Links stay: one that leads elsewhere tomorrow is still the
/// same source to the user. Standard input has no folder.
fn absolute(path: &Path) -> PathBuf {
    if watch::is_stdin(path) {
        return path.to_owned();
    }
    let absolute = std::path::absolute(path);
    let absolute = absolute.as_deref().unwrap_or(path);
    let mut parts: Vec<&OsStr> = Vec::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir if parts.len() > 1 => drop(parts.pop()),
            Component::ParentDir | Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                parts.push(part.as_os_str());
            }
        }
    }
    parts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    /// The same folder, however it is typed.
    #[rstest::rstest]
    #[case(".")]
    #[case("./")]
    #[case("src/..")]
    #[case("../{}")]
    #[case("{}//./")]
    fn sources_are_absolute(#[case] typed: &str) {
        let folder = env::current_dir().unwrap();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let typed = typed.replace("../{}", &format!("../{name}"));
        let typed = typed.replace("{}", folder.to_str().unwrap());
        assert_eq!(absolute(Path::new(&typed)), folder);
    }

    #[test]
    fn standard_input_has_no_folder() {
        assert_eq!(absolute(Path::new("-")), Path::new("-"));
        assert_eq!(absolute(Path::new("/../a/b/../c")), Path::new("/a/c"));
    }
}
