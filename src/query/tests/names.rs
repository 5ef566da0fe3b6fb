//! Words of letters that stand for known names of stocks.

use rstest::rstest;

use super::matcher;
use super::test_item::TestItem;
use crate::item::Stock;
use crate::query::{Highlight, HitKind, Matcher};

fn knowing(source: &str) -> Matcher {
    let stocks = [
        ("云岭光电", "399901.SZ"),
        ("远山", "688999.SH"),
        ("远山能源", "688998.SH"),
    ]
    .map(|(name, code)| Stock {
        name: name.into(),
        code: code.into(),
    });
    let names: Vec<_> = stocks
        .iter()
        .map(|stock| (stock.name.as_str(), stock))
        .collect();
    matcher(source).with_names(&names)
}

#[rstest]
#[case("ylgd", "沪指高开", "云岭光电涨停", true)]
#[case("yl", "沪指高开", "云岭光电涨停", true)]
#[case("yl", "原料涨价", "沪指高开", false)]
#[case("yll", "原料链涨价", "沪指高开", true)]
#[case("gd", "沪指高开", "云岭光电涨停", false)]
#[case("title:yl", "沪指高开", "云岭光电涨停", false)]
#[case("title:yl", "云岭光电涨停", "沪指高开", true)]
#[case("source:yl", "云岭光电涨停", "沪指高开", false)]
#[case("\"yl\"", "云岭光电涨停", "沪指高开", false)]
#[case("yl -ysny", "云岭光电涨停", "远山能源跌停", false)]
fn defect_32_letters_find_names_anywhere(
    #[case] source: &str,
    #[case] title: &str,
    #[case] body: &str,
    #[case] matches: bool,
) {
    assert_eq!(
        knowing(source).is_match(&TestItem::titled(title, body)),
        matches
    );
}

#[rstest]
#[case("ylgd", "YLGD发布", Some(HitKind::Literal))]
#[case("ylgd", "云岭光电发布", Some(HitKind::Name))]
#[case("ylgd", "原料供地", Some(HitKind::Reading))]
#[case("ylgd", "沪指", None)]
#[case("ylgd 发布", "云岭光电发布", Some(HitKind::Name))]
#[case("ylgd | 发布", "云岭光电发布", Some(HitKind::Literal))]
#[case("-ylgd", "沪指", Some(HitKind::Literal))]
fn kind_tells_what_a_hit_was_found_by(
    #[case] source: &str,
    #[case] text: &str,
    #[case] kind: Option<HitKind>,
) {
    assert_eq!(knowing(source).kind(&TestItem::flash(text)), kind);
}

#[test]
fn defect_32_names_and_readings_are_lit_apart() {
    let text = "ylgd即云岭光电，原料供地";
    let lit = |range, kind| Highlight { range, kind };
    let all = [
        lit(0..4, HitKind::Literal),
        lit(7..19, HitKind::Name),
        lit(22..34, HitKind::Reading),
    ];
    assert_eq!(knowing("ylgd").headline_highlights(text), all);
    assert_eq!(knowing("ylgd").highlights(text), all[..2]);
}

#[test]
fn longest_of_several_names_is_lit() {
    let lit = knowing("ys").highlights("远山能源");
    assert_eq!(
        lit,
        [Highlight {
            range: 0..12,
            kind: HitKind::Name
        }]
    );
}

#[rstest]
#[case("云岭", true)]
#[case("云岭 is:red", true)]
#[case("云岭 | 远山", true)]
#[case("云岭 | is:red", false)]
#[case("is:red", false)]
#[case("-云岭", false)]
#[case("channel:加红", false)]
#[case("", false)]
fn query_says_whether_hits_are_lit(#[case] source: &str, #[case] lights: bool) {
    assert_eq!(matcher(source).lights_every_hit(), lights);
}

#[test]
fn words_of_two_letters_are_searched_in_dumps() {
    let required = knowing("yl").required(&[]).unwrap();
    assert!(required.is_sufficient && required.literals.contains(&"云岭光电".to_owned()));
    assert_eq!(knowing("yll").required(&[]), None);
}
