//! A number of the wire on several news days is one story.

use std::sync::Arc;

use proptest::prelude::*;

use super::{read, timeline};
use crate::dump::{Dump, DumpChange};
use crate::item::ItemId;
use crate::timeline::{Day, IndexedDump, Store, Timeline};

/// 2026-01-06 22:04:51 in Beijing.
const EVENING: i64 = 1_767_708_291;
const DAY: i64 = 86_400;

fn entry(number: u64, days_later: i64, text: &str) -> String {
    let ctime = EVENING + days_later * DAY;
    serde_json::json!({ "id": number, "ctime": ctime, "content": text }).to_string()
}

fn of(name: &str, entries: &[String]) -> Arc<Dump> {
    read(name, entries.join("\n").into_bytes())
}

/// Day, id, text and number of records of each item.
fn picture(timeline: &Timeline) -> Vec<(String, ItemId, String, usize)> {
    let items = timeline.days().iter().flat_map(|day| day.items());
    let picture = items.map(|item| {
        let text = item.text().to_owned();
        (
            item.day().to_string(),
            item.id(),
            text,
            item.locations().len(),
        )
    });
    picture.collect()
}

#[test]
fn number_on_two_days_is_one_item_of_the_first() {
    let first = of(
        "a.jsonl",
        &[
            entry(9001, 0, "云帆智造公告，签订合同。"),
            entry(9002, 0, "远山能源公告。"),
        ],
    );
    let second = of(
        "b.jsonl",
        &[
            entry(9001, 1, "云帆智造公告，签订合同，为期三年。"),
            entry(9003, 1, "青禾银行公告。"),
        ],
    );
    for dumps in [[&first, &second], [&second, &first]] {
        let picture = picture(&timeline(&dumps.map(Arc::clone)));
        let of_story: Vec<_> = picture
            .iter()
            .filter(|item| item.1 == ItemId::from_wire(9001))
            .collect();
        let expected = (
            "2026-01-06".to_owned(),
            "云帆智造公告，签订合同，为期三年。".to_owned(),
            2,
        );
        assert_eq!(of_story.len(), 1);
        assert_eq!(
            (of_story[0].0.clone(), of_story[0].2.clone(), of_story[0].3),
            expected
        );
        assert_eq!(picture.len(), 3);
    }
}

#[test]
fn story_dated_anew_does_not_arrive_again() {
    let mut store = Store::default();
    store.report_arrivals();
    let text = "云帆智造公告，签订合同。";
    let dump = |name: &str, later| of(name, &[entry(9001, later, text)]);
    let mut apply = |change| {
        let update = store.apply(vec![change]);
        let days = update
            .timeline
            .days()
            .iter()
            .map(|day| day.day().to_string());
        (update.arrived.len(), days.collect::<Vec<_>>().join(" "))
    };
    assert_eq!(
        apply(DumpChange::Read(dump("b", 1))),
        (1, "2026-01-07".into())
    );
    assert_eq!(
        apply(DumpChange::Read(dump("c", 2))),
        (0, "2026-01-07".into())
    );
    assert_eq!(
        apply(DumpChange::Read(dump("a", 0))),
        (0, "2026-01-06".into())
    );
    assert_eq!(
        apply(DumpChange::Gone("a".into())),
        (0, "2026-01-07".into())
    );
    assert_eq!(
        apply(DumpChange::Gone("b".into())),
        (0, "2026-01-08".into())
    );
    assert_eq!(apply(DumpChange::Gone("c".into())), (0, String::new()));
}

proptest! {
    #[test]
    fn days_of_numbers_do_not_depend_on_order(
        dumps in prop::collection::vec(prop::collection::vec((1..6_u64, 0..4_i64, 0..3_usize), 0..5), 1..5),
        gone in any::<prop::sample::Index>(), at_once in any::<bool>(),
    ) {
        let texts = ["云帆智造公告，签订合同。", "远山能源公告，董事长辞职。", "青禾银行下调存款利率十个基点。"];
        let dumps: Vec<Arc<Dump>> = dumps.iter().enumerate().filter(|(_, entries)| !entries.is_empty()).map(|(nth, entries)| {
            let entries: Vec<String> = entries.iter().map(|&(number, day, text)| entry(number, day, texts[text])).collect();
            of(&format!("{nth}.jsonl"), &entries)
        }).collect();
        prop_assume!(!dumps.is_empty());
        let fresh = picture(&timeline(&dumps));
        let mut ids: Vec<_> = fresh.iter().map(|item| item.1).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), fresh.len(), "each number once");
        let mut store = Store::default();
        for dump in dumps.iter().rev() {
            if at_once {
                let indexed = vec![IndexedDump::from(Arc::clone(dump))];
                let built = Day::build_all(&indexed);
                store.apply_built(indexed, built);
            } else {
                store.apply(vec![DumpChange::Read(Arc::clone(dump))]);
            }
        }
        prop_assert_eq!(&picture(&store.timeline()), &fresh);
        let gone = &dumps[gone.index(dumps.len())];
        store.apply(vec![DumpChange::Gone(gone.path.clone())]);
        store.apply(vec![DumpChange::Read(Arc::clone(gone))]);
        prop_assert_eq!(picture(&store.timeline()), fresh);
    }
}
