//! Reports changes in a folder of files that the user edits. The folder may be made later, with all folders on the way to it, and
//! its files may be links, as those of dotfiles are.

use std::fmt;
use std::fs;
use std::path::{self, Path, PathBuf};
use std::sync::Arc;

use super::file_watch::FileWatch;

/// Watches a folder and its files; dropping it ends that.
pub struct FolderWatch {
    folder: PathBuf,
    look: Arc<dyn Fn() + Send + Sync>,
    watched: WatchedPaths,
    watch: Option<FileWatch>,
}

/// What is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct WatchedPaths {
    /// What counts if it changes, or something below it: the folder, or what is missing on the way to it, and targets of links.
    own: Vec<PathBuf>,
    /// The folders whose events say so.
    folders: Vec<PathBuf>,
}

impl fmt::Debug for FolderWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FolderWatch")
            .field("watched", &self.watched)
            .finish_non_exhaustive()
    }
}

impl FolderWatch {
    /// Begins to watch. `look` is called on another thread, for each change, or every second where the system reports none.
    pub fn start(folder: &Path, look: impl Fn() + Send + Sync + 'static) -> Self {
        // Events have absolute paths.
        let folder = path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let mut watch = Self {
            folder,
            look: Arc::new(look),
            watched: WatchedPaths::default(),
            watch: None,
        };
        watch.follow();
        watch
    }

    /// Goes on watching what is there now: folders and links may have been made. To be called after a change, before the files
    /// are read.
    pub fn follow(&mut self) {
        loop {
            let paths = WatchedPaths::of(&self.folder);
            if self.watch.is_some() && paths == self.watched {
                return;
            }
            self.watch = None;
            self.watch = self.watch(&paths);
            self.watched = paths;
            // What was made before the watch began is not reported: look again.
            if self.watch.is_none() {
                return;
            }
        }
    }

    fn watch(&self, paths: &WatchedPaths) -> Option<FileWatch> {
        let (own, look) = (paths.own.clone(), Arc::clone(&self.look));
        let is_own = move |path: &Path| own.iter().any(|own| path.starts_with(own));
        let folders: Vec<&Path> = paths.folders.iter().map(PathBuf::as_path).collect();
        FileWatch::of_paths(&folders, is_own, move || look()).ok()
    }
}

impl WatchedPaths {
    /// What to watch for a folder, as far as it exists.
    fn of(folder: &Path) -> Self {
        let mut own = vec![first_missing(folder)];
        own.extend(link_targets(folder));
        let beside = own.iter().filter_map(|path| path.parent());
        let folders = beside.chain([folder]).filter(|folder| folder.is_dir());
        let mut folders: Vec<PathBuf> = folders.map(Path::to_owned).collect();
        folders.sort_unstable();
        folders.dedup();
        Self { own, folders }
    }
}

/// Where the links in a folder lead, also those whose target does not exist.
fn link_targets(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let links = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink()));
    let targets = links.filter_map(|link| {
        let path = link.path();
        let target = || Some(folder.join(fs::read_link(&path).ok()?));
        fs::canonicalize(&path).ok().or_else(target)
    });
    let mut targets: Vec<_> = targets.collect();
    targets.sort_unstable();
    targets
}

/// A path, or the first folder on the way to it that does not exist.
pub fn first_missing(path: &Path) -> PathBuf {
    let parents = path.ancestors().take_while(|part| {
        let is_missing = |folder: &Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        *part == path || part.parent().is_some() && is_missing(part)
    });
    parents.last().unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::os::unix::fs::symlink;
    use std::time::Duration;

    use crossbeam_channel::{Receiver, unbounded};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn watch(folder: &Path) -> (FolderWatch, Receiver<()>) {
        let (sender, looks) = unbounded();
        let watch = FolderWatch::start(folder, move || sender.send(()).unwrap_or_default());
        (watch, looks)
    }

    /// Waits for a report, and goes on from there.
    fn follow(watch: &mut FolderWatch, looks: &Receiver<()>) {
        looks.recv_timeout(PATIENCE).unwrap();
        watch.follow();
        while looks.try_recv().is_ok() {
            watch.follow();
        }
    }

    /// The same path from the current folder.
    fn relative(path: &Path) -> PathBuf {
        let depth = env::current_dir().unwrap().components().count() - 1;
        let up = PathBuf::from("../".repeat(depth));
        up.join(path.strip_prefix("/").unwrap())
    }

    /// With `--config c.toml`, the folder has a relative path.
    #[test]
    fn folder_is_watched_wherever_it_is_made() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("config/dianbao/lists");
        let (mut watch, looks) = watch(&relative(&folder));
        fs::create_dir(home.path().join("config")).unwrap();
        follow(&mut watch, &looks);
        fs::create_dir_all(&folder).unwrap();
        follow(&mut watch, &looks);
        while watch.watched != WatchedPaths::of(&watch.folder) {
            follow(&mut watch, &looks);
        }
        fs::write(folder.join("持仓.txt"), "300308\n").unwrap();
        follow(&mut watch, &looks);
    }

    #[test]
    fn target_of_a_link_is_watched() {
        let home = tempfile::tempdir().unwrap();
        let (folder, dotfiles) = (home.path().join("lists"), home.path().join("dotfiles"));
        fs::create_dir(&folder).unwrap();
        fs::create_dir(&dotfiles).unwrap();
        let (mut watch, looks) = watch(&folder);
        symlink("../dotfiles/mine.txt", folder.join("持仓.txt")).unwrap();
        follow(&mut watch, &looks);
        fs::write(dotfiles.join("mine.txt"), "300308\n").unwrap();
        follow(&mut watch, &looks);
        fs::write(dotfiles.join(".new"), "600519\n").unwrap();
        fs::rename(dotfiles.join(".new"), dotfiles.join("mine.txt")).unwrap();
        follow(&mut watch, &looks);
    }
}
