//! `marks`: what an export has and an import takes in, and what is kept when old things are forgotten.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveTime;
use dianbao::item::{ItemId, NewsDay, Rollover, Stamp};
use dianbao::state::{self, Change, Database, KeeperSetup, KeptStory, KnownItem, Note};
use tempfile::TempDir;

use super::{dianbao, path, piped, run, stderr, stdout};

/// A day long past, and the next one.
const LONG_AGO: NewsDay = NewsDay::from_number(19_000);
/// A day that is in no test's past yet.
const LATER: NewsDay = NewsDay::from_number(40_000);

/// A state file.
struct State {
    _folder: TempDir,
    file: PathBuf,
}

impl State {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state.db");
        Self {
            _folder: folder,
            file,
        }
    }

    fn open(&self) -> Database {
        let setup = KeeperSetup {
            file: Some(self.file.clone()),
            ..KeeperSetup::default()
        };
        let (database, problem) = state::open(&setup);
        assert_eq!(problem, None);
        database
    }

    fn write(&self, changes: &[Change]) {
        self.open().write(changes).unwrap();
    }

    /// The arguments of a task.
    fn arguments<'a>(&'a self, task: &[&'a str]) -> Vec<&'a str> {
        [&["marks"], task, &["--state", path(&self.file)]].concat()
    }

    fn run(&self, task: &[&str]) -> (Option<i32>, String, String) {
        let output = run(&self.arguments(task));
        (output.status.code(), stdout(&output), stderr(&output))
    }

    /// What is starred or noted, as Markdown.
    fn exported(&self) -> String {
        self.run(&["export", "--format", "md"]).1
    }
}

/// A story of its own minute.
fn story(number: u64) -> Arc<KeptStory> {
    let time = NaiveTime::from_hms_opt(9, number as u32, 0).unwrap();
    let stamp = LONG_AGO.stamp(time, Rollover::default());
    Arc::new(KeptStory {
        day: LONG_AGO,
        stamp: stamp.unwrap(),
        ids: vec![ItemId::from_wire(number)],
        text: format!("【第{number}号】青禾银行下调利率。"),
        file: "a.md".to_owned(),
    })
}

fn star(number: u64, is_starred: bool) -> Change {
    let story = story(number);
    let at = is_starred.then_some(story.stamp);
    Change::Star { story, at }
}

fn note(number: u64, text: &str, seconds: i64) -> Change {
    let story = story(number);
    let at = Stamp::from_unix(i64::from(story.stamp.unix()) + seconds);
    Change::Note {
        note: Some(Note {
            text: text.into(),
            at: at.unwrap(),
        }),
        story,
    }
}

fn listed(day: NewsDay, number: u64) -> Change {
    let item = KnownItem {
        id: ItemId::from_wire(number),
        print: Some(1),
        is_unseen: false,
    };
    Change::Items {
        day,
        items: Arc::new([item]),
    }
}

#[test]
fn prune_keeps_stars_notes_and_what_is_new() {
    let state = State::new();
    state.write(&[
        star(1, true),
        note(2, "看明早", 0),
        star(3, true),
        listed(LONG_AGO, 1),
        listed(LONG_AGO, 2),
        listed(LATER, 3),
    ]);
    state.write(&[star(3, false)]);
    let before = state.exported();
    assert!(
        before.contains("第1号") && before.contains("看明早"),
        "{before}"
    );
    assert!(!before.contains("第3号"), "{before}");
    let (code, out, error) = state.run(&["prune", "--older", "2023-01-01"]);
    let report = "2 items and 1 former mark from before 2023-01-01 forgotten\n";
    assert_eq!((code, &*out, &*error), (Some(0), report, ""));
    assert_eq!(state.exported(), before);
    let kept = state.open().known_items(NewsDay::FIRST).unwrap();
    assert_eq!(kept.into_keys().collect::<Vec<_>>(), [LATER]);
    let (_, out, _) = state.run(&["prune", "--older", "400d"]);
    assert!(
        out.starts_with("0 items and 0 former marks from before 20"),
        "{out}"
    );
}

#[test]
fn prune_wants_an_age() {
    let state = State::new();
    for wrong in ["400", "2h", "alt", ""] {
        let (code, out, error) = state.run(&["prune", "--older", wrong]);
        assert_eq!((code, &*out), (Some(2), ""), "{wrong}");
        let expected = "expected an age or a day; 400d, 8w, 2025-01-01";
        assert!(error.contains(expected), "{wrong}: {error}");
        assert!(error.contains("--older <AGE>"), "{wrong}: {error}");
    }
    let (code, _, error) = state.run(&["prune"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("--older <AGE>"), "{error}");
    assert!(!state.file.exists());
}

#[test]
fn export_is_taken_in_elsewhere() {
    let (one, other) = (State::new(), State::new());
    let (code, out, error) = one.run(&["export"]);
    assert_eq!((code, &*out, &*error), (Some(1), "", ""));
    one.write(&[star(1, true), note(1, "一", 0), note(2, "二", 60)]);
    let (code, lines, _) = one.run(&["export"]);
    assert_eq!((code, lines.lines().count()), (Some(0), 2));
    other.write(&[note(2, "更新的", 120)]);
    for _ in 0..2 {
        let output = piped(&other.arguments(&["import"]), lines.as_bytes());
        assert_eq!(stdout(&output), "2 marks taken in\n");
        let all = other.exported();
        let notes = ["第1号", "> 一", "> 更新的"].map(|part| all.matches(part).count());
        assert_eq!(notes, [1, 1, 1], "{all}");
        assert!(!all.contains("> 二"), "an older note does not win: {all}");
    }
    let (file, third) = (other.file.with_file_name("marks.jsonl"), State::new());
    fs::write(&file, &lines).unwrap();
    assert_eq!(third.run(&["import", path(&file)]).0, Some(0));
    assert_eq!(third.exported(), one.exported());
}

#[test]
fn import_takes_in_what_it_can() {
    let (one, other) = (State::new(), State::new());
    one.write(&[star(1, true)]);
    let wrong: &[u8] = b"{\"ids\":[]}\n\nkein JSON\n{\"ids\":\xb5\xda}\n";
    let lines = [wrong, one.run(&["export"]).1.as_bytes()].concat();
    let output = piped(&other.arguments(&["import"]), &lines);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "1 mark taken in\n");
    let errors = stderr(&output);
    let mut errors = errors.lines();
    for begin in ["1: ", "3: ", "4: byte 8 is not UTF-8; "] {
        let error = errors.next().unwrap();
        assert!(
            error.starts_with(&format!("dianbao: line {begin}")),
            "{error}"
        );
        assert!(
            error.ends_with("expected a line of `dianbao marks export`"),
            "{error}"
        );
    }
    assert_eq!(other.exported(), one.exported());
    let missing = other.file.with_file_name("missing");
    let (code, out, error) = other.run(&["import", path(&missing)]);
    assert_eq!((code, &*out), (Some(2), ""));
    assert!(error.contains("missing: No such file"), "{error}");
}

/// Taking them in turned their order around.
#[test]
fn stories_of_one_minute_keep_their_order() {
    let same_minute = |number| {
        let story = KeptStory {
            stamp: story(1).stamp,
            ..(*story(number)).clone()
        };
        let at = Some(story.stamp);
        let story = Arc::new(story);
        Change::Star { story, at }
    };
    let (one, other) = (State::new(), State::new());
    one.write(&[2, 1, 3].map(same_minute));
    let lines = one.run(&["export"]).1;
    piped(&other.arguments(&["import"]), lines.as_bytes());
    assert_eq!(other.run(&["export"]).1, lines);
}

/// What cannot be kept is not taken in: the command fails and says why.
#[test]
fn import_without_a_file_fails() {
    let output = dianbao(&["marks", "import", "--no-state"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "dianbao: nothing can be kept\n");
}
