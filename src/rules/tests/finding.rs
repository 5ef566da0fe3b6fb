//! Hits are found anew only for items that changed, and are the same as if everything was searched.

use std::sync::Arc;

use bytes::Bytes;

use super::rules;
use crate::dump::{self, DumpChange, ReadOptions};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::rules::{RuleFinder, RuleHits, RuleSearch, RuleSet};
use crate::state::Marks;
use crate::timeline::{Store, Timeline};

const RULES: &str = "\
[[rule]]
name = '云帆'
query = '云帆'
[[rule]]
name = '红'
query = 'is:red'
priority = 5
[[rule]]
name = '改'
query = 'is:revised'
[[rule]]
name = '非'
query = '-云帆'
";

pub(super) fn change(channel: &str, day: u32, flashes: &[&str]) -> DumpChange {
    let date = format!("2026-05-{day:02}");
    let mut text = format!(
        "# 财联社【{channel}】电报 - {date}\n> 统计周期：{date} 05:30 至次日 05:30\n\n---\n\n"
    );
    for (minute, flash) in flashes.iter().enumerate() {
        let (hour, minute) = (6 + minute / 60, minute % 60);
        let entry = format!("**[{hour:02}:{minute:02}]** 财联社电，{flash}的消息全文\n\n");
        text.push_str(&entry);
    }
    let path = format!("财联社【{channel}】电报_{date}.md").as_str().into();
    let dump = dump::read(&path, Bytes::from(text), ReadOptions::default()).unwrap();
    DumpChange::Read(Arc::new(dump))
}

pub(super) fn search(
    rules: &Arc<RuleSet>,
    timeline: &Arc<Timeline>,
    knowledge: &Arc<Knowledge>,
) -> RuleSearch {
    RuleSearch {
        rules: Arc::clone(rules),
        timeline: Arc::clone(timeline),
        knowledge: Arc::clone(knowledge),
        older: Vec::new(),
        counts_all: true,
        number: 0,
    }
}

/// The names of the rules of every item, oldest first.
fn names(hits: &RuleHits, timeline: &Timeline) -> Vec<String> {
    let items = timeline.days().iter().flat_map(|day| day.items());
    items
        .map(|item| {
            let rules = hits.rules_of(item.day(), item.id()).iter();
            let names = rules.map(|rule| hits.rules().get(*rule).unwrap().name());
            names.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn changes_are_found_as_in_a_search_of_all() {
    let rules = Arc::new(rules(RULES).unwrap());
    let knowledge = Arc::default();
    let (mut store, mut finder) = (Store::default(), RuleFinder::default());
    let steps = [
        (
            change("普通", 30, &["云帆上市", "远山发电"]),
            vec!["云帆", "非"],
        ),
        // An arrival, and another day.
        (
            change("普通", 30, &["云帆上市", "远山发电", "云帆涨停"]),
            vec!["云帆", "非", "云帆"],
        ),
        (
            change("普通", 31, &["小远降价"]),
            vec!["云帆", "非", "云帆", "非"],
        ),
        // A promotion.
        (
            change("加红", 31, &["小远降价"]),
            vec!["云帆", "非", "云帆", "红 非"],
        ),
        // A revision that mentions another stock.
        (
            change("普通", 30, &["云帆上市", "远山发电与云帆", "云帆涨停"]),
            vec!["云帆", "云帆 改", "云帆", "红 非"],
        ),
        // Fewer items.
        (change("普通", 30, &["云帆上市"]), vec!["云帆", "红 非"]),
    ];
    for (nth, (change, expected)) in steps.into_iter().enumerate() {
        let timeline = store.apply(vec![change]).timeline;
        let search = search(&rules, &timeline, &knowledge);
        let found = names(&finder.find(&search), &timeline);
        assert_eq!(found, expected, "step {nth}");
        assert_eq!(
            found,
            names(&RuleFinder::default().find(&search), &timeline)
        );
    }
}

fn json(stocks: &str, subject: &str) -> DumpChange {
    let text = format!(
        r#"[{{"id": 7, "ctime": 1780157295, "title": "", "content": "某公司公告。", "stock_list": [{stocks}], "subjects": [{{"subject_name": "{subject}"}}]}}]"#
    );
    let dump = dump::read(&"a.json".into(), Bytes::from(text), ReadOptions::default()).unwrap();
    DumpChange::Read(Arc::new(dump))
}

/// A wire adds stocks and topics later, beside the text.
#[test]
fn what_a_dump_gives_beside_the_text_counts() {
    let text = "[[rule]]\nname = '股'\nquery = 'stock:688999.SH'\n\
        [[rule]]\nname = '题'\nquery = 'subject:机器人'\n";
    let rules = Arc::new(rules(text).unwrap());
    let (mut store, mut finder) = (Store::default(), RuleFinder::default());
    let knowledge = Arc::default();
    let stock = r#"{"name": "云帆智造", "StockID": "sh688999"}"#;
    for (change, expected) in [
        (json("", "宏观"), ""),
        (json(stock, "宏观"), "股"),
        (json("", "机器人"), "题"),
    ] {
        let timeline = store.apply(vec![change]).timeline;
        let hits = finder.find(&search(&rules, &timeline, &knowledge));
        assert_eq!(names(&hits, &timeline), [expected]);
    }
}

/// A list of a hundred stocks has more words than a frame waits for.
#[test]
fn hits_of_many_words_are_lit() {
    let words: Vec<_> = (100..300).map(|n| format!("第{n}家")).collect();
    let text = format!(
        "[[rule]]\nname = '多'\nquery = '{}'\nstyle = {{ hits = 'hit' }}",
        words.join(" | ")
    );
    let rules = Arc::new(rules(&text).unwrap());
    let timeline = Store::default()
        .apply(vec![change("普通", 31, &["第123家"])])
        .timeline;
    let hits = RuleFinder::default().find(&search(&rules, &timeline, &Arc::default()));
    let (rule, _) = rules.ranked().next().unwrap();
    let lit = hits.lights(rule).unwrap().highlights("第123家公司");
    assert_eq!(lit.len(), 1);
}

#[test]
fn large_day_is_searched_as_a_whole() {
    let rules = Arc::new(rules(RULES).unwrap());
    let flashes: Vec<_> = (0..100)
        .map(|n| format!("第{n}号{}公告", ["云帆", "远山", "小远"][n % 3]))
        .collect();
    let flashes: Vec<_> = flashes.iter().map(String::as_str).collect();
    let timeline = Store::default()
        .apply(vec![change("普通", 31, &flashes)])
        .timeline;
    let day = timeline.days()[0].day();
    let hits = RuleFinder::default().find(&search(&rules, &timeline, &Arc::default()));
    let counts: Vec<_> = rules
        .ranked()
        .map(|(index, rule)| (rule.name(), hits.on_day(index, day)))
        .collect();
    assert_eq!(counts, [("红", 0), ("云帆", 34), ("改", 0), ("非", 66)]);
    let items = timeline.days()[0].items().take(3);
    let counted = hits.count(items.map(|item| (day, item.id())));
    let counted: Vec<_> = rules.ranked().map(|(index, _)| counted.of(index)).collect();
    assert_eq!(counted, [0, 1, 0, 2]);
}

#[test]
fn newest_days_and_those_in_view_have_hits() {
    let rules = Arc::new(rules(RULES).unwrap());
    let days = (11..=20)
        .map(|day| change("普通", day, &["云帆"]))
        .collect();
    let timeline = Store::default().apply(days).timeline;
    let hits = RuleFinder::default().find(&search(&rules, &timeline, &Arc::default()));
    let (cloud, _) = rules.ranked().nth(1).unwrap();
    let counts = timeline
        .days()
        .iter()
        .map(|day| hits.on_day(cloud, day.day()));
    assert_eq!(counts.collect::<Vec<_>>(), [0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
    let mut finder = RuleFinder::default();
    let mut older = |rows: &[usize]| {
        let in_view = RuleSearch {
            older: rows.iter().map(|&n| timeline.days()[n].day()).collect(),
            ..search(&rules, &timeline, &Arc::default())
        };
        let hits = finder.find(&in_view);
        let counts = timeline.days().iter().take(4);
        counts
            .map(|day| hits.on_day(cloud, day.day()))
            .collect::<Vec<_>>()
    };
    assert_eq!(older(&[1]), [0, 1, 0, 1]);
    assert_eq!(older(&[0]), [1, 1, 0, 1]);
    assert_eq!(older(&[]), [1, 1, 0, 1]);
}

#[test]
fn rules_about_marks_follow_the_marks() {
    let text = format!("{RULES}[[rule]]\nname = '新'\nquery = 'is:unseen 云帆'\npriority = 1\n");
    let rules = Arc::new(rules(&text).unwrap());
    let timeline = Store::default()
        .apply(vec![change(
            "普通",
            31,
            &["云帆上市", "远山发电", "云帆涨停"],
        )])
        .timeline;
    let mut finder = RuleFinder::default();
    let mut found = |unseen: &[usize]| {
        let day = &timeline.days()[0];
        let ids = unseen.iter().map(|&row| day.item(row).id());
        let mut marks = Marks::known();
        marks.set_unseen(day.day(), ids.collect());
        let knowledge = KnowledgePart::Marks(Arc::new(marks)).into();
        names(
            &finder.find(&search(&rules, &timeline, &knowledge)),
            &timeline,
        )
    };
    assert_eq!(found(&[0, 1]), ["新 云帆", "非", "云帆"]);
    assert_eq!(found(&[1, 2]), ["云帆", "非", "新 云帆"]);
    assert_eq!(found(&[]), ["云帆", "非", "云帆"]);
}
