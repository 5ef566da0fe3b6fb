//! Mutations of a dump: pieces of it and of others inserted, removed, repeated and reversed; bits flipped; the end cut
//! off.

use dianbao::dump::Encoding;

use super::random::FuzzRandom;
use super::seeds::{SEEDS, Seed};

/// Pieces of dialects, and pieces that make a text difficult.
const WORDS: [&str; 64] = [
    "**[",
    "]**",
    "**[23:59]** ",
    "**[05:45]** ",
    "[24:60]",
    "【",
    "】",
    "（",
    "）",
    "(",
    ")",
    "\n",
    "\r\n",
    "\n\n",
    "---\n",
    "# ",
    "## ",
    "### ",
    "> ",
    "\"",
    "\"\"",
    "\\u",
    "\\ud83d",
    "{",
    "}",
    "[",
    "]",
    "},{",
    "null",
    "-1",
    "1e400",
    "\"roll_data\":[",
    "\"id\":0,",
    "](https://www.cls.cn/detail/",
    "｜",
    "- [",
    "- id: `",
    "- id: `9`\n",
    "\u{feff}",
    "\0",
    "\u{200c}",
    "\u{202e}",
    "\u{fffd}",
    "统计周期：",
    "2026-13-40",
    "2026-05-31",
    "发布时间",
    "\"ctime\": 99999999999",
    "\"ctime\":1780157295123,",
    "🔴",
    "…",
    "……",
    "...",
    "财联社5月31日电，",
    "(688999.SH)",
    "（00999.HK）",
    "sz399999",
    "云帆智造",
    "（记者 王一）",
    "，",
    "\t",
    ",",
    ";",
    "一是",
];

/// Inserts pieces of `own` dumps and of others into a text.
pub(crate) fn mutated_text(text: &str, own: &[Seed], random: &mut FuzzRandom) -> String {
    let mut text = text.to_owned();
    for _ in 0..random.below(9) {
        let at = boundary(&text, random);
        match random.below(8) {
            0 => text.truncate(at),
            1 | 2 => text.insert_str(at, WORDS[random.below(WORDS.len())]),
            3 => text.replace_range(at..following(&text, at, 60, random), ""),
            4 => {
                let piece = text[at..following(&text, at, 200, random)].repeat(1 + random.below(4));
                text.insert_str(boundary(&text, random), &piece);
            }
            5 => {
                let all = if random.one_in(4) { &SEEDS[..] } else { own };
                let other = all[random.below(all.len())].text;
                let from = boundary(other, random);
                text.insert_str(at, &other[from..following(other, from, 300, random)]);
            }
            6 => swap_lines(&mut text, random),
            _ => change_digit(&mut text, at, random),
        }
    }
    text
}

/// Returns a character boundary of a text.
fn boundary(text: &str, random: &mut FuzzRandom) -> usize {
    let at = random.below(text.len() + 1);
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Returns a character boundary after another, fewer than `most` bytes away.
fn following(text: &str, from: usize, most: usize, random: &mut FuzzRandom) -> usize {
    let end = (from + random.below(most)).min(text.len());
    (from..=end)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(from)
}

fn swap_lines(text: &mut String, random: &mut FuzzRandom) {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    if !lines.is_empty() {
        lines.swap(a, b);
        *text = lines.concat();
    }
}

/// Changes a digit of a figure, time or number.
fn change_digit(text: &mut String, from: usize, random: &mut FuzzRandom) {
    let Some(at) = text[from..]
        .find(|c: char| c.is_ascii_digit())
        .map(|at| from + at)
    else {
        return;
    };
    let digit = ["0", "5", "9", "99"][random.below(4)];
    text.replace_range(at..=at, digit);
}

/// Changes some bytes.
pub(crate) fn mutated(mut bytes: Vec<u8>, random: &mut FuzzRandom) -> Vec<u8> {
    for _ in 0..random.below(7) {
        let at = random.below(bytes.len() + 1);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => bytes
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|byte| *byte ^= 1 << random.below(8)),
            2 => drop(bytes.splice(at..at, WORDS[random.below(WORDS.len())].bytes())),
            3 => drop(bytes.splice(at..at, random.bytes(9))),
            4 => drop(bytes.drain(random.range(&bytes, 40))),
            5 => {
                let piece = bytes[random.range(&bytes, 120)].repeat(1 + random.below(4));
                drop(bytes.splice(at..at, piece));
            }
            _ => {
                let other = encoded(SEEDS[random.below(SEEDS.len())].text, random);
                let piece = other[random.range(&other, 200)].to_vec();
                drop(bytes.splice(at..at, piece));
            }
        }
    }
    bytes
}

/// Encodes a text in an encoding that its bytes show.
pub(crate) fn encoded(text: &str, random: &mut FuzzRandom) -> Vec<u8> {
    let marked = format!("\u{feff}{text}");
    match random.below(8) {
        0 => in_encoding(text, Encoding::Gb18030),
        1 => in_encoding(&marked, Encoding::Utf16Le),
        2 => in_encoding(&marked, Encoding::Utf16Be),
        3 => marked.into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

/// Encodes a text in any encoding without a byte order mark, and returns the encoding.
pub(crate) fn known_encoding(text: &str, random: &mut FuzzRandom) -> (Vec<u8>, Encoding) {
    let encoding = any_encoding(random);
    (in_encoding(text, encoding), encoding)
}

pub(crate) fn any_encoding(random: &mut FuzzRandom) -> Encoding {
    [
        Encoding::Utf8,
        Encoding::Gb18030,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
    ][random.below(4)]
}

fn in_encoding(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}
