//! From when times in rules count, such as `last:2h`.

use std::sync::Arc;

use crate::rules::RuleSet;

/// When the rules were read, and those that are read but not in force.
#[derive(Debug, Default)]
pub(super) struct RuleTimes {
    /// The minute from which they count, once it is known.
    pub minute: Option<u32>,
    /// The rules that count from there, or have other watchlists, until their hits are found.
    pub renewed: Option<Arc<RuleSet>>,
}
