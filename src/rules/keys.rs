//! The keys of a `[[rule]]`. To add one, add a row and a field of [`RuleOptions`].

use chrono::NaiveDate;

use super::alert_keys;
use super::options::RuleOptions;
use super::rule_table::RuleTable;
use super::style;
use crate::config::{ConfigError, Expectation, SpannedValue};
use crate::item::NewsDay;

/// Reads a key into the options; a key that is missing leaves its default.
type ReadKey = fn(&RuleTable<'_>, &mut RuleOptions) -> Result<(), ConfigError>;

/// The keys and how they are read.
pub(super) const KEYS: [(&str, ReadKey); 12] = [
    ("name", name),
    ("query", query),
    ("unless", unless),
    ("key", key),
    ("view", view),
    ("style", style),
    ("alert", alert_keys::alert),
    ("run", alert_keys::run),
    ("again", alert_keys::again),
    ("mute", mute),
    ("until", until),
    ("priority", priority),
];

fn name(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    rule.table
        .required("name", "\"持仓\"")?
        .clone_into(&mut options.name);
    Ok(())
}

fn query(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let text = rule.table.required("query", "\"芯片 | 半导体\"")?;
    options.query = rule.parse("query", text)?;
    text.clone_into(&mut options.query_text);
    Ok(())
}

fn unless(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let text = rule.table.text("unless")?;
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        options.unless = Some(rule.parse("unless", text)?);
        options.unless_text = Some(text.to_owned());
    }
    Ok(())
}

fn key(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let digit = |value: &SpannedValue<'_>| {
        let integer = value.get_ref().as_integer()?;
        let digit = u8::from_str_radix(integer.as_str(), integer.radix()).ok()?;
        (1..=9).contains(&digit).then_some(digit)
    };
    options.key = rule.table.value("key", Expectation::Digit, digit)?;
    Ok(())
}

/// A rule with a key is a view, unless it says otherwise.
fn view(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let view = rule.table.boolean("view")?;
    options.view = view.unwrap_or(options.key.is_some());
    Ok(())
}

fn mute(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let fold = |text: &str| (text == "fold").then_some(());
    let fold = rule.table.parsed("mute", Expectation::Fold, fold)?;
    options.folds = fold.is_some();
    Ok(())
}

fn until(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let day = |text: &str| {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        NewsDay::from_date(date)
    };
    options.until = rule.table.parsed("until", Expectation::Day, day)?;
    Ok(())
}

fn style(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    options.style = style::read(rule)?;
    Ok(())
}

fn priority(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let number = rule
        .table
        .value("priority", Expectation::Integer, |value| {
            let integer = value.get_ref().as_integer()?;
            i64::from_str_radix(integer.as_str(), integer.radix()).ok()
        })?;
    options.priority = number.unwrap_or_default();
    Ok(())
}
