//! What left rolling dumps stays, once, within bounds.

use std::sync::Arc;

use super::{dump, texts};
use crate::dump::{Dump, DumpChange};
use crate::path::FilePath;
use crate::timeline::{Day, Store, Update};

const OLDEST: &str =
    "09:31 晨星股份公布一季度业绩，净利同比增长一成，营业收入增长两成，董事会提议分红。";
const OTHERS: [&str; 2] = [
    "09:32 远山科技发布新一代芯片，称能耗下降三成。",
    "09:35 青禾银行下调存款利率10个基点。",
];

/// A timeline with a rolling dump whose oldest entry has gone.
struct Rolled {
    store: Store,
    update: Update,
}

impl Rolled {
    fn new() -> Self {
        let mut store = Store::default();
        let before = dump("a.md", "普通", &[&[OLDEST], &OTHERS[..]].concat());
        store.apply(vec![DumpChange::Read(Arc::clone(&before))]);
        let update = store.apply(vec![
            DumpChange::Departed(departed(&before, 1)),
            DumpChange::Read(dump("a.md", "普通", &OTHERS)),
        ]);
        Self { store, update }
    }

    fn day(&self) -> Arc<Day> {
        Arc::clone(&self.store.timeline().days()[0])
    }

    fn gone(&self) -> Vec<bool> {
        self.day().items().map(|item| item.is_gone()).collect()
    }
}

/// The first entries of a dump as those that left it.
fn departed(dump: &Dump, count: usize) -> Arc<Dump> {
    let records = dump.records.iter().take(count);
    let entries: Vec<_> = records.map(|record| (dump, record)).collect();
    dump.departed(&entries).into()
}

#[test]
fn departed_item_stays_with_its_id() {
    let rolled = Rolled::new();
    assert_eq!(rolled.gone(), [true, false, false]);
    let whole = dump("a.md", "普通", &[&[OLDEST], &OTHERS[..]].concat());
    let ids = |day: &Day| super::ids(day);
    assert_eq!(ids(&rolled.day()), ids(&super::day(&[whole])));
    let Update { arrived, moved, .. } = &rolled.update;
    assert!(arrived.is_empty() && !moved, "{:?}", rolled.update);
}

#[test]
fn item_that_comes_back_is_gone_no_more() {
    let mut rolled = Rolled::new();
    let whole = dump("a.md", "普通", &[&[OLDEST], &OTHERS[..]].concat());
    let update = rolled
        .store
        .apply(vec![DumpChange::Read(Arc::clone(&whole))]);
    assert_eq!(rolled.gone(), [false; 3]);
    assert!(update.arrived.is_empty());
    // It leaves again, and is kept once.
    rolled.store.apply(vec![
        DumpChange::Departed(departed(&whole, 1)),
        DumpChange::Read(dump("a.md", "普通", &OTHERS)),
    ]);
    assert_eq!(rolled.gone(), [true, false, false]);
    let records = rolled.day().item(0).locations().len();
    assert_eq!(records, 1);
}

#[test]
fn present_wording_is_shown_before_a_gone_one() {
    let cut = OLDEST.trim_end_matches("，董事会提议分红。");
    let mut rolled = Rolled::new();
    rolled
        .store
        .apply(vec![DumpChange::Read(dump("b.md", "普通", &[cut]))]);
    assert!(!texts(&rolled.day())[0].contains("董事会"));
    assert_eq!(rolled.gone(), [false; 3]);
}

#[test]
fn departed_entries_have_bounds() {
    let mut store = Store::default();
    let long = "长".repeat(300_000);
    for nth in 0..3 {
        let path = "a.md";
        let entry = format!("09:{nth:02} 第{nth}条{long}");
        let before = dump(path, "普通", &[entry.as_str(), "10:00 在"]);
        store.apply(vec![
            DumpChange::Departed(departed(&before, 1)),
            DumpChange::Read(dump(path, "普通", &["10:00 在"])),
        ]);
    }
    let len = || store.timeline().len();
    // Two of 0.9 MB each, and the one that is there.
    assert_eq!(len(), 3);
    for nth in 0..40 {
        let before = dump(
            &format!("{nth}.md"),
            "普通",
            &[&*format!("11:{nth:02} 第{nth}件")],
        );
        store.apply(vec![DumpChange::Departed(departed(&before, 1))]);
    }
    assert_eq!(store.timeline().len(), 16 + 1);
}

#[test]
fn gone_entry_takes_no_id_from_a_present_one() {
    let entries = [
        "09:31 【晨星股份】晨星股份董事会提议分红，每股一元。",
        "09:31 【晨星股份】晨星股份的卫星入轨，计划年内再发射三颗。",
    ];
    let before = dump("a.md", "普通", &entries);
    let after = dump("a.md", "普通", &entries[1..]);
    let mut store = Store::default();
    store.apply(vec![DumpChange::Read(Arc::clone(&before))]);
    let known = super::ids(&store.timeline().days()[0]);
    let update = store.apply(vec![
        DumpChange::Departed(departed(&before, 1)),
        DumpChange::Read(Arc::clone(&after)),
    ]);
    let timeline = store.timeline();
    let day = &timeline.days()[0];
    let fresh = super::ids(&super::day(&[after]));
    assert_eq!(super::ids(day), [known[0], fresh[0]]);
    assert_eq!(
        day.find_any(known[1]),
        Some(1),
        "it answers to its longer id"
    );
    assert!(update.arrived.is_empty(), "{update:?}");
}

/// A dump is rotated while its last entry is half written. The rotated dump has it whole.
#[test]
fn half_of_a_story_does_not_depart() {
    let half = OLDEST.trim_end_matches("，董事会提议分红。");
    for beginning in [half, "09:31 晨星"] {
        let torn = unfinished("a.md", beginning);
        let mut store = Store::default();
        store.apply(vec![DumpChange::Read(Arc::clone(&torn))]);
        store.apply(vec![DumpChange::Read(dump("a.md.1", "普通", &[OLDEST]))]);
        let update = store.apply(vec![
            DumpChange::Departed(departed(&torn, 1)),
            DumpChange::Read(dump("a.md", "普通", &OTHERS)),
            DumpChange::Gone(FilePath::from("a.md.1")),
        ]);
        assert_eq!(texts(&store.timeline().days()[0]).len(), OTHERS.len());
        assert_eq!(update.arrived.len(), OTHERS.len(), "{:?}", update.arrived);
    }
}

/// A dump that ends without a line break: its last entry may be half written.
fn unfinished(name: &str, entry: &str) -> Arc<Dump> {
    let whole = dump(name, "普通", &[entry]);
    super::read(name, whole.text.trim_ascii_end().to_vec())
}
