//! The basket at several sizes, and what is compared.

use rstest::rstest;

use super::fixture::UiReader;
use super::screens::assert_screen;
use crate::config::Config;

/// A basket with four stories, one of them with a note alone.
fn basket(width: u16, height: u16) -> UiReader {
    let mut reader = UiReader::with_file(Config::default());
    reader.screen(width, height);
    reader.keys("jmjjjmjm");
    reader.keys("M量比上月同期多 28.6 亿；看明早的开盘<Enter>");
    reader.keys("jM只有批注<Enter>m");
    reader.keys("'").screen(width, height);
    reader
}

#[rstest]
#[case(120, 30)]
#[case(80, 24)]
#[case(45, 25)]
#[case(20, 5)]
fn basket_is_drawn(#[case] width: u16, #[case] height: u16) {
    let mut reader = basket(width, height);
    let screen = reader.keys("j").screen(width, height);
    assert_screen(&format!("basket-{width}x{height}"), &screen);
}

#[rstest]
#[case(120, 30)]
#[case(80, 24)]
#[case(45, 25)]
fn compared_stories_are_drawn(#[case] width: u16, #[case] height: u16) {
    let mut reader = basket(width, height);
    let screen = reader.keys("j=").screen(width, height);
    assert_screen(&format!("compared-{width}x{height}"), &screen);
}

/// Beside a list that is longer than the screen.
#[test]
fn comparison_begins_at_its_stories() {
    let mut reader = UiReader::with_file(Config::default());
    reader.screen(120, 8);
    reader.keys("mjmjmjmjmjmjmjm'").screen(120, 8);
    let screen = reader.keys("G=").screen(120, 8);
    let first = screen.lines().nth(1).unwrap();
    assert!(first.contains("── 对照 "), "{screen}");
}
