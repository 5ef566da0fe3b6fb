//! How an item is wrapped in the list at full density. The list's line arithmetic and its drawing share this answer.

use std::ops::Range;

use super::line_prefix::{line_prefix, prefix};
use super::wrapped_headline::WrappedHeadline;
use crate::config::Density;
use crate::knowledge::Knowledge;
use crate::text::{Printable, TextMetrics, has_unsaid, paragraphs, sanitise, sanitise_line};
use crate::timeline::ItemRef;

/// The most bytes of a title, and of a body, that the list wraps: every key wraps all items in view. The detail shows the rest.
const MAX_BYTES: usize = 16 * 1024;

/// An item's text, wrapped for the list.
#[derive(Debug, Clone)]
pub struct WrappedItem<'a> {
    /// The printable title.
    pub title: Printable<'a>,
    /// The printable body.
    pub body: Printable<'a>,
    /// The lines, top to bottom; at least one.
    pub lines: Vec<WrappedLine>,
}

/// One line of a wrapped item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrappedLine {
    /// A byte range of the title.
    Title(Range<usize>),
    /// A byte range of the body.
    Body(Range<usize>),
}

impl<'a> WrappedItem<'a> {
    /// Wraps the title, then the body, to `columns`. Paragraphs and members of a list each begin a line. An untitled flash
    /// has only a body. A title keeps the names that are known on one line.
    pub fn new(
        item: ItemRef<'a>,
        text_metrics: TextMetrics,
        columns: u16,
        knowledge: &Knowledge,
    ) -> Self {
        let story = item.story();
        let title = shortened(story.title.unwrap_or_default());
        let body = shortened(story.body);
        let columns = usize::from(columns.max(1));
        let names = knowledge.names_in(title.as_str());
        let titles = text_metrics
            .wrap_title(title.as_str(), columns, &names)
            .into_iter()
            .map(WrappedLine::Title);
        let bodies = body_lines(body.as_str(), text_metrics, columns).map(WrappedLine::Body);
        let mut lines: Vec<_> = titles.chain(bodies).collect();
        if lines.is_empty() {
            lines.push(WrappedLine::Body(0..0));
        }
        Self { title, body, lines }
    }
}

/// Returns the lines of a body as byte ranges.
fn body_lines(
    body: &str,
    text_metrics: TextMetrics,
    columns: usize,
) -> impl Iterator<Item = Range<usize>> {
    paragraphs(body).into_iter().flat_map(move |paragraph| {
        let text = body.get(paragraph.clone()).unwrap_or_default();
        let lines = text_metrics.wrap(text, columns).into_iter();
        lines.map(move |line| paragraph.start + line.start..paragraph.start + line.end)
    })
}

/// Returns the number of lines of a [`WrappedItem`]. Which names are known makes no difference to it.
fn count_lines(item: ItemRef<'_>, text_metrics: TextMetrics, columns: u16) -> usize {
    let story = item.story();
    let title = shortened(story.title.unwrap_or_default());
    let body = shortened(story.body);
    let columns = usize::from(columns.max(1));
    let titles = text_metrics.wrap(title.as_str(), columns).len();
    (titles + body_lines(body.as_str(), text_metrics, columns).count()).max(1)
}

/// Returns a printable text, cut after [`MAX_BYTES`] with an ellipsis.
fn shortened(text: &str) -> Printable<'_> {
    let start = prefix(text, MAX_BYTES);
    if start.len() < text.len() {
        sanitise(&format!("{start}……")).into_owned()
    } else {
        sanitise(text)
    }
}

/// Everything but the item itself that decides how many lines an item takes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ItemHeights {
    pub density: Density,
    pub text_metrics: TextMetrics,
    pub columns: u16,
    /// Whether a long headline takes two lines.
    pub wraps_headlines: bool,
}

impl ItemHeights {
    /// Returns the lines that an item takes, without the row that names its day.
    pub(super) fn height(self, item: ItemRef<'_>) -> i32 {
        match self.density {
            Density::Headline => {
                1 + i32::from(self.wraps_headlines && self.has_long_headline(item))
            }
            Density::TwoLines => 1 + i32::from(self.has_second_line(item)),
            Density::Full => {
                let lines = count_lines(item, self.text_metrics, self.columns);
                i32::try_from(lines).unwrap_or(i32::MAX / 4)
            }
        }
    }

    fn has_long_headline(self, item: ItemRef<'_>) -> bool {
        let headline = WrappedHeadline::text(item, self.columns);
        let columns = usize::from(self.columns);
        !self.text_metrics.fits(headline.as_str(), columns)
    }

    /// Whether a text is left for a second line.
    fn has_second_line(self, item: ItemRef<'_>) -> bool {
        let story = item.story();
        if let Some(title) = story.title {
            return has_unsaid(title, story.body);
        }
        let text = sanitise_line(line_prefix(story.body, self.columns));
        let columns = usize::from(self.columns);
        !self.text_metrics.fits(text.as_str(), columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::test_reader::{TODAY, TestReader, dump};

    #[test]
    fn counted_lines_are_those_that_are_wrapped() {
        let long = "09:30 【云帆智造签下每月9.2亿美元的云服务协议】财联社电，两点：①签约；②公告。";
        let mut reader = TestReader::empty();
        reader.read(&[dump(TODAY, &[long, "09:31 短讯。", "09:32 【只有标题】"])]);
        for item in reader.app.timeline.days()[0].items() {
            for columns in 0..60 {
                let (metrics, known) = (TextMetrics::default(), &reader.app.knowledge);
                let wrapped = WrappedItem::new(item, metrics, columns, known);
                assert_eq!(count_lines(item, metrics, columns), wrapped.lines.len());
            }
        }
    }

    #[test]
    fn very_long_text_ends_in_ellipsis() {
        assert_eq!(shortened("短").as_str(), "短");
        let long = shortened(&"长".repeat(MAX_BYTES)).as_str().to_owned();
        assert!(
            long.len() <= MAX_BYTES + "……".len() && long.ends_with("长……"),
            "{}",
            long.len()
        );
    }
}
