//! What the state file says about the newest days.

use crate::headless::outcome::Reported;
use crate::last_run::LastRun;
use crate::state::{self, KeeperSetup};

/// What the last reader had listed, and what was seen since; `None` if nobody knows. An error is printed.
pub(super) fn last_run(setup: &KeeperSetup) -> Result<Option<LastRun>, Reported> {
    let remembered = state::read_seen(setup).map_err(Reported::print)?;
    Ok(remembered.as_ref().map(LastRun::new))
}
