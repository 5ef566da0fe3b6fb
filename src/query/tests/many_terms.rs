//! Queries of thousands of terms.

use proptest::prelude::*;

use super::matcher;
use super::parse;
use super::test_item::{self, TestItem};
use crate::query::Matcher;

fn words(count: usize) -> Vec<String> {
    (0..count).map(|nth| format!("云{nth}光")).collect()
}

fn compile_error(source: &str) -> String {
    parse(source).unwrap().compile().unwrap_err().to_string()
}

#[test]
fn many_alternatives_are_one_search() {
    let matcher = matcher(&words(20_000).join("|"));
    assert!(matcher.is_match(&TestItem::flash("云19999光收涨")));
    assert!(!matcher.is_match(&TestItem::flash("云20000光收涨")));
    let lit = matcher.prepared().highlights("云7光与云8光");
    assert_eq!(
        lit.iter().map(|hit| hit.range.clone()).collect::<Vec<_>>(),
        [0..7, 10..17]
    );
}

#[test]
fn many_exclusions_are_one_search() {
    let matcher = matcher(&format!("收涨 -{}", words(20_000).join(" -")));
    assert!(!matcher.is_match(&TestItem::flash("云19999光收涨")));
    assert!(matcher.is_match(&TestItem::flash("云20000光收涨")));
}

#[test]
fn words_that_must_all_match_are_searched_lazily() {
    let matcher = matcher(&words(40_000).join(" "));
    assert!(!matcher.is_match(&TestItem::flash("云0光云1光")));
}

#[test]
fn equal_terms_count_once() {
    let letters = vec!["yungc"; 1000].join(" | ");
    assert!(parse(&letters).unwrap().compile().is_ok());
}

#[test]
fn too_many_words_of_letters_are_an_error() {
    let letters = |count: u8| {
        let words = (0..count).map(|nth| {
            format!(
                "yun{}{}",
                (b'a' + nth / 26) as char,
                (b'a' + nth % 26) as char
            )
        });
        words.collect::<Vec<_>>()
    };
    assert!(compile_error(&letters(255).join("|")).contains("at most 64 words"));
    assert!(
        parse(&format!("\"{}\"", letters(255).join("\"|\"")))
            .unwrap()
            .compile()
            .is_ok()
    );
}

#[test]
fn too_many_regexes_are_an_error() {
    let regexes = |count: usize| {
        let regexes: Vec<_> = (0..count).map(|nth| format!("/云{nth}.光/")).collect();
        regexes.join("|")
    };
    assert!(compile_error(&regexes(513)).contains("at most 512 regular expressions; join them"));
    assert!(parse(&regexes(512)).unwrap().compile().is_ok());
}

#[test]
fn too_many_groups_are_an_error() {
    let groups = |count: usize| {
        let groups: Vec<_> = (0..count).map(|nth| format!("(云{nth} 光)")).collect();
        groups.join("|")
    };
    assert!(compile_error(&groups(1001)).contains("at most 1000 groups"));
    assert!(parse(&groups(1000)).unwrap().compile().is_ok());
}

#[test]
fn many_ids_are_one_set() {
    let ids = |from: u64| {
        let ids: Vec<_> = (from..from + 20_000).map(|id| format!("id:{id}")).collect();
        matcher(&ids.join("|"))
    };
    assert!(ids(2_380_000).is_match(&TestItem::flash("光")));
    assert!(!ids(2_390_000).is_match(&TestItem::flash("光")));
    let (narrow, wide) = (ids(2_380_000), ids(2_380_000));
    assert!(narrow.implies(&wide) && !narrow.implies(&ids(2_390_000)));
}

/// A frame would wait for what searches for thousands of words.
#[test]
fn many_words_are_lit_once_prepared() {
    let lit = |matcher: &Matcher| matcher.highlights("云1光与云2光").len();
    for join in ["|", " "] {
        let few = matcher(&words(100).join(join));
        assert_eq!((few.has_many_words(), lit(&few)), (false, 2));
        let many = matcher(&words(101).join(join));
        assert_eq!((many.has_many_words(), lit(&many)), (true, 0));
        assert_eq!(lit(&many.prepared()), 2);
    }
}

#[test]
fn lists_of_stocks_narrow_by_equal_words() {
    let list = |from: usize| words(3000 + from).split_off(from).join("|");
    let wide = matcher(&list(0));
    assert!(matcher(&format!("({}) 收涨", list(0))).implies(&wide));
    assert!(matcher("云7光").implies(&wide));
    assert!(!matcher(&list(1)).implies(&wide));
}

/// 51 groups of 51 words took a tenth of a second for each key. A group is one search from 17 words on.
#[test]
fn terms_of_groups_count_for_narrowing() {
    let groups = |count: usize| {
        let words = words(count * 10);
        let groups = words
            .chunks(10)
            .map(|group| format!("({})", group.join("|")));
        matcher(&groups.collect::<Vec<_>>().join(" "))
    };
    assert!(groups(10).implies(&groups(9)));
    assert!(!groups(21).implies(&groups(20)), "a key would wait");
}

proptest! {
    #[test]
    fn joined_terms_match_like_single_ones(
        words in prop::collection::vec("[云光电aB]{1,2}", 17..40),
        text in "[云光电aAbB ]{0,12}",
        field in prop::sample::select(vec!["", "title:", "stock:"]),
    ) {
        let item = TestItem::titled(&text, "收涨");
        let quoted: Vec<String> = words.iter().map(|word| format!("{field}\"{word}\"")).collect();
        let single = |word: &String| matcher(word).is_match(&item);
        let any = quoted.iter().any(single);
        prop_assert_eq!(matcher(&quoted.join("|")).is_match(&item), any);
        prop_assert_eq!(matcher(&format!("-{}", quoted.join(" -"))).is_match(&item), !any);
    }

    #[test]
    fn joined_values_match_like_single_ones(
        field in prop::sample::select(vec!["pct", "amount", "at", "day"]),
        terms in prop::collection::vec((compared(), 0..3_u32), 17..24),
        numbers in prop::collection::vec((prop::sample::select(vec!["涨", "跌"]), 0..28_u32), 0..3),
        minute in 0..28_u32,
    ) {
        let terms = terms.iter().map(|((compare, from), len)| match field {
            "at" => format!("at:09:{from:02}..09:{:02}", (from + len) % 28),
            "day" => format!("day{compare}2026-01-{:02}", from + 1),
            "amount" => format!("amount{compare}{from}万"),
            field => format!("{field}{compare}{from}"),
        });
        let terms: Vec<String> = terms.collect();
        let numbers = numbers.iter().map(|(verb, number)| format!("{verb}{number}%，{number}万元。"));
        let stamp = test_item::stamp(&format!("2026-01-{:02} 09:{minute:02}:00", minute + 1));
        let item = TestItem { stamp, ..TestItem::flash(&numbers.collect::<String>()) };
        let any = terms.iter().any(|term| matcher(term).is_match(&item));
        prop_assert_eq!(matcher(&terms.join("|")).is_match(&item), any, "{:?}", terms);
    }
}

/// Comparisons with numbers, few of which accept most numbers.
fn compared() -> impl Strategy<Value = (&'static str, u32)> {
    prop_oneof![
        6 => (Just(":"), 0..28_u32),
        1 => (prop::sample::select(vec![">", ">="]), 25..28_u32),
        1 => (prop::sample::select(vec!["<", "<="]), 0..3_u32),
    ]
}
