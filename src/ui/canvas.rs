//! The one place where glyphs are put into cells.
//!
//! ratatui takes every glyph of ambiguous width for narrow. Where the terminal draws them wide, the first cell is told so
//! (`ForcedWidth`) and the second left blank, so that no cell is ever half overwritten. A glyph that does not fit before
//! the edge is not drawn, and a wide one never begins in the last column. Cells outside of the screen are passed over.
//! Text is put on a line, which is an area: on one that there is no room for nothing is drawn, rather than over what stands
//! in its place.

use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::config::theme::{Role, Theme};
use crate::text::{Printable, TextMetrics};

/// A piece of a text that is styled in its own way, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which bytes.
    pub range: Range<usize>,
    /// What they are for.
    pub role: Role,
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

    pub(super) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Makes an area blank, in this style.
    pub(super) fn blank(&mut self, area: Rect, style: Style) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Puts a text on the first row of an area, from its left edge to its right one; gives the column behind it.
    pub(super) fn put(&mut self, line: Rect, text: &Printable<'_>, style: Style) -> u16 {
        self.put_marked(line, text, style, &[])
    }

    /// Like [`Self::put`], with marks painted over the style; a later mark lies over an earlier one.
    pub(super) fn put_marked(
        &mut self,
        line: Rect,
        text: &Printable<'_>,
        style: Style,
        marks: &[Mark],
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
            let lying = marks
                .iter()
                .filter(|mark| mark.range.contains(&glyph.start));
            let style = lying.fold(style, |style, mark| {
                style.patch(self.theme.style(mark.role))
            });
            self.glyph(Position { x, y: line.y }, glyph.text, width, style);
            x += width;
        }
        x
    }

    fn glyph(&mut self, at: Position, symbol: &str, width: u16, style: Style) {
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

    /// Draws one narrow character in every cell of an area.
    pub(super) fn fill(&mut self, area: Rect, character: char, style: Style) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_char(character).set_style(style);
            }
        }
    }

    /// Patches the style of an area.
    pub(super) fn restyle(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// The lines that panes are divided by; plain ASCII where box drawing takes two columns.
    pub(super) fn lines(&self) -> Lines {
        if self.text_metrics.width("│") == 1 {
            Lines::BOX
        } else {
            Lines::ASCII
        }
    }
}

/// What is left of a line from a column on.
pub(super) fn from(line: Rect, x: u16) -> Rect {
    Rect {
        x,
        width: line.right().saturating_sub(x),
        ..line
    }
}

/// Characters to draw lines with, each of one column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    pub vertical: char,
    pub horizontal: char,
    pub thumb: char,
}

impl Lines {
    const BOX: Self = Self {
        vertical: '│',
        horizontal: '─',
        thumb: '┃',
    };
    const ASCII: Self = Self {
        vertical: '|',
        horizontal: '-',
        thumb: '#',
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Ambiguous, sanitise_line};

    fn put(columns: u16, x: u16, text: &str, ambiguous: Ambiguous) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
        let theme = Theme::default();
        let mut canvas = Canvas::new(&mut buffer, &theme, TextMetrics { ambiguous });
        canvas.put(
            Rect::new(x, 0, columns.saturating_sub(x), 1),
            &sanitise_line(text),
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
    fn a_wide_glyph_is_never_cut_by_the_edge() {
        assert_eq!(
            symbols(&put(5, 0, "电报台", Ambiguous::Narrow)),
            ["电", " ", "报", " ", " "]
        );
        assert_eq!(symbols(&put(2, 1, "电", Ambiguous::Narrow)), [" ", " "]);
    }

    #[test]
    fn an_ambiguous_glyph_takes_as_many_cells_as_the_terminal_draws() {
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
    fn nothing_is_drawn_outside_of_the_screen() {
        assert_eq!(symbols(&put(0, 7, "电报", Ambiguous::Narrow)), [""; 0]);
    }

    #[test]
    fn nothing_is_drawn_on_a_line_that_there_is_no_room_for() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 9, 2));
        let theme = Theme::default();
        let mut canvas = Canvas::new(&mut buffer, &theme, TextMetrics::default());
        canvas.put(Rect::new(0, 1, 9, 0), &sanitise_line("电报"), Style::new());
        assert!(symbols(&buffer).iter().all(|symbol| *symbol == " "));
    }
}
