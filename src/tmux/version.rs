//! The tmux that is installed, and which release it equals at least.

use std::fmt;
use std::process::{Command, Stdio};

/// A release of tmux. The letter of 3.3a is left out: nothing that is asked for here came with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TmuxRelease {
    major: u32,
    minor: u32,
}

impl TmuxRelease {
    /// The first one with `display-popup`.
    pub(super) const POPUPS: Self = Self::new(3, 2);
    /// The first one with `allow-passthrough`; before, every pane was allowed that.
    pub(super) const PASSTHROUGH: Self = Self::new(3, 3);
    /// The first one whose `allow-passthrough` has the value `all`, for panes out of view.
    pub(super) const HIDDEN_PASSTHROUGH: Self = Self::new(3, 4);
    /// The first one with floating panes.
    pub(super) const FLOATING_PANES: Self = Self::new(3, 7);

    const fn new(major: u32, minor: u32) -> Self {
        Self { major, minor }
    }

    /// Reads two numbers, whatever comes after them.
    fn parse(version: &str) -> Option<Self> {
        let (major, rest) = version.split_once('.')?;
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        Some(Self {
            major: major.parse().ok()?,
            minor: rest.get(..digits)?.parse().ok()?,
        })
    }
}

/// The tmux that is installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalledTmux {
    /// Its version, as it prints it.
    version: String,
    /// The newest release that it surely has everything of.
    release: TmuxRelease,
}

impl InstalledTmux {
    /// Asks tmux; `None` if there is none.
    pub fn find() -> Option<Self> {
        let tmux = Command::new("tmux").arg("-V").stdin(Stdio::null()).output();
        Self::parse(&String::from_utf8_lossy(&tmux.ok()?.stdout))
    }

    /// Reads what `tmux -V` prints: `tmux 3.3a`, `tmux next-3.8`, `tmux openbsd-7.9`.
    pub(super) fn parse(printed: &str) -> Option<Self> {
        let version = printed.trim().strip_prefix("tmux ")?;
        let release = if let Some(system) = version.strip_prefix("openbsd-") {
            // The version of the system, which has no release of tmux.
            if TmuxRelease::parse(system)? >= TmuxRelease::new(8, 0) {
                TmuxRelease::FLOATING_PANES
            } else {
                TmuxRelease::HIDDEN_PASSTHROUGH
            }
        } else if let Some(next) = version.strip_prefix("next-") {
            // It may lack what the next release has.
            let TmuxRelease { major, minor } = TmuxRelease::parse(next)?;
            TmuxRelease::new(major, minor.saturating_sub(1))
        } else {
            TmuxRelease::parse(version)?
        };
        Some(Self {
            version: version.to_owned(),
            release,
        })
    }

    pub(super) fn release(&self) -> TmuxRelease {
        self.release
    }
}

impl fmt::Display for InstalledTmux {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.version)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("tmux 3.3a\n", "3.3a", (3, 3))]
    #[case("tmux 2.9", "2.9", (2, 9))]
    #[case("tmux 3.10", "3.10", (3, 10))]
    #[case("tmux 3.2-rc3", "3.2-rc3", (3, 2))]
    #[case("tmux next-3.8", "next-3.8", (3, 7))]
    #[case("tmux next-3.0", "next-3.0", (3, 0))]
    #[case("tmux openbsd-7.9", "openbsd-7.9", (3, 4))]
    #[case("tmux openbsd-8.0", "openbsd-8.0", (3, 7))]
    fn version_is_read(
        #[case] printed: &str,
        #[case] version: &str,
        #[case] (major, minor): (u32, u32),
    ) {
        let tmux = InstalledTmux::parse(printed).unwrap();
        assert_eq!(tmux.to_string(), version);
        assert_eq!(tmux.release(), TmuxRelease::new(major, minor));
    }

    #[rstest]
    #[case("tmux master")]
    #[case("screen 4.9")]
    #[case("")]
    fn other_programs_have_no_version(#[case] printed: &str) {
        assert_eq!(InstalledTmux::parse(printed), None);
    }
}
