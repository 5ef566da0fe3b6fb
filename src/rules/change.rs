//! What keys want changed. The edits are worked out from the rules that the file has when it is written: a key may follow before
//! the change of the one before it is in force.

use super::alert_keys::AlertWay;
use super::edit::{NewRule, RuleEdit, RuleEditError, RuleValue};
use super::made_by_key::new_mute;
use super::options::RuleOptions;
use super::rule::Rule;
use super::rule_set::RuleSet;
use crate::item::NewsDay;

/// The first digit that a new rule may get; 1 is everything.
const FIRST_DIGIT: u8 = 2;

/// A change of the rules. A rule is named by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleChange {
    /// Makes an edit as it is.
    Edit(RuleEdit),
    /// Lets a rule alert in one more way; after the last one, in none.
    Alert(String),
    /// Folds the items of a rule, or lets them stay in the list.
    Fold(String),
    /// Makes a rule a view, or none.
    View(String),
    /// Gives a rule a digit, which another one gives up; takes away its own.
    Digit(String, u8),
    /// Adds a rule that is a view, with a digit if one is free.
    Add {
        /// Its name.
        name: String,
        /// Its query.
        query: String,
    },
    /// Folds what a query finds, at least until a day. A rule that folds it already lasts as long.
    Mute {
        /// The name of a new rule; a number is added if it is taken.
        name: String,
        /// The query.
        query: String,
        /// The last day; `None` for ever.
        until: Option<NewsDay>,
    },
}

/// The view of the red items, which is there until a rule is a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedView {
    /// Its name.
    pub name: String,
    /// Its query.
    pub query: String,
    /// The digit that switches to it.
    pub digit: Option<u8>,
}

impl RuleChange {
    /// The edit of a file with these rules.
    pub(super) fn edit(&self, rules: &RuleSet, red: &RedView) -> Result<RuleEdit, RuleEditError> {
        let find = |name: &String| {
            let rule = rules.find(name).map(Rule::options);
            rule.ok_or_else(|| RuleEditError::NoRule(name.clone()))
        };
        let edits = match self {
            Self::Edit(edit) => return Ok(edit.clone()),
            Self::Alert(rule) => vec![set(rule, "alert", next_alert(find(rule)?))],
            Self::Fold(rule) => {
                let fold = (!find(rule)?.folds).then(|| "fold".into());
                vec![set(rule, "mute", fold)]
            }
            Self::View(rule) => toggle_view(rules, find(rule)?, red),
            Self::Digit(rule, digit) => change_digit(rules, find(rule)?, *digit, red),
            Self::Add { name, query } => add(rules, name, query, red),
            Self::Mute { name, query, until } => mute(rules, name, query, *until),
        };
        Ok(RuleEdit::All(edits))
    }
}

fn set(rule: &str, key: &str, value: Option<RuleValue>) -> RuleEdit {
    RuleEdit::Set {
        rule: rule.to_owned(),
        key: key.to_owned(),
        value,
    }
}

/// The ways of a rule with the first one that it lacks; none if it has all.
fn next_alert(options: &RuleOptions) -> Option<RuleValue> {
    let has = |way: &AlertWay| way.is_of(options);
    let lacking = AlertWay::EACH.into_iter().find(|way| !has(way))?;
    let ways = AlertWay::EACH.into_iter();
    let ways = ways.filter(|way| has(way) || *way == lacking);
    let names: Vec<_> = ways.map(|way| format!("\"{}\"", way.name())).collect();
    RuleValue::parse(&format!("[{}]", names.join(", ")))
}

fn toggle_view(rules: &RuleSet, options: &RuleOptions, red: &RedView) -> Vec<RuleEdit> {
    let is_view = !options.view;
    let mut edits = if is_view {
        keep_red(
            rules,
            &options.name,
            &whole_query(options),
            red,
            options.key,
        )
    } else {
        Vec::new()
    };
    // A rule with a digit is a view unless it says otherwise.
    let is_default = is_view == options.key.is_some();
    let value = (!is_default).then(|| is_view.into());
    edits.push(set(&options.name, "view", value));
    edits
}

fn change_digit(rules: &RuleSet, options: &RuleOptions, digit: u8, red: &RedView) -> Vec<RuleEdit> {
    let name = &options.name;
    if options.key == Some(digit) && options.view {
        return vec![
            set(name, "key", None),
            // It stays a view.
            set(name, "view", Some(true.into())),
        ];
    }
    let mut edits = keep_red(rules, name, &whole_query(options), red, Some(digit));
    let others = rules.rules().iter().map(Rule::options);
    let mut others = others.filter(|other| other.name != *name);
    if let Some(former) = others.find(|other| other.key == Some(digit)) {
        edits.push(set(&former.name, "key", None));
        if former.view {
            edits.push(set(&former.name, "view", Some(true.into())));
        }
    }
    if !options.view {
        edits.push(set(name, "view", None));
    }
    edits.push(set(name, "key", Some(i64::from(digit).into())));
    edits
}

fn add(rules: &RuleSet, name: &str, query: &str, red: &RedView) -> Vec<RuleEdit> {
    let mut edits = keep_red(rules, name, query, red, None);
    let is_added = matches!(edits.first(), Some(RuleEdit::Add(_)));
    let kept = red.digit.filter(|_| is_added);
    let digits = FIRST_DIGIT..=9;
    let is_free = |digit: &u8| !is_taken(rules, *digit) && Some(*digit) != kept;
    edits.push(new_view(name, query, digits.into_iter().find(is_free)));
    edits
}

/// The edits that keep the view of the red items when a rule becomes the first view: it becomes a rule, too. One that has its name
/// is taken for it.
fn keep_red(
    rules: &RuleSet,
    name: &str,
    query: &str,
    red: &RedView,
    digit: Option<u8>,
) -> Vec<RuleEdit> {
    let has_views = rules.rules().iter().any(|rule| rule.options().view);
    if has_views || name == red.name || query == red.query {
        return Vec::new();
    }
    if rules.find(&red.name).is_some() {
        return vec![set(&red.name, "view", Some(true.into()))];
    }
    let is_free = |own: &u8| Some(*own) != digit && !is_taken(rules, *own);
    vec![new_view(&red.name, &red.query, red.digit.filter(is_free))]
}

fn whole_query(options: &RuleOptions) -> String {
    options.source_with(&options.query_text)
}

fn is_taken(rules: &RuleSet, digit: u8) -> bool {
    let mut rules = rules.rules().iter();
    rules.any(|rule| rule.options().key == Some(digit))
}

fn new_view(name: &str, query: &str, digit: Option<u8>) -> RuleEdit {
    let mut rule = NewRule::new(name, query);
    rule.keys.push(match digit {
        Some(digit) => ("key".to_owned(), i64::from(digit).into()),
        None => ("view".to_owned(), true.into()),
    });
    RuleEdit::Add(rule)
}

/// Adds a mute, or prolongs the one of this query. None is shortened.
fn mute(rules: &RuleSet, name: &str, query: &str, until: Option<NewsDay>) -> Vec<RuleEdit> {
    let Some(rule) = rules.mute_of(query) else {
        return vec![new_mute(&free_name(rules, name), query, until)];
    };
    let present = rule.options().until;
    let is_longer = present.is_some_and(|present| until.is_none_or(|until| until > present));
    if is_longer {
        let until = until.map(|until| RuleValue::from(until.to_string()));
        vec![set(rule.name(), "until", until)]
    } else {
        Vec::new()
    }
}

/// A name that no rule has.
fn free_name(rules: &RuleSet, name: &str) -> String {
    let numbered = (2..).map(|number| format!("{name} {number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names
        .find(|name| rules.find(name).is_none())
        .unwrap_or_default()
}
