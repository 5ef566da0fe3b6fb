//! The page of problems with every kind of problem.

use std::path::Path;
use std::sync::Arc;

use crossterm::event::KeyCode;
use rstest::rstest;

use super::fixture::{UiReader, print, read};
use crate::app::{Effect, Message};
use crate::config::{self, Config, ConfigOrigin, Environment, SettingsLayer};
use crate::dump::{Dump, DumpError, Problem};
use crate::feed::FeedEvent;
use crate::lang::Lang;
use crate::watch::{
    EmptyDump, FileError, NoDumpReason, OtherFile, ReadError, SourceState, SourceStatus,
    WatchStatus,
};

/// A dump with every kind of problem.
fn dump_with_every_problem() -> Arc<Dump> {
    let mut dump = Arc::into_inner(read(
        "cls/普通_2026-05-31.md",
        "# 财联社【普通】电报\n> 统计周期：\n",
    ))
    .unwrap();
    dump.problems = (1..)
        .zip(DumpError::samples())
        .map(|(line, error)| Problem { line, error })
        .collect();
    Arc::new(dump)
}

/// Every source and every file is in trouble.
fn status_with_every_error() -> WatchStatus {
    let states = ReadError::samples().into_iter().flat_map(|cause| {
        let missing = SourceState::Missing(cause.clone());
        [missing, SourceState::Polling(cause)].map(|state| SourceStatus {
            path: "cls".into(),
            state,
            written: None,
        })
    });
    let trouble = |cause| FileError {
        path: Path::new("cls/a.md").into(),
        cause,
    };
    WatchStatus {
        sources: states.collect(),
        errors: ReadError::samples().into_iter().map(trouble).collect(),
        empty_dumps: vec![EmptyDump(dump_with_every_problem())],
        ..WatchStatus::default()
    }
}

#[rstest]
#[case(Lang::Chinese)]
#[case(Lang::English)]
fn problems_are_shown_in_the_configured_language(#[case] lang: Lang) {
    let mut reader = UiReader::empty(Config {
        lang,
        ..Config::default()
    });
    reader.screen(200, 200);
    reader.send(Message::Feed(FeedEvent::Status(status_with_every_error())));
    let screen = reader.keys("!").screen(200, 200);
    for (line, error) in (1..).zip(DumpError::samples()) {
        let line = format!("普通_2026-05-31.md:{line}: {}", error.message(lang));
        assert!(screen.contains(&line), "{line}\n{screen}");
    }
    for cause in ReadError::samples() {
        let because =
            lang.pick("（", " (").to_owned() + &cause.message(lang) + lang.pick("）", ")");
        let source = |state| format!("cls  {state}{because}");
        assert!(
            screen.contains(&source(lang.pick("轮询中", "polling"))),
            "{because}\n{screen}"
        );
        assert!(
            screen.contains(&source(lang.pick("无法读取", "cannot be read"))),
            "{because}\n{screen}"
        );
        assert!(
            screen.contains(&format!("cls/a.md: {}", cause.message(lang))),
            "{because}\n{screen}"
        );
    }
}

#[rstest]
#[case(Lang::Chinese, "cls 和另外 2 个来源")]
#[case(Lang::English, "cls and 2 more")]
fn header_counts_further_sources(#[case] lang: Lang, #[case] expected: &str) {
    let mut reader = UiReader::empty(Config {
        lang,
        ..Config::default()
    });
    let sources = ["cls", "old", "older"].map(|path| SourceStatus {
        path: path.into(),
        state: SourceState::Watching,
        written: None,
    });
    reader.send(Message::Feed(FeedEvent::Status(WatchStatus {
        sources: sources.to_vec(),
        ..WatchStatus::default()
    })));
    let screen = reader.screen(100, 5);
    assert!(
        screen.lines().next().unwrap().contains(expected),
        "{screen}"
    );
}

#[test]
fn config_errors_stay_on_the_page_and_count() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    std::fs::write(&file, "them = 'dark'\n").unwrap();
    let errors = config::load(
        &ConfigOrigin::File(file),
        &SettingsLayer::new(),
        &Environment::default(),
    )
    .unwrap_err();
    let mut reader = UiReader::empty(Config {
        errors: Some(errors),
        ..Config::default()
    });
    reader.screen(120, 20);
    reader.send(Message::Feed(FeedEvent::Status(WatchStatus::default())));
    assert!(reader.screen(120, 20).contains("1 个问题"));
    assert!(reader.keys("!").screen(120, 20).contains("`them`"));
}

/// The page only said that it was no dump, where `check` said why.
#[rstest]
#[case(Lang::Chinese, "x.json 不是电报文件：空文件")]
#[case(Lang::English, "x.json: not a dump: empty")]
fn page_says_why_a_file_is_no_dump(#[case] lang: Lang, #[case] expected: &str) {
    let mut reader = UiReader::empty(Config {
        lang,
        ..Config::default()
    });
    let file = |path: &str, reason| OtherFile {
        path: Path::new(path).into(),
        reason,
    };
    reader.send(Message::Feed(FeedEvent::Status(WatchStatus {
        first_other_files: vec![
            file("cls/x.json", Some(NoDumpReason::Empty)),
            file("cls/y.json", None),
        ],
        ..WatchStatus::default()
    })));
    let screen = reader.keys("!").screen(80, 20);
    assert!(screen.contains(expected), "{screen}");
}

/// Nothing on the page could be selected, and `e` did nothing.
#[test]
fn defect_39_problems_can_be_walked() {
    let mut reader = UiReader::empty(Config::default());
    reader.screen(100, 80);
    reader.send(Message::Feed(FeedEvent::Status(status_with_every_error())));
    reader.keys("!").screen(100, 80);
    reader.keys("jj").screen(100, 80);
    for key in [KeyCode::Enter, KeyCode::Char('e')] {
        let effects = reader.effects(Message::Key(key.into()));
        let place = Effect::Edit("cls/普通_2026-05-31.md".into(), 3);
        assert!(effects.contains(&place), "{effects:?}");
    }
    let (buffer, _) = reader.keys("G").draw(100, 80);
    let last = DumpError::samples().len();
    assert!(print(&buffer).contains(&format!("普通_2026-05-31.md:{last}: ")));
}

/// The problem that Enter opens was below the sources, out of view.
#[rstest]
#[case(30, 8)]
#[case(20, 5)]
#[case(100, 80)]
fn page_begins_where_a_problem_is_in_view(#[case] columns: u16, #[case] rows: u16) {
    let mut reader = UiReader::empty(Config::default());
    reader.screen(columns, rows);
    reader.send(Message::Feed(FeedEvent::Status(status_with_every_error())));
    let screen = reader.keys("!").screen(columns, rows);
    assert!(screen.contains("_2026-05-31.md:"), "{screen}");
}
