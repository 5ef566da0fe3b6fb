//! The line between what the user has seen and what came while nobody was there.

use super::news::{look, more};
use crate::app::test_reader::{TODAY, TestReader, dump};
use crate::app::{ListRow, ListRule, PaneId};

const READ_LINE: &str = "read until here";

/// Nothing said where one was before lunch.
#[test]
fn defect_3_line_says_where_one_was() {
    let mut reader = TestReader::two_days();
    reader.press("j gg").wait(600);
    more(&mut reader, 31);
    more(&mut reader, 33);
    let expected = ["2026-05-14", "甲32*", "甲31*", "甲30*", READ_LINE, ">甲29"];
    assert_eq!(reader.screen()[..6], expected);
    assert_eq!(unseen_beyond_line(&reader), Some(3));
    reader.press("O G");
    let screen = reader.screen();
    assert_eq!(screen[16..], [READ_LINE, "甲30*", "甲31*", ">甲32*"]);
    assert_eq!(unseen_beyond_line(&reader), Some(3));
}

/// Within the absence more arrivals leave it; seen items too.
#[test]
fn read_line_stays_until_the_next_absence() {
    let mut reader = TestReader::two_days();
    reader.press("j gg").wait(600);
    more(&mut reader, 31);
    reader.wait(600);
    more(&mut reader, 33);
    reader.press("gg");
    look(&mut reader);
    more(&mut reader, 34);
    assert_eq!(reader.screen()[5..7], [READ_LINE, "甲29"]);
    assert_eq!(unseen_beyond_line(&reader), Some(1));
    reader.wait(600);
    more(&mut reader, 36);
    let expected = ["2026-05-14", "甲35*", "甲34*", "甲33*", READ_LINE, ">甲32"];
    assert_eq!(reader.screen()[..6], expected);
}

/// The item beside the line may be hidden or gone.
#[test]
fn read_line_needs_items_on_both_sides() {
    let mut reader = TestReader::two_days();
    reader.press("j gg").wait(600);
    more(&mut reader, 33);
    reader.press("f 甲31|甲2 Enter");
    assert_eq!(reader.screen()[1..4], ["甲31*", READ_LINE, ">甲29"]);
    assert_eq!(unseen_beyond_line(&reader), Some(1));
    reader.press("f 甲31|甲1 Enter");
    assert_eq!(reader.screen()[1..4], [">甲31*", READ_LINE, "甲19"]);
    for hidden in ["甲2", "甲31"] {
        reader.press(&format!("f {hidden} Enter"));
        assert_eq!(unseen_beyond_line(&reader), None, "{hidden}");
    }
    reader.press("Esc");
    assert!(unseen_beyond_line(&reader).is_some());
    reader.resize(7);
    assert_eq!(unseen_beyond_line(&reader), None);
}

/// A dump has minutes alone.
#[test]
fn read_line_parts_items_of_one_minute() {
    let mut reader = TestReader::empty();
    let entries = ["06:00 【甲】甲。", "06:00 【乙】乙。", "06:00 【丙】丙。"];
    reader.read(&[dump(TODAY, &entries[..2])]);
    reader.press("j gg").wait(600);
    reader.read(&[dump(TODAY, &entries)]);
    assert_eq!(reader.screen()[..4], [TODAY, "丙*", READ_LINE, ">乙"]);
    assert_eq!(unseen_beyond_line(&reader), Some(1));
}

/// Before the first key nobody was there.
#[test]
fn untouched_screen_has_no_read_line() {
    let mut reader = TestReader::two_days();
    reader.wait(600);
    more(&mut reader, 32);
    assert_eq!(unseen_beyond_line(&reader), None);
}

/// The number of unseen items beyond the line of what was seen, if it is on the screen.
fn unseen_beyond_line(reader: &TestReader) -> Option<usize> {
    let height = reader.app.metrics.panes[PaneId::List].area.height;
    let rows = reader.app.list.rows(height);
    let seen = rows.into_iter().find_map(|row| match row {
        ListRow::Rule(ListRule::ReadLine { seen, .. }) => Some(seen),
        _ => None,
    });
    Some(reader.app.unseen_newer_than(seen?))
}
