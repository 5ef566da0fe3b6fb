//! The stocks of an item: given by dumps, mentioned in the text, or known by name.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;

use super::{dump, read, timeline};
use crate::dump::Dump;
use crate::item::{Stamp, Stock};
use crate::moment::TimeContext;
use crate::names::{NameLearner, StockNames, UserStock};
use crate::query::{self, QueryItem, Watchlists};
use crate::state::Marks;
use crate::timeline::ItemRef;

fn line(id: u32, text: &str, stocks: &str) -> String {
    format!(
        r#"{{"id": {id}, "ctime": 1767650{id}, "content": "{text}", "level": "C", "stocks": {stocks}}}"#
    )
}

/// `name code` of the stocks of the only item with this text.
fn stocks(all: &[Arc<Dump>], names: &StockNames, text: &str) -> Vec<String> {
    let timeline = timeline(all);
    let items: Vec<ItemRef<'_>> = timeline.days().iter().flat_map(|day| day.items()).collect();
    let mut found = items.into_iter().filter(|item| item.text().contains(text));
    let item = found.next().unwrap();
    assert!(found.next().is_none(), "{text} is in one item");
    item.stocks(names)
        .into_iter()
        .map(|Stock { name, code }| format!("{name} {code}"))
        .collect()
}

/// The names that the dumps teach.
fn learnt(all: &[Arc<Dump>]) -> Arc<StockNames> {
    NameLearner::default().learn(all)
}

#[test]
fn given_mentioned_and_known_stock_is_one() {
    let lines = [
        line(
            100,
            "云帆智造(688999.SH)与远山能源（000999）签约。",
            r#"[{"name": "云帆智造", "code": "sh688999"}]"#,
        ),
        line(
            200,
            "云帆智造大涨，远山能源跟涨。",
            r#"[{"name": "云帆智造", "code": ""}]"#,
        ),
        line(
            300,
            "（000999）涨停。新星股份上市。",
            r#"[{"name": "新星股份", "code": ""}]"#,
        ),
    ];
    let all = [
        read("a.jsonl", lines.join("\n").into_bytes()),
        dump("b.md", "普通", &["06:00 远山能源(000999.SZ)公告。"]),
    ];
    let stocks = |text: &str| stocks(&all, &learnt(&all), text);
    assert_eq!(stocks("签约"), ["云帆智造 688999.SH", "远山能源 000999.SZ"]);
    assert_eq!(stocks("大涨"), ["云帆智造 688999.SH", "远山能源 000999.SZ"]);
    assert_eq!(stocks("上市"), ["新星股份 ", "远山能源 000999.SZ"]);
}

#[test]
fn notations_of_a_stock_are_one_stock() {
    let text = "远山矿业公告，部分矿山暂停作业，远山矿业与云帆智造(688999)的合同不受影响。";
    let given = r#"[{"name": "远山矿业", "code": ""}, {"name": "星河", "code": "700.HK"}]"#;
    let coded = r#"[{"name": "远山矿业", "code": "sh600999"}, {"name": "星河", "code": ""}, {"name": "某指数", "code": "X1"}]"#;
    let all = [
        read("a.jsonl", line(100, text, given).into_bytes()),
        read("b.jsonl", line(100, text, coded).into_bytes()),
    ];
    let expected = [
        "远山矿业 600999.SH",
        "星河 00700.HK",
        "某指数 X1",
        "云帆智造 688999.SH",
    ];
    assert_eq!(stocks(&all, &StockNames::default(), "远山矿业"), expected);
    assert_eq!(stocks(&all, &learnt(&all), "远山矿业"), expected);
}

#[test]
fn name_with_code_means_that_stock_everywhere() {
    let all = [dump(
        "a.md",
        "普通",
        &[
            "06:00 云帆创新(603999.SH)、星河航天(688998.SH)公告。",
            "06:01 【云帆创新港股大涨】港股云帆创新-W(03999.HK)涨超5%，与星河航天(00701.HK)领涨。消息面上，云帆创新、星河航天中标。",
            "06:02 与云帆创新（A股）不同，和云帆创新(03999.HK)跟跌。",
            "06:03 云帆创新跌停。",
        ],
    )];
    let stocks = |text: &str| stocks(&all, &learnt(&all), text);
    assert_eq!(stocks("领涨"), ["云帆创新-W 03999.HK", "星河航天 00701.HK"]);
    assert_eq!(stocks("跟跌"), ["云帆创新-W 03999.HK"]);
    assert_eq!(stocks("跌停"), ["云帆创新 603999.SH"]);
}

#[test]
fn known_name_before_code_ends_the_sentence() {
    let all = [dump(
        "a.md",
        "普通",
        &[
            "06:00 云帆智造(688999.SH)、星河航天(688998.SH)、远山(600999.SH)公告。",
            "06:01 今日云帆智造和星河航天(00701.HK)跟涨。",
            "06:02 远山芯片ETF星河航天(513998)放量。",
        ],
    )];
    let stocks = |text: &str| stocks(&all, &learnt(&all), text);
    assert_eq!(stocks("跟涨"), ["星河航天 00701.HK", "云帆智造 688999.SH"]);
    assert_eq!(
        stocks("放量"),
        ["远山芯片ETF星河航天 513998.SH"],
        "a fund is named after others"
    );
}

#[test]
fn american_exchange_codes_are_found_as_us() {
    let texts = [
        "06:00 星河芯片(XHXP.O)大涨。",
        "06:01 星河芯片(XHXP.US)回落。",
        "06:02 远山(YS.N)大跌。",
    ];
    let all = [dump("a.md", "普通", &texts)];
    let (timeline, names) = (timeline(&all), learnt(&all));
    let rows = |query: &str| -> Vec<usize> {
        let matcher = query::parse(
            query,
            &TimeContext::at(Stamp::default()),
            &Watchlists::default(),
        )
        .unwrap()
        .compile()
        .unwrap();
        let items = timeline.days()[0].items();
        items
            .filter(|item| matcher.is_match(&item.for_query(&names, &Marks::default())))
            .map(|item| item.row())
            .collect()
    };
    for query in [
        "stock:XHXP.US",
        "stock:XHXP",
        "stock:XHXP.O",
        "stock:xhxp.us",
        "stock:xhxp.o",
    ] {
        assert_eq!(rows(query), [0, 1], "{query}");
    }
    assert_eq!(
        (rows("stock:YS.US"), rows("stock:.US")),
        (vec![2], vec![0, 1, 2])
    );
}

proptest! {
    #[test]
    fn surely_named_code_is_collected(
        words in prop::collection::vec(prop::sample::select(vec![
            "云帆智造", "云帆", "小帆", "远山集团", "(688999.SH)", "（00701.HK）", "(000999)", "sz000999", "【", "】", "，", "（", "）", "公告",
        ]), 1..9),
        given in prop::sample::select(vec!["[]", r#"[{"name": "云帆", "code": ""}]"#, r#"[{"name": "小帆", "code": "X1"}, {"name": "", "code": "688999"}]"#]),
    ) {
        let user = |code: &str, name: &str, alias: &str| UserStock {
            stock: Stock { name: name.to_owned(), code: code.to_owned() },
            aliases: vec![alias.to_owned()],
        };
        let user = vec![user("688999.SH", "云帆智造", "云帆"), user("00701.HK", "小帆", "小帆一号"), user("X2", "远山", "远山集团")];
        let all = [read("a.jsonl", line(100, &format!("始{}", words.concat()), given).into_bytes())];
        let (names, timeline) = (NameLearner::new(user).learn(&all), timeline(&all));
        let marks = Marks::default();
        for item in timeline.days().iter().flat_map(|day| day.items()) {
            let collected = item.stocks(&names);
            for code in ["688999.SH", "00701.HK", "000999.SZ", "X1", "X2"] {
                let queried = item.for_query(&names, &marks);
                let is_named = queried.surely_has_code(&|other| other == code);
                prop_assert!(!is_named || collected.iter().any(|stock| stock.code == code), "{} {:?}", code, collected);
                prop_assert_eq!(queried.stocks(), &collected, "after {}", code);
            }
        }
    }
}

#[test]
fn known_name_is_surely_found() {
    let all = [dump(
        "a.md",
        "普通",
        &[
            "06:00 云帆智造(688999.SH)公告。",
            "06:01 今日云帆智造涨停。",
            "06:02 无。",
        ],
    )];
    let (names, timeline) = (learnt(&all), timeline(&all));
    let items = timeline.days()[0].items();
    let marks = Marks::default();
    let queried = items.map(|item| item.for_query(&names, &marks));
    let found = queried.map(|item| item.surely_has_code(&|code| code == "688999.SH"));
    assert_eq!(found.collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn twenty_thousand_codes_are_collected_fast() {
    let (mut text, mut given) = (String::from("名单："), Vec::new());
    for number in 0..20_000 {
        let code = format!("{}{:04}", ["60", "68"][number / 10_000], number % 10_000);
        write!(text, "云帆{number}({code})、").unwrap();
        given.push(format!(
            r#"{{"name": "远山{number}", "code": "{:05}.HK"}}"#,
            number + 1
        ));
    }
    let given = format!("[{}]", given.join(","));
    let all = [
        read("a.jsonl", line(100, &text, &given).into_bytes()),
        read("b.jsonl", line(100, &text, &given).into_bytes()),
    ];
    // Comparing each with each takes 800 million comparisons, and minutes.
    let found = stocks(&all, &StockNames::default(), "名单");
    assert_eq!(found.len(), 40_000);
    assert_eq!(found.iter().collect::<HashSet<_>>().len(), 40_000);
    assert_eq!(
        (found[0].as_str(), found[39_999].as_str()),
        ("远山0 00001.HK", "云帆19999 689999.SH")
    );
}
