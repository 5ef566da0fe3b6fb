//! Views that the user's rules make: they come, change and go with the file.

use std::sync::Arc;

use super::{companies, len, name, reader};
use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::app::{Message, View};
use crate::item::Stamp;
use crate::knowledge::KnowledgePart;
use crate::moment::TimeContext;
use crate::query::{ListTerm, Watchlist, Watchlists};
use crate::rules::{self, RulesNews};

/// Takes over a file of rules.
fn read_rules(reader: &mut TestReader, text: &str) {
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", text, &times, &Watchlists::default()).unwrap();
    reader.send(Message::Rules(RulesNews::Read(Ok(Arc::new(rules)))));
    reader.run();
}

const RULES: &str = "\
[[rule]]
name = '红'
query = 'is:red'
key = 2
[[rule]]
name = '偶'
query = '甲'
unless = '/[13579]号/'
view = true
[[rule]]
name = '三'
query = '乙'
key = 3
[[rule]]
name = '不看'
query = '丙'
";

fn names(reader: &TestReader) -> Vec<String> {
    let views = reader.app.views();
    let name = |view: &View| {
        let key = view.key.map(|key| key.to_string()).unwrap_or_default();
        format!("{key}{}", view.name)
    };
    views.map(name).collect()
}

#[test]
fn rules_are_views() {
    let mut reader = reader();
    read_rules(&mut reader, RULES);
    assert_eq!(names(&reader), ["1全部", "2红", "3三", "偶"]);
    reader.press("3");
    assert_eq!((name(&reader), len(&reader)), ("三", 30));
    reader.press("gt");
    assert_eq!((name(&reader), len(&reader)), ("偶", 15));
    reader.press("f 1 Enter");
    assert_eq!(len(&reader), 5, "10 to 18");
    read_rules(&mut reader, "[[rule]]\nname = '首'\nquery = '乙'\nkey = 1");
    assert_eq!(names(&reader), ["全部", "1首"]);
    assert_eq!(
        (name(&reader), len(&reader)),
        ("全部", 80),
        "the view is gone"
    );
    read_rules(&mut reader, "");
    assert_eq!(names(&reader), ["1全部", "2红"]);
}

/// A theme may have the name of a rule, and is another view.
#[test]
fn theme_named_like_a_rule_is_no_rule() {
    let mut reader = companies();
    let rule = "[[rule]]\nname = '星河航天'\nquery = '航天 | 智造'\nkey = 3";
    read_rules(&mut reader, rule);
    reader.press("3 f 涨停 Enter 1 t 10:05 Enter");
    let here = reader.at();
    reader.press("#");
    assert_eq!((name(&reader), len(&reader)), ("星河航天", 2));
    assert!(!reader.app.is_filtered(), "the filter is that of the rule");
    read_rules(&mut reader, &rule.replace("航天 |", "宇航 |"));
    assert_eq!(len(&reader), 2, "other rules do not change it");
    reader.press("Esc");
    assert_eq!((name(&reader), reader.at()), ("全部", here));
    reader.press("Ctrl-o");
    assert_eq!(len(&reader), 2, "the theme again");
    reader.press("3");
    assert_eq!(len(&reader), 1, "the filter of the rule");
}

/// The view from which that of a stock was opened may be gone.
#[test]
fn esc_leads_to_no_view_of_former_rules() {
    let mut reader = companies();
    let rules = "[[rule]]\nname = '智造'\nquery = '智造'\nkey = 3";
    read_rules(&mut reader, rules);
    reader.press("3 *");
    assert_eq!(name(&reader), "云帆智造");
    read_rules(&mut reader, "[[rule]]\nname = '红'\nquery = 'is:red'");
    reader.press("Esc");
    assert_eq!(name(&reader), "全部");
}

#[test]
fn view_goes_on_by_its_name() {
    let mut reader = reader();
    reader.press("2 jj");
    read_rules(&mut reader, RULES);
    assert_eq!((name(&reader), reader.at().as_str()), ("红", "红17@3"));
    reader.press("f 7 Enter");
    read_rules(
        &mut reader,
        "[[rule]]\nname = '红'\nquery = 'is:red -17'\nkey = 5",
    );
    assert_eq!((name(&reader), len(&reader)), ("红", 1), "with its filter");
    assert_eq!(names(&reader), ["1全部", "5红"]);
    reader.press("\\");
    assert_eq!(len(&reader), 19);
}

#[test]
fn unseen_items_of_rules_are_counted() {
    let mut reader = reader();
    read_rules(&mut reader, RULES);
    reader.press("2");
    reader.read(&[dump(TODAY, &entries("甲", 33))]);
    reader.run();
    let counts: Vec<_> = reader
        .app
        .views()
        .map(|view| reader.app.unseen_of(view))
        .collect();
    assert_eq!(counts, [Some(3), Some(0), Some(0), Some(2)]);
}

/// It showed everything without a word.
#[test]
fn view_whose_rule_is_gone_says_so() {
    let mut reader = reader();
    read_rules(&mut reader, "[[rule]]\nname = '甲'\nquery = '甲'\nkey = 3");
    reader.press("3");
    assert_eq!((name(&reader), len(&reader)), ("甲", 30));
    read_rules(&mut reader, "[[rule]]\nname = '乙'\nquery = '乙'\nkey = 3");
    reader.run();
    assert_eq!((name(&reader), len(&reader)), ("全部", 80));
    assert_eq!(reader.notice(), Some("视图“甲”没有了，回到全部"));
}

#[test]
fn view_that_cannot_be_read_says_why() {
    let mut reader = reader();
    let list = Watchlist::new("持仓.txt".to_owned(), vec![ListTerm::Word("甲".to_owned())]);
    let lists = Arc::new(Watchlists::from_iter([list]));
    let text = "[[rule]]\nname = '持仓'\nquery = 'in:持仓'\nkey = 3";
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", text, &times, &lists).map(Arc::new);
    reader.send(Message::Knowledge(KnowledgePart::Watchlists(lists)));
    reader.send(Message::Rules(RulesNews::Read(rules)));
    reader.press("3 1");
    let none = KnowledgePart::Watchlists(Arc::default());
    reader.send(Message::Knowledge(none));
    reader.press("3");
    assert_eq!((name(&reader), len(&reader)), ("全部", 80));
    let notice = reader.notice().unwrap();
    assert!(notice.starts_with("视图“持仓”的查询读不了："), "{notice}");
    assert!(reader.shows_error());
}
