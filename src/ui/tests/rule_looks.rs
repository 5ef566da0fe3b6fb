//! The look that rules give to rows and to what they find.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::fixture::UiReader;
use super::rows::style_at;
use crate::app::Message;
use crate::config::Config;
use crate::config::theme::{ColourRange, Palette, Role, Theme};
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RulesNews};

const RULES: &str = "\
[[rule]]
name = '航空'
query = '航空'
style = { row = '#d7af00' }
[[rule]]
name = '华岳'
query = '华岳电子涨停'
style = { row = { bg = 'blue' } }
[[rule]]
name = '涨停'
query = '涨停'
style = { hits = { fg = 'black', bg = 'cyan' } }
priority = 1
[[rule]]
name = '涨'
query = '涨停 | 电子'
style = { row = 'warning', hits = 'figure' }
[[rule]]
name = '地震'
query = '地震'
style = { row = 'dim' }
";

fn reader(config: Config) -> UiReader {
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", RULES, &times, &Watchlists::default());
    let mut reader = UiReader::empty(config.clone());
    reader.send(Message::Rules(RulesNews::Read(rules.map(Arc::new))));
    let rules = std::mem::take(&mut reader.app.rules);
    let mut reader = UiReader::new(config);
    reader.app.rules = rules;
    reader.send(Message::Now(reader.app.now));
    reader
}

fn themed(name: &str, colours: ColourRange) -> Config {
    let theme = Theme::shipped(name).unwrap();
    Config {
        theme: if colours.no_color {
            theme.without_colours()
        } else {
            theme.within(colours.palette)
        },
        colours,
        ..Config::default()
    }
}

fn draw(reader: &mut UiReader) -> Buffer {
    reader.draw(100, 40).0
}

#[test]
fn rows_and_hits_have_the_look_of_their_rule() {
    let config = themed("dark", ColourRange::default());
    let theme = config.theme.clone();
    let mut reader = reader(config);
    let buffer = draw(&mut reader);
    assert_eq!(
        style_at(&buffer, "云阙航空").fg,
        Some(Color::Rgb(0xd7, 0xaf, 0))
    );
    assert_eq!(
        style_at(&buffer, "南屿岛附近").fg,
        theme.style(Role::Dim).fg
    );
    // The row of the first rule in the file that has one; the hits of the rule that counts most are above the others.
    let row = style_at(&buffer, "华岳电子涨停，成交");
    assert_eq!(row.bg, Some(Color::Blue));
    assert_eq!(style_at(&buffer, "，成交额突破").bg, Some(Color::Blue));
    assert_eq!(
        style_at(&buffer, "电子涨停，成交").fg,
        theme.style(Role::Figure).fg
    );
    let hit = style_at(&buffer, "涨停，成交额");
    assert_eq!((hit.fg, hit.bg), (Some(Color::Black), Some(Color::Cyan)));
    // Other rows are as ever.
    let page = theme.style(Role::Text);
    assert_eq!(style_at(&buffer, "青禾股份").bg, page.bg);
}

#[test]
fn selected_row_has_no_look_of_a_rule() {
    let config = themed("dark", ColourRange::default());
    let selected = config.theme.style(Role::Selected).bg;
    let mut reader = reader(config);
    draw(&mut reader);
    for _ in 0..20 {
        let buffer = draw(reader.keys("j"));
        let style = style_at(&buffer, "云阙航空");
        if style.bg == selected {
            assert_ne!(style.fg, Some(Color::Rgb(0xd7, 0xaf, 0)));
            return;
        }
    }
    panic!("the row was never selected");
}

#[test]
fn looks_fit_terminals_with_few_colours() {
    let sixteen = ColourRange {
        palette: Palette::Sixteen,
        no_color: false,
    };
    let buffer = draw(&mut reader(themed("terminal", sixteen)));
    assert_eq!(style_at(&buffer, "云阙航空").fg, Some(Color::Yellow));
    let none = ColourRange {
        palette: Palette::True,
        no_color: true,
    };
    let buffer = draw(&mut reader(themed("dark", none)));
    let style = style_at(&buffer, "云阙航空");
    assert_eq!(style.fg.unwrap_or_default(), Color::Reset);
    assert!(style.add_modifier.contains(Modifier::BOLD));
    let hit = style_at(&buffer, "涨停，成交额");
    let lit = Modifier::BOLD | Modifier::UNDERLINED;
    assert!(hit.add_modifier.contains(lit) && hit.bg.unwrap_or_default() == Color::Reset);
}

#[test]
fn hits_are_lit_in_the_detail_and_below_find() {
    let mut reader = reader(Config::default());
    draw(&mut reader);
    let lit = Style::new().fg(Color::Black).bg(Color::Cyan);
    let is_lit = |buffer: &Buffer| {
        let style = style_at(buffer, "涨停，成交额突破");
        (style.fg, style.bg) == (lit.fg, lit.bg)
    };
    let mut select = |keys: &str| {
        reader.keys(keys);
        draw(&mut reader)
    };
    select("f华岳电子涨停<Enter>");
    let buffer = select("zz");
    assert!(!is_lit(&buffer), "the filter's match is above it");
    let buffer = select("\\");
    assert!(is_lit(&buffer));
}
