//! Stars, and undoing them.

use std::sync::Arc;

use crate::app::test_reader::{TODAY, TestReader, dump};
use crate::app::{Effect, Message};
use crate::dump::Dump;
use crate::state::{Change, DayMarks, Marks, StateEvent};

/// The headlines of the starred items of the list.
fn starred(reader: &TestReader) -> Vec<String> {
    let visible = reader.app.list.visible();
    let first = visible.first();
    let indices = std::iter::successors(first, |&index| visible.next(index));
    let items = indices.filter_map(|index| visible.item(index));
    items
        .filter(|item| reader.app.is_starred(*item))
        .map(|item| item.story().headline().to_owned())
        .collect()
}

/// The changes that were to be kept.
fn kept(reader: &mut TestReader) -> Vec<Change> {
    let effects = reader.effects();
    effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Remember(changes) => Some(changes),
            _ => None,
        })
        .flatten()
        .collect()
}

#[test]
fn star_is_shown_and_kept_at_once() {
    let mut reader = TestReader::two_days();
    reader.keys("jm");
    assert_eq!(starred(&reader), ["甲28"]);
    assert_eq!(reader.notice(), Some("已收藏 · U 撤销"));
    let kept = kept(&mut reader);
    let mut marks = Marks::default();
    kept.iter().for_each(|change| marks.apply(change));
    let item = reader.app.selected().unwrap();
    assert!(
        item.mark(&marks)
            .is_some_and(|mark| mark.starred_at == Some(reader.app.now))
    );
    reader.keys("m");
    assert_eq!(starred(&reader), [""; 0]);
}

#[test]
fn count_stars_all_or_takes_all_stars_away() {
    let mut reader = TestReader::two_days();
    reader.keys("jm").keys("k3m");
    assert_eq!(starred(&reader), ["甲29", "甲28", "甲27"]);
    assert_eq!(reader.notice(), Some("已收藏 2 条 · U 撤销"));
    reader.keys("3m");
    assert_eq!(starred(&reader), [""; 0]);
    assert_eq!(reader.notice(), Some("已取消收藏 3 条 · U 撤销"));
}

#[test]
fn undo_sets_the_former_value() {
    let mut reader = TestReader::two_days();
    reader.keys("jm");
    reader.wait(60);
    let starred_at = |reader: &TestReader| {
        let item = reader.app.selected().unwrap();
        reader.app.mark(item).and_then(|mark| mark.starred_at)
    };
    let first = starred_at(&reader);
    reader.keys("k3m").keys("Uj");
    assert_eq!(starred(&reader), ["甲28"]);
    assert_eq!(starred_at(&reader), first, "the first star stays as it was");
    reader.press("Ctrl-r");
    assert_eq!(starred(&reader).len(), 3);
    reader.keys("UU");
    assert_eq!(starred(&reader), [""; 0]);
    reader.keys("U");
    assert_eq!(reader.notice(), Some("没有可以撤销的"));
    reader.press("Ctrl-r");
    assert_eq!(starred(&reader), ["甲28"]);
    reader.keys("m").press("Ctrl-r");
    assert_eq!(reader.notice(), Some("没有可以重做的"));
}

#[test]
fn filter_follows_stars() {
    let mut reader = TestReader::two_days();
    reader.keys("jmjm").keys("fis:starred").press("Enter");
    reader.run();
    assert_eq!(reader.screen().len(), 3, "{:?}", reader.screen());
    reader.keys("m");
    reader.run();
    assert_eq!(starred(&reader), ["甲27"]);
    reader.keys("U");
    reader.run();
    assert_eq!(starred(&reader), ["甲28", "甲27"]);
}

#[test]
fn star_of_another_program_shows() {
    let mut other = TestReader::two_days();
    other.keys("jjm");
    let changes = kept(&mut other);
    let mut reader = TestReader::two_days();
    reader.send(Message::State(StateEvent::Changed(changes)));
    assert_eq!(starred(&reader), ["甲27"]);
    reader.keys("U");
    assert_eq!(reader.notice(), Some("没有可以撤销的"));
}

#[test]
fn star_holds_to_a_reworded_story() {
    let mut reader = TestReader::empty();
    let dumps = |text: &str| -> [Arc<Dump>; 1] { [dump(TODAY, &[format!("09:31 {text}")])] };
    reader.read(&dumps("远山科技发布三代芯片，产能一百万片。"));
    reader.keys("m");
    reader.read(&dumps("远山科技发布三代芯片，产能两百万片。"));
    assert_eq!(starred(&reader).len(), 1);
    assert_eq!(reader.app.selected().unwrap().revision(), 1);
}

#[test]
fn marks_that_load_late_do_not_undo_a_key() {
    let mut other = TestReader::two_days();
    other.keys("m");
    let star = kept(&mut other);
    let mut loaded = Marks::default();
    star.iter().for_each(|change| loaded.apply(change));
    let day = other.app.selected().unwrap().day();
    let loaded: DayMarks = (**loaded.day(day).unwrap()).clone();

    let mut reader = TestReader::two_days();
    reader.keys("mm");
    reader.send(Message::State(StateEvent::Marks(vec![(
        day,
        loaded.clone(),
    )])));
    assert_eq!(starred(&reader), [""; 0]);
    let mut reader = TestReader::two_days();
    reader.send(Message::State(StateEvent::Marks(vec![(day, loaded)])));
    assert_eq!(starred(&reader), ["甲29"]);
}
