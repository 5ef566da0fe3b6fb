//! Items of several wires: never merged, but linked.

use std::sync::Arc;

use super::{day, ids, read, timeline};
use crate::dump::{Dump, DumpChange};
use crate::timeline::{Store, Timeline};

const TEXT: &str = "云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。";

fn csv(name: &str, time: &str, text: &str) -> Arc<Dump> {
    let table = format!("标题,内容,发布日期,发布时间\n,{text},2026-01-06,{time}\n");
    read(name, table.into_bytes())
}

fn wires(timeline: &Timeline) -> Vec<Option<&str>> {
    let day = timeline.days().first().expect("a day");
    day.items().map(|item| item.wire()).collect()
}

#[test]
fn equal_texts_of_two_wires_are_two_items() {
    let (home, other) = (
        csv("cls.csv", "09:31:05", TEXT),
        csv("eastmoney.csv", "09:31:40", TEXT),
    );
    let both = timeline(&[home, other]);
    assert_eq!(wires(&both), [Some("财联社"), Some("东方财富")]);
    assert!(both.has_several_wires());
    let items = |row| both.days()[0].item(row);
    let twin = |row: usize| items(row).related(&both).map(|item| item.row());
    assert_eq!((twin(0), twin(1)), (Some(1), Some(0)));
}

#[test]
fn equal_texts_of_one_minute_have_two_ids() {
    let [home, other] = ["cls.csv", "eastmoney.csv"].map(|name| csv(name, "09:31:05", TEXT));
    let fresh = day(&[home.clone(), other.clone()]);
    assert_ne!(ids(&fresh)[0], ids(&fresh)[1]);
    for (first, second) in [(&home, &other), (&other, &home)] {
        let mut store = Store::default();
        let read = |dump: &Arc<Dump>| vec![DumpChange::Read(Arc::clone(dump))];
        let alone = store.apply(read(first)).timeline.days()[0].item(0).id();
        let update = store.apply(read(second));
        let followed = &update.timeline.days()[0];
        assert_eq!(ids(followed), ids(&fresh), "as in a fresh load");
        assert_eq!((update.arrived.len(), update.renamed.len()), (1, 1));
        assert!(followed.items().all(|item| item.answers_to(alone)));
    }
}

#[test]
fn text_of_no_wire_joins_the_home_wire() {
    let dumps = [
        csv("a.csv", "09:31:05", TEXT),
        csv("cls.csv", "09:31:05", TEXT),
        csv("10jqka.csv", "09:31:05", TEXT),
    ];
    assert_eq!(wires(&timeline(&dumps)), [Some("财联社"), Some("同花顺")]);
    let alone = timeline(&dumps[..1]);
    assert_eq!(
        (wires(&alone), alone.has_several_wires()),
        (vec![None], false)
    );
}

#[test]
fn other_news_of_another_wire_is_no_twin() {
    let both = timeline(&[
        csv("cls.csv", "09:31:05", TEXT),
        csv(
            "eastmoney.csv",
            "09:31:05",
            "青禾生物公告，股东拟减持不超过百分之三的股份。",
        ),
    ]);
    assert!(both.days()[0].item(0).related(&both).is_none());
}
