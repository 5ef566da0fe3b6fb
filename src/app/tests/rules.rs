//! The lines between the items of the list.

use std::sync::Arc;

use rstest::rstest;

use crate::app::Message;
use crate::app::test_reader::{TODAY, TestReader, dump};
use crate::dump::Dump;
use crate::feed::FeedEvent;
use crate::watch::WatchStatus;

/// A busy Thursday: `each` items at 08:00, 10:00, 14:00 and 16:00.
fn trading_day(day: &str, each: usize) -> Arc<Dump> {
    let hours = ["08", "10", "14", "16"];
    let entries = hours.iter().flat_map(|hour| {
        (0..each).map(move |nth| format!("{hour}:{nth:02} {hour}时第{nth}条消息。"))
    });
    dump(day, &entries.collect::<Vec<_>>())
}

fn rules(reader: &TestReader) -> Vec<String> {
    let is_item = |row: &String| row.contains("消息") || row == "~";
    let rows = reader.screen().into_iter();
    rows.filter(|row| !is_item(row)).collect()
}

#[rstest]
#[case("", 60, &["2026-05-14 盘后", "午后", "早盘", "盘前"])]
#[case("O", 60, &["2026-05-14 盘前", "早盘", "午后", "盘后"])]
#[case("", 11, &["2026-05-14"])]
fn defect_11_sessions_have_a_line(
    #[case] keys: &str,
    #[case] height: u16,
    #[case] expected: &[&str],
) {
    let mut reader = TestReader::empty();
    reader.read(&[trading_day(TODAY, 12)]);
    reader.press(keys).resize(height);
    reader.press("gg");
    assert_eq!(rules(&reader), expected);
}

#[test]
fn weekend_and_quiet_day_have_no_sessions() {
    let mut reader = TestReader::empty();
    reader.read(&[trading_day("2026-05-16", 12), trading_day(TODAY, 4)]);
    reader.resize(60);
    assert_eq!(
        rules(&reader),
        ["2026-05-16", "1 days missing", "2026-05-14"]
    );
}

/// The days before a hole once looked like its neighbours.
#[rstest]
#[case("", &["2026-05-14", "9 days missing", "2026-05-04", "2026-05-03"])]
#[case("O", &["2026-05-03", "2026-05-04", "9 days missing", "2026-05-14"])]
#[case("f消息 Enter", &["2026-05-14", "2026-05-04", "2026-05-03"])]
fn defect_24_hole_of_days_has_a_line(#[case] keys: &str, #[case] expected: &[&str]) {
    let mut reader = TestReader::empty();
    let days = ["2026-05-03", "2026-05-04", TODAY];
    reader.read(&days.map(|day| trading_day(day, 1)));
    reader.press(keys).press("gg");
    assert_eq!(rules(&reader), expected);
}

#[test]
fn days_still_to_be_read_are_no_hole() {
    let mut reader = TestReader::empty();
    let status = |loading| {
        Message::Feed(FeedEvent::Status(WatchStatus {
            loading,
            ..WatchStatus::default()
        }))
    };
    reader.send(status(3));
    reader.read(&["2026-05-04", TODAY].map(|day| trading_day(day, 1)));
    assert_eq!(rules(&reader), ["2026-05-14", "2026-05-04"]);
    reader.send(status(0));
    assert_eq!(
        rules(&reader),
        ["2026-05-14", "9 days missing", "2026-05-04"]
    );
}

/// Sixteen hits on sixteen days once took 32 rows.
#[rstest]
#[case("f10时 Enter", 0)]
#[case("f10时｜14时 Enter", 0)]
#[case("f-10时 Enter", 2)]
fn defect_17_few_hits_a_day_need_no_lines(#[case] keys: &str, #[case] lines: usize) {
    let mut reader = TestReader::empty();
    reader.read(&["2026-05-13", TODAY].map(|day| trading_day(day, 1)));
    assert_eq!(rules(reader.press(keys)).len(), lines);
}

#[test]
fn red_items_of_a_session_are_counted() {
    let mut reader = TestReader::empty();
    reader.read(&[trading_day(TODAY, 12)]);
    let count = |reader: &TestReader| {
        let day = &reader.app.list.visible().days()[0];
        day.count_red(0..day.len())
    };
    assert_eq!(count(&reader), Some(0));
    let red = dump(
        TODAY,
        &["10:30 红消息。", "10:40 红消息二。", "14:50 红消息三。"],
    );
    reader.read(&[Arc::new(Dump {
        path: "red.md".into(),
        ..crate::dump::read(
            &"red.md".into(),
            String::from_utf8(red.text.to_vec())
                .unwrap()
                .replace("普通", "加红")
                .into(),
            crate::dump::ReadOptions::default(),
        )
        .unwrap()
    })]);
    assert_eq!(count(&reader), Some(3));
    for (query, red) in [("f红消息 Enter", 3), ("f10时 Enter", 0), ("f三 Enter", 1)] {
        assert_eq!(count(reader.press(query)), Some(red), "{query}");
        reader.press("Esc");
    }
}
