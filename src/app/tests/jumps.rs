//! The way back after a jump.

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::Rect;
use rstest::rstest;

use super::news::wire_dump;
use crate::app::PaneId;
use crate::app::test_reader::{TODAY, TestReader, dump, entries};

/// From the eleventh of 60 items and back.
#[rstest]
#[case("gg", "甲29@1")]
#[case("G", "乙00@19")]
#[case("50G", "乙10@10")]
#[case("[", "乙19@11")]
#[case("[ ] [", "乙19@11")]
#[case("{", "甲00@17")]
#[case("/ 乙15 Enter", "乙15@10")]
#[case("/ 5号 Enter n n", "乙25@17")]
#[case("t 06:25 Enter", "甲25@5")]
#[case("f 乙 Enter", "乙29@1")]
fn defect_7_jump_leads_back(#[case] jump: &str, #[case] there: &str) {
    let mut reader = TestReader::two_days();
    reader.press("10j").press(jump);
    assert_eq!(reader.at(), there);
    assert_eq!(reader.press("Ctrl-o").at(), "甲19@11", "back");
    assert_eq!(reader.press("Ctrl-o").at(), there, "again: return");
    assert_eq!(reader.press("Ctrl-o").at(), "甲19@11");
}

#[test]
fn count_goes_further_back() {
    let mut reader = TestReader::two_days();
    reader.press("3j gg 5j G 7k t 昨天 Enter");
    assert_eq!(reader.press("Ctrl-o").at(), "乙07@12");
    assert_eq!(reader.press("Ctrl-o").at(), "乙29@1");
    reader.press("4 Ctrl-o");
    assert_eq!(reader.at(), "甲26@4");
    reader.press("Ctrl-o");
    assert_eq!(reader.at(), "乙29@1", "the place before the count");
    reader.press("99 Ctrl-o");
    assert_eq!(reader.at(), "甲24@6", "the oldest place");
}

/// A run of `n` or of `[` is one jump: the way back leads to where the user read.
#[test]
fn series_is_one_jump() {
    let mut reader = TestReader::two_days();
    reader.press("4j / 5号 Enter n n n Ctrl-o");
    assert_eq!(reader.at(), "甲25@5", "before the first n");
    reader.press("gg Ctrl-o");
    assert_eq!(reader.at(), "甲25@5");
    reader.press("{ { { Ctrl-o");
    assert_eq!(reader.at(), "甲25@5");
    reader.press("n j n Ctrl-o");
    assert_eq!(reader.at(), "甲14@16", "j has ended the run");
}

#[test]
fn place_keeps_its_filter() {
    let mut reader = TestReader::two_days();
    reader.press("f 5号 Enter j");
    assert_eq!(reader.at(), "甲15@2");
    reader.press("f Ctrl-u 7号 Enter");
    assert!(reader.at().starts_with("甲17@"), "{}", reader.at());
    reader.press("Ctrl-o");
    assert_eq!(reader.at(), "甲15@2");
    assert_eq!(reader.app.list.visible().len(), 6);
    reader.press("Esc");
    assert_eq!(reader.app.list.visible().len(), 60);
    reader.press("Ctrl-o");
    assert_eq!(reader.app.list.visible().len(), 6, "with the filter");
    reader.press("Ctrl-o");
    assert_eq!(reader.app.list.visible().len(), 60, "without");
}

#[test]
fn place_survives_vanished_item() {
    let mut reader = TestReader::two_days();
    reader.press("10j G");
    let mut fewer = entries("甲", 30);
    fewer.remove(19);
    reader.read(&[dump(TODAY, &fewer)]);
    assert_eq!(reader.press("Ctrl-o").at(), "甲18@11", "the nearest item");
}

/// A dump of the wire gives the item another id.
#[test]
fn place_follows_renamed_item() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    let id = reader.app.selected().unwrap().id();
    reader.press("G");
    reader.read(&[wire_dump(&entries("甲", 30)[19])]);
    assert_eq!(reader.press("Ctrl-o").at(), "甲19@11");
    assert_ne!(reader.app.selected().unwrap().id(), id, "it was renamed");
}

#[test]
fn place_keeps_its_line_in_the_text() {
    let mut reader = TestReader::two_days();
    reader.press("10j 7J gg");
    assert_eq!(reader.app.offsets[PaneId::Detail], 0);
    reader.press("Ctrl-o");
    assert_eq!(reader.app.offsets[PaneId::Detail], 7);
}

#[test]
fn no_jump_no_way_back() {
    let mut reader = TestReader::two_days();
    reader.press("j Ctrl-o");
    assert_eq!(
        (reader.at().as_str(), reader.notice()),
        ("甲28@2", Some("还没有跳转过"))
    );
    reader.press("k gg gg Ctrl-o");
    assert_eq!(reader.notice(), Some("还没有跳转过"), "gg did not move");
}

#[test]
fn cancelled_prompt_is_no_jump() {
    let mut reader = TestReader::two_days();
    reader.press("5j / 乙15 Esc f 乙 Esc t Esc Ctrl-o");
    assert_eq!(reader.notice(), Some("还没有跳转过"));
}

#[test]
fn far_clicks_are_jumps() {
    let mut reader = TestReader::two_days();
    let press = MouseEventKind::Down(MouseButton::Left);
    reader.mouse(press, 5, 4);
    reader.press("Ctrl-o");
    assert_eq!(reader.notice(), Some("还没有跳转过"), "it was near");
    reader.mouse(press, 5, 18);
    assert_eq!(reader.at(), "甲13@17");
    assert_eq!(reader.press("Ctrl-o").at(), "甲27@3");
    let mut metrics = reader.app.metrics.clone();
    metrics.divider = None;
    metrics.panes[PaneId::List].bar = Rect::new(60, 1, 1, 20);
    reader.send(crate::app::Message::Measured(metrics));
    reader.mouse(press, 60, 20);
    reader.mouse(MouseEventKind::Drag(MouseButton::Left), 60, 10);
    reader.mouse(MouseEventKind::Up(MouseButton::Left), 60, 10);
    assert_eq!(reader.press("Ctrl-o").at(), "甲27@3");
}
