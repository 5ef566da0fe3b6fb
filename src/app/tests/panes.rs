//! Focus, detail, pages, mouse, and effects.

use std::path::PathBuf;

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::Rect;
use rstest::rstest;

use crate::action::PageKind;
use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::app::{Effect, Focus, Message, Mode, PaneId};
use crate::feed::FeedEvent;

#[rstest]
#[case("", Focus::LIST)]
#[case("Enter", Focus::DETAIL)]
#[case("Enter Enter", Focus::ZEN)]
#[case("Tab", Focus::DETAIL)]
#[case("Tab Tab", Focus::LIST)]
#[case("zz", Focus::ZEN)]
#[case("zz zz", Focus::LIST)]
#[case("zz Esc", Focus::LIST)]
#[case("Enter Esc", Focus::LIST)]
#[case("Esc Esc Esc", Focus::LIST)]
fn keys_change_focus(#[case] keys: &str, #[case] focus: Focus) {
    assert_eq!(TestReader::two_days().press(keys).app.focus, focus);
}

/// The detail has 100 lines in an area of 20.
#[rstest]
#[case("J", 1)]
#[case("5J 2K", 3)]
#[case("K", 0)]
#[case("Enter j", 1)]
#[case("Enter 3j k", 2)]
#[case("Enter G", 80)]
#[case("Enter G gg", 0)]
#[case("Enter Ctrl-d", 10)]
#[case("Enter Ctrl-f", 18)]
#[case("Enter G Ctrl-b", 62)]
#[case("5J j", 0)]
#[case("Enter 5j J", 0)]
fn keys_scroll_detail(#[case] keys: &str, #[case] scroll: u16) {
    assert_eq!(
        TestReader::two_days().press(keys).app.offsets[PaneId::Detail],
        scroll
    );
}

#[test]
fn selection_moves_from_detail() {
    let mut reader = TestReader::two_days();
    reader.press("zz J");
    assert_eq!(
        (reader.at().as_str(), reader.app.focus),
        ("甲28@2", Focus::ZEN)
    );
}

#[test]
fn detail_without_room_fills_screen() {
    let mut reader = TestReader::two_days();
    reader.hide_detail();
    assert_eq!(reader.press("Enter").app.focus, Focus::ZEN);
}

#[test]
fn hidden_detail_returns_focus() {
    let mut reader = TestReader::two_days();
    reader.press("Enter");
    reader.hide_detail();
    assert_eq!(reader.app.focus, Focus::LIST);
}

#[test]
fn page_takes_keys_until_closed() {
    let mut reader = TestReader::two_days();
    let mut metrics = reader.app.metrics.clone();
    metrics.page.lines = 50;
    metrics.page.area.height = 20;
    reader.send(Message::Measured(metrics));
    reader.press("? 99j");
    let Mode::Page(page) = reader.app.mode else {
        panic!("no page")
    };
    assert_eq!((page.kind, page.offset), (PageKind::Help, 30));
    reader.press("q j");
    assert_eq!(reader.at(), "甲28@2");
    assert!(
        !reader.effects().contains(&Effect::Quit),
        "q on a page does not quit"
    );
    reader.press("q");
    assert_eq!(reader.effects(), [Effect::Quit]);
}

/// A list without lines marked a tall item as seen.
#[test]
fn hidden_list_leaves_items_unseen() {
    let mut reader = TestReader::two_days();
    reader.press("d d");
    reader.read(&[dump(TODAY, &entries("甲", 40))]);
    reader.press("9j 9k Ctrl-d");
    let before = reader.app.unseen.len();
    for line in 0..6 {
        reader.resize(20);
        reader.mouse(MouseEventKind::ScrollUp, 5, 5);
        reader.resize(0);
        reader.draw();
        assert_eq!(reader.app.unseen.len(), before, "{line}: {}", reader.at());
    }
}

#[rstest]
#[case("e", Effect::Edit(PathBuf::from("2026-05-14.md"), 64))]
#[case("Ctrl-l", Effect::Redraw)]
#[case("Ctrl-z", Effect::Suspend)]
#[case("Ctrl-c", Effect::Quit)]
fn keys_have_effects(#[case] keys: &str, #[case] effect: Effect) {
    assert_eq!(TestReader::two_days().press(keys).effects(), [effect]);
}

#[test]
fn missing_link_shows_error() {
    let mut reader = TestReader::two_days();
    reader.press("o");
    assert!(reader.shows_error());
}

#[test]
fn second_click_opens() {
    let mut reader = TestReader::two_days();
    let press = MouseEventKind::Down(MouseButton::Left);
    reader.mouse(press, 5, 6);
    assert_eq!(
        (reader.at().as_str(), reader.app.focus),
        ("甲25@5", Focus::LIST)
    );
    reader.mouse(press, 5, 6);
    assert_eq!(reader.app.focus, Focus::DETAIL);
    reader.mouse(press, 70, 6);
    assert_eq!(
        reader.app.focus,
        Focus::DETAIL,
        "a click into the focused detail changes nothing"
    );
    reader.mouse(press, 5, 6);
    assert_eq!(reader.app.focus, Focus::LIST);
    reader.mouse(press, 5, 1);
    assert_eq!(reader.at(), "甲25@5", "the row of a day is no item");
}

#[test]
fn scroll_bars_can_be_dragged() {
    let mut reader = TestReader::two_days();
    let (press, drag) = (
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
    );
    reader.mouse(press, 101, 1);
    reader.mouse(drag, 90, 20);
    assert_eq!(
        reader.app.offsets[PaneId::Detail],
        80,
        "the mouse may leave the bar"
    );
    reader.mouse(drag, 101, 0);
    assert_eq!(reader.app.offsets[PaneId::Detail], 0);
    reader.mouse(MouseEventKind::Up(MouseButton::Left), 101, 0);
    let mut metrics = reader.app.metrics.clone();
    metrics.divider = None;
    metrics.panes[PaneId::List].bar = Rect::new(60, 1, 1, 20);
    metrics.panes[PaneId::Detail].bar = Rect::ZERO;
    reader.send(Message::Measured(metrics));
    reader.mouse(press, 60, 20);
    assert_eq!(reader.at(), "乙00@19");
    reader.mouse(drag, 60, 1);
    assert_eq!(reader.at(), "甲29@1");
}

#[test]
fn click_on_pill_goes_to_newest() {
    let mut reader = TestReader::two_days();
    reader.press("20j");
    reader.read(&[dump(TODAY, &entries("甲", 60))]);
    reader.draw();
    assert_eq!(reader.app.waiting(), 30);
    reader.mouse(MouseEventKind::Down(MouseButton::Left), 30, 21);
    assert_eq!(reader.app.waiting(), 30, "the keys are beside the button");
    reader.mouse(MouseEventKind::Down(MouseButton::Left), 98, 21);
    assert_eq!(
        (reader.at().as_str(), reader.notice()),
        ("甲59@1", Some("Space 去看下方 11 条没看过的"))
    );
}

#[test]
fn list_waits_after_reading_newest() {
    for keys in ["Enter 5j Esc", "zz 5j zz", "Enter 5j Tab"] {
        let mut reader = TestReader::two_days();
        reader.press(keys);
        reader.read(&[dump(TODAY, &entries("甲", 31))]);
        assert_eq!(reader.at(), "甲29@1", "{keys}");
    }
}

#[test]
fn mouse_off_screen_does_nothing() {
    let mut reader = TestReader::two_days();
    let kinds = [
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::Moved,
    ];
    for kind in kinds {
        for (column, row) in [(u16::MAX, u16::MAX), (0, 0), (u16::MAX, 3), (3, u16::MAX)] {
            reader.mouse(kind, column, row);
        }
    }
    assert_eq!(reader.at(), "甲29@1");
}

#[test]
fn unchanged_state_keeps_version() {
    let mut reader = TestReader::two_days();
    reader.draw();
    let version = reader.app.version();
    reader.draw();
    reader.mouse(MouseEventKind::Moved, 5, 5);
    reader.send(Message::Now(reader.app.now));
    reader.send(Message::Feed(FeedEvent::Status(
        reader.app.status().clone(),
    )));
    assert_eq!(reader.app.version(), version);
    reader.press("j");
    assert_ne!(reader.app.version(), version);
}

#[test]
fn unbound_key_shows_notice() {
    let mut reader = TestReader::two_days();
    reader.press("Q");
    assert_eq!(reader.notice(), Some("Q 还没有用处（? 看按键）"));
    assert!(reader.app.keys.pending().is_empty());
}

/// It stayed for seconds, even after it had become wrong.
#[test]
fn next_key_dismisses_notice() {
    for keys in ["j", "y", "Enter", "?", "5", "Esc"] {
        let mut reader = TestReader::two_days();
        reader.press("d");
        assert_eq!(reader.notice(), Some("列表：两行"));
        reader.press(keys);
        assert_eq!(reader.notice(), None, "{keys}");
    }
    let mut reader = TestReader::two_days();
    reader.press("{ 3j");
    assert_eq!(reader.notice(), None, "another session is selected");
    reader.press("/没有的词 Enter");
    assert_eq!(reader.notice(), Some("没有找到“没有的词”"));
    reader.press("f 甲 Enter");
    assert_eq!(reader.notice(), None);
    for kind in [
        MouseEventKind::ScrollDown,
        MouseEventKind::Down(MouseButton::Left),
    ] {
        reader.press("v");
        let version = reader.app.version();
        reader.mouse(kind, 99, 40);
        assert_eq!(reader.notice(), None);
        assert_ne!(reader.app.version(), version, "the screen is drawn again");
    }
}
