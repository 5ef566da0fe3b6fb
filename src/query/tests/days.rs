//! The news days that a query is limited to.

use proptest::prelude::*;
use rstest::rstest;

use super::test_item::TestItem;
use super::{now, parse};
use crate::item::Stamp;
use crate::query::QueryItem;

#[rstest]
#[case("", "1970-01-01..2149-06-06")]
#[case("光电 day:2026-01-03", "2026-01-03..2026-01-03")]
#[case("day:2026-01-01 | day:2026-01-03", "2026-01-01..2026-01-03")]
#[case("day:2026-01-03 | 光电", "1970-01-01..2149-06-06")]
#[case("-day:2026-01-03", "1970-01-01..2149-06-06")]
#[case("day>2026-01-01 day<=2026-01-03", "2026-01-02..2026-01-03")]
#[case("since:2026-01-03T10:00", "2026-01-01..2149-06-06")]
#[case("今天 -光电", "2026-01-06..2026-01-06")]
fn query_is_limited_to_days(#[case] source: &str, #[case] days: &str) {
    let found = parse(source).unwrap().days();
    assert_eq!(format!("{}..{}", found.first, found.last), days);
}

#[rstest]
#[case("", false, false)]
#[case("光电 at:close stock:600999 day:2026-01-03", false, false)]
#[case("光电 | -last:2h", true, false)]
#[case("title:(光电 | 云海) 昨天", true, false)]
#[case("since:最新", true, false)]
#[case("day:5-14", true, true)]
fn query_follows_clock_and_days(#[case] source: &str, #[case] clock: bool, #[case] days: bool) {
    let query = parse(source).unwrap();
    assert_eq!((query.follows_clock(), query.follows_days()), (clock, days));
}

proptest! {
    #[test]
    fn days_hold_every_match(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "day:2026-01-03", "day>2026-01-01", "day<=2026-01-04", "since:2026-01-02", "-day:2026-01-03", "last:3d", "甲",
            ]),
            1..5,
        ),
        join in prop::sample::select(vec![" ", " | "]),
        hours in 0..200_u32,
    ) {
        let query = parse(&parts.join(join)).unwrap();
        let stamp = Stamp::from_unix(i64::from(now().unix() - 3600 * hours)).unwrap();
        let item = TestItem { stamp, ..TestItem::flash("甲乙") };
        let matches = query.compile().unwrap().is_match(&item);
        prop_assert!(!matches || query.days().contains(item.day()));
    }
}
