//! Properties of every query and every item.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::test_item::TestItem;
use super::{matcher, now, parse};
use crate::item::{Stock, normalize_code};
use crate::moment::TimeContext;
use crate::query::{
    ListTerm, MatcherSet, QueryItem, ReadingRule, RequiredLiterals, SetEvaluator, Watchlist,
    Watchlists,
};

/// Queries of a few words that sometimes occur in [`story`].
fn query() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[云雲光光電电aAＡb]{1,4}",
        "\"[云光 aB]{1,4}\"",
        "/[云光a]{1,2}[光.+?]?/i?",
        "(title|body|stock|subject|source|column):[云光aB]{1,2}",
        "(title:)?(yun|yung|yunguang|yg|dian|gdia|guangdian|gd|d|di|aa|ab)",
        Just("is:titled".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} | {b})")),
            inner.prop_map(|a| format!("-({a})")),
        ]
    })
}

fn story() -> impl Strategy<Value = TestItem> {
    let part = "[云雲光電电aAＡｂbB ]{0,6}";
    (part, "[云雲光電电aAＡｂbB \n]{0,12}", part, part).prop_map(|(title, body, column, source)| {
        let filled = |part: String| Some(part).filter(|part| !part.is_empty());
        let (column, source) = (filled(column), filled(source));
        let title = match &column {
            Some(column) => format!("【{column}】{title}"),
            None => title,
        };
        let mut item = if title.is_empty() {
            TestItem::flash(&body)
        } else {
            TestItem::titled(&title, &body)
        };
        if let Some(source) = &source {
            item.text = format!("{}（{source}）", item.text);
        }
        TestItem {
            source,
            column,
            ..item
        }
    })
}

/// Lists with words that sometimes occur in [`story`]. Two have more words than are compared one by one.
static LISTS: LazyLock<Watchlists> = LazyLock::new(|| {
    let word = |word: &str| ListTerm::Word(word.to_owned());
    let long = |file: &str, last: [&str; 2]| {
        let others = (0..70).map(|nth| word(&format!("无{nth}")));
        (file.to_owned(), others.chain(last.map(word)).collect())
    };
    let lists = [
        ("空".to_owned(), Vec::new()),
        (
            "少".to_owned(),
            vec![ListTerm::Code("688999.SH".to_owned()), word("aB")],
        ),
        long("长", ["云光", "a"]),
        long("别", ["光", "电电"]),
    ];
    lists
        .map(|(file, terms)| Watchlist::new(file, terms))
        .into_iter()
        .collect()
});

/// Queries with lists and marks too.
fn rule() -> impl Strategy<Value = String> {
    let list = "-?in:[空少长别]( (\\| )?[云光a])?";
    let mark = "-?(is:starred|is:seen|is:unseen|is:noted|note:[云光a])( \\| in:[空少长别])?";
    let code = "-?(stock:)?(688999|yg|云)";
    prop_oneof![
        query(),
        list,
        mark,
        code,
        (query(), list).prop_map(|(a, b)| format!("({a}) {b}"))
    ]
}

/// Names of stocks as texts write them, each with the name and the code of its stock.
const NAMES: [(&str, &str, &str); 4] = [
    ("云光", "云光电子", "688999.SH"),
    ("光电", "光电", "00701.HK"),
    ("电a", "云电", "YDA.US"),
    ("aB", "雲光", "399901.SZ"),
];

prop_compose! {
    /// A story with marks, and with stocks: those whose names it writes, or those that its dump gives.
    fn marked_story(names: Vec<(&'static str, Stock)>)(
        story in story(), is_given in prop::option::of(prop::collection::vec(any::<bool>(), names.len())),
        is_starred in any::<bool>(), is_unseen in any::<bool>(), note in prop::option::of("[云光a]{1,2}"),
    ) -> TestItem {
        let has = |nth: usize, written: &str| match &is_given {
            Some(is_given) => is_given[nth],
            None => story.text.contains(written),
        };
        let stocks = names.iter().enumerate().filter(|(nth, (written, _))| has(*nth, written));
        let stocks = stocks.map(|(_, (_, stock))| stock.clone()).collect();
        TestItem { stocks, stocks_are_written: is_given.is_none(), is_starred, is_unseen, note, ..story }
    }
}

/// Some known names, and stories in which they may be.
fn names_and_stories() -> impl Strategy<Value = (Vec<(&'static str, Stock)>, Vec<TestItem>)> {
    prop::sample::subsequence(NAMES.to_vec(), 0..=NAMES.len()).prop_flat_map(|names| {
        let stock = |name: &str, code: &str| Stock {
            name: name.to_owned(),
            code: code.to_owned(),
        };
        let names: Vec<_> = names
            .into_iter()
            .map(|(written, name, code)| (written, stock(name, code)))
            .collect();
        (
            Just(names.clone()),
            prop::collection::vec(marked_story(names), 1..4),
        )
    })
}

fn holds(required: &RequiredLiterals, text: &str) -> bool {
    required.literals.iter().any(|literal| {
        if required.ignore_ascii_case {
            text.to_ascii_lowercase()
                .contains(&literal.to_ascii_lowercase())
        } else {
            text.contains(literal)
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn parsing_never_panics(source in r#"([-!()|:/"“”（）｜：><=.\\ ]|title|day|at|last|or|not|\PC){0,24}"#) {
        match parse(&source) {
            Ok(query) => drop(query.compile()),
            Err(error) => prop_assert!(source.get(error.at.clone()).is_some(), "{error:?}"),
        }
    }

    #[test]
    fn text_with_code_holds_required_literals(
        code in prop::sample::select(vec!["688999", "sh688999", "688999.SS", "700.HK", "0070.HK", "hk00007", "NVDA.O", "BRK.A.N", "U.US"]),
        from in 0..9_usize, len in 1..10_usize, lower in any::<bool>(), from_written in any::<bool>(),
    ) {
        let canonical = normalize_code(code).unwrap();
        let typed: String = if from_written { code } else { &canonical }.chars().skip(from).take(len).collect();
        let typed = if lower { typed.to_lowercase() } else { typed };
        prop_assume!(!typed.is_empty());
        let matcher = matcher(&format!("stock:\"{typed}\""));
        let stocks = vec![Stock { name: String::new(), code: canonical.clone() }];
        let item = TestItem { stocks, ..TestItem::flash(&format!("云岭({code})")) };
        if let Some(required) = matcher.required(&[]).filter(|_| matcher.is_match(&item)) {
            prop_assert!(holds(&required, &item.text), "{typed} {canonical} {required:?}");
        }
        prop_assert!(from_written || matcher.is_match(&item), "{typed} is a part of {canonical}");
    }

    #[test]
    fn printed_query_parses_to_the_same_tree(source in query()) {
        let plain = parse(&source).unwrap().to_string();
        let again = parse(&plain).unwrap();
        prop_assert_eq!(&again.to_string(), &plain);
        prop_assert_eq!(parse(&again.to_string()).unwrap(), again);
    }

    #[test]
    fn printed_query_matches_the_same_items(source in query(), story in story()) {
        let plain = parse(&source).unwrap().to_string();
        prop_assert_eq!(matcher(&plain).is_match(&story), matcher(&source).is_match(&story));
    }

    #[test]
    fn matching_item_holds_required_literals(source in query(), story in story()) {
        let matcher = matcher(&source);
        if let Some(required) = matcher.required(&[]) {
            let (held, matches) = (holds(&required, &story.text), matcher.is_match(&story));
            prop_assert!(held || !matches, "{required:?}");
            prop_assert!(!required.is_sufficient || held == matches, "{required:?}");
        }
    }

    #[test]
    fn set_agrees_with_its_matchers(sources in prop::collection::vec(rule(), 1..8), (names, stories) in names_and_stories()) {
        let context = TimeContext::at(now());
        let compile = |source: &String| crate::query::parse(source, &context, &LISTS).unwrap().compile().unwrap();
        let names: Vec<_> = names.iter().map(|(written, stock)| (*written, stock)).collect();
        let matchers: Vec<_> = sources.iter().map(compile).collect();
        let set = MatcherSet::new(&matchers, &names);
        let mut evaluator = SetEvaluator::new(&set);
        let matchers: Vec<_> = matchers.iter().map(|matcher| matcher.with_names(&names)).collect();
        for story in &stories {
            let given = story.given_stocks();
            let given = given.iter().flat_map(|stock| [&stock.name, &stock.code]);
            let searched: Vec<_> = given.chain([&story.text]).map(|text| text.to_ascii_lowercase()).collect();
            let is_found = |string: &String| searched.iter().any(|text| text.contains(string));
            let found: Vec<_> = (0..set.strings().len()).filter(|&at| is_found(&set.strings()[at])).collect();
            let expected: Vec<_> = (0..matchers.len()).filter(|&at| matchers[at].is_match(story)).collect();
            prop_assert_eq!(evaluator.matching(story, &found), expected);
        }
    }

    #[test]
    fn implied_query_matches_every_hit(a in query(), b in query(), story in story()) {
        for (narrow, wide) in [(a.clone(), b.clone()), (format!("{a} {b}"), a.clone()), (a.clone(), format!("{a} | {b}"))] {
            let (narrow, wide) = (matcher(&narrow), matcher(&wide));
            if narrow.implies(&wide) && wide.is_match(&story) {
                prop_assert_eq!(narrow.residual(&wide).is_match(&story), narrow.is_match(&story));
            }
            if narrow.implies(&wide) && narrow.is_match(&story) {
                prop_assert!(wide.is_match(&story));
            }
        }
    }

    #[test]
    fn highlights_ascend_without_overlap(source in query(), text in "[云雲光電电aAＡｂbB \n]{0,12}") {
        let lit = matcher(&source).highlights(&text);
        for hit in &lit {
            prop_assert!(text.get(hit.range.clone()).is_some_and(|hit| !hit.is_empty()));
        }
        for pair in lit.windows(2) {
            let (end, start) = (pair[0].range.end, pair[1].range.start);
            prop_assert!(end < start || (end == start && pair[0].kind != pair[1].kind));
        }
        prop_assert_eq!(matcher(&source).first_highlight(&text, ReadingRule::Body).map(|hit| hit.range.start), lit.first().map(|hit| hit.range.start));
    }
}
