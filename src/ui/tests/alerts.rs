//! The banner of an alert, in every mode and size.

use std::sync::Arc;

use super::fixture::UiReader;
use crate::app::Message;
use crate::config::Config;
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RulesNews};

const RULES: &str = "[[rule]]\nname = '首飞名单'\nquery = '首飞'\nalert = ['banner']\n";

/// A reader with rules, after these keys and a red item about which the rules alert.
fn alerted(keys: &str, columns: u16, rows: u16) -> UiReader {
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", RULES, &times, &Watchlists::default());
    let mut reader = UiReader::new(Config::default());
    reader.send(Message::Rules(RulesNews::Read(rules.map(Arc::new))));
    reader.screen(columns, rows);
    reader.send(Message::Focus(Some(false)));
    reader.keys(keys).screen(columns, rows);
    reader.arrive_red("星河航天首飞成功");
    reader
}

/// The row of the screen that names the item.
fn banner(keys: &str, columns: u16, rows: u16) -> String {
    let mut reader = alerted(keys, columns, rows);
    let screen = reader.screen(columns, rows);
    let mut lines = screen.lines().rev();
    let line = lines.find(|line| line.contains("红 ") && line.contains("首飞"));
    line.unwrap_or_else(|| panic!("no banner\n{screen}"))
        .to_owned()
}

#[test]
fn banner_names_the_rule_in_every_size() {
    assert!(banner("zz", 120, 30).starts_with(" 红 11:19 首飞名单 · 星河航天首飞成功 —— gn 去看"));
    assert!(banner("zz", 80, 24).starts_with(" 红 11:19 首飞名单 · 星河航天首飞成功 —— gn 去看"));
    assert_eq!(
        banner("zz", 45, 25),
        " 红 11:19 首飞名单 · 星河航天首飞成功 gn 看"
    );
    assert_eq!(banner("zz", 20, 5), "红 首飞…·星河航… gn");
}

#[test]
fn banner_counts_others_before_the_key() {
    let mut reader = alerted("zz", 80, 24);
    reader.arrive_red("另一条");
    let screen = reader.screen(80, 24);
    let last = screen.lines().last().unwrap();
    assert!(
        last.starts_with(" 红 11:19 首飞名单 · 星河航天首飞成功 +1 —— gn 去看"),
        "{screen}"
    );
}

#[test]
fn banner_is_shown_on_pages() {
    for keys in ["?", "!", "'"] {
        let line = banner(keys, 80, 24);
        assert!(
            line.starts_with(" 红 11:19 首飞名单 · 星河航天首飞成功 —— gn 去看"),
            "{keys}: {line}"
        );
    }
}

/// The keys of a prompt are its text, so the banner names none.
#[test]
fn banner_is_above_a_prompt() {
    for (keys, row) in [("zzf储能", 22), ("zz/储能", 22), ("zzt9", 22), ("zz:", 1)] {
        for (columns, rows) in [(80, 24), (45, 25), (20, 5)] {
            let row = if row == 1 { 1 } else { usize::from(rows) - 2 };
            let mut reader = alerted(keys, columns, rows);
            let screen = reader.screen(columns, rows);
            let line = screen.lines().nth(row).unwrap();
            assert!(
                line.trim_start().starts_with("红 ") && !line.contains("gn"),
                "{keys} {columns}x{rows}\n{screen}"
            );
        }
    }
}

#[test]
fn key_of_the_banner_leaves_a_page() {
    let mut reader = alerted("?", 80, 24);
    let screen = reader.keys("gn").screen(80, 24);
    assert!(reader.app.open_page().is_none(), "{screen}");
    assert_eq!(
        reader.app.selected().unwrap().story().title,
        Some("星河航天首飞成功")
    );
}
