//! Which file systems send no file events, or only some; and which mount has a path.
//!
//! The table of mounts decides. statfs(2) comes second, since it may report the file system behind a mount: 9p passes on
//! what its server reports for the disk there.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, StatxFlags, statx};

use super::signature::MountId;

/// The type of a mount as the kernel names it, and its common name.
const TYPE_NAMES: [(&str, &str); 20] = [
    ("nfs", "NFS"),
    ("nfs4", "NFS"),
    ("cifs", "SMB"),
    ("smb3", "SMB"),
    ("9p", "9p"),
    ("virtiofs", "virtiofs"),
    ("fuse", "FUSE"),
    ("fuseblk", "FUSE"),
    ("overlay", "overlay"),
    ("ceph", "Ceph"),
    ("afs", "AFS"),
    ("vboxsf", "vboxsf"),
    ("vmhgfs", "vmhgfs"),
    ("prl_fs", "prl_fs"),
    ("ncpfs", "NCP"),
    ("coda", "Coda"),
    ("lustre", "Lustre"),
    ("gpfs", "GPFS"),
    ("gfs2", "GFS2"),
    ("ocfs2", "OCFS2"),
];

/// `f_type` of statfs(2) as in the kernel's `magic.h`, for paths that the table of mounts does not have.
const MAGIC_NAMES: [(i64, &str); 12] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9p"),
    (0x794C_7630, "overlay"),
    (0x00C3_6400, "Ceph"),
    (0x5346_414F, "AFS"),
    (0x786F_4256, "vboxsf"),
    (0x564C, "NCP"),
    (0x7375_7245, "Coda"),
];

/// Returns the name of the file system of a path if it sends no or few events. `device` is the path's `st_dev`.
pub(crate) fn eventless_file_system(path: &Path, device: u64) -> Option<&'static str> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let magic = || {
        let kind = rustix::fs::statfs(path).ok()?.f_type;
        name_of_magic(kind as i64 & 0xFFFF_FFFF)
    };
    mount_type(&mounts, device)
        .and_then(name_of_type)
        .or_else(magic)
}

/// `STATX_MNT_ID_UNIQUE`: the number of a mount that no later mount gets. Since Linux 6.8.
const UNIQUE_ID: StatxFlags = StatxFlags::from_bits_retain(0x4000);

/// Returns the mount that has a path. Asks no server.
pub(crate) fn mount_id(path: &Path) -> Option<MountId> {
    let number = |wanted| {
        let stat = statx(CWD, path, AtFlags::STATX_DONT_SYNC, wanted).ok()?;
        let is_there = StatxFlags::from_bits_retain(stat.stx_mask).contains(wanted);
        let device = rustix::fs::makedev(stat.stx_dev_major, stat.stx_dev_minor);
        Some((device, is_there.then_some(stat.stx_mnt_id)))
    };
    let (device, unique) = number(UNIQUE_ID)?;
    let common = || number(StatxFlags::MNT_ID)?.1;
    Some(MountId {
        device,
        number: unique.or_else(common),
    })
}

/// Returns the name of the network file system of a path; `None` if it is on this machine.
pub fn network_file_system(path: &Path) -> Option<&'static str> {
    let device = std::fs::metadata(path).ok()?.dev();
    // Layers and user-space file systems of this machine keep locks.
    eventless_file_system(path, device).filter(|name| !["overlay", "FUSE"].contains(name))
}

/// Finds the type of a device in the table of proc(5): `36 35 98:0 / /mnt rw - ext4 /dev/sda1 rw`. The number of words before
/// the dash varies.
fn mount_type(mounts: &str, device: u64) -> Option<&str> {
    let device = format!(
        "{}:{}",
        rustix::fs::major(device),
        rustix::fs::minor(device)
    );
    let line = mounts
        .lines()
        .find(|line| line.split(' ').nth(2) == Some(&device))?;
    line.split(' ').skip_while(|word| *word != "-").nth(1)
}

fn name_of_type(kind: &str) -> Option<&'static str> {
    // The part after the dot is the server: `fuse.sshfs`.
    let kind = kind.split('.').next().unwrap_or(kind);
    TYPE_NAMES
        .iter()
        .find(|(known, _)| *known == kind)
        .map(|(_, name)| *name)
}

fn name_of_magic(kind: i64) -> Option<&'static str> {
    MAGIC_NAMES
        .iter()
        .find(|(magic, _)| *magic == kind)
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_and_container_mounts_lack_events() {
        assert_eq!(name_of_magic(0x6969), Some("NFS"));
        assert_eq!(name_of_magic(0x794C_7630), Some("overlay"));
        for disk in [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994] {
            assert_eq!(name_of_magic(disk), None, "{disk:x}");
        }
        assert_eq!(name_of_type("fuse.sshfs"), Some("FUSE"));
        for disk in ["ext4", "xfs", "btrfs", "tmpfs", "rootfs"] {
            assert_eq!(name_of_type(disk), None, "{disk}");
        }
    }

    /// For a 9p mount statfs may report ext4, and the reader would wait for events.
    #[test]
    fn the_device_decides_what_is_mounted() {
        let mounts = "\
            1 1 0:2 / / rw - rootfs none rw\n\
            30 1 8:17 / /mnt/a\\040disk rw,relatime shared:3 master:2 - ext4 /dev/sdb1 rw\n\
            31 1 0:24 / /mnt/host rw,relatime - 9p host rw,sync,trans=virtio\n\
            32 1 0:240 / /mnt/other rw,relatime - tmpfs other rw\n";
        let device = |major, minor| rustix::fs::makedev(major, minor);
        assert_eq!(
            mount_type(mounts, device(0, 24)).and_then(name_of_type),
            Some("9p")
        );
        assert_eq!(mount_type(mounts, device(8, 17)), Some("ext4"));
        assert_eq!(mount_type(mounts, device(0, 240)), Some("tmpfs"));
        assert_eq!(mount_type(mounts, device(0, 2)), Some("rootfs"));
        assert_eq!(mount_type(mounts, device(0, 25)), None);
    }
}
