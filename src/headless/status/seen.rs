//! What the state file says about the newest days.

use crate::last_run::LastRun;
use crate::state::{self, KeeperSetup, StateProblem};

/// What the last reader had listed, and what was seen since; `None` if nobody knows.
pub(super) fn last_run(setup: &KeeperSetup) -> Result<Option<LastRun>, StateProblem> {
    Ok(state::read_seen(setup)?.as_ref().map(LastRun::new))
}
