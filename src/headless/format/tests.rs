//! Exports of this program are read back as the items that were printed, in every format that is an export.
//!
//! The JSON of what was read back is compared with that of the original: so no field is lost.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use proptest::prelude::*;

use super::{PrintStyle, Printer};
use crate::cli::OutputFormat;
use crate::dump::{self, Dump, DumpChange, ReadOptions};
use crate::item::Stamp;
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::moment::TimeContext;
use crate::names::NameLearner;
use crate::path::FilePath;
use crate::query::Watchlists;
use crate::rules;
use crate::timeline::{Store, Timeline};

const FORMATS: [(OutputFormat, &str); 3] = [
    (OutputFormat::Jsonl, "export.jsonl"),
    (OutputFormat::Csv, "export.csv"),
    (OutputFormat::Markdown, "export.md"),
];

fn read(path: &Path, bytes: Vec<u8>) -> Arc<Dump> {
    match dump::read(&path.into(), Bytes::from(bytes), ReadOptions::default()) {
        Some(dump) => Arc::new(dump),
        None => panic!("{} is no dump", path.display()),
    }
}

fn timeline(dumps: &[Arc<Dump>]) -> Arc<Timeline> {
    let read = dumps.iter().cloned().map(DumpChange::Read).collect();
    Store::default().apply(read).timeline
}

/// The names that `list` learns.
fn learn(timeline: &Timeline) -> Arc<Knowledge> {
    KnowledgePart::StockNames(NameLearner::new(Vec::new()).learn(&timeline.dumps())).into()
}

/// Prints everything as `list` does.
fn print(timeline: &Timeline, format: OutputFormat, knowledge: &Arc<Knowledge>) -> Vec<u8> {
    let printer = Printer::new(format, PrintStyle::default(), knowledge);
    let mut out = printer.heading().into_bytes();
    for day in timeline.days() {
        printer.day(&mut out, day.day());
        day.items().for_each(|item| printer.item(&mut out, item));
    }
    out
}

fn json(timeline: &Timeline, knowledge: &Arc<Knowledge>) -> String {
    String::from_utf8(print(timeline, OutputFormat::Jsonl, knowledge)).unwrap()
}

/// Compares line by line, so that a failure shows the item.
fn expect_same(expected: &str, found: &str, what: &str) {
    for (expected, found) in expected.lines().zip(found.lines()) {
        assert_eq!(expected, found, "{what}");
    }
    assert_eq!(expected.lines().count(), found.lines().count(), "{what}");
}

/// Reads the exports of a timeline alone, and beside the dumps that it was made of.
fn expect_exports_are_read_back(timeline: &Timeline, dumps: &[Arc<Dump>]) {
    let knowledge = learn(timeline);
    let original = json(timeline, &knowledge);
    for (format, name) in FORMATS {
        let export = read(Path::new(name), print(timeline, format, &knowledge));
        let problems: Vec<String> = export.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, [""; 0], "{name}");
        let alone = self::timeline(&[Arc::clone(&export)]);
        expect_same(&original, &json(&alone, &knowledge), name);
        if !dumps.is_empty() {
            let beside = self::timeline(&[&[export], dumps].concat());
            let beside = json(&beside, &knowledge);
            expect_same(&original, &beside, &format!("{name} beside its dumps"));
        }
    }
}

fn day_dump(name: &str, channel: &str, entries: &str) -> Arc<Dump> {
    let heading = format!(
        "# 财联社【{channel}】电报 - 2026-01-06\n> 统计周期：2026-01-06 06:00 至次日 06:00\n\n"
    );
    read(Path::new(name), (heading + entries).into_bytes())
}

const ORDINARY: &str = "**[05:45]** 财联社1月6日电，甲公司(300999.SZ)公告，净利12亿元，\u{200c}同比增长一成。\n\n\
    **[05:58]** 凌晨的一条，属于次日凌晨。\n\n\
    **[09:31]** 【【研选】长河以北】财联社1月6日电，第一段。\n\n第二段 | 表格 | `代码`。\n\n```\n围栏\n``` (南方晨报)\n\n\
    **[09:32]** 同一分钟的发布会，央行负责人表示，将继续实施适度宽松的货币政策，保持流动性充裕，加大逆周期调节，其一。\n\n\
    **[09:32]** 同一分钟的发布会，央行负责人表示，将继续实施适度宽松的货币政策，保持流动性充裕，加大逆周期调节，其二。\n\n\
    **[09:33]** =1+1，\"引号\"，'单引号'，反斜杠\\u{41}与\\n，&amp; <b>粗</b> --> 👍🏽。\n\n\
    **[09:34]** # 不是标题\n---\n  - 不是列表\n> 不是引文\n\n\
    **[23:59]** 【只有标题】\n\n";
const RED: &str = "**[05:45]** 财联社1月6日电，甲公司(300999.SZ)公告，净利12亿元，\u{200c}同比增长一成。\n\n\
    **[10:00]** 【乙公司签下大单】财联社1月6日电，乙公司签下大单，\u{7}合同为期三年。\n\n";
const FIELDS: &str = concat!(
    r#"{"id": 7, "ctime": 1767665405, "title": "标题在外；甲、乙", "content": "正文没有标题，另有标题。", "level": "B","#,
    r#" "stocks": [{"name": "丙 科技", "code": "sh600999"}, {"name": "丁[港]", "code": ""}, {"name": "", "code": "NVDA.US"}],"#,
    r#" "subjects": ["A股、港股", "芯片;算力", "[环球]"], "shareurl": "https://www.cls.cn/detail/7?a=1&b=(2)"}"#,
    "\n",
    r#"{"id": 7, "ctime": 1767665460, "content": "另一家电讯的同号一条。", "wire": "同花顺"}"#,
    "\n",
);
const OTHER_WIRE: &str = "时间,标题,内容\n2026-01-06 09:32:10,,\"同一分钟的发布会，央行负责人表示，将继续实施适度宽松的货币政策，保持流动性充裕，加大逆周期调节，其一。\"\n";

fn dumps() -> Vec<Arc<Dump>> {
    vec![
        day_dump("甲/ordinary.md", "普通", ORDINARY),
        day_dump("red.md", "加红", RED),
        day_dump("hk:港股;1.md", "港股", "**[11:00]** 港股频道的一条。\n\n"),
        read(Path::new("fields.jsonl"), FIELDS.into()),
        read(Path::new("eastmoney.csv"), OTHER_WIRE.into()),
    ]
}

#[test]
fn every_kind_of_item_is_read_back() {
    let dumps = dumps();
    let original = timeline(&dumps);
    assert_eq!(original.len(), 13, "{original:?}");
    expect_exports_are_read_back(&original, &dumps);
}

#[test]
fn only_some_items_are_read_back_with_their_ids() {
    let dumps = dumps();
    let knowledge = learn(&timeline(&dumps));
    let original = json(&timeline(&dumps), &knowledge);
    for line in original.lines() {
        let one = read(Path::new("one.jsonl"), line.as_bytes().into());
        let alone = timeline(&[Arc::clone(&one)]);
        expect_same(line, &json(&alone, &knowledge), "alone");
        let beside = timeline(&[&[one], &*dumps].concat());
        expect_same(&original, &json(&beside, &knowledge), line);
    }
}

#[test]
fn revised_and_gone_items_are_read_back() {
    let entries = format!("{ORDINARY}{}", RED.split_once("\n\n").unwrap().1);
    let before = day_dump("a.md", "普通", &entries);
    let mut store = Store::default();
    store.apply(vec![DumpChange::Read(Arc::clone(&before))]);
    let first = before.records.first().unwrap();
    let departed = before.departed(&[(&before, first)]).into();
    let entries = entries.split_once("\n\n").unwrap().1;
    let after = day_dump("a.md", "普通", &entries.replace("三年", "五年"));
    let update = store.apply(vec![
        DumpChange::Departed(departed),
        DumpChange::Read(Arc::clone(&after)),
    ]);
    assert_eq!(update.revised.len(), 1);
    let items = || update.timeline.days().iter().flat_map(|day| day.items());
    assert!(items().any(|item| item.is_gone()));
    expect_exports_are_read_back(&update.timeline, &[after]);
}

#[test]
fn export_of_an_export_is_the_same() {
    let original = timeline(&dumps());
    let knowledge = learn(&original);
    for (format, name) in FORMATS {
        let bytes = print(&original, format, &knowledge);
        let again = timeline(&[read(Path::new(name), bytes.clone())]);
        assert_eq!(
            String::from_utf8(print(&again, format, &learn(&again))).unwrap(),
            String::from_utf8(bytes).unwrap()
        );
    }
}

#[test]
fn torn_comment_hides_no_neighbour() {
    let bytes = print(&timeline(&dumps()), OutputFormat::Markdown, &Arc::default());
    let text = String::from_utf8(bytes).unwrap();
    let torn = text.replacen("\"text\":", "\"text", 1);
    let torn = torn.strip_suffix("-->\n\n").unwrap();
    let export = read(Path::new("export.md"), torn.into());
    assert_eq!((export.records.len(), export.problems.len()), (11, 2));
    assert!(text.lines().nth(2).unwrap().starts_with("- "));
    assert_eq!(export.problems[0].line, 3, "that of the item");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Texts and lists with what any of the formats has to escape.
    #[test]
    fn any_text_is_read_back(
        texts in prop::collection::vec(r#"([甲乙【】（）。，;:|`*_#<>&'"\\=+\-@\n\[\]{}u 0-9\t\u{200c}\u{feff}\u{202e}👍🏽]|\PC){1,40}"#, 1..6),
        title in "[甲乙丙;\"'=-]{0,8}",
        subjects in prop::collection::vec(r"[甲a;:\[\]'\\u{}、，= ]{1,6}", 0..3),
    ) {
        let lines = texts.iter().zip(0..).map(|(text, minute)| {
            let item = serde_json::json!({
                "time": format!("2026-01-06 09:3{minute}:05"), "title": title, "content": text, "subjects": subjects,
                "wire": "财联社",
            });
            item.to_string() + "\n"
        });
        let dump = dump::read(&"a.jsonl".into(), Bytes::from(lines.collect::<String>()), ReadOptions::default());
        if let Some(dump) = dump.filter(|dump| !dump.records.is_empty()) {
            let dumps = [Arc::new(dump)];
            expect_exports_are_read_back(&timeline(&dumps), &dumps);
        }
    }
}

/// Every file of the corpus that is a dump.
fn corpus(folder: &Path, dumps: &mut Vec<Arc<Dump>>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            corpus(&path, dumps);
        } else if let Some(dump) = dump::read(
            &FilePath::from(&*path),
            Bytes::from(std::fs::read(&path).unwrap()),
            ReadOptions::default(),
        ) {
            dumps.push(Arc::new(dump));
        }
    }
}

#[test]
fn corpus_is_read_back() {
    let Some(folder) = std::env::var_os("DIANBAO_CORPUS") else {
        println!("skipped: DIANBAO_CORPUS is not set");
        return;
    };
    let mut dumps = Vec::new();
    corpus(Path::new(&folder), &mut dumps);
    let original = timeline(&dumps);
    assert!(original.len() > 10_000);
    expect_exports_are_read_back(&original, &dumps);
}

/// The rules of a large day are found at once, and not item by item.
#[test]
fn rules_of_a_whole_day_are_those_of_each_item() {
    let entries =
        (0..100).map(|n| format!("**[{:02}:{:02}]** 第{n}号公告\n\n", 6 + n / 60, n % 60));
    let text = format!(
        "# 财联社【普通】电报 - 2026-05-14\n\n---\n\n{}",
        entries.collect::<String>()
    );
    let timeline = timeline(&[read(Path::new("2026-05-14.md"), text.into_bytes())]);
    let rules = "[[rule]]\nname = '七'\nquery = '第7'\n[[rule]]\nname = '非'\nquery = '-号'\n\
        [[rule]]\nname = '公告'\nquery = '公告'\npriority = 1\n";
    let times = TimeContext::at(Stamp::default());
    let rules = rules::parse("rules.toml", rules, &times, &Watchlists::default()).unwrap();
    let printer = Printer::new(OutputFormat::Jsonl, PrintStyle::default(), &Arc::default());
    let printer = printer.with_rules(&Arc::new(rules));
    let [day] = timeline.days() else {
        panic!("a day");
    };
    let print = |printer: &Printer| {
        let mut out = Vec::new();
        day.items().for_each(|item| printer.item(&mut out, item));
        String::from_utf8(out).unwrap()
    };
    let whole = print(&printer.of_day(day, day.len()));
    assert_eq!(whole, print(&printer));
    assert_eq!(whole.matches("\"rules\":[\"公告\",\"七\"]").count(), 11);
    assert_eq!(whole.matches("\"rules\":[\"公告\"]").count(), 89);
}
