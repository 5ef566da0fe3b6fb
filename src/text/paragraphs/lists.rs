//! Finds the items of lists that are written on one line.
//!
//! One number is not enough: `①` may be a reference, `1.` the start of `1.5%`. A numbering counts as a list if it begins
//! clauses and has at least its first and second item.

use crate::text::punctuation::{closes, ends_sentence};

/// How lists number their items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Numbering {
    /// ① ② ③
    Circled,
    /// 一是 二是 三是
    Spoken,
    /// 一要 二要 三要
    Urged,
    /// 第一， 第二，
    Ordinal,
    /// 1、 2、
    Comma,
    /// 1. 2.
    Dotted,
    /// 1） 2）
    Closed,
    /// （1） （2）
    Enclosed,
    /// （一） （二）
    EnclosedChinese,
    /// 一、 二、
    Chinese,
}

const NUMBERINGS: [Numbering; 10] = [
    Numbering::Circled,
    Numbering::Spoken,
    Numbering::Urged,
    Numbering::Ordinal,
    Numbering::Comma,
    Numbering::Dotted,
    Numbering::Closed,
    Numbering::Enclosed,
    Numbering::EnclosedChinese,
    Numbering::Chinese,
];

/// A number that may begin a list item.
#[derive(Clone, Copy)]
struct ItemNumber {
    numbering: Numbering,
    number: usize,
    /// Its first byte in the body.
    at: usize,
}

/// Returns the starts of all list items of a body, in bytes, in no order.
pub(super) fn item_starts(body: &str) -> Vec<usize> {
    let numbers: Vec<ItemNumber> = body
        .char_indices()
        .filter_map(|(at, c)| item_number_at(body, at, c))
        .collect();
    NUMBERINGS
        .iter()
        .flat_map(|&numbering| in_sequence(&numbers, numbering))
        .collect()
}

/// Returns the starts of a numbering's items that count up from one, at least two of them. Another 1 begins a new list.
fn in_sequence(numbers: &[ItemNumber], numbering: Numbering) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut list = Vec::new();
    let mut finish = |list: &mut Vec<usize>| match list.len() {
        0 | 1 => list.clear(),
        _ => starts.append(list),
    };
    for item in numbers.iter().filter(|item| item.numbering == numbering) {
        if item.number == 1 {
            finish(&mut list);
        }
        if item.number == list.len() + 1 {
            list.push(item.at);
        }
    }
    finish(&mut list);
    starts
}

/// Returns the number at a byte, whose character is `c`, if it may begin an item.
fn item_number_at(body: &str, at: usize, c: char) -> Option<ItemNumber> {
    let text = body.get(at..)?;
    let (numbering, number, _) = leading_number(text, c)?;
    let head = body.get(..at)?;
    let before = head.trim_end().chars().next_back();
    // A heading without a mark: `…的问题 1.…；2.…`.
    let in_heading = number == 1 && numbering == Numbering::Dotted && head.ends_with(' ');
    (in_heading || may_follow(numbering, before)).then_some(ItemNumber {
        numbering,
        number,
        at,
    })
}

/// Whether an item may begin after a character.
fn may_follow(numbering: Numbering, before: Option<char>) -> bool {
    let clause = before.is_none_or(|c| {
        ends_sentence(c) || closes(c) || matches!(c, '：' | '，' | ':' | ',' | ';' | '】')
    });
    match numbering {
        Numbering::Circled => true,
        Numbering::Spoken | Numbering::Urged => clause || before == Some('、'),
        Numbering::Ordinal
        | Numbering::Comma
        | Numbering::Dotted
        | Numbering::Closed
        | Numbering::Enclosed
        | Numbering::EnclosedChinese
        | Numbering::Chinese => clause,
    }
}

/// Returns the length in bytes of the list number that a text begins with, including spaces after it; 0 without one.
pub fn item_number_length(text: &str) -> usize {
    let number = text.chars().next().and_then(|c| leading_number(text, c));
    number.map_or(0, |(_, _, length)| {
        let rest = text.get(length..).unwrap_or_default();
        length + rest.len() - rest.trim_start_matches(' ').len()
    })
}

/// Returns the numbering, the number and its length in bytes at the start of a text, whose first character is `c`.
fn leading_number(text: &str, c: char) -> Option<(Numbering, usize, usize)> {
    match circled(c) {
        Some(number) => Some((Numbering::Circled, number, c.len_utf8())),
        None if c == '第' => leading_ordinal(text),
        None => leading_numeral(text),
    }
}

/// The same for an ordinal before a comma. Without one it counts something, as in 第一季度.
fn leading_ordinal(text: &str) -> Option<(Numbering, usize, usize)> {
    let (number, rest, _) = numeral(text.strip_prefix('第')?)?;
    let mark = rest.chars().next()?;
    let length = text.len() - rest.len() + mark.len_utf8();
    matches!(mark, '，' | '、' | '：' | ',').then_some((Numbering::Ordinal, number, length))
}

/// The same for a number in digits or Chinese characters.
fn leading_numeral(text: &str) -> Option<(Numbering, usize, usize)> {
    let inner = text.strip_prefix(['（', '(']);
    let (number, rest, is_chinese) = numeral(inner.unwrap_or(text))?;
    let before = text.len() - rest.len();
    let mut rest = rest.chars();
    let mark = rest.next()?;
    let numbering = match (inner.is_some(), is_chinese, mark) {
        (true, false, '）' | ')') => Numbering::Enclosed,
        (true, true, '）' | ')') => Numbering::EnclosedChinese,
        (false, false, '）' | ')') => Numbering::Closed,
        (false, false, '、') => Numbering::Comma,
        (false, false, '.' | '．') if rest.next().is_some_and(|c| !c.is_ascii_digit()) => {
            Numbering::Dotted
        }
        (false, true, '、') => Numbering::Chinese,
        (false, true, '是') => Numbering::Spoken,
        (false, true, '要') => Numbering::Urged,
        _ => return None,
    };
    Some((numbering, number, before + mark.len_utf8()))
}

/// Splits a leading number off a text; returns it, the rest, and whether it is in Chinese characters.
fn numeral(text: &str) -> Option<(usize, &str, bool)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len())?;
    if (1..=3).contains(&digits.len()) {
        return Some((digits.parse().ok()?, rest, false));
    }
    let rest = text.trim_start_matches(|c| DIGITS.contains(c) || c == '十');
    Some((chinese(text.get(..text.len() - rest.len())?)?, rest, true))
}

const DIGITS: &str = "一二三四五六七八九";

/// Parses a number from 一 to 九十九.
fn chinese(numeral: &str) -> Option<usize> {
    let digit = |text: &str| {
        DIGITS
            .chars()
            .zip(1..)
            .find(|(c, _)| text.chars().eq([*c]))
            .map(|(_, value)| value)
    };
    let Some((tens, ones)) = numeral.split_once('十') else {
        return digit(numeral);
    };
    let tens = if tens.is_empty() { 1 } else { digit(tens)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones)? };
    Some(tens * 10 + ones)
}

/// Returns the number of a circled digit.
fn circled(c: char) -> Option<usize> {
    let (first, number) = match c {
        '①'..='⑳' => ('①', 1),
        '㉑'..='㉟' => ('㉑', 21),
        '㊱'..='㊿' => ('㊱', 36),
        _ => return None,
    };
    Some((u32::from(c) - u32::from(first)) as usize + number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_number_is_split_from_its_text() {
        let number = |text: &'static str| text.get(..item_number_length(text)).unwrap();
        let items = [
            "①公告",
            "一是完善",
            "十二、公告",
            "1、公告",
            "3. 公告",
            "（一）公告",
            "(2)公告",
            "2）公告",
            "一要完善",
            "第二，公告",
        ];
        assert_eq!(
            items.map(number),
            [
                "①",
                "一是",
                "十二、",
                "1、",
                "3. ",
                "（一）",
                "(2)",
                "2）",
                "一要",
                "第二，"
            ]
        );
        assert_eq!(
            ["公告", "1.5%", "是日", "2026年", "", "一季度", "第一季度"].map(number),
            [""; 7]
        );
    }

    #[test]
    fn list_numbers_are_parsed() {
        let read: Vec<_> = [
            "一",
            "十",
            "十一",
            "二十",
            "三十五",
            "九十九",
            "十一十",
            "",
            "百",
        ]
        .into_iter()
        .map(chinese)
        .collect();
        let numbers = [
            Some(1),
            Some(10),
            Some(11),
            Some(20),
            Some(35),
            Some(99),
            None,
            None,
            None,
        ];
        assert_eq!(read, numbers);
        assert_eq!(
            ['①', '⑳', '㉑', '㊱', '㊿', '一'].map(circled),
            [Some(1), Some(20), Some(21), Some(36), Some(50), None]
        );
    }
}
