//! What a new rule begins with: its query and its name.

use super::rule_draft::RuleDraft;
use super::{App, View, topics};

/// The most characters of a suggested name.
const MAX_NAME: usize = 6;

impl App {
    /// What a new rule begins with: the filter in force, the view that goes away, or what the selected item is about.
    pub(super) fn new_draft(&self) -> RuleDraft {
        if self.is_filtered() {
            return RuleDraft {
                query: self.filter.source().to_owned(),
                ..RuleDraft::default()
            };
        }
        let view = self.views.current();
        let of_item = || {
            let item = self.selected()?;
            let stocks = topics::stocks(item, &self.knowledge);
            stocks.into_iter().chain(topics::themes(item)).next()
        };
        let view = Some((**view).clone()).filter(View::is_temporary);
        match view.or_else(of_item) {
            Some(view) => RuleDraft {
                query: view.query.to_string(),
                name: view.name.to_string(),
                ..RuleDraft::default()
            },
            None => RuleDraft::default(),
        }
    }

    /// A name for a query that no rule has: its last word.
    pub(super) fn suggested_name(&self, draft: &RuleDraft) -> String {
        let word = || {
            let mut words = draft.query.split(|c: char| !c.is_alphanumeric());
            let word = words.rfind(|word| !word.is_empty()).unwrap_or_default();
            word.chars().take(MAX_NAME).collect::<String>()
        };
        let name = Some(draft.name.clone()).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(word);
        let is_free = |name: &String| self.rules.set().find(name).is_none();
        let others = (2..).map(|nth| format!("{name}{nth}"));
        let mut names = [name.clone()].into_iter().chain(others);
        names.find(is_free).unwrap_or(name)
    }
}
