//! One id for one story, whatever else is there and whatever came first.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::{day, dump, ids, read, texts, timeline};
use crate::dump::{Dump, DumpChange};
use crate::item::ItemId;
use crate::timeline::Store;

/// Stories of one minute: with one beginning, with one body, with titles that differ in a figure, and short ones.
const ALIKE: [&str; 8] = [
    "09:31 财联社1月6日电，云帆智造公告，第十次临时股东大会审议通过如下议案：回购股份。",
    "09:31 财联社1月6日电，云帆智造公告，第十次临时股东大会审议通过如下议案：变更名称。",
    "09:31 【云帆智造：股东拟减持】财联社1月6日电，详情见公告。",
    "09:31 【远山能源：获得注册批件】财联社1月6日电，详情见公告。",
    "09:31 【白银涨超3%】现货白银日内涨超3%，报31.2美元每盎司。",
    "09:31 【白银涨超4%】现货白银日内涨超4%，报31.5美元每盎司。",
    "09:31 财联社1月6日电，白银短线拉升。",
    "09:31 财联社1月6日电，黄金短线拉升。",
];

const TITLED: &str = "09:31 【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。";

fn of(entries: &[&str]) -> Arc<Dump> {
    dump("a.md", "普通", entries)
}

fn only_id(entries: &[&str]) -> ItemId {
    match ids(&day(&[of(entries)]))[..] {
        [id] => id,
        ref ids => panic!("{} items", ids.len()),
    }
}

proptest! {
    #[test]
    fn id_depends_on_nothing_but_the_story(
        entries in subsequence(ALIKE.to_vec(), 1..=ALIKE.len()).prop_shuffle(), split in any::<u8>(),
    ) {
        let part = |name, wanted| {
            let entries = entries.iter().zip(0..).filter(|(_, nth)| split >> nth & 1 == wanted);
            dump(name, "普通", &entries.map(|(entry, _)| *entry).collect::<Vec<_>>())
        };
        let mut store = Store::default();
        for dump in [part("one.md", 0), part("two.md", 1)] {
            store.apply(vec![DumpChange::Read(dump)]);
        }
        let timeline = store.timeline();
        for entry in &entries {
            let id = only_id(&[entry]);
            let day = &timeline.days()[0];
            let item = day.find(id).map(|row| day.item(row).text());
            prop_assert_eq!(item, entry.split_once(' ').map(|entry| entry.1));
        }
        prop_assert_eq!(timeline.len(), entries.len());
    }
}

#[test]
fn equal_bodies_with_other_titles_are_two() {
    let entries = &ALIKE[2..4];
    assert_eq!(day(&[of(entries)]).len(), 2, "in one dump");
    let apart: Vec<Arc<Dump>> = [("a.md", entries[0]), ("b.md", entries[1])]
        .map(|(name, entry)| dump(name, "普通", &[entry]))
        .into();
    assert_eq!(day(&apart).len(), 2, "in two");
    let rows = "标题,内容,发布日期,发布时间\n云帆智造减持,详情见公告。,2026-01-06,09:31:00\n\
                远山能源获批,详情见公告。,2026-01-06,09:31:00\n";
    let table = read("c.csv", rows.into());
    assert_eq!(day(&[table]).len(), 2, "with titles beside the texts");
}

#[test]
fn untitled_text_joins_one_of_two_titled() {
    let short = "09:31 财联社1月6日电，详情见公告。";
    let cut_title = "09:31 【远山能源：获得";
    let dumps = |entries: &[&str]| day(&[of(&ALIKE[2..4]), dump("b.md", "加红", entries)]);
    let day = dumps(&[short]);
    assert_eq!(
        (
            day.len(),
            day.items()
                .filter(|item| item.locations().len() == 2)
                .count()
        ),
        (2, 1)
    );
    let day = dumps(&[short, cut_title]);
    assert!(
        texts(&day)
            .iter()
            .all(|text| text.contains('】') || text.ends_with("获得"))
    );
}

#[test]
fn titles_differ_only_in_their_letters() {
    let spaced = TITLED.replace("签下大单", "签下 大单\u{200c}");
    let day = day(&[of(&[TITLED]), dump("b.md", "加红", &[&spaced])]);
    assert_eq!(day.len(), 1);
}

#[test]
fn stories_with_one_headline_get_longer_ids() {
    let other = TITLED.replace("12亿", "15亿");
    let late = TITLED.replace("三年。", "五年。");
    let alone = only_id(&[TITLED]);
    for entries in [[TITLED, &other, &late], [&late, &other, TITLED]] {
        let mut store = Store::default();
        store.apply(vec![DumpChange::Read(of(&entries[..1]))]);
        let first = store.timeline().days()[0].item(0).id();
        let update = store.apply(vec![DumpChange::Read(of(&entries))]);
        let followed = &update.timeline.days()[0];
        let fresh = day(&[of(&entries)]);
        let mut sorted = ids(&fresh);
        assert_eq!(ids(followed), sorted, "as in a fresh load");
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!((sorted.len(), update.arrived.len()), (3, 2));
        assert!(!sorted.contains(&alone), "none takes the id of another");
        assert_eq!(update.renamed.len(), 1);
        assert_eq!(update.renamed[0].0, first);
        let renamed = update.timeline.find(update.renamed[0].1).unwrap();
        assert_eq!(renamed.text(), entries[0].split_once(' ').unwrap().1);
        assert!(fresh.items().all(|item| item.answers_to(alone)));
        for item in fresh.items() {
            assert_eq!(fresh.find_any(item.id()), Some(item.row()));
        }
    }
}

#[test]
fn item_answers_to_ids_of_other_wordings() {
    let untitled = TITLED.replace("【云帆智造签下大单】", "");
    let cut: String = TITLED.chars().take(60).collect();
    let corrected = TITLED.replace("12亿", "13亿");
    let numbered = |text: &str| {
        let text = text.split_once(' ').unwrap().1;
        // 2026-01-06 09:31:05 in Beijing.
        let entry = serde_json::json!({ "id": 7, "ctime": 1_767_663_065, "content": text });
        read("n.jsonl", entry.to_string().into_bytes())
    };
    for later in [TITLED, &cut, &corrected] {
        let earlier = only_id(&[if later == corrected {
            TITLED
        } else {
            &untitled
        }]);
        for found in [timeline(&[of(&[later])]), timeline(&[numbered(later)])] {
            let item = found.find(earlier).map(|item| item.text());
            assert_eq!(item, later.split_once(' ').map(|entry| entry.1));
        }
    }
    let both = timeline(&[of(&[TITLED]), numbered(&untitled)]);
    let wanted = [
        only_id(&[TITLED]),
        only_id(&[&untitled]),
        ItemId::from_wire(7),
    ];
    let row = both.days()[0].item(0);
    assert_eq!((both.len(), row.id()), (1, wanted[2]));
    assert!(
        wanted
            .iter()
            .all(|id| row.answers_to(*id) && row.all_ids().contains(id))
    );
    let among_others =
        |id: ItemId| BTreeSet::from([ItemId::from_wire(1), ItemId::from_wire(8), id]);
    assert!(
        wanted
            .iter()
            .all(|id| row.answers_to_any(&among_others(*id)))
    );
    let others = [ItemId::from_wire(8), only_id(&[ALIKE[6]])];
    assert!(!row.answers_to_any(&others.into()));
    assert!(both.find(ItemId::from_wire(8)).is_none());
    assert!(both.find(only_id(&[ALIKE[6]])).is_none());
}

#[test]
fn revised_item_answers_to_every_id_it_had() {
    let flash = TITLED.replace("【云帆智造签下大单】", "");
    let reworded = flash.replace("云帆智造公告", "刚刚，云帆智造发布公告");
    let retitled = TITLED.replace("签下大单", "再签大单");
    let mut store = Store::default();
    let mut had = Vec::new();
    for entry in [&flash, TITLED, &reworded, &retitled] {
        store.apply(vec![DumpChange::Read(of(&[entry]))]);
        had.push(only_id(&[entry]));
        let timeline = store.timeline();
        let item = timeline.days()[0].item(0);
        assert_eq!((item.id(), item.revision() + 1), (had[0], had.len()));
        for id in &had {
            assert!(item.answers_to(*id) && item.answers_to_any(&[*id].into()));
            assert_eq!(timeline.find(*id).map(|item| item.row()), Some(0));
        }
    }
}
