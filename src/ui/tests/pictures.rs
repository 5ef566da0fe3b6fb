//! The pictures of the README, drawn from the demo's dumps and compared with the files in `docs/pictures`.
//!
//! `DIANBAO_BLESS=1 cargo test --lib ui::` writes them, as all screens.

use std::fs;
use std::path::Path;

use rstest::rstest;
use tempfile::TempDir;

use super::fixture::{UiReader, read};
use super::svg::Picture;
use crate::app::Message;
use crate::config::Config;
use crate::config::theme::{Role, Theme};
use crate::demo::Scraper;
use crate::dump::DumpChange;
use crate::feed::FeedEvent;
use crate::item::Stamp;
use crate::watch::{SourceState, SourceStatus, WatchStatus};

/// 15:22 on the newest day of the samples.
const START: i64 = 1_781_248_920;

/// The demo at a moment of its own: the samples up to then, and after them as many entries of the feed.
struct DemoReader {
    reader: UiReader,
    scraper: Scraper,
    folder: TempDir,
    seconds: i64,
}

impl DemoReader {
    fn new(theme: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Stamp::from_unix(START).unwrap();
        let scraper = Scraper::start(folder.path(), now).unwrap();
        let mut reader = UiReader::empty(Config {
            theme: Theme::shipped(theme).unwrap(),
            ..Config::default()
        });
        reader.send(Message::Now(now));
        let source = SourceStatus {
            path: "dumps".into(),
            state: SourceState::Watching,
            written: Some(now),
        };
        reader.send(Message::Feed(FeedEvent::Status(WatchStatus {
            sources: vec![source],
            ..WatchStatus::default()
        })));
        let mut demo = Self {
            reader,
            scraper,
            folder,
            seconds: 0,
        };
        demo.read_dumps();
        demo
    }

    /// Lets the scraper write the next entries, one every 20 seconds.
    fn follow(&mut self, entries: usize) {
        for _ in 0..entries {
            self.seconds += 20;
            let now = Stamp::from_unix(START + self.seconds).unwrap();
            self.reader.send(Message::Now(now));
            self.scraper.write(now).unwrap();
            self.read_dumps();
        }
    }

    /// Reads all dumps again, under a path that is the same on every machine.
    fn read_dumps(&mut self) {
        let files = fs::read_dir(self.folder.path()).unwrap();
        let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        paths.sort_unstable();
        let changes = paths.iter().map(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            let text = fs::read_to_string(path).unwrap();
            DumpChange::Read(read(&format!("dumps/{name}"), &text))
        });
        self.reader.change(changes.collect());
    }
}

#[rstest]
#[case("main", "dark", (140, 38), "t13:45<Enter>")]
#[case("filter", "dark", (120, 30), "f存储 -公告<Enter>")]
#[case("phone", "dark", (45, 25), "")]
#[case("light", "light", (140, 38), "t13:45<Enter>")]
fn pictures_match_the_screens(
    #[case] name: &str,
    #[case] theme: &str,
    #[case] (columns, rows): (u16, u16),
    #[case] keys: &str,
) {
    let mut demo = DemoReader::new(theme);
    // With the first frame the model learns the size of the list.
    demo.reader.draw(columns, rows);
    demo.follow(8);
    let (buffer, cursor) = demo.reader.keys(keys).draw(columns, rows);
    let ground = demo.reader.app.config.theme.style(Role::Text);
    let title = demo.reader.app.terminal_title();
    let picture = Picture {
        buffer: &buffer,
        cursor,
        ground,
        title: title.as_str(),
    };
    assert_picture(name, &picture.to_string());
}

/// Compares a picture with the file of this name, or writes the file if `DIANBAO_BLESS` is set.
#[track_caller]
fn assert_picture(name: &str, picture: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/pictures")
        .join(name)
        .with_extension("svg");
    if std::env::var_os("DIANBAO_BLESS").is_some() {
        fs::write(&path, picture).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        picture == expected,
        "{} shows another screen; DIANBAO_BLESS=1 cargo test --lib ui:: draws it",
        path.display()
    );
}
