//! Typed times in the reader: `t`, and queries that depend on the time or on the days that the dumps have.

use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::app::{Effect, Message, Mode};
use crate::item::Stamp;

fn stamp(moment: &str) -> Stamp {
    Stamp::from_beijing(moment.parse().unwrap()).unwrap()
}

/// The line of the prompt and its error.
fn prompt(reader: &TestReader) -> (&str, Option<&str>) {
    match &reader.app.mode {
        Mode::Prompt(prompt) => {
            let error = prompt.line.error().map(|error| &*error.text);
            (prompt.line.text(), error)
        }
        Mode::Normal | Mode::Page(_) => panic!("no prompt"),
    }
}

/// The newest item is of 14 May, 06:29, the clock shows noon of a day in August.
fn archive() -> TestReader {
    let mut reader = TestReader::two_days();
    reader.send(Message::Now(stamp("2026-08-01T12:00:00")));
    reader.effects();
    reader
}

#[rstest]
#[case("开盘", "5月14日 周四 09:30")]
#[case("周三 收盘", "5月13日 周三 15:00")]
#[case("昨天", "5月13日 周三")]
#[case("6-1", "2025年6月1日 周日 没有电报，最近的在 5月13日")]
#[case("2h", "5月14日 周四 10:00")]
#[case("foo", "?")]
#[case("25:00", "?")]
fn defect_19_prompt_shows_where_it_goes(#[case] typed: &str, #[case] preview: &str) {
    let reader = TestReader::two_days();
    let (goal, nearest) = reader.app.preview_time(typed).unwrap();
    assert_eq!(goal + &nearest, preview);
    assert_eq!(reader.app.preview_time(" "), None);
}

/// The night before is nearer than the first item of the morning.
#[test]
fn start_of_a_day_stays_on_it() {
    let mut reader = TestReader::empty();
    let (night, morning) = (
        dump("2026-05-13", &["05:20 夜。"]),
        dump(TODAY, &["06:00 早。"]),
    );
    reader.read(&[night, morning]);
    let (_, nearest) = reader.app.preview_time("今早").unwrap();
    assert_eq!(nearest, "");
    reader.press("j t 今早 Enter");
    assert!(reader.at().starts_with("早"), "{}", reader.at());
}

#[test]
fn defect_19_error_keeps_what_was_typed() {
    let mut reader = TestReader::two_days();
    reader.press("t 昨天 Space foo Enter");
    let (line, error) = prompt(&reader);
    assert_eq!(line, "昨天 foo");
    assert!(error.unwrap().contains("昨天 15:00"), "{error:?}");
    reader.press("Ctrl-w 06:10 Enter");
    assert!(reader.at().starts_with("乙10"), "{}", reader.at());
}

#[rstest]
#[case("t 昨天 Enter", "乙29")]
#[case("t 周三 Space 06:10 Enter", "乙10")]
#[case("t 昨收 Enter", "乙29")]
#[case("t 6:05 Enter", "甲05")]
#[case("[ t 6:05 Enter", "乙05")]
#[case("G t 最新 Enter", "甲29")]
#[case("G t latest Enter", "甲29")]
#[case("t 开盘 Enter", "甲29")]
fn defect_19_words_lead_to_items(#[case] keys: &str, #[case] item: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    assert!(reader.at().starts_with(item), "{}", reader.at());
}

/// Dumps of three years; in the latest, 14 May is missing.
fn three_years() -> TestReader {
    let mut reader = TestReader::empty();
    reader.send(Message::Now(stamp("2026-06-01T12:00:00")));
    reader.read(&[
        dump("2024-05-14", &entries("甲", 5)),
        dump("2025-05-14", &entries("乙", 5)),
        dump("2026-06-01", &entries("丙", 5)),
    ]);
    reader
}

#[rstest]
#[case("5-14")]
#[case("5月14日")]
#[case("0514")]
fn defect_19_date_is_in_a_year_of_the_dumps(#[case] date: &str) {
    let mut reader = three_years();
    reader.press(&format!("t {date} Enter"));
    assert!(reader.at().starts_with("乙04"), "{}", reader.at());
}

/// A filter may be typed before its year is loaded.
#[test]
fn defect_20_year_follows_the_dumps() {
    let mut reader = TestReader::empty();
    reader.send(Message::Now(stamp("2026-06-01T12:00:00")));
    reader.read(&[dump("2026-06-01", &entries("丙", 5))]);
    reader.press("f day:5-14 Enter");
    assert_eq!(reader.app.list.visible().len(), 0);
    reader.read(&[dump("2024-05-14", &entries("甲", 3))]);
    reader.run();
    assert_eq!(reader.app.list.visible().len(), 3);
    reader.read(&[dump("2025-05-14", &entries("乙", 4))]);
    reader.run();
    assert_eq!(reader.app.list.visible().len(), 4);
}

#[rstest]
#[case("last:10m", 11)]
#[case("近10分钟", 11)]
#[case("since:昨天", 60)]
#[case("since:06:20", 10)]
#[case("day:-1", 30)]
#[case("day:本周", 60)]
#[case("今天 06:00..06:04", 5)]
#[case("at:06:25..", 10)]
#[case("since:最新", 1)]
fn defect_20_archive_counts_from_its_newest(#[case] query: &str, #[case] hits: usize) {
    let mut reader = archive();
    let words: Vec<&str> = query.split(' ').collect();
    reader.press(&format!("f {} Enter", words.join(" Space ")));
    assert_eq!(reader.app.list.visible().len(), hits, "{query}");
    assert_eq!(reader.app.archive_now(), Some(stamp("2026-05-14T06:29:00")));
}

#[test]
fn defect_20_time_of_an_archive_stops() {
    let mut reader = archive();
    reader.press("f last:10m Enter");
    reader.effects();
    reader.send(Message::Now(stamp("2026-08-01T12:01:00")));
    reader.run();
    assert_eq!(reader.app.list.visible().len(), 11);
    let effects = reader.effects().into_iter();
    let wakes: Vec<Stamp> = effects
        .filter_map(|effect| match effect {
            Effect::WakeAt(at) => Some(at),
            _ => None,
        })
        .collect();
    let age = stamp("2026-08-02T06:29:00");
    assert_eq!(wakes, [age], "only the age changes");
}

/// A dump that goes on ends the archive: now is the clock's time again.
#[test]
fn defect_20_news_end_the_archive() {
    let mut reader = archive();
    reader.press("f last:10m Enter");
    assert_eq!(reader.app.list.visible().len(), 11);
    assert_eq!(
        reader.app.archive_notice().as_deref(),
        Some("以最新 5月14日 06:29 为现在")
    );
    reader.read(&[dump("2026-08-01", &["11:55 【丙】财联社电，丙。"])]);
    reader.run();
    assert_eq!(reader.app.list.visible().len(), 1);
    assert_eq!(reader.app.archive_notice(), None);
}

#[test]
fn a_day_old_item_is_no_archive() {
    let mut reader = TestReader::two_days();
    reader.send(Message::Now(stamp("2026-05-15T06:29:00")));
    assert_eq!(reader.app.archive_now(), None);
    reader.send(Message::Now(stamp("2026-05-15T06:29:01")));
    assert!(reader.app.archive_now().is_some());
}
