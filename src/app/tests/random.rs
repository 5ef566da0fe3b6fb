//! Random schedules of keys, news, withdrawals, passes and sizes.

use std::collections::BTreeSet;
use std::iter::successors;

use proptest::prelude::*;

use super::folds::set_rules;
use crate::app::test_reader::{TestReader, dump};
use crate::app::{App, ItemKey, ListRow, ListRule, PaneId};
use crate::config::Order;

/// An event of a schedule.
#[derive(Debug, Clone)]
enum Event {
    Keys(&'static str),
    /// The items of a day are now those of these minutes: some come, go, or come back.
    News(u8, BTreeSet<u8>),
    Resize(u16),
    Pass(usize),
    Draw,
}

const DAYS: [&str; 3] = ["2026-05-12", "2026-05-13", "2026-05-14"];

const KEYS: [&str; 31] = [
    "j",
    "k",
    "3j",
    "4k",
    "G",
    "gg",
    "Ctrl-d",
    "Ctrl-u",
    "Ctrl-f",
    "Ctrl-b",
    "[",
    "]",
    "{",
    "}",
    "d",
    "O",
    "zz",
    "za",
    "zA",
    "Esc",
    "f 1",
    "f 没有",
    "Enter",
    "\\",
    "/ 2",
    "n",
    "N",
    "t 08:00 Enter",
    "Backspace",
    "f Ctrl-u Enter",
    "Ctrl-o",
];

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => prop::sample::select(&KEYS[..]).prop_map(Event::Keys),
        3 => (0..3_u8, prop::collection::btree_set(0..40_u8, 0..25)).prop_map(|(day, at)| Event::News(day, at)),
        1 => (0..30_u16).prop_map(Event::Resize),
        3 => (1..5_usize).prop_map(Event::Pass),
        1 => Just(Event::Draw),
    ]
}

/// Three stories in each of three lengths, so that heights differ at full density.
fn news(day: &str, at: &BTreeSet<u8>) -> std::sync::Arc<crate::dump::Dump> {
    let entries = at.iter().map(|minute| {
        let (hour, clock) = (8 + minute / 4, minute % 4 * 15);
        format!(
            "{hour:02}:{clock:02} 【{day} {minute}】{}",
            "某公司公告，".repeat(usize::from(*minute) * 2)
        )
    });
    dump(day, &entries.collect::<Vec<_>>())
}

fn happen(reader: &mut TestReader, event: &Event) {
    match event {
        Event::Keys(keys) => drop(reader.keys(keys)),
        Event::News(day, at) => reader.read(&[news(DAYS[usize::from(*day)], at)]),
        Event::Resize(height) => reader.resize(*height),
        Event::Pass(days) => drop(reader.run_one(*days)),
        Event::Draw => reader.draw(),
    }
}

/// Checks that the selected item is in the list and in view.
fn check(reader: &TestReader) -> Result<(), TestCaseError> {
    let app = &reader.app;
    let (list, visible) = (&app.list, app.list.visible());
    let height = app.metrics.panes[PaneId::List].area.height;
    let rows = list.rows(height);
    prop_assert_eq!(rows.len(), usize::from(height));
    prop_assert_eq!(list.selected_key().is_none(), visible.is_empty());
    let Some(index) = list.selected_index() else {
        return Ok(());
    };
    prop_assert_eq!(visible.key(index), list.selected_key());
    if height == 0 {
        return Ok(());
    }
    let is_selected = |row: &ListRow| match *row {
        ListRow::Item { day, row, .. } => visible.index_of_row(day, row) == Some(index),
        ListRow::Fold { first } => list.is_selected_row(first),
        ListRow::Rule(_) | ListRow::Empty => false,
    };
    prop_assert!(
        rows.iter().any(is_selected),
        "the selected item is out of view: {:?}",
        reader.screen()
    );
    check_rows(reader, &rows)?;
    check_unseen(app)
}

/// Checks that the lines of items follow each other, and that no line is blank without need.
fn check_rows(reader: &TestReader, rows: &[ListRow]) -> Result<(), TestCaseError> {
    let visible = reader.app.list.visible();
    prop_assert!(
        rows[0] != ListRow::Empty,
        "a blank line at the top: {:?}",
        reader.screen()
    );
    if rows.last() == Some(&ListRow::Empty) {
        let first = ListRow::Rule(ListRule::Day {
            day: 0,
            session: None,
        });
        prop_assert!(
            rows[0] == first || visible.is_sparse(),
            "needless blank lines: {:?}",
            reader.screen()
        );
    }
    let list = &reader.app.list;
    let first_lines = rows.iter().filter_map(|row| match *row {
        ListRow::Item { day, row, part: 0 } => Some((visible.index_of_row(day, row)?, 1)),
        ListRow::Fold { first } => Some((first, list.fold_at(first)?.len())),
        ListRow::Item { .. } | ListRow::Rule(_) | ListRow::Empty => None,
    });
    let ranks: Vec<_> = first_lines
        .map(|(index, items)| (visible.rank(index), items))
        .collect();
    prop_assert!(
        ranks
            .windows(2)
            .all(|pair| pair[0].0 + pair[0].1 == pair[1].0),
        "{:?}",
        reader.screen()
    );
    prop_assert!(reader.app.waiting() <= reader.app.unseen.len());
    Ok(())
}

/// Checks that unseen items are in the timeline, and that the waiting ones are those beyond the items in view.
fn check_unseen(app: &App) -> Result<(), TestCaseError> {
    let items = app.timeline.days().iter().flat_map(|day| day.items());
    let unseen = items.filter(|item| app.unseen.is_unseen(ItemKey::from(*item)));
    prop_assert_eq!(app.unseen.len(), unseen.count());
    let visible = app.list.visible();
    let beyond = successors(visible.newest(), |&index| match visible.order() {
        Order::Newest => visible.next(index),
        Order::Oldest => visible.previous(index),
    });
    let edge = app.list.newest_in_view();
    let waiting = beyond
        .take_while(|&index| Some(index) != edge)
        .filter_map(|index| visible.key(index))
        .filter(|&key| app.unseen.is_unseen(key));
    prop_assert_eq!(app.waiting(), waiting.count());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn list_stays_whole(events in prop::collection::vec(event(), 1..60)) {
        let mut reader = TestReader::empty();
        for event in &events {
            happen(&mut reader, event);
            check(&reader)?;
        }
    }

    #[test]
    fn list_with_folds_stays_whole(events in prop::collection::vec(event(), 1..60)) {
        let mut reader = TestReader::empty();
        set_rules(&mut reader, "[[rule]]\nname = '偶'\nquery = 'title:/[02468]$/'\nmute = 'fold'\n");
        for event in &events {
            happen(&mut reader, event);
            check(&reader)?;
        }
    }

    #[test]
    fn arrivals_do_not_move_scrolled_list(
        moves in prop::collection::vec(prop::sample::select(&["j", "3j", "k", "Ctrl-d", "[", "d", "G 3k", "O"][..]), 1..8),
        come in prop::collection::vec((0..3_u8, prop::collection::btree_set(0..40_u8, 0..25)), 1..6),
    ) {
        let mut reader = TestReader::empty();
        reader.resize(12);
        let mut there: Vec<BTreeSet<u8>> = vec![(0..40).step_by(2).collect(); 3];
        for (day, at) in DAYS.iter().zip(&there) {
            reader.read(&[news(day, at)]);
        }
        for keys in moves {
            reader.keys(keys);
        }
        prop_assume!(!reader.app.list.is_following());
        for (day, at) in come {
            let before = reader.at();
            there[usize::from(day)].extend(at);
            reader.read(&[news(DAYS[usize::from(day)], &there[usize::from(day)])]);
            prop_assert_eq!(reader.at(), before);
        }
    }

    #[test]
    fn finished_passes_show_all_matches(events in prop::collection::vec(event(), 1..40)) {
        let mut reader = TestReader::empty();
        for event in &events {
            happen(&mut reader, event);
        }
        // The test may have cut a pass short: start it again.
        reader.keys("Esc Esc Esc Esc f Ctrl-u 1 Enter");
        reader.run();
        let matches: usize = reader.app.timeline.days().iter().flat_map(|day| day.items()).filter(|item| item.text().contains('1')).count();
        prop_assert_eq!(reader.app.list.visible().len(), matches);
        check(&reader)?;
    }
}

#[test]
fn empty_update_leaves_scrolled_first_item() {
    let mut reader = TestReader::empty();
    reader.resize(12);
    let tall: BTreeSet<u8> = (0..40).step_by(2).collect();
    reader.read(&[news(DAYS[0], &tall)]);
    reader.keys("d d j");
    assert_eq!(reader.app.list.line(), 0);
    let before = reader.at();
    reader.read(&[news(DAYS[0], &tall)]);
    assert_eq!(reader.at(), before);
}

#[test]
fn item_of_screen_height_is_shown_whole() {
    let mut reader = TestReader::empty();
    reader.resize(12);
    reader.read(&[news(DAYS[0], &(0..40).step_by(2).collect())]);
    reader.keys("3j Ctrl-d d d k");
    let before = reader.at();
    reader.read(&[news(DAYS[1], &[0].into())]);
    assert_eq!(reader.at(), before);
}
