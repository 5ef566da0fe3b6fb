//! The memory limits of control groups (cgroups). Every group from that of the process up to the root has one.
//!
//! | | version 2 | version 1 |
//! | --- | --- | --- |
//! | folder | `/sys/fs/cgroup/GROUP` | `/sys/fs/cgroup/memory/GROUP` |
//! | limits | `memory.max`, `memory.high` | `memory.limit_in_bytes` |
//! | use | `memory.current` | `memory.usage_in_bytes` |
//! | of that, what the kernel can drop | `active_file`, `inactive_file` in `memory.stat` | the same with `total_` |
//!
//! In a container the path of a group may be that of the host; the folders that do not exist are skipped, and its own group is the
//! root.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = "/sys/fs/cgroup";

/// A larger limit is none: version 1 writes no limit as 2^63, less a page.
const MAX_LIMIT: u64 = 1 << 60;

/// The names of the files of a version.
#[derive(Debug)]
struct GroupFiles {
    limits: &'static [&'static str],
    used: &'static str,
    droppable: [&'static str; 2],
}

static VERSION_2: GroupFiles = GroupFiles {
    limits: &["memory.max", "memory.high"],
    used: "memory.current",
    droppable: ["active_file", "inactive_file"],
};
static VERSION_1: GroupFiles = GroupFiles {
    limits: &["memory.limit_in_bytes"],
    used: "memory.usage_in_bytes",
    droppable: ["total_active_file", "total_inactive_file"],
};

/// A group with a limit.
#[derive(Clone, Debug)]
pub(super) struct ControlGroup {
    folder: PathBuf,
    files: &'static GroupFiles,
    /// In bytes.
    pub limit: u64,
}

impl ControlGroup {
    /// The groups of this process that have a limit.
    pub(super) fn of_process() -> Vec<Self> {
        let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        Self::with_limits(&groups, Path::new(ROOT))
    }

    fn with_limits(groups: &str, root: &Path) -> Vec<Self> {
        let folders = folders(groups, root).into_iter();
        let limited = folders.filter_map(|(folder, files)| {
            let limits = files.limits.iter().filter_map(|name| read(&folder, name));
            let limit = limits.filter(|limit| *limit < MAX_LIMIT).min()?;
            Some(Self {
                folder,
                files,
                limit,
            })
        });
        limited.collect()
    }

    /// How many bytes the group uses, without what the kernel can drop; `None` if it does not say so.
    pub(super) fn used(&self) -> Option<u64> {
        let used = read(&self.folder, self.files.used)?;
        let stat = fs::read_to_string(self.folder.join("memory.stat")).unwrap_or_default();
        Some(used.saturating_sub(droppable(&stat, self.files.droppable)))
    }
}

/// The folders of the groups of a process, each followed by those above it. `groups` is the text of `/proc/self/cgroup`.
fn folders(groups: &str, root: &Path) -> Vec<(PathBuf, &'static GroupFiles)> {
    let groups = groups.lines().filter_map(|line| {
        let mut fields = line.splitn(3, ':').skip(1);
        let (controllers, group) = (fields.next()?, fields.next()?);
        let is_memory = controllers.split(',').any(|name| name == "memory");
        match controllers {
            "" => Some((root.to_owned(), group, &VERSION_2)),
            _ if is_memory => Some((root.join("memory"), group, &VERSION_1)),
            _ => None,
        }
    });
    let with_parents = |(top, group, files): (PathBuf, &str, &'static GroupFiles)| {
        let group = Path::new(group.trim_start_matches('/'));
        let folders = group.ancestors().map(|group| (top.join(group), files));
        folders.collect::<Vec<_>>()
    };
    groups.flat_map(with_parents).collect()
}

/// The number in a file; `None` for `max`.
fn read(folder: &Path, name: &str) -> Option<u64> {
    fs::read_to_string(folder.join(name))
        .ok()?
        .trim()
        .parse()
        .ok()
}

/// The sum of the named numbers in a `memory.stat`.
fn droppable(stat: &str, names: [&str; 2]) -> u64 {
    let fields = stat.lines().filter_map(|line| line.split_once(' '));
    let wanted = fields.filter(|(name, _)| names.contains(name));
    wanted
        .filter_map(|(_, bytes)| bytes.trim().parse::<u64>().ok())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, folder: &str, files: &[(&str, &str)]) {
        let folder = root.join(folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
    }

    /// Limit and use of each group with a limit, in bytes.
    fn limits(groups: &str, root: &Path) -> Vec<(u64, Option<u64>)> {
        let groups = ControlGroup::with_limits(groups, root).into_iter();
        groups.map(|group| (group.limit, group.used())).collect()
    }

    #[test]
    fn groups_above_limit_too() {
        let root = tempfile::tempdir().unwrap();
        write(
            root.path(),
            "user.slice/run.scope",
            &[("memory.max", "max\n"), ("memory.high", "max\n")],
        );
        write(
            root.path(),
            "user.slice",
            &[
                ("memory.max", "5000\n"),
                ("memory.high", "4000\n"),
                ("memory.current", "900\n"),
                (
                    "memory.stat",
                    "anon 500\nactive_file 100\ninactive_file 200\n",
                ),
            ],
        );
        let found = limits("0::/user.slice/run.scope\n", root.path());
        assert_eq!(found, [(4000, Some(600))]);
    }

    #[test]
    fn version_1_has_other_names() {
        let root = tempfile::tempdir().unwrap();
        write(
            root.path(),
            "memory/a/b",
            &[
                ("memory.limit_in_bytes", "7000\n"),
                ("memory.usage_in_bytes", "1000\n"),
                (
                    "memory.stat",
                    "cache 800\ninactive_file 1\ntotal_inactive_file 300\ntotal_active_file 20\n",
                ),
            ],
        );
        let unlimited = [("memory.limit_in_bytes", "9223372036854771712\n")];
        write(root.path(), "memory/a", &unlimited);
        let groups = "9:name=systemd:/x\n5:cpu,cpuacct:/a/b\n4:memory:/a/b\n0::/\n";
        assert_eq!(limits(groups, root.path()), [(7000, Some(680))]);
    }

    #[test]
    fn group_of_a_container_is_the_root() {
        let root = tempfile::tempdir().unwrap();
        let files = [("memory.limit_in_bytes", "7000\n")];
        write(root.path(), "memory", &files);
        let groups = "4:memory:/docker/0123\n";
        assert_eq!(limits(groups, root.path()), [(7000, None)]);
        assert_eq!(limits("", root.path()), []);
        assert_eq!(limits("4:memory\nnonsense\n", root.path()), []);
    }
}
