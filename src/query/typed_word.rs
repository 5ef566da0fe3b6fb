//! Ranks short names by how well they fit a word that is being typed: candidates of a prompt, actions.

use super::pinyin::{Pinyin, ReadingRule};

/// A typed word that may be the beginning of a name, a part of it, or its pinyin.
#[derive(Debug)]
pub struct TypedWord {
    lower: String,
    pinyin: Option<Pinyin>,
}

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameRank {
    /// The name begins with the word.
    Begins,
    /// The name begins with the word as pinyin.
    BeginsAsPinyin,
    /// The name holds the word.
    Holds,
    /// The name holds the word as pinyin.
    HoldsAsPinyin,
}

impl TypedWord {
    /// Takes a word; letter case makes no difference.
    pub fn new(word: &str) -> Self {
        let lower = word.to_lowercase();
        Self {
            pinyin: Pinyin::parse(&lower),
            lower,
        }
    }

    /// How well a name fits; `None` if it does not. Every name fits the empty word.
    pub fn rank(&self, name: &str) -> Option<NameRank> {
        let name = name.to_lowercase();
        if name.starts_with(&self.lower) {
            return Some(NameRank::Begins);
        }
        let holds = name.contains(&self.lower).then_some(NameRank::Holds);
        let pinyin = self.pinyin.as_ref().and_then(|pinyin| {
            let found = pinyin.find_all(&name, ReadingRule::Name);
            Some(match found.first()?.start {
                0 => NameRank::BeginsAsPinyin,
                _ => NameRank::HoldsAsPinyin,
            })
        });
        [holds, pinyin].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", "云帆智造", Some(NameRank::Begins))]
    #[case("云帆", "云帆智造", Some(NameRank::Begins))]
    #[case("yf", "云帆智造", Some(NameRank::BeginsAsPinyin))]
    #[case("智造", "云帆智造", Some(NameRank::Holds))]
    #[case("zhizao", "云帆智造", Some(NameRank::HoldsAsPinyin))]
    #[case("ST", "st远山", Some(NameRank::Begins))]
    #[case("海屿", "云帆智造", None)]
    fn names_are_ranked(
        #[case] word: &str,
        #[case] name: &str,
        #[case] expected: Option<NameRank>,
    ) {
        assert_eq!(TypedWord::new(word).rank(name), expected);
    }
}
