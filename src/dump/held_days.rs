//! Which news days a dump can hold, by its path, its first and its last kilobytes.
//!
//! To print one day of ten years, the other dumps need not be read. A name may be wrong, so it is never believed alone:
//!
//! | the dump | can hold |
//! | --- | --- |
//! | fits into its first kilobytes | the days of its entries |
//! | has a day in its heading, or without a heading in its path; its last entries do not contradict | this day |
//! | is a table, JSON or a feed with a day in its path; its first and last items are of that day | this day |
//! | is compressed alone, and its heading and its path have the same day | this day |
//! | anything else: an archive, a digest, a period in the name, no day | unknown |
//!
//! A heading overrides a name. The days before and after are always included: a calendar day has entries of two news days,
//! and a scraper may write the first entries of a day to the dump of the day before.

use std::ops::RangeInclusive;
use std::path::Path;

use super::container::{Container, gzip_head};
use super::decode::{Encoding, decode_as};
use super::dialect::path_day::{day_of_path, days_in_name};
use super::dialect::stated_days::{exported_days, heading_days, usual_dateline, value_days};
use super::dialect::{self, Dialect};
use super::draft::Draft;
use super::input::ParseInput;
use super::read::ReadOptions;
use crate::item::NewsDay;

/// How many bytes of a compressed dump are unpacked.
const MAX_UNPACKED: u64 = 4 << 10;

/// The first and the last bytes of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileEnds<'a> {
    pub(crate) head: &'a [u8],
    /// Empty if the head is the whole file.
    pub(crate) tail: &'a [u8],
}

/// The texts of both ends.
type Texts<'a> = [&'a str; 2];

/// Returns the news days that a dump can hold; `None` if it has to be read to know them.
pub(crate) fn held_days(
    path: &Path,
    ends: FileEnds<'_>,
    options: &ReadOptions,
) -> Option<RangeInclusive<NewsDay>> {
    let named = days_in_name(path);
    let is_period = named.is_some_and(|days| *days.end() > days.start().next());
    if is_period {
        return None;
    }
    match Container::detect(ends.head) {
        None => plain_days(path, ends, options),
        Some(Container::Gzip) => packed_days(path, ends.head, options),
        Some(Container::Zstd | Container::Zip | Container::Tar) => None,
    }
}

/// The days of a dump that is compressed alone. Its last entries cannot be seen, so path and heading have to agree.
fn packed_days(
    path: &Path,
    bytes: &[u8],
    options: &ReadOptions,
) -> Option<RangeInclusive<NewsDay>> {
    let named = day_of_path(path)?;
    let head = gzip_head(bytes, MAX_UNPACKED);
    if Container::detect(&head).is_some() {
        return None;
    }
    let ends = FileEnds {
        head: &head,
        tail: b"\n",
    };
    let days = plain_days(path, ends, options)?;
    days.contains(&named).then_some(days)
}

fn plain_days(
    path: &Path,
    ends: FileEnds<'_>,
    options: &ReadOptions,
) -> Option<RangeInclusive<NewsDay>> {
    let head = decode_as(ends.head, options.encoding);
    let (dialect, _, draft) = dialect::parse(&ParseInput {
        path,
        text: &head.text,
        rollover: options.rollover,
        date: options.date,
        formats: &options.formats,
    })?;
    let seen = span(days_of(&draft))?;
    if !ends.tail.is_empty() {
        let tail = match head.encoding {
            Encoding::Utf8 | Encoding::Gb18030 => {
                decode_as(from_whole_char(ends.tail), Some(head.encoding)).text
            }
            Encoding::Utf16Le | Encoding::Utf16Be => return None,
        };
        if !is_single_day(path, dialect, &draft, &seen, [&head.text, &tail]) {
            return None;
        }
    }
    Some(with_neighbours(&seen))
}

/// Whether all entries of a dump are surely of the days seen in its head, or of a neighbour.
fn is_single_day(
    path: &Path,
    dialect: Dialect,
    draft: &Draft,
    seen: &RangeInclusive<NewsDay>,
    texts: Texts<'_>,
) -> bool {
    let in_path = day_of_path(path);
    let is_near = |day| with_neighbours(seen).contains(&day);
    match dialect {
        _ if *seen.end() > seen.start().next() => false,
        Dialect::Day | Dialect::Headings | Dialect::Download => {
            heading_days(texts[1]).all(is_near) && agree_on_dateline(texts, in_path.is_none())
        }
        // Nobody knows where such a file has its days.
        Dialect::Configured => false,
        // A digest has no day of its own.
        Dialect::Sections => {
            draft.heading.day.is_some()
                && heading_days(texts[1]).all(is_near)
                && agree_on_dateline(texts, in_path.is_none())
        }
        Dialect::Jsonl | Dialect::Api | Dialect::Csv | Dialect::Feed | Dialect::Markdown => {
            in_path.is_some_and(|day| {
                let near = with_neighbours(&(day..=day));
                let is_near = |text| {
                    // In an export other dates say when and where an item was read.
                    let days = if draft.is_export {
                        span(exported_days(text))
                    } else {
                        span(value_days(text))
                    };
                    days.is_some_and(|days| is_within(&days, &near))
                };
                is_within(seen, &near) && texts.into_iter().all(is_near)
            })
        }
    }
}

/// Whether the datelines at both ends are of the same day or of two days in a row. Ends without datelines do not disagree,
/// unless they must prove something.
fn agree_on_dateline(texts: Texts<'_>, is_proof_needed: bool) -> bool {
    match texts.map(usual_dateline) {
        [Some(first), Some(last)] => first.abs_diff(last) <= 1 || first.abs_diff(last) >= 365,
        [None, _] | [_, None] => !is_proof_needed,
    }
}

/// The bytes without the rest of a UTF-8 character at their start.
fn from_whole_char(bytes: &[u8]) -> &[u8] {
    let is_rest = |byte: &&u8| **byte & 0xC0 == 0x80;
    let skipped = bytes.iter().take(3).take_while(is_rest).count();
    bytes.get(skipped..).unwrap_or_default()
}

fn days_of(draft: &Draft) -> impl Iterator<Item = NewsDay> {
    let records = draft.records.iter().map(|record| record.day);
    records.chain(draft.heading.day)
}

fn span(days: impl Iterator<Item = NewsDay>) -> Option<RangeInclusive<NewsDay>> {
    let hull = |days: RangeInclusive<NewsDay>, other: RangeInclusive<NewsDay>| {
        *days.start().min(other.start())..=*days.end().max(other.end())
    };
    days.map(|day| day..=day).reduce(hull)
}

fn with_neighbours(days: &RangeInclusive<NewsDay>) -> RangeInclusive<NewsDay> {
    days.start().previous()..=days.end().next()
}

fn is_within(days: &RangeInclusive<NewsDay>, others: &RangeInclusive<NewsDay>) -> bool {
    others.contains(days.start()) && others.contains(days.end())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use rstest::rstest;

    use super::*;

    const ENTRY: &str = "\n**[05:45]** 财联社5月14日电，云帆智造公告。\n";

    fn heading(day: &str) -> String {
        format!("# 财联社【普通】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n")
    }

    /// The days that a dump can hold, as the first and last of the month.
    fn held(path: &str, head: &str, tail: &str) -> Option<[u32; 2]> {
        use chrono::Datelike as _;

        let ends = FileEnds {
            head: head.as_bytes(),
            tail: tail.as_bytes(),
        };
        let days = held_days(Path::new(path), ends, &ReadOptions::default())?;
        Some([days.start(), days.end()].map(|day| day.date().day()))
    }

    #[rstest]
    #[case("2026-05-14.md", Some([13, 15]))]
    #[case("2026/05/14.md", Some([13, 15]))]
    #[case("2026-05-20.md", Some([13, 15]))]
    #[case("a.md", Some([13, 15]))]
    #[case("2026-05-10至2026-05-20.md", None)]
    fn heading_is_believed(#[case] path: &str, #[case] days: Option<[u32; 2]>) {
        let head = heading("2026-05-14") + ENTRY;
        assert_eq!(held(path, &head, ENTRY), days);
    }

    #[test]
    fn name_is_believed_without_a_heading() {
        assert_eq!(held("2026-05-14.md", ENTRY, ENTRY), Some([13, 15]));
        assert_eq!(held("2026/05/14.md", ENTRY, ENTRY), Some([13, 15]));
        assert_eq!(held("a.md", ENTRY, ENTRY), None);
    }

    #[test]
    fn last_entries_may_contradict() {
        let name = "2026-05-14.md";
        let head = heading("2026-05-14") + ENTRY;
        let other = ENTRY.replace("5月14日", "5月17日");
        assert_eq!(held(name, &head, &other), None);
        assert_eq!(held(name, &head, &(heading("2026-05-17") + ENTRY)), None);
        assert_eq!(
            held(
                name,
                &(head.clone() + &heading("2026-05-17") + ENTRY),
                ENTRY
            ),
            None
        );
        let bare = "\n**[05:45]** 云帆智造公告。\n";
        assert_eq!(held(name, &head, bare), Some([13, 15]));
        assert_eq!(
            held("a.md", &head, bare),
            None,
            "nothing proves its last day"
        );
    }

    #[test]
    fn whole_dump_holds_the_days_of_its_entries() {
        let text = heading("2026-05-14") + ENTRY + &heading("2026-05-17") + ENTRY;
        assert_eq!(held("a.md", &text, ""), Some([13, 18]));
    }

    #[test]
    fn digest_may_hold_any_day() {
        let digest = "## 2026年05月14日\n\n### 📰 一般电报\n\n  - [12:46] [甲](https://www.cls.cn/detail/3)\n";
        let sections = digest.split_once("\n\n").unwrap().1;
        assert_eq!(held("2026-05-14.md", sections, sections), Some([13, 15]));
        assert_eq!(held("2026-05-14.md", digest, sections), None);
        assert_eq!(held("a.md", sections, sections), None);
    }

    #[rstest]
    #[case("2026-05-14.jsonl", "2026-05-14", Some([13, 15]))]
    #[case("2026-05-14.jsonl", "2026-05-15", Some([13, 15]))]
    #[case("2026-05-14.jsonl", "2026-05-16", None)]
    #[case("2026-05-20.jsonl", "2026-05-14", None)]
    #[case("a.jsonl", "2026-05-14", None)]
    fn items_must_confirm_a_name(
        #[case] path: &str,
        #[case] last: &str,
        #[case] days: Option<[u32; 2]>,
    ) {
        let line =
            |day| format!("{{\"content\": \"甲\", \"date\": \"{day}\", \"time\": \"09:31\"}}\n");
        assert_eq!(held(path, &line("2026-05-14"), &line(last)), days);
    }

    #[test]
    fn compressed_dump_needs_a_name_and_a_heading() {
        let packed = |text: &str| {
            let mut encoder =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let text = packed(&(heading("2026-05-14") + &ENTRY.repeat(500)));
        let days = |path: &str, head| {
            let ends = FileEnds { head, tail: &[] };
            held_days(Path::new(path), ends, &ReadOptions::default()).is_some()
        };
        assert!(days("2026-05-14.md.gz", &text) && days("2026-05-14.md.gz", &text[..80]));
        assert!(!days("2026-05-20.md.gz", &text) && !days("a.md.gz", &text));
        assert!(!days("2026-05-14.md.gz", &text[..20]));
    }

    #[test]
    fn archive_may_hold_any_day() {
        assert_eq!(held("2026-05-14.zip", "PK\u{3}\u{4}", ""), None);
    }

    #[test]
    fn cut_characters_hide_no_day() {
        let head = heading("2026-05-14") + ENTRY;
        let ends = FileEnds {
            head: &head.as_bytes()[..head.len() - 3],
            tail: &ENTRY.as_bytes()[17..],
        };
        let days = held_days(Path::new("2026-05-14.md"), ends, &ReadOptions::default());
        assert!(days.is_some());
    }
}
