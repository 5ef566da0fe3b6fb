//! Which two hanzi belong to one word: the commonest pairs of financial news, from `assets/bigrams.txt`.
//!
//! A line of the file is a hanzi and the hanzi that follow it inside a word. The pairs were counted in 11,801 flashes of 25
//! days: the 4,000 commonest that are part of a word in at least seven of ten places. They cover four of five places inside
//! a word. A larger table gains little: 8,000 pairs cover nine of ten.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::punctuation::is_square;

const FILE: &str = include_str!("../../assets/bigrams.txt");

/// The hanzi that follow each hanzi inside a word.
static FOLLOWERS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let lines = FILE.lines().filter_map(|line| {
        let first = line.chars().next()?;
        Some((first, line.get(first.len_utf8()..)?))
    });
    lines.collect()
});

/// Whether a break between two characters would divide a common word, or part a particle from its word.
pub(super) fn is_within_word(last: char, first: char) -> bool {
    let is_particle = matches!(first, '的' | '了' | '着' | '们' | '等');
    is_particle && is_square(last)
        || FOLLOWERS
            .get(&last)
            .is_some_and(|followers| followers.contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_known() {
        for pair in ["市场", "资本", "服务", "公司", "山西"] {
            let mut chars = pair.chars();
            let (last, first) = (chars.next().unwrap(), chars.next().unwrap());
            assert!(is_within_word(last, first), "{pair}");
        }
        assert!(is_within_word('元', '的'));
        assert!(!is_within_word('的', '云') && !is_within_word('五', '资'));
        assert!(!is_within_word('，', '公') && !is_within_word('A', 'B'));
    }

    #[test]
    fn table_has_each_hanzi_once() {
        assert_eq!(FOLLOWERS.len(), FILE.lines().count());
        let pairs: usize = FOLLOWERS.values().map(|hanzi| hanzi.chars().count()).sum();
        assert_eq!(pairs, 4_000);
    }
}
