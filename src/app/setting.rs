//! How the text of an item is set in the list at full density: the one answer to how many lines an item takes, for the
//! geometry of the list and for drawing it.

use std::ops::Range;

use super::{App, Density};
use crate::text::{Printable, TextMetrics, paragraphs, sanitise, sanitise_line};
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
    /// The title, and below it the body, wrapped to `columns`; an untitled flash begins with its body. Paragraphs, and the
    /// members of a list, each begin a line.
    pub fn of(item: ItemRef<'a>, text_metrics: TextMetrics, columns: u16) -> Self {
        let story = item.story();
        let title = sanitise(story.title.unwrap_or_default());
        let body = beginning(story.body);
        let columns = usize::from(columns.max(1));
        let titles = text_metrics
            .wrap_title(title.as_str(), columns)
            .into_iter()
            .map(Line::Title);
        let bodies = paragraphs(body.as_str()).into_iter().flat_map(|paragraph| {
            let lines = text_metrics.wrap(
                body.as_str().get(paragraph.clone()).unwrap_or_default(),
                columns,
            );
            lines.into_iter().map(move |line| {
                Line::Body(paragraph.start + line.start..paragraph.start + line.end)
            })
        });
        let mut lines: Vec<Line> = titles.chain(bodies).collect();
        if lines.is_empty() {
            lines.push(Line::Body(0..0));
        }
        Self { title, body, lines }
    }
}

/// The most of a body that the list sets, in bytes: it sets all that is in view with each key. The detail shows more.
const MOST: usize = 16 * 1024;

/// A body, printable; dots say where one is cut.
fn beginning(body: &str) -> Printable<'_> {
    let end = (0..4)
        .filter_map(|back| MOST.checked_sub(back))
        .find(|&end| body.is_char_boundary(end));
    match end
        .and_then(|end| body.get(..end))
        .filter(|cut| cut.len() < body.len())
    {
        Some(cut) => sanitise(&format!("{cut}……")).into_owned(),
        None => sanitise(body),
    }
}

/// How many of two lines an item fills: the second is for what does not stand in the first.
fn lines_of_two(item: ItemRef<'_>, text_metrics: TextMetrics, columns: u16) -> u16 {
    let story = item.story();
    let goes_on = match story.title {
        Some(_) => !story.body.is_empty(),
        None => text_metrics
            .cut(
                sanitise_line(begins(story.body, columns)).as_str(),
                usize::from(columns),
            )
            .is_some(),
    };
    1 + u16::from(goes_on)
}

/// As much of a text as can show in a line of so many columns, and more, so that the length of an item costs nothing here.
pub fn begins(text: &str, columns: u16) -> &str {
    let most = usize::from(columns) * 8 + 64;
    let end = (0..4)
        .filter_map(|back| most.checked_sub(back))
        .find(|&end| text.is_char_boundary(end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// What the height of an item depends on besides the item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    density: Density,
    text_metrics: TextMetrics,
    columns: u16,
}

impl Measure {
    pub(super) fn of(app: &App) -> Self {
        Self {
            density: app.list.density,
            text_metrics: app.config.text_metrics,
            columns: app.metrics.list_text,
        }
    }

    /// How many lines of the list an item takes, without the row that names its day.
    pub(super) fn height(self, item: ItemRef<'_>) -> i32 {
        match self.density {
            Density::Headline => 1,
            Density::TwoLines => i32::from(lines_of_two(item, self.text_metrics, self.columns)),
            Density::Full => i32::try_from(
                Setting::of(item, self.text_metrics, self.columns)
                    .lines
                    .len(),
            )
            .unwrap_or(i32::MAX / 4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_is_far_too_long_for_the_list_ends_in_dots() {
        assert_eq!(beginning("短").as_str(), "短");
        let long = beginning(&"长".repeat(MOST)).as_str().to_owned();
        assert!(
            long.len() <= MOST + "……".len() && long.ends_with("长……"),
            "{}",
            long.len()
        );
    }
}
