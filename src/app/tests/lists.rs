//! Filters by watchlists.

use std::sync::Arc;

use crate::app::test_reader::{TestReader, dump};
use crate::app::{Message, Mode};
use crate::knowledge::KnowledgePart;
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
