#![allow(clippy::string_slice, reason = "a test may panic")]

use std::path::Path;

use proptest::prelude::*;
use rstest::rstest;

use self::proof::Proof;
use crate::text::{Ambiguous, TextMetrics, sanitise};

mod proof;

fn set(text: &str, columns: usize) -> Vec<&str> {
    TextMetrics::default()
        .wrap(text, columns)
        .into_iter()
        .map(|line| text.get(line).unwrap())
        .collect()
}

#[rstest]
#[case("澜江科技公告，拟回购股份。", 14, &["澜江科技公告，", "拟回购股份。"])]
#[case("澜江科技公告，拟回购", 12, &["澜江科技公", "告，拟回购"])]
#[case("他说（临时）停牌", 6, &["他说", "（临", "时）停", "牌"])]
#[case("传闻不实——公司", 9, &["传闻不", "实——公司"])]
#[case("约翰·史密斯", 4, &["约", "翰·", "史密", "斯"])]
#[case("等等……再议", 6, &["等等……", "再议"])]
#[case("他强调“稳中求进”总基调", 8, &["他强调", "“稳中求", "进”总基", "调"])]
#[case("收跌-0.3%报", 8, &["收跌", "-0.3%报"])]
#[case("营收12.5亿元。", 13, &["营收", "12.5亿元。"])]
#[case("营收12.5亿元。", 9, &["营收", "12.5亿", "元。"])]
#[case("第3届与第4届", 6, &["第3届", "与", "第4届"])]
#[case("至1月1日2时3分5秒", 10, &["至1月1日", "2时3分5秒"])]
#[case("截至2026年5月31日收盘", 14, &["截至", "2026年5月31日", "收盘"])]
#[case("布油88.90美元/桶", 14, &["布油", "88.90美元/桶"])]
#[case("采用Alpine架构", 9, &["采用", "Alpine架", "构"])]
#[case("a  b", 1, &["a", "b"])]
#[case("一\n\n二 \n", 10, &["一", "", "二"])]
#[case("", 10, &[])]
#[case("股票", 1, &["股", "票"])]
#[case("股票", 0, &["股", "票"])]
#[case("abcdefgh，", 4, &["abcd", "efg", "h，"])]
#[case("写入（177 天前）", 12, &["写入", "（177 天前）"])]
#[case("写于 1 分钟前", 8, &["写于", "1 分钟前"])]
#[case("①开盘②收盘", 6, &["①开盘", "②收盘"])]
fn lines_break_by_the_rules(#[case] text: &str, #[case] columns: usize, #[case] lines: &[&str]) {
    assert_eq!(set(text, columns), lines);
}

#[test]
fn wide_ambiguous_marks_take_two_columns() {
    let wide = TextMetrics {
        ambiguous: Ambiguous::Wide,
    };
    assert_eq!(wide.wrap("“好”的", 6), [0..9, 9..12]);
    assert_eq!(set("“好”的", 6), ["“好”的"]);
}

#[test]
fn link_wider_than_the_line_is_split() {
    let link =
        "https://example.invalid/telegraph/2026/05/31/very-long-name-of-a-page.html?from=list";
    assert_eq!(
        set(link, 20)[..3],
        ["https://", "example.invalid/", "telegraph/2026/05/31"]
    );
    assert!(set(link, 20).iter().all(|line| line.len() <= 20));
    assert_eq!(set(&"x".repeat(200), 60).len(), 4);
    assert!(
        set(&"！".repeat(40), 20)
            .iter()
            .all(|line| line.chars().count() <= 10)
    );
}

/// Text in the shapes of a telegraph; its pieces are at most 21 columns wide. Words of letters end at Chinese: several in a row
/// would be one word that is wider than the line.
fn telegraph() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[一-龥]{1,6}[，。、；：？！]?",
        "[（《“【「][一-龥]{1,4}[）》”】」]",
        "-?[1-9][0-9]{0,2}(\\.[0-9]{1,2})?(%|个百分点|亿元|万股|美元/桶|倍|吨)",
        "20[0-9]{2}年[1-9]月[1-9]日",
        "[A-Z][a-z]{1,9}( [A-Z]{2,5}[0-9]{0,3})?[一-龥]",
        "[一-龥]{2}·[一-龥]{3}|[一-龥](——|……)[一-龥]|[①②③][一-龥]",
        " ",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn telegraphs_wrap_without_a_fault(text in telegraph(), columns in 30..120usize, wide: bool) {
        let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
        prop_assert_eq!(Proof::new(&text).faults(ambiguous, columns), Vec::<String>::new());
    }

    #[test]
    fn any_text_fits_its_columns(text in r"([，。“”（—0-9a-z \n一-龥]|\PC){0,60}", columns in 0..12usize) {
        let text = sanitise(&text).into_owned();
        let (text, text_metrics) = (text.as_str(), TextMetrics::default());
        let lines = text_metrics.wrap(text, columns);
        let kept: String = lines.iter().map(|line| &text[line.clone()]).collect();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&kept), bare(text));
        for line in lines {
            let set = &text[line];
            prop_assert!(text_metrics.width(set) <= columns || text_metrics.glyphs(set).filter(|g| g.columns > 0).count() == 1, "{}", set);
        }
    }
}

/// Wraps every text of a folder of real dumps (its `truth.jsonl`) at several widths, and every hundredth at all widths from
/// 20 to 200. `DIANBAO_WIDTHS=all` wraps every text at all of them, which takes minutes.
#[test]
fn corpus_wraps_without_a_fault() {
    let Some(folder) = std::env::var_os("DIANBAO_CORPUS") else {
        return println!("skipped: DIANBAO_CORPUS names no folder");
    };
    let truth = std::fs::read_to_string(Path::new(&folder).join("cls/truth.jsonl")).unwrap();
    let all = std::env::var("DIANBAO_WIDTHS").is_ok_and(|widths| widths == "all");
    let mut faults = Vec::new();
    for (at, line) in truth.lines().enumerate() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = sanitise(entry["text"].as_str().unwrap());
        let proof = Proof::new(text.as_str());
        let widths = if all || at % 100 == 0 {
            (20..=200).collect()
        } else {
            vec![20 + at % 11, 31 + at % 30, 61 + at % 140]
        };
        for columns in widths {
            let ambiguous = if columns % 2 == 0 {
                Ambiguous::Narrow
            } else {
                Ambiguous::Wide
            };
            faults.extend(proof.faults(ambiguous, columns));
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults, such as {:#?}",
        faults.len(),
        &faults[..faults.len().min(40)]
    );
}

#[test]
fn opening_mark_before_a_space_ends_no_line() {
    let text = "发言人回应：“ 消息不实，敬请留意。”";
    for columns in 8..30 {
        let lines = TextMetrics::default().wrap(text, columns);
        assert!(
            lines.iter().all(|line| !text[line.clone()].ends_with('“')),
            "{columns}"
        );
    }
}

/// Regression: the segmenter, which has no dictionary, printed a complaint to the screen.
#[test]
fn script_without_dictionary_is_one_word() {
    assert_eq!(set("公告ภาษาไทย公告", 8), ["公告", "ภาษาไทย", "公告"]);
    assert_eq!(set("公告 ພາສາລາວ 公告", 9), ["公告", "ພາສາລາວ", "公告"]);
}
