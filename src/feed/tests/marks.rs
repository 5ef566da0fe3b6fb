//! Marks of a reader that runs, and of one that is closed and opened between two states of the dumps.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use super::morning::{FIGURE, FLASH, LONGER, OTHER, TITLED};
use crate::dump::{self, Dump, DumpChange, ReadOptions};
use crate::feed::marking_reader::MarkingReader;
use crate::path::FilePath;
use crate::timeline::{Store, Update};

/// A later text of the story that no rule takes for one.
const NO_LIKE: &str = "更正：两公司尚在洽谈，未签署任何协议。";

/// The name and text of a dump; `None` if it is not there.
type NamedDump<'a> = (&'a str, Option<String>);

/// The dumps that change, and the texts of the story then.
type RecordedState<'a> = (Vec<NamedDump<'a>>, Vec<&'a str>);

/// A scraper's dumps, and a reader that follows them.
struct Desk {
    dumps: Vec<(String, String)>,
    store: Store,
    reader: MarkingReader,
}

impl Desk {
    fn new() -> Self {
        Self {
            dumps: Vec::new(),
            store: Store::default(),
            reader: MarkingReader::new(),
        }
    }

    /// Brings dumps into a state. The reader sees that, or is closed before and opened after.
    fn change(&mut self, state: &[NamedDump<'_>], is_closed: bool) {
        let changes = state.iter().map(|(name, text)| match text {
            Some(text) => DumpChange::Read(read(name, text)),
            None => DumpChange::Gone(FilePath::from(*name)),
        });
        let changes: Vec<DumpChange> = changes.collect();
        for (name, text) in state {
            self.dumps.retain(|(other, _)| other != name);
            let text = text.clone();
            self.dumps
                .extend(text.map(|text| ((*name).to_owned(), text)));
        }
        if is_closed {
            self.open();
        } else {
            self.reader.show(self.store.apply(changes));
        }
    }

    fn open(&mut self) {
        let dumps = self.dumps.iter();
        let dumps = dumps.map(|(name, text)| DumpChange::Read(read(name, text)));
        self.store = Store::default();
        self.reader.open(self.store.apply(dumps.collect()));
    }
}

fn read(name: &str, text: &str) -> Arc<Dump> {
    let bytes = Bytes::from(text.as_bytes().to_vec());
    let dump = dump::read(&FilePath::from(name), bytes, ReadOptions::default());
    Arc::new(dump.unwrap())
}

fn entries(channel: &str, entries: &[(&str, &str)]) -> String {
    let heading = format!(
        "# 财联社【{channel}】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n"
    );
    entries.iter().fold(heading, |text, (time, entry)| {
        text + &format!("\n**[{time}]** {entry}\n")
    })
}

/// Of the recorded morning: the dumps that change with each state, and the texts of the story then.
fn recorded_morning() -> Vec<RecordedState<'static>> {
    let ordinary = |text| entries("普通", &[("09:31", text), ("09:40", OTHER)]);
    let red = |text| entries("加红", &[("09:31", text)]);
    let alone = entries("普通", &[("09:40", OTHER)]);
    vec![
        (vec![("a.md", Some(ordinary(FLASH)))], vec![FLASH]),
        (vec![("a.md", Some(ordinary(TITLED)))], vec![TITLED]),
        (vec![("a.md", Some(ordinary(FIGURE)))], vec![FIGURE]),
        (vec![("a.md", Some(ordinary(LONGER)))], vec![LONGER]),
        (vec![("b.md", Some(red(LONGER)))], vec![LONGER]),
        (vec![("a.md", Some(alone))], vec![LONGER]),
        (vec![("b.md", Some(entries("加红", &[])))], vec![]),
        (vec![("b.md", Some(red(LONGER)))], vec![LONGER]),
    ]
}

/// Goes through states. The reader is closed before each of those in `closed`, and the story is starred at one of them.
fn check(states: &[RecordedState<'_>], closed: u32, starred_at: usize) {
    let mut desk = Desk::new();
    desk.reader.open(Update::default());
    for (at, (state, texts)) in states.iter().enumerate() {
        desk.change(state, closed >> at & 1 == 1);
        if at == starred_at {
            texts.iter().for_each(|text| desk.reader.star(text));
        }
        let is_starred = at >= starred_at && !states[starred_at].1.is_empty();
        let expected = if is_starred { &texts[..] } else { &[] };
        let starred = desk.reader.starred();
        assert_eq!(
            starred, expected,
            "{closed:b}, starred at {starred_at}, state {at}"
        );
    }
}

#[test]
fn recorded_morning_keeps_its_marks() {
    let states = recorded_morning();
    let all = 1_u32 << states.len();
    (0..all)
        .step_by(2)
        .for_each(|closed| check(&states, closed, 0));
    for starred_at in 1..states.len() {
        for closed in [0, all - 1, 0b0101_0101, 0b1010_1010] {
            check(&states, closed, starred_at);
        }
    }
}

/// The wire's number leads to a story whose first dump is gone, also once the other one has another text.
#[test]
fn mark_follows_its_story_into_another_dialect() {
    let numbered = |text: &str| {
        let line = format!(r#"{{"id":2253,"ctime":1767663060,"content":"{text}"}}"#);
        Some(line + "\n")
    };
    let ordinary = Some(entries("普通", &[("09:31", FLASH), ("09:40", OTHER)]));
    let states = [
        (vec![("a.md", ordinary)], vec![FLASH]),
        (vec![("b.jsonl", numbered(FLASH))], vec![FLASH]),
        (vec![("a.md", None)], vec![FLASH]),
        (vec![("b.jsonl", numbered(NO_LIKE))], vec![NO_LIKE]),
    ];
    for closed in 0..1 << states.len() {
        check(&states, closed, 0);
        check(&states, closed, 1);
    }
}

/// The entries of a real day: time, text, and whether it is red.
fn real_day(corpus: &Path) -> Vec<(String, String, bool)> {
    let channels = [("普通", false), ("加红", true)];
    let entries = channels.into_iter().flat_map(|(channel, is_red)| {
        let name = format!("cls/财联社【{channel}】电报_2026-05-14.md");
        let text = fs::read_to_string(corpus.join(name)).unwrap();
        let entries = text.split("\n**[").skip(1);
        let entries = entries.map(|entry| {
            let (time, text) = entry.split_once("]** ").unwrap();
            (time.to_owned(), text.trim().to_owned(), is_red)
        });
        entries.collect::<Vec<_>>()
    });
    entries.collect()
}

fn real_dumps(name: &'static str, entries: &[&(String, String, bool)]) -> Vec<NamedDump<'static>> {
    let of = |channel: &str, wanted: bool| {
        let entries = entries.iter().filter(|entry| entry.2 == wanted);
        let entries: Vec<(&str, &str)> =
            entries.map(|(time, text, _)| (&**time, &**text)).collect();
        Some(self::entries(channel, &entries).replace("2026-01-06", "2026-05-14"))
    };
    vec![(name, of("普通", false)), ("red.md", of("加红", true))]
}

/// A day grows, is renamed, sorted the other way, revised and promoted. Each mark stays on its story.
#[test]
fn real_day_keeps_its_marks() {
    let Some(corpus) = env::var_os("DIANBAO_CORPUS") else {
        return println!("skipped: DIANBAO_CORPUS names no folder");
    };
    let day = real_day(Path::new(&corpus));
    assert_eq!(day.len(), 510);
    for closed in [0, 0b11_1110, 0b10_1010, 0b01_0100] {
        let mut desk = Desk::new();
        desk.reader.open(Update::default());
        let mut starred = BTreeSet::new();
        let mut day = day.clone();
        for state in 0..6 {
            match state {
                4 => day.iter_mut().step_by(3).for_each(reword),
                5 => day.iter_mut().step_by(4).for_each(|entry| entry.2 = true),
                _ => {}
            }
            let all = day.iter().take(if state == 0 { 200 } else { day.len() });
            let mut all: Vec<_> = all.collect();
            if state >= 3 {
                all.reverse();
            }
            let (name, gone) = if state < 2 {
                ("a.md", "b.md")
            } else {
                ("b.md", "a.md")
            };
            let mut dumps = real_dumps(name, &all);
            dumps.push((gone, None));
            desk.change(&dumps, closed >> state & 1 == 1);
            let new = (0..all.len()).skip(state).step_by(11);
            let new: Vec<usize> = new.filter(|_| state < 4).collect();
            for nth in new {
                desk.reader.star(&day[nth].1);
                starred.insert(nth);
            }
            let expected: BTreeSet<&str> = starred.iter().map(|nth| &*day[*nth].1).collect();
            let found = desk.reader.starred();
            let found: BTreeSet<&str> = found.iter().map(|text| text.trim()).collect();
            assert_eq!(found, expected, "{closed:b}, state {state}");
        }
    }
}

/// Another title, or another opening.
fn reword(entry: &mut (String, String, bool)) {
    let text = entry.1.strip_prefix('【');
    entry.1 = text.map_or_else(
        || format!("更正：{}", entry.1),
        |text| format!("【最新{text}"),
    );
}
