//! Puts text into cells; nothing else does.
//!
//! ratatui takes every glyph of ambiguous width for narrow. If the terminal draws it wide, its first cell gets `ForcedWidth`
//! and its second cell stays blank, so no cell is half overwritten. A glyph that does not fit before the edge is not drawn,
//! and cells off the screen are skipped. A text is put on the first row of an area; an empty area shows nothing.

use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::config::theme::{Look, Role, Theme};
use crate::text::{Printable, TextMetrics, sanitise_line};

/// A part of a text with a look of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LookSpan {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its look, which is patched over the style of the text.
    pub look: Look,
}

impl LookSpan {
    pub(super) const fn new(range: Range<usize>, role: Role) -> Self {
        let look = Look::Role(role);
        Self { range, look }
    }

    /// Returns the part of the span inside a piece of the text, in bytes of the piece.
    pub(super) fn clip(&self, piece: &Range<usize>) -> Option<Self> {
        let start = self.range.start.max(piece.start);
        let end = self.range.end.min(piece.end);
        (start < end).then(|| Self {
            range: start - piece.start..end - piece.start,
            look: self.look,
        })
    }
}

/// A screen that is being drawn.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    text_metrics: TextMetrics,
}

impl<'a> Canvas<'a> {
    pub(super) const fn new(
        buffer: &'a mut Buffer,
        theme: &'a Theme,
        text_metrics: TextMetrics,
    ) -> Self {
        Self {
            buffer,
            theme,
            text_metrics,
        }
    }

    pub(super) const fn text_metrics(&self) -> TextMetrics {
        self.text_metrics
    }

    /// The theme's style of a role.
    pub(super) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// The style of a look. One of the user's own has colours that the terminal shows.
    pub(super) fn look(&self, look: Look) -> Style {
        match look {
            Look::Role(role) => self.style(role),
            Look::Own(style) => style,
        }
    }

    /// The style of a role on the screen's background.
    pub(super) fn text_style(&self, role: Role) -> Style {
        self.style(Role::Text).patch(self.style(role))
    }

    /// The style of a role in the status line.
    pub(super) fn status_style(&self, role: Role) -> Style {
        self.text_style(Role::Status).patch(self.style(role))
    }

    /// The width of a text in columns.
    pub(super) fn width(&self, text: &str) -> u16 {
        u16::try_from(self.text_metrics.width(text)).unwrap_or(u16::MAX)
    }

    /// Blanks an area in a style.
    pub(super) fn blank(&mut self, area: Rect, style: Style) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Puts a text on the first row of an area; returns the column after it.
    pub(super) fn put(&mut self, line: Rect, text: &str, style: Style) -> u16 {
        self.put_spans(line, &sanitise_line(text), style, &[])
    }

    /// Puts a text on the first row of an area, with an ellipsis if it is too long; returns the column after it.
    pub(super) fn put_truncated(&mut self, line: Rect, text: &str, style: Style) -> u16 {
        let text = sanitise_line(text);
        let text = self
            .text_metrics
            .truncate(text.as_str(), usize::from(line.width));
        self.put(line, &text, style)
    }

    /// Puts a text with spans on the first row of an area; returns the column after it. Later spans cover earlier ones.
    pub(super) fn put_spans(
        &mut self,
        line: Rect,
        text: &Printable<'_>,
        style: Style,
        spans: &[LookSpan],
    ) -> u16 {
        let mut x = line.x;
        if line.is_empty() {
            return x;
        }
        for glyph in self.text_metrics.glyphs(text.as_str()) {
            let width = u16::try_from(glyph.columns).unwrap_or(u16::MAX);
            if x.saturating_add(width) > line.right() {
                break;
            }
            let covering = spans
                .iter()
                .filter(|span| span.range.contains(&glyph.start));
            // A span of its own colour is not dim, even in dim text.
            let style = covering.fold(style, |style, span| {
                let style = style.remove_modifier(Modifier::DIM);
                style.patch(self.look(span.look))
            });
            self.put_glyph(Position { x, y: line.y }, glyph.text, width, style);
            x += width;
        }
        x
    }

    fn put_glyph(&mut self, at: Position, symbol: &str, width: u16, style: Style) {
        let Some(cell) = self.buffer.cell_mut(at) else {
            return;
        };
        cell.set_symbol(symbol)
            .set_style(style)
            .set_diff_option(CellDiffOption::None);
        if cell.cell_width() != width
            && let Some(width) = NonZeroU16::new(width)
        {
            cell.set_diff_option(CellDiffOption::ForcedWidth(width));
        }
        let style = cell.style();
        for x in 1..width {
            if let Some(half) = self.buffer.cell_mut(Position {
                x: at.x + x,
                y: at.y,
            }) {
                half.reset();
                half.set_style(style);
            }
        }
    }

    /// Puts a narrow character into every cell of an area.
    pub(super) fn fill(&mut self, area: Rect, character: char, style: Style) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_char(character).set_style(style);
            }
        }
    }

    /// Whether a cell has no glyph, and is not the second half of a wide one.
    pub(super) fn is_blank(&self, at: Position) -> bool {
        let before = at.x.checked_sub(1).map(|x| Position { x, ..at });
        let before = before.and_then(|before| self.buffer.cell(before));
        let is_half = before.is_some_and(|cell| cell.cell_width() > 1);
        let cell = self.buffer.cell(at);
        cell.is_some_and(|cell| cell.symbol() == " ") && !is_half
    }

    /// Patches the style of an area.
    pub(super) fn restyle(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// The characters to draw lines with.
    pub(super) fn line_chars(&self) -> LineChars {
        LineChars::of(self.text_metrics)
    }
}

/// Returns a line without a margin of one column at either end, if it is wide enough for one.
pub(super) fn with_margin(line: Rect) -> Rect {
    let margin = u16::from(line.width > 24);
    Rect {
        x: line.x + margin,
        width: line.width.saturating_sub(2 * margin),
        ..line
    }
}

/// Returns a line from a column to its right edge.
pub(super) fn rest_of_line(line: Rect, x: u16) -> Rect {
    let x = x.min(line.right());
    Rect {
        x,
        width: line.right() - x,
        ..line
    }
}

/// Characters of one column to draw lines with.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineChars {
    pub vertical: char,
    pub horizontal: char,
    /// A horizontal line from which a vertical one goes down.
    pub tee: char,
    pub dashed: char,
    pub thumb: char,
    /// The bar beside an item that was not seen.
    pub unseen: char,
}

impl LineChars {
    const BOX: Self = Self {
        vertical: '│',
        horizontal: '─',
        tee: '┬',
        dashed: '┄',
        thumb: '┃',
        unseen: '▌',
    };
    const ASCII: Self = Self {
        vertical: '|',
        horizontal: '-',
        tee: '+',
        dashed: '-',
        thumb: '#',
        unseen: '|',
    };

    /// ASCII if box drawing takes two columns.
    pub(super) fn of(text_metrics: TextMetrics) -> Self {
        if text_metrics.width("│") == 1 {
            Self::BOX
        } else {
            Self::ASCII
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Ambiguous;

    fn put(columns: u16, x: u16, text: &str, ambiguous: Ambiguous) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
        let theme = Theme::default();
        let mut canvas = Canvas::new(&mut buffer, &theme, TextMetrics { ambiguous });
        canvas.put(
            Rect::new(x, 0, columns.saturating_sub(x), 1),
            text,
            Style::new(),
        );
        buffer
    }

    fn symbols(buffer: &Buffer) -> Vec<&str> {
        buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn wide_glyph_is_not_cut_at_the_edge() {
        assert_eq!(
            symbols(&put(5, 0, "电报台", Ambiguous::Narrow)),
            ["电", " ", "报", " ", " "]
        );
        assert_eq!(symbols(&put(2, 1, "电", Ambiguous::Narrow)), [" ", " "]);
    }

    #[test]
    fn ambiguous_glyph_takes_the_terminals_width() {
        assert_eq!(
            symbols(&put(5, 0, "“a”", Ambiguous::Narrow)),
            ["“", "a", "”", " ", " "]
        );
        let wide = put(5, 0, "“a”", Ambiguous::Wide);
        assert_eq!(symbols(&wide), ["“", " ", "a", "”", " "]);
        assert_eq!(wide.content[0].cell_width(), 2);
        assert_eq!(wide.content[2].cell_width(), 1);
    }

    #[test]
    fn nothing_is_drawn_off_the_screen() {
        assert_eq!(symbols(&put(0, 7, "电报", Ambiguous::Narrow)), [""; 0]);
    }

    #[test]
    fn empty_line_shows_nothing() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 9, 2));
        let theme = Theme::default();
        let mut canvas = Canvas::new(&mut buffer, &theme, TextMetrics::default());
        canvas.put(Rect::new(0, 1, 9, 0), "电报", Style::new());
        assert!(symbols(&buffer).iter().all(|symbol| *symbol == " "));
    }
}
