//! The detail: its first rows, its last row, and low screens.

use ratatui::layout::Size;

use super::fixture::UiReader;
use crate::app::{Message, PaneId};
use crate::config::{Arrangement, Config};
use crate::feed::FeedEvent;
use crate::ui::ScreenLayout;
use crate::watch::{ReadError, SourceState};

fn reader() -> UiReader {
    UiReader::new(Config::default())
}

/// The rows of a screen.
fn rows(reader: &mut UiReader, width: u16, height: u16) -> Vec<String> {
    let screen = reader.screen(width, height);
    screen.lines().map(str::to_owned).collect()
}

#[test]
fn defect_28_detail_leaves_a_row_below_header() {
    let mut reader = reader();
    let rows = rows(reader.keys("zz"), 100, 30);
    assert_eq!(rows[1].trim(), "");
    assert_eq!(rows[2].trim(), "关于进一步支持新型储能发展的意见发布");
}

#[test]
fn defect_28_foot_counts_the_lines_below() {
    let mut reader = reader();
    reader.list_companies(200);
    let below = |reader: &mut UiReader| {
        let screen = reader.screen(80, 24);
        let (_, count) = screen.split_once("… 余 ")?;
        let (count, _) = count.split_once(" 行")?;
        count.parse::<usize>().ok()
    };
    let first = below(reader.keys("gg")).expect("the text goes on");
    assert_eq!(below(reader.keys("J")), Some(first - 1));
    reader.keys("<Enter>G");
    assert_eq!(below(&mut reader), None, "the last line is in view");
}

#[test]
fn defect_28_text_comes_first_on_low_screens() {
    let mut reader = reader();
    let rows = rows(reader.keys("<Enter>"), 30, 8);
    assert!(rows[1].starts_with(" 关于进一步支持新型"), "{rows:#?}");
    let text = rows.iter().position(|row| row.contains("财联社5月31日电"));
    assert!(text.is_some_and(|row| row <= 3), "{rows:#?}");
    assert!(!rows.iter().take(4).any(|row| row.contains("2026年")));
}

#[test]
fn low_stacked_detail_has_facts_in_its_rule() {
    let mut reader = reader();
    reader.app.arrangement = Some(Arrangement::Stacked);
    let screen = reader.screen(80, 24);
    assert!(screen.contains("── 11:12 · 加红 · 某部网站 ──"), "{screen}");
}

#[test]
fn task_19_phone_has_headlines_of_two_lines() {
    let mut reader = reader();
    let screen = reader.screen(45, 25);
    let rows: Vec<_> = screen.lines().collect();
    let first = rows.iter().position(|row| row.contains("固态电池材料"));
    let first = first.expect("the item is in view");
    assert!(rows[first].starts_with(" 09:25"), "{screen}");
    assert!(rows[first + 1].starts_with("         "), "{screen}");
    assert!(rows[first + 1].contains("产能年底翻倍"), "{screen}");
    let narrow = reader.screen(45, 12);
    assert!(!narrow.contains("产能年底翻倍"), "few rows: {narrow}");
}

/// The lines of the detail are kept from frame to frame.
#[test]
fn open_item_says_that_its_source_went_away() {
    let mut reader = reader();
    let size = Size::new(100, 30);
    let layout = ScreenLayout::new(size, &reader.app);
    let mut status = reader.app.status().clone();
    status.sources[0].state = SourceState::Missing(ReadError::Unmounted);
    reader.send(Message::Feed(FeedEvent::Status(status)));
    let layout = layout.update(size, &reader.app);
    let mut lines = layout.lines[PaneId::Detail].iter();
    assert!(lines.any(|line| line.text.as_str().contains("无法读取")));
}
