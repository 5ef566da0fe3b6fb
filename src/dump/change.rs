//! What a follower of dumps reports, and a timeline takes in.

use std::sync::Arc;

use super::contents::Dump;
use crate::path::FilePath;

/// What happened to a dump.
#[derive(Clone, Debug)]
pub enum DumpChange {
    /// It was read, for the first time or again.
    Read(Arc<Dump>),
    /// It is gone, and its entries with it.
    Gone(FilePath),
}
