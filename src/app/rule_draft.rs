//! What a prompt about a rule changes.

use crate::rules::RuleOptions;

/// The rule that a prompt is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RuleDraft {
    /// Its name; `None` for a new rule.
    pub rule: Option<String>,
    /// What its query is narrowed by, as the file has it.
    pub options: RuleOptions,
    /// The query of a new rule.
    pub query: String,
    /// The name that is suggested for a new rule.
    pub name: String,
}
