//! The panes.

pub(super) mod detail;
pub(super) mod divider;
pub(super) mod list;
