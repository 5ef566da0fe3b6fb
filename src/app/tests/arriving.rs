//! News while the reader is open: the selection follows at the newest end, and stays put anywhere else.

use rstest::rstest;

use crate::app::Focus;
use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crossterm::event::MouseEventKind;

fn more(reader: &mut TestReader, count: usize) {
    reader.read(&[dump(TODAY, &entries("甲", count))]);
}

#[test]
fn at_the_newest_end_the_list_follows() {
    let mut reader = TestReader::two_days();
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲31@1");
    assert_eq!(
        reader.screen()[..4],
        ["2026-05-14", ">甲31*", "甲30*", "甲29"]
    );
    assert_eq!(reader.app.waiting(), 0);
}

#[rstest]
#[case("j", "甲28@2", 2)]
#[case("20j", "甲09@17", 3)]
#[case("G", "乙00@19", 3)]
fn anywhere_else_the_selected_item_stays_on_its_line(
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
        "a new item may stand where the day was named"
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
fn what_waits_is_counted_down_as_it_comes_on_screen() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    reader.draw();
    more(&mut reader, 50);
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (19, 20));
    reader.press("14k");
    assert_eq!(reader.at(), "甲33@2");
    reader.draw();
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (14, 14));
    reader.press("gg");
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 14));
    reader.draw();
    assert_eq!((reader.app.waiting(), reader.app.unseen.len()), (0, 0));
}

#[test]
fn the_mark_stays_until_the_user_does_something() {
    let mut reader = TestReader::two_days();
    more(&mut reader, 31);
    reader.draw();
    assert_eq!(reader.screen()[1], ">甲30*");
    reader.draw();
    assert_eq!(reader.screen()[1], ">甲30*");
    reader.press("j");
    assert_eq!(reader.screen()[1], "甲30");
}

#[test]
fn a_page_over_the_list_hides_what_is_new() {
    let mut reader = TestReader::two_days();
    reader.press("?");
    more(&mut reader, 31);
    reader.draw();
    assert_eq!(reader.app.unseen.len(), 1);
    reader.press("?");
    reader.draw();
    assert_eq!(reader.app.unseen.len(), 0);
}

#[rstest]
#[case("Enter")]
#[case("z")]
#[case("J")]
fn a_text_that_is_being_read_is_not_taken_away(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲29@1");
    assert_eq!(reader.app.waiting(), 1);
    reader.press("Esc gg");
    assert_eq!(reader.app.focus, Focus::List);
    more(&mut reader, 33);
    assert_eq!(reader.at(), "甲32@1");
}

#[test]
fn oldest_first_it_follows_at_the_bottom() {
    let mut reader = TestReader::two_days();
    reader.press("O G");
    more(&mut reader, 32);
    assert_eq!(reader.at(), "甲31@19");
    reader.press("k");
    more(&mut reader, 34);
    assert_eq!(reader.at(), "甲30@18");
    assert_eq!(reader.app.waiting(), 2);
}

#[test]
fn a_withdrawn_item_is_replaced_by_its_neighbour_on_the_same_line() {
    let mut reader = TestReader::two_days();
    reader.press("10j");
    let mut left = entries("甲", 30);
    left.remove(19);
    reader.read(&[dump(TODAY, &left)]);
    assert_eq!(reader.at(), "甲18@11");
}

#[test]
fn a_day_that_goes_away_leaves_the_nearest_item() {
    let mut reader = TestReader::two_days();
    reader.press("[ 3j");
    reader.read(&[dump("2026-05-13", &[] as &[&str])]);
    assert_eq!(reader.app.selected().unwrap().story().title, Some("甲00"));
    assert_eq!(reader.app.list.visible().len(), 30);
}

#[test]
fn older_days_load_below_without_moving_anything() {
    let mut reader = TestReader::empty();
    reader.read(&[dump(TODAY, &entries("甲", 30))]);
    reader.press("25j");
    let (at, screen) = (reader.at(), reader.screen());
    reader.read(&[dump("2026-05-12", &entries("丙", 30))]);
    reader.read(&[dump("2026-05-13", &entries("乙", 30))]);
    assert_eq!((reader.at(), reader.screen()), (at, screen));
}

#[test]
fn items_in_the_middle_of_what_is_shown_do_not_move_the_selection() {
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
fn the_wheel_scrolls_and_keeps_the_selection_in_view() {
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
