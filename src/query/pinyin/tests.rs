use std::ops::Range;

use rstest::rstest;

use super::{Pinyin, ReadingRule};

fn find(word: &str, text: &str, rule: ReadingRule) -> Vec<Range<usize>> {
    Pinyin::parse(word).unwrap().find_all(text, rule)
}

#[rstest]
#[case("yingweida", "看好英伟达", 6..15)]
#[case("ywd", "看好英伟达", 6..15)]
#[case("yingwd", "英伟达", 0..9)]
#[case("yweida", "英伟达", 0..9)]
#[case("yingwei", "英伟达", 0..6)]
#[case("yingwe", "英伟达", 0..6)]
#[case("chongqing", "重庆", 0..6)]
#[case("zhongqing", "重庆", 0..6)]
#[case("yinhang", "银行", 0..6)]
#[case("changjiang", "长江", 0..6)]
#[case("zhgs", "中国石油", 0..9)]
#[case("xian", "西安", 0..6)]
fn headline_matches(#[case] word: &str, #[case] text: &str, #[case] at: Range<usize>) {
    assert_eq!(find(word, text, ReadingRule::Headline), [at]);
}

#[rstest]
#[case("cq", "重庆啤酒", true)]
#[case("nv", "女娲", true)]
#[case("ywd", "英伟达", true)]
#[case("mt", "贵州茅台", false)]
#[case("ywd", "台湾岛", false)]
fn name_begins_with_the_letters(#[case] word: &str, #[case] name: &str, #[case] begins: bool) {
    assert_eq!(Pinyin::parse(word).unwrap().begins(name), begins);
}

#[test]
fn defect_32_two_letters_read_names_only() {
    for rule in [ReadingRule::Headline, ReadingRule::Body] {
        assert!(find("sh", "上海机场", rule).is_empty());
    }
    assert_eq!(find("sh", "上海机场", ReadingRule::Name), vec![0..6; 1]);
    assert!(find("sh", "上能电气", ReadingRule::Name).is_empty());
}

#[rstest]
#[case("ywd", "台湾岛")]
#[case("zzzz", "董事长朱")]
#[case("ywd", "已有大")]
#[case("sfs", "单分数")]
fn defect_32_rare_readings_do_not_match(#[case] word: &str, #[case] text: &str) {
    assert!(find(word, text, ReadingRule::Headline).is_empty());
}

#[rstest]
#[case("hangye", "行业")]
#[case("changan", "长安")]
#[case("xiamen", "厦门")]
#[case("xizang", "西藏")]
#[case("yinyue", "音樂")]
#[case("kuaiji", "會計")]
#[case("tiaozheng", "调整")]
#[case("shoudu", "首都")]
#[case("luan", "六安")]
fn common_readings_all_match(#[case] word: &str, #[case] text: &str) {
    assert_eq!(find(word, text, ReadingRule::Headline), vec![0..6; 1]);
}

#[rstest]
#[case("ywd", "英-伟达")]
#[case("ywdx", "英伟达")]
#[case("yi", "英")]
fn headline_does_not_match(#[case] word: &str, #[case] text: &str) {
    assert!(find(word, text, ReadingRule::Headline).is_empty());
}

#[test]
fn body_needs_two_whole_syllables() {
    let body = |word, text| find(word, text, ReadingRule::Body);
    assert_eq!(body("yingweida", "看好英伟达"), vec![6..15]);
    assert_eq!(body("yingwei", "看好英伟达"), vec![6..12]);
    for word in ["ywd", "yingwd", "ying", "yingwe", "jx"] {
        assert!(body(word, "看好英伟达机械").is_empty(), "{word}");
    }
}

#[rstest]
#[case("nvidia")]
#[case("ai5")]
#[case("AI")]
#[case("a")]
#[case("uber")]
#[case("英")]
fn word_is_no_pinyin(#[case] word: &str) {
    assert!(Pinyin::parse(word).is_none());
}
