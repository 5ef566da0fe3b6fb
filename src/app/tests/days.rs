//! Jumps between days.

use rstest::rstest;

use crate::app::test_reader::{TestReader, dump};

fn four_days() -> TestReader {
    let mut reader = TestReader::empty();
    reader.read(&[
        dump("2026-05-09", &["16:00 周六晚"]),
        dump(
            "2026-05-12",
            &["09:00 周二早", "15:31 周二午", "01:10 周二夜"],
        ),
        dump(
            "2026-05-13",
            &["15:28 周三午", "15:40 周三晚", "00:50 周三夜"],
        ),
        dump(
            "2026-05-14",
            &["15:20 周四早", "15:31 周四午", "01:05 周四夜"],
        ),
    ]);
    reader
}

/// A jump landed on the first item of the day.
#[rstest]
#[case("[", "周三午")]
#[case("[ [", "周二午")]
#[case("2[", "周二午")]
#[case("3[", "周六晚")]
#[case("9[", "周六晚")]
#[case("[ [ [ ]", "周二午")]
#[case("[ [ [ ] ] ]", "周四午")]
#[case("3[ 2]", "周三午")]
#[case("k [", "周三夜")]
#[case("k [ [", "周二午")]
#[case("k [ ]", "周四夜")]
#[case("j [ [", "周二早")]
fn days_keep_the_clock(#[case] keys: &str, #[case] body: &str) {
    let mut reader = four_days();
    reader.press("j").press(keys);
    assert_eq!(reader.app.selected().unwrap().story().body, body);
    let mut reader = four_days();
    let reversed = keys.replace('j', "!").replace('k', "j").replace('!', "k");
    reader.press("O k").press(&reversed);
    let selected = reader.app.selected().unwrap();
    assert_eq!(selected.story().body, body, "oldest first");
}

#[test]
fn day_jump_names_the_day() {
    let mut reader = four_days();
    reader.press("3[");
    assert_eq!(reader.notice(), Some("5月9日 周六"));
}

#[test]
fn day_jump_keeps_the_line() {
    let mut reader = TestReader::two_days();
    reader.press("10j [");
    assert_eq!(reader.at(), "乙19@11");
}
