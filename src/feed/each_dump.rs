//! Lets something look at all dumps, on many threads, without keeping them: an archive may be larger than the memory.

use std::io;
use std::panic::resume_unwind;
use std::thread;

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

/// Shows each dump in these files, with its file, to what a thread gathers. Returns that of each thread. An error if the
/// system refuses a thread.
pub fn gather<T: Default + Send>(
    files: Vec<FilePath>,
    settings: &WatchSettings,
    look: impl Fn(&mut T, &FilePath, &Dump) + Sync,
) -> io::Result<Vec<T>> {
    let load = Load::for_a_look(load_order::newest_first(files), settings.options.clone());
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
    thread::scope(|scope| {
        let threads = worker::start_some(load.threads(), || {
            thread::Builder::new()
                .name("look".into())
                .spawn_scoped(scope, work)
        })?;
        let gathered = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        Ok(gathered.collect())
    })
}
