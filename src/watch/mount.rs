//! Which file systems give no file events, or only some of them.

use std::path::Path;

/// `f_type` of statfs(2), as in the kernel's `magic.h`, and what people call it.
const WITHOUT_EVENTS: [(i64, &str); 12] = [
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

/// The name of the file system on which a path lies, if it gives no or few events.
pub(crate) fn without_events(path: &Path) -> Option<&'static str> {
    #[cfg(target_os = "linux")]
    {
        let kind = rustix::fs::statfs(path).ok()?.f_type;
        let kind = kind as i64 & 0xFFFF_FFFF;
        named(kind)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        None
    }
}

#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "statfs gives no f_type elsewhere"))]
fn named(kind: i64) -> Option<&'static str> {
    WITHOUT_EVENTS.iter().find(|(magic, _)| *magic == kind).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_and_container_mounts_give_no_events_and_disks_do() {
        assert_eq!(named(0x6969), Some("NFS"));
        assert_eq!(named(0x794C_7630), Some("overlay"));
        for disk in [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994] {
            assert_eq!(named(disk), None, "{disk:x}");
        }
    }
}
