//! The parts of a story.

use super::blank::is_blank;
use super::title::{column, split_title, without_column};
use super::{attribution, dateline};

/// The parts of a story, as slices of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoryParts<'a> {
    /// Without the outer 【】, with the column: `【研选】蓝箭航天……等`.
    pub title: Option<&'a str>,
    /// The (mostly paid) column that opens the title: 研选, 盘中宝.
    pub column: Option<&'a str>,
    /// `财联社1月6日电，` and the like, which adds nothing in a list.
    pub dateline: Option<&'a str>,
    /// The text without title, dateline and attribution.
    pub body: &'a str,
    /// The source named at the end: 央视新闻.
    pub source: Option<&'a str>,
}

impl<'a> StoryParts<'a> {
    /// Splits a text into its parts.
    pub fn parse(text: &'a str) -> Self {
        let (title, rest) =
            split_title(text).map_or((None, text), |(title, rest)| (Some(title), rest));
        let rest = rest.trim_matches(is_blank);
        let (dateline, rest) =
            dateline::split(rest).map_or((None, rest), |(dateline, rest)| (Some(dateline), rest));
        let (body, source) =
            attribution::split(rest).map_or((rest, None), |(body, source)| (body, Some(source)));
        Self {
            title,
            column: title.and_then(column),
            dateline,
            body: body.trim_matches(is_blank),
            source,
        }
    }

    /// Replaces the title by one that is not part of the text.
    #[must_use]
    pub fn titled(self, title: Option<&'a str>) -> Self {
        Self {
            title,
            column: title.and_then(column),
            ..self
        }
    }

    /// What a list shows: the title, or the body of an untitled flash.
    pub fn headline(&self) -> &'a str {
        self.title.unwrap_or(self.body)
    }

    /// The text below the headline; nothing for a flash without a title, which is its headline.
    pub fn below_headline(&self) -> &'a str {
        self.title.map_or("", |_| self.body)
    }

    /// The column, empty without one, and the headline without it. A title that is only a column stays whole.
    pub fn column_and_headline(&self) -> (&'a str, &'a str) {
        match (self.column, self.title) {
            (Some(column), Some(title)) => (column, without_column(title, column)),
            (Some(_) | None, _) => ("", self.headline()),
        }
    }
}
