//! Folds in the list, from wide screens to narrow ones.

use std::sync::Arc;

use rstest::rstest;

use super::fixture::UiReader;
use super::screens::assert_screen;
use crate::app::Message;
use crate::config::Config;
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
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", RULES, &times, &Watchlists::default()).unwrap();
    reader.send(Message::Rules(RulesNews::Read(Ok(Arc::new(rules)))));
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
