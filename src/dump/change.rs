//! A change of a dump: `watch` reports it, `timeline` applies it.

use std::sync::Arc;

use super::contents::Dump;
use crate::path::FilePath;

/// What happened to a dump.
#[derive(Clone, Debug)]
pub enum DumpChange {
    /// It was read, for the first time or again.
    Read(Arc<Dump>),
    /// It is a rolling dump, and these entries left it at its old end: a dump of the same path that has only them, oldest
    /// first, each with [`crate::item::ItemFlags::GONE`].
    Departed(Arc<Dump>),
    /// It is gone, and its entries with it.
    Gone(FilePath),
}
