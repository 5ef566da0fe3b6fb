//! The known folders and their contents. A new listing is compared with them to find what appeared and what vanished.
//!
//! A folder is identified by device and inode as well as by path: a link back up the tree is no new folder, and a folder
//! that was deleted and created again is one.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::SystemTime;

use super::error::ReadError;
use super::mount::mount_id;
use super::signature::{FileId, MountId, Signature};
use super::status::FileError;
use super::walk::{FolderListing, is_absence, list_folder};
use crate::limits::Limits;
use crate::path::FilePath;

/// The known folders.
#[derive(Debug, Default)]
pub(crate) struct FolderTree {
    folders: HashMap<FilePath, KnownFolder>,
    ids: HashMap<FileId, FilePath>,
    errors: HashMap<FilePath, ReadError>,
    limits: Limits,
}

#[derive(Debug)]
struct KnownFolder {
    signature: Signature,
    /// Listed so soon after its last change that the next one may leave the signature as it is.
    racy: bool,
    depth: usize,
    /// The mount that it is on.
    mount: Option<MountId>,
    listing: FolderListing,
}

impl KnownFolder {
    /// Whether a listing may differ from the last one.
    fn may_differ(&self, now: Signature) -> bool {
        self.racy || now != self.signature || self.listing.has_changed_errors()
    }
}

/// What changed in a folder and below.
#[derive(Debug, Default)]
pub(crate) struct FolderDiff {
    /// New files.
    pub appeared: Vec<FilePath>,
    /// Files that are gone.
    pub vanished: Vec<FilePath>,
    /// New folders, also in place of others of the same name.
    pub entered: Vec<FilePath>,
    /// Folders that are gone.
    pub left: Vec<FilePath>,
    /// Folders at which a file system was mounted or unmounted.
    pub remounted: Vec<FilePath>,
}

impl FolderTree {
    /// Creates an empty tree.
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// Whether this folder is known.
    pub(crate) fn contains(&self, folder: &Path) -> bool {
        self.folders.contains_key(folder.as_os_str())
    }

    /// Returns the number of known folders.
    pub(crate) fn len(&self) -> usize {
        self.folders.len()
    }

    /// Returns the known folders.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &FilePath> {
        self.folders.keys()
    }

    /// What is wrong with folders and entries of folders.
    pub(crate) fn errors(&self) -> impl Iterator<Item = FileError> {
        let folders = self.folders.values();
        let entries = folders.flat_map(|folder| &folder.listing.errors);
        self.errors
            .iter()
            .chain(entries)
            .map(|(path, cause)| FileError {
                path: path.clone(),
                cause: cause.clone(),
            })
    }

    /// Why a folder cannot be listed.
    pub(crate) fn error(&self, folder: &Path) -> Option<&ReadError> {
        self.errors.get(folder.as_os_str())
    }

    /// Adds a root with everything below it. `enter` is called for each folder before it is listed: if it starts to watch
    /// the folder, nothing that appears in between is missed.
    pub(crate) fn add_root(
        &mut self,
        folder: &FilePath,
        time: SystemTime,
        enter: &mut dyn FnMut(&FilePath),
    ) -> FolderDiff {
        let mut walk = Walk::new(time, enter);
        self.enter(folder, 0, &mut walk);
        walk.diff
    }

    /// Looks at a known folder again, and lists it if it may have changed. `sync_with_server` as in
    /// [`Signature::of_folder`].
    pub(crate) fn rescan(
        &mut self,
        folder: &FilePath,
        sync_with_server: bool,
        time: SystemTime,
        enter: &mut dyn FnMut(&FilePath),
    ) -> FolderDiff {
        let mut walk = Walk::new(time, enter);
        let Some(known) = self.folders.get(folder) else {
            return walk.diff;
        };
        let (depth, mount) = (known.depth, known.mount);
        match Signature::of_folder(folder, sync_with_server) {
            Ok(now) if now.id != known.signature.id => {
                self.leave(folder, &mut walk.diff);
                self.enter(folder, depth, &mut walk);
                let diff = &mut walk.diff;
                diff.left.retain(|left| !self.folders.contains_key(left));
                let appeared: HashSet<_> = diff.appeared.iter().cloned().collect();
                diff.vanished.retain(|path| !appeared.contains(path));
                let known = self.folders.get(folder);
                if known.is_some_and(|known| known.mount != mount) {
                    diff.remounted.push(folder.clone());
                }
            }
            Ok(now) => {
                let may_differ = known.may_differ(now) || self.errors.contains_key(folder);
                self.note_mount(folder);
                if may_differ {
                    self.list(folder, now, &mut walk);
                }
            }
            Err(error) if is_absence(&error) => self.leave(folder, &mut walk.diff),
            // Its dumps stay, as those that cannot be read do.
            Err(error) => drop(self.errors.insert(folder.clone(), error.into())),
        }
        walk.diff
    }

    /// A folder that is there as it was may be mounted now, or no more.
    fn note_mount(&mut self, folder: &FilePath) {
        if let Some(known) = self.folders.get_mut(folder) {
            known.mount = mount_id(folder);
        }
    }

    /// Drops a file, so that it appears anew if it is still in its folder.
    pub(crate) fn forget_file(&mut self, file: &Path) {
        let folder = file.parent().map(Path::as_os_str);
        if let Some(folder) = folder.and_then(|folder| self.folders.get_mut(folder)) {
            folder.racy |= folder.listing.files.remove(file.as_os_str());
        }
    }

    fn enter(&mut self, folder: &FilePath, depth: usize, walk: &mut Walk<'_>) {
        if let Err(limit) = self.check_limits(depth) {
            self.errors.insert(folder.clone(), limit);
            return;
        }
        let signature = match Signature::of_folder(folder, false) {
            Ok(signature) => signature,
            Err(error) => {
                if !is_absence(&error) {
                    self.errors.insert(folder.clone(), error.into());
                }
                return;
            }
        };
        let known = self.ids.get(&signature.id);
        if known.is_some_and(|known| self.folders.contains_key(known)) {
            return;
        }
        (walk.enter)(folder);
        self.ids.insert(signature.id, folder.clone());
        let known = KnownFolder {
            signature,
            racy: true,
            depth,
            mount: mount_id(folder),
            listing: FolderListing::default(),
        };
        self.folders.insert(folder.clone(), known);
        walk.diff.entered.push(folder.clone());
        self.list(folder, signature, walk);
    }

    fn check_limits(&self, depth: usize) -> Result<(), ReadError> {
        let Limits {
            max_depth,
            max_folders,
            ..
        } = self.limits;
        if depth > max_depth {
            Err(ReadError::TooDeep { deepest: max_depth })
        } else if self.folders.len() >= max_folders {
            Err(ReadError::TooManyFolders { most: max_folders })
        } else {
            Ok(())
        }
    }

    fn list(&mut self, folder: &FilePath, signature: Signature, walk: &mut Walk<'_>) {
        if self.errors.contains_key(folder) {
            // A folder that could not be listed could not be watched either.
            (walk.enter)(folder);
        }
        let listing = match list_folder(folder) {
            Ok(listing) => listing,
            Err(error) => {
                self.errors.insert(folder.clone(), error.into());
                return;
            }
        };
        self.errors.remove(folder);
        let Some(known) = self.folders.get_mut(folder) else {
            return;
        };
        let appeared = listing.files.difference(&known.listing.files);
        walk.diff.appeared.extend(appeared.cloned());
        let vanished = known.listing.files.difference(&listing.files);
        walk.diff.vanished.extend(vanished.cloned());
        let mut below: Vec<_> = listing.folders.iter().cloned().collect();
        let depth = known.depth + 1;
        known.signature = signature;
        known.racy = signature.is_racy(walk.wall);
        let gone: Vec<_> = known
            .listing
            .folders
            .difference(&listing.folders)
            .cloned()
            .collect();
        known.listing = listing;
        for gone in &gone {
            self.errors.remove(gone);
            self.leave(gone, &mut walk.diff);
        }
        // Sorted: if two paths lead to one folder, the known path does not depend on the order of the listing.
        below.sort_unstable();
        for folder in &below {
            if !self.folders.contains_key(folder) {
                self.enter(folder, depth, walk);
            }
        }
    }

    /// Drops a folder and everything below it.
    fn leave(&mut self, folder: &FilePath, diff: &mut FolderDiff) {
        let Some(known) = self.folders.remove(folder) else {
            return;
        };
        self.ids.remove(&known.signature.id);
        self.errors.remove(folder);
        diff.vanished.extend(known.listing.files);
        diff.left.push(folder.clone());
        for below in &known.listing.folders {
            self.leave(below, diff);
        }
        // A link in another folder may lead to a folder that was known by this path only.
        let folders = self.folders.values_mut();
        folders.for_each(|folder| folder.racy = true);
    }
}

/// A walk through folders, and what it has found.
struct Walk<'a> {
    wall: SystemTime,
    enter: &'a mut dyn FnMut(&FilePath),
    diff: FolderDiff,
}

impl<'a> Walk<'a> {
    fn new(wall: SystemTime, enter: &'a mut dyn FnMut(&FilePath)) -> Self {
        let diff = FolderDiff::default();
        Self { wall, enter, diff }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::PathBuf;

    use super::*;

    fn add_root(tree: &mut FolderTree, path: &Path) -> Vec<PathBuf> {
        names(
            &tree
                .add_root(&path.into(), SystemTime::now(), &mut |_| {})
                .appeared,
            path,
        )
    }

    fn rescan(tree: &mut FolderTree, path: &Path) -> FolderDiff {
        tree.rescan(&path.into(), false, SystemTime::now(), &mut |_| {})
    }

    fn names(paths: &[FilePath], root: &Path) -> Vec<PathBuf> {
        let mut names: Vec<_> = paths
            .iter()
            .map(|path| path.strip_prefix(root).unwrap().to_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn circular_links_are_walked_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/x.md"), "").unwrap();
        symlink(root, root.join("a/up")).unwrap();
        symlink("nowhere", root.join("a/broken.md")).unwrap();
        symlink(root.join("a/x.md"), root.join("y.md")).unwrap();
        let found = add_root(&mut FolderTree::new(Limits::default()), root);
        assert_eq!(found, [PathBuf::from("a/x.md"), PathBuf::from("y.md")]);
    }

    fn errors(tree: &FolderTree, root: &Path) -> Vec<(PathBuf, ReadError)> {
        let errors = tree.errors().map(|error| {
            let path = error.path.strip_prefix(root).unwrap().to_owned();
            (path, error.cause)
        });
        errors.collect()
    }

    /// A link changes without its folder: the target appears, or is mounted.
    #[test]
    fn links_that_lead_nowhere_are_looked_at_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        fs::create_dir(&root).unwrap();
        symlink("../archive", root.join("link")).unwrap();
        let long_ago = SystemTime::now() - std::time::Duration::from_secs(60);
        let mut tree = FolderTree::new(Limits::default());
        tree.add_root(&root.as_path().into(), long_ago, &mut |_| {});
        let target = "../archive".to_owned();
        let expected = ("link".into(), ReadError::DanglingLink { target });
        assert_eq!(errors(&tree, &root), [expected]);
        fs::create_dir(folder.path().join("archive")).unwrap();
        fs::write(folder.path().join("archive/a.md"), "").unwrap();
        let later = SystemTime::now() + std::time::Duration::from_secs(60);
        tree.rescan(&root.as_path().into(), false, later, &mut |_| {});
        assert_eq!(errors(&tree, &root), []);
        assert!(tree.contains(&root.join("link")));
        fs::remove_dir_all(folder.path().join("archive")).unwrap();
        for folder in ["link", ""] {
            let folder = root.join(folder).as_path().into();
            tree.rescan(&folder, false, later, &mut |_| {});
        }
        assert!(!tree.contains(&root.join("link")));
        assert_eq!(errors(&tree, &root).len(), 1);
        fs::remove_file(root.join("link")).unwrap();
        tree.rescan(&root.as_path().into(), false, later, &mut |_| {});
        assert_eq!(errors(&tree, &root), []);
    }

    #[test]
    fn circular_links_are_errors_until_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        symlink("b", root.join("a")).unwrap();
        symlink("a", root.join("b")).unwrap();
        let mut tree = FolderTree::new(Limits::default());
        add_root(&mut tree, root);
        let mut found = errors(&tree, root);
        found.sort();
        let circle = |name: &str| (name.into(), ReadError::LinkCircle);
        assert_eq!(found, [circle("a"), circle("b")]);
        fs::remove_file(root.join("b")).unwrap();
        fs::write(root.join("b"), "").unwrap();
        let appeared = rescan(&mut tree, root).appeared;
        assert_eq!(names(&appeared, root), [PathBuf::from("a"), "b".into()]);
        assert_eq!(errors(&tree, root), []);
    }

    #[test]
    fn folders_below_the_depth_limit_are_errors() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("1/2/3")).unwrap();
        fs::write(folder.path().join("1/2/3/x.md"), "").unwrap();
        let mut tree = FolderTree::new(Limits {
            max_depth: 2,
            ..Limits::default()
        });
        assert!(add_root(&mut tree, folder.path()).is_empty());
        let errors: Vec<_> = tree.errors().collect();
        assert_eq!(errors.len(), 1);
        assert!(errors[0].path.ends_with("1/2/3"));
        assert_eq!(errors[0].cause, ReadError::TooDeep { deepest: 2 });
    }

    #[test]
    fn a_renamed_folder_vanishes_and_appears() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("old")).unwrap();
        fs::write(root.join("old/a.md"), "").unwrap();
        let mut tree = FolderTree::new(Limits::default());
        add_root(&mut tree, root);
        fs::rename(root.join("old"), root.join("new")).unwrap();
        let diff = rescan(&mut tree, root);
        assert_eq!(names(&diff.vanished, root), [PathBuf::from("old/a.md")]);
        assert_eq!(names(&diff.entered, root), [PathBuf::from("new")]);
        assert_eq!(names(&diff.appeared, root), [PathBuf::from("new/a.md")]);
    }

    #[test]
    fn a_forgotten_file_appears_again() {
        let folder = tempfile::tempdir().unwrap();
        let file: FilePath = folder.path().join("a.md").into();
        fs::write(&file, "").unwrap();
        let mut tree = FolderTree::new(Limits::default());
        add_root(&mut tree, folder.path());
        tree.forget_file(&file);
        assert_eq!(
            rescan(&mut tree, folder.path()).appeared,
            std::slice::from_ref(&file)
        );
        assert!(rescan(&mut tree, folder.path()).appeared.is_empty());
    }

    #[test]
    fn a_root_that_is_replaced_is_entered_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("a.md"), "").unwrap();
        let mut tree = FolderTree::new(Limits::default());
        add_root(&mut tree, &root);
        fs::rename(&root, folder.path().join("away")).unwrap();
        fs::create_dir(&root).unwrap();
        fs::write(root.join("b.md"), "").unwrap();
        let diff = rescan(&mut tree, &root);
        assert_eq!(diff.entered.len(), 1);
        assert_eq!(names(&diff.appeared, &root), [PathBuf::from("b.md")]);
        assert_eq!(names(&diff.vanished, &root), [PathBuf::from("a.md")]);
    }
}
