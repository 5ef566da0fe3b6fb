//! The part of a text that another one does not say already.

use super::punctuation::separates_clauses;

/// The most bytes of a body whose clauses are compared with the title.
const MAX_COMPARED: usize = 512;
/// A clause repeats a title that has four of five of its pairs of characters.
const REPEATED: (usize, usize) = (4, 5);
/// A body this many times longer than its title says something new.
const LONGER: usize = 2;

/// Returns the body of a story from its first clause that the title does not say; empty if the title says it all. Whatever
/// its clauses say, a long body is never empty.
pub fn unsaid<'a>(title: &str, body: &'a str) -> &'a str {
    let title_chars = words(title);
    let mut start = 0;
    for clause in body.split_inclusive(separates_clauses) {
        if start > MAX_COMPARED || !is_said(&title_chars, &words(clause)) {
            return body.get(start..).unwrap_or_default();
        }
        start += clause.len();
    }
    if is_longer(title, body) { body } else { "" }
}

/// Whether a body says something that its title does not. Cheaper than [`unsaid`].
pub fn has_unsaid(title: &str, body: &str) -> bool {
    is_longer(title, body) || !unsaid(title, body).is_empty()
}

const fn is_longer(title: &str, body: &str) -> bool {
    body.len() > title.len().saturating_mul(LONGER)
}

fn words(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_said(title: &[char], clause: &[char]) -> bool {
    if clause.len() < 2 {
        return clause.iter().all(|c| title.contains(c));
    }
    let pairs = clause.windows(2);
    let said = pairs.filter(|pair| title.windows(2).any(|said| said == *pair));
    said.count() * REPEATED.1 >= (clause.len() - 1) * REPEATED.0
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("澜江科技涨停", "澜江科技涨停，成交额12亿元。", "成交额12亿元。")]
    #[case(
        "三大指数集体高开 储能板块领涨",
        "三大指数集体高开，储能板块领涨。",
        ""
    )]
    #[case(
        "南屿岛发生4.9级地震",
        "据台网测定，南屿岛发生4.9级地震。",
        "据台网测定，南屿岛发生4.9级地震。"
    )]
    #[case("早间新闻精选", "1、央行公告。", "1、央行公告。")]
    #[case("短", "短，短，短。", "短，短，短。")]
    #[case("题", "", "")]
    fn second_line_says_something_new(
        #[case] title: &str,
        #[case] body: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(unsaid(title, body), expected);
        assert_eq!(has_unsaid(title, body), !expected.is_empty());
    }
}
