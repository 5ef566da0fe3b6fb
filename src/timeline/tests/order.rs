//! The order of items, and properties that hold for any order of loading.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::{day, dump, ids, read, texts, timeline};
use crate::dump::{Dump, DumpChange, DumpError, Problem};
use crate::item::{ItemFlags, ItemId, Stamp};
use crate::timeline::{Day, Store, Timeline};
use crate::timeline::{IndexedDump, SourceLocation};

#[test]
fn items_ascend_by_time_then_file_order() {
    let dump = dump(
        "a.md",
        "普通",
        &["05:49 丙", "05:45 乙", "05:45 甲", "00:12 丁"],
    );
    assert_eq!(texts(&day(&[dump])), ["乙", "甲", "丙", "丁"]);
}

#[test]
fn newest_first_dump_orders_ties_bottom_up() {
    let dump = dump(
        "a.md",
        "普通",
        &["05:52 戊", "05:49 丁", "05:49 丙", "05:45 乙", "05:45 甲"],
    );
    let day = day(&[dump]);
    assert_eq!(texts(&day), ["甲", "乙", "丙", "丁", "戊"]);
    let row = |record| day.row_of(0, record);
    assert_eq!(
        (0..6).map(row).collect::<Vec<_>>(),
        [Some(4), Some(3), Some(2), Some(1), Some(0), None]
    );
}

/// Stories with common openings or minutes, and some that are cuts or titled versions of others.
const STORIES: [&str; 9] = [
    "05:45 财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。",
    "05:45 【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。",
    "05:45 财联社1月6日电，云帆智造公告，与星河航天签订12亿元",
    "05:45 财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期五年。",
    "05:45 【投资日历：六月资本市场大事提醒】",
    "05:45 【投资日历：六月资本市场大事提醒】财联社1月6日电，六月大事一览。",
    "05:46 财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。",
    "00:12 财联社1月7日电，沪指低开。",
    "05:30 财联社1月6日电，沪指高开。",
];

/// What a reader sees, whichever of several equal records is shown.
fn picture(timeline: &Timeline) -> Vec<(Stamp, ItemId, String, ItemFlags, usize)> {
    let items = timeline.days().iter().flat_map(|day| day.items());
    items
        .map(|item| {
            (
                item.stamp(),
                item.id(),
                item.text().to_owned(),
                item.flags(),
                item.locations().len(),
            )
        })
        .collect()
}

fn dumps() -> impl Strategy<Value = Vec<Arc<Dump>>> {
    let entries =
        subsequence((0..STORIES.len()).collect::<Vec<_>>(), 0..=STORIES.len()).prop_shuffle();
    let dump_of = |(nth, entries): (usize, Vec<usize>)| {
        let entries: Vec<&str> = entries.into_iter().map(|story| STORIES[story]).collect();
        dump(
            &format!("{nth}.md"),
            ["普通", "加红", "提醒"][nth % 3],
            &entries,
        )
    };
    proptest::collection::vec(entries, 1..5)
        .prop_map(move |dumps| dumps.into_iter().enumerate().map(dump_of).collect())
}

/// A dump of some stories with seconds, some with the wire's number.
fn numbered(name: &'static str) -> impl Strategy<Value = Arc<Dump>> {
    // 2026-01-06 05:45:00 in Beijing.
    let entry = (0..STORIES.len(), 0..4_u64, 0..180_i64).prop_map(|(story, number, second)| {
        let text = STORIES[story].split_once(' ').map_or("", |entry| entry.1);
        let number = (number > 0).then_some(number);
        serde_json::json!({ "id": number, "ctime": 1_767_649_500 + second, "content": text })
            .to_string()
    });
    proptest::collection::vec(entry, 1..8)
        .prop_map(move |lines| read(name, lines.join("\n").into_bytes()))
}

proptest! {
    #[test]
    fn ids_of_a_day_are_unique(
        plain in dumps(), a in numbered("x.jsonl"), b in numbered("y.jsonl"), c in numbered("z.jsonl"),
    ) {
        for day in timeline(&[plain, vec![a, b, c]].concat()).days() {
            let mut all = ids(day);
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), day.len());
        }
    }

    #[test]
    fn load_order_makes_no_difference(dumps in dumps(), at in any::<Index>(), one_by_one in any::<bool>()) {
        let expected = picture(&timeline(&dumps));
        let mut turned = dumps.clone();
        turned.rotate_left(at.index(dumps.len()));
        if dumps.len() > 2 {
            turned.swap(0, 1);
        }
        let mut store = Store::default();
        if one_by_one {
            for dump in turned {
                store.apply(vec![DumpChange::Read(dump)]);
            }
        } else {
            let (first, second) = turned.split_at(turned.len() / 2);
            for part in [first, second] {
                let part: Vec<IndexedDump> = part.iter().cloned().map(IndexedDump::from).collect();
                let built = Day::build_all(&part);
                store.apply_built(part, built);
            }
        }
        prop_assert_eq!(picture(&store.timeline()), expected);
    }

    #[test]
    fn split_dump_gives_the_same_items(
        entries in subsequence((0..STORIES.len()).collect::<Vec<_>>(), 1..=STORIES.len()), split in any::<u16>(),
    ) {
        let part = |name: &str, of: &dyn Fn(usize) -> bool| {
            let entries: Vec<&str> = entries.iter().filter(|&&entry| of(entry)).map(|&entry| STORIES[entry]).collect();
            dump(name, "普通", &entries)
        };
        let sorted = |dumps: &[Arc<Dump>]| {
            let mut picture = picture(&timeline(dumps));
            picture.sort_by_key(|item| (item.0, item.1));
            picture
        };
        let whole = sorted(&[part("whole.md", &|_| true)]);
        let halves = [part("one.md", &|entry| split >> entry & 1 == 0), part("two.md", &|entry| split >> entry & 1 == 1)];
        prop_assert_eq!(sorted(&halves), whole);
    }

    #[test]
    fn reloading_changes_nothing(dumps in dumps(), again in any::<Index>()) {
        let mut store = Store::default();
        store.apply(dumps.iter().cloned().map(DumpChange::Read).collect());
        let before = store.timeline();
        let again = &dumps[again.index(dumps.len())];
        let copy = read(&again.path.to_string_lossy(), again.text.to_vec());
        let update = store.apply(vec![DumpChange::Read(copy)]);
        prop_assert!(update.changed.is_empty() && update.arrived.is_empty() && update.renamed.is_empty());
        prop_assert_eq!(update.timeline.generation(), before.generation());
    }

    #[test]
    fn removed_and_restored_dump_leaves_no_trace(dumps in dumps(), gone in any::<Index>()) {
        let mut store = Store::default();
        store.apply(dumps.iter().cloned().map(DumpChange::Read).collect());
        let before = picture(&store.timeline());
        let gone = dumps[gone.index(dumps.len())].clone();
        store.apply(vec![DumpChange::Gone(gone.path.clone())]);
        let others: Vec<_> = dumps.iter().filter(|dump| dump.path != gone.path).cloned().collect();
        prop_assert_eq!(picture(&store.timeline()), picture(&timeline(&others)));
        store.apply(vec![DumpChange::Read(gone)]);
        prop_assert_eq!(picture(&store.timeline()), before);
    }

    #[test]
    fn every_record_is_in_exactly_one_row(dumps in dumps()) {
        for day in timeline(&dumps).days() {
            prop_assert!(day.items().map(|item| item.stamp()).is_sorted());
            let mut all = ids(day);
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), day.len(), "no identity twice");
            let mut places = 0;
            for (index, dump) in day.dumps().iter().enumerate() {
                for (at, record) in (0..).zip(&dump.records) {
                    let Some(row) = day.row_of(index, at) else { prop_assert_ne!(record.day, day.day()); continue };
                    let same = |place: &SourceLocation<'_>| std::ptr::eq(place.record, record);
                    prop_assert_eq!(day.item(row).locations().filter(same).count(), 1);
                    prop_assert_eq!(day.find(day.item(row).id()), Some(row));
                    places += 1;
                }
            }
            prop_assert_eq!(places, day.items().map(|item| item.locations().len()).sum::<usize>());
        }
    }
}

#[test]
fn dumps_with_problems_are_found_once() {
    let flawed = |name: &str, entries: &[&str]| {
        let mut dump = Arc::into_inner(dump(name, "普通", entries)).unwrap();
        let error = DumpError::samples().into_iter().next().unwrap();
        dump.problems = Box::new([Problem { line: 1, error }]);
        Arc::new(dump)
    };
    let whole = dump("a.md", "普通", &["05:45 甲公司公告。"]);
    let broken = flawed("b.md", &["05:46 乙公司公告。"]);
    let timeline = timeline(&[whole, Arc::clone(&broken)]);
    let [found] = timeline.flawed_dumps() else {
        panic!("one dump has a problem");
    };
    assert!(Arc::ptr_eq(found, &broken));
    assert!(std::ptr::eq(
        timeline.flawed_dumps(),
        timeline.flawed_dumps()
    ));
}
