//! Learns the names of stocks from all dumps, also where only some of them are printed.
//!
//! A name that is printed with an item of today may be known from one dump of years ago alone. So every dump is read, and none
//! is kept: that takes a fraction of the time and memory of a load.

use std::collections::HashSet;
use std::sync::Arc;

use crate::dump::Dump;
use crate::feed;
use crate::names::{Lessons, NameLearner, StockNames, WordCounter, WordCounts};
use crate::path::FilePath;
use crate::watch::WatchSettings;

/// What one thread has seen.
#[derive(Default)]
struct Seen {
    lessons: Lessons,
    /// Each dump with its file. The dumps of an archive have one.
    files: Vec<(FilePath, FilePath)>,
}

/// Reads everything and returns the names.
pub(super) fn learn_names(learner: &NameLearner, settings: &WatchSettings) -> Arc<StockNames> {
    let look = |seen: &mut Seen, file: &FilePath, dump: &Dump| {
        seen.lessons.add(dump);
        seen.files.push((dump.path.clone(), file.clone()));
    };
    let (mut lessons, mut files) = (Lessons::default(), Vec::new());
    for seen in feed::gather(feed::all_files(settings), settings, look) {
        lessons.merge(seen.lessons);
        files.extend(seen.files);
    }
    learner.learn_from(lessons, |counter, newest| {
        files.retain(|(dump, _)| newest.contains(dump));
        let files: HashSet<FilePath> = files.into_iter().map(|(_, file)| file).collect();
        count_words(counter, newest, files.into_iter().collect(), settings)
    })
}

/// Counts words in some dumps, which are in these files.
fn count_words(
    counter: &WordCounter,
    dumps: &HashSet<FilePath>,
    files: Vec<FilePath>,
    settings: &WatchSettings,
) -> WordCounts {
    let look = |counts: &mut WordCounts, _: &FilePath, dump: &Dump| {
        if dumps.contains(&dump.path) {
            counter.add(counts, dump);
        }
    };
    let mut counts = WordCounts::default();
    for found in feed::gather(files, settings, look) {
        counts.merge(&found);
    }
    counts
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// A dump of one day. `texts` are its entries.
    fn day(folder: &Path, name: &str, day: &str, texts: &[&str]) {
        let mut dump = format!("# 财联社【普通】电报 - {day}\n");
        for (minute, text) in texts.iter().enumerate() {
            writeln!(dump, "\n**[09:{minute:02}]** {text}").unwrap();
        }
        fs::write(folder.join(name), dump).unwrap();
    }

    #[test]
    fn names_equal_those_of_a_load() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        let old = [
            "快递板块走强云帆速递(688997.SH)业务量增长。",
            "机器人(300024.SZ)公告。",
        ];
        day(path, "2020-01-02.md", "2020-01-02", &old);
        day(
            path,
            "2026-01-05.md",
            "2026-01-05",
            &["远山（000998.SZ）公告。", "人形机器人大会召开。"],
        );
        day(
            path,
            "a_2026-01-06.md",
            "2026-01-06",
            &["快递股走强，云帆速递涨停。", "云帆速递：中标。"],
        );
        day(path, "empty_2026-01-07.md", "2026-01-07", &[]);
        let object = r#"{"ctime": 1767661380, "content": "走强。", "stocks": [{"code": "sh688999", "name": "云帆智造"}]}"#;
        fs::write(path.join("a.jsonl"), object).unwrap();
        let settings = WatchSettings {
            paths: vec![path.to_owned()],
            ..WatchSettings::default()
        };
        let loaded = feed::load_all(&settings);
        let dumps = loaded.timeline.dumps();
        let learner = NameLearner::new(Vec::new());
        let names = learn_names(&learner, &settings);
        assert_eq!(names, NameLearner::new(Vec::new()).learn(&dumps));
        assert_eq!(
            names.name_of("688997"),
            Some("云帆速递"),
            "two dumps prove it"
        );
        assert_eq!(names.name_of("688999"), Some("云帆智造"));
        let limited = WatchSettings {
            days: Some(crate::item::NewsDay::LAST..=crate::item::NewsDay::LAST),
            ..settings
        };
        assert_eq!(learn_names(&learner, &limited), names);
    }
}
