//! Reads `rules.toml`. All errors of the file are reported at once.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::alert_keys::{QUIET, quiet};
use super::keys::KEYS;
use super::options::RuleOptions;
use super::rule::Rule;
use super::rule_set::{MAX_RULES, RuleSet};
use super::rule_table::{RuleTable, query_error};
use crate::config::{
    ConfigError, ConfigErrorKind, ConfigErrors, Document, DocumentTable, Expectation, RulesFile,
    SpannedValue, TableKind, suggest,
};
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;

/// The documented examples, all switched off.
pub const DEFAULT: &str = include_str!("../../assets/rules.toml");

/// The key of the rules.
const RULE: &str = "rule";

/// Reads the user's rules; none if there is no file of them. The queries' times count from `times`.
pub fn load(
    file: &RulesFile,
    times: &TimeContext<'_>,
    lists: &Watchlists,
) -> Result<RuleSet, ConfigErrors> {
    match file.read()? {
        Some((name, text)) => parse(&name, &text, times, lists),
        None => Ok(RuleSet::default()),
    }
}

/// Parses the text of a file of rules; `name` is its name in errors.
pub fn parse(
    name: &str,
    text: &str,
    times: &TimeContext<'_>,
    lists: &Watchlists,
) -> Result<RuleSet, ConfigErrors> {
    let document = Document { name, text };
    let parsed = document.parse()?;
    let (mut rules, mut errors, mut hours) = (Vec::new(), Vec::new(), None);
    for (key, value) in &parsed {
        if key.get_ref() == RULE {
            rules = read_rules(document, value, (times, lists), &mut errors)?;
        } else if key.get_ref() == QUIET {
            match quiet(document, value) {
                Ok(read) => hours = Some(read),
                Err(error) => errors.push(error),
            }
        } else {
            errors.push(unknown(document, key.get_ref(), &key.span()));
        }
    }
    ConfigErrors::check(errors)?;
    Ok(RuleSet::new(rules).with_quiet(hours))
}

/// The mutes among the examples, which are read once. Neither times nor lists change what they hit.
pub fn prepared_mutes() -> &'static [Rule] {
    static MUTES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let examples = DEFAULT.lines().filter(|line| !line.starts_with("# "));
        let text: Vec<_> = examples.map(|line| line.trim_start_matches('#')).collect();
        let times = TimeContext::at(Stamp::default());
        let examples = parse("examples", &text.join("\n"), &times, &Watchlists::default());
        let mut rules = examples.map_or_else(|_| Vec::new(), |set| set.rules().to_vec());
        rules.retain(|rule| rule.options().folds);
        rules
    });
    &MUTES
}

/// Makes the error of a key that a file of rules does not have.
fn unknown(document: Document<'_>, name: &str, at: &std::ops::Range<usize>) -> ConfigError {
    let is_of_rule = KEYS.iter().any(|(key, _)| *key == name);
    let expected = match name {
        _ if is_of_rule => Expectation::BelowRule,
        "rules" => Expectation::RuleTables,
        _ => suggest(name, [RULE, QUIET]),
    };
    let name = name.to_owned();
    document.error(at, ConfigErrorKind::UnknownSetting { name }, expected)
}

fn read_rules(
    document: Document<'_>,
    value: &SpannedValue<'_>,
    (times, lists): (&TimeContext<'_>, &Watchlists),
    errors: &mut Vec<ConfigError>,
) -> Result<Vec<Rule>, ConfigError> {
    let (kind, expected) = (TableKind::Rule, Expectation::RuleTables);
    let tables = DocumentTable::all(document, kind, (RULE, value), expected)?;
    if let Some(first) = tables.get(MAX_RULES) {
        let kind = ConfigErrorKind::TooManyRules;
        errors.push(first.error(RULE, kind, Expectation::AtMost { max: MAX_RULES }));
    }
    let (mut rules, mut names, mut digits) = (Vec::new(), HashSet::new(), HashSet::new());
    for table in &tables {
        let rule = RuleTable {
            table,
            times,
            lists,
        };
        let Some(options) = read_one(&rule, errors) else {
            continue;
        };
        if !names.insert(options.name.clone()) {
            let name = options.name.clone();
            let kind = ConfigErrorKind::RepeatedRule { name };
            errors.push(table.error("name", kind, Expectation::OtherName));
        }
        if let Some(digit) = options.key.filter(|digit| !digits.insert(*digit)) {
            let kind = ConfigErrorKind::RepeatedDigit { digit };
            errors.push(table.error("key", kind, Expectation::Digit));
        }
        match Rule::new(options, times) {
            Ok(rule) => rules.push(rule),
            Err(error) => {
                let (kind, expected) = query_error("query", error.expected);
                errors.push(table.error("query", kind, expected));
            }
        }
    }
    Ok(rules)
}

/// Reads one rule. Adds its errors; `None` if there are any.
fn read_one(rule: &RuleTable<'_>, errors: &mut Vec<ConfigError>) -> Option<RuleOptions> {
    let before = errors.len();
    let known = || KEYS.iter().map(|(key, _)| *key);
    for (name, at) in rule.table.keys() {
        if !known().any(|key| key == name) {
            let expected = match name {
                QUIET => Expectation::AboveRules,
                _ => suggest(name, known()),
            };
            errors.push(rule.table.unknown_key((name, &at), expected));
        }
    }
    let mut options = RuleOptions::default();
    for (_, read) in KEYS {
        errors.extend(read(rule, &mut options).err());
    }
    (errors.len() == before).then_some(options)
}
