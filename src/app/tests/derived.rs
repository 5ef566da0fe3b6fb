//! What is derived from a part of the archive is derived again from the whole.

use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, dump, entries, worker_replies};
use crate::app::{Derived, Effect, Message};
use crate::config::Config;
use crate::feed::FeedEvent;
use crate::watch::WatchStatus;

const VALUES: Effect = Effect::Derive(Derived::FieldValues);
const TALLY: Effect = Effect::Derive(Derived::Tally);

fn status(loading: usize) -> Message {
    Message::Feed(FeedEvent::Status(WatchStatus {
        loading,
        ..WatchStatus::default()
    }))
}

/// Lets the workers answer the waiting requests; returns what was requested.
fn answer(reader: &mut TestReader) -> Vec<Effect> {
    let mut requests = reader.effects();
    requests.retain(|effect| matches!(effect, Effect::Derive(_)));
    for request in &requests {
        let replies = worker_replies(&reader.app, request);
        assert_eq!(replies.len(), 1);
        replies.into_iter().for_each(|reply| reader.send(reply));
    }
    requests
}

/// Names were learnt from the first update if it was taken before the first status: `stock:` showed few of its hits.
#[test]
fn names_wait_for_the_first_status() {
    let mut reader = TestReader::starting(Config::default());
    reader.read(&[dump(TODAY, &["09:32 云帆智造涨停。"])]);
    assert_eq!(reader.name_requests, 0, "nobody knows what is missing");
    reader.send(status(1));
    reader.read(&[dump("2026-05-13", &["09:31 云帆智造(688999.SH)公告。"])]);
    assert_eq!(reader.name_requests, 0, "while it loads");
    reader.send(status(0));
    assert_eq!(reader.name_requests, 1);
    reader.learn();
    reader.press("f stock:688999 Enter");
    assert_eq!(reader.app.list.visible().len(), 2);
}

#[rstest]
#[case::values("f", &[VALUES])]
#[case::help("?", &[VALUES, TALLY])]
fn results_of_a_part_are_derived_again(#[case] keys: &str, #[case] kinds: &[Effect]) {
    let mut reader = TestReader::empty();
    reader.holds_surveys = true;
    reader.read(&[dump(TODAY, &entries("甲", 10))]);
    reader.learn();
    reader.press(keys);
    reader.read(&[dump("2026-05-13", &entries("乙", 20))]);
    assert_eq!(
        answer(&mut reader),
        kinds,
        "once while the workers are busy"
    );
    assert_eq!(answer(&mut reader), kinds, "the timeline has grown by half");
    reader.read(&[dump("2026-05-12", &entries("丙", 5))]);
    assert_eq!(answer(&mut reader), [], "a little more in the same minute");
    reader.wait(60);
    assert_eq!(answer(&mut reader), kinds, "the minute is over");
    reader.wait(600);
    assert_eq!(answer(&mut reader), [], "nothing has changed");
}

/// A load that ends with a few more items still makes results of it out of date.
#[rstest]
#[case::values("f", &[VALUES])]
#[case::help("?", &[VALUES, TALLY])]
fn results_of_a_load_are_derived_again(#[case] keys: &str, #[case] kinds: &[Effect]) {
    let mut reader = TestReader::empty();
    reader.holds_surveys = true;
    reader.learn();
    reader.send(status(2));
    reader.read(&[dump(TODAY, &entries("甲", 20))]);
    reader.press(keys);
    assert_eq!(answer(&mut reader), kinds);
    reader.read(&[dump("2026-05-13", &entries("乙", 1))]);
    assert_eq!(answer(&mut reader), [], "a little more");
    reader.send(status(0));
    assert_eq!(answer(&mut reader), kinds, "it is whole now");
}

/// Tab offered the values of the dump that was loaded first, until the prompt was opened again.
#[test]
fn an_open_prompt_gets_the_values_of_the_whole() {
    let mut reader = TestReader::empty();
    reader.send(status(2));
    reader.press("f");
    reader.read(&[dump(TODAY, &["09:15 【【早知道】重点】财联社电，重点。"])]);
    reader.read(&[dump(
        "2026-05-13",
        &["09:15 【【盘中宝】材料】财联社电，材料。", "09:20 涨停。"],
    )]);
    reader.send(status(0));
    let column = crate::query::FIELDS
        .iter()
        .find(|field| field.names()[0] == "column");
    let values = reader.app.knowledge.field_values();
    let mut columns = values.of(column.expect("a field")).to_vec();
    columns.sort();
    assert_eq!(columns, ["早知道", "盘中宝"]);
}

#[test]
fn a_prompt_that_opens_gets_the_newest_values() {
    let mut reader = TestReader::empty();
    reader.holds_surveys = true;
    reader.read(&[dump(TODAY, &entries("甲", 10))]);
    reader.press("f");
    assert_eq!(answer(&mut reader), [VALUES]);
    reader.press("Esc");
    reader.read(&[dump(TODAY, &entries("甲", 11))]);
    assert_eq!(answer(&mut reader), [], "no prompt is open");
    reader.press("f");
    assert_eq!(answer(&mut reader), [VALUES], "within the minute");
}

#[test]
fn a_survey_that_panicked_is_tried_again() {
    let mut reader = TestReader::empty();
    reader.holds_surveys = true;
    reader.read(&[dump(TODAY, &entries("甲", 10))]);
    reader.press("f");
    reader.effects();
    reader.send(Message::WorkerPanicked(crate::app::WorkerKind::Survey));
    assert_eq!(answer(&mut reader), [], "the same would panic again");
    reader.read(&[dump("2026-05-13", &entries("乙", 20))]);
    assert_eq!(answer(&mut reader), [VALUES]);
}
