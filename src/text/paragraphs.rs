//! A body on one line -> the paragraphs its author meant.
//!
//! Telegraphs lose their line breaks on the way: lists (`①…；②…`, `一是…二是…`) run on, and paragraphs are joined by one
//! space. A paragraph begins where a list's next member does, and after a space behind a sentence's end.

use std::ops::Range;

use super::punctuation::ends_sentence;

/// The paragraphs of a body in order, as byte ranges of it. None is empty, and what lies between two is white space.
pub fn paragraphs(body: &str) -> Vec<Range<usize>> {
    let mut starts = list_starts(body);
    starts.extend(space_starts(body));
    starts.extend(body.match_indices('\n').map(|(at, _)| at));
    starts.sort_unstable();
    let ends = starts.iter().copied().chain([body.len()]);
    let begins = [0].into_iter().chain(starts.iter().copied());
    begins.zip(ends).filter_map(|(begin, end)| trimmed(body, begin..end)).collect()
}

/// The range without the white space at its ends; none if nothing is left.
fn trimmed(body: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = body.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start().len();
    let text = part.trim();
    (!text.is_empty()).then(|| start..start + text.len())
}

/// Where a space behind a sentence's end joins two paragraphs.
fn space_starts(body: &str) -> impl Iterator<Item = usize> {
    body.match_indices(' ').filter_map(|(at, _)| {
        let (head, tail) = body.split_at_checked(at)?;
        let next = tail.trim_start_matches(' ').chars().next()?;
        // A parenthesis there is a remark on what stands before, mostly its source.
        (sentence_ended(head) && !matches!(next, '(' | '（') && !closes(next)).then_some(at)
    })
}

/// Whether a text ends with a sentence's end, be it inside a quotation or parenthesis.
fn sentence_ended(text: &str) -> bool {
    text.trim_end_matches(closes).ends_with(ends_sentence)
}

fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | ')' | '」' | '』')
}

/// How lists number their members.
#[derive(Clone, Copy)]
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

impl Numbering {
    /// The forms the number `n` takes before its text; none where the numbering does not go so far.
    fn marks(self, n: u32) -> Vec<String> {
        let all = |forms: &[&str], number: &str| forms.iter().map(|form| form.replace('n', number)).collect();
        let arabic = n.to_string();
        let chinese = chinese(n).unwrap_or_default();
        match self {
            Self::Circled => circled(n).map(String::from).into_iter().collect(),
            Self::Comma => all(&["n、"], &arabic),
            Self::Dotted => all(&["n.", "n．"], &arabic),
            Self::Closed => all(&["n）", "n)"], &arabic),
            Self::Enclosed => all(&["（n）", "(n)"], &arabic),
            _ if chinese.is_empty() => Vec::new(),
            Self::Spoken => all(&["n是"], &chinese),
            Self::EnclosedChinese => all(&["（n）", "(n)"], &chinese),
            Self::Chinese => all(&["n、"], &chinese),
        }
    }

    /// Whether a mark of `length` bytes may begin a member at `at`: `3.` of `3.5%` does not, nor `2、` of `1、2、3月`.
    fn may_begin(self, body: &str, at: usize, length: usize) -> bool {
        let before = body.get(..at).and_then(|head| head.trim_end().chars().next_back());
        let after = body.get(at + length..).and_then(|tail| tail.chars().next());
        let opens = before.is_none_or(|c| ends_sentence(c) || closes(c) || matches!(c, '：' | ':' | '，' | ',' | ';'));
        match self {
            Self::Circled => true,
            Self::Spoken => opens || matches!(before, Some('、')),
            Self::Dotted | Self::Comma => opens && after.is_some_and(|c| !c.is_ascii_digit()),
            Self::Closed | Self::Enclosed | Self::EnclosedChinese | Self::Chinese => opens,
        }
    }

    /// Where the first mark of the number `n` begins a member, at or after `from`.
    fn find(self, body: &str, n: u32, from: usize) -> Option<usize> {
        let tail = body.get(from..)?;
        let places = |mark: String| {
            let found = tail.match_indices(mark.as_str()).map(|(at, _)| from + at);
            found.into_iter().find(|&at| self.may_begin(body, at, mark.len()))
        };
        self.marks(n).into_iter().filter_map(places).min()
    }
}

/// Where the members of lists begin: at least the first two of a numbering, in order.
fn list_starts(body: &str) -> Vec<usize> {
    NUMBERINGS.iter().flat_map(|&numbering| members(body, numbering)).collect()
}

fn members(body: &str, numbering: Numbering) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut from = 0;
    for n in 1.. {
        let Some(at) = numbering.find(body, n, from) else { break };
        starts.push(at);
        from = at + 1;
        while !body.is_char_boundary(from) {
            from += 1;
        }
    }
    if starts.len() < 2 { Vec::new() } else { starts }
}

fn circled(n: u32) -> Option<char> {
    match n {
        1..=20 => char::from_u32(0x2460 + n - 1),
        21..=35 => char::from_u32(0x3251 + n - 21),
        36..=50 => char::from_u32(0x32B1 + n - 36),
        _ => None,
    }
}

/// Numbers up to 99 as they are written in lists.
fn chinese(n: u32) -> Option<String> {
    let digit = |n: u32| "一二三四五六七八九".chars().nth(n.checked_sub(1)? as usize);
    let tens = match n / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens @ 2..=9 => format!("{}十", digit(tens)?),
        _ => return None,
    };
    Some(tens + &digit(n % 10).map(String::from).unwrap_or_default())
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
    #[case("1、2、3月数据；2、收盘", &["1、2、3月数据；2、收盘"])]
    #[case("1. 甲。 2. 乙。", &["1. 甲。", "2. 乙。"])]
    #[case("跌1.5%；2.5%", &["跌1.5%；2.5%"])]
    #[case("（一）甲。（二）乙。", &["（一）甲。", "（二）乙。"])]
    fn a_body_falls_into_paragraphs(#[case] body: &str, #[case] parts: &[&str]) {
        let found: Vec<_> = paragraphs(body).into_iter().map(|range| body.get(range).unwrap()).collect();
        assert_eq!(found, parts);
    }

    #[test]
    fn numbers_are_written_as_in_lists() {
        let written: Vec<_> = [1, 10, 11, 20, 35, 99].into_iter().filter_map(chinese).collect();
        assert_eq!(written, ["一", "十", "十一", "二十", "三十五", "九十九"]);
        assert_eq!([1, 20, 21, 36, 50].map(circled), ['①', '⑳', '㉑', '㊱', '㊿'].map(Some));
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_but_white_space(body in "[甲乙。；：”）①②③一二三是12、.( \n]{0,60}") {
            let ranges = paragraphs(&body);
            let bare = |s: &str| s.split_whitespace().collect::<String>();
            let joined: String = ranges.iter().map(|range| body.get(range.clone()).unwrap()).collect();
            assert_eq!(bare(&joined), bare(&body));
            assert!(ranges.iter().all(|range| !range.is_empty()));
            assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
