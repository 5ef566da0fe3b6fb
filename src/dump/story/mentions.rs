//! Companies that a text names together with their codes: `云帆智造(688999.SH)`, `英伟达（NVDA.US）`.

use super::codes::{canonical, codes};
use crate::item::Stock;

/// The longest name, in characters: those of funds, such as `中韩半导体ETF华泰柏瑞`, are the longest that are seen.
const LONGEST: usize = 14;
/// How far before a code its name is looked for, in characters.
const FARTHEST: usize = 48;
/// Names of mainland companies have at most four characters, `*ST` and its like aside: what is longer may have more of
/// the sentence before it.
const USUAL: usize = 4;
/// Words that often stand right before a company, and in none of its names.
const BEFORE: [&str; 22] = [
    "公司", "龙头", "巨头", "A股", "港股", "美股", "关于", "维持", "收购", "持有", "所持", "入股", "包括", "其中",
    "股东", "暂停", "给予", "的", "与", "对", "由", "将",
];
/// Words that stand before a company, and within the names of others.
const OPENING: [char; 4] = ['为', '及', '和', '向'];

/// The companies that stand with their codes in a text, each code once. The name is empty where it cannot be told from
/// the sentence around it.
pub fn mentions(text: &str) -> Vec<Stock> {
    let mut found: Vec<Stock> = Vec::new();
    for range in codes(text) {
        let (Some(before), Some(code)) = (text.get(..range.start), text.get(range)) else { continue };
        let name = before.strip_suffix(['(', '（']).map(name_at_end).unwrap_or_default();
        match found.iter_mut().find(|stock| canonical(&stock.code) == canonical(code)) {
            Some(known) if known.name.is_empty() => name.clone_into(&mut known.name),
            Some(_) => {}
            None => found.push(Stock { name: name.to_owned(), code: code.to_owned() }),
        }
    }
    found
}

/// The name that ends a text, right before a code; empty where none is to be told.
pub fn name_at_end(text: &str) -> &str {
    let text = text.trim_end();
    let start = text.char_indices().rev().take(FARTHEST).find(|(_, c)| !is_part(*c));
    let reach = text.char_indices().rev().take(FARTHEST).last().map_or(0, |(at, _)| at);
    let run = text.get(start.map_or(reach, |(at, c)| at + c.len_utf8())..).unwrap_or_default();
    if run.chars().count() <= USUAL {
        return run;
    }
    let rests = BEFORE.iter().filter_map(|word| run.get(run.rfind(word)? + word.len()..));
    let name = rests.filter(|rest| rest.chars().count() > 1).min_by_key(|rest| rest.len()).unwrap_or(run);
    let name = name.strip_prefix(OPENING).unwrap_or(name);
    if "股份有限公司".ends_with(name) {
        return "";
    }
    if name.chars().count() <= LONGEST { name } else { "" }
}

/// Letters of any script, digits, and what stands within names.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '*' | '-' | '·' | '&')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        mentions(text).into_iter().map(|stock| (stock.name, stock.code)).collect()
    }

    #[test]
    fn a_name_stands_before_its_code() {
        let text = "云帆智造(688999.SH)公告，维持星河航天科技（00701.HK）评级；*ST远山(000999.SZ)、英伟达(NVDA.US)。";
        let expected =
            [("云帆智造", "688999.SH"), ("星河航天科技", "00701.HK"), ("*ST远山", "000999.SZ"), ("英伟达", "NVDA.US")];
        assert_eq!(found(text), expected.map(|(name, code)| (name.to_owned(), code.to_owned())));
    }

    #[test]
    fn a_code_is_told_once_and_without_a_name_where_none_is_to_be_seen() {
        assert_eq!(
            found("sz300999涨超5%，星河航天(300999.SZ)涨停。"),
            [("星河航天".to_owned(), "sz300999".to_owned())]
        );
        let sentence = "A股龙头云帆速递(600999.SH)、数字汇款巨头Woo(WOO.US)与某（集团）股份有限公司(01999.HK)跟涨。";
        let expected = [("云帆速递", "600999.SH"), ("Woo", "WOO.US"), ("", "01999.HK")];
        assert_eq!(found(sentence), expected.map(|(name, code)| (name.to_owned(), code.to_owned())));
        let long = "这是一个没有任何标点而且非常冗长而又拖沓累赘一句话";
        assert_eq!(found(&format!("{long}(688999.SH)")), [(String::new(), "688999.SH".to_owned())]);
        assert_eq!(found("没有代码。"), []);
    }
}
