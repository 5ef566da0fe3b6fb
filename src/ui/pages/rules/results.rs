//! What the query of the selected rule finds, below the table.

use ratatui::layout::Rect;

use crate::app::{App, PreviewCounts, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::query::ReadingRule;
use crate::text::sanitise_line;
use crate::timeline::{Badge, ItemRef};
use crate::ui::badge::badge_role;
use crate::ui::canvas::LookSpan;
use crate::ui::highlights::matched;
use crate::ui::pages::{PageHeadline, PageLine};
use crate::ui::quote::{HiddenHit, PlacedQuote};
use crate::ui::rule_looks;

/// The shortest body with room for results.
const MIN_BODY: u16 = 12;
/// The fewest lines of results, with the two above them.
const MIN_RESULTS: u16 = 7;
/// The lines above the first item.
const ABOVE: u16 = 2;
/// The columns of a badge with its blanks.
const BADGE: u16 = 4;

/// Divides the body between a table of so many lines and the results.
pub(in crate::ui::pages) fn split(body: Rect, lines: usize) -> (Rect, Rect) {
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    let results = MIN_RESULTS.max(body.height * 2 / 5);
    let table = if body.height < MIN_BODY {
        body.height
    } else {
        lines.min(body.height - results)
    };
    let top = Rect {
        height: table,
        ..body
    };
    let below = Rect {
        y: top.bottom(),
        height: body.height - table,
        ..body
    };
    (top, below)
}

/// Returns the lines of the results: the query with its counts, and the newest items.
pub(in crate::ui::pages) fn lines(app: &App, columns: u16, height: u16) -> Vec<PageLine> {
    let items = app.preview_items(height.saturating_sub(ABOVE).into());
    let newest = app.newest_day();
    let has_older = items.iter().any(|item| Some(item.day()) != newest);
    let heading = heading(app, columns);
    let rows = items.iter().map(|item| row(app, *item, has_older, columns));
    [PageLine::default(), heading]
        .into_iter()
        .chain(rows)
        .collect()
}

fn heading(app: &App, columns: u16) -> PageLine {
    let (lang, metrics) = (app.config.lang, app.config.text_metrics);
    let label = lang.text(UiText::RuleQuery);
    let counts = counts(app);
    let at = metrics.width(&label) + 2;
    let room = usize::from(columns).saturating_sub(at + metrics.width(&counts) + 2);
    let source = metrics.truncate(app.preview_source(), room);
    PageLine::new(&label, Role::Label)
        .with(u16::try_from(at).unwrap_or(0), &source, Role::Text)
        .with_right(app, &counts, Role::Dim, columns)
}

/// How many items the query finds, on the newest day and in all.
pub(in crate::ui) fn counts(app: &App) -> String {
    let lang = app.config.lang;
    let PreviewCounts {
        on_newest_day,
        all,
        is_complete,
    } = app.preview_counts();
    let found = lang.text(UiText::RuleHits { on_newest_day, all });
    let more = if is_complete { "" } else { "…" };
    format!("{found}{more}")
}

fn row(app: &App, item: ItemRef<'_>, has_older: bool, columns: u16) -> PageLine {
    let metrics = app.config.text_metrics;
    let format = if has_older { "%m-%d %H:%M" } else { "%H:%M" };
    let time = item.stamp().time().format(format).to_string();
    let badge_at = u16::try_from(time.len() + 1).unwrap_or_default();
    let at = badge_at + BADGE - 1;
    let width = columns.saturating_sub(at);
    let role = if item.flags().is_red() {
        Role::RedHeadline
    } else {
        Role::Text
    };
    let mut line = PageLine::new(&time, Role::Time);
    let headline = sanitise_line(item.story().headline());
    let placed = quote(app, item, headline.as_str(), width);
    let left = placed.as_ref().map_or(width, |placed| placed.left);
    let shown = metrics.truncate(headline.as_str(), left.into());
    line.headline = Some(PageHeadline {
        column: at,
        text: sanitise_line(&shown).into_owned(),
        role,
        spans: spans(app, item, headline.as_str()),
        look: rule_looks::row(app, item),
        quote: placed.map(|placed| (at + placed.at, placed.quote)),
    });
    match Badge::of(item) {
        Some(badge) => line.with(badge_at, badge.text(), badge_role(badge)),
        None => line,
    }
}

/// Quotes what the query of the page finds, if the headline in `columns` does not show it.
fn quote(app: &App, item: ItemRef<'_>, headline: &str, columns: u16) -> Option<PlacedQuote> {
    let metrics = app.config.text_metrics;
    let shown = metrics.truncate(headline, columns.into());
    let query = app.search(SearchKind::Preview).matcher();
    let in_headline = [&*shown, ""].map(|text| (text, ReadingRule::Headline));
    let hit = HiddenHit::find(query.into_iter(), item, in_headline)?;
    let width = u16::try_from(metrics.width(&shown)).unwrap_or(u16::MAX);
    hit.quote_after(metrics, width, columns)
}

/// What the rules in force and the query of the page find in a headline.
fn spans(app: &App, item: ItemRef<'_>, headline: &str) -> Vec<LookSpan> {
    let mut spans = rule_looks::hits(app, item, headline, ReadingRule::Headline);
    let matcher = app.search(SearchKind::Preview).matcher();
    let hits = matcher.map(|matcher| matcher.headline_highlights(headline));
    spans.extend(hits.into_iter().flatten().map(matched));
    spans
}
