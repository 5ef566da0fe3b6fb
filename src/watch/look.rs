//! One look at one file: `stat` it, and read it if it may hold something else than before.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;

use super::ClockReading;
use super::error::ReadError;
use super::reading::{self, Refusal};
use super::signature::{GRANULARITY, Signature};

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
    /// The same by the wall's clock, by which files are stamped.
    wall: SystemTime,
}

impl Seen {
    /// A file that is being read at this moment.
    pub(crate) fn new(signature: Signature, now: ClockReading) -> Self {
        Self {
            signature,
            racy: signature.is_racy(now.wall),
            read: now.at,
            wall: now.wall,
        }
    }

    /// The same for a file that was read before. What stood unchanged since a while ago would show its next change, whatever
    /// its stamps say: they may lie in the future, as where a server's clock is fast, or ours was set back.
    fn again(self, before: Option<&Self>) -> Self {
        let stands = |before: &Self| {
            before.signature == self.signature
                && self.read >= before.read + GRANULARITY
                && self
                    .wall
                    .duration_since(before.wall)
                    .is_ok_and(|passed| passed >= GRANULARITY)
        };
        Self {
            racy: self.racy && !before.is_some_and(stands),
            ..self
        }
    }
}

/// What a look has shown.
#[derive(Debug)]
pub(crate) enum Sight {
    /// As it was.
    Same,
    /// It was read.
    Read(Seen, Bytes),
    /// It is there, and no dump; not worth telling.
    Passed(Seen),
    /// It is not there.
    Absent,
    /// It cannot be read; why.
    Refused(Option<Seen>, ReadError),
}

/// With how much care a file is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Care {
    /// It is read now and then even if nothing seems to have changed.
    pub lively: bool,
    /// A server is asked, where one is behind it: see [`Signature::of`].
    pub asks: bool,
}

/// Looks at a file.
pub(crate) fn look(
    path: &Path,
    before: Option<&Seen>,
    care: Care,
    limit: u64,
    now: ClockReading,
) -> Sight {
    let signature = Signature::of(path, care.asks).ok();
    let may_differ = |seen: &Seen| {
        Some(seen.signature) != signature
            || seen.racy
            || (care.lively && now.at >= seen.read + SLOW_RECHECK)
    };
    if before.is_some_and(|seen| !may_differ(seen)) {
        return Sight::Same;
    }
    match reading::open(path, limit) {
        Ok(opened) => {
            let seen = Seen::new(opened.signature, now).again(before);
            opened.read_all().map_or_else(
                |error| Sight::Refused(None, error.into()),
                |bytes| Sight::Read(seen, bytes),
            )
        }
        Err(refusal) => refused(
            refusal,
            signature.map(|signature| Seen::new(signature, now)),
            now,
        ),
    }
}

/// What a refusal means for a file that was seen just before.
pub(crate) fn refused(refusal: Refusal, seen: Option<Seen>, now: ClockReading) -> Sight {
    match (refusal, seen) {
        (Refusal::Absent | Refusal::NotAFile, _) => Sight::Absent,
        (Refusal::Binary { signature }, seen) => {
            Sight::Passed(seen.unwrap_or_else(|| Seen::new(signature, now)))
        }
        (Refusal::TooLarge { size, limit }, seen) => {
            Sight::Refused(seen, ReadError::TooLarge { size, limit })
        }
        (Refusal::Io(error), seen) => Sight::Refused(seen, error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_stamped_with_a_time_to_come_is_not_read_for_ever() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file()
            .set_modified(SystemTime::now() + Duration::from_secs(100_000_000))
            .unwrap();
        let first = ClockReading::now();
        let at = |milliseconds| {
            let passed = Duration::from_millis(milliseconds);
            ClockReading {
                at: first.at + passed,
                wall: first.wall + passed,
            }
        };
        let look = |before: Option<&Seen>, now| {
            look(
                file.path(),
                before,
                Care {
                    lively: true,
                    asks: true,
                },
                1000,
                now,
            )
        };
        let Sight::Read(seen, _) = look(None, first) else {
            panic!("it is there")
        };
        let Sight::Read(soon, _) = look(Some(&seen), at(20)) else {
            panic!("it may have changed in between")
        };
        let Sight::Read(later, _) = look(Some(&soon), at(2000)) else {
            panic!("it may have changed in between")
        };
        assert!(
            matches!(look(Some(&later), at(4000)), Sight::Same),
            "it would show"
        );
        file.as_file()
            .set_modified(SystemTime::now() + Duration::from_secs(200_000_000))
            .unwrap();
        assert!(matches!(look(Some(&later), at(6000)), Sight::Read(..)));
    }
}
