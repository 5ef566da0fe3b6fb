//! Reports that another program wrote to the file.

use std::io;
use std::path::Path;

use super::log;
use crate::watch::FileWatch;

/// Reports writes to a file and its log; dropping it ends that.
#[derive(Debug)]
pub struct StateWatch(#[expect(dead_code, reason = "dropping it ends the events")] FileWatch);

impl StateWatch {
    /// Begins to watch a file, which may be made later, in a folder that exists. `look` is called on another thread.
    pub fn start(file: &Path, look: impl Fn() + Clone + Send + 'static) -> io::Result<Self> {
        FileWatch::start(&[file.to_owned(), log::path_of(file)], look).map(Self)
    }
}
