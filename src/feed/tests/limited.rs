//! A load of some news days gives the same items of these days as a load of everything, whatever the dumps are called.
//! `DIANBAO_WINDOWS` sets the number of windows.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::packed::{gzip, zipped};
use super::*;
use crate::feed::dice::Dice;
use crate::feed::load_newest;
use crate::item::NewsDay;

/// The days of the archive.
const DAYS: usize = 30;

fn date(number: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 4, 20).unwrap();
    first + chrono::Days::new(number as u64)
}

fn news_day(number: usize) -> NewsDay {
    NewsDay::from_date(date(number)).unwrap()
}

/// Writes dumps as scrapers do. Many are longer than the ends that are read.
struct Scrapers {
    dice: Dice,
    written: usize,
}

impl Scrapers {
    /// Texts for a dump, with the dateline of their day.
    fn stories(&mut self, day: usize) -> Vec<(String, String)> {
        let count = [3, 3, 16, 16, 16, 60][self.dice.below(6)];
        let dateline = date(day).format("财联社%-m月%-d日电");
        let story = |number: usize| {
            self.written += 1;
            let hour = (6 + number * 18 / count) % 24;
            let time = format!("{hour:02}:{:02}", self.dice.below(60));
            let detail = "，称订单和产能都比上年同期有所增加，明年还将扩建两座工厂。";
            (
                time,
                format!("{dateline}，第{}号公告{detail}", self.written),
            )
        };
        (0..count).map(story).collect()
    }

    fn day(&mut self, day: usize, is_headed: bool) -> String {
        let heading = if is_headed {
            heading(&date(day).to_string())
        } else {
            String::new()
        };
        let stories = self.stories(day).into_iter();
        stories.fold(heading, |text, (time, story)| {
            text + &format!("\n**[{time}]** {story}\n")
        })
    }

    fn headings(&mut self, day: usize) -> String {
        let stories = self.stories(day).into_iter();
        stories.fold(
            format!("# 财联社快讯归档 {}\n\n", date(day)),
            |mut text, (time, story)| {
                write!(text, "## {time}:07｜无标题\n\n- level: C\n\n{story}\n\n").unwrap();
                text
            },
        )
    }

    fn sections(&mut self, day: usize) -> String {
        let stories = self.stories(day).into_iter().rev();
        stories.fold(
            "**📰 一般电报**\n\n".to_owned(),
            |mut text, (time, story)| {
                self.written += 1;
                let link = format!("https://www.cls.cn/detail/{}", self.written);
                writeln!(text, "  - [{time}] [{story}]({link})\n").unwrap();
                text
            },
        )
    }

    fn jsonl(&mut self, day: usize) -> String {
        let stories = self.stories(day).into_iter();
        let lines = stories.map(|(time, story)| {
            self.written += 1;
            let (id, date) = (self.written, date(day));
            format!(
                r#"{{"id":{id},"date":"{date}","time":"{time}:00","title":"","content":"{story}"}}"#
            ) + "\n"
        });
        lines.collect()
    }

    fn csv(&mut self, day: usize) -> String {
        let stories = self.stories(day).into_iter();
        stories.fold(
            "标题,内容,发布日期,发布时间\n".to_owned(),
            |text, (time, story)| text + &format!(",{story},{},{time}:00\n", date(day)),
        )
    }

    /// The name and the bytes of a dump about a day.
    fn dump(&mut self, day: usize) -> (String, Vec<u8>) {
        let (iso, other) = (date(day), date(self.dice.below(DAYS)));
        let number = self.written;
        let later = (day + 1 + self.dice.below(4)).min(DAYS - 1);
        let (name, text) = match self.dice.below(20) {
            0 => (format!("财联社电报_{iso}.md"), self.day(day, true)),
            1 => (
                iso.format("电报_%Y_%m_%d.md").to_string(),
                self.day(day, false),
            ),
            2 => (iso.format("%Y/%m/%d.md").to_string(), self.day(day, false)),
            3 => (
                iso.format("%Y年%m月/%-d日.md").to_string(),
                self.day(day, false),
            ),
            4 => (format!("{iso}/dump{number}.md"), self.headings(day)),
            5 => (format!("wrong/{other}.md"), self.day(day, true)),
            6 => (format!("wrong/{other}.md"), self.headings(day)),
            7 => (format!("undated{number}.md"), self.day(day, true)),
            8 => (format!("undated{number}.md"), self.headings(day)),
            9 => (
                format!("appended_{iso}.md"),
                self.day(day, true) + "\n" + &self.day(later, true),
            ),
            10 => (
                format!("all{number}.md"),
                self.day(day, true) + "\n" + &self.day(later, true),
            ),
            11 => (
                format!("{iso}至{}.md", date(later)),
                self.day(day, true) + "\n" + &self.day(later, true),
            ),
            12 => (format!("sections_{iso}.md"), self.sections(day)),
            13 => (
                format!("最近几天_{iso}.md"),
                [later, day]
                    .map(|day| format!("## {}\n\n{}\n", date(day), self.sections(day)))
                    .concat(),
            ),
            14 => (format!("{iso}.jsonl"), self.jsonl(day)),
            15 => (
                format!("rolling_{iso}.jsonl"),
                self.jsonl(day) + &self.jsonl(later),
            ),
            16 => (format!("{iso}.csv"), self.csv(day)),
            17 => (format!("wrong/{other}.csv"), self.csv(day)),
            18 => {
                return (
                    format!("{other}.md.gz"),
                    gzip(self.day(day, true).as_bytes()),
                );
            }
            _ => {
                let mut named =
                    |name, day| (format!("{name}{}.md", date(day)), self.day(day, true));
                let members = [("a", day), ("b", later)].map(|(name, day)| named(name, day));
                let members = members
                    .each_ref()
                    .map(|(name, text)| (name.as_str(), text.as_bytes()));
                return (format!("packed{number}.zip"), zipped(&members));
            }
        };
        let bytes = match self.dice.below(8) {
            0 => encoding_rs::GB18030.encode(&text).0.into_owned(),
            1 => [0xFEFF]
                .into_iter()
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
            _ => text.into_bytes(),
        };
        (name, bytes)
    }
}

pub(super) fn archive(seed: u64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut scrapers = Scrapers {
        dice: Dice(seed),
        written: 0,
    };
    for day in 0..DAYS {
        for _ in 0..2 {
            let (name, bytes) = scrapers.dump(day);
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    folder
}

/// Everything that is printed of the items of some days.
pub(super) fn items(timeline: &Timeline, days: &std::ops::RangeInclusive<NewsDay>) -> Vec<String> {
    let days = timeline
        .days()
        .iter()
        .filter(|day| days.contains(&day.day()));
    let shown = days.flat_map(|day| {
        day.items()
            .map(|item| {
                format!(
                    "{} {:?} {:?} {:?} {}",
                    day.day(),
                    item.id(),
                    item.stamp(),
                    item.flags(),
                    item.text()
                )
            })
            .collect::<Vec<_>>()
    });
    shown.collect()
}

#[test]
fn random_windows_equal_the_whole() {
    let mut dice = Dice(13);
    let windows = std::env::var("DIANBAO_WINDOWS").map_or(200, |number| number.parse().unwrap());
    for seed in 0..windows / 40 {
        let folder = archive(seed);
        let mut settings = packed::settings(folder.path());
        let whole = load_all(&settings);
        assert!(whole.timeline.len() > 100);
        for _ in 0..40 {
            let first = dice.below(DAYS);
            let days = news_day(first)..=news_day(first + dice.below(3));
            settings.days = Some(days.clone());
            let part = load_all(&settings);
            let (part, whole) = (items(&part.timeline, &days), items(&whole.timeline, &days));
            assert!(
                part == whole,
                "seed {seed}, {days:?}: {} of {} items",
                part.len(),
                whole.len()
            );
        }
    }
}

#[test]
fn dumps_of_other_days_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut scrapers = Scrapers {
        dice: Dice(1),
        written: 0,
    };
    for day in 0..DAYS {
        for (name, text) in [
            (format!("电报_{}.md", date(day)), scrapers.day(day, true)),
            (format!("undated{day}.md"), scrapers.day(day, true)),
            (format!("2026/04/{day}x.jsonl"), "no dump".to_owned()),
            (format!("{}.jsonl", date(day)), scrapers.jsonl(day)),
            (format!("{}.csv", date(day)), scrapers.csv(day)),
            (format!("sections_{}.md", date(day)), scrapers.sections(day)),
        ] {
            write(&folder.path().join(name), &text);
        }
    }
    let mut settings = packed::settings(folder.path());
    settings.days = Some(news_day(9)..=news_day(9));
    let loaded = load_all(&settings);
    assert_eq!((loaded.status.dumps, loaded.status.other_files), (15, DAYS));
}

#[test]
fn newest_days_are_complete() {
    let mut dice = Dice(7);
    for seed in 100..103 {
        let folder = archive(seed);
        let settings = packed::settings(folder.path());
        let whole = load_all(&settings).timeline;
        for _ in 0..10 {
            let limit = dice.below(whole.len());
            let complete = std::cell::Cell::new(NewsDay::LAST);
            let part = load_newest(&settings, |timeline, from| {
                complete.set(from);
                items(timeline, &(from..=NewsDay::LAST)).len() >= limit
            });
            let (part, days) = (part.timeline, complete.get()..=NewsDay::LAST);
            assert!(items(&part, &days).len() >= limit, "{limit}");
            assert!(
                items(&part, &days) == items(&whole, &days),
                "seed {seed}, {days:?}"
            );
        }
    }
}

#[test]
fn newest_item_needs_few_dumps() {
    let folder = tempfile::tempdir().unwrap();
    let mut scrapers = Scrapers {
        dice: Dice(1),
        written: 0,
    };
    for day in 0..DAYS {
        for channel in ["普通", "加红", "早报"] {
            let name = format!("{channel}_{}.md", date(day));
            write(&folder.path().join(name), &scrapers.day(day, true));
        }
    }
    let settings = packed::settings(folder.path());
    let loaded = load_newest(&settings, |timeline, from| {
        !items(timeline, &(from..=NewsDay::LAST)).is_empty()
    });
    assert_eq!(loaded.status.dumps, 16);
}

/// The entries of a day outside the window never come up, also if a scraper writes to their dump.
#[test]
fn followed_days_are_limited() {
    let folder = tempfile::tempdir().unwrap();
    let write = |day: &str, entries: &[(&str, &str)]| {
        write(
            &folder.path().join(format!("电报_{day}.md")),
            &dump(day, entries),
        )
    };
    let old = write("2026-01-02", &[("09:31", A)]);
    let new = write("2026-01-06", &[("09:31", B)]);
    write("2026-01-01", &[("09:31", "更早的消息。")]);
    let mut settings = packed::settings(folder.path());
    settings.days =
        Some(NewsDay::from_date("2026-01-06".parse().unwrap()).unwrap()..=NewsDay::LAST);
    let mut running = Running::start(settings);
    running.until("the load", |running| {
        running.status.dumps > 0 && running.status.loading == 0
    });
    assert_eq!(texts(&running.timeline), [B]);
    assert_eq!(running.status.other_files, 0);
    append(&old, "\n**[09:33]** 旧日的补充。\n");
    append(&new, &format!("\n**[09:32]** {C}\n"));
    running.until_texts(&[B, C]);
    append(
        &old,
        &(heading("2026-01-07") + "\n**[09:32]** 写错文件的新消息。\n"),
    );
    running.until_texts(&[B, C, "写错文件的新消息。"]);
}
