//! Items that come, go or get another id: the selected one stays on its line.

use crossterm::event::MouseEventKind;
use rstest::rstest;

use super::news::{more, wire_dump};
use crate::app::PaneId;
use crate::app::test_reader::{TODAY, TestReader, dump, entries};

#[rstest]
#[case("j", "甲28@2", 2)]
#[case("20j", "甲09@17", 3)]
#[case("G", "乙00@19", 3)]
fn selection_keeps_line_when_scrolled(
    #[case] keys: &str,
    #[case] at: &str,
    #[case] waiting: usize,
) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    let before = reader.screen();
    more(&mut reader, 33);
    assert_eq!(reader.at(), at);
    assert_eq!(
        reader.app.waiting(),
        waiting,
        "a new item may take the row of the day's name"
    );
    let same = reader
        .screen()
        .iter()
        .zip(&before)
        .filter(|(a, b)| a == b)
        .count();
    assert!(same >= 19, "{before:?} {:?}", reader.screen());
}

#[test]
fn withdrawn_item_selects_neighbour() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    let mut left = entries("甲", 30);
    left.remove(19);
    reader.read(&[dump(TODAY, &left)]);
    assert_eq!(reader.at(), "甲18@11");
}

#[test]
fn removed_day_selects_nearest_item() {
    let mut reader = TestReader::two_days();
    reader.press("[ 3j");
    reader.read(&[dump("2026-05-13", &[] as &[&str])]);
    assert_eq!(reader.app.selected().unwrap().story().title, Some("甲00"));
    assert_eq!(reader.app.list.visible().len(), 30);
}

#[test]
fn older_days_load_without_moving() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(TODAY, &entries("甲", 30))]);
    reader.press("25j");
    let (at, screen) = (reader.at(), reader.screen());
    reader.read(&[dump("2026-05-12", &entries("丙", 30))]);
    reader.read(&[dump("2026-05-13", &entries("乙", 30))]);
    assert_eq!((reader.at(), reader.screen()), (at, screen));
}

#[test]
fn late_items_do_not_move_selection() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    let mut more = entries("甲", 30);
    more.insert(25, "06:24 【插入】晚到的电报，时间更早。".to_owned());
    reader.read(&[dump(TODAY, &more)]);
    assert_eq!(reader.at(), "甲19@11");
    assert!(
        reader.screen().contains(&"插入*".to_owned()),
        "{:?}",
        reader.screen()
    );
}

#[test]
fn wheel_keeps_selection_in_view() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    reader.mouse(MouseEventKind::ScrollDown, 5, 5);
    assert_eq!(reader.at(), "甲19@8");
    for _ in 0..4 {
        reader.mouse(MouseEventKind::ScrollDown, 5, 5);
    }
    assert_eq!(reader.at(), "甲15@0");
    reader.mouse(MouseEventKind::ScrollUp, 5, 5);
    assert_eq!(reader.at(), "甲15@3");
}

/// The list jumped to the newest item.
#[rstest]
#[case("10j")]
#[case("10j Enter 5j")]
#[case("10j f 甲 Enter")]
#[case("10j O")]
#[case("10j /没有")]
fn renamed_item_stays_selected(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    let (at, offset) = (reader.at(), reader.app.offsets[PaneId::Detail]);
    let id = reader.app.selected().unwrap().id();
    reader.read(&[wire_dump(&entries("甲", 30)[19])]);
    reader.run();
    assert_eq!(reader.at(), at);
    assert_eq!(reader.app.offsets[PaneId::Detail], offset);
    assert_ne!(reader.app.selected().unwrap().id(), id, "it was renamed");
    assert_eq!(reader.app.unseen.len(), 0);
}
