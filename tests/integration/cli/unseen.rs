//! Paths that cannot be looked at are named, and the status says that something is missing.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Output;

use rustix::fs::{Mode, OFlags, mkdirat, open, openat};

use super::{folder, path, run, stderr, stdout};

/// What the commands print about a folder, by their names.
fn each_command(folder: &Path) -> [(&'static str, Output); 3] {
    let folder = path(folder);
    [
        ("list", run(&["list", folder])),
        ("count", run(&["list", "--count", folder])),
        ("check", run(&["check", folder])),
    ]
}

/// Asserts that every command names this entry of a folder, and still prints the dump beside it.
fn assert_named(folder: &Path, name: &str, what: &str) {
    for (command, output) in each_command(folder) {
        let error = stderr(&output);
        let named = format!("/{name}: {what}");
        assert!(error.contains(&named), "{command}: {error}");
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert!(!stdout(&output).is_empty(), "{command}");
    }
}

#[test]
fn links_to_themselves_are_named() {
    let (folder, _) = folder("**[06:00]** 甲\n\n");
    let circle = "a link that leads back to itself";
    symlink("self.md", folder.path().join("self.md")).unwrap();
    assert_named(folder.path(), "self.md", circle);
    symlink("b", folder.path().join("a")).unwrap();
    symlink("a", folder.path().join("b")).unwrap();
    assert_named(folder.path(), "a", circle);
    assert_named(folder.path(), "b", circle);
}

/// The superuser may look at everything.
#[test]
fn paths_without_permission_are_named() {
    if rustix::process::geteuid().is_root() {
        return;
    }
    let (secret, dump) = folder("**[06:00]** 甲\n\n");
    let inside = secret.path().join("inside");
    fs::create_dir(&inside).unwrap();
    let set_mode = |mode| fs::set_permissions(secret.path(), PermissionsExt::from_mode(mode));
    for (name, target) in [("file.md", &dump), ("folder", &inside)] {
        let (folder, _) = folder("**[06:00]** 乙\n\n");
        symlink(target, folder.path().join(name)).unwrap();
        set_mode(0o000).unwrap();
        assert_named(folder.path(), name, "Permission denied");
        set_mode(0o700).unwrap();
    }
}

/// No item is missing because of such a link, so only `check` names it.
#[test]
fn links_to_nothing_are_named_by_check() {
    for target in ["nowhere.md", "/nowhere/at/all", "notes.txt/x.md"] {
        let (folder, _) = folder("**[06:00]** 甲\n\n");
        fs::write(folder.path().join("notes.txt"), "").unwrap();
        symlink(target, folder.path().join("x.md")).unwrap();
        let [list, count, check] = each_command(folder.path()).map(|(_, output)| output);
        for output in [list, count] {
            assert_eq!(
                (output.status.code(), stderr(&output)),
                (Some(0), String::new())
            );
        }
        assert_eq!(check.status.code(), Some(2));
        let named = format!("/x.md: a link to {target}, which does not exist\n");
        assert!(stderr(&check).ends_with(&named), "{}", stderr(&check));
    }
}

/// The rest of such a tree was left out without a word.
#[test]
fn a_tree_longer_than_a_path_is_named() {
    let (folder, _) = folder("**[06:00]** 甲\n\n");
    let name = "d".repeat(200);
    let flags = OFlags::DIRECTORY | OFlags::RDONLY;
    let mut below = open(folder.path(), flags, Mode::empty()).unwrap();
    for _ in 0..25 {
        mkdirat(&below, name.as_str(), Mode::RWXU).unwrap();
        below = openat(&below, name.as_str(), flags, Mode::empty()).unwrap();
    }
    assert_named(folder.path(), &name, "not read: the path is too long; ");
}
