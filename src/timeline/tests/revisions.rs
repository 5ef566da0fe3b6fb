//! A story through a morning: which changes keep its id, which are revisions, and which make another story.

use std::sync::Arc;

use super::{dump, texts};
use crate::dump::{Dump, DumpChange};
use crate::item::{ItemFlags, ItemId, Stamp};
use crate::timeline::revision::MAX_ABSENT;
use crate::timeline::{Badge, Store, Update};

const FLASH: &str =
    "05:45 财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。";
const TITLED: &str = "05:45 【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。";
const FIGURE: &str = "05:45 【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订13亿元供货合同，合同为期三年。";
const LONGER: &str = "05:45 【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订13亿元供货合同，合同为期三年。 公司称，履行合同对业绩有积极影响。";
const REWORDED: &str =
    "05:45 财联社1月6日电，刚刚，云帆智造发布公告，与星河航天签订13亿元供货合同，合同为期三年。";
const OTHER: &str = "05:45 财联社1月6日电，远山能源公告，董事长因个人原因辞去职务。";
const LAST: &str = "05:50 财联社1月6日电，沪指高开0.3%。";

fn body(entry: &str) -> &str {
    entry.split_once(' ').unwrap().1
}

/// A store that has read a dump several times.
struct RereadStore(Store);

impl RereadStore {
    fn new() -> Self {
        let mut store = Store::default();
        store.apply_built(Vec::new(), Vec::new());
        Self(store)
    }

    fn reads(&mut self, entries: &[&str]) -> Update {
        self.takes(dump("ordinary.md", "普通", entries))
    }

    fn takes(&mut self, dump: Arc<Dump>) -> Update {
        self.0.apply(vec![DumpChange::Read(dump)])
    }

    /// Id and number of revisions of the item with this text.
    fn item(&self, entry: &str) -> (ItemId, usize) {
        let timeline = self.0.timeline();
        let item = timeline.days()[0]
            .items()
            .find(|item| item.text() == body(entry))
            .expect("the item is there");
        (item.id(), item.revision())
    }

    fn earlier(&self, entry: &str) -> Vec<String> {
        let timeline = self.0.timeline();
        let day = &timeline.days()[0];
        day.items()
            .find(|item| item.text() == body(entry))
            .unwrap()
            .earlier_texts()
            .iter()
            .map(ToString::to_string)
            .collect()
    }
}

#[test]
fn skipped_items_have_not_arrived() {
    let mut reader = RereadStore::new();
    reader.0.skip_arrivals();
    assert!(reader.reads(&[FLASH]).arrived.is_empty());
    assert_eq!(reader.reads(&[FLASH, LAST]).arrived.len(), 1);
}

#[test]
fn story_keeps_its_id_through_revisions() {
    let mut reader = RereadStore::new();
    assert_eq!(reader.reads(&[FLASH, LAST]).arrived.len(), 2);
    let (id, revision) = reader.item(FLASH);
    assert_eq!(revision, 0);
    for (nth, entry) in [(1, TITLED), (2, FIGURE), (3, LONGER), (4, REWORDED)] {
        let update = reader.reads(&[entry, LAST]);
        assert_eq!(
            (update.arrived, update.renamed),
            (vec![], vec![]),
            "{entry}"
        );
        assert_eq!(reader.item(entry), (id, nth), "{entry}");
    }
    assert_eq!(
        reader.earlier(REWORDED),
        [FLASH, TITLED, FIGURE, LONGER].map(body)
    );
    assert_eq!(reader.item(LAST).1, 0);
}

#[test]
fn history_survives_other_changes() {
    let mut reader = RereadStore::new();
    reader.reads(&[FLASH]);
    let (id, _) = reader.item(FLASH);
    reader.reads(&[REWORDED]);
    let update = reader.reads(&[REWORDED, LAST]);
    assert_eq!(update.arrived.len(), 1);
    reader.takes(dump(
        "red.md",
        "加红",
        &["06:00 财联社1月6日电，另一条消息。"],
    ));
    assert_eq!(reader.item(REWORDED), (id, 1));
    assert_eq!(reader.reads(&[REWORDED, LAST]).changed, []);
}

#[test]
fn alternating_wordings_gather_no_history() {
    let mut reader = RereadStore::new();
    reader.reads(&[FLASH]);
    let (id, _) = reader.item(FLASH);
    for _ in 0..3 {
        reader.reads(&[REWORDED]);
        assert_eq!(reader.item(REWORDED), (id, 1));
        reader.reads(&[FLASH]);
        assert_eq!(reader.item(FLASH), (id, 1));
    }
}

#[test]
fn old_wording_beside_new_one_is_separate() {
    let mut reader = RereadStore::new();
    reader.reads(&[FLASH]);
    let (id, _) = reader.item(FLASH);
    reader.reads(&[REWORDED]);
    reader.reads(&[FLASH, REWORDED]);
    assert_eq!(reader.item(FLASH).0, id);
    assert_ne!(reader.item(REWORDED).0, id);
}

#[test]
fn growth_of_half_written_entry_is_no_revision() {
    let text = format!(
        "# 财联社【普通】电报 - 2026-01-06\n\n---\n\n**[05:45]** {}\n\n",
        body(LONGER)
    );
    let mut reader = RereadStore::new();
    let (mut known, mut arrived) = (None, 0);
    for end in text
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at > text.find("**[").unwrap() + 15)
    {
        let update = reader.takes(super::read("ordinary.md", text.as_bytes()[..end].to_vec()));
        arrived += update.arrived.len();
        let timeline = reader.0.timeline();
        let item = timeline.days()[0].item(0);
        assert!(end + 1 >= text.len() || item.flags().has(ItemFlags::PROVISIONAL));
        assert_eq!(item.revision(), 0, "{}", item.text());
        if known.is_some_and(|known| known != item.id()) {
            assert_eq!(
                update.renamed,
                [(known.unwrap(), item.id())],
                "holders of the old id learn the new one"
            );
        }
        known = Some(item.id());
    }
    assert_eq!(arrived, 1, "it arrives once");
    reader.takes(super::read("ordinary.md", text.clone().into_bytes()));
    let mut fresh = RereadStore::new();
    fresh.takes(super::read("ordinary.md", text.into_bytes()));
    assert_eq!(
        reader.item(LONGER),
        fresh.item(LONGER),
        "whole, it is known as in any later run"
    );
}

#[test]
fn replacement_by_other_story_is_no_revision() {
    let mut reader = RereadStore::new();
    reader.reads(&[FLASH, LAST]);
    let (id, _) = reader.item(FLASH);
    let update = reader.reads(&[OTHER, LAST]);
    assert_eq!(update.arrived.len(), 1);
    assert_eq!(reader.item(OTHER).1, 0);
    assert_ne!(reader.item(OTHER).0, id);
    let update = reader.reads(&[LAST]);
    assert_eq!((update.arrived, update.timeline.len()), (vec![], 1));
}

#[test]
fn flash_beside_its_titled_version_stays() {
    let mut reader = RereadStore::new();
    reader.reads(&[FLASH]);
    let (id, _) = reader.item(FLASH);
    let update = reader.reads(&[FLASH, FIGURE]);
    assert_eq!((update.arrived.len(), update.timeline.len()), (1, 2));
    // They have one opening, so the id of each is that of its full text; the flash stays as it was.
    assert_eq!(reader.item(FLASH), (id, 0));
    assert_ne!(reader.item(FIGURE).0, id);
}

#[test]
fn wording_of_other_dump_keeps_its_own_id() {
    let mut reader = RereadStore::new();
    let other = FLASH.replace("三年", "五年");
    let dumps = [("ordinary.md", FLASH), ("copy.md", &other)]
        .map(|(name, entry)| dump(name, "普通", &[entry]));
    reader
        .0
        .apply(dumps.into_iter().map(DumpChange::Read).collect());
    assert_eq!(reader.0.timeline().len(), 2, "they open alike, and are two");
    reader.takes(dump("copy.md", "普通", &[FLASH]));
    assert_eq!(reader.0.timeline().len(), 1);
    let mut fresh = RereadStore::new();
    fresh.reads(&[FLASH]);
    assert_eq!(reader.item(FLASH).0, fresh.item(FLASH).0);
}

#[test]
fn promoted_story_is_one_red_item() {
    let mut reader = RereadStore::new();
    reader.reads(&[FLASH, LAST]);
    let (id, _) = reader.item(FLASH);
    let update = reader.takes(dump("red.md", "加红", &[FLASH]));
    assert_eq!((update.arrived, update.timeline.len()), (vec![], 2));
    let update = reader.reads(&[LAST]);
    assert_eq!((update.arrived, update.timeline.len()), (vec![], 2));
    assert_eq!(reader.item(FLASH), (id, 0));
    let day = Arc::clone(&update.timeline.days()[0]);
    assert_eq!(texts(&day), [body(FLASH), body(LAST)]);
    assert!(day.item(0).flags().is_red() && !day.item(0).flags().has(ItemFlags::ORDINARY));
}

/// When a story was seen to be promoted, and whether it counts as promoted.
fn promotion(reader: &RereadStore, entry: &str) -> (Option<Stamp>, bool) {
    let timeline = reader.0.timeline();
    let item = timeline.days()[0]
        .items()
        .find(|item| item.text() == body(entry))
        .unwrap();
    (item.promoted_at(), item.is_promoted())
}

#[test]
fn promotion_time_is_noted_and_kept() {
    let at = |minute: i64| Stamp::from_unix(1_767_650_000 + minute * 60).unwrap();
    let red = |entries: &[&str]| dump("red.md", "加红", entries);
    for both in [true, false] {
        let mut reader = RereadStore::new();
        reader.0.set_now(at(0));
        reader.reads(&[FLASH, LAST]);
        let (id, _) = reader.item(FLASH);
        assert_eq!(promotion(&reader, FLASH), (None, false));
        if !both {
            reader.0.set_now(at(1));
            assert_eq!(
                reader.reads(&[LAST]).timeline.len(),
                1,
                "it is in neither dump for a while"
            );
        }
        reader.0.set_now(at(2));
        reader.takes(red(&[FLASH]));
        assert_eq!(
            (reader.item(FLASH).0, promotion(&reader, FLASH)),
            (id, (Some(at(2)), true))
        );
        reader.0.set_now(at(3));
        reader.reads(&[LAST]);
        reader.takes(red(&[LONGER]));
        assert_eq!(
            (reader.item(LONGER), promotion(&reader, LONGER)),
            ((id, 1), (Some(at(2)), true))
        );
        assert_eq!(promotion(&reader, LAST), (None, false));
        reader.takes(red(&[LONGER, OTHER]));
        assert_eq!(
            promotion(&reader, OTHER),
            (None, false),
            "it was red from the start"
        );
    }
}

/// `list` printed 升 for an item that was red no longer.
#[test]
fn badge_says_what_an_item_is_now() {
    let badge = |reader: &RereadStore| {
        let day = Arc::clone(&reader.0.timeline().days()[0]);
        Badge::of(day.item(0))
    };
    let red = |entries: &[&str]| dump("red.md", "加红", entries);
    let mut reader = RereadStore::new();
    reader.0.set_now(Stamp::default());
    reader.reads(&[FLASH, LAST]);
    assert_eq!(badge(&reader), None);
    reader.takes(red(&[FLASH]));
    assert_eq!(badge(&reader), Some(Badge::Promoted));
    reader.takes(red(&[]));
    assert_eq!(badge(&reader), None);
    reader.reads(&[LONGER, LAST]);
    assert_eq!(badge(&reader), Some(Badge::Revised));
    reader.reads(&[LAST]);
    reader.takes(red(&[OTHER]));
    assert!(
        reader.0.timeline().days()[0]
            .items()
            .any(|item| Badge::of(item) == Some(Badge::Red))
    );
}

#[test]
fn load_notes_no_promotions() {
    let mut reader = RereadStore::new();
    reader.0.apply_built(
        vec![dump("ordinary.md", "普通", &[FLASH]).into()],
        Vec::new(),
    );
    reader
        .0
        .apply_built(vec![dump("red.md", "加红", &[FLASH]).into()], Vec::new());
    assert_eq!(
        promotion(&reader, FLASH),
        (None, true),
        "it is in both, since an unknown time"
    );
}

#[test]
fn story_rewritten_in_two_dumps_stays_one() {
    let mut reader = RereadStore::new();
    reader.takes(dump("a.md", "普通", &[FLASH]));
    reader.takes(dump("b.md", "加红", &[FLASH]));
    let (id, _) = reader.item(FLASH);
    reader.takes(dump("a.md", "普通", &[REWORDED]));
    assert_eq!(
        reader.0.timeline().len(),
        2,
        "until the other follows they are two"
    );
    let update = reader.takes(dump("b.md", "加红", &[REWORDED]));
    assert_eq!(update.timeline.len(), 1);
    assert_eq!(update.renamed, [(id, reader.item(REWORDED).0)]);
}

#[test]
fn rewritten_dump_finds_its_history() {
    let mut reader = RereadStore::new();
    reader.reads(&[FLASH]);
    let (id, _) = reader.item(FLASH);
    reader.reads(&[REWORDED]);
    let update = reader.0.apply(vec![DumpChange::Gone(
        dump("ordinary.md", "普通", &[]).path.clone(),
    )]);
    assert!(update.timeline.is_empty());
    reader.reads(&[REWORDED]);
    assert_eq!(reader.item(REWORDED), (id, 1));
}

#[test]
fn moved_is_set_only_for_lost_or_shifted_items() {
    let mut reader = RereadStore::new();
    assert!(!reader.reads(&[FLASH]).moved);
    assert!(!reader.reads(&[FLASH, LAST]).moved, "it has grown");
    let inserted = reader.reads(&[FLASH, OTHER, LAST]);
    assert_eq!((inserted.arrived.len(), inserted.moved), (1, false));
    assert_eq!(
        inserted.arrived[0].stamp,
        inserted.timeline.days()[0].item(1).stamp()
    );
    assert!(reader.reads(&[FLASH, LAST]).moved, "one is gone");
    assert!(
        reader
            .0
            .apply(vec![DumpChange::Gone(
                dump("ordinary.md", "普通", &[]).path.clone()
            )])
            .moved
    );
}

#[test]
fn endless_rewording_keeps_id_and_memory_small() {
    let mut reader = RereadStore::new();
    let beside = |dump: &str| format!("{dump}，另一条。");
    reader.reads(&[FLASH, LAST]);
    reader.reads(&[FLASH, &beside(LAST)]);
    let (first, other) = (reader.item(FLASH).0, reader.item(&beside(LAST)));
    for nth in 0..MAX_ABSENT * 2 {
        let entry = format!("05:45 第{nth}次更正，{}", body(FLASH));
        reader.reads(&[&entry, &beside(LAST)]);
        assert_eq!(reader.item(&entry).0, first);
    }
    assert_eq!(reader.item(&beside(LAST)), other);
    let timeline = reader.0.timeline();
    let histories = timeline.days()[0].history.entries();
    let (known, room) = (histories.len(), histories.capacity());
    assert!((MAX_ABSENT..=MAX_ABSENT + 2).contains(&known), "{known}");
    assert!(room <= MAX_ABSENT * 4, "{room}");
}

#[test]
fn deleted_large_dump_leaves_small_history() {
    let entries: Vec<String> = (0..MAX_ABSENT * 20)
        .map(|nth| format!("{:02}:{:02} 第{nth}份公告。", 6 + nth / 600, nth / 10 % 60))
        .collect();
    let large = dump(
        "large.md",
        "普通",
        &entries.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let mut reader = RereadStore::new();
    reader.0.set_now(Stamp::default());
    reader.reads(&[FLASH]);
    for _ in 0..3 {
        reader.takes(Arc::clone(&large));
        let update = reader.0.apply(vec![DumpChange::Gone(large.path.clone())]);
        let histories = update.timeline.days()[0].history.entries();
        let (known, room) = (histories.len(), histories.capacity());
        assert_eq!((update.timeline.len(), known), (1, MAX_ABSENT));
        assert!(room <= MAX_ABSENT * 4, "room for {room}");
    }
}

#[test]
fn reworded_large_dump_leaves_small_history() {
    let minute = |nth: usize| format!("{:02}:{:02}", 6 + nth / 180, nth / 3 % 60);
    let entry = |nth: usize, figure: &str| format!("{} 第{nth}份公告，增长{figure}。", minute(nth));
    let (mut reader, count) = (RereadStore::new(), 3000);
    for figure in ["一成", "二成", "三成"] {
        let entries: Vec<String> = (0..count).map(|nth| entry(nth, figure)).collect();
        reader.reads(&entries.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let room = |reader: &RereadStore| reader.0.timeline().days()[0].history.entries().capacity();
    assert!(
        room(&reader) >= count,
        "they are there, with what they were"
    );
    reader.reads(&[LAST]);
    assert!(
        room(&reader) <= MAX_ABSENT * 4,
        "room for {}",
        room(&reader)
    );
}

#[test]
fn growing_day_shares_its_history() {
    let mut reader = RereadStore::new();
    reader.reads(&[FLASH]);
    let before = reader.reads(&[REWORDED]).timeline;
    let after = reader.reads(&[REWORDED, LAST]).timeline;
    assert!(
        after.days()[0]
            .history
            .is_shared_with(&before.days()[0].history)
    );
    assert_eq!(reader.item(REWORDED).1, 1);
}

#[test]
fn second_story_with_same_opening_takes_no_id() {
    let plan = |nth: &str| {
        format!("05:45 财联社1月6日电，云帆智造公告，第十次临时股东大会审议通过如下议案：{nth}。")
    };
    let (first, second) = (plan("回购股份"), plan("变更名称"));
    for (first, second) in [(&first, &second), (&second, &first)] {
        let mut reader = RereadStore::new();
        reader.reads(&[first]);
        let (id, _) = reader.item(first);
        let update = reader.reads(&[first, second]);
        assert_eq!((update.arrived.len(), update.renamed.len()), (1, 0));
        assert_eq!(reader.item(first), (id, 0));
        reader.reads(&[first]);
        assert_eq!(reader.item(first), (id, 0));
    }
}
