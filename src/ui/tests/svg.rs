//! A screen as an SVG picture: each glyph of a buffer in its cell, as text.
//!
//! A cell is 0.6 em wide, as in monospaced fonts. A hanzi takes 1 em of its two cells and has its place in their middle, as in
//! terminals. Every glyph has its place, and hanzi are spaced too, for programs that read only the first place of a text.
//! Lines and bars are drawn as shapes, because those of a font do not join.

use std::fmt::{self, Display};

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};

/// Tenths of a pixel: the picture has exact positions without fractions of floating point.
const EM: u32 = 140;
const CELL: u32 = 84;
const LINE: u32 = 200;
/// From the top of a cell to the line on which its text is.
const BASE: u32 = 147;
const MARGIN: u32 = 120;
/// The height of the bar with the title.
const BAR: u32 = 320;

const FONTS: &str = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC',\
    'PingFang SC','Microsoft YaHei',monospace";

/// A screen to draw.
pub(super) struct Picture<'a> {
    pub buffer: &'a Buffer,
    pub cursor: Option<Position>,
    /// The style of a blank screen.
    pub ground: Style,
    /// The title of the terminal.
    pub title: &'a str,
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// A length in tenths of a pixel.
struct Pixels(u32);

impl Display for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, tenths) => write!(f, "{whole}.{tenths}"),
        }
    }
}

fn hex(colour: Color) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        other => panic!("{other} is no colour of a 24-bit theme"),
    }
}

impl Picture<'_> {
    fn look(&self, cell: &Cell) -> Look {
        let style = self.ground.patch(cell.style());
        let (fg, bg) = (style.fg.unwrap(), style.bg.unwrap());
        let reset = |colour, usual: Option<Color>| match colour {
            Color::Reset => usual.unwrap(),
            colour => colour,
        };
        let (fg, bg) = (reset(fg, self.ground.fg), reset(bg, self.ground.bg));
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        Look {
            fg: if reversed { bg } else { fg },
            bg: if reversed { fg } else { bg },
            modifier: cell.modifier,
        }
    }

    fn size(&self) -> (u32, u32) {
        let area = self.buffer.area;
        (
            u32::from(area.width) * CELL + 2 * MARGIN,
            u32::from(area.height) * LINE + MARGIN + BAR,
        )
    }

    fn window(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        let (fg, bg) = (hex(self.ground.fg.unwrap()), hex(self.ground.bg.unwrap()));
        writeln!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\">",
            Pixels(width),
            Pixels(height)
        )?;
        writeln!(
            f,
            "<style>text{{font:{}px {FONTS};white-space:pre}}.b{{font-weight:700}}.d{{opacity:.6}}.u{{text-decoration:underline}}.x{{text-decoration:line-through}}.w{{letter-spacing:{}px}}</style>",
            Pixels(EM),
            Pixels(2 * CELL - EM)
        )?;
        writeln!(
            f,
            "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{bg}\"/>"
        )?;
        for (n, colour) in ["#ec6a5e", "#f4bf4f", "#61c554"].into_iter().enumerate() {
            writeln!(
                f,
                "<circle cx=\"{}\" cy=\"16\" r=\"5\" fill=\"{colour}\"/>",
                20 + 18 * n
            )?;
        }
        writeln!(
            f,
            "<text x=\"50%\" y=\"21\" text-anchor=\"middle\" fill=\"{fg}\" class=\"d\">{}</text>",
            escaped(self.title)
        )
    }

    fn cell(&self, x: u16, y: u16) -> &Cell {
        &self.buffer[(x, y)]
    }

    fn row(&self, f: &mut fmt::Formatter<'_>, y: u16) -> fmt::Result {
        self.grounds(f, y)?;
        let mut x = 0;
        let mut run: Option<Run> = None;
        while x < self.buffer.area.width {
            let cell = self.cell(x, y);
            let width = cell.cell_width().max(1);
            let look = self.look(cell);
            if let Some(shape) = shape(cell.symbol(), x, y) {
                writeln!(f, "<path d=\"{shape}\" fill=\"{}\"/>", hex(look.fg))?;
            } else if cell.symbol() != " " {
                let is_square = width == 2 && is_square(cell.symbol());
                if let Some(other) = run.take_if(|run| !run.takes(look, is_square, x)) {
                    other.draw(f, y)?;
                }
                run.get_or_insert_with(|| Run::new(look, is_square))
                    .push(x, width, cell.symbol());
            }
            x += width;
        }
        run.map_or(Ok(()), |run| run.draw(f, y))
    }

    /// Fills the cells of a row that have another background than the screen.
    fn grounds(&self, f: &mut fmt::Formatter<'_>, y: u16) -> fmt::Result {
        let ground = self.ground.bg.unwrap();
        let bg = |x| self.look(self.cell(x, y)).bg;
        let mut x = 0;
        while x < self.buffer.area.width {
            let end = (x..self.buffer.area.width).find(|&end| bg(end) != bg(x));
            let end = end.unwrap_or(self.buffer.area.width);
            if bg(x) != ground {
                writeln!(
                    f,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                    left(x),
                    top(y),
                    Pixels(u32::from(end - x) * CELL),
                    Pixels(LINE),
                    hex(bg(x))
                )?;
            }
            x = end;
        }
        Ok(())
    }
}

impl Display for Picture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.window(f)?;
        for y in 0..self.buffer.area.height {
            self.row(f, y)?;
        }
        if let Some(at) = self.cursor {
            let fg = hex(self.ground.fg.unwrap());
            let (x, y, height) = (left(at.x), top(at.y), Pixels(LINE));
            writeln!(
                f,
                "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{height}\" fill=\"{fg}\"/>"
            )?;
        }
        writeln!(f, "</svg>")
    }
}

fn left(x: u16) -> Pixels {
    Pixels(MARGIN + u32::from(x) * CELL)
}

fn top(y: u16) -> Pixels {
    Pixels(BAR + u32::from(y) * LINE)
}

/// The outline of a line or bar in its cell; `None` for a glyph that is text.
fn shape(symbol: &str, x: u16, y: u16) -> Option<String> {
    let (x, y) = (MARGIN + u32::from(x) * CELL, BAR + u32::from(y) * LINE);
    let (left, width, top, height) = match symbol {
        "▌" => (0, CELL / 2, 0, LINE),
        "█" => (0, CELL, 0, LINE),
        "│" => (CELL / 2 - 5, 10, 0, LINE),
        "┃" => (CELL / 2 - 15, 30, 0, LINE),
        "─" => (0, CELL, LINE / 2 - 5, 10),
        "┄" => (CELL / 6, CELL * 2 / 3, LINE / 2 - 5, 10),
        _ => return None,
    };
    let (width, height) = (Pixels(width), Pixels(height));
    Some(format!(
        "M{} {}h{width}v{height}h-{width}z",
        Pixels(x + left),
        Pixels(y + top)
    ))
}

/// Glyphs of one look and width, side by side.
struct Run {
    look: Look,
    /// Whether they are hanzi.
    is_square: bool,
    text: String,
    /// The column after them.
    end: u16,
    /// The place of each UTF-16 unit, as SVG counts.
    places: Vec<String>,
}

impl Run {
    const fn new(look: Look, is_square: bool) -> Self {
        Self {
            look,
            is_square,
            text: String::new(),
            end: 0,
            places: Vec::new(),
        }
    }

    /// Whether a glyph can join. Its background is drawn already.
    fn takes(&self, look: Look, is_square: bool, x: u16) -> bool {
        let of = |look: Look| (look.fg, look.modifier);
        of(self.look) == of(look) && (self.is_square, self.end) == (is_square, x)
    }

    fn push(&mut self, x: u16, width: u16, symbol: &str) {
        self.end = x + width;
        let middle = if self.is_square {
            (2 * CELL - EM) / 2
        } else {
            0
        };
        let place = Pixels(MARGIN + u32::from(x) * CELL + middle).to_string();
        self.places
            .extend(std::iter::repeat_n(place, symbol.encode_utf16().count()));
        self.text.push_str(symbol);
    }

    fn draw(&self, f: &mut fmt::Formatter<'_>, y: u16) -> fmt::Result {
        let base = Pixels(BAR + u32::from(y) * LINE + BASE);
        let classes = [
            (Modifier::BOLD, "b"),
            (Modifier::DIM, "d"),
            (Modifier::UNDERLINED, "u"),
            (Modifier::CROSSED_OUT, "x"),
        ];
        let of_look = classes
            .into_iter()
            .filter(|(modifier, _)| self.look.modifier.contains(*modifier));
        let spaced = (self.is_square && self.places.len() > 1).then_some("w");
        let names: Vec<&str> = of_look.map(|(_, name)| name).chain(spaced).collect();
        let class = if names.is_empty() {
            String::new()
        } else {
            format!(" class=\"{}\"", names.join(" "))
        };
        writeln!(
            f,
            "<text y=\"{base}\" fill=\"{}\"{class} x=\"{}\">{}</text>",
            hex(self.look.fg),
            self.places.join(" "),
            escaped(&self.text)
        )
    }
}

/// Whether a glyph fills a square of 1 em.
fn is_square(symbol: &str) -> bool {
    symbol.chars().all(|c| c >= '\u{2E80}')
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[test]
fn picture_has_every_glyph_in_its_cell() {
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 6, 1));
    let red = Style::new()
        .fg(Color::Rgb(255, 0, 0))
        .bg(Color::Rgb(0, 0, 1));
    buffer.set_string(0, 0, "▌a红<", Style::new());
    buffer.set_style(ratatui::layout::Rect::new(2, 0, 2, 1), red);
    let picture = Picture {
        buffer: &buffer,
        cursor: None,
        ground: Style::new().fg(Color::Rgb(9, 9, 9)).bg(Color::Rgb(0, 0, 0)),
        title: "电报",
    };
    let svg = picture.to_string();
    for part in [
        "<path d=\"M12 32h4.2v20h-4.2z\" fill=\"#090909\"/>",
        "<text y=\"46.7\" fill=\"#090909\" x=\"20.4\">a</text>",
        "<rect x=\"28.8\" y=\"32\" width=\"16.8\" height=\"20\" fill=\"#000001\"/>",
        "<text y=\"46.7\" fill=\"#ff0000\" x=\"30.2\">红</text>",
        "<text y=\"46.7\" fill=\"#090909\" x=\"45.6\">&lt;</text>",
    ] {
        assert!(svg.contains(part), "{part} in\n{svg}");
    }
}
