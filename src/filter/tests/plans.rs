//! A plan finds in a day what matching each item finds, and so does a joint search.

use std::sync::Arc;

use proptest::prelude::*;

use super::{
    assert_joint_search_agrees, dump, learnt, matcher, matching_items, search_day, text, timeline,
};
use crate::dump::ReadOptions;
use crate::filter::JointSearch;
use crate::item::Stock;
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::names::{NameLearner, UserStock};
use crate::state::{Change, KeptStory, Mark, Marks, Note};
use crate::timeline::Timeline;

/// These terms among hundreds that no text has.
fn many(field: &str, terms: &[&str]) -> String {
    let others = (0..300).map(|nth| format!("{}", 600_000 + nth));
    let terms = terms.iter().map(|&term| term.to_owned());
    let terms = others.chain(terms).map(|term| format!("{field}{term}"));
    terms
        .collect::<Vec<_>>()
        .join(if field == "-" { " " } else { "|" })
}

/// Queries of every kind, about what the texts have.
fn queries() -> Vec<String> {
    let queries = [
        "英伟达",
        "nvidia",
        "英伟达|云帆",
        "nvidia | 财联社",
        "英伟达 12",
        "-英伟达",
        "title:云帆",
        "\"06:\"",
        "/n.*a/i",
        "/^云|^財/",
        "/[^a]*%/",
        "/\\d+%|x*/",
        "/(?s)1.*2/",
        "/英|达】/",
        "ywd",
        "body:nvidia",
        "channel:加红 云帆",
        "(英伟达|nvidia) -12",
        "is:red",
        "**[06",
        "伟达nv",
        "",
        "12",
        "云",
        "pct>5",
        "amount>1万",
        "amount>=5000万",
        "amount<2",
        "stock:云帆",
        "stock:688999",
        "-stock:智造",
        "stock:00701 英伟达",
        "stock:yfzz",
        "stock:小帆|12",
        "stock:688999.sh",
        "in:空",
        "-in:空 云帆",
        "in:空 | 英伟达",
        "in:持仓",
        "-in:持仓",
        "in:持仓 12",
        "in:长",
        "in:长 | is:starred",
        "-in:长",
        "in:别",
        "in:别 in:长",
        "in:别 -in:长",
        "is:starred",
        "-is:starred",
        "is:noted 云帆",
        "is:unseen",
        "is:seen",
        "is:unseen -is:starred",
        "note:云帆",
        "note:英伟达",
        "-note:云帆",
        "note:云帆 | 英伟达",
        "note:/^云/ in:长",
        &many("", &["云帆智造", "英伟达"]),
        &many("", &["nvidia", "云帆智造"]),
        &many("-", &["云帆", "12"]),
        &many("stock:", &["688999", "00701"]),
        &many("stock:", &["00701.HK"]),
        &many("stock:", &["云帆智造"]),
        &many("title:", &["云帆智造", "财联社"]),
    ];
    queries.map(str::to_owned).into()
}

/// The names of two stocks; one has an alias in letters. Of each twelve items some are starred, some have a note and
/// some are unseen, in every combination.
fn knowledge(timeline: &Timeline) -> Arc<Knowledge> {
    let given = |code: &str, name: &str, alias: &str| UserStock {
        stock: Stock {
            name: name.to_owned(),
            code: code.to_owned(),
        },
        aliases: vec![alias.to_owned()],
    };
    let given = vec![
        given("688999.SH", "云帆智造", "nvidia"),
        given("00701.HK", "小帆", "云帆12"),
    ];
    let knowledge = learnt(NameLearner::new(given).learn(&timeline.dumps()));
    let marks = KnowledgePart::Marks(Arc::new(marks(timeline)));
    knowledge.with(marks).unwrap_or(knowledge)
}

fn marks(timeline: &Timeline) -> Marks {
    let mut marks = Marks::known();
    let items = timeline.days().iter().flat_map(|day| day.items());
    for (nth, item) in items.enumerate() {
        let at = item.stamp();
        let story = Arc::new(KeptStory {
            day: item.day(),
            stamp: at,
            ids: item.all_ids(),
            text: item.text().to_owned(),
            file: String::new(),
        });
        let note = [None, Some("云帆：看明早"), Some("英伟达")][nth % 3];
        let mark = Mark {
            starred_at: (nth % 2 == 0).then_some(at),
            note: note.map(|text| Note {
                text: text.into(),
                at,
            }),
        };
        for change in Change::of_mark(&story, &mark) {
            marks.apply(&change);
        }
        if nth % 4 < 2 {
            marks.add_unseen(item.day(), [item.id()]);
        }
    }
    marks
}

proptest! {
    #[test]
    fn plan_finds_what_matching_each_item_finds(
        ordinary in proptest::collection::vec(text(), 0..12), red in proptest::collection::vec(text(), 0..12),
        query in prop::sample::select(queries()),
    ) {
        let matcher = matcher(&query);
        let timeline = timeline(vec![dump("a.md", "普通", 6, &ordinary), dump("b.md", "加红", 6, &red)]);
        let knowledge = knowledge(&timeline);
        for shown in timeline.days() {
            prop_assert_eq!(search_day(&matcher, &knowledge, shown), matching_items(&matcher, &knowledge, shown), "{}", query);
        }
    }

    #[test]
    fn joint_search_finds_what_each_matcher_finds(
        texts in proptest::collection::vec(text(), 0..12), queries in prop::sample::subsequence(queries(), 1..20), knows in any::<bool>(),
    ) {
        let timeline = timeline(vec![dump("a.md", "普通", 6, &texts)]);
        let knowledge = if knows { knowledge(&timeline) } else { Arc::default() };
        let matchers: Vec<_> = queries.iter().map(|query| matcher(query)).collect();
        assert_joint_search_agrees(&matchers, &knowledge, timeline.days());
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

/// Rules that share a list look for it once; those with another list find their own.
#[test]
fn joint_search_keeps_lists_apart() {
    let texts = ["英伟达。", "云帆。", "云帆智造。", "公告。"].map(str::to_owned);
    let timeline = timeline(vec![dump("a.md", "普通", 6, &texts)]);
    let matchers = ["in:长", "in:别", "in:空", "in:长 云帆", "-in:别"].map(matcher);
    let mut found = vec![Vec::new(); texts.len()];
    let search = JointSearch::new(&matchers, &Arc::default());
    search.search_day(&timeline.days()[0], &Arc::default(), |row, matching| {
        found[row] = matching.to_vec();
    });
    assert_eq!(found, [vec![0, 4], vec![1], vec![0, 1, 3], vec![4]]);
}

#[test]
fn joint_search_reads_marks() {
    let texts: Vec<_> = (0..12).map(|nth| format!("公告{nth}。")).collect();
    let timeline = timeline(vec![dump("a.md", "普通", 6, &texts)]);
    let matchers = [
        "is:starred",
        "is:unseen",
        "is:seen",
        "note:云帆",
        "note:英伟达 is:starred",
    ]
    .map(matcher);
    let (knowledge, mut found) = (knowledge(&timeline), vec![Vec::new(); matchers.len()]);
    // The marks are not those of the start: they change more often than the names.
    let search = JointSearch::new(&matchers, &Arc::default());
    search.search_day(&timeline.days()[0], &knowledge, |row, matching| {
        matching.iter().for_each(|place| found[*place].push(row));
    });
    let expected = [
        vec![0, 2, 4, 6, 8, 10],
        vec![0, 1, 4, 5, 8, 9],
        vec![2, 3, 6, 7, 10, 11],
        vec![1, 4, 7, 10],
        vec![2, 8],
    ];
    assert_eq!(found, expected);
}

/// A service gives titles, stocks and subjects beside the text.
#[test]
fn joint_search_reads_what_is_beside_the_text() {
    let text = r#"[
        {"id": 7, "ctime": 1780157295, "title": "云岭光电", "content": "某公司公告，云帆。", "stock_list": [{"name": "小帆", "StockID": "hk00701"}]},
        {"id": 8, "ctime": 1780157296, "title": "", "content": "某公司上市。", "subjects": [{"subject_name": "机器人"}]},
        {"id": 9, "ctime": 1780157297, "title": "", "content": "某公司停牌。"}
    ]"#;
    let dump = dump::read(&"a.json".into(), text.into(), ReadOptions::default()).unwrap();
    let timeline = timeline(vec![Arc::new(dump)]);
    let queries = [
        "云岭",
        "光电",
        "title:云岭",
        "小帆",
        "00701",
        "stock:701",
        "机器人",
        "subject:机器人",
        "-机器人",
        "/器./",
        "云帆 小帆",
        "ylgd",
    ];
    let matchers = queries.map(matcher);
    assert_joint_search_agrees(&matchers, &knowledge(&timeline), timeline.days());
    let hits: Vec<_> = timeline.days()[0]
        .items()
        .map(|item| {
            JointSearch::new(&matchers, &Arc::default())
                .matching(item, &Arc::default())
                .len()
        })
        .collect();
    assert_eq!(hits, [9, 3, 1]);
}
