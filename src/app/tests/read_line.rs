//! The line between what the user has seen and what came while nobody was there.

use std::sync::Arc;

use super::news::{look, more};
use crate::app::test_reader::{TODAY, TestReader, dump};
use crate::app::{ListRow, ListRule, Message, PaneId};
use crate::item::ItemId;
use crate::state::{Change, ReadLine, StateEvent};

/// Looks at the newest item, and goes away for a while.
fn stay_and_go_away(reader: &mut TestReader) {
    reader.press("j gg").draw();
    reader.wait(600);
}

const READ_LINE: &str = "read until here";

/// Nothing said where one was before lunch.
#[test]
fn defect_3_line_says_where_one_was() {
    let mut reader = TestReader::two_days();
    stay_and_go_away(&mut reader);
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
    stay_and_go_away(&mut reader);
    more(&mut reader, 31);
    reader.wait(600);
    more(&mut reader, 33);
    reader.press("gg");
    look(&mut reader);
    reader.draw();
    reader.wait(10);
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
    stay_and_go_away(&mut reader);
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
    stay_and_go_away(&mut reader);
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

/// Who came back for a moment finds the line where it was.
#[test]
fn short_look_does_not_move_the_line() {
    let mut reader = TestReader::two_days();
    stay_and_go_away(&mut reader);
    more(&mut reader, 31);
    reader.press("gg").draw();
    reader.wait(3);
    reader.press("G").draw();
    reader.wait(600);
    more(&mut reader, 33);
    reader.press("gg");
    assert_eq!(reader.screen()[4..6], [READ_LINE, "甲29"]);
}

/// There is still something to read between the line and the newest end.
#[test]
fn line_stays_where_something_is_unseen() {
    let mut reader = TestReader::two_days();
    stay_and_go_away(&mut reader);
    more(&mut reader, 60);
    reader.press("gg").draw();
    reader.wait(30);
    reader.draw();
    reader.press("G").draw();
    reader.press("g l");
    assert_eq!(reader.app.selected().unwrap().story().headline(), "甲29");
    assert!(unseen_beyond_line(&reader).is_some_and(|unseen| unseen > 0));
}

#[test]
fn each_filter_has_a_line_of_its_own() {
    let mut reader = TestReader::two_days();
    stay_and_go_away(&mut reader);
    more(&mut reader, 36);
    reader.press("f 甲 Enter gg").draw();
    reader.wait(3);
    reader.draw();
    reader.wait(30);
    reader.press("Esc").draw();
    reader.press("G").draw();
    let seen = |reader: &mut TestReader| {
        reader.press("g l");
        reader.app.selected().unwrap().story().headline().to_owned()
    };
    assert_eq!(seen(&mut reader), "甲29", "the filter alone was left");
    reader.press("f 甲 Enter");
    assert_eq!(seen(&mut reader), "甲35");
    reader.press("f 甲1 Enter");
    assert_eq!(
        seen(&mut reader),
        "甲19",
        "the list of everything counts for all"
    );
}

/// A frame between key and pass shows the list that is left, under the name of the next one.
#[test]
fn slow_pass_does_not_lose_the_line() {
    let mut reader = TestReader::two_days();
    reader.press("j gg").draw();
    reader.wait(30);
    reader.draw();
    reader.keys("f乙").keys("Enter").draw();
    reader.run();
    reader.draw();
    reader.press("Esc gg");
    more(&mut reader, 33);
    assert_eq!(unseen_beyond_line(&reader), Some(3));
}

#[test]
fn all_seen_moves_the_line_until_undone() {
    let mut reader = TestReader::two_days();
    stay_and_go_away(&mut reader);
    more(&mut reader, 33);
    reader.press("A");
    assert_eq!(
        (reader.app.unseen.len(), unseen_beyond_line(&reader)),
        (0, None)
    );
    reader.press("G g l");
    assert_eq!(reader.app.selected().unwrap().story().headline(), "甲32");
    reader.press("U gg");
    assert_eq!(unseen_beyond_line(&reader), Some(3));
    reader.press("Ctrl-r");
    assert_eq!(reader.app.unseen.len(), 0);
}

/// The line was above the selected item, which stays where it is: the first row was blank until the next key.
#[test]
fn rows_close_up_where_the_line_was() {
    let mut reader = TestReader::two_days();
    stay_and_go_away(&mut reader);
    more(&mut reader, 31);
    more(&mut reader, 33);
    reader.press("A");
    let expected = ["2026-05-14", "甲32", "甲31", "甲30", ">甲29", "甲28"];
    assert_eq!(reader.screen()[..6], expected);
    reader.press("U O G A");
    let screen = reader.screen();
    assert_eq!(screen[16..], ["甲29", "甲30", "甲31", ">甲32"]);
}

#[test]
fn beyond_a_screenful_all_seen_asks() {
    let mut reader = TestReader::two_days();
    stay_and_go_away(&mut reader);
    more(&mut reader, 60);
    reader.press("A");
    assert_eq!(reader.app.unseen.len(), 30);
    assert_eq!(reader.notice(), Some("有 30 条没看过，再按一次 A 都算看过"));
    reader.press("j A");
    assert_eq!(reader.app.unseen.len(), 30, "another key is no answer");
    reader.wait(60);
    reader.press("A");
    assert_eq!(reader.app.unseen.len(), 30, "late");
    reader.press("A");
    assert_eq!(reader.app.unseen.len(), 0);
    reader.press("U");
    assert_eq!(reader.app.unseen.len(), 30);
}

/// A pane where nobody is follows the news too.
#[test]
fn line_of_another_pane_does_not_go_back() {
    let mut reader = TestReader::two_days();
    stay_and_go_away(&mut reader);
    let line = ReadLine {
        day: reader.app.selected().unwrap().day(),
        stamp: reader.app.now,
        id: ItemId::from_wire(1),
        at: reader.app.now,
    };
    let view = Arc::default();
    let line = Some(line);
    let change = Change::ReadLine { view, line };
    reader.send(Message::State(StateEvent::Changed(vec![change])));
    more(&mut reader, 33);
    reader.press("gg");
    assert_eq!(unseen_beyond_line(&reader), None);
}
