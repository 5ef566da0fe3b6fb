//! The characters of a typed time, as if typed in half width, lower case and simplified script, with their places.

use std::ops::Range;

/// Steps over the characters of a typed time.
#[derive(Debug)]
pub(super) struct Scanner {
    /// Each character with its offset in the text, in bytes.
    chars: Vec<(usize, char)>,
    next: usize,
    /// The length of the text in bytes.
    len: usize,
}

/// A number, and the count of its digits; 0 for a Chinese number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
}

impl Scanner {
    pub(super) fn new(typed: &str) -> Self {
        let visible = typed.char_indices().filter(|(_, c)| !is_zero_width(*c));
        Self {
            chars: visible.map(|(at, c)| (at, plain(c))).collect(),
            next: 0,
            len: typed.len(),
        }
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.peek_nth(0)
    }

    /// The `nth` character from here; 0 is the next one.
    pub(super) fn peek_nth(&self, nth: usize) -> Option<char> {
        self.chars.get(self.next + nth).map(|&(_, c)| c)
    }

    pub(super) const fn is_at_end(&self) -> bool {
        self.next == self.chars.len()
    }

    /// The place to return to by [`Self::reset`].
    pub(super) const fn mark(&self) -> usize {
        self.next
    }

    pub(super) const fn reset(&mut self, mark: usize) {
        self.next = mark;
    }

    /// The bytes of the text from a mark to here.
    pub(super) fn bytes_from(&self, mark: usize) -> Range<usize> {
        self.offset(mark)..self.offset(self.next)
    }

    /// The bytes of the text that are left, without spaces at their beginning.
    pub(super) fn rest(&mut self) -> Range<usize> {
        self.skip_spaces();
        self.offset(self.next)..self.len
    }

    fn offset(&self, index: usize) -> usize {
        self.chars.get(index).map_or(self.len, |&(at, _)| at)
    }

    pub(super) fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.next += 1;
        }
    }

    /// Steps over the next character.
    pub(super) const fn step(&mut self) {
        self.next += 1;
    }

    /// Steps over a character if it is next.
    pub(super) fn take(&mut self, c: char) -> bool {
        let is_next = self.peek() == Some(c);
        self.next += usize::from(is_next);
        is_next
    }

    /// Steps over a word if it is next. A word of letters ends where the letters end; its spaces and hyphens are alike.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let mut nth = 0;
        for c in word.chars() {
            let next = self.peek_nth(nth);
            if next != Some(c) && !(c == ' ' && next == Some('-')) {
                return false;
            }
            nth += 1;
        }
        let goes_on = self.peek_nth(nth).is_some_and(|c| c.is_ascii_alphabetic());
        if goes_on && word.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        self.next += nth;
        true
    }

    /// Steps over the longest word of a table that is next; returns its meaning.
    pub(super) fn find<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let start = self.next;
        let mut longest = None;
        for &(word, meaning) in table {
            self.next = start;
            if self.word(word) && longest.is_none_or(|(end, _)| end < self.next) {
                longest = Some((self.next, meaning));
            }
        }
        self.next = longest.map_or(start, |(end, _)| end);
        longest.map(|(_, meaning)| meaning)
    }

    /// Steps over a number of at most eight digits, or a Chinese number below a hundred.
    pub(super) fn number(&mut self) -> Option<Number> {
        let start = self.next;
        let mut value: u32 = 0;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(digit);
            self.next += 1;
        }
        let digits = self.next - start;
        match digits {
            0 => self
                .chinese_number()
                .map(|value| Number { value, digits: 0 }),
            1..=8 => Some(Number { value, digits }),
            _ => {
                self.next = start;
                None
            }
        }
    }

    fn chinese_number(&mut self) -> Option<u32> {
        let tens = self.chinese_digit();
        if !self.take('十') {
            return tens;
        }
        Some(tens.unwrap_or(1) * 10 + self.chinese_digit().unwrap_or(0))
    }

    fn chinese_digit(&mut self) -> Option<u32> {
        const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        let value = match self.peek()? {
            '两' => 2,
            '〇' => 0,
            c => DIGITS.iter().position(|&digit| digit == c)?,
        };
        self.next += 1;
        u32::try_from(value).ok()
    }
}

const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
}

/// The character as the grammar names it, whatever an input method or a traditional keyboard gives.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '。' => '.',
        '–' | '—' | '−' => '-',
        '週' => '周',
        '點' => '点',
        '開' => '开',
        '盤' => '盘',
        '後' => '后',
        '時' => '时',
        '鐘' => '钟',
        '號' => '号',
        '禮' => '礼',
        '現' => '现',
        '過' => '过',
        '個' => '个',
        '兩' => '两',
        '間' => '间',
        other => other,
    }
    .to_ascii_lowercase()
}
