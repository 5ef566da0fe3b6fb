//! Mounts of the test, in a namespace of its own, so that no other process sees them.

use std::env;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use rustix::process::geteuid;

/// Set within the namespace.
const VARIABLE: &str = "DIANBAO_CHAOS_MOUNTS";

/// Runs a test of this binary again in a namespace. None if it is in one already, or if the system permits none.
pub(super) fn run_again(test: &str) -> Option<Output> {
    if may_mount() || !is_permitted() {
        return None;
    }
    let mut command = unshare();
    command.arg(env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]);
    Some(command.env(VARIABLE, "1").output().unwrap())
}

/// Whether this process has a namespace of its own.
pub(super) fn may_mount() -> bool {
    env::var_os(VARIABLE).is_some()
}

/// Whether files can be mounted.
pub(super) fn may_loop() -> bool {
    static MAY: OnceLock<bool> = OnceLock::new();
    let works = || {
        let folder = tempfile::tempdir().unwrap();
        let image = folder.path().join("image");
        File::create(&image).unwrap().set_len(4 << 20).unwrap();
        let made = succeeds(Command::new("mkfs.ext4").arg("-qF").arg(&image));
        made && mounts(&image, folder.path())
    };
    may_mount() && *MAY.get_or_init(works)
}

fn mounts(image: &Path, folder: &Path) -> bool {
    let mounted = succeeds(
        Command::new("mount")
            .args(["-o", "loop"])
            .arg(image)
            .arg(folder),
    );
    mounted && succeeds(Command::new("umount").arg("--lazy").arg(folder))
}

/// As another user, root of a namespace of users has to be it first.
fn unshare() -> Command {
    let mut command = Command::new("unshare");
    command.arg(if geteuid().is_root() { "-m" } else { "-Urm" });
    command
}

fn is_permitted() -> bool {
    succeeds(unshare().args(["mount", "-t", "tmpfs", "none", "/tmp"]))
}

/// Whether a program is there and succeeds.
fn succeeds(command: &mut Command) -> bool {
    let command = command.stdin(Stdio::null()).stdout(Stdio::null());
    let status = command.stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
