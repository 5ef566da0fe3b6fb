use rstest::rstest;

use super::Pinyin;

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
fn a_headline_is_found(#[case] word: &str, #[case] text: &str, #[case] at: std::ops::Range<usize>) {
    assert_eq!(Pinyin::of(word).unwrap().in_headline(text), Some(at));
}

#[rstest]
#[case("ywd", "英-伟达")]
#[case("ywdx", "英伟达")]
#[case("yi", "英")]
fn a_headline_is_not_found(#[case] word: &str, #[case] text: &str) {
    assert_eq!(Pinyin::of(word).unwrap().in_headline(text), None);
}

#[test]
fn bodies_want_whole_syllables_at_least_two() {
    let body = |word, text| Pinyin::of(word).and_then(|pinyin| pinyin.in_body(text));
    assert_eq!(body("yingweida", "看好英伟达"), Some(6..15));
    assert_eq!(body("yingwei", "看好英伟达"), Some(6..12));
    for word in ["ywd", "yingwd", "ying", "yingwe", "jx"] {
        assert_eq!(body(word, "看好英伟达机械"), None, "{word}");
    }
}

#[rstest]
#[case("nvidia")]
#[case("ai5")]
#[case("AI")]
#[case("a")]
#[case("uber")]
#[case("英")]
fn no_pinyin(#[case] word: &str) {
    assert!(Pinyin::of(word).is_none());
}
