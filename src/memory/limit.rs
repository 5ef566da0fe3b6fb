//! What limits the memory of the process, in both languages of the interface.

use crate::lang::texts;

texts! {
    /// A limit of the memory, with its size and how to raise it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
    #[error("{}", self.message(crate::lang::Lang::English))]
    MemoryLimit {
        Setting { mib: u64 } => "内存上限 {mib} MiB（max_memory）", "the memory limit is {mib} MiB (max_memory)";
        AddressSpace { mib: u64 } => "地址空间上限 {mib} MiB（ulimit -v）", "the address space is limited to {mib} MiB (ulimit -v)";
        DataSize { mib: u64 } => "数据段上限 {mib} MiB（ulimit -d）", "the data segment is limited to {mib} MiB (ulimit -d)";
        ControlGroup { mib: u64 } => "cgroup 内存上限 {mib} MiB", "the cgroup is limited to {mib} MiB of memory";
        Machine { mib: u64 } => "本机可用内存只有 {mib} MiB（max_memory 可另定上限）",
            "the machine has {mib} MiB of memory available (max_memory sets another limit)";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_has_both_languages() {
        MemoryLimit::assert_translated();
    }
}
