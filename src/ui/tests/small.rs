//! On a small screen no frame leaves cells of the one before, and no glyph is cut in half.
//!
//! Regression: a header without a row of its own was drawn over the text, and half of its glyphs stayed.

use std::cell::Cell;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::fixture::UiReader;
use crate::app::Message;
use crate::config::Config;
use crate::terminal::backend::TerminalBackend;
use crate::ui::{ScreenLayout, draw};

const KEYS: [&str; 24] = [
    "j",
    "k",
    "3j",
    "G",
    "gg",
    "d",
    "v",
    "zz",
    "<Esc>",
    "<Enter>",
    "<Tab>",
    "?",
    "!",
    "f储能",
    "(",
    "<Enter>",
    "\\",
    "/华岳",
    "n",
    "t吃饭<Enter>",
    "t05-30",
    "O",
    "J",
    "g",
];

thread_local! {
    /// The size of this test's terminal.
    static SIZE: Cell<Size> = const { Cell::new(Size::ZERO) };
}

/// The reader's backend, and a terminal that gets its bytes.
struct TestTerminal {
    terminal: Terminal<TerminalBackend<Vec<u8>>>,
    parser: vt100::Parser,
}

impl TestTerminal {
    fn new(size: Size) -> Self {
        SIZE.set(size);
        let area = Rect::new(0, 0, size.width, size.height);
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area),
        };
        let terminal =
            Terminal::with_options(TerminalBackend::new(Vec::new(), || Ok(SIZE.get())), options)
                .unwrap();
        Self {
            terminal,
            parser: vt100::Parser::new(
                size.height.try_into().unwrap(),
                size.width.try_into().unwrap(),
                0,
            ),
        }
    }

    fn draw(&mut self, reader: &UiReader, layout: &ScreenLayout) {
        let drawn = |frame: &mut Frame<'_>| {
            draw(frame, &reader.app, layout);
        };
        self.terminal.draw(drawn).unwrap();
        let bytes = std::mem::take(self.terminal.backend_mut().writer_mut());
        self.parser.process(&bytes);
    }

    fn cells(&self) -> Vec<(String, bool)> {
        let Size {
            width: columns,
            height: rows,
        } = SIZE.get();
        let cell = |y, x| self.parser.screen().cell(y, x).unwrap();
        let all = (0..rows).flat_map(|y| (0..columns).map(move |x| (y, x)));
        all.map(|(y, x)| {
            (
                cell(y, x).contents().trim().to_owned(),
                cell(y, x).inverse(),
            )
        })
        .collect()
    }
}

/// Asserts that the cell after every wide glyph is blank.
fn assert_whole(buffer: &Buffer) {
    for (x, y) in (0..buffer.area.height).flat_map(|y| (0..buffer.area.width).map(move |x| (x, y)))
    {
        for half in 1..buffer[(x, y)].cell_width() {
            assert!(
                x + half < buffer.area.width,
                "a glyph hangs over the edge at {x}, {y}"
            );
            assert_eq!(
                buffer[(x + half, y)].symbol(),
                " ",
                "a glyph is cut in half at {x}, {y}"
            );
        }
    }
}

#[test]
fn header_without_a_row_is_not_drawn() {
    let mut reader = UiReader::new(Config::default());
    reader.draw(20, 2);
    let (buffer, _) = reader.keys("zz").draw(20, 2);
    assert_whole(&buffer);
    assert!(
        reader.screen(20, 2).starts_with(" 关于进一步"),
        "{}",
        reader.screen(20, 2)
    );
}

/// A hint of a key hung over the edge, and the terminal scrolled.
#[test]
fn key_hint_ends_at_the_edge() {
    for columns in 1..=60 {
        let mut reader = UiReader::new(Config::default());
        let (buffer, _) = reader.keys("f储能<Enter>").draw(columns, 2);
        assert_whole(&buffer);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn incremental_frames_match_full_redraws(
        width in 1..=40_u16,
        height in 1..=6_u16,
        keys in prop::collection::vec(prop::sample::select(&KEYS[..]), 1..12),
        wide: bool,
    ) {
        let mut reader = if wide { UiReader::wide() } else { UiReader::new(Config::default()) };
        let size = Size { width, height };
        let mut terminal = TestTerminal::new(size);
        for keys in keys {
            reader.keys(keys);
            reader.send(Message::Measured(ScreenLayout::new(size, &reader.app).metrics()));
            let layout = ScreenLayout::new(size, &reader.app);
            terminal.draw(&reader, &layout);
            assert_whole(terminal.terminal.current_buffer_mut());
            let mut fresh = TestTerminal::new(size);
            fresh.draw(&reader, &layout);
            // The terminal draws ambiguous glyphs narrow: those that the layout takes for wide may be damaged.
            if !wide {
                prop_assert_eq!(terminal.cells(), fresh.cells(), "{}x{} after {}", width, height, keys);
            }
        }
    }
}
