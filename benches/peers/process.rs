//! Runs programs to their end and reads their use of resources.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::timing::time;

/// The binary that is measured.
pub(crate) const DIANBAO: &str = env!("CARGO_BIN_EXE_dianbao");

/// Returns true if a program is in `PATH`.
pub(crate) fn installed(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Returns a command without input and output.
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

/// Prints the newest items of a folder. What counts as newest depends on all dumps, so it keeps everything until then.
pub(crate) fn keep(folder: &Path) -> Command {
    let mut command = quiet(
        DIANBAO,
        &[
            "--no-config",
            "list",
            "--now",
            "newest",
            "--since",
            "newest",
        ],
    );
    command.arg(folder);
    command
}

/// `dianbao list --day` over a folder.
pub(crate) fn list_day(folder: &Path, day: &str) -> Command {
    let mut command = quiet(DIANBAO, &["--no-config", "list", "--day", day]);
    command.arg(folder);
    command
}

/// Runs a command and returns its time. Status 1 means no match and is no failure.
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

/// Returns the output of a command.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdout(Stdio::piped()).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Returns the peak memory of a command in bytes, as last seen before its end.
pub(crate) fn peak(command: &mut Command) -> Result<u64> {
    let mut child = command.spawn()?;
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        peak = peak.max(high_water(child.id()).unwrap_or(0));
        thread::sleep(Duration::from_millis(2));
    }
    Ok(peak)
}

/// Returns the peak memory of a process in bytes, or `None` if the system does not report it.
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

/// Returns the processor time of a process, user and system, to 10 ms.
pub(crate) fn processor_time(pid: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may contain blanks, so the fields are counted after it.
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let ticks = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}
