//! Dumps of few minutes with similar, cut, titled, numbered and repeated texts, to test merging and identities.

use std::fmt::Write as _;

use super::random::FuzzRandom;

/// 2026-05-31 09:30:00 in Beijing.
const MORNING: usize = 1_780_191_000;

const STEMS: [&str; 4] = [
    "云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年，对业绩有积极影响。",
    "云帆智造公告，与星河航天签订12亿元供货合同，合同为期五年，明年起交付。",
    "沪指跌0.3%。",
    "Cloudsail ABC与DEF签订12亿元合同，为期三年。",
];

const TITLES: [&str; 5] = [
    "",
    "【云帆智造签订大单】",
    "【大单】",
    "【六月资本市场大事提醒：新股申购、指数调整与",
    "【】",
];

const DATELINES: [&str; 4] = ["", "", "财联社5月31日电，", "《科创板日报》31日讯，"];

const ENDS: [&str; 6] = ["", "", "…", "……", " ...", "（央视新闻）"];

/// The parts of an entry.
#[derive(Clone, Debug)]
struct Entry {
    number: usize,
    second: usize,
    text: String,
}

fn entry(random: &mut FuzzRandom) -> Entry {
    let stem: Vec<char> = STEMS[random.below(STEMS.len())].chars().collect();
    let kept = if random.one_in(2) {
        stem.len()
    } else {
        random.below(stem.len() + 1)
    };
    let wording: String = stem[..kept].iter().collect();
    let text = [
        TITLES[random.below(5)],
        DATELINES[random.below(4)],
        &wording,
        ENDS[random.below(6)],
    ]
    .concat();
    let number = if random.one_in(2) { 0 } else { random.below(4) };
    Entry {
        number,
        second: random.below(150),
        text: if text.is_empty() {
            "短讯".to_owned()
        } else {
            text
        },
    }
}

/// Returns a dump's name, and its text before and after a rewrite.
pub(crate) fn dump(nth: usize, random: &mut FuzzRandom) -> (String, [String; 2]) {
    let before: Vec<Entry> = (0..=random.below(9)).map(|_| entry(random)).collect();
    let mut after = before.clone();
    for _ in 0..random.below(5) {
        let at = random.below(after.len() + 1);
        match (random.below(4), after.get_mut(at)) {
            (0, _) => after.insert(at, entry(random)),
            (1, Some(_)) => drop(after.remove(at)),
            (2, Some(old)) => old.text = entry(random).text,
            (_, Some(old)) => old.number = random.below(4),
            (_, None) => after.reverse(),
        }
    }
    match random.below(3) {
        0 => (
            format!("{nth}.jsonl"),
            [as_jsonl(&before), as_jsonl(&after)],
        ),
        1 => (
            format!("{nth}_2026-05-31.md"),
            [as_sections(&before), as_sections(&after)],
        ),
        _ => (format!("{nth}.md"), [as_day(&before), as_day(&after)]),
    }
}

fn as_jsonl(entries: &[Entry]) -> String {
    entries.iter().fold(
        String::new(),
        |mut text,
         Entry {
             number,
             second,
             text: wording,
         }| {
            let _ = writeln!(
                text,
                "{{\"id\": {number}, \"ctime\": {}, \"content\": \"{wording}\"}}",
                MORNING + second
            );
            text
        },
    )
}

fn as_day(entries: &[Entry]) -> String {
    let heading =
        "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n";
    entries.iter().fold(heading.to_owned(), |mut text, entry| {
        let _ = write!(
            text,
            "**[09:{}]** {}\n\n",
            30 + entry.second / 60,
            entry.text
        );
        text
    })
}

fn as_sections(entries: &[Entry]) -> String {
    entries.iter().fold(
        "**📰 一般电报**\n\n".to_owned(),
        |mut text,
         Entry {
             number,
             second,
             text: wording,
         }| {
            let _ = write!(
                text,
                "  - [09:{}] [{wording}](https://www.cls.cn/detail/{number})\n\n",
                30 + second / 60
            );
            text
        },
    )
}
