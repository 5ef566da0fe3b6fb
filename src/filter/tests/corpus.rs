//! Queries over real dumps.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use super::{
    assert_joint_search_agrees, learnt, matcher, matching_items, matching_items_by_day, narrowed,
    search_day, timeline,
};
use crate::dump::{self, ReadOptions};
use crate::filter::{DayHits, FilterPlan};
use crate::names::NameLearner;
use crate::path::FilePath;
use crate::timeline::Timeline;

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
        let by_name: usize = all.iter().map(|hits| hits.pinyin.names).sum();
        let by_reading: usize = all.iter().map(|hits| hits.pinyin.readings).sum();
        println!(
            "{letters} {name}: {named} items, {} hits, {right} right, {by_name} by name, {by_reading} by reading",
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
    let queries = [
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
        "is:red -公司",
        "铜 | 金",
        "pct>5 -公司",
        "amount>=100亿",
        "amount>=9000万",
        "amount:12亿",
        "amount<3",
        "/[涨跌]停/",
        "column:龙虎榜",
    ];
    let matchers = queries.map(matcher);
    let newest = timeline.days().iter().rev().take(16).rev();
    assert_joint_search_agrees(&matchers, &knowledge, newest);
    for query in queries {
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
        assert!(count > 0, "{query} has hits in real dumps");
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
