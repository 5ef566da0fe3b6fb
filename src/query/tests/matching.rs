//! Matches, highlights, required literals and implications.

use std::ops::Range;

use rstest::rstest;

use super::test_item::{TestItem, stamp};
use super::{matcher, parse};
use crate::item::{ItemFlags, Stock};
use crate::query::{Highlight, HitKind, RequiredLiterals};

fn story() -> TestItem {
    TestItem {
        source: Some("远山日报".into()),
        column: Some("盘中宝".into()),
        stocks: vec![Stock {
            name: "云岭光电".into(),
            code: "sz399901".into(),
        }],
        subjects: vec!["美股动态".into()],
        flags: ItemFlags::TITLED
            .with(ItemFlags::RED)
            .with(ItemFlags::ORDINARY)
            .with(ItemFlags::LEVEL_B),
        ..TestItem::titled(
            "盘中宝：云岭光电推出Lumo芯片",
            "云岭光电1月6日电，公司发布Lumo，\n股价涨超5%。台积电供货。",
        )
    }
}

#[rstest]
#[case("云岭光电")]
#[case("雲嶺光電")]
#[case("LUMO")]
#[case("ｌｕｍｏ")]
#[case("lumo 台積電")]
#[case("没有 | lumo")]
#[case("-没有")]
#[case("\"公司发布LUMO，\"")]
#[case(r"/涨超\d%/")]
#[case("/lumo/i")]
#[case(r"/，\s股价/")]
#[case("title:推出 body:供货")]
#[case("title:(推出 -供货)")]
#[case("source:远山 column:盘中宝 channel:加红 channel:普通 wire:财联社 file:2026-01-06.md")]
#[case("stock:sz399901 stock:SZ399901 stock:云岭")]
#[case("stock:399901.SZ stock:399901.sz stock:Sz399901 stock:399901")]
#[case("sz399901")]
#[case("399901.SZ")]
#[case("美股动态 subject:美股")]
#[case("level:B level>=B level>C level<A level<=B")]
#[case("day:2026-01-06 day:2026-01 -day:2026-01-05")]
#[case("at:09:45 at:09:00..10:00 at:22:00..09:45 -at:10:00..09:00")]
#[case("since:09:45 last:45m -last:44m")]
#[case("is:titled is:red -is:revised is:column")]
#[case("id:2386215 编号：2386215 -id:2386216 -id:x9c18956c1a2b3c4d")]
fn query_matches(#[case] source: &str) {
    assert!(matcher(source).is_match(&story()), "{source}");
}

#[rstest]
#[case("没有")]
#[case("云岭光电 没有")]
#[case("-lumo")]
#[case("\"公司 发布\"")]
#[case("/lumo/")]
#[case("title:供货")]
#[case("body:推出")]
#[case("stock:台积电")]
#[case("level:A")]
#[case("level>B")]
fn query_does_not_match(#[case] source: &str) {
    assert!(!matcher(source).is_match(&story()), "{source}");
}

#[test]
fn defect_12_any_column_has_a_query() {
    let plain = TestItem::titled("云岭光电推出新芯片", "盘中宝也提到它。");
    for (query, in_column, without) in [("is:column", true, false), ("-is:column", false, true)] {
        assert_eq!(matcher(query).is_match(&story()), in_column, "{query}");
        assert_eq!(matcher(query).is_match(&plain), without, "{query}");
    }
}

#[test]
fn gone_item_has_a_query() {
    let present = story();
    let gone = TestItem {
        flags: present.flags.with(ItemFlags::GONE),
        ..story()
    };
    for (query, of_gone, of_present) in [("is:gone", true, false), ("-is:gone", false, true)] {
        assert_eq!(matcher(query).is_match(&gone), of_gone, "{query}");
        assert_eq!(matcher(query).is_match(&present), of_present, "{query}");
    }
}

#[test]
fn full_width_letters_match_ascii() {
    let wide = TestItem::flash("Ａ股三大指数收涨，ＬＵＭＯ领涨");
    assert!(matcher("a股 lumo").is_match(&wide));
}

#[test]
fn title_beside_the_text_is_searched() {
    let story = TestItem {
        title: Some("远处的标题".into()),
        ..TestItem::flash("正文在此")
    };
    assert!(matcher("远处").is_match(&story));
}

#[rstest]
#[case("lumo", true)]
#[case("yunling", true)]
#[case("ylgd", true)]
#[case("title:ylgd stock:ylgd", true)]
#[case("lumo | ylgd", true)]
#[case("lumo ylgd", true)]
#[case("taijidian", true)]
#[case("body:gonghuo", true)]
#[case("-ylgd", false)]
#[case("tjd", false)]
#[case("body:ylgd", false)]
#[case("subject:mgdt", false)]
#[case("YLGD", false)]
#[case("\"ylgd\"", false)]
fn letters_match_as_pinyin(#[case] source: &str, #[case] matches: bool) {
    assert_eq!(matcher(source).is_match(&story()), matches);
}

#[test]
fn body_of_untitled_flash_is_a_headline() {
    assert!(matcher("tjd").is_match(&TestItem::flash("台积电供货")));
}

#[test]
fn initials_are_highlighted_in_headlines_only() {
    let matcher = matcher("ylgd | taijidian");
    let (text, reading) = ("云岭光电与台积电", HitKind::Reading);
    let lit = matcher.headline_highlights(text);
    assert_eq!(lit, [highlight(0..12, reading), highlight(15..24, reading)]);
    assert_eq!(matcher.highlights(text), [highlight(15..24, reading)]);
}

fn highlight(range: Range<usize>, kind: HitKind) -> Highlight {
    Highlight { range, kind }
}

#[rstest]
#[case("pct>=5", true)]
#[case("pct<-7", true)]
#[case("pct<-8", false)]
#[case("pct>6", false)]
#[case("pct:5.2", true)]
#[case("amount>=10亿", true)]
#[case("amount>20亿", false)]
fn figures_are_compared(#[case] source: &str, #[case] matches: bool) {
    let story = TestItem::flash("云岭光电涨5.2%，远山股份跌7.5%，两市成交12.5亿元。");
    assert_eq!(matcher(source).is_match(&story), matches);
}

#[test]
fn relative_time_counts_from_parsing() {
    let late = TestItem {
        stamp: stamp("2026-01-06 10:29:00"),
        ..TestItem::flash("一")
    };
    assert!(parse("last:1m").unwrap().compile().unwrap().is_match(&late));
}

#[test]
fn highlights_skip_negated_parts() {
    let literal = |range| highlight(range, HitKind::Literal);
    let lit = |source: &str, text: &str| matcher(source).highlights(text);
    assert_eq!(
        lit("lumo -公司 | /发\\S/", "公司发布Lumo"),
        [literal(6..16)]
    );
    assert_eq!(
        lit("云岭 wire:财", "财联云岭、云岭"),
        [literal(6..12), literal(15..21)]
    );
    assert!(matcher("/x*/").highlights("没有").is_empty());
}

#[rstest]
#[case("台积电", &["台积电", "臺積電", "檯積電", "颱積電", "台積電"], true)]
#[case("公司 台积电", &["台积电", "臺積電", "檯積電", "颱積電", "台積電"], false)]
#[case("\"供货\" | \"发布\"", &["供货", "发布"], true)]
#[case("title:人工", &["人工"], false)]
#[case("人工 -台积电", &["人工"], false)]
fn raw_text_requires_literals(
    #[case] source: &str,
    #[case] literals: &[&str],
    #[case] is_sufficient: bool,
) {
    let mut required = matcher(source).required(&[]).unwrap();
    required.literals.sort();
    let mut literals: Vec<String> = literals.iter().map(|&literal| literal.into()).collect();
    literals.sort();
    assert_eq!(
        required,
        RequiredLiterals {
            literals,
            ignore_ascii_case: false,
            is_sufficient
        }
    );
}

#[rstest]
#[case("stock:688999.SH", &["688999"])]
#[case("stock:688999.s", &["688999"])]
#[case("stock:0700.HK", &["700"])]
#[case("stock:NVDA.O", &["NVDA"])]
#[case("stock:云帆", &["云帆", "雲帆"])]
fn code_requires_only_its_symbol(#[case] source: &str, #[case] literals: &[&str]) {
    let required = matcher(source).required(&[]).unwrap();
    let is_ascii = |literal: &&String| literal.is_ascii() || !source.is_ascii();
    assert_eq!(
        required
            .literals
            .iter()
            .filter(is_ascii)
            .collect::<Vec<_>>(),
        literals,
        "{source}"
    );
}

#[rstest]
#[case("")]
#[case("stock:.SH")]
#[case("stock:S")]
#[case("stock:00")]
#[case("-台积电")]
#[case("台积电 | is:red")]
#[case("channel:加红")]
#[case("tesla")]
fn nothing_is_required_of_raw_text(#[case] source: &str) {
    assert_eq!(matcher(source).required(&[]), None);
}

#[rstest]
#[case("云岭光电", "云岭", true)]
#[case("云岭", "云岭光电", false)]
#[case("云岭 -涨停", "云岭", true)]
#[case("云岭 公司", "公司 云岭", true)]
#[case("云岭", "云岭 | 公司", true)]
#[case("云岭 | 公司", "云岭", false)]
#[case("title:云岭", "云岭", true)]
#[case("云岭", "title:云岭", false)]
#[case("source:云岭", "云岭", true)]
#[case("stock:云岭", "云岭", false)]
#[case("\"NVIDIA Corp\"", "nvidia", true)]
#[case("-云岭", "-云岭光电", true)]
#[case("-云岭光电", "-云岭", false)]
#[case("/a/", "/a/i", true)]
#[case("/ab/", "/a/", false)]
#[case("nvidia", "nv", true)]
#[case("ylgd", "ylg", true)]
#[case("ylg", "yl", false)]
#[case("yunling", "yunl", false)]
#[case("yun", "yu", false)]
#[case("ylg", "lg", false)]
#[case("day:2026-01-06", "day:2026-01", true)]
#[case("last:5m", "last:15m", true)]
#[case("", "云岭", false)]
#[case("云岭", "", true)]
fn longer_query_implies_the_shorter(
    #[case] grown: &str,
    #[case] older: &str,
    #[case] narrows: bool,
) {
    assert_eq!(matcher(grown).implies(&matcher(older)), narrows);
}

#[test]
fn regex_requires_its_prefixes_or_suffixes() {
    let literals = |source: &str| {
        matcher(source)
            .required(&[])
            .map(|required| required.literals)
    };
    assert_eq!(
        literals(r"/涨(超|幅)\d+%/"),
        Some(vec!["涨幅".to_owned(), "涨超".to_owned()])
    );
    assert_eq!(literals(r"/\d+亿元/"), Some(vec!["亿元".to_owned()]));
    assert_eq!(literals(r"/\d+|亿元/"), None);
    assert!(!matcher("/亿元/").required(&[]).unwrap().is_sufficient);
}
