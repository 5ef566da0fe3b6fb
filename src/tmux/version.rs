//! The version of the tmux that is installed.

use std::fmt;
use std::process::{Command, Stdio};

/// A version, such as 3.3a. The letter is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TmuxVersion {
    major: u32,
    minor: u32,
}

impl TmuxVersion {
    /// The first version with `display-popup`.
    pub(super) const POPUPS: Self = Self { major: 3, minor: 2 };
    /// The first version with `allow-passthrough`.
    pub(super) const PASSTHROUGH: Self = Self { major: 3, minor: 3 };
    /// The first version with floating panes, which replace popups.
    pub(super) const FLOATING_PANES: Self = Self { major: 3, minor: 7 };

    /// The version that is installed; `None` if there is none.
    pub fn installed() -> Option<Self> {
        let tmux = Command::new("tmux").arg("-V").stdin(Stdio::null()).output();
        Self::parse(&String::from_utf8_lossy(&tmux.ok()?.stdout))
    }

    /// Reads what `tmux -V` prints: `tmux 3.3a`, `tmux next-3.8`, `tmux openbsd-7.6`.
    pub fn parse(printed: &str) -> Option<Self> {
        let version = printed.trim().strip_prefix("tmux ")?;
        if version == "master" || version.starts_with("openbsd-") {
            // Built from the newest source.
            return Some(Self::FLOATING_PANES);
        }
        let (major, rest) = version
            .strip_prefix("next-")
            .unwrap_or(version)
            .split_once('.')?;
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        Some(Self {
            major: major.parse().ok()?,
            minor: rest.get(..digits)?.parse().ok()?,
        })
    }
}

impl fmt::Display for TmuxVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("tmux 3.3a\n", Some("3.3"))]
    #[case("tmux 2.9\n", Some("2.9"))]
    #[case("tmux next-3.8", Some("3.8"))]
    #[case("tmux 3.10", Some("3.10"))]
    #[case("tmux openbsd-7.6", Some("3.7"))]
    #[case("tmux master", Some("3.7"))]
    #[case("screen 4.9", None)]
    #[case("", None)]
    fn version_is_read(#[case] printed: &str, #[case] expected: Option<&str>) {
        let version = TmuxVersion::parse(printed).map(|version| version.to_string());
        assert_eq!(version.as_deref(), expected);
    }
}
