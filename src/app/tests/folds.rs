//! Folds: what rules fold, what stays, and how keys meet them.

use std::sync::Arc;

use crossterm::event::{MouseButton, MouseEventKind};
use proptest::prelude::*;
use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, day, dump, entries};
use crate::app::{Effect, Focus, ListRow, Message, PaneId, update as update_app};
use crate::config::Config;
use crate::feed::FeedEvent;
use crate::item::Stamp;
use crate::moment::TimeContext;
use crate::query::{ListTerm, Watchlist, Watchlists};
use crate::rules::{self, RuleFinder, RulesNews};

/// Folds what has the word 快.
pub(super) const FAST: &str = "[[rule]]\nname = '快'\nquery = '快'\nmute = 'fold'\n";

/// A rule that is a view of what has a word, with other keys.
pub(super) fn rule(word: &str, keys: &str) -> String {
    format!("[[rule]]\nname = '{word}'\nquery = '{word}'\n{keys}\n")
}

pub(super) fn set_rules(reader: &mut TestReader, text: &str) {
    let times = TimeContext::at(Stamp::default());
    let list = Watchlist::new(
        "持仓.txt".to_owned(),
        vec![ListTerm::Word("云岭".to_owned())],
    );
    let lists = Watchlists::from_iter([list]);
    let rules = rules::parse("rules.toml", text, &times, &lists).unwrap();
    reader.send(Message::Rules(RulesNews::Read(Ok(Arc::new(rules)))));
}

/// Items with these titles, a minute apart from 06:00 on.
pub(super) fn read(reader: &mut TestReader, titles: &[&str]) {
    let titles = titles.iter().enumerate();
    let items = titles.map(|(minute, title)| format!("06:{minute:02} 【{title}】某事。"));
    reader.read(&[dump(TODAY, &items.collect::<Vec<_>>())]);
}

pub(super) fn reader(rules: &str, titles: &[&str]) -> TestReader {
    let mut reader = TestReader::empty();
    set_rules(&mut reader, rules);
    read(&mut reader, titles);
    reader
}

/// The rows that show items.
pub(super) fn screen(reader: &TestReader) -> Vec<String> {
    let mut screen = reader.screen();
    screen.retain(|row| row != "~" && row != TODAY);
    screen
}

#[test]
fn folded_items_share_one_line() {
    let reader = reader(FAST, &["甲", "快1", "快2", "乙", "快3"]);
    assert_eq!(screen(&reader), [">… 1 快", "乙", "… 2 快", "甲"]);
    assert_eq!(reader.app.folded(), 3);
    assert_eq!(reader.app.list.visible().len(), 5);
}

/// Nobody waits for a worker, and no row flickers.
#[test]
fn muted_arrival_is_folded_before_its_search() {
    let mut reader = reader(FAST, &["甲", "快1"]);
    let items = ["甲", "快1", "快2", "乙", "快3"].iter().enumerate();
    let items = items.map(|(minute, title)| format!("06:{minute:02} 【{title}】某事。"));
    let update = reader.store_update(&[dump(TODAY, &items.collect::<Vec<_>>())]);
    let effects = update_app(&mut reader.app, Message::Feed(FeedEvent::Update(update)));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::FindRuleHits))
    );
    let rows = ["… 1 快", "乙*", ">… 2 快", "甲"];
    assert_eq!(screen(&reader), rows);
    // The hits of a search that began before do not unfold them.
    let mut late = reader.app.rule_search();
    late.timeline = Arc::default();
    late.number -= 1;
    let late = RulesNews::Found(RuleFinder::default().find(&late));
    drop(update_app(&mut reader.app, Message::Rules(late)));
    assert_eq!(screen(&reader)[0], rows[0]);
}

#[test]
fn muted_burst_is_folded_before_its_search() {
    let mut reader = reader(FAST, &["甲"]);
    let minutes = 1..60;
    let mut items = vec!["06:00 【甲】某事。".to_owned()];
    items.extend(minutes.map(|minute| format!("06:{minute:02} 【快{minute}】某事。")));
    let update = reader.store_update(&[dump(TODAY, &items)]);
    drop(update_app(
        &mut reader.app,
        Message::Feed(FeedEvent::Update(update)),
    ));
    assert_eq!(screen(&reader)[1..], ["… 59 快", ">甲"]);
}

/// More arrive than are looked at before a search: those at the newest end are on the screen.
#[test]
fn newest_of_a_large_burst_are_folded_at_once() {
    let mut reader = reader(FAST, &["甲"]);
    let titles = (0..300).map(|number| match number {
        0..250 => format!("乙{number}"),
        _ => format!("快{number}"),
    });
    let items = titles.enumerate();
    let items =
        items.map(|(at, title)| format!("{:02}:{:02} 【{title}】某事。", 6 + at / 60, at % 60));
    let items: Vec<String> = ["06:00 【甲】某事。".to_owned()]
        .into_iter()
        .chain(items)
        .collect();
    let update = reader.store_update(&[dump(TODAY, &items)]);
    drop(update_app(
        &mut reader.app,
        Message::Feed(FeedEvent::Update(update)),
    ));
    assert_eq!(screen(&reader)[1..3], [">… 50 快", "乙249*"]);
}

/// Old days take seconds to load, and everybody looks at the newest one.
#[test]
fn newest_day_is_folded_during_the_load() {
    let mut reader = TestReader::loading();
    set_rules(&mut reader, FAST);
    let yesterday = |count| dump("2026-05-13", &entries("快", count));
    let items = ["06:00 【甲】某事。", "06:01 【快1】某事。"];
    reader.read(&[dump(TODAY, &items), yesterday(1)]);
    assert_eq!(screen(&reader)[..2], [">… 1 快", "甲"]);
    let searches = reader.app.rule_search().number;
    reader.read(&[dump("2020-05-13", &entries("快", 3))]);
    assert_eq!(
        reader.app.rule_search().number,
        searches + 1,
        "a newest day"
    );
    let old = (1..9).map(|day| dump(&format!("2026-04-0{day}"), &entries("快", 3)));
    reader.read(&old.collect::<Vec<_>>());
    let searches = reader.app.rule_search().number;
    reader.read(&[dump("2019-05-13", &entries("快", 3))]);
    assert_eq!(reader.app.rule_search().number, searches, "an old day");
    reader.read(&[yesterday(2)]);
    assert_eq!(reader.app.rule_search().number, searches + 1);
    reader.finish_loading();
    assert_eq!(reader.app.rule_search().number, searches + 2);
}

#[test]
fn fold_names_the_rules_that_fold_it() {
    let rules = format!("{FAST}{}", rule("慢", "mute = 'fold'"));
    let reader = reader(&rules, &["慢", "快", "慢"]);
    assert_eq!(screen(&reader), [">… 3 快 慢"]);
}

#[test]
fn selection_crosses_a_fold_in_one_step() {
    let mut reader = reader(FAST, &["甲", "快1", "快2", "乙"]);
    assert_eq!(screen(&reader), [">乙", "… 2 快", "甲"]);
    reader.press("j");
    assert_eq!(screen(&reader), ["乙", ">… 2 快", "甲"]);
    reader.press("j");
    assert_eq!(screen(&reader), ["乙", "… 2 快", ">甲"]);
    reader.press("2k");
    assert_eq!(screen(&reader), [">乙", "… 2 快", "甲"]);
    reader.press("99j");
    assert_eq!(screen(&reader), ["乙", "… 2 快", ">甲"]);
}

#[rstest]
#[case("za")]
#[case("Enter")]
fn key_opens_the_selected_fold(#[case] key: &str) {
    let mut reader = reader(FAST, &["甲", "快1", "快2", "乙"]);
    reader.press("j").press(key);
    assert_eq!(screen(&reader), ["乙", ">快2", "快1", "甲"]);
    assert_eq!(reader.app.folded(), 0);
    reader.press("j za");
    assert_eq!(screen(&reader), ["乙", ">… 2 快", "甲"]);
}

#[test]
fn all_folds_open_and_shut() {
    let mut reader = reader(FAST, &["快1", "甲", "快2", "乙", "快3"]);
    reader.press("zA");
    assert_eq!(screen(&reader), [">快3", "乙", "快2", "甲", "快1"]);
    reader.press("za");
    assert_eq!(screen(&reader), [">… 1 快", "乙", "快2", "甲", "快1"]);
    reader.press("zA");
    assert_eq!(screen(&reader), [">… 1 快", "乙", "… 1 快", "甲", "… 1 快"]);
    reader.press("j za");
    assert_eq!(
        reader.notice(),
        Some("这一行没有折叠 · zA 全部展开（3 条）")
    );
}

#[rstest]
#[case("m", "已展开，再按一次")]
#[case("yy", "已展开，再按一次")]
#[case("Tab", "已展开，再按一次")]
fn action_on_an_item_opens_the_fold_first(#[case] key: &str, #[case] notice: &str) {
    let mut reader = reader(FAST, &["快1", "快2"]);
    reader.press(key);
    assert_eq!(screen(&reader), [">快2", "快1"]);
    assert_eq!(reader.notice(), Some(notice));
    assert!(
        !reader
            .effects()
            .iter()
            .any(|effect| matches!(effect, Effect::Copy(..)))
    );
}

#[test]
fn second_click_opens_a_fold() {
    let mut reader = reader(FAST, &["甲", "快1", "快2", "乙"]);
    let row = reader.screen().iter().position(|row| row.contains('…'));
    let row = 1 + row.unwrap() as u16;
    for _ in 0..2 {
        reader.mouse(MouseEventKind::Down(MouseButton::Left), 5, row);
    }
    assert_eq!(screen(&reader), ["乙", ">快2", "快1", "甲"]);
    assert_eq!(reader.app.focus, Focus::LIST);
}

/// Somebody may sit there and read for long.
#[test]
fn story_is_not_folded_while_nobody_types() {
    let mut reader = reader("", &["快1", "快2", "甲"]);
    reader.press("j Enter");
    reader.wait(600);
    set_rules(&mut reader, FAST);
    assert_eq!(screen(&reader), ["甲", ">快2", "快1"]);
}

#[test]
fn copies_and_stars_leave_folded_items_out() {
    let mut reader = reader(FAST, &["甲", "快1", "快2", "乙"]);
    reader.press("2yt");
    let copied = reader
        .effects()
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Copy(text, _) => Some(text),
            _ => None,
        });
    let copied = copied.unwrap();
    assert!(
        copied.contains('乙') && copied.contains('甲') && !copied.contains('快'),
        "{copied}"
    );
}

#[test]
fn find_opens_the_fold_where_it_lands() {
    let mut reader = reader(FAST, &["快1", "快2", "甲", "快3", "快4"]);
    reader.press("/ 快3 Enter");
    assert_eq!(screen(&reader), ["快4", ">快3", "甲", "… 2 快"]);
    reader.press("/ Ctrl-u 快1 Enter");
    assert_eq!(screen(&reader), ["… 2 快", "甲", "快2", ">快1"]);
}

#[rstest]
#[case(
    "[[rule]]\nname = '持'\nquery = 'in:持仓'\npriority = -9\n",
    "云岭快",
    "a watchlist"
)]
#[case(
    "[[rule]]\nname = '重'\nquery = '重'\npriority = 1\n",
    "重快",
    "a rule that counts more"
)]
fn what_matters_is_not_folded(#[case] other: &str, #[case] title: &str, #[case] why: &str) {
    let rules = format!("{FAST}{other}");
    let reader = reader(&rules, &["快1", title, "快2"]);
    assert_eq!(screen(&reader), [">… 1 快", title, "… 1 快"], "{why}");
}

/// The rule asks for what the list does not name.
#[test]
fn rule_that_leaves_a_list_out_keeps_nothing() {
    let other = "[[rule]]\nname = '别的'\nquery = '快 -in:持仓'\npriority = -9\n";
    let reader = reader(&format!("{FAST}{other}"), &["快1", "甲", "快2"]);
    assert_eq!(screen(&reader), [">… 1 快", "甲", "… 1 快"]);
}

#[test]
fn star_keeps_an_item_out_of_folds() {
    let mut reader = reader(FAST, &["快1", "快2", "快3", "甲"]);
    reader.press("j za j m");
    assert_eq!(screen(&reader), ["甲", "快3", ">快2", "快1"]);
    reader.press("k za");
    assert_eq!(screen(&reader), ["甲", ">… 1 快", "快2", "… 1 快"]);
    reader.press("U");
    assert_eq!(screen(&reader), ["甲", ">… 3 快"]);
}

/// An item that comes between two others, or another rule, must not take the story away that is being read.
#[test]
fn story_being_read_is_not_folded() {
    let mut reader = reader("", &["快1", "快2", "甲"]);
    reader.press("j");
    set_rules(&mut reader, FAST);
    assert_eq!(screen(&reader), ["甲", ">快2", "快1"]);
    read(&mut reader, &["快1", "快2", "甲", "快3"]);
    assert_eq!(screen(&reader), ["… 1 快", "甲", ">快2", "快1"]);
    reader.press("k j za");
    assert_eq!(screen(&reader), ["… 1 快", "甲", ">… 2 快"]);
}

#[test]
fn folds_stay_while_rules_are_read_again() {
    let mut reader = reader(FAST, &["快1", "快2", "甲"]);
    reader.press("j");
    reader.holds_surveys = true;
    set_rules(&mut reader, &format!("{FAST}{}", rule("甲", "")));
    assert_eq!(screen(&reader), ["甲", ">… 2 快"]);
    set_rules(&mut reader, "");
    assert_eq!(screen(&reader), ["甲", ">快2", "快1"]);
}

#[test]
fn following_list_folds_what_arrives() {
    let mut reader = reader(FAST, &["甲"]);
    read(&mut reader, &["甲", "快1"]);
    read(&mut reader, &["甲", "快1", "快2"]);
    assert_eq!(screen(&reader), ["… 2 快", ">甲"]);
    read(&mut reader, &["甲", "快1", "快2", "乙"]);
    assert_eq!(screen(&reader), ["乙*", "… 2 快", ">甲"]);
    assert!(reader.app.list.is_following());
}

/// The read line cut a run, and each half had the names of the rules of both.
#[test]
fn fold_of_one_item_has_its_own_rule() {
    let rules = format!("{FAST}{}", rule("讯", "mute = 'fold'"));
    let mut reader = reader(&rules, &["甲", "快1"]);
    reader.press("A");
    read(&mut reader, &["甲", "快1", "讯2", "丙"]);
    let rows = screen(&reader);
    assert_eq!(rows, ["丙*", "… 1 讯", "read until here", ">… 1 快", "甲"]);
}

#[test]
fn filter_and_own_view_fold_nothing() {
    let rules = rule("快", "mute = 'fold'\nkey = 3");
    let mut reader = reader(&rules, &["甲", "快1", "快2"]);
    reader.press("f 快 Enter");
    assert_eq!(screen(&reader), [">快2", "快1"]);
    reader.press("Esc Esc gt");
    assert_eq!(screen(&reader), [">快2", "快1"]);
}

#[test]
fn view_of_another_rule_folds() {
    let rules = format!("{FAST}{}", rule("讯", "view = true"));
    let mut reader = reader(&rules, &["讯", "快讯1", "快讯2", "甲"]);
    reader.press("gt");
    assert_eq!(screen(&reader), [">… 2 快", "讯"]);
}

#[test]
fn rule_ends_after_its_day() {
    let keys = "mute = 'fold'\nuntil = '2026-05-13'";
    let reader = reader(&rule("快", keys), &["快1", "甲"]);
    assert_eq!(screen(&reader), [">甲", "快1"]);
}

#[test]
fn older_days_in_view_are_folded() {
    let mut reader = TestReader::empty();
    set_rules(&mut reader, FAST);
    let days = (1..=10).map(|n| dump(&format!("2026-05-{n:02}"), &entries("快", 30)));
    reader.read(&days.collect::<Vec<_>>());
    let rows = reader.screen();
    let folded = rows.iter().filter(|row| row.ends_with("… 30 快")).count();
    assert_eq!(folded, 10, "{rows:?}");
    reader.press("G");
    assert_eq!(reader.app.selected().unwrap().day(), day("2026-05-01"));
}

#[test]
fn detail_alone_moves_past_folds() {
    let mut reader = reader(FAST, &["甲", "快1", "乙", "快2"]);
    reader.press("j Enter J");
    assert!(reader.at().starts_with("甲@"), "{}", reader.at());
    reader.press("2K");
    assert!(reader.at().starts_with("乙@"), "{}", reader.at());
}

#[test]
fn list_of_oldest_first_folds_as_well() {
    let mut reader = reader(FAST, &["甲", "快1", "快2", "乙", "快3"]);
    reader.press("O");
    assert_eq!(screen(&reader), ["甲", "… 2 快", "乙", ">… 1 快"]);
    reader.press("gg j za");
    assert_eq!(screen(&reader), ["甲", ">快1", "快2", "乙", "… 1 快"]);
}

/// The items of all rows, those of folds included.
fn items_of_rows(reader: &TestReader) -> Vec<usize> {
    let (list, visible) = (&reader.app.list, reader.app.list.visible());
    let height = reader.app.metrics.panes[PaneId::List].area.height;
    let mut ranks = Vec::new();
    for row in list.rows(height) {
        match row {
            ListRow::Item { day, row, part: 0 } => {
                ranks.push(visible.rank(visible.index_of_row(day, row).unwrap()));
            }
            ListRow::Fold { first } => {
                let fold = list.fold_at(first).unwrap();
                ranks.extend(fold.items().map(|index| visible.rank(index)));
            }
            ListRow::Item { .. } | ListRow::Rule(_) | ListRow::Empty => {}
        }
    }
    ranks
}

/// The rows without the mark of the selected one: a fold that opens selects its first item.
fn unselected(reader: &TestReader) -> Vec<String> {
    let rows = reader.screen().into_iter();
    rows.map(|row| row.trim_start_matches('>').to_owned())
        .collect()
}

const MOVES: [&str; 12] = [
    "j",
    "k",
    "5j",
    "za",
    "zA",
    "G",
    "gg",
    "O",
    "Ctrl-d",
    "d",
    "/ 3 Enter",
    "n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// No item is lost: rows and folds together are the list, and unfolded it is the list without rules.
    #[test]
    fn rows_and_folds_are_the_whole_list(
        muted in prop::collection::btree_set(0..60_usize, 0..60),
        moves in prop::collection::vec(prop::sample::select(&MOVES[..]), 0..12),
    ) {
        let title = |n: usize| if muted.contains(&n) { format!("快{n}") } else { format!("甲{n}") };
        let titles: Vec<String> = (0..60).map(title).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let mut reader = reader(FAST, &titles);
        reader.resize(1000);
        for keys in &moves {
            reader.press(keys);
            prop_assert_eq!(items_of_rows(&reader), (0..60).collect::<Vec<_>>());
        }
        set_rules(&mut reader, "");
        let without = unselected(&reader);
        set_rules(&mut reader, FAST);
        reader.press("Esc Esc");
        while reader.app.folded() > 0 {
            reader.press("zA");
        }
        prop_assert_eq!(unselected(&reader), without);
    }
}

#[test]
fn configuration_without_rules_folds_nothing() {
    let mut reader = TestReader::configured(Config::default());
    read(&mut reader, &["快1", "快2"]);
    reader.press("za");
    assert_eq!(reader.notice(), Some("这一天没有折叠的电报"));
}
