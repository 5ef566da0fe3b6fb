//! How rules make their items look: the row, or what the query finds in it.

use ratatui::style::{Modifier, Style};

use super::canvas::LookSpan;
use crate::app::App;
use crate::config::theme::Look;
use crate::query::ReadingRule;
use crate::rules::RuleStyle;
use crate::timeline::ItemRef;

/// Returns the style of an item's row: that of the first rule which has one.
pub(super) fn row(app: &App, item: ItemRef<'_>) -> Option<Style> {
    let rules = app.rules.rules_of(item.day(), item.id()).iter();
    let mut looks = rules.filter_map(|rule| app.rules.set().get(*rule)?.options().style.row);
    looks.next().map(|look| sample(app, look))
}

/// Returns the style of a look, to show it.
pub(super) fn sample(app: &App, look: Look) -> Style {
    match fit(app, look, Modifier::BOLD) {
        Look::Role(role) => app.config.theme.style(role),
        Look::Own(style) => style,
    }
}

/// Returns what rules find in a text of an item. Where several find something, the first one comes last and covers the others.
pub(super) fn hits(
    app: &App,
    item: ItemRef<'_>,
    text: &str,
    reading: ReadingRule,
) -> Vec<LookSpan> {
    let rules = app.rules.rules_of(item.day(), item.id()).iter().rev();
    let mut spans = Vec::new();
    for rule in rules {
        let RuleStyle { hits, .. } = match app.rules.set().get(*rule) {
            Some(rule) => rule.options().style,
            None => continue,
        };
        let (Some(look), Some(matcher)) = (hits, app.rules.lights(*rule)) else {
            continue;
        };
        let look = fit(app, look, Modifier::BOLD.union(Modifier::UNDERLINED));
        let found = match reading {
            ReadingRule::Name | ReadingRule::Headline => matcher.headline_highlights(text),
            ReadingRule::Body => matcher.highlights(text),
        };
        spans.extend(found.into_iter().map(|hit| LookSpan {
            range: hit.range,
            look,
        }));
    }
    spans
}

/// Replaces colours that cannot be used; `plain` stands out without them.
fn fit(app: &App, look: Look, plain: Modifier) -> Look {
    match look {
        Look::Role(_) => look,
        Look::Own(style) => Look::Own(app.config.colours.fit(style, plain)),
    }
}
