//! A ratatui backend that sends few bytes for Chinese text.
//!
//! ratatui's own backend moves the cursor before every double-width character, which is 72 % of the bytes of a screen of
//! Chinese. This one tracks the cursor across glyphs of certain width and moves it only when needed. After a glyph on whose
//! width terminals disagree (`“”—…①`, emoji) it moves the cursor explicitly and draws the next cell again, so a wrong guess
//! never shifts a row.
//!
//! A frame is written at once as a synchronized update (mode 2026), so no terminal shows half of it. A frame without
//! changes writes nothing.

mod pen;
#[cfg(test)]
mod tests;
mod width;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};

use crate::text::Printable;
use pen::Pen;
use width::certain_width;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";

/// The fewest blank cells that are shorter to erase than to write.
const MIN_ERASE: u16 = 8;

/// A terminal in raw mode behind a writer.
///
/// In the drawn buffers, the cell behind a wide glyph must have the glyph's style: the backend then knows what the
/// terminal shows there once the glyph is gone.
#[derive(Debug)]
pub struct TerminalBackend<W> {
    writer: W,
    measure: fn() -> io::Result<Size>,
    /// Bytes of the next flush.
    frame: Vec<u8>,
    /// Whether `frame` contains the start of an update.
    updating: bool,
    pen: Pen,
    /// The cursor's position; `None` after a glyph of uncertain width.
    cursor: Option<Position>,
    /// The last position that ratatui requested for the cursor.
    requested: Position,
    cursor_shown: Option<bool>,
    /// The cells on the screen, row by row, as far as they were drawn. Repairs read them.
    cells: Vec<Vec<Cell>>,
    /// A run of blank cells that is not written yet: its first cell and its length.
    blanks: Option<(Position, u16)>,
    /// A cell that the last glyph may have overwritten.
    damaged: Option<Position>,
    /// Columns of the terminal.
    columns: u16,
}

impl<W: Write> TerminalBackend<W> {
    /// Creates a backend. `measure` returns the terminal's size; it must not query the terminal, whose answer would arrive
    /// among the keys.
    pub const fn new(writer: W, measure: fn() -> io::Result<Size>) -> Self {
        Self {
            writer,
            measure,
            frame: Vec::new(),
            updating: false,
            pen: Pen::PLAIN,
            cursor: None,
            requested: Position::ORIGIN,
            cursor_shown: None,
            cells: Vec::new(),
            blanks: None,
            damaged: None,
            columns: 0,
        }
    }

    /// The writer. Bytes written to it directly must leave the cursor and the style as they are.
    pub const fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// Changes the terminal's title with the next flush.
    pub fn set_title(&mut self, title: &Printable<'_>) {
        self.begin_update();
        // Writing to a vector cannot fail.
        let _ = write!(self.frame, "\x1b]2;{title}\x07");
    }

    /// Forgets cells, cursor and style, after another program has written to the terminal.
    pub fn invalidate(&mut self) {
        (self.pen, self.cursor, self.cursor_shown) = (Pen::PLAIN, None, None);
        self.cells.clear();
        self.frame.extend_from_slice(b"\x1b[m");
    }

    fn begin_update(&mut self) {
        if !self.updating {
            self.updating = true;
            self.frame.extend_from_slice(BEGIN_UPDATE);
        }
    }

    /// Draws a cell, after a repair that is due to its left.
    fn cell(&mut self, at: Position, cell: &Cell) {
        self.repair(at);
        let after = Position {
            x: at.x.saturating_add(cell.cell_width().max(1)),
            y: at.y,
        };
        if self
            .shown(Position {
                x: after.x.saturating_sub(1),
                y: at.y,
            })
            .is_some_and(|old| old.cell_width() > 1)
        {
            // The right half of an old glyph is left behind the new one. Terminals differ in the style of its blank.
            self.damaged = Some(after);
        }
        self.remember(at, cell);
        let pen = Pen::new(cell);
        if cell.symbol() == " " && pen.is_erasable() {
            match &mut self.blanks {
                Some((from, count)) if from.y == at.y && from.x + *count == at.x => *count += 1,
                Some(_) | None => {
                    self.flush_blanks();
                    self.blanks = Some((at, 1));
                }
            }
        } else {
            self.flush_blanks();
            self.glyph(at, cell.symbol(), cell.cell_width(), pen);
        }
    }

    /// Draws the damaged cell again, unless `next` is that cell.
    fn repair(&mut self, next: Position) {
        while let Some(at) = self.damaged.take() {
            if at == next || at.x >= self.columns {
                return;
            }
            let cell = self.shown(at).cloned().unwrap_or_default();
            self.flush_blanks();
            self.glyph(at, cell.symbol(), cell.cell_width(), Pen::new(&cell));
        }
    }

    fn glyph(&mut self, at: Position, symbol: &str, width: u16, pen: Pen) {
        self.pen.switch(pen, &mut self.frame);
        self.pen = pen;
        self.move_to(at);
        let after = Position {
            x: at.x.saturating_add(width.max(1)),
            y: at.y,
        };
        if certain_width(symbol) == Some(width) {
            self.frame.extend_from_slice(symbol.as_bytes());
            self.cursor = Some(after);
        } else {
            if width > 1 {
                // On a terminal that draws it narrow, no old glyph may remain beside it.
                self.frame
                    .extend(std::iter::repeat_n(b' ', usize::from(width)));
                self.cursor = None;
                self.move_to(at);
            }
            self.frame.extend_from_slice(symbol.as_bytes());
            self.cursor = None;
            self.damaged = Some(after);
        }
    }

    fn flush_blanks(&mut self) {
        let Some((from, count)) = self.blanks.take() else {
            return;
        };
        self.pen.switch(Pen::PLAIN, &mut self.frame);
        self.pen = Pen::PLAIN;
        self.move_to(from);
        if count < MIN_ERASE {
            self.frame
                .extend(std::iter::repeat_n(b' ', usize::from(count)));
            self.cursor = Some(Position {
                x: from.x + count,
                y: from.y,
            });
        } else {
            self.sequence(&[count], b'X');
        }
    }

    /// Moves the cursor by the shortest sequence that works on every terminal.
    fn move_to(&mut self, at: Position) {
        match self.cursor {
            Some(cursor) if cursor == at => return,
            Some(cursor) if cursor.y == at.y && cursor.x < at.x => {
                self.sequence(&[at.x - cursor.x], b'C');
            }
            Some(cursor) if at.x == 0 && cursor.y.checked_add(1) == Some(at.y) => {
                self.frame.extend_from_slice(b"\r\n");
            }
            Some(_) | None => {
                self.sequence(&[at.y.saturating_add(1), at.x.saturating_add(1)], b'H');
            }
        }
        self.cursor = Some(at);
    }

    fn sequence(&mut self, parameters: &[u16], command: u8) {
        self.frame.extend_from_slice(b"\x1b[");
        for (n, parameter) in parameters.iter().enumerate() {
            let separator = if n == 0 { "" } else { ";" };
            // Writing to a vector cannot fail.
            let _ = write!(self.frame, "{separator}{parameter}");
        }
        self.frame.push(command);
    }

    /// The cell that the terminal shows.
    fn shown(&self, at: Position) -> Option<&Cell> {
        self.cells.get(usize::from(at.y))?.get(usize::from(at.x))
    }

    /// Stores a drawn cell, with a blank for the right half of a wide glyph.
    fn remember(&mut self, at: Position, cell: &Cell) {
        let (x, y) = (usize::from(at.x), usize::from(at.y));
        if self.cells.len() <= y {
            self.cells.resize(y + 1, Vec::new());
        }
        let Some(row) = self.cells.get_mut(y) else {
            return;
        };
        let width = usize::from(cell.cell_width().max(1));
        if row.len() < x + width {
            row.resize(x + width, Cell::EMPTY);
        }
        for (n, kept) in row.iter_mut().skip(x).take(width).enumerate() {
            kept.clone_from(cell);
            if n > 0 {
                kept.set_symbol(" ").set_diff_option(CellDiffOption::None);
            }
        }
    }

    fn set_cursor_shown(&mut self, shown: bool) {
        if self.cursor_shown != Some(shown) {
            self.frame
                .extend_from_slice(if shown { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(shown);
        }
    }
}

impl<W: Write> Backend for TerminalBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.columns = self.size()?.width;
        for (x, y, cell) in content {
            self.begin_update();
            self.cell(Position { x, y }, cell);
        }
        self.repair(Position {
            x: u16::MAX,
            y: u16::MAX,
        });
        self.flush_blanks();
        self.pen.switch(Pen::PLAIN, &mut self.frame);
        self.pen = Pen::PLAIN;
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.set_cursor_shown(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.set_cursor_shown(true);
        Ok(())
    }

    /// Returns the requested position. The terminal is never queried, because its answer would arrive among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.requested)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.requested = position.into();
        self.move_to(self.requested);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let sequence: &[u8] = match clear_type {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        };
        self.begin_update();
        self.frame.extend_from_slice(sequence);
        // ratatui draws everything again after a clear.
        self.cells.clear();
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        (self.measure)()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.updating {
            self.frame.extend_from_slice(END_UPDATE);
            self.updating = false;
        }
        let written = self.writer.write_all(&self.frame);
        self.frame.clear();
        written?;
        self.writer.flush()
    }
}
