//! One line of an item in the list.
//!
//! ```text
//! ▌09:31 红 盘中宝 标题……
//! │  │   │     │
//! │  │   │     └ column, then headline
//! │  │   └ badge: 红 red, 升 red and ordinary before, 改 reworded
//! │  └ dim; bright at the first item of an hour
//! └ not seen
//! ```

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::badge::Badge;
use super::canvas::{Canvas, RoleSpan, rest_of_line};
use super::gutter::Gutter;
use super::highlights::{self, figure_spans};
use super::row_style::RowStyle;
use crate::app::{App, ItemKey, WrappedItem, WrappedLine, line_prefix};
use crate::config::Density;
use crate::config::theme::Role;
use crate::dump::story::without_column;
use crate::text::{Printable, sanitise_line};
use crate::timeline::ItemRef;

/// A line of an item.
pub(super) struct ItemLine<'a> {
    pub item: ItemRef<'a>,
    /// Which of the item's lines, from 0.
    pub part: u16,
    /// Whether its time stands out.
    pub begins_hour: bool,
    pub selected: bool,
    /// The item's text at full density.
    pub wrapped: Option<&'a WrappedRow<'a>>,
}

/// An item's text at full density, wrapped once for all of its lines.
pub(super) struct WrappedRow<'a> {
    text: WrappedItem<'a>,
    title_spans: Vec<RoleSpan>,
    body_matches: Vec<RoleSpan>,
    figures: Vec<RoleSpan>,
}

impl<'a> WrappedRow<'a> {
    pub(super) fn new(app: &App, item: ItemRef<'a>, columns: u16) -> Self {
        let text = WrappedItem::new(item, app.config.text_metrics, columns);
        let label = item.story().column.map(|column| RoleSpan {
            range: 0..column.len() + "【】".len(),
            role: Role::Dim,
        });
        let matches = highlights::headline_matches(app, text.title.as_str());
        Self {
            title_spans: label.into_iter().chain(matches).collect(),
            body_matches: highlights::body_matches(
                app,
                text.body.as_str(),
                item.story().title.is_some(),
            ),
            figures: figure_spans(text.body.as_str()).collect(),
            text,
        }
    }

    /// Returns the spans of a piece of the body. On a selected row figures have no colours.
    fn body_spans(&self, piece: &Range<usize>, selected: bool) -> Vec<RoleSpan> {
        let figures = self.figures.iter().filter(|_| !selected);
        figures
            .chain(&self.body_matches)
            .filter_map(|span| span.clip(piece))
            .collect()
    }
}

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    app: &App,
    gutter: Gutter,
    area: Rect,
    line: &ItemLine<'_>,
) {
    let style = RowStyle::new(canvas, app, line.selected);
    if line.selected {
        canvas.blank(area, style.base);
    }
    let mut painter = RowPainter {
        canvas,
        app,
        line,
        style,
    };
    if line.part == 0 {
        painter.draw_gutter(gutter, area);
    }
    let text = gutter.text_area(area);
    match app.list.density() {
        Density::Headline => painter.draw_headline(text),
        Density::TwoLines if line.part == 0 => painter.draw_headline(text),
        Density::TwoLines => painter.draw_opening(text),
        Density::Full => painter.draw_wrapped(text),
    }
}

/// Draws the parts of one line.
struct RowPainter<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    app: &'a App,
    line: &'a ItemLine<'a>,
    style: RowStyle,
}

impl RowPainter<'_, '_> {
    fn style(&self, role: Role) -> Style {
        self.style.role(self.canvas, role)
    }

    fn draw_gutter(&mut self, gutter: Gutter, area: Rect) {
        let item = self.line.item;
        if gutter == Gutter::None {
            return;
        }
        if self.app.unseen.is_highlighted(ItemKey::from(item)) {
            let bar = self.canvas.line_chars().unseen;
            self.put_mark(area, bar.encode_utf8(&mut [0; 4]), Role::Fresh);
        }
        let (hour, minute) = item.stamp().clock();
        let role = if self.line.begins_hour {
            Role::Hour
        } else {
            Role::Time
        };
        let style = self.style(role);
        let time = format!("{hour:02}:{minute:02}");
        self.canvas.put(gutter.time_area(area), &time, style);
        if let Some(badge) = Badge::of(item) {
            self.put_mark(gutter.badge_area(area), badge.text(), badge.role());
        }
    }

    fn put_mark(&mut self, area: Rect, mark: &str, role: Role) {
        let style = self.style.mark(self.canvas, role);
        self.canvas.put(area, mark, style);
    }

    /// Draws the column and the title without it, or the body of an item without a title.
    fn draw_headline(&mut self, area: Rect) {
        let story = self.line.item.story();
        let mut x = area.x;
        let mut text = story.headline();
        if let (Some(column), Some(title)) = (story.column, story.title) {
            let style = self.style(Role::Dim);
            x = self.canvas.put(area, column, style).saturating_add(1);
            text = without_column(title, column);
        }
        let area = rest_of_line(area, x);
        let mut text = sanitise_line(line_prefix(text, area.width));
        if self.app.list.density() == Density::TwoLines && story.title.is_none() {
            // The second line continues where this one ends.
            if let Some(first) = self.wrap(&text, area).into_iter().next() {
                text = text.slice(first).into_owned();
            }
        }
        let mut spans = self.figures(text.as_str());
        spans.extend(highlights::headline_matches(self.app, text.as_str()));
        self.put_truncated(area, &text, self.title_role(Role::Text), &spans);
    }

    /// Draws the second of two lines: the beginning of the body, or the rest of an item without a title.
    fn draw_opening(&mut self, area: Rect) {
        let story = self.line.item.story();
        let text = sanitise_line(line_prefix(story.body, area.width.saturating_mul(2)));
        let start = if story.title.is_some() {
            Some(0)
        } else {
            let lines = self.wrap(&text, area);
            lines.get(1).map(|second| second.start)
        };
        let Some(start) = start else { return };
        let text = text.slice(start..text.as_str().len());
        let matches = highlights::body_matches(self.app, text.as_str(), story.title.is_some());
        self.put_truncated(area, &text, Role::Dim, &matches);
    }

    /// Draws a line at full density.
    fn draw_wrapped(&mut self, area: Rect) {
        let Some(wrapped) = self.line.wrapped else {
            return;
        };
        let Some(piece) = wrapped.text.lines.get(usize::from(self.line.part)) else {
            return;
        };
        let (text, range, spans, role) = match piece {
            WrappedLine::Title(range) => {
                let spans = wrapped.title_spans.iter();
                let spans = spans.filter_map(|span| span.clip(range)).collect();
                let role = self.title_role(Role::Title);
                (&wrapped.text.title, range, spans, role)
            }
            WrappedLine::Body(range) => {
                let spans = wrapped.body_spans(range, self.line.selected);
                (&wrapped.text.body, range, spans, Role::Text)
            }
        };
        let (text, style) = (text.slice(range.clone()), self.style(role));
        self.canvas.put_spans(area, &text, style, &spans);
    }

    /// Returns the figures of a headline. They have no colours on a selected row, nor on a red one, which is bold already.
    fn figures(&self, headline: &str) -> Vec<RoleSpan> {
        if self.line.selected || self.line.item.flags().is_red() {
            Vec::new()
        } else {
            figure_spans(headline).collect()
        }
    }

    fn title_role(&self, role: Role) -> Role {
        if self.line.item.flags().is_red() {
            Role::RedHeadline
        } else {
            role
        }
    }

    fn wrap(&self, text: &Printable<'_>, area: Rect) -> Vec<Range<usize>> {
        let text_metrics = self.canvas.text_metrics();
        text_metrics.wrap(text.as_str(), usize::from(area.width))
    }

    /// Puts a text on one line, with an ellipsis if it is too long.
    fn put_truncated(&mut self, area: Rect, text: &Printable<'_>, role: Role, spans: &[RoleSpan]) {
        let text_metrics = self.canvas.text_metrics();
        let shown = text_metrics.truncate(text.as_str(), usize::from(area.width));
        let style = self.style(role);
        self.canvas
            .put_spans(area, &sanitise_line(&shown), style, spans);
    }
}
