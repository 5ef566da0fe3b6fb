//! Which records are one story, and what the merged item shows.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use super::{day, dump, read, texts};
use crate::dump::story::Opening;
use crate::dump::{
    Dialect, Dump, DumpChange, Encoding, Extra, Heading, NO_EXTRA, Record, WideLetters,
};
use crate::item::{ItemFlags, ItemId, NewsDay, Rollover, Stamp, Stock};
use crate::names::StockNames;
use crate::path::FilePath;

const TEXT: &str = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。";

/// An entry of a dialect with metadata.
struct RichEntry {
    unix: i64,
    text: String,
    flags: ItemFlags,
    extra: Extra,
}

fn entry(unix: i64, text: &str, wire_id: Option<u64>) -> RichEntry {
    let extra = Extra {
        wire_id,
        ..Extra::default()
    };
    RichEntry {
        unix,
        text: text.to_owned(),
        flags: ItemFlags::SECONDS,
        extra,
    }
}

/// 2026-01-06 05:45:00 in Beijing.
const MORNING: i64 = 1_767_649_500;

fn rich(name: &str, entries: Vec<RichEntry>) -> Arc<Dump> {
    let (mut text, mut records, mut extras) = (String::new(), Vec::new(), Vec::new());
    for (entry, line) in entries.into_iter().zip(1..) {
        let stamp = Stamp::from_unix(entry.unix).unwrap();
        let extra = if entry.extra == Extra::default() {
            NO_EXTRA
        } else {
            extras.len() as u32
        };
        let opening = Opening::parse(&entry.text);
        let flags_of_opening = if opening.is_distinct {
            ItemFlags::DISTINCT_OPENING
        } else {
            ItemFlags::default()
        };
        records.push(Record {
            start: text.len() as u32,
            len: entry.text.len() as u32,
            line,
            stamp,
            opening: opening.hash,
            day: NewsDay::containing(stamp, Rollover::default()),
            flags: entry.flags.with(flags_of_opening),
            extra,
        });
        text.push_str(&entry.text);
        extras.extend((extra != NO_EXTRA).then_some(entry.extra));
    }
    Arc::new(Dump {
        path: FilePath::from(name),
        text: Bytes::from(text),
        dialect: Dialect::Day,
        detected_by: "".into(),
        fields: Box::default(),
        encoding: Encoding::Utf8,
        heading: Heading::default(),
        records: records.as_slice().into(),
        extras: extras.into(),
        problems: Box::default(),
        other_wires: Box::default(),
        wide_letters: WideLetters::default(),
    })
}

#[test]
fn longest_of_cut_texts_is_shown() {
    let cut: String = TEXT.chars().take(24).collect();
    let ordinary = dump("a.md", "普通", &[&format!("05:45 {cut}")]);
    let red = dump("b.md", "加红", &[&format!("05:45 {TEXT}")]);
    let day = day(&[ordinary, red]);
    assert_eq!(texts(&day), [TEXT]);
    let item = day.item(0);
    assert!(item.flags().has(ItemFlags::RED.with(ItemFlags::ORDINARY)));
    assert_eq!(item.channel(), Some("加红"));
    assert_eq!(
        item.locations()
            .map(|place| place.path().to_str().unwrap())
            .collect::<Vec<_>>(),
        ["b.md", "a.md"]
    );
}

#[test]
fn whole_text_is_shown_before_cut_with_ellipsis() {
    // Twenty characters in less than sixty bytes, more than sixty with the ellipsis, and less than that without it.
    let latin = "财联社1月6日电，Cloudsail ABC与DEF签订12亿元合同，为期三年，明年交付。";
    for (whole, kept) in [(TEXT, 24), (latin, 36), (TEXT, TEXT.chars().count() - 1)] {
        for ellipsis in ["…", "……", "..."] {
            let cut: String = whole.chars().take(kept).collect::<String>() + ellipsis;
            for (a, b) in [("a.md", "b.md"), ("b.md", "a.md")] {
                let cut = dump(
                    a,
                    "普通",
                    &[
                        &format!("05:45 {cut}"),
                        "05:45 远山能源公告，董事长因个人原因辞职。",
                    ],
                );
                let whole_one = dump(b, "加红", &[&format!("05:45 【大单】{whole}")]);
                let day = day(&[cut, whole_one.clone()]);
                assert_eq!(day.len(), 2, "{:?}", texts(&day));
                assert!(
                    texts(&day).contains(&&*format!("【大单】{whole}")),
                    "{:?}",
                    texts(&day)
                );
                let id = super::day(&[whole_one]).item(0).id();
                assert!(
                    day.items()
                        .any(|item| item.id() == id && item.locations().len() == 2)
                );
            }
        }
    }
}

#[test]
fn titled_text_is_shown_before_untitled() {
    let titled = format!("05:45 【大单】{TEXT}");
    let plain = format!("05:45 {TEXT}");
    for (a, b) in [(&titled, &plain), (&plain, &titled)] {
        let day = day(&[dump("a.md", "普通", &[a]), dump("b.md", "加红", &[b])]);
        assert_eq!(day.len(), 1);
        assert_eq!(day.item(0).story().title, Some("大单"));
    }
}

#[test]
fn bare_title_merges_with_same_title_only() {
    let alone = "05:45 【投资日历：六月资本市场有二十件大事值得投资者留意提醒】";
    let longer = format!("{alone}财联社1月6日电，六月大事一览如下，供投资者参考。");
    let day = day(&[
        dump("a.md", "普通", &[alone]),
        dump("b.md", "加红", &[alone, &longer]),
    ]);
    assert_eq!(day.len(), 2);
}

#[test]
fn text_cut_within_title_merges_with_the_whole() {
    let text = format!("【云帆智造与星河航天签订十二亿元供货合同，为期三年】{TEXT}");
    let cut: String = text.chars().take(22).collect();
    let day = day(&[
        dump("a.md", "普通", &[&format!("05:45 {cut}")]),
        dump("b.md", "加红", &[&format!("05:45 {text}")]),
    ]);
    assert_eq!(texts(&day), [text]);
}

#[test]
fn wire_number_joins_texts_and_minutes() {
    let day = day(&[
        rich("a.jsonl", vec![entry(MORNING, TEXT, Some(7))]),
        rich(
            "b.jsonl",
            vec![entry(MORNING + 90, "完全不同的文字。", Some(7))],
        ),
    ]);
    assert_eq!((day.len(), day.item(0).id()), (1, ItemId::from_wire(7)));
    assert_eq!(day.item(0).stamp().unix(), MORNING as u32);
}

#[test]
fn different_wire_numbers_never_merge() {
    let numbered = rich(
        "a.jsonl",
        vec![
            entry(MORNING, TEXT, Some(7)),
            entry(MORNING + 5, TEXT, Some(8)),
        ],
    );
    let plain = dump("b.md", "普通", &[&format!("05:45 {TEXT}")]);
    let day = day(&[numbered, plain]);
    assert_eq!(
        day.items().map(|item| item.id()).collect::<Vec<_>>(),
        [7, 8].map(ItemId::from_wire)
    );
    assert_eq!(
        day.items()
            .map(|item| item.locations().len())
            .sum::<usize>(),
        3
    );
}

#[test]
fn unnumbered_text_joins_number_of_any_wording() {
    let corrected = TEXT.replace("12", "13");
    let numbered = |name, text| rich(name, vec![entry(MORNING, text, Some(7))]);
    let day = day(&[
        numbered("a.jsonl", TEXT),
        numbered("b.jsonl", &corrected),
        dump("c.md", "普通", &[&format!("05:45 {TEXT}")]),
        dump("d.md", "加红", &[&format!("05:45 {corrected}")]),
    ]);
    assert_eq!((day.len(), day.item(0).locations().len()), (1, 4));
}

#[test]
fn merged_item_combines_all_records() {
    let stock = |name: &str, code: &str| Stock {
        name: name.to_owned(),
        code: code.to_owned(),
    };
    let mut one = entry(
        MORNING + 23,
        &TEXT.chars().take(30).collect::<String>(),
        Some(7),
    );
    one.extra.stocks = vec![stock("云帆智造", "sz300999")];
    one.extra.url = Some("https://example.org/7".to_owned());
    one.flags = one.flags.with(ItemFlags::LEVEL_B);
    let mut two = entry(MORNING + 23, TEXT, None);
    two.extra.stocks = vec![stock("云帆智造", "sz300999"), stock("星河航天", "sh688999")];
    two.extra.subjects = vec!["商业航天".to_owned()];
    two.extra.title = Some("大单".to_owned());
    let plain = dump(
        "c.md",
        "普通",
        &[&format!("05:45 {TEXT}"), "05:45 财联社1月6日电，另一条。"],
    );
    let day = day(&[rich("a.md", vec![one]), rich("b.md", vec![two]), plain]);
    assert_eq!(day.len(), 2);
    let item = day.item(1);
    assert_eq!(
        (item.id(), item.text(), item.stamp().unix()),
        (ItemId::from_wire(7), TEXT, MORNING as u32 + 23)
    );
    let stocks = item.stocks(&StockNames::default());
    assert_eq!(
        stocks
            .iter()
            .map(|stock| stock.code.as_str())
            .collect::<Vec<_>>(),
        ["300999.SZ", "688999.SH"]
    );
    assert_eq!(
        (item.subjects(), item.url(), item.story().title),
        (
            vec!["商业航天"],
            Some("https://example.org/7"),
            Some("大单")
        )
    );
    assert!(
        item.flags().has(
            ItemFlags::ORDINARY
                .with(ItemFlags::LEVEL_B)
                .with(ItemFlags::SECONDS)
        )
    );
}

#[test]
fn story_of_other_minute_keeps_ids_unique() {
    let other = TEXT.replace("三年", "五年");
    let day = day(&[
        rich(
            "a.jsonl",
            vec![
                entry(MORNING + 10, TEXT, None),
                entry(MORNING + 50, &other, None),
            ],
        ),
        rich("b.jsonl", vec![entry(MORNING + 30, "简讯。", Some(7))]),
        rich(
            "c.jsonl",
            vec![entry(
                MORNING + 300,
                "后来才写成的、长得多的一条消息。",
                Some(7),
            )],
        ),
    ]);
    let ids: Vec<ItemId> = day.items().map(|item| item.id()).collect();
    assert_eq!((day.len(), ids[1]), (3, ItemId::from_wire(7)));
    assert_ne!(ids[0], ids[2]);
}

#[test]
fn story_that_gets_a_number_is_renamed() {
    use crate::timeline::Store;
    let plain = dump("a.md", "普通", &[&format!("05:45 {TEXT}")]);
    let id = day(std::slice::from_ref(&plain)).item(0).id();
    let mut store = Store::default();
    store.apply(vec![DumpChange::Read(plain)]);
    let update = store.apply(vec![DumpChange::Read(rich(
        "b.jsonl",
        vec![entry(MORNING + 3, TEXT, Some(7))],
    ))]);
    assert_eq!(
        (update.renamed, update.arrived),
        (vec![(id, ItemId::from_wire(7))], vec![])
    );
}

#[test]
fn crowded_minute_is_merged_fast() {
    let same = format!("05:45 {TEXT}");
    let entries: Vec<String> = (0..20_000)
        .map(|nth| format!("05:45 财联社1月6日电，云帆智造公告，与星河航天签订供货合同第{nth}号。"))
        .collect();
    let entries: Vec<&str> = entries
        .iter()
        .map(String::as_str)
        .chain(std::iter::repeat_n(same.as_str(), 20_000))
        .collect();
    // Comparing each with each takes 800 million comparisons, longer than a test may.
    assert_eq!(day(&[dump("a.md", "普通", &entries)]).len(), 20_001);
}

/// An editor opens the shown place.
#[test]
fn equal_text_is_shown_from_a_dump_for_people() {
    let text = "财联社1月6日电，云帆智造公告，签订12亿元供货合同。";
    let prose = dump("b.md", "普通", &[&format!("09:31 {text}")]);
    let object = format!(r#"{{"time": "2026-01-06 09:31", "content": "{text}"}}"#);
    let fields = read("a.jsonl", object.into_bytes());
    for dumps in [[&prose, &fields], [&fields, &prose]] {
        let day = day(&dumps.map(Arc::clone));
        let item = day.item(0);
        assert_eq!((day.len(), item.locations().len()), (1, 2));
        assert_eq!(item.location().path(), Path::new("b.md"));
    }
}
