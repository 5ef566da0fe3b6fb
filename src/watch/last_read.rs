//! The last reading of a file. Decides whether the file has to be read again.

use std::time::{Duration, Instant, SystemTime};

use super::clocks::ClockReading;
use super::signature::{GRANULARITY, Signature};

/// A hot file is read again after this time although its signature is the same: some scrapers restore size and times,
/// and some mounts report old ones.
const RECHECK_INTERVAL: Duration = Duration::from_secs(60);

/// The last reading of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LastRead {
    /// The signature from before the first byte was read.
    pub signature: Signature,
    /// When it was read.
    pub at: Instant,
    /// Hash of its bytes, if they were read and may be compared with later ones.
    pub hash: Option<u64>,
    /// The wall clock, which stamps files, at that time.
    wall: SystemTime,
    /// Whether the last change was so recent that the next one may leave the signature unchanged.
    racy: bool,
}

impl LastRead {
    /// A file that is read now.
    pub(crate) fn new(signature: Signature, now: ClockReading) -> Self {
        Self {
            signature,
            at: now.at,
            hash: None,
            wall: now.wall,
            racy: signature.is_racy(now.wall),
        }
    }

    /// The same file, which was read before.
    ///
    /// A signature that has not changed for [`GRANULARITY`] is not racy, whatever its stamps say. They may lie in the
    /// future, if a server's clock is fast or ours was set back.
    pub(super) fn after(self, before: Option<&Self>) -> Self {
        let is_stable = |before: &Self| {
            before.signature == self.signature
                && self.at >= before.at + GRANULARITY
                && self
                    .wall
                    .duration_since(before.wall)
                    .is_ok_and(|passed| passed >= GRANULARITY)
        };
        Self {
            racy: self.racy && !before.is_some_and(is_stable),
            ..self
        }
    }

    /// Whether the file was written a short time before: then it is looked at again soon, whatever its signature.
    pub(crate) fn is_recent(&self) -> bool {
        self.racy || self.signature.is_recent(self.wall)
    }

    /// The hash of its bytes, if it may still hold them now that its signature is `signature`.
    pub(super) fn hash_if_in_place(&self, signature: Signature) -> Option<u64> {
        let is_in_place =
            signature.id == self.signature.id && signature.size == self.signature.size;
        self.hash.filter(|_| is_in_place)
    }

    /// Whether the file may hold other bytes now that its signature is `signature`.
    pub(super) fn may_differ(
        &self,
        signature: Option<Signature>,
        is_hot: bool,
        now: ClockReading,
    ) -> bool {
        Some(self.signature) != signature
            || self.racy
            || (is_hot && now.at >= self.at + RECHECK_INTERVAL)
    }
}
