//! Where the members of a list that was written on one line begin.
//!
//! A mark alone proves nothing: `①` may be a reference, `1.` the start of `1.5%`. Members are believed where a numbering
//! stands at the beginning of clauses and goes on from its first to its second member at least.

use super::closes;
use crate::text::punctuation::ends_sentence;

/// How lists number their members.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Numbering {
    /// ① ② ③
    Circled,
    /// 一是 二是 三是
    Spoken,
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

const NUMBERINGS: [Numbering; 8] = [
    Numbering::Circled,
    Numbering::Spoken,
    Numbering::Comma,
    Numbering::Dotted,
    Numbering::Closed,
    Numbering::Enclosed,
    Numbering::EnclosedChinese,
    Numbering::Chinese,
];

/// A number before what may be a list's member.
#[derive(Clone, Copy)]
struct Mark {
    numbering: Numbering,
    number: usize,
    at: usize,
}

/// Where the members of all lists of a body begin, in bytes, in no order.
pub(super) fn member_starts(body: &str) -> Vec<usize> {
    let marks: Vec<Mark> = body
        .char_indices()
        .filter_map(|(at, c)| mark_at(body, at, c))
        .collect();
    NUMBERINGS
        .iter()
        .flat_map(|&numbering| in_sequence(&marks, numbering))
        .collect()
}

/// The marks of a numbering that count up from one, without those that stand alone. A new first one begins a new list.
fn in_sequence(marks: &[Mark], numbering: Numbering) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut list = Vec::new();
    let mut finish = |list: &mut Vec<usize>| match list.len() {
        0 | 1 => list.clear(),
        _ => starts.append(list),
    };
    for mark in marks.iter().filter(|mark| mark.numbering == numbering) {
        if mark.number == 1 {
            finish(&mut list);
        }
        if mark.number == list.len() + 1 {
            list.push(mark.at);
        }
    }
    finish(&mut list);
    starts
}

/// The mark at a place, whose character is `c`, where it may begin a member.
fn mark_at(body: &str, at: usize, c: char) -> Option<Mark> {
    let text = body.get(at..)?;
    let (numbering, number, _) = number_at(text, c)?;
    let before = body.get(..at)?.trim_end().chars().next_back();
    opens_member(numbering, before).then_some(Mark {
        numbering,
        number,
        at,
    })
}

/// Whether a member may begin behind a character.
fn opens_member(numbering: Numbering, before: Option<char>) -> bool {
    let clause = before.is_none_or(|c| {
        ends_sentence(c) || closes(c) || matches!(c, '：' | '，' | ':' | ',' | ';' | '】')
    });
    match numbering {
        Numbering::Circled => true,
        Numbering::Spoken => clause || before == Some('、'),
        Numbering::Comma
        | Numbering::Dotted
        | Numbering::Closed
        | Numbering::Enclosed
        | Numbering::EnclosedChinese
        | Numbering::Chinese => clause,
    }
}

/// The number, in bytes with all that belongs to it, that a text begins with as a list's member does; 0 where there is none.
pub fn member_number(text: &str) -> usize {
    let length = text
        .chars()
        .next()
        .and_then(|c| number_at(text, c))
        .map_or(0, |(_, _, length)| length);
    let rest = text.get(length..).unwrap_or_default();
    if length == 0 {
        0
    } else {
        length + rest.len() - rest.trim_start_matches(' ').len()
    }
}

/// The numbering, the number and its length in bytes of the mark that a text begins with, whose first character is `c`.
fn number_at(text: &str, c: char) -> Option<(Numbering, usize, usize)> {
    match circled(c) {
        Some(number) => Some((Numbering::Circled, number, c.len_utf8())),
        None => written(text),
    }
}

/// The same for a mark in digits or characters.
fn written(text: &str) -> Option<(Numbering, usize, usize)> {
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
        _ => return None,
    };
    Some((numbering, number, before + mark.len_utf8()))
}

/// The number a text begins with, what follows it, and whether it is in Chinese characters.
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

/// The value of a number from 一 to 九十九.
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

/// The number in a circle.
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
    fn the_number_of_a_member_is_told_from_its_text() {
        let number = |text: &'static str| text.get(..member_number(text)).unwrap();
        let members = [
            "①公告",
            "一是完善",
            "十二、公告",
            "1、公告",
            "3. 公告",
            "（一）公告",
            "(2)公告",
            "2）公告",
        ];
        assert_eq!(
            members.map(number),
            ["①", "一是", "十二、", "1、", "3. ", "（一）", "(2)", "2）"]
        );
        assert_eq!(
            ["公告", "1.5%", "是日", "2026年", "", "一季度"].map(number),
            [""; 6]
        );
    }

    #[test]
    fn numbers_of_lists_are_read() {
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
