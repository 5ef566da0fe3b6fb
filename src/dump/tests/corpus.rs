//! Tests with real dumps in the folder `DIANBAO_CORPUS`. These are not part of the project.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::Value;

use super::*;

/// The folder of real dumps. Prints a note if there is none.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("DIANBAO_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: DIANBAO_CORPUS is not set");
    }
    folder
}

fn dump_at(path: &Path) -> Dump {
    match read(
        &FilePath::from(path),
        Bytes::from(std::fs::read(path).unwrap()),
        ReadOptions::default(),
    ) {
        Some(dump) => dump,
        None => panic!("{} is no dump", path.display()),
    }
}

fn truth(path: &Path) -> Vec<Value> {
    std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn entries_of_25_days_match_the_truth() {
    let Some(folder) = corpus() else { return };
    let mut by_file: HashMap<String, Vec<Value>> = HashMap::new();
    for entry in truth(&folder.join("cls/truth.jsonl")) {
        by_file
            .entry(entry["file"].as_str().unwrap().to_owned())
            .or_default()
            .push(entry);
    }
    let mut count = 0;
    for (file, truth) in by_file {
        let dump = dump_at(&folder.join("cls").join(&file));
        assert_eq!(problems(&dump), [""; 0], "{file}");
        assert_eq!(dump.records.len(), truth.len(), "{file}");
        for (record, truth) in dump.records.iter().zip(&truth) {
            assert_eq!(
                record.stamp.time().format("%Y-%m-%dT%H:%M").to_string(),
                truth["time"],
                "{file}"
            );
            assert_eq!(dump.record_text(record), truth["text"], "{file}");
            assert_eq!(
                dump.heading.channel.as_deref(),
                truth["channel"].as_str(),
                "{file}"
            );
            let title = StoryParts::parse(dump.record_text(record))
                .title
                .unwrap_or_default();
            assert!(
                title == truth["title"] || record.flags.has(ItemFlags::TITLED),
                "{file}:{}",
                record.line
            );
        }
        count += truth.len();
    }
    assert_eq!(count, 11_801);
}

/// All distinct sources, columns and datelines were checked by hand.
#[test]
fn corpus_sources_and_datelines_are_right() {
    let Some(folder) = corpus() else { return };
    let (mut sources, mut datelines, mut columns) = (0, 0, 0);
    for entry in truth(&folder.join("cls/truth.jsonl")) {
        let story = StoryParts::parse(entry["text"].as_str().unwrap());
        sources += usize::from(story.source.is_some());
        datelines += usize::from(story.dateline.is_some());
        columns += usize::from(story.column.is_some());
        assert!(
            !story.source.is_some_and(|source| source.contains("小K注")),
            "{story:?}"
        );
    }
    assert_eq!((sources, datelines, columns), (2539, 11_115, 363));
}

#[test]
fn seed_dump_has_70_entries() {
    let Some(folder) = corpus() else { return };
    let dump = dump_at(&folder.join("seed.txt"));
    assert_eq!((dump.records.len(), dump.problems.len()), (70, 0));
}

/// The 156 items of 2026-05-31 by wire id.
fn truth_by_id(folder: &Path) -> HashMap<u64, Value> {
    let by_id = |item: Value| (item["id"].as_str().unwrap().parse().unwrap(), item);
    truth(&folder.join("wild/headings/2026-05-31.truth.jsonl"))
        .into_iter()
        .map(by_id)
        .collect()
}

/// How much of an item a dialect has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DialectCoverage {
    /// Titles, times and texts.
    Texts,
    /// Also levels, stocks and subjects.
    Metadata,
    /// Also wire ids.
    Numbers,
    /// Also codes of stocks.
    Codes,
}

fn folded(text: &str) -> String {
    text.chars().filter(|&c| !story::is_blank(c)).collect()
}

/// Compares a dump of 2026-05-31 with the truth. The service separates paragraphs by line breaks, scrapers by a space.
fn check_day(file: &str, dialect: Dialect, coverage: DialectCoverage) {
    let Some(folder) = corpus() else { return };
    let dump = dump_at(&folder.join("wild").join(file));
    assert_eq!((dump.dialect, problems(&dump)), (dialect, vec![]), "{file}");
    assert_eq!(dump.records.len(), 156, "{file}");
    let truth = truth_by_id(&folder);
    let mut rest: Vec<&Value> = truth.values().collect();
    for record in &dump.records {
        let text = dump.record_text(record);
        let extra = dump.extra(record).cloned().unwrap_or_default();
        let at = rest.iter().position(|item| match extra.wire_id {
            Some(id) => item["id"].as_str().unwrap().parse() == Ok(id),
            None => folded(item["text"].as_str().unwrap()) == folded(text),
        });
        let item = rest.swap_remove(at.unwrap_or_else(|| panic!("{file}:{}", record.line)));
        check_item(
            &format!("{file}:{}", record.line),
            text,
            record,
            &extra,
            item,
            coverage,
        );
    }
    assert_eq!(rest.len(), 0);
}

fn check_item(
    place: &str,
    text: &str,
    record: &Record,
    extra: &Extra,
    item: &Value,
    coverage: DialectCoverage,
) {
    assert_eq!(
        folded(text),
        folded(item["text"].as_str().unwrap()),
        "{place}"
    );
    assert_eq!(
        record.stamp.time().format("%Y-%m-%dT%H:%M:%S").to_string(),
        item["time"],
        "{place}"
    );
    assert!(record.flags.has(ItemFlags::SECONDS), "{place}");
    let title = StoryParts::parse(text)
        .title
        .or(extra.title.as_deref())
        .unwrap_or_default();
    assert_eq!(
        folded(title),
        folded(item["title"].as_str().unwrap()),
        "{place}"
    );
    assert_eq!(
        extra.wire_id.is_some(),
        coverage >= DialectCoverage::Numbers,
        "{place}"
    );
    assert_eq!(
        record.flags.level().map(Level::as_str),
        item["level"]
            .as_str()
            .filter(|_| coverage >= DialectCoverage::Metadata)
    );
    assert_eq!(
        record.flags.is_red(),
        coverage >= DialectCoverage::Metadata && item["level"] != "C",
        "{place}"
    );
    if coverage >= DialectCoverage::Metadata {
        let subjects: Vec<&str> = item["subjects"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s.as_str().unwrap())
            .collect();
        assert_eq!(extra.subjects, subjects, "{place}");
        let names: Vec<&str> = item["stocks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["name"].as_str().unwrap())
            .collect();
        assert_eq!(
            extra
                .stocks
                .iter()
                .map(|s| s.name.as_str())
                .collect::<Vec<_>>(),
            names,
            "{place}"
        );
        assert!(
            coverage < DialectCoverage::Codes
                || extra.stocks.iter().all(|stock| !stock.code.is_empty()),
            "{place}"
        );
    }
}

#[test]
fn items_of_a_day_agree_in_every_dialect() {
    check_day(
        "headings/2026-05-31.md",
        Dialect::Headings,
        DialectCoverage::Numbers,
    );
    check_day(
        "download/2026-05-31.md",
        Dialect::Download,
        DialectCoverage::Metadata,
    );
    check_day(
        "download/2026-05-31.plain.md",
        Dialect::Download,
        DialectCoverage::Texts,
    );
    check_day(
        "jsonl/2026-05-31.jsonl",
        Dialect::Jsonl,
        DialectCoverage::Numbers,
    );
    check_day("api/2026-05-31.json", Dialect::Api, DialectCoverage::Codes);
    check_day("csv/2026-05-31.csv", Dialect::Csv, DialectCoverage::Texts);
    check_day(
        "csv/2026-05-31.gb18030.csv",
        Dialect::Csv,
        DialectCoverage::Texts,
    );
}

#[test]
fn sections_have_all_entries_and_stories() {
    let Some(folder) = corpus() else { return };
    for (file, entries, stories) in [
        ("财联社电报_2026-05-27.md", 152, 152),
        ("财联社电报_2026-05-24.md", 174, 125),
        ("财联社电报_最近5天_20260528_125116.md", 672, 608),
    ] {
        let dump = dump_at(&folder.join("wild/sections").join(file));
        assert_eq!(
            (dump.dialect, problems(&dump)),
            (Dialect::Sections, vec![]),
            "{file}"
        );
        let ids: std::collections::HashSet<u64> = dump
            .records
            .iter()
            .map(|record| dump.extra(record).unwrap().wire_id.unwrap())
            .collect();
        assert_eq!(
            (dump.records.len(), ids.len()),
            (entries, stories),
            "{file}"
        );
        assert!(
            dump.records
                .iter()
                .all(|record| !dump.record_text(record).contains("统计信息"))
        );
        assert!(
            dump.records
                .iter()
                .all(|record| !dump.record_text(record).contains("](http"))
        );
    }
}
