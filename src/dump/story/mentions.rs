//! Companies that a text names together with their codes: `云帆智造(688999.SH)`, `英伟达（NVDA.US）`.

use std::ops::Range;

use super::codes::{codes, is_fund};
use crate::item::normalize_code;

/// The longest name, in characters: those of funds, such as `中韩半导体ETF华泰柏瑞`, are the longest that are seen.
const LONGEST: usize = 14;
/// How far before a code its name is looked for, in characters.
const FARTHEST: usize = 48;
/// Names of mainland companies have at most four characters, `*ST` and its like aside: what is longer may have more of
/// the sentence before it.
const USUAL: usize = 4;
/// Words that often stand right before a company, and in none of its names.
const BEFORE: [&str; 22] = [
    "公司", "龙头", "巨头", "A股", "港股", "美股", "关于", "维持", "收购", "持有", "所持", "入股",
    "包括", "其中", "股东", "暂停", "给予", "的", "与", "对", "由", "将",
];
/// Words that stand before a company, and within the names of others.
const OPENING: [char; 4] = ['为', '及', '和', '向'];

/// A code in a text, with the name before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// Empty where it cannot be told from the sentence around it.
    pub name: &'a str,
    /// Where the name stands, in bytes; an empty range before the code where there is none.
    pub named: Range<usize>,
    /// As [`normalize_code`] writes it.
    pub code: String,
    /// Where the code ends, in bytes.
    pub end: usize,
}

/// The codes in a text with their names, as often as they stand there, ascending.
pub fn mentions(text: &str) -> Vec<Mention<'_>> {
    codes(text)
        .into_iter()
        .filter_map(|code| mention(text, &code))
        .collect()
}

fn mention<'a>(text: &'a str, code: &Range<usize>) -> Option<Mention<'a>> {
    let before = text.get(..code.start)?.strip_suffix(['(', '（']);
    let named = before
        .map(range_of_name)
        .filter(|named| !named.is_empty())
        .unwrap_or(code.start..code.start);
    Some(Mention {
        name: text.get(named.clone())?,
        named,
        code: normalize_code(text.get(code.clone())?)?,
        end: code.end,
    })
}

/// The name that ends a text, right before a code; empty where none is to be told.
pub fn name_at_end(text: &str) -> &str {
    text.get(range_of_name(text)).unwrap_or_default()
}

fn range_of_name(text: &str) -> Range<usize> {
    let text = without_kind(text.trim_end());
    let start = text
        .char_indices()
        .rev()
        .take(FARTHEST)
        .find(|(_, c)| !is_part(*c));
    let reach = text
        .char_indices()
        .rev()
        .take(FARTHEST)
        .last()
        .map_or(0, |(at, _)| at);
    let run = text
        .get(start.map_or(reach, |(at, c)| at + c.len_utf8())..)
        .unwrap_or_default();
    text.len() - name_in(run).len()..text.len()
}

/// The name that ends a run of letters.
fn name_in(run: &str) -> &str {
    if run.chars().count() <= USUAL {
        return run;
    }
    let rests = BEFORE
        .iter()
        .filter_map(|word| run.get(run.rfind(word)? + word.len()..));
    let name = rests
        .filter(|rest| rest.chars().count() > 1)
        .min_by_key(|rest| rest.len())
        .unwrap_or(run);
    let name = name.strip_prefix(OPENING).unwrap_or(name);
    let is_name = name.chars().count() <= LONGEST && !"股份有限公司".ends_with(name);
    if is_name { name } else { "" }
}

/// A text without the kind of fund that ends it in parentheses: `港美互联股票（LOF）`.
fn without_kind(text: &str) -> &str {
    let inner = text
        .strip_suffix([')', '）'])
        .and_then(|inner| inner.rsplit_once(['(', '（']));
    inner
        .filter(|(_, kind)| is_fund(kind))
        .map_or(text, |(name, _)| name)
}

/// Letters of any script, digits, and what stands within names.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '*' | '-' | '·' | '&')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name and code of each mention.
    fn found(text: &str) -> Vec<(&str, String)> {
        mentions(text)
            .into_iter()
            .map(|mention| (mention.name, mention.code))
            .collect()
    }

    fn expected<const N: usize>(all: [(&'static str, &str); N]) -> [(&'static str, String); N] {
        all.map(|(name, code)| (name, code.to_owned()))
    }

    #[test]
    fn a_name_stands_before_its_code() {
        let text = "云帆智造(688999.SH)公告，维持星河航天科技（00701.HK）评级；*ST远山(000999)、英伟达(NVDA.O)。";
        let all = [
            ("云帆智造", "688999.SH"),
            ("星河航天科技", "00701.HK"),
            ("*ST远山", "000999.SZ"),
            ("英伟达", "NVDA.US"),
        ];
        assert_eq!(found(text), expected(all));
        for mention in mentions(text) {
            assert_eq!(text.get(mention.named.clone()), Some(mention.name));
            assert!(
                text.get(..mention.end)
                    .unwrap()
                    .ends_with(|c: char| c.is_ascii_alphanumeric())
            );
        }
    }

    #[test]
    fn there_is_no_name_where_none_is_to_be_seen() {
        assert_eq!(found("sz300999涨超5%"), expected([("", "300999.SZ")]));
        let sentence = "A股龙头云帆速递(600999.SH)、数字汇款巨头Woo(WOO.US)与某（集团）股份有限公司(01999.HK)跟涨。";
        assert_eq!(
            found(sentence),
            expected([
                ("云帆速递", "600999.SH"),
                ("Woo", "WOO.US"),
                ("", "01999.HK")
            ])
        );
        let long = "这是一个没有任何标点而且非常冗长而又拖沓累赘一句话";
        assert_eq!(
            found(&format!("{long}(688999.SH)")),
            expected([("", "688999.SH")])
        );
        assert_eq!(found("没有代码。"), []);
    }

    #[test]
    fn a_fund_stands_with_its_number() {
        let text = "财联社1月6日电，星河芯片ETF帆航(513998)、云帆互联股票（LOF）(160998)跌停。";
        assert_eq!(
            found(text),
            expected([
                ("星河芯片ETF帆航", "513998.SH"),
                ("云帆互联股票", "160998.SZ")
            ])
        );
    }
}
