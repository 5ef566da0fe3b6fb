//! The user's rules: counts that follow the news, files with errors, hits that come late.

use std::sync::Arc;

use crate::app::test_reader::{TODAY, TestReader, day, dump, entries, later};
use crate::app::{Effect, Message};
use crate::config::ConfigErrors;
use crate::item::Stamp;
use crate::knowledge::KnowledgePart;
use crate::moment::TimeContext;
use crate::query::{ListTerm, Watchlist, Watchlists};
use crate::rules::{self, RuleFinder, RuleSet, RulesNews};

const RULES: &str = "\
[[rule]]
name = '乙'
query = '乙'
[[rule]]
name = '新'
query = 'is:unseen'
";

fn read(text: &str) -> Result<Arc<RuleSet>, ConfigErrors> {
    read_at(text, Stamp::default())
}

fn read_at(text: &str, now: Stamp) -> Result<Arc<RuleSet>, ConfigErrors> {
    let times = TimeContext::at(now);
    rules::parse("rules.toml", text, &times, &Watchlists::default()).map(Arc::new)
}

fn reader(text: &str) -> TestReader {
    let mut reader = TestReader::empty();
    reader.send(Message::Rules(RulesNews::Read(read(text))));
    reader.read(&[dump(TODAY, &entries("甲", 3))]);
    reader
}

/// The unseen items of each rule, and all of today's.
fn counts(reader: &TestReader) -> Vec<(usize, usize)> {
    let rules = &reader.app.rules;
    let indices: Vec<_> = rules.set().ranked().map(|(index, _)| index).collect();
    indices
        .into_iter()
        .map(|rule| (rules.unseen(rule), rules.on_day(rule, day(TODAY))))
        .collect()
}

#[test]
fn counts_of_rules_follow_the_news() {
    let mut reader = reader(RULES);
    assert_eq!(counts(&reader), [(0, 0), (0, 0)]);
    let more = [
        entries("甲", 3),
        vec![
            "09:00 【乙】某事。".to_owned(),
            "09:01 【丙】某事。".to_owned(),
        ],
    ]
    .concat();
    reader.read(&[dump(TODAY, &more)]);
    assert_eq!(counts(&reader), [(1, 1), (2, 2)]);
    reader.press("gg A");
    assert_eq!(counts(&reader), [(0, 1), (0, 0)]);
    reader.press("U");
    assert_eq!(counts(&reader), [(1, 1), (2, 2)]);
}

#[test]
fn wrong_rules_leave_the_former_in_force() {
    let mut reader = reader(RULES);
    let wrong = read("[[rule]]\nname = '甲'\nquery = ')'\nkeey = 1");
    reader.send(Message::Rules(RulesNews::Read(wrong.clone())));
    assert_eq!(reader.app.rules.set().rules().len(), 2);
    let notice = "规则有误，沿用原来的：rules.toml:3:10: `query` 不是查询；此处应有要查找的词";
    assert_eq!(
        (reader.notice(), reader.shows_error()),
        (Some(notice), true)
    );
    assert!(reader.app.rules.errors().is_some());
    reader.send(Message::Rules(RulesNews::Read(read(RULES))));
    assert!(reader.app.rules.errors().is_none());
    assert_eq!(reader.notice(), Some("规则已读：2 条"));
    let mut reader = TestReader::empty();
    let bar = reader.app.bar_version();
    reader.send(Message::Rules(RulesNews::Read(wrong)));
    assert_ne!(reader.app.bar_version(), bar, "a status bar says so");
    assert!(
        reader
            .notice()
            .unwrap()
            .starts_with("规则有误，没有生效：rules.toml:3:10")
    );
}

#[test]
fn rules_do_not_vanish_without_a_word() {
    let mut reader = reader(RULES);
    reader.send(Message::Rules(RulesNews::Read(read(""))));
    assert_eq!(reader.notice(), Some("规则文件没有了，或里面没有规则"));
}

#[test]
fn hits_of_former_rules_are_dropped() {
    let mut reader = reader(RULES);
    let late = RuleFinder::default().find(&reader.app.rule_search());
    let other = read("[[rule]]\nname = '甲'\nquery = '甲'");
    reader.send(Message::Rules(RulesNews::Read(other)));
    assert_eq!(counts(&reader), [(0, 3)]);
    reader.send(Message::Rules(RulesNews::Found(late)));
    assert_eq!(counts(&reader), [(0, 3)]);
}

/// A file that is written again as it was changes nothing: counts would vanish for a moment.
#[test]
fn same_rules_keep_their_hits() {
    let mut reader = reader("[[rule]]\nname = '甲'\nquery = '甲'");
    reader.holds_surveys = true;
    let same = read("# 注\n[[rule]]\nname = '甲'\nquery = '甲'");
    reader.send(Message::Rules(RulesNews::Read(same)));
    assert_eq!(counts(&reader), [(0, 3)]);
    assert!(!reader.effects().contains(&Effect::FindRuleHits));
}

#[test]
fn older_days_in_view_are_searched() {
    let with = |style| format!("[[rule]]\nname = '甲'\nquery = '甲'\n{style}");
    let on_oldest = |style| {
        let mut reader = reader(&with(style));
        let days = (1..=10).map(|n| dump(&format!("2026-05-{n:02}"), &entries("甲", 30)));
        reader.read(&days.collect::<Vec<_>>());
        let (rule, _) = reader.app.rules.set().ranked().next().unwrap();
        let oldest = day("2026-05-01");
        assert_eq!(reader.app.rules.on_day(rule, oldest), 0);
        reader.press("G");
        reader.app.rules.on_day(rule, oldest)
    };
    assert_eq!(on_oldest("style = { row = 'cyan' }"), 30);
    assert_eq!(on_oldest(""), 0, "nothing shows them");
}

#[test]
fn nothing_is_searched_before_the_load_ends() {
    let mut reader = TestReader::loading();
    reader.holds_surveys = true;
    reader.send(Message::Rules(RulesNews::Read(read(RULES))));
    reader.read(&[dump(TODAY, &entries("甲", 3))]);
    assert!(!reader.effects().contains(&Effect::FindRuleHits));
    reader.finish_loading();
    assert!(reader.effects().contains(&Effect::FindRuleHits));
    reader.send(Message::RulesChanged);
    assert_eq!(reader.effects(), [Effect::ReadRules]);
}

/// What was read under way with the former list came first, and the rules with the new one were taken for the same.
#[test]
fn other_lists_let_rules_be_read_again() {
    let lists = |word: &str| {
        let list = Watchlist::new("持仓.txt".to_owned(), vec![ListTerm::Word(word.to_owned())]);
        Watchlists::from_iter([list])
    };
    let rules = |word: &str| {
        let text = "[[rule]]\nname = '持'\nquery = 'in:持仓'";
        let times = TimeContext::at(Stamp::default());
        let read = rules::parse("rules.toml", text, &times, &lists(word));
        Message::Rules(RulesNews::Read(read.map(Arc::new)))
    };
    let mut reader = TestReader::empty();
    reader.send(rules("乙"));
    reader.read(&[dump(TODAY, &entries("甲", 3))]);
    assert_eq!(counts(&reader), [(0, 0)]);
    reader.effects();
    let changed = KnowledgePart::Watchlists(Arc::new(lists("甲")));
    reader.send(Message::Knowledge(changed));
    assert!(reader.effects().contains(&Effect::ReadRules));
    let before = Arc::clone(reader.app.rules.set());
    reader.send(rules("乙"));
    assert!(Arc::ptr_eq(&before, reader.app.rules.set()), "the same");
    reader.send(rules("甲"));
    assert_eq!(counts(&reader), [(0, 3)]);
}

/// Times in rules counted from the moment when the file was read. Counts and looks do not flicker while hits are found.
#[test]
fn times_in_rules_follow_the_clock() {
    let text = "[[rule]]\nname = '近'\nquery = 'last:2h'";
    let mut reader = TestReader::empty();
    let noon = reader.app.now;
    reader.send(Message::Rules(RulesNews::Read(read_at(text, noon))));
    reader.read(&[dump(TODAY, &["09:00 【甲】某事。", "11:00 【乙】某事。"])]);
    assert_eq!(counts(&reader), [(0, 1)]);
    reader.effects();
    reader.holds_surveys = true;
    let now = later(noon, 90 * 60);
    reader.send(Message::Now(now));
    assert!(reader.effects().contains(&Effect::ReadRules));
    reader.send(Message::Rules(RulesNews::Read(read_at(text, now))));
    assert_eq!(counts(&reader), [(0, 1)], "until other hits are found");
    assert!(reader.effects().contains(&Effect::FindRuleHits));
    let found = RuleFinder::default().find(&reader.app.rule_search());
    reader.send(Message::Rules(RulesNews::Found(found)));
    assert_eq!(counts(&reader), [(0, 0)]);
    reader.effects();
    reader.send(Message::Now(later(now, 1)));
    assert!(!reader.effects().contains(&Effect::ReadRules));
}

/// A file with errors is not read every minute, which would say so every minute.
#[test]
fn wrong_rules_do_not_follow_the_clock() {
    let mut reader = reader("[[rule]]\nname = '近'\nquery = 'last:2h'");
    let wrong = read("[[rule]]\nname = '近'\nquery = 'last:2h )'");
    reader.send(Message::Rules(RulesNews::Read(wrong)));
    reader.effects();
    reader.send(Message::Now(later(reader.app.now, 90)));
    assert!(!reader.effects().contains(&Effect::ReadRules));
}
