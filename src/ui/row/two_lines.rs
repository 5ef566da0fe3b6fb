//! The two lines of an item at the density of that name.

use ratatui::layout::Rect;

use super::RowPainter;
use crate::app::line_prefix;
use crate::config::theme::Role;
use crate::dump::story::StoryParts;
use crate::query::ReadingRule;
use crate::text::{Printable, sanitise_line, unsaid};
use crate::ui::canvas::rest_of_line;
use crate::ui::highlights;
use crate::ui::quote::{HiddenHit, Quote};
use crate::ui::rule_looks;

/// The texts of the two lines.
struct LineTexts<'t> {
    /// What the first line shows after the column.
    first: Printable<'t>,
    second: Printable<'t>,
    /// The role of the second line, and how it is read as pinyin.
    role: Role,
    reading: ReadingRule,
}

impl RowPainter<'_, '_> {
    /// Draws the first line: the headline, as far as the second one does not go on with it.
    pub(super) fn draw_first_line(&mut self, area: Rect) {
        let story = self.line.item.story();
        let (column, headline) = self.column_and_headline(area);
        let area = self.draw_labels(area, column);
        let headline = sanitise_line(line_prefix(headline, area.width));
        let text = match story.title {
            Some(_) => headline,
            None => self.parts(&headline, area).first,
        };
        self.put_headline(area, &text);
    }

    /// Draws the second line: what the title does not say, or the rest of an item without a title. If neither line shows a
    /// hit, it begins with one.
    pub(super) fn draw_second_line(&mut self, area: Rect) {
        let story = self.line.item.story();
        let (column, headline) = self.column_and_headline(area);
        let headline = sanitise_line(line_prefix(headline, area.width.saturating_mul(2)));
        let texts = match story.title {
            Some(title) => self.title_and_body(&story, title, &headline, area),
            None => self.parts(&headline, area),
        };
        if let Some(quote) = self.hidden_hit(column, &texts, area) {
            let style = self.style(texts.role);
            self.canvas
                .put_spans(area, &quote.text, style, &quote.spans);
        } else {
            let has_title = story.title.is_some();
            let (text, item) = (texts.second.as_str(), self.line.item);
            let mut spans = rule_looks::hits(self.app, item, text, texts.reading);
            spans.extend(highlights::body_matches(self.app, text, has_title));
            self.put_truncated(area, &texts.second, texts.role, &spans);
        }
    }

    /// A title, and what the body adds to it.
    fn title_and_body<'t>(
        &self,
        story: &StoryParts<'t>,
        title: &str,
        headline: &'t Printable<'_>,
        area: Rect,
    ) -> LineTexts<'t> {
        let (column, _) = self.column_and_headline(area);
        let used = self.canvas.width(column) + u16::from(!column.is_empty());
        LineTexts {
            first: self.shown(headline, rest_of_line(area, area.x.saturating_add(used))),
            second: sanitise_line(line_prefix(unsaid(title, story.body), area.width)),
            role: Role::Dim,
            reading: ReadingRule::Body,
        }
    }

    /// The first line of an item without a title, and the rest.
    fn parts<'t>(&self, headline: &'t Printable<'_>, area: Rect) -> LineTexts<'t> {
        let lines = self.wrap(headline, area);
        let end = headline.as_str().len();
        let second = lines.get(1).map_or(end, |second| second.start);
        let first = lines.into_iter().next().unwrap_or_default();
        LineTexts {
            first: headline.slice(first),
            second: headline.slice(second..end),
            role: self.title_role(Role::Text),
            reading: ReadingRule::Headline,
        }
    }

    /// Quotes a hit that neither line shows.
    fn hidden_hit(&self, column: &str, texts: &LineTexts<'_>, area: Rect) -> Option<Quote> {
        let first = [column, texts.first.as_str()].concat();
        let second = self.shown(&texts.second, area);
        let shown = [
            (&*first, ReadingRule::Headline),
            (second.as_str(), texts.reading),
        ];
        let item = self.line.item;
        let hit = HiddenHit::find(highlights::matching(self.app, item), item, shown)?;
        hit.quote(self.canvas.text_metrics(), area.width)
    }
}
