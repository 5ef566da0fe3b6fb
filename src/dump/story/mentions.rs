//! Companies that a text names with their codes: `云帆智造(688999.SH)`, `英伟达（NVDA.US）`.

use std::ops::Range;

use super::codes::{is_fund, last_chars};
use crate::item::normalize_code;

/// Longest name, in characters. The longest known are those of funds, such as `中韩半导体ETF华泰柏瑞`.
const MAX_NAME: usize = 14;
/// How far before a code its name may start, in characters.
const MAX_DISTANCE: usize = 48;
/// Longest usual name of a mainland company, in characters, apart from `*ST` and the like. A longer run may include words of
/// the sentence.
const USUAL_NAME_LEN: usize = 4;
/// Words that often precede a company and occur in no name.
const WORDS_BEFORE: [&str; 22] = [
    "公司", "龙头", "巨头", "A股", "港股", "美股", "关于", "维持", "收购", "持有", "所持", "入股",
    "包括", "其中", "股东", "暂停", "给予", "的", "与", "对", "由", "将",
];
/// Words that precede a company but also occur in names.
const AMBIGUOUS_WORDS: [char; 4] = ['为', '及', '和', '向'];

/// A code in a text, with the name before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// Empty if the sentence around it does not show where it starts.
    pub name: &'a str,
    /// The range of the name, in bytes; empty, before the code, if there is none.
    pub name_range: Range<usize>,
    /// As [`normalize_code`] writes it.
    pub code: String,
    /// The end of the code, in bytes.
    pub end: usize,
}

/// The codes at these places of a text with their names; ascending, as [`codes`](super::codes()) returns them.
pub fn mentions<'a>(text: &'a str, codes: &[Range<usize>]) -> impl Iterator<Item = Mention<'a>> {
    codes.iter().filter_map(move |code| mention(text, code))
}

fn mention<'a>(text: &'a str, code: &Range<usize>) -> Option<Mention<'a>> {
    let before = text.get(..code.start)?.strip_suffix(['(', '（']);
    let name_range = before
        .map(range_of_name)
        .filter(|range| !range.is_empty())
        .unwrap_or(code.start..code.start);
    Some(Mention {
        name: text.get(name_range.clone())?,
        name_range,
        code: normalize_code(text.get(code.clone())?)?,
        end: code.end,
    })
}

/// The name at the end of a text, right before a code; empty if there is none.
pub fn name_at_end(text: &str) -> &str {
    text.get(range_of_name(text)).unwrap_or_default()
}

fn range_of_name(text: &str) -> Range<usize> {
    let text = without_fund_kind(text.trim_end());
    let mut runs = last_chars(text, MAX_DISTANCE).rsplit(|c| !is_name_char(c));
    text.len() - name_in(runs.next().unwrap_or_default()).len()..text.len()
}

/// The name at the end of a run of letters.
fn name_in(run: &str) -> &str {
    if run.chars().count() <= USUAL_NAME_LEN {
        return run;
    }
    let rests = WORDS_BEFORE
        .iter()
        .filter_map(|word| run.get(run.rfind(word)? + word.len()..));
    let name = rests
        .filter(|rest| rest.chars().count() > 1)
        .min_by_key(|rest| rest.len())
        .unwrap_or(run);
    let name = name.strip_prefix(AMBIGUOUS_WORDS).unwrap_or(name);
    let is_name = name.chars().count() <= MAX_NAME && !"股份有限公司".ends_with(name);
    if is_name { name } else { "" }
}

/// Drops the kind of fund in parentheses at the end: `港美互联股票（LOF）`.
fn without_fund_kind(text: &str) -> &str {
    text.strip_suffix([')', '）'])
        .and_then(|inner| inner.rsplit_once(['(', '（']))
        .filter(|(_, kind)| is_fund(kind))
        .map_or(text, |(name, _)| name)
}

/// Whether a character may be part of a name: letters of any script, digits and a few signs.
fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '*' | '-' | '·' | '&')
}

#[cfg(test)]
mod tests {
    use super::super::codes::codes;
    use super::*;

    /// Name and code of each mention.
    fn found(text: &str) -> Vec<(&str, String)> {
        mentions(text, &codes(text))
            .map(|mention| (mention.name, mention.code))
            .collect()
    }

    fn expected<const N: usize>(all: [(&'static str, &str); N]) -> [(&'static str, String); N] {
        all.map(|(name, code)| (name, code.to_owned()))
    }

    #[test]
    fn name_precedes_its_code() {
        let text = "云帆智造(688999.SH)公告，维持星河航天科技（00701.HK）评级；*ST远山(000999)、英伟达(NVDA.O)。";
        let all = [
            ("云帆智造", "688999.SH"),
            ("星河航天科技", "00701.HK"),
            ("*ST远山", "000999.SZ"),
            ("英伟达", "NVDA.US"),
        ];
        assert_eq!(found(text), expected(all));
        for mention in mentions(text, &codes(text)) {
            assert_eq!(text.get(mention.name_range.clone()), Some(mention.name));
            assert!(
                text.get(..mention.end)
                    .unwrap()
                    .ends_with(|c: char| c.is_ascii_alphanumeric())
            );
        }
    }

    #[test]
    fn unclear_name_is_empty() {
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
    fn fund_has_its_number() {
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
