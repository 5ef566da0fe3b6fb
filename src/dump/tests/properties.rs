//! Reading never panics, for any bytes. `PROPTEST_CASES=300000` makes a million inputs.

use proptest::prelude::*;

use super::*;

/// A small dump in every dialect.
const DUMPS: &[&str] = &[
    "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n\n**[05:45]** 财联社1月6日电，甲。\n\n**[00:12]** 【乙】丙（记者 王一）\n",
    "**🔴 重要电报**\n\n  - [20:13] **[【甲】乙](https://www.cls.cn/detail/12)**\n\n━━━━\n\n**📰 一般电报**\n\n  - [00:50] [丙](https://www.cls.cn/detail/13)\n",
    "## 2026年05月25日 (Monday)\n\n### 🔴 重要电报\n\n  - [12:46] **[【甲】一](https://www.cls.cn/detail/3)**\n\n## 📊 统计信息\n",
    "# 财联社快讯归档 2026-05-31\n\n- item_count: 1\n\n## 00:08:15｜甲\n\n- id: `9`\n- level: B\n- stocks: 乙(sh600999)\n\n【甲】乙\n",
    "# 财联社电报 2026-05-31\n\n> 共 1 条\n\n## 00:08:15 [C] 甲\n\n【甲】乙\n\n- 📈 乙(NVDA.US)\n- 🏷️ 丙\n\n---\n",
    "{\"id\": \"1\", \"ctime\": 1780157295, \"title\": \"甲\", \"content\": \"【甲】\\u4e59\\n丙\", \"level\": \"A\"}\n",
    "{\"data\": {\"roll_data\": [{\"id\": 1, \"ctime\": 1780157295, \"content\": \"甲\"}, {\"id\": 2, \"ctime\": 1780157296, \"content\": \"乙\"}]}}",
    "标题,内容,发布日期,发布时间\n甲,\"乙\"\"丙\"\"\n丁\",2026-05-31,00:08:15\n,戊,2026-05-31,09:30:00\n",
    "## 2026-05-31\n\n- 00:08 **甲** 乙\n  <!-- dianbao {\"id\":\"7\",\"time\":\"2026-05-31T00:08:15+08:00\",\"day\":\"2026-05-30\",\"text\":\"【甲】乙\",\"file\":\"a.md\",\"line\":5,\"revision\":1} -->\n\n",
    "id,time,day,text,file,line,revision,files\n7,2026-05-31T00:08:15+08:00,2026-05-30,'=云帆智造公告，与星河航天签订供货合同\\u{4e59},a.md,5,1,a.md:5;b\\u{3b}.md:6\n",
];

/// Reads bytes and checks the invariants of a dump.
fn check(bytes: &[u8]) {
    let path = FilePath::from("财联社电报_2026-05-24.md");
    let Some(dump) = read(&path, Bytes::copy_from_slice(bytes), ReadOptions::default()) else {
        return;
    };
    let text = simdutf8::basic::from_utf8(&dump.text).expect("a dump's text is UTF-8");
    let lines = 1 + memchr::memchr_iter(b'\n', bytes).count();
    let mut end = 0;
    for record in &dump.records {
        let range = record.range();
        assert!(
            end <= range.start && range.end <= text.len(),
            "ranges ascend and are within the text"
        );
        end = range.end;
        let own = text.get(range).expect("ranges are at character boundaries");
        assert!(
            !own.is_empty() && own.trim_matches(story::is_blank) == own,
            "texts are trimmed: {own:?}"
        );
        assert_eq!(own, dump.record_text(record));
        assert_eq!(record.opening, Opening::parse(own).hash);
        assert_eq!(
            record.flags.has(ItemFlags::DISTINCT_OPENING),
            Opening::parse(own).is_distinct
        );
        assert!((1..=lines).contains(&(record.line as usize)) || dump.encoding != Encoding::Utf8);
        assert!(record.extra == NO_EXTRA || dump.extra(record).is_some());
        check_story(own);
    }
    assert!(dump.problems.iter().all(|problem| problem.line >= 1));
    assert!(
        dump.records.len() + dump.problems.len() <= bytes.len() + 2,
        "records and problems are bounded by the input"
    );
}

fn check_story(text: &str) {
    let story = StoryParts::parse(text);
    for part in [
        story.title,
        story.column,
        story.dateline,
        Some(story.body),
        story.source,
    ]
    .into_iter()
    .flatten()
    {
        assert!(text.contains(part));
    }
    assert!(story::same_story(text, text));
    assert!(
        story::codes(text)
            .into_iter()
            .all(|range| text.get(range).is_some())
    );
}

/// A change to the bytes of a dump.
#[derive(Clone, Debug)]
enum Damage {
    Insert(prop::sample::Index, Vec<u8>),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Cut(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let pieces = prop::sample::select(
        [
            "**[", "]**", "【", "】", "\n", "\r\n", "## ", "# ", "\"", "{", "}", "](", "(", "）",
            "25:61", "\u{feff}", "｜", "- [",
        ]
        .as_slice(),
    );
    let piece = prop_oneof![
        pieces.prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..4)
    ];
    prop_oneof![
        (at(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        (at(), 1_usize..20).prop_map(|(at, len)| Damage::Remove(at, len)),
        (at(), 1_usize..80).prop_map(|(at, len)| Damage::Repeat(at, len)),
        at().prop_map(Damage::Cut),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: Vec<Damage>) -> Vec<u8> {
    for damage in damages {
        match damage {
            Damage::Insert(at, piece) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            Damage::Remove(at, len) => {
                let at = at.index(bytes.len() + 1);
                bytes.drain(at..(at + len).min(bytes.len()));
            }
            Damage::Repeat(at, len) => {
                let at = at.index(bytes.len() + 1);
                let piece = bytes[at..(at + len).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Damage::Cut(at) => bytes.truncate(at.index(bytes.len() + 1)),
        }
    }
    bytes
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let utf16 = || "\u{feff}".encode_utf16().chain(text.encode_utf16());
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Le => utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

const ENCODINGS: [Encoding; 4] = [
    Encoding::Utf8,
    Encoding::Gb18030,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
    }

    #[test]
    fn damaged_dumps_are_read(
        dump in prop::sample::select(DUMPS),
        encoding in prop::sample::select(ENCODINGS.as_slice()),
        damages in prop::collection::vec(damage(), 0..6),
    ) {
        check(&damaged(encoded(dump, encoding), damages));
    }

    #[test]
    fn any_text_has_parts(a in "[【】（）()A-Z0-9.月日电讯，。记者 \n\u{200c}财联社]{0,40}", b in "\\PC{0,20}") {
        check_story(&a);
        check_story(&b);
        assert_eq!(story::same_story(&a, &b), story::same_story(&b, &a));
    }
}

#[test]
fn every_cut_is_a_dump_in_every_encoding() {
    for &dump in DUMPS {
        for encoding in ENCODINGS {
            let whole = encoded(dump, encoding);
            let read = read_as("财联社电报_2026-05-24.md", &whole);
            assert_eq!(
                (read.encoding, read.records.is_empty()),
                (encoding, false),
                "{dump}"
            );
            assert_eq!(
                entries(&read),
                entries(&read_as("财联社电报_2026-05-24.md", dump)),
                "{dump}"
            );
            for cut in 0..whole.len() {
                check(&whole[..cut]);
            }
        }
    }
}
