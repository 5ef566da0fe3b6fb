//! Stars, and undoing them.

use std::sync::Arc;

use super::news::wire_dump;
use crate::app::test_reader::{TODAY, TestReader, dump, entries};
use crate::app::{Effect, Message, story_of};
use crate::dump::Dump;
use crate::state::{Change, DayMarks, KeptStory, Marks, Note, StateEvent, StateProblem};

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
    assert_eq!(reader.screen()[..3], ["甲28", ">甲27", "~"]);
    reader.keys("m");
    reader.run();
    assert_eq!(starred(&reader), ["甲28"]);
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

/// More days than are followed one by one, as when a folder is written anew.
#[test]
fn marks_are_looked_at_after_a_large_change() {
    let mut reader = TestReader::empty();
    let dumps = |item: &str| -> Vec<_> {
        let days = (1..=30).map(|day| format!("2026-04-{day:02}"));
        let days = days.chain((1..=10).map(|day| format!("2026-05-{day:02}")));
        days.map(|day| dump(&day, &[item])).collect()
    };
    reader.read(&dumps("09:31 远山科技发布芯片。"));
    reader.keys("m");
    reader.effects();
    reader.read(&dumps("09:31 远山科技发布三代芯片。"));
    assert!(reader.effects().contains(&Effect::FindLostMarks));
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

/// The file knows the story under one of its ids, and has a note about it.
#[test]
fn early_star_joins_the_mark_of_its_story() {
    let mut reader = TestReader::empty();
    reader.read(&[wire_dump("09:31 远山科技发布芯片。")]);
    let story = story_of(reader.app.selected().unwrap());
    assert!(story.ids.len() > 1, "{:?}", story.ids);
    let (day, at) = (story.day, story.stamp);
    for id in story.ids.iter().copied() {
        let ids = vec![id];
        let story = KeptStory {
            ids,
            ..(*story).clone()
        };
        let text = "看明早".into();
        let mut file = Marks::default();
        file.apply(&Change::Note {
            story: Arc::new(story),
            note: Some(Note { text, at }),
        });
        let loaded = (**file.day(day).unwrap()).clone();
        let mut reader = TestReader::empty();
        reader.read(&[wire_dump("09:31 远山科技发布芯片。")]);
        reader.keys("m");
        reader.send(Message::State(StateEvent::Marks(vec![(day, loaded)])));
        assert_eq!(note(&reader).as_deref(), Some("看明早"));
        assert_eq!(starred(&reader).len(), 1);
        let marks = reader.app.knowledge.marks().day(day).unwrap();
        assert_eq!(marks.stories().count(), 1);
    }
}

/// The note of the selected item.
fn note(reader: &TestReader) -> Option<String> {
    let mark = reader.app.mark(reader.app.selected()?)?;
    Some(mark.note.as_ref()?.text.to_string())
}

#[test]
fn note_is_kept_and_stars_the_item() {
    let mut reader = TestReader::two_days();
    reader.keys("jM看明早").press("Enter");
    assert_eq!(note(&reader).as_deref(), Some("看明早"));
    assert_eq!(starred(&reader), ["甲28"]);
    assert_eq!(reader.notice(), Some("已记下批注 · U 撤销"));
    reader.keys("M的开盘").press("Enter");
    assert_eq!(note(&reader).as_deref(), Some("看明早的开盘"));
    reader.keys("U");
    assert_eq!(note(&reader).as_deref(), Some("看明早"));
    reader.keys("U");
    assert_eq!((note(&reader), starred(&reader).len()), (None, 0));
}

#[test]
fn empty_note_is_removed_and_star_stays() {
    let mut reader = TestReader::two_days();
    reader
        .keys("M看")
        .press("Enter")
        .keys("M")
        .press("Ctrl-u Enter");
    assert_eq!(note(&reader), None);
    assert_eq!(starred(&reader), ["甲29"]);
    reader.keys("M一").press("Esc");
    assert_eq!(note(&reader), None);
    reader.keys("M").press("Enter").keys("U");
    assert_eq!(
        note(&reader).as_deref(),
        Some("看"),
        "an unchanged note is no step"
    );
}

#[test]
fn note_belongs_to_the_item_it_was_begun_on() {
    let mut reader = TestReader::two_days();
    reader.keys("M看");
    reader.read(&[dump(
        TODAY,
        &[entries("甲", 30), vec!["12:30 新到的。".to_owned()]].concat(),
    )]);
    reader.press("Enter").keys("gg");
    let first = reader.app.selected().unwrap().story().headline().to_owned();
    assert_eq!((first.as_str(), note(&reader)), ("新到的。", None));
    reader.keys("j");
    assert_eq!(note(&reader).as_deref(), Some("看"));
}

/// Of a damaged file, only the past is lost.
#[test]
fn problem_says_whether_marks_are_kept() {
    let mut reader = TestReader::two_days();
    let file = "state.db".to_owned();
    let full = StateProblem::Full { file: file.clone() };
    reader.send(Message::State(StateEvent::Problem(full)));
    let expected = "收藏和位置不能保存：state.db 所在的磁盘已满";
    assert_eq!(reader.notice(), Some(expected));
    let damaged = StateProblem::Damaged {
        file,
        aside: "state.db.damaged".to_owned(),
        saved: 3,
    };
    reader.send(Message::State(StateEvent::Problem(damaged)));
    let expected = "救出 3 条收藏和批注：state.db 已损坏，改名为 state.db.damaged";
    assert_eq!(reader.notice(), Some(expected));
}
