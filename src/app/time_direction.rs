//! Earlier or later, whichever end of the list is the top.

/// A direction in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeDirection {
    Earlier,
    Later,
}
