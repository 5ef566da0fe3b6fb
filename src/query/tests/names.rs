//! Words of letters that stand for known names of stocks.

use rstest::rstest;

use super::matcher;
use super::test_item::TestItem;
use crate::item::Stock;
use crate::query::{Highlight, HitKind, Matcher, ReadingRule};

fn knowing(source: &str) -> Matcher {
    let stocks = [
        ("云岭光电", "399901.SZ"),
        ("远山", "688999.SH"),
        ("远山能源", "688998.SH"),
        ("云海", "YHAI.US"),
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
#[case("ylgd", "原料供地", "沪指高开", false)]
#[case("ylgdgf", "原料供地股份", "沪指高开", true)]
#[case("ys", "沪指高开", "远山能源涨停", true)]
#[case("ys", "沪指高开", "远山涨停", true)]
#[case("title:ylgd", "原料供地", "沪指高开", false)]
#[case("source:ylgd", "原料供地", "云岭光电涨停", false)]
#[case("yunling", "沪指高开", "白云岭涨停", true)]
#[case("yhai", "沪指高开", "云海涨停", true)]
#[case("yha", "沪指高开", "云海涨停", true)]
#[case("yha", "沪指高开", "云岭光电涨停", false)]
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
#[case("ylg", "原料供地", Some(HitKind::Reading))]
#[case("ylg", "云岭光电发布", Some(HitKind::Name))]
#[case("ylgd", "原料供地", None)]
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
        lit(0..3, HitKind::Literal),
        lit(7..19, HitKind::Name),
        lit(22..31, HitKind::Reading),
    ];
    assert_eq!(knowing("ylg").headline_highlights(text), all);
    assert_eq!(knowing("ylg").highlights(text), all[..2]);
}

/// `byd` lit 白银大 in `白银大跌`.
#[test]
fn defect_32_whole_name_is_lit_alone() {
    let text = "ylgd即云岭光电，原料供地";
    let lit = |range, kind| Highlight { range, kind };
    let all = [lit(0..4, HitKind::Literal), lit(7..19, HitKind::Name)];
    let matcher = knowing("ylgd");
    assert_eq!(matcher.headline_highlights(text), all);
    let first = |text| matcher.first_highlight(text, ReadingRule::Headline);
    assert_eq!(first("原料供地"), None);
}

/// A pass that begins with the hits of another loses none.
#[rstest]
#[case("ylg", "ylgd", true)]
#[case("ylgd", "ylgdg", false)]
#[case("ys", "ysn", false)]
#[case("yll", "yllg", true)]
fn grown_word_narrows_only_readings(#[case] wide: &str, #[case] narrow: &str, #[case] is: bool) {
    assert_eq!(knowing(narrow).implies(&knowing(wide)), is);
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
    assert!(knowing("ylgd").required(&[]).is_some());
    assert!(knowing("ylgd").is_text_only() && !knowing("ylg").is_text_only());
}
