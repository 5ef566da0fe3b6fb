//! Scans numbers with their sign, currency, decimals, multipliers, percent sign and measure word.
//!
//! Line breaking must not split them, and figures are made of them: both use this scanner.

use std::iter;
use std::ops::Range;

use super::measure_words::{MeasureKind, leading_measure};

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// The number with everything that belongs to it, in bytes.
    pub range: Range<usize>,
    /// The digits with their point and separators, in bytes.
    pub digits: Range<usize>,
    /// The sign before it. The dash of a range (`3%-5%`) is none.
    pub sign: Option<Sign>,
    /// Whether a currency sign is before it.
    pub currency: bool,
    /// The product of its multipliers: 万, 亿 and the like.
    pub scale: f64,
    /// The unit after it.
    pub unit: Unit,
}

/// The sign of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign {
    Plus,
    Minus,
}

/// The signs of currencies.
const CURRENCIES: [char; 6] = ['$', '¥', '￥', '€', '£', '＄'];

/// The unit after a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    None,
    Percent,
    Measure(MeasureKind),
}

impl Quantity {
    /// Returns the value with its multipliers, without its sign.
    pub(super) fn value(&self, text: &str) -> f64 {
        value(text, &self.digits, self.scale)
    }
}

fn value(text: &str, digits: &Range<usize>, scale: f64) -> f64 {
    let digits = text.get(digits.clone()).unwrap_or_default();
    short_decimal(digits).unwrap_or_else(|| decimal(digits)) * scale
}

/// The value of ASCII digits with a point and commas. `None` for so many that dividing by a power of ten might round twice.
fn short_decimal(digits: &str) -> Option<f64> {
    const MAX_DIGITS: usize = 9;
    let (mut value, mut divisor, mut has_point) = (0_u32, 1.0, false);
    if digits.len() > MAX_DIGITS {
        return None;
    }
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + u32::from(byte - b'0');
                divisor *= if has_point { 10.0 } else { 1.0 };
            }
            b'.' => has_point = true,
            b',' => {}
            _ => return None,
        }
    }
    Some(f64::from(value) / divisor)
}

fn decimal(digits: &str) -> f64 {
    let plain: String = digits
        .chars()
        .filter(|&c| c != ',')
        .map(half_width)
        .collect();
    plain.parse().unwrap_or_default()
}

/// Returns the numbers of a text in order.
pub(super) fn quantities(text: &str) -> impl Iterator<Item = Quantity> {
    let mut from = 0;
    numbers(text).filter_map(move |MeasuredNumber { digits, suffix }| {
        let prefix = NumberPrefix::at_end(text.get(from..digits.start)?, from);
        from = digits.end + suffix.length;
        Some(Quantity {
            range: digits.start - prefix.length..from,
            digits,
            sign: prefix.sign,
            currency: prefix.currency,
            scale: suffix.scale,
            unit: suffix.unit,
        })
    })
}

/// Digits with the multipliers and the unit after them.
pub(super) struct MeasuredNumber {
    digits: Range<usize>,
    suffix: NumberSuffix,
}

impl MeasuredNumber {
    /// See [`Quantity::unit`].
    pub(super) const fn unit(&self) -> Unit {
        self.suffix.unit
    }

    /// See [`Quantity::scale`].
    pub(super) const fn scale(&self) -> f64 {
        self.suffix.scale
    }

    /// See [`Quantity::currency`].
    pub(super) fn has_currency(&self, text: &str) -> bool {
        let before = text.get(..self.digits.start);
        before.is_some_and(|before| before.ends_with(CURRENCIES))
    }

    /// See [`Quantity::value`].
    pub(super) fn value(&self, text: &str) -> f64 {
        value(text, &self.digits, self.suffix.scale)
    }
}

/// The numbers of a text in order, without a look at what is before them.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = MeasuredNumber> {
    let mut from = 0;
    iter::from_fn(move || {
        let start = next_digit(text, from)?;
        let end = start + digits_length(text.get(start..)?);
        let suffix = NumberSuffix::at_start(text.get(end..)?);
        from = end + suffix.length;
        Some(MeasuredNumber {
            digits: start..end,
            suffix,
        })
    })
}

/// The first byte of a full-width digit, and of full-width punctuation.
const FULL_WIDTH: u8 = 0xEF;

/// The place of the first digit from a byte on.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += may_begin_digit(bytes.get(at..)?)?;
        if bytes.get(at) != Some(&FULL_WIDTH) || text.get(at..)?.starts_with(is_digit) {
            return Some(at);
        }
        at += '０'.len_utf8();
    }
}

/// The place of the first byte that may begin a digit. Looks at eight bytes at once: digits are rare in a text.
fn may_begin_digit(bytes: &[u8]) -> Option<usize> {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let (chunks, rest) = bytes.as_chunks::<8>();
    // Marks the high bit of each byte below a limit; a byte after a marked one may be marked by mistake.
    let below = |bytes: u64, limit: u64| bytes.wrapping_sub(EACH * limit) & !bytes & (EACH * 0x80);
    for (nth, chunk) in chunks.iter().enumerate() {
        let bytes = u64::from_le_bytes(*chunk);
        let digits = below(bytes ^ (EACH * u64::from(b'0')), 10);
        let found = digits | below(bytes ^ (EACH * u64::from(FULL_WIDTH)), 1);
        if found != 0 {
            return Some(nth * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let is_begin = |byte: &u8| byte.is_ascii_digit() || *byte == FULL_WIDTH;
    let at = rest.iter().position(is_begin)?;
    Some(bytes.len() - rest.len() + at)
}

/// Returns the length in bytes of the leading digits, with one decimal point and with commas before groups of three.
fn digits_length(text: &str) -> usize {
    let mut length = run_length(text);
    let mut point = false;
    while let Some(mark) = text.get(length..).and_then(leading_mark) {
        let group = text.get(length + mark.len_utf8()..).map_or(0, run_length);
        let fits = if mark == ',' {
            group == 3 && !point
        } else {
            group > 0 && !point
        };
        if !fits {
            break;
        }
        point |= mark != ',';
        length += mark.len_utf8() + group;
    }
    length
}

/// The length in bytes of the leading digits.
fn run_length(text: &str) -> usize {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit());
    match end {
        Some(end) if text.as_bytes()[end] == FULL_WIDTH => {
            text.find(|c| !is_digit(c)).unwrap_or(text.len())
        }
        Some(end) => end,
        None => text.len(),
    }
}

/// The decimal point or comma with which a text begins.
fn leading_mark(text: &str) -> Option<char> {
    match text.as_bytes().first()? {
        b',' => Some(','),
        b'.' => Some('.'),
        _ => text.starts_with('．').then_some('．'),
    }
}

/// The sign, currency sign and 第 before the digits.
struct NumberPrefix {
    length: usize,
    sign: Option<Sign>,
    currency: bool,
}

impl NumberPrefix {
    /// Scans the end of `text`, which begins after the previous number, at byte `from`.
    fn at_end(text: &str, from: usize) -> Self {
        let bare = text.strip_suffix(CURRENCIES).unwrap_or(text);
        let unsigned = bare
            .strip_suffix(['+', '-', '−', '＋', '－', '±'])
            .unwrap_or(bare);
        // A dash right after another number or a word makes a range or a name: 3%-5%, GB-300.
        let dash = (from > 0 && unsigned.is_empty())
            || unsigned.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ')');
        let rest = if dash { bare } else { unsigned };
        let sign = bare.get(rest.len()..).and_then(|sign| match sign {
            "+" | "＋" => Some(Sign::Plus),
            "-" | "−" | "－" => Some(Sign::Minus),
            _ => None,
        });
        let rest = rest.strip_suffix('第').unwrap_or(rest);
        Self {
            length: text.len() - rest.len(),
            sign,
            currency: bare.len() < text.len(),
        }
    }
}

/// The multipliers and the unit after the digits.
struct NumberSuffix {
    length: usize,
    scale: f64,
    unit: Unit,
}

impl NumberSuffix {
    fn at_start(text: &str) -> Self {
        let mut suffix = Self {
            length: 0,
            scale: 1.0,
            unit: Unit::None,
        };
        match text.chars().next() {
            Some(sign @ ('%' | '％')) => {
                suffix.length = sign.len_utf8();
                suffix.unit = Unit::Percent;
                return suffix;
            }
            // Neither a measure word nor a multiplier begins so.
            Some(sign) if sign.is_ascii_punctuation() => return suffix,
            Some(_) | None => {}
        }
        while let Some(rest) = text.get(suffix.length..) {
            if let Some((word, kind)) = leading_measure(rest) {
                suffix.length +=
                    word.len() + denominator_length(rest.get(word.len()..).unwrap_or_default());
                suffix.unit = Unit::Measure(kind);
                break;
            }
            let Some((c, factor)) = rest.chars().next().and_then(|c| Some((c, multiplier(c)?)))
            else {
                break;
            };
            // 千万 and 百亿, not 千百: 百 may begin a word there.
            if factor > 1.0 && factor <= f64::from(LARGEST_SMALL_MULTIPLIER) && suffix.scale > 1.0 {
                break;
            }
            suffix.length += c.len_utf8();
            suffix.scale *= factor;
        }
        suffix
    }
}

/// Returns the length in bytes of a leading `/桶` and the like; 0 without one.
fn denominator_length(text: &str) -> usize {
    let rest = text.strip_prefix(['/', '／']).unwrap_or_default();
    leading_measure(rest).map_or(0, |(word, _)| text.len() - rest.len() + word.len())
}

/// The factor of 千: of the multipliers that may be before 万 and 亿, not after another one, the largest.
pub(super) const LARGEST_SMALL_MULTIPLIER: u16 = 1000;

/// Returns the factor of a multiplier. 余, 多 and 来 mean a little more and count as 1.
fn multiplier(c: char) -> Option<f64> {
    match c {
        '余' | '多' | '来' => Some(1.0),
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(f64::from(LARGEST_SMALL_MULTIPLIER)),
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        '．' => '.',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    proptest! {
        /// The bytes of `°` and `¹` are those of digits with the high bit set; `／` and `：` are the neighbours of `０` and `９`.
        #[test]
        fn next_digit_is_the_first_one_of_the_rest(
            text in "([a/:°¹中，％／：\u{feff}]{0,20}[0-9０-９]?){0,3}[a/:°¹中，／：]{0,20}",
        ) {
            let places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for from in places {
                let rest = text.get(from..).unwrap();
                let first = rest.find(is_digit).map(|at| from + at);
                prop_assert_eq!(next_digit(&text, from), first, "{}", from);
            }
        }

        #[test]
        fn short_decimal_is_what_rust_parses(whole in "[0-9,]{0,9}", point in "\\.?", fraction in "[0-9,]{0,9}") {
            let digits = format!("{whole}{point}{fraction}");
            let parsed: f64 = digits.replace(',', "").parse().unwrap_or_default();
            let expected = (digits.len() <= 9).then(|| parsed.to_bits());
            prop_assert_eq!(short_decimal(&digits).map(f64::to_bits), expected, "{}", digits);
        }
    }

    #[rstest]
    #[case("涨3.5%，", &["3.5%"])]
    #[case("录得-0.3%。", &["-0.3%"])]
    #[case("3%-5%", &["3%", "5%"])]
    #[case("12.5亿元与1,234.56万股", &["12.5亿元", "1,234.56万股"])]
    #[case("9650亿美元", &["9650亿美元"])]
    #[case("2026年5月31日", &["2026年", "5月", "31日"])]
    #[case("88.90美元/桶，", &["88.90美元/桶"])]
    #[case("上调0.25个百分点", &["0.25个百分点"])]
    #[case("100多家、30余万人", &["100多家", "30余万人"])]
    #[case("第15届", &["第15届"])]
    #[case("$5.3亿", &["$5.3亿"])]
    #[case("GB300，1,2,3", &["300", "1", "2", "3"])]
    #[case("５．５％", &["５．５％"])]
    #[case("5万百姓、3千百货", &["5万", "3千"])]
    #[case("末尾3.", &["3"])]
    #[case("一、二", &[])]
    fn numbers_keep_sign_and_unit(#[case] text: &str, #[case] found: &[&str]) {
        let ranges: Vec<_> = quantities(text)
            .map(|q| text.get(q.range).unwrap())
            .collect();
        assert_eq!(ranges, found);
    }

    #[rstest]
    #[case("1,234.5", 1234.5)]
    #[case("3.19亿元", 3.19e8)]
    #[case("1.2万吨", 1.2e4)]
    #[case("2万亿", 2e12)]
    #[case("3千万千瓦", 3e7)]
    #[case("５．５％", 5.5)]
    fn value_includes_multipliers(#[case] text: &str, #[case] value: f64) {
        let found = quantities(text).next().unwrap();
        assert!((found.value(text) - value).abs() < value * 1e-12);
    }
}
