//! What the table of rules says of a rule beside its name, its query and its counts.

use std::borrow::Cow;

use crate::app::{App, RuleRow};
use crate::config::theme::Look;
use crate::lang::UiText;
use crate::rules::{AlertWay, RuleOptions};

fn options(row: RuleRow<'_>) -> Option<&RuleOptions> {
    match row {
        RuleRow::Everything | RuleRow::Red => None,
        RuleRow::Rule(_, rule) => Some(rule.options()),
    }
}

/// The ways in which a rule alerts.
pub(super) fn alerts(app: &App, row: RuleRow<'_>) -> String {
    let Some(options) = options(row) else {
        return String::new();
    };
    let ways = AlertWay::of(options).map(AlertWay::title);
    let run = options.run.as_ref().map(|_| UiText::AlertRun);
    let ways = ways.chain(run).map(|way| app.config.lang.text(way));
    ways.collect::<Vec<_>>().join(" ")
}

/// Whether a rule folds its items.
pub(super) fn mute(app: &App, row: RuleRow<'_>) -> String {
    let folds = options(row).is_some_and(|options| options.folds);
    let text = folds.then(|| app.config.lang.text(UiText::RuleFolds));
    text.unwrap_or_default().into_owned()
}

/// The looks of the rows and of the hits of a rule, with their names.
pub(super) fn looks(app: &App, row: RuleRow<'_>) -> Vec<(Cow<'static, str>, Look)> {
    let style = options(row)
        .map(|options| options.style)
        .unwrap_or_default();
    let looks = [
        (UiText::LookOfRow, style.row),
        (UiText::LookOfHits, style.hits),
    ];
    let looks = looks.into_iter();
    let looks = looks.filter_map(|(name, look)| Some((app.config.lang.text(name), look?)));
    looks.collect()
}
