//! Focus, detail, pages, the mouse, and what leaves the reader.

use std::path::PathBuf;

use crossterm::event::{MouseButton, MouseEventKind};
use rstest::rstest;

use crate::app::bench::{Bench, TODAY, dump, entries};
use crate::app::{
    Arrangement, Copied, Divider, Effect, Focus, Message, Metrics, Mode, PageKind, Split,
};
use crate::feed::FeedEvent;

/// What is told at the moment.
fn told(bench: &Bench) -> Option<&str> {
    bench.app.notice.as_ref().map(|(notice, _)| &*notice.text)
}

#[rstest]
#[case("", Focus::List)]
#[case("Enter", Focus::Detail)]
#[case("Enter Enter", Focus::Zen)]
#[case("Tab", Focus::Detail)]
#[case("Tab Tab", Focus::List)]
#[case("z", Focus::Zen)]
#[case("z z", Focus::List)]
#[case("z Esc", Focus::List)]
#[case("Enter Esc", Focus::List)]
#[case("Esc Esc Esc", Focus::List)]
fn keys_change_the_focus(#[case] keys: &str, #[case] focus: Focus) {
    assert_eq!(Bench::two_days().press(keys).app.focus, focus);
}

/// The detail has 100 lines, of which 20 fit.
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
fn keys_scroll_the_detail(#[case] keys: &str, #[case] scroll: u16) {
    assert_eq!(Bench::two_days().press(keys).app.detail_scroll, scroll);
}

#[test]
fn the_selection_moves_under_a_text_that_is_read() {
    let mut bench = Bench::two_days();
    bench.press("z J");
    assert_eq!(
        (bench.at().as_str(), bench.app.focus),
        ("甲28@2", Focus::Zen)
    );
}

#[test]
fn without_room_for_a_detail_it_stands_alone() {
    let mut bench = Bench::two_days();
    let metrics = Metrics {
        detail: (0, 0),
        ..bench.app.metrics
    };
    bench.tell(Message::Measured(metrics));
    assert_eq!(bench.press("Enter").app.focus, Focus::Zen);
}

#[test]
fn a_detail_that_no_longer_fits_gives_the_keys_back() {
    let mut bench = Bench::two_days();
    bench.press("Enter");
    let metrics = Metrics {
        detail: (0, 0),
        ..bench.app.metrics
    };
    bench.tell(Message::Measured(metrics));
    assert_eq!(bench.app.focus, Focus::List);
}

#[test]
fn a_page_takes_the_keys_and_gives_them_back() {
    let mut bench = Bench::two_days();
    let metrics = Metrics {
        page: (50, 20),
        ..bench.app.metrics
    };
    bench.tell(Message::Measured(metrics));
    bench.press("? 99j");
    let Mode::Page(page) = bench.app.mode else {
        panic!("no page")
    };
    assert_eq!((page.kind, page.scroll), (PageKind::Help, 30));
    bench.press("q j");
    assert_eq!(bench.at(), "甲28@2");
    assert!(
        !bench.effects().contains(&Effect::Quit),
        "q on a page does not quit"
    );
    bench.press("q");
    assert_eq!(bench.effects(), [Effect::Quit]);
}

#[test]
fn arrangements_come_round() {
    let mut bench = Bench::two_days();
    let seen: Vec<Arrangement> = (0..4).map(|_| bench.press("v").app.arrangement).collect();
    assert_eq!(
        seen,
        [
            Arrangement::SideBySide,
            Arrangement::Stacked,
            Arrangement::ListAlone,
            Arrangement::Auto
        ]
    );
}

#[rstest]
#[case("yt", Effect::Copy(Copied::Title, "甲29".into()))]
#[case("yy", Effect::Copy(Copied::Text, "【甲29】财联社电，甲第29号公告正文。".into()))]
#[case("yu", Effect::Copy(Copied::Place, "2026-05-14.md:64".into()))]
#[case("e", Effect::Edit(PathBuf::from("2026-05-14.md"), 64))]
#[case("Ctrl-l", Effect::Redraw)]
#[case("Ctrl-z", Effect::Suspend)]
#[case("Ctrl-c", Effect::Quit)]
fn effects_of_keys(#[case] keys: &str, #[case] effect: Effect) {
    assert_eq!(Bench::two_days().press(keys).effects(), [effect]);
}

#[test]
fn no_link_is_told() {
    let mut bench = Bench::two_days();
    bench.press("o");
    assert!(
        bench
            .app
            .notice
            .as_ref()
            .is_some_and(|(notice, _)| notice.error)
    );
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut bench = Bench::two_days();
    let press = MouseEventKind::Down(MouseButton::Left);
    bench.mouse(press, 5, 6);
    assert_eq!(
        (bench.at().as_str(), bench.app.focus),
        ("甲25@5", Focus::List)
    );
    bench.mouse(press, 5, 6);
    assert_eq!(bench.app.focus, Focus::Detail);
    bench.mouse(press, 70, 6);
    assert_eq!(
        bench.app.focus,
        Focus::Detail,
        "a click into the text that is read changes nothing"
    );
    bench.mouse(press, 5, 6);
    assert_eq!(bench.app.focus, Focus::List);
    bench.mouse(press, 5, 1);
    assert_eq!(bench.at(), "甲25@5", "a row that names a day is no item");
}

#[test]
fn the_divider_can_be_dragged() {
    let mut bench = Bench::two_days();
    let drag = MouseEventKind::Drag(MouseButton::Left);
    bench.mouse(drag, 30, 5);
    assert_eq!(bench.app.split, Split::default());
    bench.mouse(MouseEventKind::Down(MouseButton::Left), 60, 5);
    bench.mouse(drag, 30, 5);
    assert_eq!(bench.app.split.columns, 30);
    bench.mouse(drag, u16::MAX, u16::MAX);
    assert_eq!(bench.app.split.columns, 85);
    bench.mouse(MouseEventKind::Up(MouseButton::Left), 0, 0);
    bench.mouse(drag, 50, 5);
    assert_eq!(bench.app.split.columns, 85);
}

/// One share for both made the list low because it had been made narrow.
#[test]
fn columns_and_rows_are_divided_each_in_their_own_way() {
    let mut bench = Bench::two_days();
    bench.mouse(MouseEventKind::Down(MouseButton::Left), 60, 5);
    bench.mouse(MouseEventKind::Drag(MouseButton::Left), 20, 5);
    assert_eq!(
        bench.app.split,
        Split {
            columns: 20,
            ..Split::default()
        }
    );
    let metrics = Metrics {
        divider: Some(Divider::Row(11)),
        ..bench.app.metrics
    };
    bench.tell(Message::Measured(metrics));
    bench.mouse(MouseEventKind::Down(MouseButton::Left), 5, 11);
    bench.mouse(MouseEventKind::Drag(MouseButton::Left), 5, 26);
    assert_eq!(
        bench.app.split,
        Split {
            columns: 20,
            rows: 60
        }
    );
}

#[test]
fn a_scroll_bar_can_be_dragged() {
    let mut bench = Bench::two_days();
    let (press, drag) = (
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
    );
    bench.mouse(press, 101, 1);
    bench.mouse(drag, 90, 20);
    assert_eq!(
        bench.app.detail_scroll, 80,
        "the last line, wherever the mouse has gone beside the bar"
    );
    bench.mouse(drag, 101, 0);
    assert_eq!(bench.app.detail_scroll, 0);
    bench.mouse(MouseEventKind::Up(MouseButton::Left), 101, 0);
    let metrics = Metrics {
        divider: None,
        bars: (Some(60), None),
        ..bench.app.metrics
    };
    bench.tell(Message::Measured(metrics));
    bench.mouse(press, 60, 20);
    assert_eq!(bench.at(), "乙00@19");
    bench.mouse(drag, 60, 1);
    assert_eq!(bench.at(), "甲29@1");
}

#[test]
fn a_click_on_what_says_that_items_wait_goes_to_the_newest() {
    let mut bench = Bench::two_days();
    bench.press("20j");
    bench.read(&[dump(TODAY, &entries("甲", 60))]);
    bench.draw();
    assert_eq!(bench.app.list.waiting, 30);
    bench.mouse(MouseEventKind::Down(MouseButton::Left), 30, 1);
    assert_eq!(bench.app.list.waiting, 30, "beside it stands an item");
    bench.mouse(MouseEventKind::Down(MouseButton::Left), 58, 1);
    assert_eq!(
        (bench.at().as_str(), told(&bench)),
        ("甲59@1", Some("最新；略过 11 条新的"))
    );
}

#[test]
fn the_list_follows_again_once_the_newest_item_has_been_read() {
    for keys in ["Enter 5j Esc", "z 5j z", "Enter 5j Tab"] {
        let mut bench = Bench::two_days();
        bench.press(keys);
        bench.read(&[dump(TODAY, &entries("甲", 31))]);
        assert_eq!(bench.at(), "甲30@1", "{keys}");
    }
}

#[test]
fn coordinates_outside_of_the_screen_do_nothing() {
    let mut bench = Bench::two_days();
    let kinds = [
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::Moved,
    ];
    for kind in kinds {
        for (column, row) in [(u16::MAX, u16::MAX), (0, 0), (u16::MAX, 3), (3, u16::MAX)] {
            bench.mouse(kind, column, row);
        }
    }
    assert_eq!(bench.at(), "甲29@1");
}

#[test]
fn nothing_new_is_nothing_to_draw() {
    let mut bench = Bench::two_days();
    bench.draw();
    let version = bench.app.version();
    bench.draw();
    bench.mouse(MouseEventKind::Moved, 5, 5);
    bench.tell(Message::Now(bench.app.now));
    bench.tell(Message::Feed(FeedEvent::Status(bench.app.status.clone())));
    assert_eq!(bench.app.version(), version);
    bench.press("j");
    assert_ne!(bench.app.version(), version);
}

#[test]
fn an_unbound_key_is_told() {
    let mut bench = Bench::two_days();
    bench.press("Q");
    assert!(bench.app.notice.is_some());
    assert!(bench.app.pending.is_empty());
}

/// It stayed for seconds: under the hints of another key, and after what it said had ceased to be true.
#[test]
fn a_notice_ends_where_the_user_goes_on() {
    for keys in ["j", "y", "Enter", "?", "5", "Esc"] {
        let mut bench = Bench::two_days();
        bench.press("d");
        assert_eq!(told(&bench), Some("列表：两行"));
        bench.press(keys);
        assert_eq!(told(&bench), None, "{keys}");
    }
    let mut bench = Bench::two_days();
    bench.press("{ 3j");
    assert_eq!(
        told(&bench),
        None,
        "a session that was left is no longer named"
    );
    bench.press("/没有的词 Enter");
    assert_eq!(told(&bench), Some("没有找到“没有的词”"));
    bench.press("f 甲 Enter");
    assert_eq!(told(&bench), None);
    for kind in [
        MouseEventKind::ScrollDown,
        MouseEventKind::Down(MouseButton::Left),
    ] {
        bench.press("v");
        let version = bench.app.version();
        bench.mouse(kind, 99, 40);
        assert_eq!(told(&bench), None);
        assert_ne!(
            bench.app.version(),
            version,
            "it is not taken off the screen"
        );
    }
}
