//! Folds in the list, from wide screens to narrow ones.

use std::sync::Arc;

use ratatui::style::Modifier;
use rstest::rstest;

use super::fixture::{UiReader, print};
use super::hits::lit;
use super::screens::assert_screen;
use crate::app::Message;
use crate::config::Config;
use crate::config::theme::Role;
use crate::item::Stamp;
use crate::lang::Lang;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RulesNews};

const RULES: &str = "\
[[rule]]
name = '栏目'
query = 'is:column'
mute = 'fold'
[[rule]]
name = '地震和早报'
query = '地震 | 早间新闻精选'
mute = 'fold'
[[rule]]
name = '航天'
query = '航天'
mute = 'fold'
";

fn reader(lang: Lang) -> UiReader {
    let mut reader = UiReader::new(Config {
        lang,
        ..Config::default()
    });
    set_rules(&mut reader, RULES);
    reader
}

fn set_rules(reader: &mut UiReader, text: &str) {
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", text, &times, &Watchlists::default()).unwrap();
    reader.send(Message::Rules(RulesNews::Read(Ok(Arc::new(rules)))));
}

/// A reader with a rule that folds one red item.
fn reader_of_red_fold() -> UiReader {
    let mut reader = UiReader::new(Config::default());
    let rule = "[[rule]]\nname = '利率'\nquery = '下调存款利率'\nmute = 'fold'\n";
    set_rules(&mut reader, rule);
    reader
}

#[rstest]
#[case(120, 30)]
#[case(80, 24)]
#[case(45, 25)]
fn folds_of_every_size(#[case] columns: u16, #[case] rows: u16) {
    let mut reader = reader(Lang::Chinese);
    reader.screen(columns, rows);
    reader.keys("j").arrive();
    let screen = reader.keys("5j").screen(columns, rows);
    assert_screen(&format!("folds-{columns}x{rows}"), &screen);
}

#[test]
fn fold_is_named_in_english() {
    let mut reader = reader(Lang::English);
    let screen = reader.screen(120, 30);
    assert!(
        screen.contains("··· 3 folded  栏目 · 地震和早报"),
        "{screen}"
    );
    assert!(screen.contains("4 folded"), "{screen}");
}

/// The line of a fold is dim, and whole under the bar that selects it.
#[test]
fn selected_fold_is_a_bar() {
    let mut reader = reader(Lang::Chinese);
    reader.screen(80, 24);
    reader.keys("7j");
    let (buffer, _) = reader.draw(80, 24);
    let row = (0..24).find(|y| buffer[(14, *y)].symbol() == "折");
    let row = row.unwrap_or_else(|| panic!("no fold"));
    let background = buffer[(1, row)].bg;
    let cells = (1..70).map(|x| &buffer[(x, row)]);
    assert!(cells.clone().all(|cell| cell.bg == background));
}

/// “1 folded” hid a headline in a line of the same height.
#[test]
fn fold_of_one_item_shows_its_headline() {
    let mut reader = reader_of_red_fold();
    let (buffer, _) = reader.draw(100, 30);
    let screen = print(&buffer);
    assert!(
        screen.contains(" 10:05 升 ··· 白岭银行下调存款利率  利率"),
        "{screen}"
    );
    assert!(screen.contains("折叠 1"), "{screen}");
    let row = (0..30).find(|y| buffer[(7, *y)].symbol() == "升");
    let row = row.unwrap_or_else(|| panic!("no badge"));
    let cells = (7..38).map(|x| &buffer[(x, row)]);
    for cell in cells.filter(|cell| cell.symbol() != " ") {
        assert_eq!(cell.style(), buffer[(10, row)].style(), "{}", cell.symbol());
    }
    assert!(buffer[(10, row)].modifier.contains(Modifier::DIM));
}

/// A narrow row has the headline as far as it goes, and no part of the rule's name.
#[test]
fn narrow_fold_of_one_item_leaves_out_the_rule() {
    let screen = reader_of_red_fold().screen(34, 20);
    assert!(
        screen.contains(" 10:05升 ··· 白岭银行下调存款利率\n"),
        "{screen}"
    );
}

#[test]
fn find_is_lit_in_a_fold_of_one_item() {
    let mut reader = reader_of_red_fold();
    let (buffer, _) = reader.keys("/(储能 -早间)|存款").draw(100, 15);
    let lit = lit(&buffer, Role::Hit);
    assert!(lit.iter().any(|text| text == "存款"), "{lit:?}");
    assert!(print(&buffer).contains("··· 白岭银行下调存款利率"));
}
