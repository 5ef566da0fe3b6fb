//! Real dumps below `DIANBAO_CORPUS`, and how many of their headlines are cut.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;

use super::fixture::{UiReader, print, read};
use crate::app::{ListRow, Message, PaneId, WrappedHeadline};
use crate::config::Config;
use crate::dump::DumpChange;
use crate::text::{TextMetrics, unsaid};

/// A reader of real dumps; `None` without a folder of them.
pub(super) fn reader() -> Option<UiReader> {
    let Some(folder) = std::env::var_os("DIANBAO_CORPUS") else {
        println!("skipped: DIANBAO_CORPUS names no folder");
        return None;
    };
    let files = std::fs::read_dir(Path::new(&folder).join("cls")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let dumps = paths.filter(|path| path.extension().is_some_and(|end| end == "md"));
    let dumps = dumps.map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        DumpChange::Read(read(&path.to_string_lossy(), &text))
    });
    let mut reader = UiReader::empty(Config::default());
    reader.change(dumps.collect());
    Some(reader)
}

/// Pages through the whole list and counts the items, and those whose headline is cut.
fn count(reader: &mut UiReader, width: u16, height: u16) -> (usize, usize) {
    let (mut items, mut cut) = (HashSet::new(), HashSet::new());
    loop {
        let (buffer, _) = reader.draw(width, height);
        let before = items.len();
        for (key, is_cut) in rows(reader, &buffer) {
            items.insert(key);
            cut.extend(is_cut.then_some(key));
        }
        if items.len() == before {
            return (items.len(), cut.len());
        }
        reader.send(Message::Key(KeyEvent::new(
            KeyCode::PageDown,
            KeyModifiers::NONE,
        )));
    }
}

/// The items of the rows in view, by day and row, and whether an ellipsis ends the row that does not end the headline.
fn rows(reader: &UiReader, buffer: &Buffer) -> Vec<((usize, usize), bool)> {
    let list = reader.app.metrics.panes[PaneId::List].area;
    let screen = print(buffer);
    let lines = screen.lines().skip(usize::from(list.y));
    let rows = reader.app.list.rows(list.height);
    let items = rows.into_iter().zip(lines).filter_map(|(row, line)| {
        let ListRow::Item { day, row, .. } = row else {
            return None;
        };
        let item = reader.app.list.visible().days()[day].day.item(row);
        let line = line.split(['│', '┃']).next().unwrap_or(line);
        let has_own = item
            .story()
            .headline()
            .trim_end_matches('。')
            .ends_with('…');
        let is_cut = line.trim_end().ends_with('…') && !has_own;
        Some(((day, row), is_cut))
    });
    items.collect()
}

#[track_caller]
fn assert_cut(width: u16, height: u16, most: f64) {
    let Some(mut reader) = reader() else { return };
    let (items, cut) = count(&mut reader, width, height);
    let count = |items: usize| u32::try_from(items).map_or(f64::NAN, f64::from);
    let share = count(cut) * 100.0 / count(items);
    println!("{width}x{height}: {cut} of {items} headlines are cut, {share:.1} %");
    assert!(
        items > 10_000 && share <= most,
        "{width}x{height}: {share:.1} %"
    );
}

#[test]
fn defect_4_few_headlines_are_cut_at_120() {
    assert_cut(120, 36, 20.0);
}

#[test]
fn defect_4_few_headlines_are_cut_at_80() {
    assert_cut(80, 24, 17.0);
}

#[test]
fn few_headlines_are_cut_side_by_side() {
    assert_cut(130, 36, 20.0);
    assert_cut(200, 50, 6.0);
}

#[test]
fn task_19_phone_cuts_few_headlines() {
    assert_cut(45, 25, 20.0);
}

/// The second of two lines says something new: its first 40 characters hold the title's first eight in one item of 25 at
/// most.
#[test]
fn defect_18_second_line_repeats_few_titles() {
    let Some(reader) = reader() else { return };
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let (mut titled, mut repeated) = (0_usize, 0_usize);
    for day in reader.app.timeline.days() {
        for row in 0..day.len() {
            let story = day.item(row).story();
            let Some(title) = story.title else { continue };
            let second: String = unsaid(title, story.body).chars().take(40).collect();
            let start: String = letters(title).chars().take(8).collect();
            titled += 1;
            repeated += usize::from(letters(&second).contains(&start));
        }
    }
    println!("{repeated} of {titled} second lines repeat the title");
    assert!(titled > 5_000 && repeated * 25 < titled, "{repeated}");
}

/// Rows of two lines split `三` and `星`.
#[test]
fn defect_16_rows_split_no_known_word() {
    let Some(mut reader) = reader() else { return };
    reader.learn();
    let (metrics, known) = (TextMetrics::default(), &reader.app.knowledge);
    let (mut rows, mut split) = (0_usize, Vec::new());
    for item in reader
        .app
        .timeline
        .days()
        .iter()
        .flat_map(|day| day.items())
    {
        let headline = WrappedHeadline::new(item, metrics, 35, known);
        let text = headline.text.as_str();
        let [_, second] = headline.lines.as_slice() else {
            continue;
        };
        rows += 1;
        let is_split = |name: &Range<usize>| name.start < second.start && second.start < name.end;
        let (head, tail) = text.split_at(second.start);
        let edge = head
            .chars()
            .next_back()
            .into_iter()
            .chain(tail.chars().next());
        let edge: String = edge.collect();
        let is_word = ["三星", "行业", "联网", "互联", "一步"].contains(&&*edge);
        if is_word || known.names_in(text).iter().any(is_split) {
            split.push(format!("{head}|{tail}"));
        }
    }
    println!("{} of {rows} rows split a word", split.len());
    assert!(rows > 5_000 && split.is_empty(), "{split:?}");
}
