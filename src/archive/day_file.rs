//! The file of one news day. All of this happens under the lock of the folder.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

use super::folder;
use super::line::{ArchivedItem, LineKey};
use crate::item::ItemId;

/// An item in one wording: its id, the hash of its text, and whether it is red.
pub(super) type ArchivedWording = (ItemId, u64, bool);

/// The file of a day, and the lines it has.
#[derive(Debug)]
pub(super) struct DayFile {
    path: PathBuf,
    /// Device and inode; `None` if nothing is known yet.
    id: Option<(u64, u64)>,
    /// How many bytes of it are known.
    known_len: u64,
    lines: HashSet<LineKey>,
    /// Whether its last line is torn.
    is_torn: bool,
    /// What this program has compared with it.
    pub(super) done: HashSet<ArchivedWording>,
}

impl DayFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            id: None,
            known_len: 0,
            lines: HashSet::new(),
            is_torn: false,
            done: HashSet::new(),
        }
    }

    pub(super) fn has(&self, line: LineKey) -> bool {
        self.lines.contains(&line)
    }

    /// Reads what was appended since the last time; all of it if the file is another.
    pub(super) fn refresh(&mut self) -> io::Result<()> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.forget();
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let metadata = file.metadata()?;
        let id = Some((metadata.dev(), metadata.ino()));
        if id != self.id || metadata.len() < self.known_len {
            self.forget();
            self.id = id;
        }
        if metadata.len() == self.known_len {
            return Ok(());
        }
        file.seek(SeekFrom::Start(self.known_len))?;
        let mut added = Vec::new();
        file.read_to_end(&mut added)?;
        self.note(&added);
        Ok(())
    }

    fn forget(&mut self) {
        *self = Self::new(self.path.clone());
    }

    fn note(&mut self, added: &[u8]) {
        self.known_len += added.len() as u64;
        self.is_torn = added.last().map_or(self.is_torn, |last| *last != b'\n');
        let lines = added.split(|byte| *byte == b'\n');
        let items = lines.filter_map(ArchivedItem::parse);
        self.lines.extend(items.map(|item| item.key()));
    }

    /// Appends lines, and returns the file for syncing. After an error the file is read anew.
    pub(super) fn append(&mut self, lines: &[u8]) -> io::Result<File> {
        let written = self.write(lines);
        if written.is_err() {
            self.forget();
        }
        written
    }

    fn write(&mut self, lines: &[u8]) -> io::Result<File> {
        let mut file = folder::append_to(&self.path)?;
        if self.is_torn {
            file.write_all(b"\n")?;
            self.known_len += 1;
        }
        file.write_all(lines)?;
        let metadata = file.metadata()?;
        self.id = Some((metadata.dev(), metadata.ino()));
        self.note(lines);
        Ok(file)
    }
}
