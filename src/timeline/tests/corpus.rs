//! The real dumps of the folder that the environment names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{read, timeline};
use crate::dump::Dump;

/// The dumps below a folder of the corpus; `None`, told on standard error, where there is no corpus.
fn corpus(folder: &str) -> Option<Vec<Arc<Dump>>> {
    let Some(root) = std::env::var_os("DIANBAO_CORPUS") else {
        eprintln!("skipped: DIANBAO_CORPUS names no folder");
        return None;
    };
    let mut files = Vec::new();
    walk(&Path::new(&root).join(folder), &mut files);
    files.retain(|file| !file.to_string_lossy().contains("truth"));
    files.sort();
    Some(files.iter().map(|file| read(&file.to_string_lossy(), std::fs::read(file).unwrap())).collect())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

#[test]
fn twenty_five_real_days_have_no_merge_and_no_identity_twice() {
    let Some(dumps) = corpus("cls") else { return };
    let timeline = timeline(&dumps);
    assert_eq!(timeline.len(), 11_801);
    assert_eq!(timeline.days().len(), 25);
    let mut ids: Vec<_> = timeline.days().iter().flat_map(|day| day.items().map(|item| item.id())).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 11_801);
    for day in timeline.days() {
        for (row, item) in day.items().enumerate() {
            assert_eq!(item.places().len(), 1);
            assert_eq!(day.find(item.id()), Some(row));
        }
        assert!(day.items().map(|item| item.stamp()).is_sorted());
    }
}
