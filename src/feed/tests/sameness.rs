//! The same stories give the same items with the same ids, however dumps are split, ordered, named, encoded and packed.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::packed::{gzip, items, settings, zipped, zstd};
use super::*;
use crate::item::ItemId;

/// Number, time and text of stories, two of them in one minute.
pub(super) const STORIES: [(u32, &str, &str, &str); 6] = [
    (
        2_301,
        "09:25:01",
        "云帆智造中标",
        "【云帆智造中标】财联社5月31日电，云帆智造公告，中标12亿元供货合同，合同为期三年。",
    ),
    (
        2_302,
        "09:25:40",
        "青禾生物公告",
        "【青禾生物公告】财联社5月31日电，青禾生物公告，一季度净利润同比增长一成。",
    ),
    (
        2_303,
        "10:00:00",
        "三大指数高开",
        "【三大指数高开】三大指数集体高开，半导体板块领涨。",
    ),
    (
        2_304,
        "11:29:59",
        "白银涨超3%",
        "【白银涨超3%】现货白银日内涨超3%，报31.2美元每盎司。",
    ),
    (
        2_305,
        "15:01:12",
        "远山科技回购",
        "【远山科技回购】远山科技拟以2亿元至4亿元回购公司股份。",
    ),
    (
        2_306,
        "22:40:07",
        "晨星股份停牌",
        "【晨星股份停牌】晨星股份筹划重大资产重组，明日起停牌。",
    ),
];

pub(super) type Story = (u32, &'static str, &'static str, &'static str);

/// Writes stories as a scraper does.
pub(super) type WriteDump = fn(&[Story]) -> String;

fn each(heading: &str, stories: &[Story], entry: impl Fn(&Story) -> String) -> String {
    stories.iter().fold(heading.to_owned(), |mut text, story| {
        text.push_str(&entry(story));
        text
    })
}

fn minute(time: &str) -> &str {
    time.rsplit_once(':').unwrap().0
}

fn as_day(stories: &[Story]) -> String {
    let heading =
        "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n\n";
    each(heading, stories, |(_, time, _, text)| {
        format!("**[{}]** {text}\n\n", minute(time))
    })
}

fn as_sections(stories: &[Story]) -> String {
    each(
        "**📰 一般电报**\n\n",
        stories,
        |(id, time, _, text)| {
            format!(
                "  - [{}] [{text}](https://www.cls.cn/detail/{id})\n\n",
                minute(time)
            )
        },
    )
}

fn as_headings(stories: &[Story]) -> String {
    each(
        "# 财联社快讯归档 2026-05-31\n\n- item_count: 6\n\n",
        stories,
        |(id, time, title, text)| {
            format!("## {time}｜{title}\n\n- id: `{id}`\n- level: C\n\n{text}\n\n")
        },
    )
}

fn as_download(stories: &[Story]) -> String {
    each(
        "# 财联社电报 2026-05-31\n\n> 共 6 条\n\n",
        stories,
        |(_, time, title, text)| format!("## {time} [C] {title}\n\n{text}\n\n---\n\n"),
    )
}

/// The wire's time in seconds, of a time of 2026-05-31 in Beijing.
fn unix(time: &str) -> u32 {
    let mut parts = time.split(':').map(|part| part.parse::<u32>().unwrap());
    let mut next = || parts.next().unwrap();
    1_780_156_800 + next() * 3600 + next() * 60 + next()
}

fn as_jsonl(stories: &[Story]) -> String {
    each("", stories, |(id, time, title, text)| {
        let ctime = unix(time);
        format!(
            "{{\"id\": \"{id}\", \"ctime\": {ctime}, \"title\": \"{title}\", \"content\": \"{text}\"}}\n"
        )
    })
}

fn as_api(stories: &[Story]) -> String {
    let entry = |(id, time, _, text): &Story| {
        format!(
            "{{\"id\":{id},\"ctime\":{},\"content\":\"{text}\"}}",
            unix(time)
        )
    };
    let entries: Vec<String> = stories.iter().map(entry).collect();
    format!("{{\"data\": {{\"roll_data\": [{}]}}}}", entries.join(","))
}

/// As a poller that appends each response to its file. Consecutive responses share entries.
fn as_polled(stories: &[Story]) -> String {
    (1..=stories.len())
        .map(|end| as_api(&stories[end.saturating_sub(2)..end]) + "\n")
        .collect()
}

fn as_csv(stories: &[Story]) -> String {
    let mut text = "标题,内容,发布日期,发布时间\n".to_owned();
    for (_, time, title, body) in stories {
        writeln!(text, "{title},{body},2026-05-31,{time}").unwrap();
    }
    text
}

pub(super) const SCRAPERS: [WriteDump; 8] = [
    as_day,
    as_sections,
    as_headings,
    as_download,
    as_jsonl,
    as_api,
    as_polled,
    as_csv,
];

/// Names with the date. Some dialects have it nowhere else.
const NAMES: [&str; 4] = [
    "财联社电报_2026-05-31.md",
    "a/20260531",
    "2026年05月31日.txt",
    "电报 2026-05-31 (副本).md",
];

pub(super) type Encoder = fn(&str) -> Vec<u8>;

/// UTF-8 without and with its mark, UTF-16 of either order, GB18030.
pub(super) const ENCODERS: [Encoder; 5] = [
    |text| text.as_bytes().to_vec(),
    |text| format!("\u{feff}{text}").into_bytes(),
    |text| {
        "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()
    },
    |text| {
        "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect()
    },
    |text| encoding_rs::GB18030.encode(text).0.into_owned(),
];

type Packer = fn(&[u8]) -> Vec<u8>;

/// What is written to the disk: the ending that its name gets, and its bytes.
const PACKERS: [(&str, Packer); 4] = [
    ("", <[u8]>::to_vec),
    (".gz", gzip),
    (".zst", zstd),
    (".zip", |bytes| {
        zipped(&[("内/财联社电报_2026-05-31.md", bytes)])
    }),
];

/// What two dumps of the given texts give, the order within a minute aside.
fn found(files: &[(String, Vec<u8>)]) -> Vec<(ItemId, String)> {
    let folder = tempfile::tempdir().unwrap();
    for (n, (name, bytes)) in files.iter().enumerate() {
        let path = folder.path().join(n.to_string()).join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut items = items(&settings(folder.path()));
    items.sort();
    items
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn items_are_equal_in_every_form_of_dump(
        scraper in 0..SCRAPERS.len(),
        first in subsequence(STORIES.to_vec(), 1..STORIES.len()),
        turned in any::<bool>(),
        names in [select(NAMES.as_slice()), select(NAMES.as_slice())],
        encoders in [select(ENCODERS.as_slice()), select(ENCODERS.as_slice())],
        packers in [select(PACKERS.as_slice()), select(PACKERS.as_slice())],
    ) {
        let write = SCRAPERS[scraper];
        let expected = found(&[(NAMES[0].to_owned(), write(&STORIES).into_bytes())]);
        prop_assert_eq!(expected.len(), STORIES.len());
        let second: Vec<Story> = STORIES.into_iter().filter(|story| !first.contains(story)).collect();
        let mut files: Vec<(String, Vec<u8>)> = [first, second]
            .iter()
            .enumerate()
            .map(|(n, part)| (format!("{}{}", names[n], packers[n].0), packers[n].1(&encoders[n](&write(part)))))
            .collect();
        if turned {
            files.reverse();
        }
        prop_assert_eq!(found(&files), expected);
    }
}
