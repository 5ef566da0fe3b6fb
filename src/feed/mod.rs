//! The thread that owns the timeline: watch says which dumps changed, the timeline merges them, updates go out.
//!
//! At the start it loads the newest day first, then backwards on worker threads; then it follows.

use crate::timeline::Update;
use crate::watch::{Settings, Status};

/// What the feed has to say.
#[derive(Clone, Debug)]
pub enum News {
    /// The timeline changed.
    Update(Update),
    /// Sources, counts or the state of watching changed.
    Status(Status),
}

/// A running feed; dropping it ends its threads.
#[derive(Debug)]
pub struct Feed {}

impl Feed {
    /// Starts to load and follow. `publish` is called on the feed's threads, and must not block.
    pub fn spawn(settings: Settings, publish: impl Fn(News) + Send + Sync + 'static) -> Self {
        let _ = (settings, publish);
        todo!("watch helper")
    }

    /// Looks at everything again now (after the machine slept, or when the user asks).
    pub fn recheck(&self) {
        todo!("watch helper")
    }
}

/// Reads everything once, in parallel, without watching: what `list` and `check` need.
///
/// The paths that could not be read are in the status.
pub fn load(settings: &Settings) -> (Update, Status) {
    let _ = settings;
    todo!("watch helper")
}
