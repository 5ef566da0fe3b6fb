//! Steps, scrolling, jumps: the selected item and its line.

use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::config::Density;

/// 30 items 甲00 to 甲29 of today, below them 30 of the day before; 20 lines.
#[rstest]
#[case("", "甲29@1")]
#[case("j", "甲28@2")]
#[case("j k", "甲29@1")]
#[case("5j", "甲24@6")]
#[case("1 0 j", "甲19@11")]
#[case("20j", "甲09@17")]
#[case("20j 5k", "甲14@12")]
#[case("20j 18k", "甲27@2")]
#[case("k", "甲29@1")]
#[case("G", "乙00@19")]
#[case("G k", "乙01@18")]
#[case("G 20k", "乙20@2")]
#[case("G gg", "甲29@1")]
#[case("5G", "甲25@5")]
#[case("31gg", "乙29@10")]
#[case("999999999999j", "乙00@19")]
#[case("Ctrl-d", "甲19@2")]
#[case("5j Ctrl-d", "甲14@6")]
#[case("5j Ctrl-d Ctrl-u", "甲24@6")]
#[case("Ctrl-f", "甲11@2")]
#[case("5j Ctrl-f Ctrl-b", "甲24@6")]
#[case("Ctrl-f Ctrl-f Ctrl-f Ctrl-f Ctrl-f", "乙00@19")]
#[case("G Ctrl-b", "乙18@17")]
#[case("[", "乙29@1")]
#[case("[ ]", "甲29@1")]
#[case("5j Esc j", "甲23@7")]
#[case("3 Esc j", "甲28@2")]
#[case("g x j", "甲28@2")]
#[case("t 06:10 Enter", "甲10@17")]
#[case("t 昨天 Enter", "乙29@1")]
#[case("t -1 Space 6:05 Enter", "乙05@14")]
#[case("t 5-13 Enter", "乙29@1")]
fn keys_select_item_and_line(#[case] keys: &str, #[case] at: &str) {
    assert_eq!(TestReader::two_days().press(keys).at(), at);
}

#[rstest]
#[case("", "甲29@19")]
#[case("gg", "乙00@1")]
#[case("gg j", "乙01@2")]
#[case("gg ]", "甲00@1")]
#[case("gg ] [", "乙00@1")]
#[case("k", "甲28@18")]
fn keys_move_oldest_first(#[case] keys: &str, #[case] at: &str) {
    let mut reader = TestReader::two_days();
    reader.press("O gg G").press(keys);
    assert_eq!(reader.at(), at);
}

#[test]
fn order_flips_around_selection() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    assert_eq!(reader.at(), "甲19@11");
    assert_eq!(reader.press("O").at(), "甲19@11");
    assert_eq!(reader.screen()[10..13], ["甲18", ">甲19", "甲20"]);
    assert_eq!(reader.press("O").at(), "甲19@11");
}

#[test]
fn margin_shows_next_items() {
    let mut reader = TestReader::two_days();
    reader.press("20j");
    let screen = reader.screen();
    assert_eq!(screen[17], ">甲09");
    assert_eq!(screen[19], "甲07");
    reader.press("9j");
    let screen = reader.screen();
    assert_eq!(screen[17..], [">甲00", "2026-05-13", "乙29"]);
}

#[test]
fn no_day_before_first() {
    let mut reader = TestReader::two_days();
    reader.press("[ [");
    assert_eq!(reader.at(), "乙29@1");
    assert_eq!(reader.notice(), Some("没有更早的一天"));
}

/// A line of another day was above the row that names the day.
#[test]
fn day_jump_shows_day_name_on_top() {
    assert_eq!(
        TestReader::two_days().press("[").screen()[..2],
        ["2026-05-13", ">乙29"]
    );
}

#[test]
fn next_day_after_last_is_newest_item() {
    let mut reader = TestReader::two_days();
    reader.press("10j ]");
    assert_eq!(
        (reader.at().as_str(), reader.notice()),
        ("甲29@1", Some("最新"))
    );
    reader.press("]");
    assert_eq!(reader.notice(), Some("没有更晚的一天"));
    reader.press("O gg ] 3j ]");
    assert_eq!(
        (reader.at().as_str(), reader.notice()),
        ("甲29@19", Some("最新"))
    );
}

#[test]
fn jump_to_newest_counts_skipped() {
    let mut reader = TestReader::two_days();
    reader.press("20j");
    reader.read(&[dump(TODAY, &entries("甲", 60))]);
    reader.draw();
    reader.press("gg");
    assert_eq!(
        (reader.at().as_str(), reader.notice()),
        ("甲59@1", Some("Space 去看下方 11 条没看过的"))
    );
    reader.draw();
    reader.wait(2);
    reader.press("Space");
    assert_eq!(reader.at(), "甲30@17", "the oldest of the rest");
}

#[test]
fn two_lines_per_item() {
    let mut reader = TestReader::two_days();
    reader.press("d");
    assert_eq!(reader.app.list.density(), Density::TwoLines);
    assert_eq!(
        reader.screen()[..5],
        ["2026-05-14", ">甲29", ">甲29+1", "甲28", "甲28+1"]
    );
    assert_eq!(reader.press("8j").at(), "甲21@16");
    assert_eq!(reader.screen()[..2], ["甲29", "甲29+1"]);
    assert_eq!(reader.press("G").at(), "乙00@18");
}

#[test]
fn tall_item_scrolls_by_line() {
    let long = format!(
        "10:00 【长文】{}",
        "公告正文一二三四五六七八九十，".repeat(40)
    );
    let mut reader = TestReader::empty();
    reader.read(&[dump(
        "2026-05-14",
        &["09:00 【前文】短。", &long, "11:00 【后文】短。"],
    )]);
    reader.resize(10);
    reader.press("d d j");
    assert_eq!(reader.at(), "长文@2");
    reader.press("j");
    assert_eq!(reader.at(), "长文@1");
    let mut lines = vec![1];
    while reader.press("j").app.selected().unwrap().story().title == Some("长文") {
        lines.push(reader.app.list.line());
        assert!(lines.len() < 60, "{lines:?}");
    }
    assert!(
        lines.windows(2).all(|pair| pair[0] - pair[1] == 1),
        "{lines:?}"
    );
    assert_eq!(reader.app.selected().unwrap().story().title, Some("前文"));
    reader.press("k");
    assert_eq!(reader.app.selected().unwrap().story().title, Some("长文"));
}

#[test]
fn short_list_starts_at_top() {
    let mut reader = TestReader::empty();
    reader.read(&[dump("2026-05-14", &["09:00 【一】", "09:01 【二】"])]);
    assert_eq!(
        reader.press("j").screen()[..4],
        ["2026-05-14", "二", ">一", "~"]
    );
    assert_eq!(reader.press("G gg Ctrl-f").at(), "一@2");
}

#[test]
fn empty_list_survives_every_key() {
    let mut reader = TestReader::empty();
    reader.press("j k G gg Ctrl-d Ctrl-f [ ] { } Ctrl-o n N yy yt yu o e d v O zz Enter Tab Esc J K t 10:15 Enter / x Enter f x Enter \\ Esc");
    assert_eq!(reader.at(), "nothing");
    reader.resize(0);
    reader.press("j G Ctrl-f");
    assert!(reader.screen().is_empty());
}

#[test]
fn hidden_list_keeps_position() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    reader.resize(0);
    reader.press("zz");
    reader.resize(20);
    assert_eq!(reader.at(), "甲19@11");
}

#[test]
fn smaller_screen_keeps_selection_in_view() {
    let mut reader = TestReader::two_days();
    reader.press("16j");
    assert_eq!(reader.at(), "甲13@17");
    reader.resize(5);
    assert_eq!(reader.at(), "甲13@4");
    reader.resize(40);
    assert_eq!(reader.at(), "甲13@4");
}

/// The row that names the first day stayed hidden until the next key.
#[test]
fn growing_screen_shows_first_day_name() {
    let mut reader = TestReader::two_days();
    reader.resize(1);
    assert_eq!(reader.screen(), [">甲29"]);
    reader.resize(20);
    assert_eq!(reader.screen()[..2], ["2026-05-14", ">甲29"]);
}

/// The second line of a short flash without a title was blank.
#[test]
fn short_items_take_one_line() {
    let long = format!("09:01 {}", "很长的快讯，".repeat(20));
    let mut reader = TestReader::empty();
    reader.read(&[dump(
        TODAY,
        &[
            "09:00 短讯。",
            &long,
            "09:02 【题】正文。",
            "09:03 【只有标题】",
        ],
    )]);
    reader.press("d");
    let lines: Vec<_> = reader
        .screen()
        .into_iter()
        .map(|line| line.chars().take(4).collect::<String>())
        .collect();
    assert_eq!(
        lines[..8],
        [
            "2026",
            ">只有标",
            "题",
            "题+1",
            "很长的快",
            "很长的快",
            "短讯。",
            "~"
        ]
    );
}

#[test]
fn list_members_start_lines() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(
        TODAY,
        &["09:00 【题】财联社5月14日电，三点：①甲；②乙；③丙。"],
    )]);
    reader.press("d d");
    assert_eq!(
        reader.screen()[1..7],
        [">题", ">题+1", ">题+2", ">题+3", ">题+4", "~"]
    );
}
