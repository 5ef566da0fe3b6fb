//! `in:`, and what a list of stocks and words matches.

use proptest::prelude::*;
use rstest::rstest;

use super::test_item::TestItem;
use super::{lists, matcher, parse};
use crate::item::Stock;
use crate::lang::Lang;
use crate::query::{HitKind, ListTerm, Matcher, Watchlist, Watchlists};

fn named(source: &str) -> Matcher {
    let stock = Stock {
        name: "远山能源".into(),
        code: "688999.SH".into(),
    };
    matcher(source).with_names(&[("远山能源", &stock), ("远山", &stock)])
}

#[rstest]
#[case("in:holdings", "云岭光电涨停", true)]
#[case("in:holdings", "芯片涨价", true)]
#[case("in:holdings", "白酒涨价", false)]
#[case("in:Holdings.txt", "芯片涨价", true)]
#[case("自选：holdings", "芯片涨价", true)]
#[case("in:\"持仓\"", "云海发布", true)]
#[case("in:持仓", "688998.SH公告", false)]
#[case("-in:holdings", "芯片涨价", false)]
#[case("-in:holdings", "白酒涨价", true)]
#[case("in:holdings | 白酒", "白酒涨价", true)]
#[case("in:holdings -涨价", "芯片涨价", false)]
#[case("in:持仓 (涨价 | 涨停)", "云海涨停", true)]
#[case("in:持仓(涨价 | 涨停)", "云海收涨", false)]
#[case("in:空", "云海", false)]
#[case("-in:空", "云海", true)]
#[case("in:空 | 云海", "云海", true)]
fn item_is_in_a_list(#[case] source: &str, #[case] text: &str, #[case] is: bool) {
    assert_eq!(
        matcher(source).is_match(&TestItem::flash(text)),
        is,
        "{source}"
    );
}

#[test]
fn known_names_of_a_listed_code_match() {
    let mut item = TestItem::flash("云岭涨停");
    assert!(!matcher("in:持仓").is_match(&item));
    item.stocks = vec![Stock {
        name: "远山".into(),
        code: "688999.SH".into(),
    }];
    assert!(matcher("in:持仓").is_match(&item) && !matcher("-in:持仓").is_match(&item));
    let lit = named("in:持仓").highlights("远山与远山能源");
    let lit: Vec<_> = lit.into_iter().map(|hit| (hit.range, hit.kind)).collect();
    assert_eq!(lit, [(0..6, HitKind::Name), (9..21, HitKind::Name)]);
    let required = matcher("in:持仓").required(&[]).unwrap();
    assert!(
        required.literals.contains(&"688999".to_owned()),
        "{required:?}"
    );
    assert!(named("in:持仓").reads_stock_names());
}

#[test]
fn unknown_list_names_those_that_exist() {
    let message = |source: &str, lang| parse(source).unwrap_err().message(lang);
    assert_eq!(
        message("in:持", Lang::English),
        "no such list; there are 持仓, 空, holdings"
    );
    assert_eq!(
        message("in:持", Lang::Chinese),
        "没有这个自选列表；有 持仓、空、holdings"
    );
    assert_eq!(message("in:(a | b)", Lang::English), "`in:` takes holdings");
    let error = parse("芯片 in:持").unwrap_err();
    assert_eq!(error.at, 10..13);
    assert!(error.is_unfinished("芯片 in:持"), "it is being typed");
    let wrong = parse("in:错").unwrap_err();
    assert!(!wrong.is_unfinished("in:错"));
    assert!(parse("in:").unwrap_err().is_unfinished("in:"));
    let none = crate::query::parse(
        "in:a",
        &crate::moment::TimeContext::at(super::now()),
        &Watchlists::default(),
    );
    assert!(none.unwrap_err().to_string().starts_with("no lists yet"));
}

#[test]
fn files_that_differ_in_extension_are_one_list() {
    let list = |file: &str, word: &str| {
        Watchlist::new(file.to_owned(), vec![ListTerm::Word(word.to_owned())])
    };
    let lists: Watchlists = [list("a.csv", "云岭"), list("a.txt", "远山")]
        .into_iter()
        .collect();
    let context = crate::moment::TimeContext::at(super::now());
    let finds = |source: &str, text: &str| {
        let query = crate::query::parse(source, &context, &lists).unwrap();
        query.compile().unwrap().is_match(&TestItem::flash(text))
    };
    assert!(finds("in:a", "云岭") && finds("in:a", "远山"));
    assert!(finds("in:a.csv", "云岭") && !finds("in:a.csv", "远山"));
    assert_eq!(lists.names(), ["a"]);
}

#[test]
fn query_knows_whether_it_reads_a_list() {
    for (source, reads) in [("in:空", true), ("a | -(b in:空)", true), ("a", false)] {
        assert_eq!(parse(source).unwrap().reads_lists(), reads, "{source}");
    }
    for (source, asks) in [
        ("a | in:空", true),
        ("a | -(b in:空)", false),
        ("a -in:空", false),
    ] {
        assert_eq!(parse(source).unwrap().asks_for_lists(), asks, "{source}");
    }
    assert_eq!(lists().names(), ["holdings", "持仓", "空"]);
}

proptest! {
    /// A list matches what its words match when they are typed.
    #[test]
    fn list_means_its_words(
        words in prop::collection::vec("[云光电aB]{1,2}", 0..40),
        text in "[云光电aAbB ]{0,12}",
        template in prop::sample::select(vec!["@", "-@", "@ 光", "@ | 电", "-(@ 光) | B"]),
    ) {
        let terms = words.iter().cloned().map(ListTerm::Word).collect();
        let lists: Watchlists = [Watchlist::new("l".to_owned(), terms)].into_iter().collect();
        let typed: Vec<String> = words.iter().map(|word| format!("\"{word}\" | stock:\"{word}\"")).collect();
        let typed = if typed.is_empty() { "(光 -光)".to_owned() } else { format!("({})", typed.join("|")) };
        let context = crate::moment::TimeContext::at(super::now());
        let finds = |source: &str| {
            let query = crate::query::parse(source, &context, &lists).unwrap();
            query.compile().unwrap().is_match(&TestItem::titled(&text, "收涨"))
        };
        prop_assert_eq!(finds(&template.replace('@', "in:l")), finds(&template.replace('@', &typed)));
    }
}
