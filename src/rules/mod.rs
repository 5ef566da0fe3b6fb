//! Rules: what matters to the user. A rule is a name, a query, and what it does with the items that match.
//!
//! ```text
//!   rules.toml ── file      its tables, value by value, with places in errors
//!              ── keys      the keys of a rule, a row each
//!   Rule       ── rule      a rule with its query compiled
//!   RuleSet    ── rule_set  all rules, in the order of the file and by priority
//!   TaughtRules── taught    the rules that hit an item, with the names of stocks that are known
//! ```

mod file;
mod keys;
mod options;
mod rule;
mod rule_set;
mod taught;

pub use file::{DEFAULT, load, parse};
pub use options::RuleOptions;
pub use rule::Rule;
pub use rule_set::{RuleIndex, RuleSet};
pub use taught::TaughtRules;

#[cfg(test)]
mod tests;
