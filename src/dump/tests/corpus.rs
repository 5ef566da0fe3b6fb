//! Real dumps, which are not part of the project: the folder is named by `DIANBAO_CORPUS`.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::Value;

use super::*;

/// The folder of real dumps, or `None` with a word to whoever runs the tests.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("DIANBAO_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: DIANBAO_CORPUS names no folder of real dumps");
    }
    folder
}

fn dump_at(path: &Path) -> Dump {
    match read(&Arc::from(path), Bytes::from(std::fs::read(path).unwrap()), Options::default()) {
        Reading::Dump(dump) => dump,
        Reading::NoDump => panic!("{} is taken for no dump", path.display()),
    }
}

fn truth(path: &Path) -> Vec<Value> {
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_entry_of_25_days_is_what_the_truth_says() {
    let Some(folder) = corpus() else { return };
    let mut by_file: HashMap<String, Vec<Value>> = HashMap::new();
    for entry in truth(&folder.join("cls/truth.jsonl")) {
        by_file.entry(entry["file"].as_str().unwrap().to_owned()).or_default().push(entry);
    }
    let mut count = 0;
    for (file, truth) in by_file {
        let dump = dump_at(&folder.join("cls").join(&file));
        assert_eq!(problems(&dump), [""; 0], "{file}");
        assert_eq!(dump.records.len(), truth.len(), "{file}");
        for (record, truth) in dump.records.iter().zip(&truth) {
            assert_eq!(record.stamp.time().format("%Y-%m-%dT%H:%M").to_string(), truth["time"], "{file}");
            assert_eq!(dump.record_text(record), truth["text"], "{file}");
            assert_eq!(dump.heading.channel.as_deref(), truth["channel"].as_str(), "{file}");
            let title = story::parts(dump.record_text(record)).title.unwrap_or_default();
            assert!(title == truth["title"] || record.marks.has(crate::item::Marks::TITLED), "{file}:{}", record.line);
        }
        count += truth.len();
    }
    assert_eq!(count, 11_801);
}

#[test]
fn the_first_dump_of_the_project_has_70_entries() {
    let Some(folder) = corpus() else { return };
    let dump = dump_at(&folder.join("seed.txt"));
    assert_eq!((dump.records.len(), dump.problems.len()), (70, 0));
}
