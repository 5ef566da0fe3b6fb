//! Numbers that a cut text must not split: `至560…` of `至5600亿` says something else.

use std::ops::Range;

use super::quantity::quantities;

/// The bytes beyond a position within which its number ends. Digits alone may go on for longer.
const REACH: usize = 64;

/// Returns the number with its unit that has the byte `at` inside it; `None` between numbers. Times of day, dates in digits
/// and ranges (`9:30`, `3%-5%`) are one number.
pub(super) fn number_around(text: &str, at: usize) -> Option<Range<usize>> {
    let near = (at.saturating_add(REACH)..).find_map(|end| text.get(..end.min(text.len())))?;
    let mut around: Option<Range<usize>> = None;
    for number in quantities(near).map(|quantity| quantity.range) {
        match &mut around {
            Some(before) if joins(near, before.end..number.start) => before.end = number.end,
            _ if number.start >= at => break,
            _ => around = Some(number),
        }
    }
    around.filter(|number| (number.start + 1..number.end).contains(&at))
}

/// Whether what is between two numbers makes them one.
fn joins(text: &str, between: Range<usize>) -> bool {
    let between = text.get(between);
    between.is_some_and(|between| matches!(between, ":" | "-" | "~" | "～" | "–" | "/"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("增至5600亿元，", "56", Some("5600亿元"))]
    #[case("增至5600亿元，", "5600", Some("5600亿元"))]
    #[case("增至5600亿元，", "5600亿元", None)]
    #[case("增至5600亿元，", "增至", None)]
    #[case("跌4.25%后", "4", Some("4.25%"))]
    #[case("自09:30，", "09", Some("09:30"))]
    #[case("涨3%-5%。", "3%", Some("3%-5%"))]
    #[case("共7位", "共", None)]
    #[case("", "", None)]
    fn number_is_found_from_inside(
        #[case] text: &str,
        #[case] until: &str,
        #[case] expected: Option<&str>,
    ) {
        let at = text.find(until).unwrap() + until.len();
        let number = number_around(text, at).and_then(|number| text.get(number));
        assert_eq!(number, expected);
    }
}
