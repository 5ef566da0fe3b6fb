//! The page of rules: its rows, moving, what the selected rule finds, and opening it.

use std::sync::Arc;

use crate::app::test_reader::{TODAY, TestReader, dump, dump_of, entries};
use crate::app::{Message, RowCounts, update};
use crate::config::Config;
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::Watchlists;
use crate::rules::{self, RuleTotals, RulesNews};

const RULES: &str = "\
[[rule]]
name = '乙'
query = '乙'
[[rule]]
name = '甲一'
query = '甲1'
key = 3
[[rule]]
name = '红'
query = 'is:red'
key = 2
";

/// Ten items of yesterday, twenty of today, and four red ones.
fn reader(rules: &str) -> TestReader {
    let mut reader = TestReader::configured(Config::default());
    reader.read(&[
        dump("2026-05-13", &entries("乙", 10)),
        dump(TODAY, &entries("甲", 20)),
        dump_of("加红", TODAY, &entries("丙", 4)),
    ]);
    give(&mut reader, rules);
    reader
}

fn give(reader: &mut TestReader, text: &str) {
    let times = TimeContext::at(Stamp::default());
    let read = rules::parse("rules.toml", text, &times, &Watchlists::default()).map(Arc::new);
    reader.send(Message::Rules(RulesNews::Read(read)));
    let rows = u16::try_from(reader.app.rule_rows().len()).unwrap();
    reader.lay_out_page(rows);
}

fn rows(reader: &TestReader) -> Vec<String> {
    let app = &reader.app;
    let rows = app.rule_rows().into_iter();
    let row = rows.map(|row| {
        let RowCounts {
            unseen,
            on_newest_day,
            all,
        } = app.row_counts(row);
        let name = row.name(app.config.lang);
        let all = all.map_or_else(|| "?".to_owned(), |all| all.to_string());
        format!("{name} {unseen}/{on_newest_day}/{all}")
    });
    row.collect()
}

/// What is found below the table: the query, its counts, and the newest items.
fn preview(reader: &TestReader) -> String {
    let app = &reader.app;
    let items = app.preview_items(2).into_iter();
    let items: Vec<_> = items.map(|item| item.story().headline()).collect();
    let counts = app.preview_counts();
    let counts = format!("{}/{}", counts.on_newest_day, counts.all);
    format!("{} {counts} {}", app.preview_source(), items.join(" "))
}

#[test]
fn only_digits_that_work_are_shown() {
    let mut reader = reader("[[rule]]\nname = '甲'\nquery = '甲'\nkey = 4\nview = false\n");
    let digits = |reader: &TestReader| -> Vec<_> {
        let rows = reader.app.rule_rows().into_iter();
        rows.map(|row| reader.app.digit_of(row)).collect()
    };
    assert_eq!(digits(&reader), [Some(1), Some(2), None]);
    give(
        &mut reader,
        "[[rule]]\nname = '甲'\nquery = '甲'\nkey = 1\n",
    );
    assert_eq!(digits(&reader), [None, Some(1)]);
}

/// One step back from a page leads to the one from which it was opened, as it was.
#[test]
fn page_below_comes_back() {
    let mut reader = reader(RULES);
    reader.press("F G");
    let kind = |reader: &TestReader| reader.app.open_page().map(|page| page.kind);
    let before = reader.app.open_page();
    for keys in ["? Esc", "! Esc", "? ?", "? ! Esc Esc", "? ! F"] {
        reader.press(keys);
        assert_eq!(reader.app.open_page(), before, "{keys}");
    }
    reader.press("? q");
    assert_eq!(reader.app.open_page(), before);
    reader.press("Esc ? Esc");
    assert_eq!(kind(&reader), None);
}

#[test]
fn rows_are_in_the_order_of_the_header() {
    let mut reader = reader(RULES);
    assert_eq!(
        rows(&reader),
        ["全部 0/24/34", "红 0/4/4", "甲一 0/10/10", "乙 0/0/10"]
    );
    let more = [entries("甲", 20), vec!["09:00 【乙】甲1。".to_owned()]].concat();
    reader.read(&[dump(TODAY, &more)]);
    assert_eq!(
        rows(&reader),
        ["全部 1/25/35", "红 0/4/4", "甲一 1/11/11", "乙 1/1/11"]
    );
}

/// A rule that only has a style is no view: the red items still are.
#[test]
fn red_items_are_a_view_until_a_rule_is() {
    assert_eq!(rows(&reader("")), ["全部 0/24/34", "红 0/4/4"]);
    let mut reader = reader("[[rule]]\nname = '乙'\nquery = '乙'");
    assert_eq!(rows(&reader), ["全部 0/24/34", "红 0/4/4", "乙 0/0/10"]);
    reader.press("2");
    assert_eq!(reader.app.current_view_name(), Some("红"));
}

/// Numbers of other rules are none of the rules in force.
#[test]
fn number_is_unknown_until_it_is_counted() {
    let mut reader = reader(RULES);
    let counted = RulesNews::Counted(RuleTotals::default());
    reader.send(Message::Rules(counted));
    assert_eq!(rows(&reader)[3], "乙 0/0/10");
    let times = TimeContext::at(Stamp::default());
    let other = RULES.replace("'乙'", "'丙'");
    let read = rules::parse("rules.toml", &other, &times, &Watchlists::default()).map(Arc::new);
    drop(update(
        &mut reader.app,
        Message::Rules(RulesNews::Read(read)),
    ));
    assert_eq!(rows(&reader)[3], "丙 0/0/?");
}

#[test]
fn selected_rule_is_searched_below_the_table() {
    let mut reader = reader(RULES);
    reader.press("F");
    assert_eq!(preview(&reader), " 24/34 甲19 甲18");
    reader.press("j");
    assert_eq!(preview(&reader), "is:red 4/4 丙03 丙02");
    reader.press("G");
    assert_eq!(preview(&reader), "乙 0/10 乙09 乙08");
    // An arrival comes in.
    reader.read(&[dump("2026-05-13", &entries("乙", 11))]);
    reader.run();
    assert_eq!(preview(&reader), "乙 0/11 乙10 乙09");
    reader.press("Esc");
    assert_eq!(preview(&reader), " 24/35 甲19 甲18");
}

/// Until the pass has found something, what was found before stays.
#[test]
fn results_do_not_flicker() {
    let mut reader = reader(RULES);
    reader.press("F j").keys("j");
    assert_eq!(preview(&reader), "甲1 4/0 丙03 丙02");
    reader.run();
    assert_eq!(preview(&reader), "甲1 10/10 甲19 甲18");
}

#[test]
fn enter_opens_a_rule_and_esc_closes_the_page() {
    let mut reader = reader(RULES);
    reader.press("F j j Enter");
    assert_eq!(reader.app.current_view_name(), Some("甲一"));
    assert_eq!(reader.app.list.visible().len(), 10);
    // The page opens at the view on the screen.
    reader.press("F k Esc");
    assert_eq!(reader.app.current_view_name(), Some("甲一"));
    reader.press("F k k Enter");
    assert_eq!(reader.app.current_view_name(), None);
    reader.press("F G Enter");
    assert_eq!(reader.app.current_view_name(), Some("乙"));
    assert_eq!(reader.app.list.visible().len(), 10);
    reader.press("Esc");
    assert_eq!(reader.app.current_view_name(), None);
}
