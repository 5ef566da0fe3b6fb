//! A pass finds what matching every item finds, however its results are cut into messages.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use chrono::NaiveDate;
use proptest::prelude::*;

use super::{DayHits, FilterPlan, FilterWorker, PassProgress, PinyinHits, PreviousPass};
use crate::dump::{self, Dump, DumpChange, ReadOptions};
use crate::item::{NewsDay, Stamp, Stock};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::moment::TimeContext;
use crate::names::{NameLearner, StockNames, UserStock};
use crate::path::FilePath;
use crate::query::{self, Matcher};
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

fn matcher(query: &str) -> Matcher {
    query::parse(query, &TimeContext::at(Stamp::default()))
        .unwrap()
        .compile()
        .unwrap()
}

fn plan(query: &str) -> FilterPlan {
    FilterPlan::new(matcher(query), Arc::default())
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
    let items = day
        .items()
        .filter(|item| matcher.is_match(&item.for_query(knowledge.stock_names())));
    items.map(|item| item.row() as u32).collect()
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

/// A filter whose messages are taken from a channel.
fn filter() -> (FilterWorker, Receiver<PassProgress>) {
    let (send, receive) = channel();
    let send = Mutex::new(send);
    let publish = move |progress| drop(send.lock().unwrap().send(progress));
    let filter = FilterWorker::start(publish, || panic!("a search panicked"));
    (filter.unwrap(), receive)
}

fn until_complete(receive: &Receiver<PassProgress>, pass: u64) -> Vec<PassProgress> {
    let mut all = Vec::new();
    loop {
        let progress = receive.recv().expect("the filter lives");
        if progress.pass == pass {
            let complete = progress.complete;
            all.push(progress);
            if complete {
                return all;
            }
        }
    }
}

/// More days than are steps of their own.
const DAYS: u32 = 100;

fn season() -> Arc<Timeline> {
    let text = |day: u32, nth: u32| {
        format!(
            "财联社1月{day}日电，第{nth}条{}。",
            if nth == day % 40 {
                "英伟达"
            } else {
                "消息"
            }
        )
    };
    timeline(
        (1..=DAYS)
            .map(|day| {
                dump(
                    &format!("{day}.md"),
                    "普通",
                    day,
                    &(0..40).map(|nth| text(day, nth)).collect::<Vec<_>>(),
                )
            })
            .collect(),
    )
}

#[test]
fn pass_publishes_each_day_once_newest_first() {
    let (mut filter, receive) = filter();
    let timeline = season();
    filter.start_pass(1, plan("英伟达"), Arc::clone(&timeline), None);
    let published = until_complete(&receive, 1);
    let days: Vec<NewsDay> = published
        .iter()
        .flat_map(|progress| &progress.found)
        .map(|found| found.day.day())
        .collect();
    let expected: Vec<NewsDay> = timeline.days().iter().rev().map(|day| day.day()).collect();
    assert_eq!(days, expected);
    assert_eq!(
        published.last().unwrap().reached,
        Some(expected[DAYS as usize - 1])
    );
    assert!(
        published
            .iter()
            .flat_map(|progress| &progress.found)
            .all(|found| found.rows.len() == 1)
    );
}

#[test]
fn empty_passes_complete() {
    let (mut filter, receive) = filter();
    filter.start_pass(1, plan("不存在的词"), season(), None);
    assert!(
        until_complete(&receive, 1)
            .iter()
            .all(|progress| progress.found.is_empty())
    );
    filter.start_pass(2, plan("英伟达"), Arc::default(), None);
    assert_eq!(until_complete(&receive, 2).len(), 1);
}

#[test]
fn new_pass_cancels_the_one_before() {
    let (mut filter, receive) = filter();
    let timeline = season();
    for pass in 1..=200 {
        filter.start_pass(pass, plan("消息"), Arc::clone(&timeline), None);
    }
    let published = until_complete(&receive, 200);
    assert_eq!(
        published
            .iter()
            .flat_map(|progress| &progress.found)
            .count(),
        DAYS as usize
    );
    filter.cancel();
    drop(filter);
    assert!(
        receive.iter().all(|progress| progress.pass == 200),
        "no older pass publishes later"
    );
}

#[test]
fn narrower_query_searches_old_hits_only() {
    let (mut filter, receive) = filter();
    let timeline = season();
    let of_day = |nth: usize, rows: &[u32]| (timeline.days()[nth].day(), Arc::from(rows));
    let within = PreviousPass {
        matcher: matcher("条"),
        rows: [of_day(4, &[5, 6, 7]), of_day(5, &[0, 1])].into(),
    };
    filter.start_pass(1, plan("英伟达 条"), Arc::clone(&timeline), Some(within));
    let published = until_complete(&receive, 1);
    let found: Vec<_> = published
        .iter()
        .flat_map(|progress| &progress.found)
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].day.day(), &*found[0].rows),
        (timeline.days()[4].day(), &[5][..])
    );
}

#[test]
fn panic_is_reported_and_the_next_pass_runs() {
    let (send, receive) = channel();
    let (send, report) = (Mutex::new(send.clone()), Mutex::new(send));
    let publish = move |progress: PassProgress| {
        assert_ne!(progress.pass, 1);
        send.lock().unwrap().send(progress.complete).unwrap();
    };
    let on_panic = move || report.lock().unwrap().send(false).unwrap();
    let mut filter = FilterWorker::start(publish, on_panic).unwrap();
    filter.start_pass(1, plan("英伟达"), season(), None);
    assert!(!receive.recv().unwrap());
    filter.start_pass(2, plan("不存在的词"), season(), None);
    while !receive.recv().unwrap() {}
}

#[test]
fn refresh_publishes_days_without_hits() {
    let (mut filter, receive) = filter();
    let mut store = Store::default();
    let before = store
        .apply(vec![DumpChange::Read(dump(
            "a.md",
            "普通",
            6,
            &["英伟达".to_owned()],
        ))])
        .timeline;
    filter.start_pass(1, plan("英伟达"), before, None);
    until_complete(&receive, 1);
    let update = store.apply(vec![DumpChange::Read(dump(
        "a.md",
        "普通",
        6,
        &["云帆智造".to_owned()],
    ))]);
    filter.refresh(1, plan("英伟达"), update.timeline, update.changed);
    let again = receive.recv().unwrap();
    assert!(again.complete && again.found.len() == 1 && again.found[0].rows.is_empty());
}

#[test]
fn refresh_of_an_old_pass_is_dropped() {
    let (mut filter, receive) = filter();
    let timeline = season();
    let days: Vec<NewsDay> = timeline.days().iter().map(|day| day.day()).collect();
    filter.start_pass(1, plan("英伟达"), Arc::clone(&timeline), None);
    filter.start_pass(2, plan("消息"), Arc::clone(&timeline), None);
    filter.refresh(1, plan("英伟达"), timeline, days);
    until_complete(&receive, 2);
    drop(filter);
    assert!(receive.iter().all(|progress| progress.pass == 2));
}

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

proptest! {
    #[test]
    fn plan_finds_what_matching_each_item_finds(
        ordinary in proptest::collection::vec(text(), 0..12), red in proptest::collection::vec(text(), 0..12),
        query in prop::sample::select(vec![
            "英伟达", "nvidia", "英伟达|云帆", "nvidia | 财联社", "英伟达 12", "-英伟达", "title:云帆", "\"06:\"", "/n.*a/i", "/^云|^財/", "/[^a]*%/", "/\\d+%|x*/", "/(?s)1.*2/", "/英|达】/", "ywd",
            "body:nvidia", "channel:加红 云帆", "(英伟达|nvidia) -12", "is:red", "**[06", "伟达nv",
            "stock:云帆", "stock:688999", "-stock:智造", "stock:00701 英伟达", "stock:yfzz", "stock:小帆|12", "stock:688999.sh",
        ]),
    ) {
        let matcher = matcher(query);
        let given = |code: &str, name: &str, alias: &str| UserStock {
            stock: Stock { name: name.to_owned(), code: code.to_owned() },
            aliases: vec![alias.to_owned()],
        };
        let given = vec![given("688999.SH", "云帆智造", "nvidia"), given("00701.HK", "小帆", "云帆12")];
        let timeline = timeline(vec![dump("a.md", "普通", 6, &ordinary), dump("b.md", "加红", 6, &red)]);
        let knowledge = learnt(NameLearner::new(given).learn(&timeline.dumps()));
        for shown in timeline.days() {
            prop_assert_eq!(search_day(&matcher, &knowledge, shown), matching_items(&matcher, &knowledge, shown), "{}", query);
        }
    }
}

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

/// The real dumps in these folders; `None` without a corpus.
fn real_timeline(folders: &[&str]) -> Option<Arc<Timeline>> {
    let Some(root) = std::env::var_os("DIANBAO_CORPUS") else {
        println!("skipped: DIANBAO_CORPUS names no folder of real dumps");
        return None;
    };
    let mut files = Vec::new();
    for folder in folders {
        let folder = std::fs::read_dir(Path::new(&root).join(folder)).unwrap();
        files.extend(
            folder
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|e| e != "jsonl")),
        );
    }
    let read = |path: &Path| match dump::read(
        &FilePath::from(path),
        Bytes::from(std::fs::read(path).unwrap()),
        ReadOptions::default(),
    ) {
        Some(dump) => Arc::new(dump),
        None => panic!("no dump"),
    };
    Some(timeline(files.iter().map(|path| read(path)).collect()))
}

/// The first letters of the names that texts call most find each item that has the name.
#[test]
fn defect_32_letters_find_names_in_real_dumps() {
    let Some(timeline) = real_timeline(&["cls"]) else {
        return;
    };
    let knowledge = learnt(NameLearner::default().learn(&timeline.dumps()));
    let hits = |query: &str| -> Vec<_> {
        let plan = FilterPlan::new(matcher(query), Arc::clone(&knowledge));
        timeline
            .days()
            .iter()
            .map(|day| plan.day_hits(day))
            .collect()
    };
    let rows = |hits: &[DayHits]| hits.iter().map(|hits| hits.rows.len()).sum::<usize>();
    let mut known = 0;
    for (letters, name) in ABBREVIATIONS {
        let all = hits(letters);
        let [named, right] =
            [name.to_owned(), format!("{letters} {name}")].map(|query| rows(&hits(&query)));
        let pinyin = all
            .iter()
            .map(|hits| hits.pinyin)
            .fold(PinyinHits::default(), |a, b| a + b);
        println!(
            "{letters} {name}: {named} items, {} hits, {right} right, {pinyin:?}",
            rows(&all)
        );
        if knowledge
            .stock_names()
            .known()
            .iter()
            .any(|known| known.written == name)
        {
            known += 1;
            assert_eq!(right, named, "{letters} finds all of {name}");
        }
    }
    assert!(known > 15, "{known} of these names are learnt");
}

const ABBREVIATIONS: [(&str, &str); 30] = [
    ("ywd", "英伟达"),
    ("byd", "比亚迪"),
    ("zjxc", "中际旭创"),
    ("gzmt", "贵州茅台"),
    ("ndsd", "宁德时代"),
    ("tjd", "台积电"),
    ("zxzq", "中信证券"),
    ("zgsy", "中国石油"),
    ("zgsh", "中国石化"),
    ("zgpa", "中国平安"),
    ("zsyh", "招商银行"),
    ("hgxx", "海光信息"),
    ("xys", "新易盛"),
    ("hwj", "寒武纪"),
    ("gldq", "格力电器"),
    ("mdjt", "美的集团"),
    ("lxjm", "立讯精密"),
    ("jdf", "京东方"),
    ("wly", "五粮液"),
    ("zxgj", "中芯国际"),
    ("xmjt", "小米集团"),
    ("txkg", "腾讯控股"),
    ("albb", "阿里巴巴"),
    ("shzk", "三花智控"),
    ("tsl", "特斯拉"),
    ("ccgx", "长春高新"),
    ("gyfl", "工业富联"),
    ("lskj", "蓝思科技"),
    ("hryy", "恒瑞医药"),
    ("sh", "上海机场"),
];

#[test]
fn plan_agrees_with_matching_on_real_days() {
    let Some(timeline) = real_timeline(&[
        "cls",
        "wild/headings",
        "wild/download",
        "wild/api",
        "wild/sections",
    ]) else {
        return;
    };
    let knowledge = learnt(NameLearner::default().learn(&timeline.dumps()));
    for query in [
        "英伟达",
        "stock:英伟达",
        "stock:688",
        "stock:600519",
        "nvidia",
        "半导体|芯片|存储",
        "stock:sz",
        "sz300",
        "环球市场情报",
        "ywd",
        "zj",
        "title:zj",
        "zj -yingweida",
        "中国 美国 -伊朗",
        "title:特斯拉",
        "2026",
        "NVDA",
    ] {
        let matcher = matcher(query);
        let mut count = 0;
        for shown in timeline.days().iter().rev().take(16) {
            let rows = search_day(&matcher, &knowledge, shown);
            assert_eq!(
                rows,
                matching_items(&matcher, &knowledge, shown),
                "{query} {}",
                shown.day()
            );
            count += rows.len();
        }
        assert!(count > 0, "{query} stands in real dumps");
    }
    for (wide, narrow) in [
        ("公司", "公司 同比"),
        ("英伟达", "英伟达 (芯片|算力)"),
        ("半导体", "半导体 stock:688"),
        ("ywd", "ywd zj"),
        ("zj", "zj 芯片"),
    ] {
        let left = matching_items_by_day(narrow, &knowledge, timeline.days());
        assert!(left.len() > 1, "{narrow} stands in several days");
        assert_eq!(
            narrowed(wide, narrow, &knowledge, timeline.days()),
            left,
            "{narrow}"
        );
    }
}

#[test]
fn stock_is_found_by_every_known_name() {
    let texts = [
        "云帆智造(688999.SH)公告。",
        "今日云帆智造涨停。",
        "远山能源：中标。",
        "688999跌停。",
    ]
    .map(str::to_owned);
    let timeline = timeline(vec![dump("a.md", "普通", 6, &texts)]);
    let knowledge = learnt(NameLearner::default().learn(&timeline.dumps()));
    let rows = |query: &str| search_day(&matcher(query), &knowledge, &timeline.days()[0]);
    assert_eq!(
        (rows("stock:688999"), rows("stock:云帆"), rows("688999")),
        (vec![0, 1], vec![0, 1], vec![0, 3])
    );
    assert_eq!(
        search_day(
            &matcher("stock:688999"),
            &Arc::default(),
            &timeline.days()[0]
        ),
        [0],
        "before names are learnt"
    );
}
