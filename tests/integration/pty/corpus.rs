//! Text that would act on a terminal, hide in it, or misalign its columns if it were printed unchanged.

use std::fmt::Write as _;

/// Sequences that terminals obey. The reader itself writes none of them.
const SEQUENCES: &[&str] = &[
    "\x1b[8m",
    "\x1b[5m",
    "\x1b[8",
    "\x1b[",
    "\x1b",
    "\x1b\x1b",
    "\x1b[2;3r",
    "\x1b[3g",
    "\x1b[6n",
    "\x1b[c",
    "\x1b[>c",
    "\x1b[21t",
    "\x1b[20t",
    "\x1b[8;1;1t",
    "\x1b[4h",
    "\x1b[20h",
    "\x1b[?3h",
    "\x1b[?5h",
    "\x1b[?7l",
    "\x1b[?47h",
    "\x1b[?1003h",
    "\x1b[?1004h",
    "\x1b[?1049l\x1b[?69h",
    "\x1b[5i",
    "\x1b[9T",
    "\x1b[9S",
    "\x1b[9A",
    "\x1b[9L",
    "\x1b[9M",
    "\x1b[9P",
    "\x1b[9@",
    "\x1b[!p",
    "\x1b[5 q",
    "\x1b[61\"p",
    "\x1b[9b",
    "\x1bc",
    "\x1b7",
    "\x1b8",
    "\x1bD",
    "\x1bE",
    "\x1bM",
    "\x1bH",
    "\x1bN",
    "\x1bZ",
    "\x1b#8",
    "\x1b(0",
    "\x1b)A",
    "\x1b%@",
    "\x1b>",
    "\x1b=",
    "\x1b]0;owned\x07",
    "\x1b]2;owned\x1b\\",
    "\x1b]0;unterminated",
    "\x1b]52;c;aG9zdGlsZQ==\x07",
    "\x1b]52;c;?\x07",
    "\x1b]8;;https://example.com\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]4;1;rgb:00/00/00\x07",
    "\x1b]10;?\x07",
    "\x1b]11;?\x1b\\",
    "\x1b]1337;File=inline=1:AAAA\x07",
    "\x1b]777;notify;a;b\x07",
    "\x1b]9;owned\x07",
    "\x1bPq#0\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1bPunterminated",
    "\x1b_Ga=T;AAAA\x1b\\",
    "\x1b_unterminated",
    "\x1b^owned\x1b\\",
    "\x1bXowned\x1b\\",
    "\u{9b}8m",
    "\u{9b}2J",
    "\u{9d}0;owned\u{9c}",
    "\u{9d}0;unterminated",
    "\u{90}q\u{9c}",
    "\u{9f}G\u{9c}",
    "\u{84}\u{85}\u{8d}",
];

/// Text that is drawn wrongly, in the wrong place, or not at all.
const ODDITIES: &[&str] = &[
    "\u{202e}倒置\u{202c}",
    "\u{2066}隔\u{2069}",
    "\u{61c}\u{200e}\u{200f}",
    "שלום עולם",
    "مرحبا",
    "零\u{200b}\u{200c}\u{200d}宽",
    "\u{2060}\u{2061}\u{2062}\u{2063}\u{2064}",
    "\u{206a}\u{206b}\u{206c}\u{206d}\u{206e}\u{206f}",
    "软\u{ad}连\u{ad}字",
    "\u{feff}标\u{fffe}",
    "\u{fff9}注\u{fffa}解\u{fffb}",
    "\u{e0001}\u{e0041}\u{e0042}\u{e007f}",
    "字\u{e0100}\u{e01ef}",
    "葛\u{fe00}\u{fe0f}",
    "1\u{fe0f}\u{20e3}",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦",
    "👍\u{1f3ff}",
    "🇨🇳🇭🇰🇨",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "❤\u{fe0f}❤\u{fe0e}",
    "☎✈⚠",
    "가\u{1100}\u{1161}\u{11a8}각",
    "\u{115f}\u{1160}\u{3164}\u{ffa0}",
    "\u{2028}行\u{2029}段",
    "\u{b}竖\u{c}页",
    "制\t表\t\t符",
    "回\r车\r\r",
    "\u{1bca0}\u{1d173}\u{1d17a}",
    "“”‘’—…·①②─│█",
    "ｶﾞｷﾞ全角ＡＢＣ",
    "Ａ\u{304}",
    "㍿㍻㋀㎡",
    "\u{0600}\u{06dd}١٢٣",
    "क्षि",
    "ก็็็็็็",
    "\u{0301}无主的\u{0302}标记",
    "𠀀𪜶𰻞𱁬",
    "\u{fdfd}\u{1242b}",
    "\u{e000}\u{f8ff}",
    "\u{10ffff}\u{ffff}",
    "\u{fffd}\u{fffd}",
    "\u{180e}\u{034f}",
    "】【〖〗",
    "财联社电，财联社电，",
    "（(（(（(",
    "%s%n%x{}{0}",
    "$(reboot) `reboot` ; reboot | reboot & reboot",
    "--help",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "```\n# 标题\n---",
    "[链接](javascript:alert(1))",
];

/// Bytes that are not UTF-8.
const BYTES: &[&[u8]] = &[
    b"\xed\xa0\x80",
    b"\xed\xb0\x80",
    b"\xed\xa0\xbd\xed\xb8\x80",
    b"\xed\xbf\xbf",
    b"\xc0\x9b",
    b"\xc2",
    b"\xe0\x80\x9b[8m",
    b"\xf0\x80\x80\x9b",
    b"\xf5\x80\x80\x80",
    b"\xfe\xff",
    b"\xe4\xb8",
    b"\xf0\x9f\x98",
    b"\xff\xff\xff",
    b"\x80\x81\x9b8m",
];

/// Every hostile fragment. None contains a line break followed by the start of an entry.
pub(crate) fn fragments() -> Vec<Vec<u8>> {
    let controls = (0..0x20).chain(0x7f..0xa0).filter(|&c| c != 0x0a);
    let alone = controls
        .filter_map(char::from_u32)
        .map(|c| format!("{c}8m").into_bytes());
    let raw = (0x80..0xa0_u8).map(|byte| vec![byte, b'8', b'm']);
    let texts = SEQUENCES
        .iter()
        .chain(ODDITIES)
        .map(|text| text.as_bytes().to_vec());
    let bytes = BYTES.iter().map(|bytes| bytes.to_vec());
    let marks = ["\u{301}", "\u{20dd}", "\u{489}", "\u{e47}", "\u{610}"];
    let floods = marks
        .iter()
        .map(|mark| format!("基{}", mark.repeat(500)).into_bytes());
    let words = ["a", "字", "9", "“", "，", "🎉", "\u{200d}", " "];
    let huge = words.iter().map(|word| word.repeat(4000).into_bytes());
    alone
        .chain(raw)
        .chain(texts)
        .chain(bytes)
        .chain(floods)
        .chain(huge)
        .collect()
}

/// Fragments that can be typed or pasted: text that does not end a paste.
pub(crate) fn pasted() -> Vec<&'static str> {
    SEQUENCES
        .iter()
        .chain(ODDITIES)
        .copied()
        .filter(|text| !text.contains('\n'))
        .collect()
}

/// The mark that identifies an entry on the screen.
pub(crate) fn mark(n: usize) -> String {
    format!("H{n:04}")
}

/// A dump with every fragment in a title, in a body and in an attribution, and its number of entries.
pub(crate) fn dump() -> (Vec<u8>, usize) {
    let mut dump =
        "# 财联社【普通】电报 - 2026-03-02\n> 统计周期：2026-03-02 05:30 至次日 05:30\n\n---\n\n"
            .as_bytes()
            .to_vec();
    let mut count = 0;
    for fragment in fragments() {
        for place in 0..3 {
            entry(&mut dump, count, place, &fragment);
            count += 1;
        }
    }
    dump.extend_from_slice("**[06:99]** 时间有误\u{1b}[8m\u{202e}\n\n".as_bytes());
    (dump, count)
}

fn entry(dump: &mut Vec<u8>, n: usize, place: usize, fragment: &[u8]) {
    let mut before = String::new();
    let (hour, minute, mark) = (6 + n / 60, n % 60, mark(n));
    write!(before, "**[{hour:02}:{minute:02}]** ").unwrap();
    let (head, tail) = match place {
        0 => (
            format!("【{mark}题"),
            "尾】财联社3月2日电，一家公司公告，签订合同，金额3.5亿元，同比增长12%。".to_owned(),
        ),
        1 => (
            format!("【{mark}题】财联社3月2日电，正文"),
            "尾，同比增长12%，环比下降3%。".to_owned(),
        ),
        _ => (
            format!("{mark}财联社3月2日电，一家公司公告，没有标题。（南方"),
            "晨报）".to_owned(),
        ),
    };
    dump.extend_from_slice(before.as_bytes());
    dump.extend_from_slice(head.as_bytes());
    dump.extend_from_slice(fragment);
    dump.extend_from_slice(tail.as_bytes());
    dump.extend_from_slice(b"\n\n");
}

/// Names of files and folders that contain fragments, as bytes without `/` and NUL.
pub(crate) fn names() -> Vec<Vec<u8>> {
    let usable =
        |bytes: &Vec<u8>| bytes.len() < 100 && !bytes.contains(&b'/') && !bytes.contains(&0);
    fragments().into_iter().filter(usable).collect()
}
