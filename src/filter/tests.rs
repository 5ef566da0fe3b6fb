//! A pass finds what matching every item finds, however its results are cut into messages.

mod corpus;
mod narrowing;
mod passes;
mod plans;

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use chrono::NaiveDate;
use proptest::prelude::*;

use super::{FilterPlan, JointSearch};
use crate::dump::{self, Dump, DumpChange, ReadOptions};
use crate::item::{NewsDay, Stamp};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::moment::TimeContext;
use crate::names::StockNames;
use crate::path::FilePath;
use crate::query::{self, ListTerm, Matcher, Watchlist, Watchlists};
use crate::timeline::{Day, Store, Timeline};

fn dump(name: &str, channel: &str, day: u32, texts: &[String]) -> Arc<Dump> {
    let day = NaiveDate::from_yo_opt(2026, day).unwrap();
    let mut text = format!(
        "# 财联社【{channel}】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n\n---\n\n"
    );
    for (nth, entry) in texts.iter().enumerate() {
        write!(
            text,
            "**[{:02}:{:02}]** {entry}\n\n",
            6 + nth / 60,
            nth % 60
        )
        .unwrap();
    }
    match dump::read(
        &FilePath::from(name),
        Bytes::from(text),
        ReadOptions::default(),
    ) {
        Some(dump) => Arc::new(dump),
        None => panic!("no dump"),
    }
}

fn timeline(dumps: Vec<Arc<Dump>>) -> Arc<Timeline> {
    Store::default()
        .apply(dumps.into_iter().map(DumpChange::Read).collect())
        .timeline
}

/// No term, a few, and more than are compared one by one: two lists that differ in their last terms.
static LISTS: LazyLock<Watchlists> = LazyLock::new(|| {
    let word = |word: &str| ListTerm::Word(word.to_owned());
    let long = |file: &str, last: [&str; 2]| {
        let others = (0..100).map(|nth| word(&format!("无{nth}无")));
        (file.to_owned(), others.chain(last.map(word)).collect())
    };
    let few = vec![
        ListTerm::Code("688999.SH".to_owned()),
        ListTerm::Phrase("nvidia".to_owned()),
        word("小帆"),
    ];
    let lists = [
        ("空.txt".to_owned(), Vec::new()),
        ("持仓.csv".to_owned(), few),
        long("长.txt", ["英伟达", "智造"]),
        long("别.txt", ["云帆", "財聯社"]),
    ];
    lists
        .map(|(file, terms)| Watchlist::new(file, terms))
        .into_iter()
        .collect()
});

fn matcher(query: &str) -> Matcher {
    query::parse(query, &TimeContext::at(Stamp::default()), &LISTS)
        .unwrap()
        .compile()
        .unwrap()
}

fn learnt(names: Arc<StockNames>) -> Arc<Knowledge> {
    KnowledgePart::StockNames(names).into()
}

fn search_day(matcher: &Matcher, knowledge: &Arc<Knowledge>, day: &Day) -> Vec<u32> {
    FilterPlan::new(matcher.clone(), Arc::clone(knowledge)).search_day(day)
}

/// What the plan has to find.
fn matching_items(matcher: &Matcher, knowledge: &Knowledge, day: &Day) -> Vec<u32> {
    let matcher = knowledge.teach(matcher);
    let items = day.items().filter(|item| {
        matcher.is_match(&item.for_query(knowledge.stock_names(), knowledge.marks()))
    });
    items.map(|item| item.row() as u32).collect()
}

/// Matchers that are searched for together find what each finds alone, in a day and in each item.
fn assert_joint_search_agrees<'d>(
    matchers: &[Matcher],
    knowledge: &Knowledge,
    days: impl IntoIterator<Item = &'d Arc<Day>>,
) {
    let joint = JointSearch::new(matchers, knowledge);
    for day in days {
        let mut by_matcher = vec![Vec::new(); matchers.len()];
        joint.search_day(day, knowledge, |row, matching| {
            let item = day.item(row);
            assert_eq!(joint.matching(item, knowledge), matching);
            for matcher in matching {
                by_matcher[*matcher].push(row as u32);
            }
        });
        for (matcher, rows) in matchers.iter().zip(by_matcher) {
            let expected = matching_items(matcher, knowledge, day);
            assert_eq!(rows, expected, "{} {matcher:?}", day.day());
        }
    }
}

fn matching_items_by_day(
    query: &str,
    knowledge: &Knowledge,
    days: &[Arc<Day>],
) -> Vec<(NewsDay, Vec<u32>)> {
    let matcher = matcher(query);
    let asked = days
        .iter()
        .rev()
        .map(|shown| (shown.day(), matching_items(&matcher, knowledge, shown)));
    asked.filter(|(_, rows)| !rows.is_empty()).collect()
}

/// The hits of a narrower query among the hits of a wider one, newest day first.
fn narrowed(
    wide: &str,
    narrow: &str,
    knowledge: &Arc<Knowledge>,
    days: &[Arc<Day>],
) -> Vec<(NewsDay, Vec<u32>)> {
    let (wide, narrow) = (matcher(wide), matcher(narrow));
    assert!(narrow.implies(&wide));
    let hits: Vec<Vec<u32>> = days
        .iter()
        .map(|shown| search_day(&wide, knowledge, shown))
        .collect();
    let hits: Vec<_> = days
        .iter()
        .zip(hits.iter().map(Vec::as_slice))
        .rev()
        .collect();
    let found = FilterPlan::new(narrow, Arc::clone(knowledge))
        .residual(&wide)
        .search_rows(&hits, || true);
    found
        .iter()
        .map(|found| (found.day.day(), found.rows.to_vec()))
        .collect()
}

/// A text that some queries of the tests find.
fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop::sample::select(vec![
            "英伟达",
            "云帆智造",
            "(688999.SH)",
            "（00701.HK）",
            "Nvidia",
            "nvidia",
            "財聯社",
            "云帆",
            "12",
            "%",
            "】",
            "【",
            "电，",
            "06:",
            " ",
        ]),
        1..8,
    )
    .prop_map(|words| words.concat())
}
