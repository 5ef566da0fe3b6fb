//! Edits of the file of rules that keys make.

use crate::rules::{NewRule, RuleEdit, RuleValue};

/// Gives a key of a rule a value, or takes the key away.
pub(super) fn set(rule: &str, key: &str, value: Option<RuleValue>) -> RuleEdit {
    RuleEdit::Set {
        rule: rule.to_owned(),
        key: key.to_owned(),
        value,
    }
}

/// Adds a rule that is a view.
pub(super) fn add(name: &str, query: &str, digit: Option<u8>) -> RuleEdit {
    let mut rule = new_rule(name, query);
    rule.keys.push(match digit {
        Some(digit) => ("key".to_owned(), i64::from(digit).into()),
        None => ("view".to_owned(), true.into()),
    });
    RuleEdit::Add(rule)
}

/// A rule that does nothing yet.
pub(super) fn new_rule(name: &str, query: &str) -> NewRule {
    NewRule {
        comment: String::new(),
        keys: vec![
            ("name".to_owned(), name.into()),
            ("query".to_owned(), query.into()),
        ],
    }
}
