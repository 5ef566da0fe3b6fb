//! Reading survives any bytes: dumps of every dialect and packed files, mutated by a seeded generator.
//!
//! It runs on the stable toolchain. `DIANBAO_FUZZ=1000000 cargo test --release --test fuzz` reads a million inputs;
//! without the variable some thousands. A failure names its seed; `DIANBAO_FUZZ_SEED` begins with that one.
//!
//! What holds for every input: nothing panics or hangs, ranges ascend within the text and end at characters, and the
//! text, the entries and the problems stay in proportion to the input.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "clippy takes the functions that tests share for no tests")]

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use dianbao::dump::{Dump, Encoding, Options, Reading, container, read};

const USUAL: u64 = 10_000;
/// What packed files may unpack to.
const LIMIT: usize = 1 << 16;

const DUMPS: [&str; 8] = [
    "# 财联社【加红】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n\n**[05:45]** 财联社1月6日电，云帆智造公告。\n\n**[00:12]** 【青禾生物中标】合同额3.2亿元\n第二段（记者 王一）\n\n",
    "**🔴 重要电报**\n\n  - [20:13] **[【云帆智造】中标](https://www.cls.cn/detail/12)**\n\n━━━━\n\n**📰 一般电报**\n\n  - [00:50] [青禾生物](https://www.cls.cn/detail/13)\n",
    "## 2026年05月25日 (Monday)\n\n### 🔴 重要电报\n\n  - [12:46] **[【甲】一](https://www.cls.cn/detail/3)**\n\n## 📊 统计信息\n\n- 总数：1\n",
    "# 财联社快讯归档 2026-05-31\n\n- item_count: 1\n\n## 00:08:15｜甲\n\n- id: `9`\n- level: B\n- stocks: 云帆智造(sh600999)\n- subjects: 芯片\n\n【甲】乙\n",
    "# 财联社电报 2026-05-31\n\n> 共 1 条\n\n## 00:08:15 [C] 甲\n\n【甲】乙\n\n- 📈 乙(NVDA.US)\n- 🏷️ 丙\n\n---\n",
    "{\"id\": \"1\", \"ctime\": 1780157295, \"title\": \"甲\", \"content\": \"【甲】\\u4e59\\n丙\", \"level\": \"A\"}\n",
    "{\"data\": {\"roll_data\": [{\"id\": 1, \"ctime\": 1780157295, \"content\": \"甲\"}, {\"id\": 2, \"ctime\": 1780157296, \"content\": \"乙\"}]}}",
    "标题,内容,发布日期,发布时间\n甲,\"乙\"\"丙\"\"\n丁\",2026-05-31,00:08:15\n,戊,2026-05-31,09:30:00\n",
];

/// What the dialects are made of.
const WORDS: [&str; 34] = [
    "**[",
    "]**",
    "**[23:59]** ",
    "[24:60]",
    "【",
    "】",
    "\n",
    "\r\n",
    "\n\n",
    "---\n",
    "# ",
    "## ",
    "### ",
    "> ",
    "\"",
    "\\u",
    "\\ud83d",
    "{",
    "}",
    "[",
    "](https://www.cls.cn/detail/",
    "(",
    "）",
    "｜",
    "- [",
    "- id: `",
    "\u{feff}",
    "\0",
    "统计周期：",
    "2026-13-40",
    "发布时间",
    "\"ctime\": 99999999999",
    "🔴",
    "\u{fffd}",
];

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 1).unwrap_or(0) % end.max(1)
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most)).map(|_| self.next().to_le_bytes()[0]).collect()
    }

    fn range(&mut self, bytes: &[u8], most: usize) -> std::ops::Range<usize> {
        let start = self.below(bytes.len() + 1);
        start..(start + self.below(most)).min(bytes.len())
    }
}

fn encoded(text: &str, random: &mut Random) -> Vec<u8> {
    let marked = || "\u{feff}".encode_utf16().chain(text.encode_utf16());
    match random.below(8) {
        0 => encoding_rs::GB18030.encode(text).0.into_owned(),
        1 => marked().flat_map(u16::to_le_bytes).collect(),
        2 => marked().flat_map(u16::to_be_bytes).collect(),
        3 => format!("\u{feff}{text}").into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

fn mutate(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    for _ in 0..random.below(7) {
        let at = random.below(bytes.len() + 1);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.below(8)),
            2 => drop(bytes.splice(at..at, WORDS[random.below(WORDS.len())].bytes())),
            3 => drop(bytes.splice(at..at, random.bytes(9))),
            4 => drop(bytes.drain(random.range(&bytes, 40))),
            5 => {
                let piece = bytes[random.range(&bytes, 120)].repeat(1 + random.below(4));
                drop(bytes.splice(at..at, piece));
            }
            _ => {
                let other = encoded(DUMPS[random.below(DUMPS.len())], random);
                let piece = other[random.range(&other, 200)].to_vec();
                drop(bytes.splice(at..at, piece));
            }
        }
    }
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tarred(bytes: &[u8]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    builder.append_data(&mut header, "电报_2026-05-31.md", bytes).unwrap();
    builder.into_inner().unwrap()
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("电报_2026-05-31.md", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// The input that belongs to a seed: one in sixteen is packed, one in sixteen nothing but random bytes.
fn input(random: &mut Random) -> Vec<u8> {
    let dump = DUMPS[random.below(DUMPS.len())];
    let bytes = encoded(dump, random);
    match random.below(16) {
        0 => random.bytes(300),
        1 => {
            let pack = [gzip, zstd, zipped, tarred, |bytes: &[u8]| gzip(&tarred(bytes))][random.below(5)];
            mutate(pack(&bytes), random)
        }
        _ => mutate(bytes, random),
    }
}

fn check(bytes: &[u8], random: &mut Random) {
    let names = ["财联社电报_2026-05-24.md", "20260524.jsonl", "a"];
    let path: Arc<Path> = Path::new(names[random.below(names.len())]).into();
    let encodings = [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be];
    let encoding = (random.below(8) == 0).then(|| encodings[random.below(4)]);
    let unpacked = container::unpack(&path, &Bytes::copy_from_slice(bytes), LIMIT);
    let total: usize = unpacked.members.iter().map(|member| member.bytes.len()).sum();
    assert!(total <= LIMIT.max(bytes.len()), "unpacking keeps to its limit");
    for member in unpacked.members {
        let len = member.bytes.len();
        let options = Options { encoding, ..Options::default() };
        match read(&member.path.into(), member.bytes, options) {
            Reading::Dump(dump) => check_dump(&dump, len),
            Reading::NoDump => {}
        }
    }
}

fn check_dump(dump: &Dump, len: usize) {
    let text = std::str::from_utf8(&dump.text).expect("a dump's text is UTF-8");
    let mut end = 0;
    for record in &dump.records {
        let range = record.range();
        assert!(end <= range.start, "ranges ascend");
        end = range.end;
        let own = text.get(range).expect("ranges are in the text and end at characters");
        assert!(!own.is_empty() && own == dump.record_text(record));
    }
    assert!(text.len() <= 3 * len + 3, "a byte becomes one character of three bytes at most: {} of {len}", text.len());
    assert!(dump.records.len() + dump.extras.len() + dump.problems.len() <= 2 * len + 2, "in proportion to the input");
    let told: usize = dump.problems.iter().map(|problem| problem.to_string().len()).sum();
    assert!(told <= 400 * (len + 1), "problems are told in few words");
}

#[test]
fn the_seeds_are_dumps_before_they_are_damaged() {
    for seed in DUMPS {
        let path: Arc<Path> = Path::new("财联社电报_2026-05-24.md").into();
        let reading = read(&path, Bytes::from_static(seed.as_bytes()), Options::default());
        assert!(matches!(reading, Reading::Dump(dump) if !dump.records.is_empty()), "{seed}");
    }
}

#[test]
fn any_bytes_are_read() {
    let number = |name| std::env::var(name).ok().and_then(|value: String| value.parse().ok());
    let (count, first) = (number("DIANBAO_FUZZ").unwrap_or(USUAL), number("DIANBAO_FUZZ_SEED").unwrap_or(0));
    for seed in first..first + count {
        let survived = catch_unwind(AssertUnwindSafe(|| {
            let mut random = Random(seed);
            let bytes = input(&mut random);
            check(&bytes, &mut random);
        }));
        assert!(survived.is_ok(), "seed {seed}: DIANBAO_FUZZ=1 DIANBAO_FUZZ_SEED={seed} cargo test --test fuzz");
    }
    println!("{count} inputs");
}
