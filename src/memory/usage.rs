//! What the process and the machine use, as `/proc` says it.

use std::fs;

/// What the process takes, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MemoryUsage {
    /// Everything that is mapped, also what was never touched.
    pub address_space: u64,
    /// What is mapped privately and can be written.
    pub data: u64,
    /// What is in memory or swapped out.
    pub resident: u64,
}

impl MemoryUsage {
    /// What this process takes now; `None` where the system does not say so.
    pub(super) fn now() -> Option<Self> {
        Self::parse(&fs::read_to_string("/proc/self/status").ok()?)
    }

    fn parse(status: &str) -> Option<Self> {
        Some(Self {
            address_space: field(status, "VmSize")?,
            data: field(status, "VmData")?,
            resident: field(status, "VmRSS")? + field(status, "VmSwap").unwrap_or(0),
        })
    }
}

/// How many bytes programs can have without swapping; `None` where the system does not say so.
pub(super) fn available() -> Option<u64> {
    parse_available(&fs::read_to_string("/proc/meminfo").ok()?)
}

fn parse_available(meminfo: &str) -> Option<u64> {
    field(meminfo, "MemAvailable")
}

/// A field such as `VmSize:     1234 kB`, in bytes.
fn field(text: &str, name: &str) -> Option<u64> {
    let values = text.lines().filter_map(|line| line.split_once(':'));
    let (_, value) = values.into_iter().find(|(key, _)| *key == name)?;
    let kibibytes: u64 = value.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1 << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATUS: &str = "Name:\tdianbao\nVmPeak:\t  300 kB\nVmSize:\t  200 kB\nVmRSS:\t   30 kB\nVmData:\t   50 kB\n\
        VmSwap:\t    4 kB\nThreads:\t14\n";

    #[test]
    fn usage_is_read_in_bytes() {
        let usage = MemoryUsage::parse(STATUS).unwrap();
        let expected = MemoryUsage {
            address_space: 200 << 10,
            data: 50 << 10,
            resident: 34 << 10,
        };
        assert_eq!(usage, expected);
        assert!(MemoryUsage::parse("Name:\tzombie\nThreads:\t1\n").is_none());
    }

    #[test]
    fn available_memory_is_read_in_bytes() {
        let meminfo = "MemTotal:       24683560 kB\nMemFree:         2643108 kB\nMemAvailable:   24056576 kB\n";
        assert_eq!(parse_available(meminfo), Some(24_056_576 << 10));
        assert_eq!(
            parse_available("MemTotal: 5 kB\n"),
            None,
            "a kernel before 3.14"
        );
        assert_eq!(parse_available("MemAvailable: many\n"), None);
    }
}
