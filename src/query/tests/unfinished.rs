//! Queries that are still being typed.

use rstest::rstest;

use super::parse;
use crate::query::may_become_field;

#[rstest]
#[case("i")]
#[case("is")]
#[case("芯片 tit")]
#[case("芯片 -l")]
#[case("(a | am")]
fn last_word_may_become_field(#[case] source: &str) {
    assert!(may_become_field(source), "{source}");
}

#[rstest]
#[case("")]
#[case("is ")]
#[case("isx")]
#[case("IS")]
#[case("byd")]
#[case("is:red")]
#[case("title:is")]
#[case("is 芯片")]
#[case("标")]
#[case("\"is\"")]
#[case("is:")]
fn other_words_are_words(#[case] source: &str) {
    assert!(!may_become_field(source), "{source}");
}

#[rstest]
#[case("is:", true)]
#[case("is:re", true)]
#[case("a |", true)]
#[case("-", true)]
#[case("(a | b", false)]
#[case("\"a b", false)]
#[case("/涨(超", false)]
#[case("is:re ", false)]
#[case("a)", false)]
#[case("titel:a", false)]
#[case("title>", false)]
#[case("/涨(超/", false)]
fn missing_end_is_no_error_yet(#[case] source: &str, #[case] is_unfinished: bool) {
    let error = parse(source).and_then(|query| query.compile()).unwrap_err();
    assert_eq!(error.is_unfinished(source), is_unfinished, "{source}");
}
