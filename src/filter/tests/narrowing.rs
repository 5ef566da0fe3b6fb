//! A narrower query finds the same among the hits of a wider one.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;

use super::{dump, learnt, matcher, matching_items_by_day, narrowed, text, timeline};
use crate::dump::{Dump, ReadOptions};
use crate::item::Stock;
use crate::knowledge::Knowledge;
use crate::names::{NameLearner, UserStock};
use crate::path::FilePath;

/// A text that may have a title with a column, and an attribution.
fn story_text() -> impl Strategy<Value = String> {
    let title = prop::sample::select(vec![
        "",
        "【英伟达】",
        "【【云帆】12】",
        "【【nvidia】云帆】",
    ]);
    let end = prop::sample::select(vec![
        "",
        "。（云帆日报）",
        "。(nvidia)",
        "。（英伟达 记者 云帆）",
    ]);
    (title, text(), end).prop_map(|(title, text, end)| [title, &text, end].concat())
}

/// Items as JSON lines, with stocks, subjects and a title beside the text.
fn json_dump(name: &str, day: u32, texts: &[String]) -> Arc<Dump> {
    let midnight = 1_767_225_600 + u64::from(day - 1) * 86_400;
    let mut lines = String::new();
    for (nth, text) in (0..).zip(texts) {
        // A dump whose items are all blank is none.
        let text = if text.trim().is_empty() {
            "云帆"
        } else {
            text
        };
        let title = ["", "云帆", "英伟达 12", "【【nvidia】云帆】"][nth % 4];
        let extra = [
            r#""subjects":["云帆","12"]"#,
            r#""stocks":["英伟达(NVDA.US)"]"#,
        ][nth % 2];
        let time = midnight + 60 * nth as u64;
        writeln!(
            lines,
            r#"{{"ctime":{time},"title":"{title}","content":"{text}",{extra}}}"#
        )
        .unwrap();
    }
    let read = dump::read(&FilePath::from(name), lines.into(), ReadOptions::default());
    Arc::new(read.expect("a dump"))
}

/// The parts of a query: a field or none, a word in it, and conditions.
const FIELD_PREFIXES: [&str; 9] = [
    "", "", "", "title:", "body:", "source:", "column:", "subject:", "stock:",
];

const WORDS: [&str; 14] = [
    "云帆",
    "云帆日报",
    "英伟达",
    "nvidia",
    "nv",
    "\"12\"",
    "/[^a]*%/",
    "/^云/",
    "/云帆$/i",
    "yf",
    "yw",
    "yingweida",
    "ywd",
    "(云帆 | 12)",
];

const CONDITIONS: [&str; 6] = [
    "is:red",
    "is:titled",
    "-12",
    "-(云帆 nv)",
    "at:06:00..08:03",
    "day:2026-01",
];

fn names_of_two_stocks() -> Arc<Knowledge> {
    let stock = |name: &str, code: &str| UserStock {
        stock: Stock {
            name: name.into(),
            code: code.into(),
        },
        aliases: Vec::new(),
    };
    let stocks = vec![stock("云帆", "688999.SH"), stock("英伟达", "NVDA.US")];
    learnt(NameLearner::new(stocks).learn(&[]))
}

/// A word, in a field or anywhere, or a condition.
fn query_part() -> impl Strategy<Value = String> {
    let word = (
        prop::sample::select(&FIELD_PREFIXES[..]),
        prop::sample::select(&WORDS[..]),
    );
    prop_oneof![
        6 => word.prop_map(|(field, word)| [field, word].concat()),
        1 => prop::sample::select(&CONDITIONS[..]).prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn narrowing_old_hits_finds_what_matching_finds(
        days in proptest::collection::vec(proptest::collection::vec(story_text(), 0..12), 1..4),
        is_json in any::<bool>(), knows_names in any::<bool>(), wide in query_part(), added in query_part(), other in query_part(),
    ) {
        let named = (6..).zip(&days).filter(|(_, texts)| !texts.is_empty()).map(|(nth, texts)| if is_json {
            json_dump(&format!("{nth}.jsonl"), nth, texts)
        } else {
            dump(&format!("{nth}.md"), "普通", nth, texts)
        });
        let timeline = timeline(named.collect());
        let knowledge = if knows_names { names_of_two_stocks() } else { Arc::default() };
        for narrow in [added.clone(), format!("{wide} {added}"), format!("{wide} {added} {other}"), format!("({added} | {other})")] {
            if matcher(&narrow).implies(&matcher(&wide)) {
                prop_assert_eq!(
                    narrowed(&wide, &narrow, &knowledge, timeline.days()),
                    matching_items_by_day(&narrow, &knowledge, timeline.days()),
                    "{} -> {}", wide, narrow
                );
            }
        }
    }
}

#[test]
fn attribution_and_column_narrow_a_bare_word() {
    let texts = [
        "【【云帆】12】沪指高开。",
        "沪指高开。（云帆日报）",
        "云帆公告。",
    ]
    .map(str::to_owned);
    let timeline = timeline(vec![dump("a.md", "普通", 6, &texts)]);
    let rows = |narrow: &str| narrowed("云帆", narrow, &Arc::default(), timeline.days());
    let day = timeline.days()[0].day();
    assert_eq!(rows("source:云帆"), [(day, vec![1])]);
    assert_eq!(rows("column:云帆"), [(day, vec![0])]);
}
