//! The options, and the arguments of `tmux` that set them and take them away.

use std::io;
use std::process::{Child, Command, Stdio};

/// The options.
const NAMES: [&str; 4] = [
    "@dianbao",
    "@dianbao_unseen",
    "@dianbao_red",
    "@dianbao_hits",
];

/// Their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TmuxValues {
    /// The line.
    pub line: String,
    /// How many items nobody has seen.
    pub unseen: usize,
    /// How many of them are red.
    pub red: usize,
    /// How many of them rules hit.
    pub hits: usize,
}

impl TmuxValues {
    /// Starts `tmux` to set all options at once.
    pub(super) fn set(&self) -> io::Result<Child> {
        let counts = [self.unseen, self.red, self.hits].map(|count| count.to_string());
        let [unseen, red, hits] = counts;
        let values = [argument(&self.line), unseen, red, hits];
        let options = NAMES.iter().zip(&values);
        start(options.map(|(name, value)| vec!["set-option", "-g", name, value.as_str()]))
    }
}

/// Starts `tmux` to take all options away.
pub fn take_away() -> io::Result<Child> {
    start(NAMES.iter().map(|name| vec!["set-option", "-gu", name]))
}

/// Starts `tmux` with commands, which an argument `;` divides.
fn start<'a>(commands: impl Iterator<Item = Vec<&'a str>>) -> io::Result<Child> {
    let commands: Vec<_> = commands.collect();
    Command::new("tmux")
        .args(commands.join(&";"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// A text as an argument: a `;` at its end would begin another command.
fn argument(text: &str) -> String {
    match text.strip_suffix(';') {
        Some(rest) => format!("{rest}\\;"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_semicolon_is_no_separator() {
        assert_eq!(argument("涨停;跌停;"), "涨停;跌停\\;");
        assert_eq!(argument("涨停\\;"), "涨停\\\\;");
        assert_eq!(argument("涨停"), "涨停");
    }
}
