//! The part of a text that another one does not say already.

use super::bigrams::is_within_word;
use super::punctuation::separates_clauses;
use super::whole_numbers::number_around;

/// The most bytes of a title, and of a body, that are compared: every frame compares those of the rows in view, and the time
/// grows with their product.
const MAX_COMPARED: usize = 512;
/// A clause repeats a title that has seven of ten of its pairs of characters.
const REPEATED: (usize, usize) = (7, 10);
/// A clause that begins with this many letters of the title goes on where the title does.
const MIN_SHARED: usize = 6;
/// The most characters of a clause that names a source.
const MAX_PREFACE: usize = 40;
/// A body this many times longer than its title says something new.
const LONGER: usize = 2;

/// Ends of clauses that name a source.
const SOURCES: [&str; 22] = [
    "消息",
    "显示",
    "报道",
    "获悉",
    "公告",
    "表示",
    "称",
    "测定",
    "披露",
    "数据",
    "宣布",
    "指出",
    "介绍",
    "透露",
    "通报",
    "了解到",
    "发布",
    "说",
    "公布",
    "指",
    "报告",
    "文件",
];

/// What follows the short name of a company.
const COMPANIES: [&str; 4] = ["有限", "股份", "集团", "公司"];
/// Characters of a clause that is only a time.
const TIME: &str = "年月日号时分季度当地间上下中午晚早凌晨昨今前近以来截至目一二三四—–-";

/// Returns the body of a story from where it says more than its title; empty if the title says it all. A source or a date
/// before what the title says is left out with it. Whatever its clauses say, a long body is never empty.
pub fn unsaid<'a>(title: &str, body: &'a str) -> &'a str {
    let rest = body.get(said_length(title, body)..).unwrap_or_default();
    if rest.contains(char::is_alphanumeric) {
        rest
    } else if is_longer(title, body) {
        body
    } else {
        ""
    }
}

/// Whether a body says something that its title does not. Cheaper than [`unsaid`].
pub fn has_unsaid(title: &str, body: &str) -> bool {
    is_longer(title, body) || !unsaid(title, body).is_empty()
}

const fn is_longer(title: &str, body: &str) -> bool {
    body.len() > title.len().saturating_mul(LONGER)
}

/// The letters and digits of a text, without its signs.
fn words(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the bytes at the start of a body that the title says.
fn said_length(title: &str, body: &str) -> usize {
    if title.len() > MAX_COMPARED {
        return 0;
    }
    let title = words(title);
    let (mut start, mut said) = (0, 0);
    for clause in body.split_inclusive(separates_clauses) {
        if start + clause.len() > MAX_COMPARED {
            return said;
        }
        let (letters, is_preface) = (words(clause), is_preface(clause));
        let is_clause_said =
            is_said(&title, &letters) || is_preface && shares_name(&title, &letters);
        if !is_clause_said && !is_preface {
            let shared = shared_length(&title, clause);
            return if shared > 0 { start + shared } else { said };
        }
        start += clause.len();
        said = if is_clause_said { start } else { said };
    }
    said
}

fn is_said(title: &[char], clause: &[char]) -> bool {
    if clause.len() < 2 {
        return clause.iter().all(|c| title.contains(c));
    }
    let is_new = |pair: &&[char]| !title.windows(2).any(|said| said == *pair);
    let new = || clause.windows(2).filter(is_new);
    let said = clause.len() - 1 - new().count();
    let has_new_figure = new().flatten().any(char::is_ascii_digit);
    said * REPEATED.1 >= (clause.len() - 1) * REPEATED.0 && !has_new_figure
}

/// Whether a source is named by the title too.
fn shares_name(title: &[char], source: &[char]) -> bool {
    let mut names = source.windows(MIN_SHARED);
    names.any(|name| title.windows(MIN_SHARED).any(|said| said == name))
}

/// Whether a clause only names a source, an occasion or a time.
fn is_preface(clause: &str) -> bool {
    let clause = clause.trim_end_matches(separates_clauses).trim();
    let is_short = clause.chars().count() <= MAX_PREFACE;
    let is_source = clause.starts_with('据') || SOURCES.iter().any(|end| clause.ends_with(end));
    let is_occasion = clause.starts_with('在') && clause.ends_with(['上', '时', '中']);
    let in_time = |c: char| c.is_ascii_digit() || TIME.contains(c);
    is_short && (is_source || is_occasion || clause.chars().all(in_time))
}

/// Returns the bytes that a clause begins with and the title has too, if they are many. They end between words and numbers.
fn shared_length(title: &[char], clause: &str) -> usize {
    let letters: Vec<char> = clause.chars().collect();
    let is_shared = |count: &usize| {
        let start = letters.get(..*count);
        start.is_some_and(|start| title.windows(*count).any(|said| said == start))
    };
    let ends = clause.char_indices().map(|(at, _)| at).enumerate();
    let ends = ends
        .skip(MIN_SHARED)
        .take_while(|(count, _)| is_shared(count));
    let ends = ends.filter(|&(_, at)| is_between_words(clause, at));
    ends.last().map_or(0, |(_, at)| at)
}

/// Whether no word, number or name of a company has the byte `at` inside it.
fn is_between_words(text: &str, at: usize) -> bool {
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let around = head.chars().next_back().zip(tail.chars().next());
    let in_word = around.is_some_and(|(last, first)| is_within_word(last, first));
    let in_name = COMPANIES.iter().any(|form| tail.starts_with(form));
    !in_word && !in_name && number_around(text, at).is_none()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// Neither is compared then, or a frame would take as long as both are.
    #[test]
    fn long_titles_and_clauses_are_not_compared() {
        let (long, short) = ("涨".repeat(200), "涨".repeat(100));
        assert_eq!(unsaid(&short, &short), "");
        assert_eq!(unsaid(&long, &short), short);
        assert_eq!(unsaid(&short, &long), long);
    }

    #[rstest]
    #[case("澜江科技涨停", "澜江科技涨停，成交额12亿元。", "成交额12亿元。")]
    #[case(
        "三大指数集体高开 储能板块领涨",
        "三大指数集体高开，储能板块领涨。",
        ""
    )]
    #[case("南屿岛发生4.9级地震", "据台网测定，南屿岛发生4.9级地震。", "")]
    #[case("早间新闻精选", "1、央行公告。", "1、央行公告。")]
    #[case(
        "海运协会：9月集装箱出口额达12.4亿元 环比增长3.0%",
        "海运协会整理的数据显示，2025年9月，集装箱出口额达12.4亿元，环比增长3.0%，同比下降1.5%。前9月出口额88亿元。",
        "同比下降1.5%。前9月出口额88亿元。"
    )]
    #[case(
        "东屿市交通局原局长、党组书记何某接受审查",
        "据东屿市纪委消息：东屿市交通局原局长、党组书记何某涉嫌违纪，目前接受审查。",
        "涉嫌违纪，目前接受审查。"
    )]
    #[case(
        "澜江科技拟以2亿元回购股份",
        "澜江科技公告，拟以2亿元回购股份，价格不超过30元。",
        "价格不超过30元。"
    )]
    #[case("澜江科技涨停", "澜江科技表示，明年扩产。", "澜江科技表示，明年扩产。")]
    #[case(
        "云岭芯科公司股东拟减持不超1%",
        "云岭芯科公司股份回购完成，股东拟减持不超1.2%。",
        "云岭芯科公司股份回购完成，股东拟减持不超1.2%。"
    )]
    #[case("短", "短，短，短。", "短，短，短。")]
    #[case("题", "", "")]
    fn defect_18_second_line_is_new(
        #[case] title: &str,
        #[case] body: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(unsaid(title, body), expected);
        assert_eq!(has_unsaid(title, body), !expected.is_empty());
    }
}
