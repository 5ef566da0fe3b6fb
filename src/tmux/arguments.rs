//! The options, and the arguments of `tmux` that set them and take them away.

use std::os::unix::process::CommandExt as _;
use std::process::{self, Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{io, iter, thread};

/// The options.
const NAMES: [&str; 5] = [
    "@dianbao",
    "@dianbao_unseen",
    "@dianbao_red",
    "@dianbao_hits",
    PROCESS,
];

/// The option with the process that set the others.
const PROCESS: &str = "@dianbao_pid";

/// How long the end of the reader waits for `tmux`, and between two looks.
const TIMEOUT: Duration = Duration::from_millis(500);
const LOOK_INTERVAL: Duration = Duration::from_millis(2);

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
        let process = process::id().to_string();
        let values = [argument(&self.line), unseen, red, hits, process];
        let options = NAMES.iter().zip(&values);
        start(options.map(|(name, value)| vec!["set-option", "-g", name, value.as_str()]))
    }
}

/// Takes all options away that a process has set; those of another reader stay. Waits for `tmux`, which may hang, at most for
/// [`TIMEOUT`].
pub fn take_away(process: u32) {
    let is_own = format!("#{{==:#{{{PROCESS}}},{process}}}");
    let commands = NAMES.map(|name| format!("set-option -gu {name}"));
    let commands = commands.join(" ; ");
    let command = vec!["if-shell", "-F", &is_own, &commands];
    let Ok(mut tmux) = start(iter::once(command)) else {
        return;
    };
    let until = Instant::now() + TIMEOUT;
    while matches!(tmux.try_wait(), Ok(None)) && Instant::now() < until {
        thread::sleep(LOOK_INTERVAL);
    }
}

/// Starts `tmux` with commands, which an argument `;` divides.
fn start<'a>(commands: impl Iterator<Item = Vec<&'a str>>) -> io::Result<Child> {
    let commands: Vec<_> = commands.collect();
    Command::new("tmux")
        .args(commands.join(&";"))
        // The end of the reader hangs up its own group.
        .process_group(0)
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
