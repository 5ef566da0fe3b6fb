//! What the file says about a rule.

use std::sync::Arc;

use super::style::RuleStyle;
use crate::alert::Signals;
use crate::item::NewsDay;
use crate::query::Query;

/// The values of the keys of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleOptions {
    /// Its name. No other rule has it.
    pub name: String,
    /// What its items match.
    pub query: Query,
    /// The same, as it is written.
    pub query_text: String,
    /// What its items do not match.
    pub unless: Option<Query>,
    /// The same, as it is written.
    pub unless_text: Option<String>,
    /// The digit that switches to its view.
    pub key: Option<u8>,
    /// Whether its items are a view.
    pub view: bool,
    /// The last news day of its items; `None` for a rule without an end.
    pub until: Option<NewsDay>,
    /// How its items look.
    pub style: RuleStyle,
    /// How it alerts when its items arrive.
    pub alert: Signals,
    /// The program that is started with them, and its arguments.
    pub run: Option<Arc<[String]>>,
    /// Whether it alerts again for a revision of a story, or its twin in another channel.
    pub again: bool,
    /// Whether its items are folded: several share one dim line.
    pub folds: bool,
    /// Which of several rules counts for an item: the one with the highest number, or the first of these.
    pub priority: i64,
}

impl RuleOptions {
    /// Whether the rule alerts when its items arrive.
    pub const fn is_alert(&self) -> bool {
        !self.alert.is_empty() || self.run.is_some()
    }

    /// The digit that switches to its view; `None` for a rule that is none.
    pub fn digit(&self) -> Option<u8> {
        self.key.filter(|_| self.view)
    }

    /// The same without what the queries were taken for: only their texts are left.
    pub(super) fn as_written(&self) -> Self {
        Self {
            query: Query::default(),
            unless: None,
            ..self.clone()
        }
    }

    /// The text of one query that selects what the rule would with another query.
    pub fn source_with(&self, query: &str) -> String {
        let unless = self.unless_text.iter();
        let unless = unless.map(|unless| format!("-({unless})"));
        let until = self.until.iter().map(|until| format!("day<={until}"));
        let narrower: Vec<_> = unless.chain(until).collect();
        if narrower.is_empty() {
            query.trim().to_owned()
        } else {
            format!("({query}) {}", narrower.join(" "))
        }
    }
}
