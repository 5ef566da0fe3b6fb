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
#[case("cq", "重庆", 0..6)]
#[case("yinhang", "银行", 0..6)]
#[case("changjiang", "长江", 0..6)]
#[case("zhgs", "中国石油", 0..9)]
#[case("nv", "女", 0..3)]
#[case("xian", "西安", 0..6)]
fn headline_matches(#[case] word: &str, #[case] text: &str, #[case] at: Range<usize>) {
    assert_eq!(find(word, text, ReadingRule::Headline), [at]);
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
