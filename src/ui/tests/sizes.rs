//! Every size can be drawn, and the lines of the detail are kept while they are the same.

use std::sync::Arc;

use ratatui::buffer::CellWidth;
use ratatui::layout::Size;

use super::fixture::{UiReader, read};
use crate::app::{Message, PaneId, SearchKind};
use crate::config::Config;
use crate::dump::DumpChange;
use crate::filter::{FilterPlan, PassProgress};
use crate::ui::ScreenLayout;

/// Sizes up to 120x40: every small one, and larger ones in steps.
fn sizes() -> impl Iterator<Item = (u16, u16)> {
    let widths = || (0..=12).chain((15..=120).step_by(5)).chain([99, 100]);
    let heights = || (0..=7).chain((10..=40).step_by(6));
    widths().flat_map(move |width| heights().map(move |height| (width, height)))
}

fn assert_drawn(reader: &mut UiReader, width: u16, height: u16) {
    let (buffer, cursor) = reader.draw(width, height);
    assert!(
        cursor.is_none_or(|at| at.x < width.max(1) && at.y < height),
        "{width}x{height}"
    );
    let last = width
        .checked_sub(1)
        .into_iter()
        .flat_map(|x| (0..height).map(move |y| (x, y)));
    for at in last {
        assert!(
            buffer[at].cell_width() <= 1,
            "a wide glyph hangs over the edge at {at:?} of {width}x{height}"
        );
    }
}

fn at_many_sizes(mut reader: UiReader, keys: &[&str]) {
    for keys in keys {
        reader.keys(keys);
        sizes().for_each(|(width, height)| assert_drawn(&mut reader, width, height));
    }
}

/// Every small size, and one in five of the larger ones.
#[test]
fn every_size_up_to_120x40() {
    let mut reader = UiReader::new(Config::default());
    let all = (0..=120).flat_map(|width| (0..=40).map(move |height| (width, height)));
    for (width, height) in
        all.filter(|(width, height)| *width < 10 || *height < 5 || (width + height) % 5 == 0)
    {
        assert_drawn(&mut reader, width, height);
    }
}

#[test]
fn lists_and_details() {
    at_many_sizes(
        UiReader::new(Config::default()),
        &["", "j<Enter>", "zz", "zzd", "d", "<Esc>v", "v", "v"],
    );
}

#[test]
fn prompts_and_pages() {
    at_many_sizes(
        UiReader::new(Config::default()),
        &[
            "f(储能",
            "<Esc><Esc>/华岳",
            "<Esc>?",
            "<Esc>!",
            "<Esc>t99",
            "<Esc>:d",
            "<Esc>?<Tab>",
            "<Tab>",
        ],
    );
}

#[test]
fn screens_with_wide_ambiguous_glyphs() {
    at_many_sizes(UiReader::wide(), &["", "dd", "<Enter>"]);
}

#[test]
fn detail_lines_are_kept_until_they_change() {
    let mut reader = UiReader::new(Config::default());
    reader.draw(120, 30);
    let size = Size {
        width: 120,
        height: 30,
    };
    let first = ScreenLayout::new(size, &reader.app);
    let is_kept = |reader: &UiReader, size| {
        Arc::ptr_eq(
            &first.lines[PaneId::Detail],
            &first.update(size, &reader.app).lines[PaneId::Detail],
        )
    };
    assert!(is_kept(&reader, size));
    assert!(
        is_kept(&reader, Size { height: 20, ..size }),
        "the height does not matter"
    );
    assert!(!is_kept(&reader, Size { width: 70, ..size }));
    reader.keys("/储能<Enter>");
    assert!(!is_kept(&reader, size), "matches are highlighted");
    reader.keys("<Esc>G");
    assert!(!is_kept(&reader, size), "another item is selected");
}

/// What lights the hits of many words is built by the pass.
#[test]
fn detail_lights_many_words_once_it_can() {
    let mut reader = UiReader::new(Config::default());
    reader.draw(120, 30);
    let words: Vec<_> = (100..300).map(|n| format!("第{n}家")).collect();
    reader.effects(Message::Filter(format!("储能 | {}", words.join(" | "))));
    let size = Size::new(120, 30);
    let before = ScreenLayout::new(size, &reader.app);
    let search = reader.app.search(SearchKind::Filter);
    let plan = FilterPlan::new(search.matcher().unwrap().clone(), Arc::default());
    let days = reader.app.timeline.days().iter().rev().take(1);
    let progress = PassProgress {
        pass: search.pass().number(),
        found: days.map(|day| plan.day_hits(day)).collect(),
        prepared: plan.prepared(),
        reached: None,
        complete: true,
    };
    reader.send(Message::Hits(SearchKind::Filter, progress));
    let after = before.update(size, &reader.app);
    assert_eq!(after, ScreenLayout::new(size, &reader.app));
}

/// A dump of another wire, of a day far away, left the detail without the wire.
#[test]
fn detail_names_the_wire_once_there_are_two() {
    let table =
        |day: &str| format!("标题,内容,发布日期,发布时间\n,云帆智造中标。,{day},09:31:05\n");
    let mut reader = UiReader::empty(Config::default());
    reader.change(vec![DumpChange::Read(read(
        "cls.csv",
        &table("2026-05-31"),
    ))]);
    reader.draw(120, 30);
    let size = Size::new(120, 30);
    let before = ScreenLayout::new(size, &reader.app);
    let other = read("eastmoney.csv", &table("2026-05-20"));
    reader.change(vec![DumpChange::Read(other)]);
    let after = before.update(size, &reader.app);
    assert_eq!(after, ScreenLayout::new(size, &reader.app));
}

#[test]
fn twenty_thousand_codes_are_drawn_in_time() {
    let mut reader = UiReader::new(Config::default());
    reader.list_companies(20_000);
    // Comparing every name with every other, or every match with every line, would take minutes.
    for keys in ["gg<Enter>", "/云帆<Enter>"] {
        let screen = reader.keys(keys).screen(120, 60);
        assert!(
            screen.contains("云帆0 00001.HK") && screen.contains("另有 19900 个"),
            "{screen}"
        );
    }
}
