//! The folders that are known, and what stands in each: the memory against which a new listing is compared.
//!
//! A folder is known by device and inode as well as by its path: a link that leads back up is no new folder, and a
//! folder that was deleted and made again is one.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::SystemTime;

use super::error::ReadError;
use super::signature::{FileId, Signature};
use super::status::FileError;
use super::walk::{self, Listing};
use crate::limits::Limits;
use crate::path::FilePath;

/// The known folders.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    folders: HashMap<FilePath, Folder>,
    ids: HashMap<FileId, FilePath>,
    errors: HashMap<FilePath, ReadError>,
    limits: Limits,
}

#[derive(Debug)]
struct Folder {
    signature: Signature,
    /// Listed so soon after its last change that the next one may not show.
    racy: bool,
    depth: usize,
    listing: Listing,
}

/// What a look at a folder has found to be different.
#[derive(Debug, Default)]
pub(crate) struct Difference {
    /// Files that were not known.
    pub appeared: Vec<FilePath>,
    /// Files that no longer stand where they were.
    pub vanished: Vec<FilePath>,
    /// Folders that were not known, or are others by the same name.
    pub entered: Vec<FilePath>,
    /// Folders that are gone.
    pub left: Vec<FilePath>,
}

impl Tree {
    /// An empty tree.
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// Whether this is a known folder.
    pub(crate) fn has(&self, folder: &Path) -> bool {
        self.folders.contains_key(folder.as_os_str())
    }

    /// How many folders are known.
    pub(crate) fn len(&self) -> usize {
        self.folders.len()
    }

    /// The known folders.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &FilePath> {
        self.folders.keys()
    }

    /// What is wrong with folders, by their paths.
    pub(crate) fn errors(&self) -> impl Iterator<Item = FileError> {
        self.errors.iter().map(|(path, cause)| FileError {
            path: path.clone(),
            cause: cause.clone(),
        })
    }

    /// Takes a named folder in, with everything below it. `enter` is called for each folder before it is listed, so
    /// that nothing which appears in between is missed.
    pub(crate) fn plant(
        &mut self,
        folder: &FilePath,
        wall: SystemTime,
        enter: &mut dyn FnMut(&FilePath),
    ) -> Difference {
        let mut difference = Difference::default();
        self.enter(folder, 0, wall, enter, &mut difference);
        difference
    }

    /// Looks at a known folder again. It is listed if it has changed, by the word of the server where one `asks`.
    pub(crate) fn look(
        &mut self,
        folder: &FilePath,
        asks: bool,
        wall: SystemTime,
        enter: &mut dyn FnMut(&FilePath),
    ) -> Difference {
        let mut difference = Difference::default();
        let Some(known) = self.folders.get(folder) else {
            return difference;
        };
        let depth = known.depth;
        match Signature::of_folder(folder, asks) {
            Ok(now) if now.id != known.signature.id => {
                self.leave(folder, &mut difference);
                self.enter(folder, depth, wall, enter, &mut difference);
                difference
                    .left
                    .retain(|left| !self.folders.contains_key(left));
                let appeared: HashSet<_> = difference.appeared.iter().cloned().collect();
                difference.vanished.retain(|path| !appeared.contains(path));
            }
            Ok(now) if known.racy || now != known.signature => {
                self.list(folder, now, depth, wall, enter, &mut difference);
            }
            Ok(_) => {}
            Err(_) => self.leave(folder, &mut difference),
        }
        difference
    }

    /// A file is not known any more: should it still stand in its folder, or again, it is to appear there.
    pub(crate) fn forget_file(&mut self, file: &Path) {
        if let Some(folder) = file
            .parent()
            .and_then(|folder| self.folders.get_mut(folder.as_os_str()))
        {
            folder.racy |= folder.listing.files.remove(file.as_os_str());
        }
    }

    fn enter(
        &mut self,
        folder: &FilePath,
        depth: usize,
        wall: SystemTime,
        enter: &mut dyn FnMut(&FilePath),
        difference: &mut Difference,
    ) {
        if let Err(limit) = self.admit(depth) {
            self.errors.insert(folder.clone(), limit);
            return;
        }
        let Ok(now) = Signature::of_folder(folder, false) else {
            return;
        };
        if self
            .ids
            .get(&now.id)
            .is_some_and(|known| self.folders.contains_key(known))
        {
            return;
        }
        enter(folder);
        self.ids.insert(now.id, folder.clone());
        self.folders.insert(
            folder.clone(),
            Folder {
                signature: now,
                racy: true,
                depth,
                listing: Listing::default(),
            },
        );
        difference.entered.push(folder.clone());
        self.list(folder, now, depth, wall, enter, difference);
    }

    fn admit(&self, depth: usize) -> Result<(), ReadError> {
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

    fn list(
        &mut self,
        folder: &FilePath,
        now: Signature,
        depth: usize,
        wall: SystemTime,
        enter: &mut dyn FnMut(&FilePath),
        difference: &mut Difference,
    ) {
        if self.errors.contains_key(folder) {
            // What could not be listed could not be watched either.
            enter(folder);
        }
        let listing = match walk::list(folder) {
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
        difference
            .appeared
            .extend(listing.files.difference(&known.listing.files).cloned());
        difference
            .vanished
            .extend(known.listing.files.difference(&listing.files).cloned());
        let left: Vec<_> = known
            .listing
            .folders
            .difference(&listing.folders)
            .cloned()
            .collect();
        // In order, so that it is the same of two paths to a folder by which it is known.
        let mut below: Vec<_> = listing.folders.iter().cloned().collect();
        below.sort_unstable();
        known.listing = listing;
        known.signature = now;
        known.racy = now.is_racy(wall);
        for gone in &left {
            self.errors.remove(gone);
            self.leave(gone, difference);
        }
        for folder in &below {
            if !self.folders.contains_key(folder) {
                self.enter(folder, depth + 1, wall, enter, difference);
            }
        }
    }

    /// Forgets a folder and everything below it.
    fn leave(&mut self, folder: &FilePath, difference: &mut Difference) {
        let Some(known) = self.folders.remove(folder) else {
            return;
        };
        self.ids.remove(&known.signature.id);
        self.errors.remove(folder);
        difference.vanished.extend(known.listing.files);
        difference.left.push(folder.clone());
        for below in &known.listing.folders {
            self.leave(below, difference);
        }
        // A link elsewhere may lead to what was known by this path only.
        self.folders
            .values_mut()
            .for_each(|folder| folder.racy = true);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::PathBuf;

    use super::*;

    fn plant(tree: &mut Tree, path: &Path) -> Vec<PathBuf> {
        names(
            &tree
                .plant(&path.into(), SystemTime::now(), &mut |_| {})
                .appeared,
            path,
        )
    }

    fn look(tree: &mut Tree, path: &Path) -> Difference {
        tree.look(&path.into(), false, SystemTime::now(), &mut |_| {})
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
    fn links_in_a_circle_are_walked_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/x.md"), "").unwrap();
        symlink(root, root.join("a/up")).unwrap();
        symlink("nowhere", root.join("a/broken.md")).unwrap();
        symlink(root.join("a/x.md"), root.join("y.md")).unwrap();
        let found = plant(&mut Tree::new(Limits::default()), root);
        assert_eq!(found, [PathBuf::from("a/x.md"), PathBuf::from("y.md")]);
    }

    #[test]
    fn folders_below_the_limit_are_told_not_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("1/2/3")).unwrap();
        fs::write(folder.path().join("1/2/3/x.md"), "").unwrap();
        let mut tree = Tree::new(Limits {
            max_depth: 2,
            ..Limits::default()
        });
        assert!(plant(&mut tree, folder.path()).is_empty());
        let errors: Vec<_> = tree.errors().collect();
        assert_eq!(errors.len(), 1);
        assert!(errors[0].path.ends_with("1/2/3"));
        assert_eq!(errors[0].cause, ReadError::TooDeep { deepest: 2 });
    }

    #[test]
    fn what_appears_and_vanishes_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("old")).unwrap();
        fs::write(root.join("old/a.md"), "").unwrap();
        let mut tree = Tree::new(Limits::default());
        plant(&mut tree, root);
        fs::rename(root.join("old"), root.join("new")).unwrap();
        let difference = look(&mut tree, root);
        assert_eq!(
            names(&difference.vanished, root),
            [PathBuf::from("old/a.md")]
        );
        assert_eq!(names(&difference.entered, root), [PathBuf::from("new")]);
        assert_eq!(
            names(&difference.appeared, root),
            [PathBuf::from("new/a.md")]
        );
    }

    #[test]
    fn a_forgotten_file_appears_again_though_nobody_saw_that_it_was_gone() {
        let folder = tempfile::tempdir().unwrap();
        let file: FilePath = folder.path().join("a.md").into();
        fs::write(&file, "").unwrap();
        let mut tree = Tree::new(Limits::default());
        plant(&mut tree, folder.path());
        tree.forget_file(&file);
        assert_eq!(
            look(&mut tree, folder.path()).appeared,
            std::slice::from_ref(&file)
        );
        assert!(look(&mut tree, folder.path()).appeared.is_empty());
    }

    #[test]
    fn a_root_that_is_deleted_and_made_again_is_entered_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("a.md"), "").unwrap();
        let mut tree = Tree::new(Limits::default());
        plant(&mut tree, &root);
        fs::rename(&root, folder.path().join("away")).unwrap();
        fs::create_dir(&root).unwrap();
        fs::write(root.join("b.md"), "").unwrap();
        let difference = look(&mut tree, &root);
        assert_eq!(difference.entered.len(), 1);
        assert_eq!(names(&difference.appeared, &root), [PathBuf::from("b.md")]);
        assert_eq!(names(&difference.vanished, &root), [PathBuf::from("a.md")]);
    }
}
