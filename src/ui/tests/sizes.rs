//! Every size is a screen, and what does not change is not set again.

use std::sync::Arc;

use ratatui::buffer::CellWidth;
use ratatui::layout::Size;

use super::fixture::Reader;
use crate::config::Config;
use crate::ui::Layout;

/// All sizes up to this one in steps that leave none of the small ones out.
fn sizes() -> impl Iterator<Item = (u16, u16)> {
    let widths = || (0..=12).chain((15..=120).step_by(5)).chain([99, 100]);
    let heights = || (0..=7).chain((10..=40).step_by(6));
    widths().flat_map(move |width| heights().map(move |height| (width, height)))
}

fn assert_drawn(reader: &mut Reader, width: u16, height: u16) {
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

fn at_many_sizes(mut reader: Reader, keys: &[&str]) {
    for keys in keys {
        reader.keys(keys);
        sizes().for_each(|(width, height)| assert_drawn(&mut reader, width, height));
    }
}

/// Of the larger sizes one in five.
#[test]
fn every_size_up_to_120x40() {
    let mut reader = Reader::new(Config::default());
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
        Reader::new(Config::default()),
        &["", "j<Enter>", "z", "zd", "d", "<Esc>v", "v", "v"],
    );
}

#[test]
fn prompts_and_pages() {
    at_many_sizes(
        Reader::new(Config::default()),
        &["f(储能", "<Esc><Esc>/华岳", "<Esc>?", "<Esc>!", "<Esc>t99"],
    );
}

#[test]
fn ambiguous_glyphs_are_wide() {
    at_many_sizes(Reader::wide(), &["", "dd", "<Enter>"]);
}

#[test]
fn the_detail_is_set_again_only_where_it_changes() {
    let mut reader = Reader::new(Config::default());
    reader.draw(120, 30);
    let size = Size {
        width: 120,
        height: 30,
    };
    let first = Layout::of(size, &reader.app);
    let is_kept =
        |reader: &Reader, size| Arc::ptr_eq(&first.lines, &first.again(size, &reader.app).lines);
    assert!(is_kept(&reader, size));
    assert!(
        is_kept(&reader, Size { height: 20, ..size }),
        "it is set for a width"
    );
    assert!(!is_kept(&reader, Size { width: 110, ..size }));
    reader.keys("/储能<Enter>");
    assert!(!is_kept(&reader, size), "what was found is lit");
    reader.keys("<Esc>G");
    assert!(!is_kept(&reader, size), "another item is selected");
}

#[test]
fn an_entry_with_twenty_thousand_codes_stopped_the_screen() {
    let mut reader = Reader::new(Config::default());
    reader.list_companies(20_000);
    // Each name with each other, or each hit with each line, would take minutes.
    for keys in ["gg<Enter>", "/云帆<Enter>"] {
        let screen = reader.keys(keys).screen(120, 60);
        assert!(
            screen.contains("云帆0 00001.HK") && screen.contains("另有 19900 个"),
            "{screen}"
        );
    }
}
