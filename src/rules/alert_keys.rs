//! `alert`, `again` and `run` say how a rule alerts; `quiet` says when there are only banners, for all rules.

use std::sync::Arc;

use super::options::RuleOptions;
use super::rule_table::RuleTable;
use crate::alert::{QuietHours, Signals};
use crate::config::{ConfigError, ConfigErrorKind, Document, Expectation, SpannedValue, quoted};
use crate::lang::UiText;

/// The key of the quiet hours.
pub(super) const QUIET: &str = "quiet";

/// The ways to alert.
const SIGNALS: [(&str, Signals); 3] = [
    ("banner", Signals::BANNER),
    ("bell", Signals::BELL),
    ("notify", Signals::NOTIFICATION),
];

/// The ways in which a rule alerts, as its key names them.
pub fn alert_names(options: &RuleOptions) -> impl Iterator<Item = &'static str> {
    let signals = options.alert;
    let has = move |(_, signal): &(&str, Signals)| signals.or(*signal) == signals;
    SIGNALS.into_iter().filter(has).map(|(name, _)| name)
}

/// The name of a way to alert on the screen.
pub fn alert_text(way: &str) -> UiText {
    match way {
        "banner" => UiText::AlertBanner,
        "bell" => UiText::AlertBell,
        _ => UiText::AlertNotification,
    }
}

/// Reads the key `alert`.
pub(super) fn alert(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let (key, document) = ("alert", rule.table.document);
    let Some(value) = rule.table.get(key) else {
        return Ok(());
    };
    let expected = || Expectation::SomeOf {
        names: quoted(SIGNALS.map(|(name, _)| name)),
    };
    let listed = value.get_ref().as_array();
    for signal in listed.ok_or_else(|| document.invalid(key, &value.span(), expected()))? {
        let name = signal.get_ref().as_str();
        let name = name.ok_or_else(|| document.invalid(key, &signal.span(), expected()))?;
        let unknown = |name| ConfigErrorKind::UnknownSignal { name };
        let signal = document.known(name, &signal.span(), SIGNALS.into_iter(), unknown)?;
        options.alert = options.alert.or(signal);
    }
    Ok(())
}

/// Reads the key `run`.
pub(super) fn run(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let read = |value: &SpannedValue<'_>| {
        let words = value.get_ref().as_array()?.iter();
        let words = words.map(|word| Some(word.get_ref().as_str()?.to_owned()));
        let words: Arc<[String]> = words.collect::<Option<_>>()?;
        words
            .first()
            .is_some_and(|program| !program.is_empty())
            .then_some(words)
    };
    options.run = rule.table.value("run", Expectation::Program, read)?;
    Ok(())
}

/// Reads the key `again`.
pub(super) fn again(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    options.again = rule.table.boolean("again")?.unwrap_or_default();
    Ok(())
}

/// Reads the quiet hours.
pub(super) fn quiet(
    document: Document<'_>,
    value: &SpannedValue<'_>,
) -> Result<QuietHours, ConfigError> {
    let hours = value.get_ref().as_str().and_then(QuietHours::parse);
    hours.ok_or_else(|| document.invalid(QUIET, &value.span(), Expectation::QuietHours))
}
