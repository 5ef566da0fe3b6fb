//! Lets something look at all dumps, on many threads, without keeping them: an archive may be larger than the memory.

use super::load_all::list_files;
use super::load_order;
use super::loader::Load;
use crate::dump::Dump;
use crate::path::FilePath;
use crate::watch::WatchSettings;
use crate::worker;

/// The files of all days that can be read.
pub fn all_files(settings: &WatchSettings) -> Vec<FilePath> {
    list_files(settings).1
}

/// Shows each dump in these files, with its file, to what a thread gathers. Returns that of each thread.
pub fn gather<T: Default + Send>(
    files: Vec<FilePath>,
    settings: &WatchSettings,
    look: impl Fn(&mut T, &FilePath, &Dump) + Sync,
) -> Vec<T> {
    let load = Load::for_a_look(load_order::newest_first(files), settings);
    let work = || {
        let mut gathered = T::default();
        load.work(|batch| {
            for file in &batch.files {
                let dumps = file.state.dumps().iter();
                dumps.for_each(|dump| look(&mut gathered, &file.path, dump));
            }
            true
        });
        gathered
    };
    worker::in_parallel("look", load.threads(), work)
}
