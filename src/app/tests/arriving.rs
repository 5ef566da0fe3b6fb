//! News while the reader is open: the selection follows at the newest end, and stays put anywhere else.

use rstest::rstest;

use crate::app::Focus;
use crate::app::bench::{Bench, TODAY, dump, entries};
use crossterm::event::MouseEventKind;

fn more(bench: &mut Bench, count: usize) {
    bench.read(&[dump(TODAY, &entries("甲", count))]);
}

#[test]
fn at_the_newest_end_the_list_follows() {
    let mut bench = Bench::two_days();
    more(&mut bench, 32);
    assert_eq!(bench.at(), "甲31@1");
    assert_eq!(
        bench.screen()[..4],
        ["2026-05-14", ">甲31*", "甲30*", "甲29"]
    );
    assert_eq!(bench.app.list.waiting, 0);
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
    let mut bench = Bench::two_days();
    bench.press(keys);
    let before = bench.screen();
    more(&mut bench, 33);
    assert_eq!(bench.at(), at);
    assert_eq!(
        bench.app.list.waiting, waiting,
        "a new item may stand where the day was named"
    );
    let same = bench
        .screen()
        .iter()
        .zip(&before)
        .filter(|(a, b)| a == b)
        .count();
    assert!(same >= 19, "{before:?} {:?}", bench.screen());
}

#[test]
fn what_waits_is_counted_down_as_it_comes_on_screen() {
    let mut bench = Bench::two_days();
    bench.press("10j");
    bench.draw();
    more(&mut bench, 50);
    assert_eq!((bench.app.list.waiting, bench.app.fresh.unseen()), (19, 20));
    bench.press("14k");
    assert_eq!(bench.at(), "甲33@2");
    bench.draw();
    assert_eq!((bench.app.list.waiting, bench.app.fresh.unseen()), (14, 14));
    bench.press("gg");
    assert_eq!((bench.app.list.waiting, bench.app.fresh.unseen()), (0, 14));
    bench.draw();
    assert_eq!((bench.app.list.waiting, bench.app.fresh.unseen()), (0, 0));
}

#[test]
fn the_mark_stays_until_the_user_does_something() {
    let mut bench = Bench::two_days();
    more(&mut bench, 31);
    bench.draw();
    assert_eq!(bench.screen()[1], ">甲30*");
    bench.draw();
    assert_eq!(bench.screen()[1], ">甲30*");
    bench.press("j");
    assert_eq!(bench.screen()[1], "甲30");
}

#[test]
fn a_page_over_the_list_hides_what_is_new() {
    let mut bench = Bench::two_days();
    bench.press("?");
    more(&mut bench, 31);
    bench.draw();
    assert_eq!(bench.app.fresh.unseen(), 1);
    bench.press("?");
    bench.draw();
    assert_eq!(bench.app.fresh.unseen(), 0);
}

#[rstest]
#[case("Enter")]
#[case("z")]
#[case("J")]
fn a_text_that_is_being_read_is_not_taken_away(#[case] keys: &str) {
    let mut bench = Bench::two_days();
    bench.press(keys);
    more(&mut bench, 32);
    assert_eq!(bench.at(), "甲29@1");
    assert_eq!(bench.app.list.waiting, 1);
    bench.press("Esc gg");
    assert_eq!(bench.app.focus, Focus::List);
    more(&mut bench, 33);
    assert_eq!(bench.at(), "甲32@1");
}

#[test]
fn oldest_first_it_follows_at_the_bottom() {
    let mut bench = Bench::two_days();
    bench.press("O G");
    more(&mut bench, 32);
    assert_eq!(bench.at(), "甲31@19");
    bench.press("k");
    more(&mut bench, 34);
    assert_eq!(bench.at(), "甲30@18");
    assert_eq!(bench.app.list.waiting, 2);
}

#[test]
fn a_withdrawn_item_is_replaced_by_its_neighbour_on_the_same_line() {
    let mut bench = Bench::two_days();
    bench.press("10j");
    let mut left = entries("甲", 30);
    left.remove(19);
    bench.read(&[dump(TODAY, &left)]);
    assert_eq!(bench.at(), "甲18@11");
}

#[test]
fn a_day_that_goes_away_leaves_the_nearest_item() {
    let mut bench = Bench::two_days();
    bench.press("[ 3j");
    bench.read(&[dump("2026-05-13", &[] as &[&str])]);
    assert_eq!(bench.app.selected().unwrap().story().title, Some("甲00"));
    assert_eq!(bench.app.shown.total, 30);
}

#[test]
fn older_days_load_below_without_moving_anything() {
    let mut bench = Bench::empty();
    bench.read(&[dump(TODAY, &entries("甲", 30))]);
    bench.press("25j");
    let (at, screen) = (bench.at(), bench.screen());
    bench.read(&[dump("2026-05-12", &entries("丙", 30))]);
    bench.read(&[dump("2026-05-13", &entries("乙", 30))]);
    assert_eq!((bench.at(), bench.screen()), (at, screen));
}

#[test]
fn items_in_the_middle_of_what_is_shown_do_not_move_the_selection() {
    let mut bench = Bench::two_days();
    bench.press("10j");
    let mut more = entries("甲", 30);
    more.insert(25, "06:24 【插入】晚到的电报，时间更早。".to_owned());
    bench.read(&[dump(TODAY, &more)]);
    assert_eq!(bench.at(), "甲19@11");
    assert!(
        bench.screen().contains(&"插入*".to_owned()),
        "{:?}",
        bench.screen()
    );
}

#[test]
fn the_wheel_scrolls_and_keeps_the_selection_in_view() {
    let mut bench = Bench::two_days();
    bench.press("10j");
    bench.mouse(MouseEventKind::ScrollDown, 5, 5);
    assert_eq!(bench.at(), "甲19@8");
    for _ in 0..4 {
        bench.mouse(MouseEventKind::ScrollDown, 5, 5);
    }
    assert_eq!(bench.at(), "甲15@0");
    bench.mouse(MouseEventKind::ScrollUp, 5, 5);
    assert_eq!(bench.at(), "甲15@3");
}
