//! What stands on the screen, at every size and in every state.

use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Modifier, Style};
use rstest::rstest;

use super::fixture::Reader;
use crate::app::{Effect, Message};
use crate::config::Config;
use crate::config::theme::{Role, Theme};
use crate::item::Stamp;
use crate::lang::Lang;
use crate::text::Ruler;

/// Compares a screen with the one of this name, or writes it where it is to be blessed.
#[track_caller]
fn assert_screen(name: &str, screen: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/tests/screens").join(name).with_extension("txt");
    if std::env::var_os("DIANBAO_BLESS").is_some() {
        std::fs::write(&path, screen).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(screen, expected, "the screen {name} differs; if it should, DIANBAO_BLESS=1 writes it anew\n{screen}");
}

#[rstest]
#[case(200, 50)]
#[case(100, 30)]
#[case(60, 20)]
#[case(30, 8)]
#[case(20, 5)]
#[case(1, 1)]
fn every_size(#[case] width: u16, #[case] height: u16) {
    assert_screen(&format!("size-{width}x{height}"), &Reader::new(Config::default()).screen(width, height));
}

#[rstest]
#[case("filter-prompt", "f储能")]
#[case("filter-in-force", "f储能<Enter>")]
#[case("filter-off", "f储能<Enter>\\")]
#[case("filter-nothing", "f没有的词")]
#[case("filter-wrong", "f(储能")]
#[case("find", "/华岳<Enter>")]
#[case("find-prompt", "/华岳")]
#[case("go-to-wrong", "t吃饭")]
#[case("help", "?")]
#[case("problems", "!")]
#[case("detail", "jj<Enter>")]
#[case("zen", "jz")]
#[case("two-lines", "d")]
#[case("full", "dd")]
#[case("oldest", "O")]
#[case("prefix", "g")]
#[case("last", "G")]
fn every_state(#[case] name: &str, #[case] keys: &str) {
    let mut reader = Reader::new(Config::default());
    reader.screen(100, 30);
    let wide = reader.keys(keys).screen(100, 30);
    assert_screen(&format!("{name}-100x30"), &wide);
    let mut reader = Reader::new(Config::default());
    reader.screen(44, 12);
    assert_screen(&format!("{name}-44x12"), &reader.keys(keys).screen(44, 12));
}

#[test]
fn new_items_wait_beyond_the_edge() {
    let mut reader = Reader::new(Config::default());
    reader.screen(60, 20);
    reader.keys("jjjjjjjj").screen(60, 20);
    let before = reader.screen(60, 20);
    reader.arrive();
    let after = reader.screen(60, 20);
    assert_screen("waiting", &after);
    let texts = |line: &str| line.trim_end_matches([' ', '┃']).to_owned();
    let list = |screen: &str| screen.lines().skip(2).take(6).map(texts).collect::<Vec<_>>();
    assert_eq!(list(&before), list(&after), "nothing moves");
}

#[test]
fn new_items_come_in_at_the_edge_with_a_mark() {
    let mut reader = Reader::new(Config::default());
    reader.screen(100, 30);
    reader.arrive();
    assert_screen("arrived", &reader.screen(100, 30));
}

#[test]
fn a_revised_item_is_marked_and_remembers_what_it_said() {
    let mut reader = Reader::new(Config::default());
    reader.keys("jj").screen(100, 30);
    reader.revise();
    assert_screen("revised", &reader.screen(100, 30));
    assert_screen("revised-earlier", &reader.keys("<").screen(100, 30));
}

#[test]
fn a_flash_and_its_story_lead_to_each_other() {
    let mut reader = Reader::new(Config::default());
    reader.screen(100, 30);
    reader.follow_up();
    reader.screen(100, 30);
    assert_screen("related", &reader.screen(100, 30));
    let flash = reader.keys("gr").screen(100, 30);
    assert!(flash.contains("相关 gr 13:02 云帆智造签下大单"), "{flash}");
    assert!(reader.keys("gr").screen(100, 30).contains("相关 gr 13:00 云帆智造(688999.SH)公告"));
    assert!(reader.keys("jjgr").screen(100, 30).contains("没有相关的电报"));
}

#[test]
fn a_story_that_became_a_red_one_is_marked_and_its_detail_says_since_when() {
    let mut reader = Reader::new(Config::default());
    reader.screen(100, 30);
    reader.promote();
    reader.keys("t0931<Enter>");
    assert_screen("promoted", &reader.screen(100, 30));
}

#[test]
fn a_company_whose_name_is_known_stands_in_the_detail_with_its_code() {
    let mut reader = Reader::new(Config::default());
    reader.name_a_company();
    assert_screen("names", &reader.screen(100, 30));
}

#[rstest]
#[case("gap", "")]
#[case("gap-oldest", "O")]
fn silence_in_a_busy_session_has_a_row(#[case] name: &str, #[case] keys: &str) {
    let mut reader = Reader::empty(Config::default());
    reader.fall_silent();
    reader.screen(60, 20);
    assert_screen(name, &reader.keys(keys).screen(60, 20));
    // The row takes its line: back and forth over it nothing moves.
    let before = reader.keys("gg5jjk").screen(60, 20);
    let after = reader.keys("jk").screen(60, 20);
    assert_eq!(before, after);
    assert!(!reader.keys("f第<Enter>").screen(60, 20).contains("没有电报"), "a filter leaves gaps everywhere");
}

#[test]
fn nothing_yet() {
    assert_screen("empty", &Reader::empty(Config::default()).screen(60, 12));
}

#[rstest]
#[case(100, 30)]
#[case(60, 20)]
fn ambiguous_glyphs_are_wide(#[case] width: u16, #[case] height: u16) {
    assert_screen(&format!("wide-{width}x{height}"), &Reader::wide().keys("jj").screen(width, height));
}

#[test]
fn ages_go_on_while_nothing_comes_in() {
    let mut reader = Reader::new(Config::default());
    let before = reader.keys("!").screen(100, 20);
    let later = Stamp::from_unix(i64::from(reader.app.now.unix()) + 60).unwrap();
    let effects = reader.effects(Message::Now(later));
    assert!(matches!(effects[..], [Effect::WakeAt(at)] if at.minute() == later.minute() + 1), "{effects:?}");
    assert_eq!(
        reader.screen(100, 20),
        before.replace("（8 分钟前）", "（9 分钟前）").replace("写入 3 分", "写入 4 分")
    );
    assert!(reader.keys("!").effects(Message::Now(later)).is_empty(), "nobody is woken for a page that is closed");
}

#[test]
fn english() {
    let config = Config { lang: Lang::English, ..Config::default() };
    assert_screen("english", &Reader::new(config).screen(100, 20));
}

#[test]
fn the_selected_row_is_seen_without_colours() {
    let config = Config { theme: Theme::default().without_colours(), ..Config::default() };
    let (buffer, _) = Reader::new(config).draw(60, 20);
    let reversed = |y| (0..50).all(|x| buffer[(x, y)].modifier.contains(Modifier::REVERSED));
    assert_eq!((0..20).filter(|&y| reversed(y)).count(), 1);
}

/// The styles in which the cells of a row are drawn, from the column on at which a text begins.
fn style_of(buffer: &Buffer, text: &str) -> Vec<Style> {
    let first = text.chars().next().unwrap().to_string();
    let starts = (0..buffer.area.height).flat_map(|y| (0..buffer.area.width).map(move |x| (x, y)));
    let reads = |(x, y): (u16, u16)| {
        let cells = (x..buffer.area.width).map(|x| buffer[(x, y)].symbol());
        cells.filter(|symbol| *symbol != " ").collect::<String>().starts_with(text)
    };
    let mut found = starts.filter(|at| buffer[*at].symbol() == first && reads(*at));
    let (x, y) = found.next().unwrap_or_else(|| panic!("{text} is on the screen"));
    let columns = Ruler::default().width(text) as u16;
    (x..x + columns).map(|x| buffer[(x, y)].style()).collect()
}

fn assert_role(buffer: &Buffer, text: &str, role: Role) {
    let theme = Theme::default();
    let expected = Cell::EMPTY.style().patch(theme.style(Role::Text)).patch(theme.style(role));
    assert!(style_of(buffer, text).iter().all(|style| *style == expected), "{text} is not drawn as {role:?}");
}

#[test]
fn figures_hits_and_red_headlines_have_colours_of_their_own() {
    let mut reader = Reader::new(Config::default());
    reader.draw(160, 30);
    // The item of 09:31 that tells of the indices is selected.
    let (buffer, _) = reader.keys("jjjj").draw(160, 30);
    assert_role(&buffer, "0.82%", Role::Rise);
    assert_role(&buffer, "1.2%", Role::Fall);
    assert_role(&buffer, "白岭银行下调", Role::Red);
    assert_role(&buffer, "盘中宝", Role::Label);
    let (buffer, _) = reader.keys("/北域<Enter>").draw(160, 30);
    assert_role(&buffer, "北域", Role::Hit);
}
