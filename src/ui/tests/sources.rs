//! What the screen says about the sources: an empty folder, and the samples.

use std::path::PathBuf;

use rstest::rstest;

use super::fixture::UiReader;
use crate::app::Message;
use crate::config::Config;
use crate::feed::FeedEvent;
use crate::lang::Lang;
use crate::watch::{SourceState, SourceStatus, WatchStatus};

/// A reader of these sources without dumps.
fn reader_of(paths: &[&str]) -> UiReader {
    let mut reader = UiReader::empty(Config {
        home: Some(PathBuf::from("/home/某人")),
        ..Config::default()
    });
    let source = |path: &&str| SourceStatus {
        path: path.into(),
        state: SourceState::Watching,
        written: None,
    };
    let status = WatchStatus {
        sources: paths.iter().map(source).collect(),
        ..WatchStatus::default()
    };
    reader.send(Message::Feed(FeedEvent::Status(status)));
    reader
}

#[rstest]
#[case(80, &["/home/某人/dumps"], "正在看 ~/dumps：写进来就显示 · q 退出，改用 dianbao 文件夹")]
#[case(80, &["/srv/电报", "新"], "正在看 /srv/电报、新：写进来就显示")]
#[case(60, &["/srv/a/long/path/that/has/no/room/at/all/dumps"], "正在看 dumps：写进来就显示")]
#[case(40, &["/home/某人/dumps"], "正在看 ~/dumps：写进来就显示\n")]
#[case(80, &["-"], "正在看 标准输入：写进来就显示")]
#[case(80, &["坏\u{1b}[8m名"], "正在看 坏␛[8m名：写进来就显示")]
fn defect_34_empty_folder_is_named(
    #[case] columns: u16,
    #[case] paths: &[&str],
    #[case] expected: &str,
) {
    let screen = reader_of(paths).screen(columns, 12);
    assert!(screen.contains(expected), "{screen}");
    assert!(screen.contains("q 退出，改用 dianbao 文件夹"), "{screen}");
}

#[rstest]
#[case(Lang::Chinese, 200, "示例 · 看自己的：dianbao 文件夹")]
#[case(Lang::Chinese, 60, "示例 · dianbao 文件夹")]
#[case(Lang::Chinese, 30, "示例 · dianbao 文件夹")]
#[case(Lang::Chinese, 20, "示例")]
#[case(Lang::English, 120, "samples · your own: dianbao FOLDER")]
#[case(Lang::English, 30, "samples · dianbao FOLDER")]
#[case(Lang::English, 20, "samples")]
fn defect_34_demo_says_how_to_read_dumps(
    #[case] lang: Lang,
    #[case] columns: u16,
    #[case] expected: &str,
) {
    let mut reader = UiReader::new(Config {
        lang,
        ..Config::default()
    });
    reader.app.is_demo = true;
    let screen = reader.screen(columns, 12);
    let header = screen.lines().next().unwrap_or_default();
    assert!(header.contains(expected), "{header}");
}
