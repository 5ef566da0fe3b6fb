//! Find in place.

use rstest::rstest;

use crate::app::test_reader::{TODAY, TestReader, dump, entries};

/// 甲29 to 甲00, then 乙29 to 乙00.
#[rstest]
#[case("/ 5号", "甲25", (1, 6))]
#[case("/ 5号 Enter n", "甲15", (2, 6))]
#[case("/ 5号 Enter 2n", "甲05", (3, 6))]
#[case("/ 5号 Enter 2n n", "乙25", (4, 6))]
#[case("/ 5号 Enter 6n", "甲25", (1, 6))]
#[case("/ 5号 Enter N", "乙05", (6, 6))]
#[case("/ 5号 Enter j", "甲24", (0, 6))]
#[case("/ 5号 Enter j n", "甲15", (2, 6))]
#[case("/ 5号 Enter j N", "甲25", (1, 6))]
#[case("/ 5号 Enter G n", "甲25", (1, 6))]
#[case("/ 5号 Enter Esc", "甲25", (0, 0))]
#[case("/ 5号 Esc", "甲29", (0, 0))]
#[case("/ 29号", "甲29", (1, 2))]
#[case("/ 没有的词 Enter", "甲29", (0, 0))]
#[case("/ 5号 Enter / Enter", "甲15", (2, 6))]
#[case("/ 5号 Enter / 7号 Esc n", "甲15", (2, 6))]
#[case("/ 5号 Enter Esc n", "甲15", (2, 6))]
#[case("/ 5号 Enter Esc 2j N", "甲25", (1, 6))]
#[case("/ 5号 Enter Esc / Enter", "甲15", (2, 6))]
#[case("f 乙 Enter / 5号 Enter n", "乙15", (2, 3))]
#[case("f 乙 Enter / 5号 Enter n \\", "乙15", (5, 6))]
#[case("O gg / 5号 Enter n", "乙15", (2, 6))]
#[case("10j / 5号 Backspace Backspace", "甲19", (0, 0))]
fn keys_jump_between_matches(
    #[case] keys: &str,
    #[case] title: &str,
    #[case] place: (usize, usize),
) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    assert_eq!(reader.app.selected().unwrap().story().title, Some(title));
    assert_eq!(reader.app.match_position(), place);
}

#[test]
fn defect_21_wrapping_names_the_end() {
    let mut reader = TestReader::two_days();
    reader.press("/ 5号 Enter");
    assert_eq!(reader.notice(), None);
    reader.press("N");
    assert_eq!(reader.notice(), Some("已从末尾继续"));
    reader.press("n");
    assert_eq!(reader.notice(), Some("已从头继续"));
}

#[test]
fn find_says_that_two_letters_are_for_names() {
    let mut reader = TestReader::two_days();
    reader.press("/ gg Enter");
    assert!(reader.notice().unwrap().contains("两个字母的 gg"));
    reader.press("/ Ctrl-u ggzw Enter");
    assert_eq!(reader.notice(), Some("没有找到“ggzw”"));
}

/// After Esc `n` wanted a new pattern.
#[test]
fn defect_21_n_remembers_the_pattern() {
    let mut reader = TestReader::two_days();
    reader.press("/ 5号 Enter / 7号 Esc Esc");
    assert_eq!(reader.app.match_position(), (0, 0));
    reader.press("n");
    assert_eq!(
        (reader.at().as_str(), reader.app.match_position()),
        ("甲15@15", (2, 6))
    );
}

#[test]
fn jump_waits_for_pass() {
    let mut reader = TestReader::two_days();
    reader.keys("/ 乙15");
    reader.run_one(1);
    assert_eq!(reader.at(), "甲29@1");
    reader.keys("Esc / 乙15 Enter");
    reader.run();
    assert!(reader.at().starts_with("乙15@"), "{}", reader.at());
}

#[test]
fn moving_cancels_waiting_jump() {
    let mut reader = TestReader::two_days();
    reader.keys("/ 乙15 Enter j");
    reader.run();
    assert_eq!(reader.at(), "甲28@2");
}

#[test]
fn news_counts_as_match() {
    let mut reader = TestReader::two_days();
    reader.press("/ 5号 Enter");
    reader.read(&[dump(TODAY, &entries("甲", 36))]);
    reader.run();
    assert_eq!(reader.app.match_position(), (2, 7));
}

#[test]
fn find_next_without_query_shows_notice() {
    let mut reader = TestReader::two_days();
    reader.press("n");
    assert_eq!(reader.notice(), Some("先按 / 查找"));
}
