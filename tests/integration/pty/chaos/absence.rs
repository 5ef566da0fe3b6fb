//! How the source goes away as a whole and comes back.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::geteuid;

use super::Dice;
use super::namespace;

/// What happens to the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absence {
    /// It is moved elsewhere.
    Moved,
    /// It is moved elsewhere, and an empty folder is in its place.
    Emptied,
    /// Nobody may read it.
    Forbidden,
    /// An empty file system is mounted over it.
    Covered,
    /// It is moved elsewhere and mounted in its place, and then unmounted.
    Unmounted,
    /// A file system with a copy of it is mounted over it from a loop device, and then unmounted.
    Looped,
}

use Absence::{Covered, Emptied, Forbidden, Looped, Moved, Unmounted};

impl Absence {
    /// Any one that is permitted.
    pub(super) fn any(dice: &mut Dice) -> Self {
        let mut permitted = vec![Moved, Emptied];
        if !geteuid().is_root() {
            permitted.push(Forbidden);
        }
        if namespace::may_mount() {
            permitted.extend([Covered, Unmounted]);
        }
        if namespace::may_loop() {
            permitted.push(Looped);
        }
        *dice.pick(&permitted)
    }

    /// Whether the source cannot be read at all. Otherwise it may be without dumps.
    pub(super) const fn is_total(self) -> bool {
        matches!(self, Moved | Forbidden)
    }

    /// Whether something is mounted.
    pub(super) const fn mounts(self) -> bool {
        matches!(self, Covered | Unmounted | Looped)
    }

    /// The steps of going away and coming back.
    pub(super) fn steps(self) -> &'static [fn(&Path)] {
        match self {
            Moved => &[move_away, move_back],
            Emptied => &[move_away, make_empty, remove_empty, move_back],
            Forbidden => &[forbid, permit],
            Covered => &[cover, unmount],
            Unmounted => &[bind, unmount, unbind],
            Looped => &[mount_copy, unmount],
        }
    }
}

fn aside(root: &Path) -> PathBuf {
    root.with_file_name("aside")
}

fn move_away(root: &Path) {
    fs::rename(root, aside(root)).unwrap();
}

fn move_back(root: &Path) {
    fs::rename(aside(root), root).unwrap();
}

fn make_empty(root: &Path) {
    fs::create_dir(root).unwrap();
}

fn remove_empty(root: &Path) {
    fs::remove_dir(root).unwrap();
}

fn set_mode(root: &Path, mode: u32) {
    fs::set_permissions(root, fs::Permissions::from_mode(mode)).unwrap();
}

fn forbid(root: &Path) {
    set_mode(root, 0o000);
}

fn permit(root: &Path) {
    set_mode(root, 0o755);
}

fn cover(root: &Path) {
    run(Command::new("mount")
        .args(["-t", "tmpfs", "none"])
        .arg(root));
}

/// At once, because what is mounted where dumps were taken away is another source.
fn bind(root: &Path) {
    move_away(root);
    make_empty(root);
    run(Command::new("mount")
        .arg("--bind")
        .arg(aside(root))
        .arg(root));
}

fn unbind(root: &Path) {
    remove_empty(root);
    move_back(root);
}

fn mount_copy(root: &Path) {
    let image = root.with_file_name("image");
    fs::File::create(&image).unwrap().set_len(4 << 20).unwrap();
    run(Command::new("mkfs.ext4").arg("-qFd").arg(root).arg(&image));
    run(Command::new("mount")
        .args(["-o", "loop"])
        .arg(&image)
        .arg(root));
}

/// Detaches it, because a reader may have it open.
fn unmount(root: &Path) {
    run(Command::new("umount").arg("--lazy").arg(root));
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {output:?}");
}
