use rstest::rstest;

use crate::text::{Ambiguous, Ruler};

fn set(text: &str, columns: usize) -> Vec<&str> {
    Ruler::default().wrap(text, columns).into_iter().map(|line| text.get(line).unwrap()).collect()
}

#[rstest]
#[case("澜江科技公告，拟回购股份。", 14, &["澜江科技公告，", "拟回购股份。"])]
#[case("澜江科技公告，拟回购", 12, &["澜江科技公", "告，拟回购"])]
#[case("他说（临时）停牌", 6, &["他说", "（临", "时）停", "牌"])]
fn marks_stand_where_they_may(#[case] text: &str, #[case] columns: usize, #[case] lines: &[&str]) {
    assert_eq!(set(text, columns), lines);
}
