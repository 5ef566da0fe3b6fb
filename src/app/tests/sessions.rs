//! Jumps between sessions of the trading day.

use std::sync::Arc;

use chrono::NaiveTime;
use rstest::rstest;

use crate::app::test_reader::{TestReader, counting, dump};
use crate::config::Config;
use crate::item::Rollover;

fn trading_day() -> TestReader {
    let entries = [
        "07:00 盘前一",
        "08:00 盘前二",
        "09:30 早盘一",
        "11:29 早盘二",
        "11:30 午间一",
        "13:00 午后一",
        "14:59 午后二",
        "15:00 盘后一",
        "21:00 夜盘一",
        "01:00 夜盘二",
    ];
    let mut reader = TestReader::empty();
    reader.read(&[
        dump("2026-05-14", &entries),
        dump("2026-05-12", &["10:00 早盘零"]),
    ]);
    reader
}

fn selected(reader: &TestReader) -> &str {
    reader.app.selected().unwrap().story().body
}

/// A jump landed on the end of the session before, far from its start.
#[rstest]
#[case("", "夜盘二")]
#[case("{", "夜盘一")]
#[case("2{", "盘后一")]
#[case("3{", "午后一")]
#[case("4{", "午间一")]
#[case("5{", "早盘一")]
#[case("6{", "盘前一")]
#[case("7{", "早盘零")]
#[case("9{", "早盘零")]
#[case("9{ }", "盘前一")]
#[case("9{ 2}", "早盘一")]
#[case("4{ }", "午后一")]
#[case("9{ 9}", "夜盘一")]
fn defect_33_session_first_entry(#[case] keys: &str, #[case] body: &str) {
    let mut reader = trading_day();
    assert_eq!(selected(reader.press(keys)), body);
    let mut reader = trading_day();
    assert_eq!(
        selected(reader.press("O").press(keys)),
        body,
        "oldest first"
    );
}

/// From within a session its own start comes first.
#[rstest]
#[case("2j {", "午后一")]
#[case("3j {", "午后一")]
#[case("4j {", "午间一")]
fn session_start_comes_first(#[case] keys: &str, #[case] body: &str) {
    assert_eq!(selected(trading_day().press(keys)), body);
}

#[test]
fn defect_33_afternoon_is_named() {
    let mut reader = trading_day();
    reader.press("3{");
    assert_eq!(reader.notice(), Some("5月14日 周四 午后"));
    reader.press("{");
    assert_eq!(reader.notice(), Some("5月14日 周四 午间"));
    reader.press("9{ {");
    assert_eq!(reader.notice(), Some("没有更早的时段"));
    reader.press("99} }");
    assert_eq!(reader.notice(), Some("没有更晚的时段"));
}

/// What came after the start is in view, whichever way the list runs.
#[test]
fn session_is_in_view_from_its_start() {
    let early: Vec<String> = (0..60).map(|n| format!("08:{n:02} 盘前{n:02}")).collect();
    let late: Vec<String> = (0..60).map(|n| format!("10:{n:02} 早盘{n:02}")).collect();
    let mut reader = TestReader::empty();
    reader.read(&[dump("2026-05-14", &[early, late].concat())]);
    assert_eq!(reader.press("{").at(), "早盘00@17");
    assert_eq!(reader.press("O { }").at(), "早盘00@2");
}

/// The session before 09:30 has no end on its own day then. The jump went past it to a later item.
#[test]
fn sessions_follow_a_late_rollover() {
    let mut config = counting(Config::default());
    config.settings.rollover = Rollover::new(NaiveTime::from_hms_opt(16, 0, 0).unwrap());
    let mut reader = TestReader::configured(config);
    let text = "# 财联社【普通】电报 - 2026-05-14\n> 统计周期：2026-05-14 16:00 至次日 16:00\n\n---\n\n\
        **[16:30]** 盘后\n\n**[21:30]** 夜盘\n\n**[08:00]** 盘前\n\n**[15:30]** 又是盘后\n";
    let path = "2026-05-14.md".into();
    let options = crate::dump::ReadOptions::default();
    let dump = crate::dump::read(&path, text.into(), options).unwrap();
    reader.read(&[Arc::new(dump)]);
    let mut visited = vec![reader.at()];
    for _ in 0..3 {
        visited.push(reader.press("{").at());
        let session = reader.at().chars().take(2).collect::<String>();
        assert!(reader.notice().unwrap().ends_with(&session), "{session}");
    }
    assert_eq!(visited, ["又是盘后@1", "盘前@2", "夜盘@3", "盘后@4"]);
    assert_eq!(reader.press("3}").at(), "又是盘后@1");
}
