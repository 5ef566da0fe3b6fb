//! What the lines of the detail depend on.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::builder::DetailBuilder;
use super::revision::ShownRevision;
use super::text_area::{is_short, text_area};
use crate::app::{App, Search, SearchKind};
use crate::query::Matcher;
use crate::rules::RuleIndex;
use crate::timeline::{Day, ItemRef};
use crate::ui::text_line::TextLine;

/// A day that is equal to itself only: days are replaced, never changed.
#[derive(Clone, Debug)]
struct SameDay(Arc<Day>);

impl PartialEq for SameDay {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SameDay {}

/// The room for the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DetailRoom {
    Ample,
    /// Too little for anything above the text.
    Short,
    /// The same below a line that names time, channel and source.
    ShortBelowRule,
}

impl DetailRoom {
    const fn new(area: Rect, rule: Rect) -> Self {
        match (is_short(area), rule.is_empty()) {
            (false, _) => Self::Ample,
            (true, true) => Self::Short,
            (true, false) => Self::ShortBelowRule,
        }
    }
}

/// What the lines depend on. Lines with equal keys are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct DetailKey {
    day: SameDay,
    /// The days before and after it: a related item may be in them.
    neighbours: [Option<SameDay>; 2],
    row: usize,
    revision: Option<usize>,
    width: u16,
    room: DetailRoom,
    knowledge: u64,
    /// Whether the place of the item says that it cannot be read.
    is_unreadable: bool,
    /// Whether the wire is among the facts.
    names_wire: bool,
    /// The version of the rules, and those that hit the item: what they find is highlighted.
    rules: (u64, Vec<RuleIndex>),
    /// The queries of the list, and find: their matches are highlighted.
    queries: (Arc<str>, Arc<str>),
    /// Whether these light their hits: those of many words do once their pass has begun.
    are_lit: [bool; 2],
}

fn rules_of(app: &App, item: ItemRef<'_>) -> (u64, Vec<RuleIndex>) {
    let rules = app.rules.rules_of(item.day(), item.id());
    (app.rules.version(), rules.to_vec())
}

fn is_lit(search: Option<&Search>) -> bool {
    let matcher = search.and_then(Search::matcher);
    matcher.is_none_or(Matcher::lights_hits)
}

impl DetailKey {
    /// Returns the key of the selected item in the detail's area, below `rule` if it is not empty; `None` without
    /// room or selection.
    pub(in crate::ui) fn new(app: &App, area: Rect, rule: Rect) -> Option<Self> {
        let area = text_area(area, app.focus);
        let width = area.width;
        let index = app.list.selected_index()?;
        let visible = app.list.visible();
        let day = Arc::clone(&visible.days().get(index.day)?.day);
        let neighbours = [day.day().previous(), day.day().next()]
            .map(|day| app.timeline.day(day).cloned().map(SameDay));
        let row = visible.row(index);
        (!day.is_empty() && !area.is_empty()).then(|| Self {
            rules: rules_of(app, day.item(row)),
            is_unreadable: app.sources.are_unreadable(day.item(row)),
            day: SameDay(day),
            neighbours,
            row,
            revision: app.detail.revision(),
            width,
            room: DetailRoom::new(area, rule),
            knowledge: app.knowledge.generation(),
            names_wire: app.timeline.has_several_wires(),
            queries: (
                app.list_name(),
                app.search(SearchKind::Find).source().into(),
            ),
            are_lit: [app.narrowing_search(), Some(app.search(SearchKind::Find))].map(is_lit),
        })
    }

    /// Builds the lines.
    pub(in crate::ui) fn build(&self, app: &App) -> Vec<TextLine> {
        let item = self.day.0.item(self.row);
        let revision = ShownRevision::new(item, self.revision);
        let story = revision.story();
        let is_short = self.room != DetailRoom::Ample;
        let mut builder = DetailBuilder::new(app, item, self.width, !is_short);
        builder.push_title(&story);
        if is_short {
            builder.push_note(item);
            builder.push_body(&story);
        }
        builder.push_facts(item, &story, self.room == DetailRoom::ShortBelowRule);
        builder.push_star(item);
        if !is_short {
            builder.push_note(item);
        }
        builder.push_related(item);
        builder.push_promotion(item);
        builder.push_revision(revision);
        if !is_short {
            builder.push_blank();
            builder.push_body(&story);
            builder.push_blank();
        }
        builder.push_location(item);
        builder.finish()
    }
}
