//! Filters by watchlists, and what `w` does.

use std::sync::Arc;

use crate::app::test_reader::{TestReader, dump};
use crate::app::{Effect, Message, Mode};
use crate::config::Config;
use crate::item::Stock;
use crate::knowledge::KnowledgePart;
use crate::lang::Lang;
use crate::query::{ListTerm, Watchlist, Watchlists};

fn lists(lists: &[(&str, &[&str])]) -> Message {
    let list = |(file, words): &(&str, &[&str])| {
        let terms = words.iter().map(|word| ListTerm::Word((*word).to_owned()));
        Watchlist::new((*file).to_owned(), terms.collect())
    };
    let lists: Watchlists = lists.iter().map(list).collect();
    Message::Knowledge(KnowledgePart::Watchlists(Arc::new(lists)))
}

fn reader() -> TestReader {
    let mut reader = TestReader::empty();
    reader.send(lists(&[("持仓.csv", &["云岭"]), ("观察.txt", &["远山"])]));
    reader.read(&[dump(
        "2026-05-14",
        &[
            "09:15 云岭光电涨停。",
            "09:20 远山能源公告。",
            "09:25 星河航天公告。",
        ],
    )]);
    reader
}

fn titles(reader: &TestReader) -> Vec<String> {
    let screen = reader.screen().into_iter().filter(|line| line != "~");
    screen
        .map(|line| line.trim_start_matches('>').to_owned())
        .collect()
}

#[test]
fn filter_shows_what_is_in_a_list() {
    let mut reader = reader();
    reader.press("f in:持仓 Enter");
    assert_eq!(titles(&reader), ["云岭光电涨停。"]);
    reader.press("f Ctrl-u -in:持仓 Enter");
    assert_eq!(titles(&reader).len(), 2);
}

#[test]
fn changed_list_is_matched_again() {
    let mut reader = reader();
    reader.press("f in:持仓 Enter");
    reader.send(lists(&[("持仓.csv", &["远山", "星河"])]));
    reader.run();
    assert_eq!(titles(&reader).len(), 2);
    reader.send(lists(&[]));
    reader.run();
    assert_eq!(
        titles(&reader).len(),
        2,
        "a list that is gone stays in force"
    );
    reader.send(lists(&[("持仓.csv", &["云岭"])]));
    reader.run();
    assert_eq!(titles(&reader), ["云岭光电涨停。"]);
}

/// The filter from before the prompt was opened has the list of that time.
#[test]
fn esc_returns_to_the_list_as_it_is_now() {
    let mut reader = reader();
    reader.press("f in:持仓 Enter f Ctrl-u 星河");
    reader.send(lists(&[("持仓.csv", &["远山"])]));
    reader.run();
    reader.press("Esc");
    assert_eq!(titles(&reader), ["远山能源公告。"]);
}

#[test]
fn tab_completes_names_of_lists() {
    let mut reader = reader();
    reader.press("f in: Tab");
    let Mode::Prompt(prompt) = &reader.app.mode else {
        panic!("no prompt")
    };
    assert_eq!(prompt.line.text(), "in:持仓");
    assert!(prompt.line.completion().is_some());
}

/// A reader with a folder of lists.
pub(super) fn watching(entries: &[&str], files: &[(&str, &[&str])]) -> TestReader {
    let config = Config {
        lists: Some("/lists".into()),
        lang: Lang::Chinese,
        ..Config::default()
    };
    let mut reader = TestReader::configured(config);
    reader.send(lists(files));
    reader.read(&[dump("2026-05-14", entries)]);
    reader.learn();
    reader.effects.clear();
    reader
}

/// What `w` put into lists, as `FILE CODE NAME`.
fn additions(reader: &mut TestReader) -> Vec<String> {
    let effects = reader.effects().into_iter();
    let shown = effects.filter_map(|effect| match effect {
        Effect::AddToList(addition) => {
            let stock = addition.stock;
            Some(format!("{} {} {}", addition.file, stock.code, stock.name))
        }
        _ => None,
    });
    shown.collect()
}

#[test]
fn only_stock_goes_into_the_only_list() {
    let entries = ["09:15 云岭光电(300309.SZ)涨停。"];
    let mut reader = watching(&entries, &[]);
    reader.press("w");
    assert_eq!(additions(&mut reader), ["自选.txt 300309.SZ 云岭光电"]);
    let mut reader = watching(&entries, &[("持仓.csv", &["远山"])]);
    reader.press("w");
    assert_eq!(additions(&mut reader), ["持仓.csv 300309.SZ 云岭光电"]);
    let mut reader = watching(&["09:15 白酒涨价。"], &[]);
    reader.press("w");
    assert_eq!(reader.notice(), Some("这条没有认出股票"));
    assert!(additions(&mut reader).is_empty());
}

#[test]
fn stock_of_the_headline_is_meant() {
    let entry = "09:15 【云岭光电(300309.SZ)涨停】远山能源(688999.SH)和星河航天(600001.SH)跟涨。";
    let mut reader = watching(&[entry], &[]);
    reader.press("w");
    assert_eq!(additions(&mut reader), ["自选.txt 300309.SZ 云岭光电"]);
}

#[test]
fn several_stocks_are_asked_about() {
    let entry = "09:15 【云岭光电(300309.SZ)、远山能源(688999.SH)涨停】星河航天(600001.SH)跟涨。";
    let mut reader = watching(&[entry], &[]);
    reader.press("w Tab Tab");
    assert_eq!(line(&reader), "星河航天");
    reader.press("Enter");
    assert_eq!(additions(&mut reader), ["自选.txt 600001.SH 星河航天"]);
    reader.press("w Enter");
    assert_eq!(additions(&mut reader), ["自选.txt 300309.SZ 云岭光电"]);
    reader.press("w 白酒 Enter");
    assert_eq!(line(&reader), "白酒", "it stays open");
    reader.press("Esc Esc");
    assert!(additions(&mut reader).is_empty());
}

/// Also if the headline names another one.
#[test]
fn stock_that_was_searched_is_offered_first() {
    let entry = "09:15 【云岭光电(300309.SZ)、远山能源(688999.SH)涨停】星河航天(600001.SH)跟涨。";
    for query in ["stock:远山能源", "688999", "stock:yuanshan"] {
        let mut reader = watching(&[entry], &[]);
        reader.press(&format!("f {query} Enter w"));
        assert_eq!(line(&reader), "远山能源", "{query}");
    }
    let entry = "09:15 【云岭光电(300309.SZ)涨停】远山能源(688999.SH)跟涨。";
    let mut reader = watching(&[entry], &[]);
    reader.press("f stock:远山能源 Enter w");
    assert_eq!(line(&reader), "远山能源");
    reader.press("Enter");
    assert_eq!(additions(&mut reader), ["自选.txt 688999.SH 远山能源"]);
    reader.press("f Ctrl-u stock:云岭光电 Enter w");
    assert_eq!(additions(&mut reader), ["自选.txt 300309.SZ 云岭光电"]);
    let mut reader = watching(&[entry], &[]);
    reader.press("* * w");
    assert_eq!(line(&reader), "远山能源", "in a view of the stock");
}

/// The lines of these prompts are not kept. Up ended the program.
#[test]
fn up_recalls_no_stock_and_no_list() {
    let entry = "09:15 【云岭光电(300309.SZ)、远山能源(688999.SH)涨停】";
    let mut reader = watching(&[entry], &[("持仓.csv", &[]), ("观察.txt", &[])]);
    reader.press("w Up Down");
    assert_eq!(line(&reader), "云岭光电");
    reader.press("Enter Up Down");
    assert_eq!(line(&reader), "持仓");
}

#[test]
fn several_lists_are_asked_about() {
    let entries = ["09:15 云岭光电(300309.SZ)涨停。"];
    let mut reader = watching(&entries, &[("持仓.csv", &[]), ("观察.txt", &[])]);
    reader.press("w Enter w Tab Enter w Enter");
    let expected =
        ["持仓.csv", "观察.txt", "观察.txt"].map(|file| format!("{file} 300309.SZ 云岭光电"));
    assert_eq!(additions(&mut reader), expected, "the last one is offered");
    reader.press("w 短线 Enter");
    assert_eq!(additions(&mut reader), ["短线.txt 300309.SZ 云岭光电"]);
    reader.press("w a/b Enter");
    assert_eq!(line(&reader), "a/b");
    assert!(additions(&mut reader).is_empty());
}

/// A message with a list that has the stock of the tests.
fn with_stock(file: &str) -> Message {
    let code = ListTerm::Code("300309.SZ".to_owned());
    let lists: Watchlists = [
        Watchlist::new(file.to_owned(), vec![code]),
        Watchlist::new("观察.txt".to_owned(), Vec::new()),
    ]
    .into_iter()
    .collect();
    Message::Knowledge(KnowledgePart::Watchlists(Arc::new(lists)))
}

/// What `w` takes out of lists, as `FILE CODE`.
fn removals(reader: &mut TestReader) -> Vec<String> {
    let effects = reader.effects().into_iter();
    let shown = effects.filter_map(|effect| match effect {
        Effect::TakeOutOfList(removal) => Some(format!("{} {}", removal.file, removal.stock.code)),
        _ => None,
    });
    shown.collect()
}

/// It said that the stock is there already, and no key took it out.
#[test]
fn second_key_offers_to_take_the_stock_out() {
    let entries = ["09:15 云岭光电(300309.SZ)涨停。"];
    let mut reader = watching(&entries, &[]);
    reader.send(with_stock("持仓.csv"));
    reader.press("w");
    assert_eq!(line(&reader), "持仓");
    assert!(reader.app.takes_out());
    reader.press("Tab");
    assert_eq!((line(&reader), reader.app.takes_out()), ("观察", false));
    reader.press("Esc");
    assert!(additions(&mut reader).is_empty(), "nothing without Enter");
    reader.press("w Enter");
    assert_eq!(removals(&mut reader), ["持仓.csv 300309.SZ"]);
    reader.press("w Tab Enter");
    assert_eq!(additions(&mut reader), ["观察.txt 300309.SZ 云岭光电"]);
}

pub(super) fn stock() -> Stock {
    Stock {
        name: "云岭光电".to_owned(),
        code: "300309.SZ".to_owned(),
    }
}

fn line(reader: &TestReader) -> &str {
    match &reader.app.mode {
        Mode::Prompt(prompt) => prompt.line.text(),
        Mode::Normal | Mode::Page(_) => panic!("no prompt"),
    }
}
