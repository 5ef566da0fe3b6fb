//! Frames of Chinese are drawn, parsed again by a terminal, and compared with the buffer cell by cell.

mod model;

use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::*;
use model::Model;

const COLUMNS: u16 = 24;
const ROWS: u16 = 6;

// The backend takes a function that can fail.
#[allow(clippy::unnecessary_wraps)]
fn measure() -> io::Result<Size> {
    Ok(Size {
        width: COLUMNS,
        height: ROWS,
    })
}

#[allow(clippy::unnecessary_wraps)]
fn large() -> io::Result<Size> {
    Ok(Size {
        width: 200,
        height: 50,
    })
}

/// A frame: column, row, text and style of its pieces.
type Pieces = Vec<(u16, u16, String, u8)>;

fn pieces() -> impl Strategy<Value = Pieces> {
    let text = proptest::collection::vec(proptest::sample::select(&GLYPHS[..]), 0..14)
        .prop_map(|g| g.concat());
    proptest::collection::vec((0..COLUMNS, 0..ROWS, text, 0..6_u8), 0..12)
}

const GLYPHS: [&str; 18] = [
    "电", "报", "，", "【", "涨", "a", "B", "7", "%", " ", " ", "  ", "“", "…", "①", "─", "📈", "é",
];

fn style(n: u8) -> Style {
    match n {
        0 | 1 => Style::new(),
        2 => Style::new().fg(Color::Red),
        3 => Style::new().add_modifier(Modifier::REVERSED),
        4 => Style::new()
            .add_modifier(Modifier::BOLD)
            .fg(Color::Rgb(9, 8, 7))
            .bg(Color::Indexed(17)),
        _ => Style::new()
            .add_modifier(Modifier::ITALIC | Modifier::UNDERLINED)
            .bg(Color::Blue),
    }
}

fn buffer(pieces: &Pieces) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
    for (x, y, text, n) in pieces {
        buffer.set_stringn(*x, *y, text, usize::from(COLUMNS - x), style(*n));
    }
    style_right_halves(&mut buffer);
    buffer
}

/// The same frame for a terminal that draws ambiguous glyphs wide.
fn wide_buffer(pieces: &Pieces) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
    for (x, y, text, n) in pieces {
        let mut x = *x;
        for glyph in text.chars().map(String::from) {
            let width = glyph.width_cjk() as u16;
            if x + width > COLUMNS {
                break;
            }
            let forced = CellDiffOption::ForcedWidth(width.try_into().unwrap());
            let option = if glyph.cell_width() == width {
                CellDiffOption::None
            } else {
                forced
            };
            buffer[(x, *y)]
                .set_symbol(&glyph)
                .set_style(style(*n))
                .set_diff_option(option);
            (x + 1..x + width).for_each(|x| buffer[(x, *y)].reset());
            x += width;
        }
    }
    style_right_halves(&mut buffer);
    buffer
}

/// As the reader's own drawing does; see [`TerminalBackend`].
fn style_right_halves(buffer: &mut Buffer) {
    for y in 0..ROWS {
        for (x, _) in glyphs(buffer, y) {
            let style = buffer[(x, y)].style();
            (x + 1..x + buffer[(x, y)].cell_width()).for_each(|x| {
                buffer[(x, y)].reset();
                buffer[(x, y)].set_style(style);
            });
        }
    }
}

/// The glyphs of a row, without the right halves of wide ones.
fn glyphs(buffer: &Buffer, y: u16) -> Vec<(u16, String)> {
    let mut x = 0;
    let mut glyphs = Vec::new();
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        glyphs.push((x, cell.symbol().to_owned()));
        x += cell.cell_width().max(1);
    }
    glyphs
}

/// Draws frames one after another; returns the bytes of each.
fn draw(frames: &[Buffer]) -> Vec<Vec<u8>> {
    let mut screen = TerminalBackend::new(Vec::new(), measure);
    let mut previous = Buffer::empty(Rect::new(0, 0, COLUMNS, ROWS));
    let mut all = Vec::new();
    for frame in frames {
        screen.draw(previous.diff_iter(frame)).unwrap();
        screen.hide_cursor().unwrap();
        screen.flush().unwrap();
        all.push(std::mem::take(screen.writer_mut()));
        previous = frame.clone();
    }
    all
}

fn colour(colour: vt100::Color) -> Color {
    match colour {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(1) => Color::Red,
        vt100::Color::Idx(4) => Color::Blue,
        vt100::Color::Idx(n) => Color::Indexed(n),
        vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

fn assert_shows(screen: &vt100::Screen, frame: &Buffer) {
    for y in 0..ROWS {
        for (x, symbol) in glyphs(frame, y) {
            let (seen, cell) = (screen.cell(y, x).unwrap(), &frame[(x, y)]);
            let text = if seen.contents().is_empty() {
                " "
            } else {
                seen.contents()
            };
            assert_eq!((x, y, text), (x, y, symbol.as_str()));
            assert_eq!(colour(seen.bgcolor()), cell.bg, "background at {x}, {y}");
            assert_eq!(
                seen.inverse(),
                cell.modifier.contains(Modifier::REVERSED),
                "reverse at {x}, {y}"
            );
            assert_eq!(
                seen.underline(),
                cell.modifier.contains(Modifier::UNDERLINED),
                "underline at {x}, {y}"
            );
            if symbol != " " {
                assert_eq!(colour(seen.fgcolor()), cell.fg, "foreground at {x}, {y}");
                assert_eq!(
                    seen.bold(),
                    cell.modifier.contains(Modifier::BOLD),
                    "bold at {x}, {y}"
                );
                assert_eq!(
                    seen.italic(),
                    cell.modifier.contains(Modifier::ITALIC),
                    "italic at {x}, {y}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn terminal_shows_the_buffer(frames in proptest::collection::vec(pieces(), 1..6)) {
        let frames: Vec<_> = frames.iter().map(buffer).collect();
        let mut parser = vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
        for (frame, bytes) in frames.iter().zip(draw(&frames)) {
            parser.process(&bytes);
            assert_shows(parser.screen(), frame);
        }
    }

    #[test]
    fn wide_ambiguous_glyphs_take_two_columns(frames in proptest::collection::vec(pieces(), 1..6), agrees: bool) {
        let frames: Vec<_> = frames.iter().map(wide_buffer).collect();
        let width = if agrees { UnicodeWidthStr::width_cjk } else { UnicodeWidthStr::width };
        let mut model = Model::new(COLUMNS, ROWS, width);
        for (frame, bytes) in frames.iter().zip(draw(&frames)) {
            model.process(&bytes);
            for (x, y, symbol) in (0..ROWS).flat_map(|y| glyphs(frame, y).into_iter().map(move |(x, s)| (x, y, s))) {
                prop_assert_eq!((x, y, model.glyph(x, y)), (x, y, symbol.as_str()));
            }
        }
    }

    /// The layout takes ambiguous glyphs for narrow, the terminal draws them wide: they may be damaged, other glyphs not.
    #[test]
    fn unexpected_width_shifts_no_other_glyph(frames in proptest::collection::vec(pieces(), 1..6)) {
        let frames: Vec<_> = frames.iter().map(buffer).collect();
        let mut model = Model::new(COLUMNS, ROWS, UnicodeWidthStr::width_cjk);
        for (frame, bytes) in frames.iter().zip(draw(&frames)) {
            model.process(&bytes);
            for y in 0..ROWS {
                for (x, symbol) in glyphs(frame, y) {
                    if certain_width(&symbol).is_some() {
                        prop_assert_eq!((x, y, model.glyph(x, y)), (x, y, symbol.as_str()));
                    }
                }
            }
        }
    }
}

/// Regression: the cell behind a wide `“` was stored as wide too, and blanked the next glyph.
#[test]
fn cell_behind_a_wide_ambiguous_glyph_is_narrow() {
    let before = wide_buffer(&vec![(4, 0, "“é".to_owned(), 0)]);
    let after = wide_buffer(&vec![(6, 0, "é".to_owned(), 0)]);
    let mut model = Model::new(COLUMNS, ROWS, UnicodeWidthStr::width);
    draw(&[before, after])
        .iter()
        .for_each(|bytes| model.process(bytes));
    assert_eq!(
        (model.glyph(4, 0), model.glyph(5, 0), model.glyph(6, 0)),
        (" ", " ", "é")
    );
}

#[test]
fn unchanged_frame_writes_nothing() {
    let frame = buffer(&vec![(0, 0, "电报".to_owned(), 2)]);
    let written = draw(&[frame.clone(), frame]);
    assert!(!written[0].is_empty());
    assert_eq!(written[1], b"");
}

#[test]
fn cursor_moves_only_when_needed() {
    let frame = buffer(&vec![
        (0, 0, "电报a".to_owned(), 0),
        (0, 1, "“电”".to_owned(), 0),
    ]);
    let written = String::from_utf8(draw(&[frame]).remove(0)).unwrap();
    let moved_after_quotes = "\r\n“\x1b[2;2H电”\x1b[2;5H ";
    assert_eq!(
        written,
        format!("\x1b[?2026h\x1b[1;1H电报a{moved_after_quotes}\x1b[?25l\x1b[?2026l")
    );
}

#[test]
fn chinese_takes_under_half_of_ratatuis_bytes() {
    let text = "某公司公告，前三季度净利润同比增长35.6%，“新业务”收入占比提升至4成；另有";
    let mut frame = Buffer::empty(Rect::new(0, 0, 200, 50));
    for y in 0..50 {
        frame.set_stringn(0, y, "09:30", 5, Style::new().fg(Color::Cyan));
        frame.set_stringn(8, y, text.repeat(4), 190, Style::new());
    }
    let empty = Buffer::empty(frame.area);

    let mut screen = TerminalBackend::new(Vec::new(), large);
    screen.draw(empty.diff_iter(&frame)).unwrap();
    screen.flush().unwrap();
    let ours = screen.writer_mut().len();

    let mut theirs = CrosstermBackend::new(Vec::new());
    theirs.draw(empty.diff_iter(&frame)).unwrap();
    let theirs = theirs.writer().len();

    println!("a full redraw of 200x50: {ours} bytes, by ratatui's own backend {theirs}");
    assert!(
        ours <= 20_000 && ours * 2 < theirs,
        "{ours} bytes, {theirs} by ratatui's own backend"
    );
}
