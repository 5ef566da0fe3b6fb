//! Pinyin of the words for times: `zuoshou` and `zs` are 昨收, `zhouyi kaipan` is 周一 开盘.
//!
//! A text that is a time as typed is never read as pinyin: `may` is a month, `sat` a day. Of two words with the same first
//! letters, such as 昨收 and 周四, the one that is useful more often wins.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyin;

use super::suggestions::suggestions;
use super::{day_part, day_words};
use crate::lang::Lang;

/// Further words of two hanzi or more. The parser takes most of them apart.
const COMPOSED: &str = "现在 此刻 最近 过去 昨开 昨夜 今晚 今晨 周二 周三 周四 周六 周日 周天 上周二 上周三 上周四 上周六 上周日 \
    本周一 本周二 本周三 本周四 本周五 本周六 本周日 本周 上周 这周 上上周 本月 上月 星期一 星期二 星期三 星期四 星期五 \
    星期六 星期日 分钟 小时 星期 之前 以前";

/// Words of one hanzi, which are only read if they are spelled whole.
const SINGLE: &str = "近 前 天 周 秒 点 半 至 到";

/// The words by their spellings in letters.
struct Spellings {
    whole: HashMap<String, &'static str>,
    initials: HashMap<String, &'static str>,
}

static SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| {
    let mut spellings = Spellings {
        whole: HashMap::new(),
        initials: HashMap::new(),
    };
    let tables = day_part::words().chain(day_words::words());
    let words = suggestions(Lang::Chinese).iter().copied().chain(tables);
    let words = words.chain(COMPOSED.split_whitespace());
    for word in words.filter(|word| word.chars().nth(1).is_some()) {
        spellings.add(word, true);
    }
    for word in SINGLE.split_whitespace() {
        spellings.add(word, false);
    }
    spellings
});

impl Spellings {
    /// Adds a word, unless another has its spelling. Nothing if a character has no pinyin.
    fn add(&mut self, word: &'static str, has_initials: bool) {
        let syllables: Option<Vec<_>> = word.chars().map(|c| c.to_pinyin()).collect();
        let Some(syllables) = syllables else { return };
        let whole = syllables.iter().map(|syllable| syllable.plain()).collect();
        self.whole.entry(whole).or_insert(word);
        if has_initials {
            let initials = syllables.iter().map(|syllable| syllable.first_letter());
            self.initials.entry(initials.collect()).or_insert(word);
        }
    }

    /// The words that letters spell: one word whole, one by its first letters, or several whole.
    fn words(&self, letters: &str) -> Option<String> {
        let one = self.whole.get(letters);
        let one = one.or_else(|| self.initials.get(letters));
        one.map(|&word| word.to_owned())
            .or_else(|| self.whole_words(letters))
    }

    fn whole_words(&self, letters: &str) -> Option<String> {
        if letters.is_empty() {
            return Some(String::new());
        }
        (1..=letters.len()).rev().find_map(|end| {
            let (first, rest) = letters.split_at_checked(end)?;
            let word = self.whole.get(first)?;
            Some([word, &*self.whole_words(rest)?].concat())
        })
    }
}

/// The longest run of letters that is read.
const MAX_LETTERS: usize = 30;

/// Returns the text with hanzi in place of the letters that spell them; `None` if none do.
pub(super) fn with_hanzi(typed: &str) -> Option<String> {
    let mut text = String::new();
    let mut is_spelled = false;
    let mut rest = typed;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_ascii_alphabetic());
        let (letters, after) = rest.split_at_checked(length.unwrap_or(rest.len()))?;
        let readable = (1..=MAX_LETTERS).contains(&letters.len());
        let words = readable.then(|| SPELLINGS.words(&letters.to_ascii_lowercase()));
        let words = words.flatten();
        is_spelled |= words.is_some();
        text.push_str(words.as_deref().unwrap_or(letters));
        let length = after.find(|c: char| c.is_ascii_alphabetic());
        let (others, after) = after.split_at_checked(length.unwrap_or(after.len()))?;
        text.push_str(others);
        rest = after;
    }
    is_spelled.then_some(text)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("zuoshou", Some("昨收"))]
    #[case("zs", Some("昨收"))]
    #[case("ZhouSi kp", Some("周四 开盘"))]
    #[case("zhouyikaipan", Some("周一开盘"))]
    #[case("jin2xiaoshi", Some("近2小时"))]
    #[case("xw 2dian", Some("下午 2点"))]
    #[case("monday", None)]
    #[case("14:30", None)]
    #[case("", None)]
    fn letters_stand_for_words(#[case] typed: &str, #[case] expected: Option<&str>) {
        assert_eq!(with_hanzi(typed).as_deref(), expected);
    }
}
