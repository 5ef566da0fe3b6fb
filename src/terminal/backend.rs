//! What ratatui has changed -> bytes for the terminal, as few as will do.
//!
//! ratatui's own backend moves the cursor before every double-width character, which on a screen of Chinese is 72 % of
//! the bytes it sends. This one knows where the cursor stands after a glyph of sure width, and moves it only where it
//! does not stand already. After a glyph on whose width terminals disagree (`“”—…①`, emoji) it moves it explicitly, and
//! draws the next cell again, so that one wrong guess never shifts a row.
//!
//! A frame is gathered and written at once, between the marks of a synchronized update (mode 2026), so that no terminal
//! shows half of it; a frame without changes writes nothing.

mod pen;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};

use pen::Pen;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";

/// From how many blank cells on erasing them is shorter than writing them.
const ERASE_FROM: u16 = 8;

/// A terminal behind a writer.
///
/// The buffers drawn on it must give the cell behind a wide glyph the glyph's own style, so that it is known what
/// stands there once the glyph is gone.
#[derive(Debug)]
pub struct Screen<W> {
    writer: W,
    measure: fn() -> io::Result<Size>,
    /// What is to be written with the next flush.
    frame: Vec<u8>,
    /// Whether an update was begun in `frame`.
    updating: bool,
    pen: Pen,
    /// Where the cursor surely stands.
    cursor: Option<Position>,
    /// Where the cursor was asked to stand.
    asked: Position,
    cursor_shown: Option<bool>,
    /// What stands on the screen, row by row, as far as it was drawn: the cell after a glyph of unsure width is drawn
    /// again from here.
    cells: Vec<Vec<Cell>>,
    /// A run of blank cells that is not written yet: where it begins, and how long it is.
    blanks: Option<(Position, u16)>,
    /// A cell that may have lost what it shows, until it is drawn again.
    owed: Option<Position>,
    /// How many columns the terminal has.
    columns: u16,
}

impl<W: Write> Screen<W> {
    /// A screen on a terminal in raw mode. `measure` tells its size; it must not ask by an escape sequence, whose
    /// answer would come in among the keys.
    pub const fn new(writer: W, measure: fn() -> io::Result<Size>) -> Self {
        Self {
            writer,
            measure,
            frame: Vec::new(),
            updating: false,
            pen: Pen::PLAIN,
            cursor: None,
            asked: Position::ORIGIN,
            cursor_shown: None,
            cells: Vec::new(),
            blanks: None,
            owed: None,
            columns: 0,
        }
    }

    /// The writer; what is written to it directly must leave the cursor and the style as they are.
    pub const fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// Forgets what the terminal is known to show and where its cursor stands: somebody else has written to it.
    pub fn forget(&mut self) {
        (self.pen, self.cursor, self.cursor_shown) = (Pen::PLAIN, None, None);
        self.cells.clear();
        self.frame.extend_from_slice(b"\x1b[m");
    }

    fn begin(&mut self) {
        if !self.updating {
            self.updating = true;
            self.frame.extend_from_slice(BEGIN_UPDATE);
        }
    }

    /// Draws a cell, and before it whatever is still owed to its left.
    fn cell(&mut self, at: Position, cell: &Cell) {
        self.settle(at);
        let after = Position {
            x: at.x.saturating_add(cell.cell_width().max(1)),
            y: at.y,
        };
        if self
            .stands(Position {
                x: after.x.saturating_sub(1),
                y: at.y,
            })
            .is_some_and(|old| old.cell_width() > 1)
        {
            // The right half of an old glyph stands out behind the new one: terminals blank it each in its own style.
            self.owed = Some(after);
        }
        self.remember(at, cell);
        let pen = Pen::of(cell);
        if cell.symbol() == " " && pen.erases() {
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

    /// Draws again what the last glyph may have spoilt, unless `next` is that very cell.
    fn settle(&mut self, next: Position) {
        while let Some(at) = self.owed.take() {
            if at == next || at.x >= self.columns {
                return;
            }
            let cell = self.stands(at).cloned().unwrap_or_default();
            self.flush_blanks();
            self.glyph(at, cell.symbol(), cell.cell_width(), Pen::of(&cell));
        }
    }

    fn glyph(&mut self, at: Position, symbol: &str, width: u16, pen: Pen) {
        self.pen.turn(pen, &mut self.frame);
        self.pen = pen;
        self.move_to(at);
        let after = Position {
            x: at.x.saturating_add(width.max(1)),
            y: at.y,
        };
        if sure_width(symbol) == Some(width) {
            self.frame.extend_from_slice(symbol.as_bytes());
            self.cursor = Some(after);
        } else {
            if width > 1 {
                // Where the terminal takes it to be narrow, nothing old is to stand beside it.
                self.frame
                    .extend(std::iter::repeat_n(b' ', usize::from(width)));
                self.cursor = None;
                self.move_to(at);
            }
            self.frame.extend_from_slice(symbol.as_bytes());
            self.cursor = None;
            self.owed = Some(after);
        }
    }

    fn flush_blanks(&mut self) {
        let Some((from, count)) = self.blanks.take() else {
            return;
        };
        self.pen.turn(Pen::PLAIN, &mut self.frame);
        self.pen = Pen::PLAIN;
        self.move_to(from);
        if count < ERASE_FROM {
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

    /// Moves the cursor by the shortest way that holds on every terminal.
    fn move_to(&mut self, at: Position) {
        match self.cursor {
            Some(cursor) if cursor == at => return,
            Some(cursor) if cursor.y == at.y && cursor.x < at.x => {
                self.sequence(&[at.x - cursor.x], b'C')
            }
            Some(cursor) if at.x == 0 && cursor.y.checked_add(1) == Some(at.y) => {
                self.frame.extend_from_slice(b"\r\n")
            }
            Some(_) | None => {
                self.sequence(&[at.y.saturating_add(1), at.x.saturating_add(1)], b'H')
            }
        }
        self.cursor = Some(at);
    }

    fn sequence(&mut self, parameters: &[u16], command: u8) {
        self.frame.extend_from_slice(b"\x1b[");
        for (n, parameter) in parameters.iter().enumerate() {
            let separator = if n == 0 { "" } else { ";" };
            // Writing to a vector does not fail.
            let _ = write!(self.frame, "{separator}{parameter}");
        }
        self.frame.push(command);
    }

    fn stands(&self, at: Position) -> Option<&Cell> {
        self.cells.get(usize::from(at.y))?.get(usize::from(at.x))
    }

    /// Keeps what was drawn; the right half of a wide glyph becomes blank, as the terminal leaves it.
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

    fn show(&mut self, shown: bool) {
        if self.cursor_shown != Some(shown) {
            self.frame
                .extend_from_slice(if shown { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.cursor_shown = Some(shown);
        }
    }
}

/// How far a glyph moves the cursor, where all terminals agree on it: ASCII, and what was double-width in the first
/// sets of Chinese characters. `None` for everything else, which is rare on a screen of news.
fn sure_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next()?, chars.next()) {
        (' '..='~', None) => Some(1),
        (c, None) if is_chinese(c) => Some(2),
        (_, None | Some(_)) => None,
    }
}

/// Punctuation, kana, ideographs and full-width forms.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.columns = self.size()?.width;
        for (x, y, cell) in content {
            self.begin();
            self.cell(Position { x, y }, cell);
        }
        self.settle(Position {
            x: u16::MAX,
            y: u16::MAX,
        });
        self.flush_blanks();
        self.pen.turn(Pen::PLAIN, &mut self.frame);
        self.pen = Pen::PLAIN;
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true);
        Ok(())
    }

    /// Where the cursor was last asked to stand: the terminal itself is never asked, since its answer would come in
    /// among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.asked)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.asked = position.into();
        self.move_to(self.asked);
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
        self.begin();
        self.frame.extend_from_slice(sequence);
        // What a part of the screen held is not reckoned out: everything is drawn anew after any of these.
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
