//! `alert`, `again` and `run` say how a rule alerts; `quiet` says when there are only banners, for all rules.

use std::sync::Arc;

use super::options::RuleOptions;
use super::rule_table::RuleTable;
use crate::alert::{QuietHours, Signals};
use crate::config::{ConfigError, ConfigErrorKind, Document, Expectation, SpannedValue, quoted};
use crate::lang::UiText;

/// The key of the quiet hours.
pub(super) const QUIET: &str = "quiet";

/// A way to alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertWay {
    /// A line for the item.
    Banner,
    /// The bell of the terminal.
    Bell,
    /// A notification of the terminal.
    Notification,
}

impl AlertWay {
    /// All ways, the quietest first.
    pub const EACH: [Self; 3] = [Self::Banner, Self::Bell, Self::Notification];

    /// The ways in which a rule alerts.
    pub fn of(options: &RuleOptions) -> impl Iterator<Item = Self> {
        Self::EACH.into_iter().filter(move |way| way.is_of(options))
    }

    /// Its name in the file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Banner => "banner",
            Self::Bell => "bell",
            Self::Notification => "notify",
        }
    }

    /// Its name in the interface.
    pub const fn title(self) -> UiText {
        match self {
            Self::Banner => UiText::AlertBanner,
            Self::Bell => UiText::AlertBell,
            Self::Notification => UiText::AlertNotification,
        }
    }

    const fn signals(self) -> Signals {
        match self {
            Self::Banner => Signals::BANNER,
            Self::Bell => Signals::BELL,
            Self::Notification => Signals::NOTIFICATION,
        }
    }

    /// Whether a rule alerts in this way.
    pub(super) fn is_of(self, options: &RuleOptions) -> bool {
        options.alert.or(self.signals()) == options.alert
    }
}

/// Reads the key `alert`.
pub(super) fn alert(rule: &RuleTable<'_>, options: &mut RuleOptions) -> Result<(), ConfigError> {
    let (key, document) = ("alert", rule.table.document);
    let Some(value) = rule.table.get(key) else {
        return Ok(());
    };
    let expected = || Expectation::SomeOf {
        names: quoted(AlertWay::EACH.map(AlertWay::name)),
    };
    let listed = value.get_ref().as_array();
    for signal in listed.ok_or_else(|| document.invalid(key, &value.span(), expected()))? {
        let name = signal.get_ref().as_str();
        let name = name.ok_or_else(|| document.invalid(key, &signal.span(), expected()))?;
        let unknown = |name| ConfigErrorKind::UnknownSignal { name };
        let ways = AlertWay::EACH.map(|way| (way.name(), way.signals()));
        let signal = document.known(name, &signal.span(), ways.into_iter(), unknown)?;
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
