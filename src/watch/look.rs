//! One look at one file: `stat` it, and read it if it may hold something else than before.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::Moment;
use super::reading::{self, Refusal};
use super::signature::Signature;
use crate::lang::Cause;

/// A lively dump is read again after that long though its signature stands still: some scrapers keep size and times,
/// and some mounts keep them for the scraper.
const SLOW_RECHECK: Duration = Duration::from_secs(60);

/// What was seen of a file when it was last read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// Before the first byte was read.
    pub signature: Signature,
    /// Read so soon after its last change that the next one may not show.
    pub racy: bool,
    /// When it was read.
    pub read: Instant,
}

impl Seen {
    /// A file that is being read at this moment.
    pub(crate) fn new(signature: Signature, now: Moment) -> Self {
        Self { signature, racy: signature.is_racy(now.wall), read: now.at }
    }
}

/// What a look has shown.
#[derive(Debug)]
pub(crate) enum Sight {
    /// As it was.
    Same,
    /// It was read.
    Read(Seen, Vec<u8>),
    /// It is there, and no dump; not worth telling.
    Passed(Seen),
    /// It is not there.
    Absent,
    /// It cannot be read; why.
    Refused(Option<Seen>, Cause),
}

/// Looks at a file. `lively` ones are read now and then even if nothing seems to have changed.
pub(crate) fn look(path: &Path, before: Option<&Seen>, lively: bool, limit: u64, now: Moment) -> Sight {
    let signature = fs::metadata(path).ok().map(|metadata| Signature::new(&metadata));
    let may_differ =
        |seen: &Seen| Some(seen.signature) != signature || seen.racy || (lively && now.at >= seen.read + SLOW_RECHECK);
    if before.is_some_and(|seen| !may_differ(seen)) {
        return Sight::Same;
    }
    match reading::open(path, limit) {
        Ok(opened) => {
            let seen = Seen::new(opened.signature, now);
            opened.read_all().map_or_else(|error| Sight::Refused(None, error.into()), |bytes| Sight::Read(seen, bytes))
        }
        Err(refusal) => refused(refusal, signature.map(|signature| Seen::new(signature, now))),
    }
}

/// What a refusal means for a file that was seen just before.
pub(crate) fn refused(refusal: Refusal, seen: Option<Seen>) -> Sight {
    match (refusal, seen) {
        (Refusal::Absent | Refusal::NotAFile, _) | (Refusal::Binary, None) => Sight::Absent,
        (Refusal::Binary, Some(seen)) => Sight::Passed(seen),
        (Refusal::TooLarge { size, limit }, seen) => Sight::Refused(seen, Cause::TooLarge { size, limit }),
        (Refusal::Io(error), seen) => Sight::Refused(seen, error.into()),
    }
}
