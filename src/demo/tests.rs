use std::collections::BTreeMap;
use std::fs;

use bytes::Bytes;
use chrono::NaiveDate;

use super::sample::{FEED, SAMPLES};
use super::scraper::Scraper;
use super::*;
use crate::dump::story::StoryParts;
use crate::dump::{self, Dump, ReadOptions};
use crate::item::NewsDay;
use crate::path::FilePath;

fn at(hour: u32, minute: u32) -> Stamp {
    let date = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    Stamp::from_beijing(date.and_hms_opt(hour, minute, 0).unwrap()).unwrap()
}

fn read(name: &str, text: &str) -> Dump {
    let path = FilePath::from(name);
    match dump::read(&path, Bytes::from(text.to_owned()), ReadOptions::default()) {
        Some(dump) => dump,
        None => panic!("{name} is no dump"),
    }
}

/// The dumps of a folder, by name.
fn dumps(folder: &Path) -> BTreeMap<String, Dump> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let named = files.map(|file| {
        (
            file.file_name().into_string().unwrap(),
            fs::read_to_string(file.path()).unwrap(),
        )
    });
    named
        .map(|(name, text)| (name.clone(), read(&name, &text)))
        .collect()
}

fn texts(folder: &Path) -> Vec<String> {
    let dumps = dumps(folder);
    dumps
        .values()
        .flat_map(|dump| {
            dump.records
                .iter()
                .map(|record| dump.record_text(record).to_owned())
        })
        .collect()
}

#[test]
fn samples_are_sound_and_cover_the_dialect() {
    let dumps: Vec<Dump> = SAMPLES
        .iter()
        .map(|sample| read(sample.day, sample.text))
        .collect();
    for dump in &dumps {
        assert!(
            dump.problems.is_empty(),
            "{:?}: {:?}",
            dump.path,
            dump.problems
        );
        assert!(dump.records.len() >= 3);
    }
    let stories: Vec<_> = dumps
        .iter()
        .flat_map(|d| {
            d.records
                .iter()
                .map(|r| StoryParts::parse(d.record_text(r)))
        })
        .collect();
    assert!(stories.len() > 150);
    assert!(stories.iter().any(|story| story.title.is_none()));
    assert!(stories.iter().any(|story| story.column == Some("研选")));
    assert!(stories.iter().any(|story| story.source == Some("南方晨报")));
    assert!(
        stories
            .iter()
            .any(|story| story.source.is_none() && story.body.ends_with("(AIC 2026)"))
    );
    assert!(
        stories
            .iter()
            .any(|story| story.body.contains('\n') && story.body.contains("二期"))
    );
    let newest = &dumps[0].records;
    assert!(
        newest.windows(2).any(|pair| pair[0].stamp > pair[1].stamp),
        "one entry precedes an earlier one"
    );
    assert!(
        newest.windows(2).any(|pair| pair[0].stamp == pair[1].stamp),
        "two share a minute"
    );
}

/// The list shows only the column of `【研选】【标题】`.
#[test]
fn no_column_precedes_its_title() {
    for text in SAMPLES.iter().map(|sample| sample.text).chain([FEED]) {
        assert!(!text.contains("】【"), "{text}");
    }
}

#[test]
fn newest_sample_day_is_today() {
    let folder = tempfile::tempdir().unwrap();
    Scraper::start(folder.path(), at(10, 30)).unwrap();
    let dumps = dumps(folder.path());
    assert_eq!(dumps.len(), SAMPLES.len());
    let today = &dumps["财联社【普通】电报_2027-01-01.md"];
    assert_eq!(
        today.heading.day,
        NewsDay::from_date(NaiveDate::from_ymd_opt(2027, 1, 1).unwrap())
    );
    assert!(
        today.records.len() > 20
            && today
                .records
                .iter()
                .all(|record| record.stamp <= at(10, 30))
    );
    let text = today.record_text(&today.records[0]);
    assert!(text.starts_with("财联社1月1日电"), "{text}");
    assert!(dumps.contains_key("财联社【加红】电报_2026-12-28.md"));
}

#[test]
fn news_day_lasts_past_midnight() {
    let folder = tempfile::tempdir().unwrap();
    Scraper::start(folder.path(), at(0, 40)).unwrap();
    let newest = dumps(folder.path()).keys().max().unwrap().clone();
    assert_eq!(newest, "财联社【普通】电报_2026-12-31.md");
}

#[test]
fn scraper_writes_all_entries_in_sound_dumps() {
    let folder = tempfile::tempdir().unwrap();
    let mut scraper = Scraper::start(folder.path(), at(10, 30)).unwrap();
    let before = texts(folder.path()).len();
    let entries = FEED.lines().filter(|line| !line.starts_with('#')).count() as u32;
    for minute in 0..entries {
        scraper.write(at(10, 31 + minute / 2)).unwrap();
        for (name, dump) in dumps(folder.path()) {
            assert!(dump.problems.is_empty(), "{name}: {:?}", dump.problems);
            assert!(
                dump.records
                    .iter()
                    .all(|record| record.day == dump.heading.day.unwrap())
            );
        }
    }
    let texts = texts(folder.path());
    let revisions = FEED.lines().filter(|line| line.starts_with("改 ")).count();
    assert_eq!(texts.len(), before + entries as usize - revisions);
    assert!(
        !texts.iter().any(|text| text.contains("云岭芯科港股涨超5%")),
        "it was revised"
    );
    assert!(texts.iter().any(|text| text.contains("云岭芯科港股涨超6%")));
    assert_eq!(
        texts
            .iter()
            .filter(|text| text.contains("晴川软件回应模型价格调整"))
            .count(),
        2,
        "it was promoted"
    );
}

/// Who tries the demo sees every mark before leaving: 红, 改, 升, a late item, a paid column, and a burst.
#[test]
fn demo_shows_every_mark_in_a_minute() {
    let entries = FEED.lines().filter(|line| !line.starts_with('#'));
    let mut seconds = 0;
    let minute = entries.zip(PAUSES).take_while(|(_, pause)| {
        seconds += pause;
        seconds <= 60
    });
    let minute: Vec<_> = minute.collect();
    for kind in ["加红 ", "改 ", "升", "补 ", "普通 【【"] {
        let shown = minute.iter().any(|(entry, _)| entry.starts_with(kind));
        assert!(shown, "{kind}");
    }
    let at_once = minute.iter().filter(|(_, pause)| *pause == 0).count();
    assert!(at_once >= 4, "{at_once} come with another one");
}

#[test]
fn new_news_day_gets_its_own_dumps() {
    let folder = tempfile::tempdir().unwrap();
    let mut scraper = Scraper::start(folder.path(), at(5, 29)).unwrap();
    scraper.write(at(5, 31)).unwrap();
    let dumps = dumps(folder.path());
    assert_eq!(dumps["财联社【加红】电报_2027-01-01.md"].records.len(), 1);
}

#[test]
fn drop_removes_the_folder() {
    let demo = Demo::start("演示").unwrap();
    let folder = demo.path().to_owned();
    assert_eq!(dumps(&folder).len(), SAMPLES.len());
    drop(demo);
    assert!(!folder.exists());
}
