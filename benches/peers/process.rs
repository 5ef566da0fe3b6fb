//! Programs that run to their end, and what the system says of those that run.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::timing::time;

/// The reader that is measured.
pub(crate) const DIANBAO: &str = env!("CARGO_BIN_EXE_dianbao");

/// Which of the peers can be found.
pub(crate) fn installed(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// A command whose output goes nowhere and whose input is empty.
pub(crate) fn quiet(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// `dianbao list --count` over a folder.
pub(crate) fn count(folder: &Path) -> Command {
    let mut command = quiet(DIANBAO, &["--no-config", "list", "--count"]);
    command.arg(folder);
    command
}

/// `dianbao list -n 1` over a folder, which keeps everything until it has printed the newest item.
pub(crate) fn keep(folder: &Path) -> Command {
    let mut command = quiet(DIANBAO, &["--no-config", "list", "-n", "1"]);
    command.arg(folder);
    command
}

/// How long a command takes from start to end; finding nothing (status 1) is no failure.
pub(crate) fn run(command: &mut Command) -> Result<Duration> {
    let name = command.get_program().to_owned();
    let (took, status) = time(|| command.status());
    let status = status.with_context(|| name.display().to_string())?;
    ensure!(
        matches!(status.code(), Some(0 | 1)),
        "{}: {status}",
        name.display()
    );
    Ok(took)
}

/// What a command prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdout(Stdio::piped()).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The most memory a command has held, in bytes: its high-water mark as last seen before it ended.
pub(crate) fn peak(command: &mut Command) -> Result<u64> {
    let mut child = command.spawn()?;
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        peak = peak.max(high_water(child.id()).unwrap_or(0));
        thread::sleep(Duration::from_millis(2));
    }
    Ok(peak)
}

/// The most memory a process has held so far, in bytes; `None` where the system does not tell.
pub(crate) fn high_water(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace()
        .next()?
        .parse::<u64>()
        .ok()
        .map(|kib| kib * 1024)
}

/// The processor time a process has taken, in its own code and in the system's, to 10 ms.
pub(crate) fn processor_time(pid: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in parentheses, may hold blanks; the fields are counted from behind it.
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let ticks = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}
