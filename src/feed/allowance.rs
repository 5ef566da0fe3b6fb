//! Which files a load may still read. Each takes its share of the memory that is left; once there is none the load ends.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::memory::{MemoryBudget, MemoryLimit, MemoryRoom};

/// The part of the memory left that is handed out before it is measured again: a dump may take more than it is taken for.
const PART: u64 = 4;

/// The memory that a load may fill, shared by its threads.
#[derive(Debug, Default)]
pub(super) struct Allowance {
    budget: MemoryBudget,
    /// What was kept before, in bytes.
    kept: u64,
    /// Whether nothing is kept that is read.
    keeps_nothing: bool,
    shares: Mutex<Shares>,
}

#[derive(Debug, Default)]
struct Shares {
    /// What may be taken before the memory is measured again.
    granted: u64,
    /// What files took that are being read.
    in_hand: u64,
    /// What all files took.
    taken: u64,
    /// What is left for the files that are needed.
    reserved: u64,
    shortage: Option<MemoryLimit>,
}

impl Shares {
    /// Counts this number of bytes as read, whether they are kept or not.
    const fn settle(&mut self, bytes: u64, keeps_nothing: bool) {
        self.in_hand -= bytes;
        self.taken -= if keeps_nothing { bytes } else { 0 };
    }
}

/// What a file took, until it is read.
#[derive(Debug)]
pub(super) struct TakenMemory<'a> {
    allowance: &'a Allowance,
    bytes: u64,
}

impl TakenMemory<'_> {
    /// Raises the memory of the file to this number of bytes. Fails with the limit if it forbids more.
    pub(super) fn fill(&mut self, bytes: u64) -> Result<(), MemoryLimit> {
        let before = bytes.min(self.bytes);
        let more = bytes - before;
        self.bytes -= before;
        self.allowance
            .lock()
            .settle(before, self.allowance.keeps_nothing);
        if more == 0 {
            return Ok(());
        }
        let mut shares = self.allowance.lock();
        match self.allowance.room(&shares) {
            Some(room) if room.bytes < more => Err(room.limit),
            Some(_) | None => {
                let kept = if self.allowance.keeps_nothing {
                    0
                } else {
                    more
                };
                shares.taken += kept;
                Ok(())
            }
        }
    }

    /// Takes more for the file. Returns `false` if there is too little, unless it is `needed` in any case.
    pub(super) fn add(&mut self, bytes: u64, needed: bool) -> bool {
        let Some(mut more) = self.allowance.take(bytes, needed) else {
            return false;
        };
        self.bytes += mem::take(&mut more.bytes);
        true
    }

    /// Notes that the file is in memory.
    pub(super) fn release(&mut self) {
        let bytes = mem::take(&mut self.bytes);
        self.allowance
            .lock()
            .settle(bytes, self.allowance.keeps_nothing);
    }
}

impl Drop for TakenMemory<'_> {
    fn drop(&mut self) {
        self.release();
    }
}

impl Allowance {
    /// An allowance for what the budget leaves beside `kept` bytes.
    pub(super) fn new(budget: MemoryBudget, kept: u64) -> Self {
        Self {
            budget,
            kept,
            keeps_nothing: false,
            shares: Mutex::default(),
        }
    }

    /// Limits unpacking alone, for files that are not kept.
    pub(super) fn for_a_look(budget: MemoryBudget) -> Self {
        Self {
            keeps_nothing: true,
            ..Self::new(budget, 0)
        }
    }

    /// Reserves this number of bytes for needed files, which may be read after others.
    pub(super) fn reserve(&mut self, bytes: u64) {
        let shares = self.shares.get_mut();
        shares.unwrap_or_else(PoisonError::into_inner).reserved = bytes;
    }

    /// Takes memory for a file. `None` if there is too little, unless the file is `needed` in any case.
    pub(super) fn take(&self, bytes: u64, needed: bool) -> Option<TakenMemory<'_>> {
        let mut shares = self.lock();
        if needed {
            shares.reserved = shares.reserved.saturating_sub(bytes);
        }
        if shares.granted < bytes {
            let room = self.room(&shares);
            let free = room.map_or(u64::MAX, |room| room.bytes);
            if free < bytes && !needed && !self.keeps_nothing {
                shares.shortage = room.map(|room| room.limit);
                return None;
            }
            shares.granted = (free / PART).max(bytes);
        }
        shares.granted -= bytes;
        shares.in_hand += bytes;
        shares.taken += bytes;
        Some(TakenMemory {
            allowance: self,
            bytes,
        })
    }

    /// What is left beside what files took that are being read.
    fn room(&self, shares: &Shares) -> Option<MemoryRoom> {
        let kept = self.kept + shares.taken - shares.in_hand;
        let promised = shares.in_hand + shares.reserved;
        self.budget.room(kept).map(|room| MemoryRoom {
            bytes: room.bytes.saturating_sub(promised),
            ..room
        })
    }

    /// Notes that the system has refused memory.
    pub(super) fn note_refusal(&self) {
        let room = self.budget.room(u64::MAX);
        let mut shares = self.lock();
        shares.shortage = shares.shortage.or(room.map(|room| room.limit));
    }

    /// The limit that a file was refused for.
    pub(super) fn shortage(&self) -> Option<MemoryLimit> {
        self.lock().shortage
    }

    /// How many bytes are left; `None` without a limit.
    pub(super) fn left(&self) -> Option<u64> {
        Some(self.budget.room(self.kept)?.bytes)
    }

    /// Shares are whole between statements: a poisoned lock is still good.
    fn lock(&self) -> MutexGuard<'_, Shares> {
        self.shares.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_take_memory_until_none_is_left() {
        let allowance = Allowance::new(MemoryBudget::for_kept(1000), 100);
        for _ in 0..9 {
            assert!(allowance.take(100, false).is_some());
        }
        assert_eq!(allowance.shortage(), None);
        assert!(allowance.take(100, false).is_none());
        assert_eq!(allowance.shortage(), Some(MemoryLimit::Setting { mib: 0 }));
        assert!(
            allowance.take(100, true).is_some(),
            "the newest day is needed"
        );
    }

    #[test]
    fn needed_file_finds_its_memory_left() {
        let mut allowance = Allowance::new(MemoryBudget::for_kept(1000), 0);
        allowance.reserve(600);
        let early = allowance.take(400, false);
        assert!(early.is_some() && allowance.take(100, false).is_none());
        assert!(allowance.take(600, true).is_some());
        let room = allowance.budget.room(allowance.lock().taken);
        assert_eq!(room.map(|room| room.bytes), Some(0));
    }

    #[test]
    fn file_being_read_counts() {
        let allowance = Allowance::new(MemoryBudget::for_kept(1000), 0);
        let held = allowance.take(600, false);
        assert!(allowance.take(500, false).is_none());
        drop(held);
        assert!(allowance.take(400, false).is_some());
    }

    #[test]
    fn unpacked_file_takes_more_while_there_is_some() {
        let allowance = Allowance::new(MemoryBudget::for_kept(1000), 0);
        let mut packed = allowance.take(300, false).unwrap();
        let other = allowance.take(300, false).unwrap();
        assert_eq!(packed.fill(200), Ok(()));
        assert_eq!(packed.fill(200), Ok(()), "a hundred more");
        assert_eq!(packed.fill(300), Ok(()), "three hundred more");
        assert_eq!(packed.fill(1), Err(MemoryLimit::Setting { mib: 0 }));
        drop(other);
        assert_eq!(
            packed.fill(1),
            Err(MemoryLimit::Setting { mib: 0 }),
            "it was read"
        );
    }

    #[test]
    fn without_a_limit_everything_is_read() {
        let allowance = Allowance::default();
        assert!(allowance.take(u64::MAX / 2, false).is_some());
        assert!(allowance.take(u64::MAX / 2, false).is_some());
        assert_eq!((allowance.left(), allowance.shortage()), (None, None));
    }
}
