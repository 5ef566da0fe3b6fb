//! How the text of an item is set in the list at full density: the one answer to how many lines an item takes, for the
//! geometry of the list and for drawing it.

use std::ops::Range;

use super::{App, Density};
use crate::text::{Printable, Ruler, sanitise};
use crate::timeline::ItemRef;

/// An item as the list sets it.
#[derive(Debug, Clone)]
pub struct Setting<'a> {
    /// Its title, printable.
    pub title: Printable<'a>,
    /// Its body, printable.
    pub body: Printable<'a>,
    /// Its lines, top to bottom; never none.
    pub lines: Vec<Line>,
}

/// One line of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A piece of the title, in bytes.
    Title(Range<usize>),
    /// A piece of the body, in bytes.
    Body(Range<usize>),
}

impl<'a> Setting<'a> {
    /// The title, and below it the body, wrapped to `columns`; an untitled flash begins with its body.
    pub fn of(item: ItemRef<'a>, ruler: Ruler, columns: u16) -> Self {
        let story = item.story();
        let title = sanitise(story.title.unwrap_or_default());
        let body = sanitise(story.body);
        let columns = usize::from(columns.max(1));
        let titles = ruler.wrap(title.as_str(), columns).into_iter().map(Line::Title);
        let bodies = ruler.wrap(body.as_str(), columns).into_iter().map(Line::Body);
        let mut lines: Vec<Line> = titles.chain(bodies).collect();
        if lines.is_empty() {
            lines.push(Line::Body(0..0));
        }
        Self { title, body, lines }
    }
}

/// What the height of an item depends on besides the item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    density: Density,
    ruler: Ruler,
    columns: u16,
}

impl Measure {
    pub(super) fn of(app: &App) -> Self {
        Self { density: app.list.density, ruler: app.config.ruler, columns: app.metrics.list_text }
    }

    /// How many lines of the list an item takes, without the row that names its day.
    pub(super) fn height(self, item: ItemRef<'_>) -> i32 {
        match self.density {
            Density::Headline => 1,
            Density::TwoLines => 2,
            Density::Full => {
                i32::try_from(Setting::of(item, self.ruler, self.columns).lines.len()).unwrap_or(i32::MAX / 4)
            }
        }
    }
}
