//! What may still be kept in memory.

use std::sync::Arc;

use rustix::process::{Resource, getrlimit};

use super::control_group::ControlGroup;
use super::limit::MemoryLimit;
use super::usage::{MemoryUsage, available};

const MIB: u64 = 1 << 20;

/// What is left free for searches, stock names, a dump that is read again and a screen: so many bytes, and this part of the
/// limit. The rows that a frequent word matches take up to a twentieth of what the items take.
const RESERVE: u64 = 12 * MIB;
const RESERVED_PART: u64 = 12;
/// What else is left of an address space: the stacks of the threads that start later, 2 MiB each.
const STACKS: u64 = 12 * MIB;
/// The stack of a thread, and what a program takes at least beside stacks.
const STACK: u64 = 2 * MIB;
const MIN_USE: u64 = 24 * MIB;

/// The limits of the memory of this process. The default has none.
#[derive(Clone, Debug, Default)]
pub struct MemoryBudget(Arc<[MemoryBound]>);

/// A limit, and what it counts.
#[derive(Debug)]
struct MemoryBound {
    limit: MemoryLimit,
    /// In bytes.
    size: u64,
    measure: Measure,
}

/// What a limit counts.
#[derive(Debug)]
enum Measure {
    /// What is in memory.
    Resident,
    /// What is mapped.
    AddressSpace,
    /// What is mapped and can be written.
    Data,
    /// What a group of processes has in memory.
    Group(ControlGroup),
    /// What is kept, and nothing else.
    #[cfg(test)]
    Kept,
}

/// Why a program cannot run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too little memory: {limit}; at least {needed} MiB are needed")]
pub struct LackOfMemory {
    limit: MemoryLimit,
    /// In MiB.
    needed: u64,
}

/// What is left below the limit that is reached first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryRoom {
    /// How many bytes may still be kept.
    pub bytes: u64,
    /// The same with half of the reserve: for a dump that is read again, until its last text is freed.
    pub spare: u64,
    /// The limit.
    pub limit: MemoryLimit,
}

impl MemoryRoom {
    /// Whether so much of the reserve is in use that something has to go.
    pub const fn is_overdrawn(&self) -> bool {
        self.spare == 0
    }

    /// Takes this number of bytes of the spare memory. Fails with the limit if there are fewer.
    pub fn take(&mut self, bytes: u64) -> Result<(), MemoryLimit> {
        let left = self.spare.checked_sub(bytes).ok_or(self.limit)?;
        self.spare = left;
        Ok(())
    }
}

impl MemoryBudget {
    /// The limits of this process. `max_memory` is the setting, in bytes; with 0 it is what the machine has available now.
    pub fn of_process(max_memory: u64) -> Self {
        let resident = if max_memory > 0 {
            Some(MemoryBound::new(max_memory, Measure::Resident, |mib| {
                MemoryLimit::Setting { mib }
            }))
        } else {
            MemoryBound::of_machine()
        };
        let address_space = getrlimit(Resource::As).current.map(|size| {
            MemoryBound::new(size, Measure::AddressSpace, |mib| {
                MemoryLimit::AddressSpace { mib }
            })
        });
        let data = getrlimit(Resource::Data)
            .current
            .map(|size| MemoryBound::new(size, Measure::Data, |mib| MemoryLimit::DataSize { mib }));
        let groups = ControlGroup::of_process().into_iter().map(|group| {
            MemoryBound::new(group.limit, Measure::Group(group), |mib| {
                MemoryLimit::ControlGroup { mib }
            })
        });
        let single = [resident, address_space, data].into_iter().flatten();
        Self(single.chain(groups).collect())
    }

    /// Whether a program that starts so many threads can run at all.
    pub fn check_start(&self, threads: usize) -> Result<(), LackOfMemory> {
        let Some(usage) = MemoryUsage::now() else {
            return Ok(());
        };
        let lacks = self.0.iter().filter_map(|bound| bound.lack(usage, threads));
        lacks.max_by_key(|lack| lack.needed).map_or(Ok(()), Err)
    }

    /// A budget for what is kept alone, in bytes, with a reserve of half of that.
    #[cfg(test)]
    pub(crate) fn for_kept(size: u64) -> Self {
        let limit = MemoryLimit::Setting { mib: size / MIB };
        let bound = MemoryBound {
            limit,
            size: size.saturating_add(size / 2),
            measure: Measure::Kept,
        };
        Self([bound].into())
    }

    /// Measures what is left; `None` without a limit. Where the system does not say how much the process takes, that is as
    /// much as is `kept`, in bytes.
    pub fn room(&self, kept: u64) -> Option<MemoryRoom> {
        if self.0.is_empty() {
            return None;
        }
        let usage = MemoryUsage::now().unwrap_or(MemoryUsage {
            address_space: kept,
            data: kept,
            resident: kept,
        });
        let rooms = self.0.iter().map(|bound| bound.room(usage, kept));
        rooms.min_by_key(|room| room.bytes)
    }
}

impl MemoryBound {
    fn new(size: u64, measure: Measure, limit: impl Fn(u64) -> MemoryLimit) -> Self {
        Self {
            limit: limit(size / MIB),
            size,
            measure,
        }
    }

    /// What the machine has now. An eighth of it is left to other programs.
    fn of_machine() -> Option<Self> {
        let available = available()?;
        let size = available - available / 8 + MemoryUsage::now()?.resident;
        let limit = MemoryLimit::Machine {
            mib: available / MIB,
        };
        Some(Self {
            limit,
            size,
            measure: Measure::Resident,
        })
    }

    fn lack(&self, usage: MemoryUsage, threads: usize) -> Option<LackOfMemory> {
        let more = threads as u64 * STACK + MIN_USE;
        let needed = match &self.measure {
            Measure::Resident => 0,
            Measure::AddressSpace => usage.address_space + more,
            Measure::Data => usage.data + more,
            Measure::Group(_) => MIN_USE,
            #[cfg(test)]
            Measure::Kept => 0,
        };
        (needed > self.size).then(|| LackOfMemory {
            limit: self.limit,
            needed: needed.div_ceil(MIB),
        })
    }

    #[cfg_attr(
        not(test),
        expect(unused_variables, reason = "tests count what is kept")
    )]
    fn room(&self, usage: MemoryUsage, kept: u64) -> MemoryRoom {
        let reserve = RESERVE + self.size / RESERVED_PART;
        let (used, reserve) = match &self.measure {
            Measure::Resident => (usage.resident, reserve),
            Measure::AddressSpace => (usage.address_space, reserve + STACKS),
            Measure::Data => (usage.data, reserve + STACKS),
            Measure::Group(group) => (group.used().unwrap_or(usage.resident), reserve),
            #[cfg(test)]
            Measure::Kept => (kept, self.size / 3),
        };
        let free = self.size.saturating_sub(used);
        MemoryRoom {
            bytes: free.saturating_sub(reserve),
            spare: free.saturating_sub(reserve / 2),
            limit: self.limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(size: u64, measure: Measure) -> MemoryBound {
        MemoryBound::new(size, measure, |mib| MemoryLimit::Setting { mib })
    }

    #[test]
    fn reserve_is_left_free() {
        let usage = MemoryUsage {
            address_space: 90 * MIB,
            data: 60 * MIB,
            resident: 40 * MIB,
        };
        let left = |size: u64, measure| {
            let room = bound(size * MIB, measure).room(usage, 0);
            (room.bytes / MIB, room.spare / MIB)
        };
        assert_eq!(left(120, Measure::Resident), (120 - 40 - 22, 120 - 40 - 11));
        assert_eq!(
            left(240, Measure::AddressSpace),
            (240 - 90 - 44, 240 - 90 - 22)
        );
        assert_eq!(left(240, Measure::Data), (240 - 60 - 44, 240 - 60 - 22));
        assert_eq!(left(60, Measure::Resident), (3, 11));
        assert_eq!(left(50, Measure::Resident), (0, 1));
        assert_eq!(left(20, Measure::Resident), (0, 0));
        let room = bound(48 * MIB, Measure::Resident).room(usage, 0);
        assert!(room.is_overdrawn(), "{room:?}");
    }

    #[test]
    fn nearest_limit_counts() {
        let (far, near) = (
            bound(900 * MIB, Measure::Kept),
            bound(75 * MIB, Measure::Kept),
        );
        let room = MemoryBudget([far, near].into()).room(5 * MIB).unwrap();
        assert_eq!(room.bytes, 45 * MIB);
        assert_eq!(room.limit, MemoryLimit::Setting { mib: 75 });
        assert_eq!(MemoryBudget::default().room(5), None);
    }

    #[test]
    fn process_without_limits_has_room() {
        let room = MemoryBudget::of_process(0).room(0);
        assert!(room.is_none_or(|room| room.bytes > MIB), "{room:?}");
        let small = MemoryBudget::of_process(MIB).room(2 * MIB).unwrap();
        assert_eq!(
            (small.bytes, small.limit),
            (0, MemoryLimit::Setting { mib: 1 })
        );
    }
}
