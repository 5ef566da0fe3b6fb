//! What the feed publishes. The model takes it as it is.

use crate::timeline::Update;
use crate::watch::WatchStatus;

/// What the feed publishes.
#[derive(Clone, Debug)]
pub enum FeedEvent {
    /// The timeline changed.
    Update(Update),
    /// Sources, counts or the way of watching changed.
    Status(WatchStatus),
    /// The machine slept, or its clock was set: results that depend on the time are out of date.
    ClockJumped,
    /// The feed panicked. Nothing more comes; the last update stays valid.
    Panicked,
}

/// Called on the feed's threads; must not block.
pub(super) type Publish = dyn Fn(FeedEvent) + Send + Sync;
