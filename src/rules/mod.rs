//! Rules: what matters to the user. A rule is a name, a query, and what it does with the items that match.
//!
//! ```text
//!   rules.toml ── file      its tables, value by value, with places in errors
//!              ── keys      the keys of a rule, a row each; rule_table reads them
//!              ── style     the key that says how its items look
//!              ── alert_keys the keys that say how it alerts
//!   Rule       ── rule      a rule with its query compiled
//!   RuleSet    ── rule_set  all rules, in the order of the file and by priority
//!   TaughtRules── taught    the rules that hit an item, with the names of stocks that are known
//!   RuleHits   ── hits      which rules hit which items of the newest days
//!              ── finder    finds them, after a change only those of changed items
//!   JointRules ── joint_rules  searches for many rules together
//!   RuleTotals ── totals    how many items of all days each rule hits
//!              ── counter   counts them, after a change only those of changed days
//!              ── worker    reads the file and finds hits on a thread of its own
//!   RulesWatch ── watch     reports that the file has changed
//!   RuleEdit   ── edit      edits the text of the file
//!   RuleChange ── change    what a key wants changed, as edits of the rules that the file has
//!              ── made_by_key  mutes that a key adds, and that go away by themselves
//!   RulesWriting─ write     writes edits into the file
//! ```

mod alert_keys;
mod change;
mod counter;
mod edit;
mod file;
mod finder;
mod hits;
mod joint_rules;
mod keys;
mod made_by_key;
mod options;
mod reading;
mod rule;
mod rule_set;
mod rule_table;
mod style;
mod taught;
mod totals;
mod watch;
mod worker;
mod write;

pub use alert_keys::AlertWay;
pub use change::{RedView, RuleChange};
pub use counter::RuleCounter;
pub use edit::{NewRule, RemovedRule, RuleEdit, RuleEditError, RuleValue};
pub use file::{DEFAULT, load, parse, prepared_mutes};
pub use finder::{RuleFinder, RuleSearch};
pub use hits::{RuleCounts, RuleHits};
pub use options::RuleOptions;
pub use reading::RulesReading;
pub use rule::Rule;
pub use rule_set::{RuleIndex, RuleSet};
pub use style::RuleStyle;
pub use taught::TaughtRules;
pub use totals::RuleTotals;
pub use watch::RulesWatch;
pub use worker::{RulesJob, RulesNews, start};
pub use write::{
    EditPurpose, RuleRequest, RulesWriteError, RulesWriting, RulesWritten, WrittenEdit,
};

#[cfg(test)]
mod tests;
