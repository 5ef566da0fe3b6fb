//! The wires that dumps come from, by the names that they go by and by the hosts of their pages.
//!
//! What says whose news it is, the surest first: a field of the entry, its address, the heading, the file name, the
//! signature in the texts (`财联社5月31日电，`). Where nothing does, the wire stays empty.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::draft::Draft;
use super::record::{Extra, Record};
use super::story::{strip_dateline, strip_title};

/// The wire of this program. Entries of no known wire are taken for its own where they are compared with others.
pub const HOME: &str = "财联社";

/// How many texts are searched for a signature.
const SIGNED_TEXTS: usize = 50;

/// A wire that is known by several names.
struct KnownWire {
    /// The name that the screen shows. `wire:` matches it.
    name: &'static str,
    /// The hanzi that marks its items in the list.
    mark: char,
    /// Other names: abbreviations, and what scrapers write. Latin ones are whole words in any case.
    aliases: &'static [&'static str],
    /// The hosts of its pages, and of every host below them.
    hosts: &'static [&'static str],
}

/// Of two names in one text the earlier row wins, so a name comes before one that is a part of it.
const WIRES: &[KnownWire] = &[
    KnownWire {
        name: HOME,
        mark: '财',
        aliases: &["财聯社", "cls", "cailianpress", "cailianshe"],
        hosts: &["cls.cn", "cailianpress.com"],
    },
    KnownWire {
        name: "东方财富",
        mark: '东',
        aliases: &["东财", "eastmoney"],
        hosts: &["eastmoney.com"],
    },
    KnownWire {
        name: "同花顺",
        mark: '同',
        aliases: &["10jqka", "ths", "tonghuashun"],
        hosts: &["10jqka.com.cn"],
    },
    KnownWire {
        name: "新浪财经",
        mark: '新',
        aliases: &["新浪", "sina"],
        hosts: &["sina.com.cn", "sina.cn"],
    },
    KnownWire {
        name: "富途牛牛",
        mark: '富',
        aliases: &["富途", "futu", "futunn"],
        hosts: &["futunn.com", "futuhk.com"],
    },
    KnownWire {
        name: "华尔街见闻",
        mark: '华',
        aliases: &["wallstreetcn"],
        hosts: &["wallstreetcn.com"],
    },
    KnownWire {
        name: "金十数据",
        mark: '金',
        aliases: &["金十", "jin10"],
        hosts: &["jin10.com"],
    },
    KnownWire {
        name: "格隆汇",
        mark: '格',
        aliases: &["gelonghui"],
        hosts: &["gelonghui.com"],
    },
    KnownWire {
        name: "智通财经",
        mark: '智',
        aliases: &["zhitongcaijing"],
        hosts: &["zhitongcaijing.com"],
    },
    KnownWire {
        name: "第一财经",
        mark: '一',
        aliases: &["yicai"],
        hosts: &["yicai.com"],
    },
    KnownWire {
        name: "证券时报",
        mark: '证',
        aliases: &["stcn"],
        hosts: &["stcn.com"],
    },
    KnownWire {
        name: "雪球",
        mark: '雪',
        aliases: &["xueqiu"],
        hosts: &["xueqiu.com"],
    },
];

/// Settles the wire of a parsed dump and of its records. `text` is the file's, `texts` is what records are ranges of.
pub(super) fn settle(draft: &mut Draft, path: &Path, text: &str, texts: &str) {
    for extra in &mut draft.extras {
        let known = extra.url.as_deref().and_then(of_address);
        extra.wire = extra.wire.take().or_else(|| known.map(Box::from));
    }
    let of_dump = draft.heading.wire.take();
    // An export says whose each item is, or that nothing says so.
    let guess = |wire: Option<&'static str>| wire.filter(|_| !draft.is_export).map(str::to_owned);
    draft.heading.wire = of_dump
        .or_else(|| guess(of_heading_or_name(path, text)))
        .or_else(|| of_all_records(&draft.extras, draft.records.len()))
        .or_else(|| guess(of_signatures(&draft.records, texts)));
    for extra in &mut draft.extras {
        let wire = extra.wire.as_deref().or(draft.heading.wire.as_deref());
        if extra.exported.is_none() {
            extra.wire_id = extra.wire_id.map(|number| number_among_wires(wire, number));
        }
        if extra.wire.as_deref() == draft.heading.wire.as_deref() {
            extra.wire = None;
        }
        if let Some(wire) = &extra.wire
            && !draft.other_wires.contains(wire)
        {
            draft.other_wires.push(wire.clone());
        }
    }
}

/// The wire that the first line names, if it is a heading, or the file name.
fn of_heading_or_name(path: &Path, text: &str) -> Option<&'static str> {
    let first = text.trim_start_matches('\u{feff}').lines().next();
    let heading = first.filter(|line| line.starts_with('#'));
    let name = || path.file_name().map(|name| name.to_string_lossy());
    heading
        .and_then(named_in)
        .or_else(|| named_in(name()?.as_ref()))
}

/// The one wire that every record has.
fn of_all_records(extras: &[Extra], records: usize) -> Option<String> {
    let first = extras.first()?.wire.as_deref()?;
    let all = extras.len() == records
        && extras
            .iter()
            .all(|extra| extra.wire.as_deref() == Some(first));
    all.then(|| first.to_owned())
}

/// The wire that signs one of the first texts.
fn of_signatures(records: &[Record], texts: &str) -> Option<&'static str> {
    records.iter().take(SIGNED_TEXTS).find_map(|record| {
        let body = strip_title(texts.get(record.range())?);
        let signature = body.strip_suffix(strip_dateline(body))?;
        named_in(signature)
    })
}

/// The number of a story of another wire, hashed with the wire's name: two wires count from one.
fn number_among_wires(wire: Option<&str>, number: u64) -> u64 {
    match wire {
        None | Some(HOME) => number,
        Some(wire) => xxh3_64(format!("{wire}\0{number}").as_bytes()) >> 1 | 1 << 62,
    }
}

/// The character that marks the items of a wire in the list.
pub fn mark(name: &str) -> String {
    let known = WIRES.iter().find(|wire| wire.name == name);
    let mark = known.map(|wire| wire.mark).or_else(|| name.chars().next());
    mark.map(String::from).unwrap_or_default()
}

/// The wire that a heading, a file name or the value of a field names.
pub(super) fn named_in(text: &str) -> Option<&'static str> {
    let names = |wire: &KnownWire| {
        text.contains(wire.name) || wire.aliases.iter().any(|alias| has_word(text, alias))
    };
    WIRES.iter().find(|wire| names(wire)).map(|wire| wire.name)
}

/// The wire whose page has this address.
pub(super) fn of_address(url: &str) -> Option<&'static str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let is_host = |known: &&str| {
        let before = host
            .len()
            .checked_sub(known.len())
            .and_then(|at| host.split_at_checked(at));
        before.is_some_and(|(before, end)| {
            end.eq_ignore_ascii_case(known) && (before.is_empty() || before.ends_with('.'))
        })
    };
    let wire = WIRES.iter().find(|wire| wire.hosts.iter().any(is_host))?;
    Some(wire.name)
}

/// Whether a text has a name: anywhere, or as a whole word if it is Latin.
fn has_word(text: &str, name: &str) -> bool {
    if !name.is_ascii() {
        return text.contains(name);
    }
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| word.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_headings_and_files() {
        for (text, wire) in [
            ("# 财联社快讯归档 2026-05-31", Some("财联社")),
            ("同花顺资讯归档 2026-05-31", Some("同花顺")),
            ("eastmoney_20260531.csv", Some("东方财富")),
            ("news-CLS-2026.json", Some("财联社")),
            ("金十 2026-05-31.jsonl", Some("金十数据")),
            ("clsx.json", None),
            ("months.csv", None),
            ("2026-05-31.md", None),
        ] {
            assert_eq!(named_in(text), wire, "{text}");
        }
    }

    #[test]
    fn addresses_name_the_wire_of_their_host() {
        for (url, wire) in [
            ("https://www.cls.cn/detail/1", Some("财联社")),
            ("http://FINANCE.EASTMONEY.COM:80/a/1.html", Some("东方财富")),
            ("https://cls.cn", Some("财联社")),
            ("https://user@news.10jqka.com.cn/1", Some("同花顺")),
            ("https://notcls.cn/1", None),
            ("https://example.com/cls.cn", None),
            ("cls.cn/detail/1", None),
            ("", None),
        ] {
            assert_eq!(of_address(url), wire, "{url}");
        }
    }

    #[test]
    fn no_name_hides_another() {
        for (at, wire) in WIRES.iter().enumerate() {
            for name in wire.aliases.iter().chain([&wire.name]) {
                assert_eq!(named_in(name), Some(wire.name), "{name}");
            }
            for host in wire.hosts {
                let url = format!("https://{host}/");
                assert_eq!(of_address(&url), Some(wire.name), "row {at}");
            }
        }
    }
}
