//! How much memory the process may take.
//!
//! A process that takes more than its limit is aborted or killed. So whoever keeps much asks a [`MemoryBudget`] first, and keeps
//! less instead.

mod budget;
mod control_group;
mod limit;
mod single_heap;
mod usage;

pub use budget::{LackOfMemory, MemoryBudget, MemoryRoom};
pub use limit::MemoryLimit;
pub use single_heap::{ensure_single_heap, reader_threads};
