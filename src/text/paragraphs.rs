//! Splits a body that is on one line into the paragraphs of its author.
//!
//! Telegraphs lose their line breaks on the way: lists (`①…；②…`, `一是…二是…`, `第一，…第二，…`) are on one line, and one space joins
//! paragraphs. A paragraph begins at each list item, and at a space after the end of a sentence.

use std::ops::Range;

use super::punctuation::{closes, ends_sentence};

mod lists;

pub use lists::item_number_length;

/// Returns the paragraphs of a body in order, as byte ranges. None is empty, and only white space is between them.
pub fn paragraphs(body: &str) -> Vec<Range<usize>> {
    let mut starts = lists::item_starts(body);
    starts.extend(space_starts(body));
    starts.extend(body.match_indices('\n').map(|(at, _)| at));
    starts.sort_unstable();
    let ends = starts.iter().copied().chain([body.len()]);
    let begins = [0].into_iter().chain(starts.iter().copied());
    begins
        .zip(ends)
        .filter_map(|(begin, end)| trimmed(body, begin..end))
        .collect()
}

/// Trims white space off a range; `None` if nothing is left.
fn trimmed(body: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = body.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start().len();
    let text = part.trim();
    (!text.is_empty()).then(|| start..start + text.len())
}

/// Returns the spaces that join two paragraphs: those after the end of a sentence.
fn space_starts(body: &str) -> impl Iterator<Item = usize> {
    body.match_indices(' ').filter_map(|(at, _)| {
        let (head, tail) = body.split_at_checked(at)?;
        let next = tail.trim_start_matches(' ').chars().next()?;
        // A parenthesis there belongs to the text before it; mostly it names the source.
        (sentence_ended(head) && !matches!(next, '(' | '（') && !closes(next)).then_some(at)
    })
}

/// Whether a text ends with the end of a sentence, also inside a quotation or parenthesis.
fn sentence_ended(text: &str) -> bool {
    text.trim_end_matches(closes).ends_with(ends_sentence)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("一句话。", &["一句话。"])]
    #[case("", &[])]
    #[case(" \n ", &[])]
    #[case("甲。 乙！ 丙", &["甲。", "乙！", "丙"])]
    #[case("甲。\n\n 乙", &["甲。", "乙"])]
    #[case("他说：“好。” 次日", &["他说：“好。”", "次日"])]
    #[case("甲说。 (云河日报)", &["甲说。 (云河日报)"])]
    #[case("新品 Slim Scope 发布", &["新品 Slim Scope 发布"])]
    #[case("要点：①开盘；②收盘；③公告", &["要点：", "①开盘；", "②收盘；", "③公告"])]
    #[case("见①及附注", &["见①及附注"])]
    #[case("会议指出，一是稳投资。二是促消费。三是防风险。", &["会议指出，", "一是稳投资。", "二是促消费。", "三是防风险。"])]
    #[case("这是之一是也。", &["这是之一是也。"])]
    #[case("如下：1、开盘；2、收盘", &["如下：", "1、开盘；", "2、收盘"])]
    #[case("1、2、3月数据，第2、3季", &["1、2、3月数据，第2、3季"])]
    #[case("1. 甲。 2. 乙。", &["1. 甲。", "2. 乙。"])]
    #[case("跌1.5%；2.5%", &["跌1.5%；2.5%"])]
    #[case("（一）甲。（二）乙。", &["（一）甲。", "（二）乙。"])]
    #[case("（1）甲，（2）乙。", &["（1）甲，", "（2）乙。"])]
    #[case("1）甲；2）乙", &["1）甲；", "2）乙"])]
    #[case("一、甲：1、乙。2、丙。二、丁：1、戊。2、己", &["一、甲：", "1、乙。", "2、丙。", "二、丁：", "1、戊。", "2、己"])]
    #[case("⑲甲⑳乙", &["⑲甲⑳乙"])]
    #[case("会议要求，一要稳投资，二要促消费。", &["会议要求，", "一要稳投资，", "二要促消费。"])]
    #[case("原因有二。第一，成本上升；第二，需求走弱。", &["原因有二。", "第一，成本上升；", "第二，需求走弱。"])]
    #[case("第一季度增长，第二季度持平。", &["第一季度增长，第二季度持平。"])]
    #[case("第一、第二大股东减持，第三大股东增持。", &["第一、第二大股东减持，第三大股东增持。"])]
    #[case("公司第一，行业第二，", &["公司第一，行业第二，"])]
    #[case("(1)甲；(2)乙。", &["(1)甲；", "(2)乙。"])]
    #[case("增至1.5亿，其中2.5亿", &["增至1.5亿，其中2.5亿"])]
    #[case("（一）有关问题 1.甲。2.乙。（二）其他。", &["（一）有关问题", "1.甲。", "2.乙。", "（二）其他。"])]
    #[case("一要求即可，", &["一要求即可，"])]
    fn body_splits_into_paragraphs(#[case] body: &str, #[case] parts: &[&str]) {
        let found: Vec<_> = paragraphs(body)
            .into_iter()
            .map(|range| body.get(range).unwrap())
            .collect();
        assert_eq!(found, parts);
    }

    proptest::proptest! {
        #[test]
        fn only_white_space_is_dropped(body in "[甲乙。；：”）①②③一二三是要第12、，.( \n]{0,60}") {
            let ranges = paragraphs(&body);
            let bare = |s: &str| s.split_whitespace().collect::<String>();
            let joined: String = ranges.iter().map(|range| body.get(range.clone()).unwrap()).collect();
            assert_eq!(bare(&joined), bare(&body));
            assert!(ranges.iter().all(|range| !range.is_empty()));
            assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
