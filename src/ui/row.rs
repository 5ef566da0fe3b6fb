//! One line of an item in the list.
//!
//! ```text
//! ▌09:31 红 金★盘中宝 标题……
//! │  │   │  │ ││
//! │  │   │  │ │└ column, then headline
//! │  │   │  │ └ starred; ☆ has a note alone
//! │  │   │  └ mark of the wire, where there is more than one
//! │  │   └ badge: 红 red, 升 red and ordinary before, 改 reworded; or 移, gone from its dump
//! │  └ dim; bright at the first item of an hour
//! └ not seen
//! ```

mod full;
mod two_lines;
mod wrapped_headline;
mod wrapped_row;

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

pub(super) use wrapped_row::WrappedRow;

use super::badge::{GONE, badge_role, star_of};
use super::canvas::{Canvas, LookSpan, rest_of_line};
use super::gutter::Gutter;
use super::highlights::{self, figure_spans};
use super::quote::{HiddenHit, Quote};
use super::row_room::RowRoom;
use super::row_style::RowStyle;
use super::rule_looks;
use crate::app::{App, ItemKey, headline_text, line_prefix};
use crate::config::Density;
use crate::config::theme::Role;
use crate::dump::wire;
use crate::lang::UiText;
use crate::query::ReadingRule;
use crate::text::{Printable, sanitise_line};
use crate::timeline::{Badge, ItemRef};

/// The narrowest row that says in words that its item is gone.
const MIN_GONE: u16 = 45;

/// A line of an item.
pub(super) struct ItemLine<'a> {
    pub item: ItemRef<'a>,
    /// Which of the item's lines, from 0.
    pub part: u16,
    /// Whether its time stands out.
    pub begins_hour: bool,
    pub selected: bool,
    /// The room beside the row.
    pub room: RowRoom,
    /// The item's text at full density.
    pub wrapped: Option<&'a WrappedRow<'a>>,
}

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    app: &App,
    gutter: Gutter,
    area: Rect,
    line: &ItemLine<'_>,
) {
    let tint = rule_looks::row(app, line.item).filter(|_| !app.sources.is_past(line.item));
    let style = RowStyle::new(canvas, app, line.selected, tint);
    if style.has_background() {
        canvas.blank(line.room.widen(area), style.base);
    }
    let mut painter = RowPainter {
        canvas,
        app,
        line,
        style,
        columns: area.width,
    };
    if line.part == 0 {
        painter.draw_gutter(gutter, area);
    }
    let text = gutter.text_area(area);
    match app.list.density() {
        Density::Headline if app.list.wraps_headlines() => painter.draw_wrapped_headline(text),
        Density::Headline => painter.draw_headline(line.room.widen(text)),
        Density::TwoLines if line.part == 0 => painter.draw_first_line(text),
        Density::TwoLines => painter.draw_second_line(text),
        Density::Full => painter.draw_full(text),
    }
}

/// Draws the parts of one line.
struct RowPainter<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    app: &'a App,
    line: &'a ItemLine<'a>,
    style: RowStyle,
    /// The columns of the row.
    columns: u16,
}

impl<'a> RowPainter<'a, '_> {
    fn style(&self, role: Role) -> Style {
        self.style.role(self.canvas, role)
    }

    fn draw_gutter(&mut self, gutter: Gutter, area: Rect) {
        let item = self.line.item;
        if gutter.is_empty() {
            return;
        }
        if self.app.unseen.is_unseen(ItemKey::from(item)) {
            let bar = self.canvas.line_chars().unseen;
            self.put_mark(area, bar.encode_utf8(&mut [0; 4]), Role::Fresh);
        }
        let role = if self.line.begins_hour {
            Role::Hour
        } else {
            Role::Time
        };
        let style = self.style(role);
        let time = gutter.time_text(item.stamp(), self.app.now);
        self.canvas.put(gutter.time_area(area), &time, style);
        let badge_area = gutter.badge_area(area);
        if item.is_gone() && !self.names_gone() {
            self.put_mark(badge_area, GONE, Role::Dim);
        } else if let Some(badge) = Badge::of(item) {
            self.put_mark(badge_area, badge.text(), badge_role(badge));
        }
        if let Some(mark) = self.app.mark(item) {
            self.put_mark(gutter.star_area(area), star_of(mark), Role::Star);
        }
        if let (Some(area), Some(wire)) = (gutter.wire_area(area), item.wire()) {
            let style = self.style(Role::Dim);
            let mark = wire::mark(wire);
            self.canvas.put(area, sanitise_line(&mark).as_str(), style);
        }
    }

    fn put_mark(&mut self, area: Rect, mark: &str, role: Role) {
        let style = self.style.mark(self.canvas, role);
        self.canvas.put(area, mark, style);
    }

    /// Draws the column and the title without it, or the body of an item without a title.
    fn draw_headline(&mut self, area: Rect) {
        let (column, headline) = self.column_and_headline(area);
        let area = self.draw_labels(area, column);
        let text = sanitise_line(line_prefix(headline_text(headline), area.width));
        let area = self.draw_quote(area, [column, self.shown(&text, area).as_str()]);
        self.put_headline(area, &text);
    }

    /// The column and the headline without it. The column is left out if it takes more than half of the area.
    fn column_and_headline(&self, area: Rect) -> (&'a str, &'a str) {
        let (column, headline) = self.line.item.story().column_and_headline();
        let columns = self.canvas.width(column).saturating_add(1);
        if columns > area.width / 2 {
            ("", headline)
        } else {
            (column, headline)
        }
    }

    /// Draws the labels before a headline, 已移出 and the column; returns the area after them.
    fn draw_labels(&mut self, area: Rect, column: &str) -> Rect {
        let area = self.draw_gone(area);
        self.draw_column(area, column)
    }

    /// Whether the row says in words that an item is gone. In a narrow row, and where a text goes on in a second line, the badge
    /// says it.
    fn names_gone(&self) -> bool {
        let is_one_text = match self.app.list.density() {
            Density::Headline => !self.app.list.wraps_headlines(),
            Density::TwoLines => self.line.item.story().title.is_some(),
            Density::Full => false,
        };
        is_one_text && self.columns >= MIN_GONE
    }

    /// Draws that no dump has the item any more; returns the area after it.
    fn draw_gone(&mut self, area: Rect) -> Rect {
        if !(self.line.item.is_gone() && self.names_gone()) {
            return area;
        }
        let text = self.app.config.lang.text(UiText::Gone);
        let style = self.style(Role::Dim);
        let x = self.canvas.put(area, &text, style);
        rest_of_line(area, x.saturating_add(1))
    }

    /// Draws the column of a title; returns the area after it.
    fn draw_column(&mut self, area: Rect, column: &str) -> Rect {
        if column.is_empty() {
            return area;
        }
        let style = self.style(Role::Dim);
        let text = sanitise_line(column);
        let hits = highlights::headline_matches(self.app, text.as_str());
        let x = self.canvas.put_spans(area, &text, style, &hits);
        rest_of_line(area, x.saturating_add(1))
    }

    /// Draws a hit that the row does not show otherwise after the headline; returns the area before it.
    fn draw_quote(&mut self, area: Rect, shown: [&str; 2]) -> Rect {
        let in_headline = shown.map(|text| (text, ReadingRule::Headline));
        let item = self.line.item;
        let queries = highlights::matching(self.app, item);
        let Some(hit) = HiddenHit::find(queries, item, in_headline) else {
            return area;
        };
        let right = self.line.room.quote_end(area.right());
        let columns = right.saturating_sub(area.x);
        let headline = self.canvas.width(shown[1]);
        let metrics = self.canvas.text_metrics();
        let Some(placed) = hit.quote_after(metrics, headline, columns) else {
            return area;
        };
        let style = self.style(Role::Dim);
        let rest = rest_of_line(area, area.x.saturating_add(placed.at));
        let Quote { text, spans, .. } = &placed.quote;
        self.canvas.put_spans(rest, text, style, spans);
        Rect {
            width: placed.left,
            ..area
        }
    }

    /// The part of a text that is shown if it is truncated.
    fn shown<'t>(&self, text: &'t Printable<'_>, area: Rect) -> Printable<'t> {
        let text_metrics = self.canvas.text_metrics();
        let cut = text_metrics.cut(text.as_str(), usize::from(area.width));
        text.slice(0..cut.unwrap_or(text.as_str().len()))
    }

    /// Returns the figures of a headline. They have no colours on a selected row, nor on a red one, which is bold already, nor
    /// on a dim one.
    fn figures(&self, headline: &str) -> Vec<LookSpan> {
        let item = self.line.item;
        if self.line.selected || item.flags().is_red() || self.is_dim() {
            Vec::new()
        } else {
            figure_spans(headline).collect()
        }
    }

    fn is_dim(&self) -> bool {
        self.app.sources.is_past(self.line.item)
    }

    fn title_role(&self, role: Role) -> Role {
        if self.is_dim() {
            Role::Dim
        } else if self.line.item.flags().is_red() {
            Role::RedHeadline
        } else {
            role
        }
    }

    fn wrap(&self, text: &Printable<'_>, area: Rect) -> Vec<Range<usize>> {
        let text_metrics = self.canvas.text_metrics();
        text_metrics.wrap(text.as_str(), usize::from(area.width))
    }

    /// Puts a headline with its figures and matches on one line.
    fn put_headline(&mut self, area: Rect, text: &Printable<'_>) {
        let mut spans = self.figures(text.as_str());
        let (app, item) = (self.app, self.line.item);
        spans.extend(rule_looks::hits(
            app,
            item,
            text.as_str(),
            ReadingRule::Headline,
        ));
        spans.extend(highlights::headline_matches(self.app, text.as_str()));
        self.put_truncated(area, text, self.title_role(Role::Text), &spans);
    }

    /// Puts a text on one line, with an ellipsis if it is too long.
    fn put_truncated(&mut self, area: Rect, text: &Printable<'_>, role: Role, spans: &[LookSpan]) {
        let text_metrics = self.canvas.text_metrics();
        let shown = text_metrics.truncate(text.as_str(), usize::from(area.width));
        let style = self.text_style(role);
        self.canvas
            .put_spans(area, &sanitise_line(&shown), style, spans);
    }

    /// The style of the item's text. What is dim stays so.
    fn text_style(&self, role: Role) -> Style {
        if role == Role::Dim {
            self.style(role)
        } else {
            self.style.headline(self.canvas, role)
        }
    }
}
