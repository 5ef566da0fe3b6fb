//! The programs of rules that failed when they were started last.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The rules whose programs failed last, each with the text that says so.
#[derive(Debug, Default)]
pub(super) struct FailedPrograms(BTreeMap<Arc<str>, String>);

impl FailedPrograms {
    /// The names of the rules, each with its text.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(rule, text)| (&**rule, text.as_str()))
    }

    /// Notes that the program of a rule failed.
    pub(super) fn add(&mut self, rule: Arc<str>, text: String) {
        self.0.insert(rule, text);
    }

    /// Notes that it ended well; false if it did before.
    pub(super) fn remove(&mut self, rule: &str) -> bool {
        self.0.remove(rule).is_some()
    }
}
