//! The arrangement of list and detail, and the divider.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use ratatui::layout::{Rect, Size};
use rstest::rstest;

use crate::app::test_reader::TestReader;
use crate::app::{Divider, Message, ScreenMetrics, Split};
use crate::config::Arrangement::{self, ListAlone, SideBySide, Stacked};
use crate::config::keymap::Keymap;
use crate::config::settings::Digits;
use crate::config::{Config, Density};
use crate::item::Stamp;

/// A reader whose list and detail share an area of this size.
fn reader(width: u16, height: u16) -> TestReader {
    let mut reader = TestReader::two_days();
    share(&mut reader, Rect::new(0, 1, width, height));
    reader
}

fn share(reader: &mut TestReader, shared: Rect) {
    let metrics = ScreenMetrics {
        shared,
        ..reader.app.metrics.clone()
    };
    reader.send(Message::Measured(metrics));
}

/// Measures a divider, as the layout does.
fn divide(reader: &mut TestReader, divider: Divider) {
    let metrics = ScreenMetrics {
        divider: Some(divider),
        ..reader.app.metrics.clone()
    };
    reader.send(Message::Measured(metrics));
}

fn drag(reader: &mut TestReader, from: (u16, u16), to: (u16, u16)) {
    let button = MouseButton::Left;
    reader.mouse(MouseEventKind::Down(button), from.0, from.1);
    reader.mouse(MouseEventKind::Drag(button), to.0, to.1);
    reader.mouse(MouseEventKind::Up(button), to.0, to.1);
}

#[rstest]
#[case((140, 38), &[Some(Stacked), Some(ListAlone), None, Some(Stacked)])]
#[case((120, 34), &[Some(ListAlone), Some(SideBySide), None])]
#[case((80, 22), &[Some(ListAlone), None, Some(ListAlone)])]
#[case((45, 23), &[Some(Stacked), None])]
#[case((30, 6), &[None])]
fn defect_26_v_skips_what_is_shown(
    #[case] (width, height): (u16, u16),
    #[case] expected: &[Option<Arrangement>],
) {
    let mut reader = reader(width, height);
    for (n, &wanted) in expected.iter().enumerate() {
        reader.press("v");
        assert_eq!(reader.app.arrangement, wanted, "press {}", n + 1);
    }
}

#[test]
fn defect_26_v_names_the_new_layout() {
    let mut reader = reader(140, 38);
    reader.press("v");
    assert_eq!(reader.notice(), Some("布局：上下（v 再换）"));
    reader.press("v v");
    assert_eq!(reader.notice(), Some("布局：左右（v 再换）"));
    share(&mut reader, Rect::new(0, 1, 30, 6));
    reader.press("v");
    assert_eq!(reader.notice(), Some("这么小的屏幕放不下别的布局"));
}

/// The notice said `g x` where every other text says `gx`.
#[test]
fn notice_writes_keys_as_they_are_typed() {
    let mut reader = reader(140, 38);
    let keymap = "[common]\nlayout = ['g x']";
    reader.app.config.keymap = Keymap::parse("keymap.toml", keymap, Digits::Counts).unwrap();
    reader.press("gx");
    assert_eq!(reader.notice(), Some("布局：上下（gx 再换）"));
}

#[test]
fn divider_can_be_dragged() {
    let mut reader = reader(100, 30);
    drag(&mut reader, (30, 5), (40, 5));
    assert_eq!(reader.app.split, Split::default(), "that was the list");
    drag(&mut reader, (60, 5), (30, 5));
    assert_eq!(reader.app.split.list_columns(100), 31);
    drag(&mut reader, (60, 5), (u16::MAX, u16::MAX));
    assert_eq!(reader.app.split.list_columns(100), 75);
    drag(&mut reader, (10, 5), (50, 5));
    assert_eq!(reader.app.split.list_columns(100), 75);
}

/// One share for both made a narrow list low as well.
#[test]
fn splits_of_columns_and_rows_differ() {
    let mut reader = reader(100, 30);
    drag(&mut reader, (60, 5), (30, 5));
    let rows = Split::default().list_rows(30);
    assert_eq!(reader.app.split.list_rows(30), rows);
    divide(&mut reader, Divider::Row(11));
    drag(&mut reader, (5, 11), (5, 26));
    assert_eq!(reader.app.split.list_rows(30), 25);
    assert_eq!(reader.app.split.list_columns(100), 31);
}

#[test]
fn defect_8_keys_move_the_divider() {
    let mut reader = reader(140, 30);
    divide(&mut reader, Divider::Column(83));
    reader.press("+");
    assert_eq!(reader.app.split.list_columns(140), 88);
    reader.press("- - -");
    assert_eq!(reader.app.split.list_columns(140), 76);
    assert_eq!(reader.notice(), Some("列表占 55%"));
    divide(&mut reader, Divider::Row(18));
    reader.send(Message::Key(KeyEvent::new(KeyCode::Up, KeyModifiers::ALT)));
    assert_eq!(reader.app.split.list_rows(30), 18);
    for _ in 0..20 {
        reader.press("+");
    }
    assert_eq!(reader.app.split.list_rows(30), 26, "the detail keeps three");
}

#[test]
fn list_alone_has_no_divider_to_move() {
    let mut reader = reader(45, 20);
    let metrics = ScreenMetrics {
        divider: None,
        ..reader.app.metrics.clone()
    };
    reader.send(Message::Measured(metrics));
    reader.press("+");
    assert_eq!(reader.notice(), Some("现在没有分界可移"));
    assert_eq!(reader.app.split, Split::default());
}

#[test]
fn defect_8_layout_and_density_are_settings() {
    let mut config = Config::default();
    config.settings.density = Density::Full;
    config.settings.layout = Some(Stacked);
    config.settings.divider = 70;
    let app = crate::app::App::new(config, Stamp::default());
    assert_eq!(app.list.density(), Density::Full);
    assert_eq!(app.arrangement, Some(Stacked));
    assert_eq!(app.split.list_rows(30), 21);
    let shown = Arrangement::shown(app.arrangement, Size::new(200, 48));
    assert_eq!(shown, Stacked, "at every size that has room");
}
