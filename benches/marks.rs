//! What two million marks cost, and 100,000 at once: `cargo bench --bench marks`.

#[expect(dead_code, reason = "other benches make archives")]
mod synthetic;

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{Days, NaiveDate};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dianbao::app::{self, App, Message};
use dianbao::config::Config;
use dianbao::dump::{self, DumpChange, ReadOptions};
use dianbao::feed::FeedEvent;
use dianbao::item::{ItemId, NewsDay, Stamp};
use dianbao::path::FilePath;
use dianbao::state::{self, Change, KeeperSetup, KeptStory, KnownItem, StateEvent};
use dianbao::timeline::{Arrived, ItemRef, Store, Update};
use dianbao::watch::WatchStatus;
use divan::Bencher;
use tempfile::TempDir;

/// The days with marks, and the marks of each: two million.
const DAYS: u16 = 2_500;
const MARKS_OF_DAY: u64 = 800;
/// The items that are marked at once.
const AT_ONCE: usize = 100_000;

fn main() {
    divan::main();
}

/// A state file with two million marks.
fn file() -> (TempDir, KeeperSetup) {
    let Ok(folder) = tempfile::tempdir() else {
        unreachable!("no folder for the state file");
    };
    let setup = KeeperSetup {
        file: Some(folder.path().join("state.db")),
        known_from: NewsDay::from_number(20_000),
        ..KeeperSetup::default()
    };
    let (mut database, problem) = state::open(&setup);
    assert_eq!(problem, None);
    for day in 0..DAYS {
        let changes: Vec<Change> = (0..MARKS_OF_DAY).map(|nth| star(day, nth)).collect();
        let written = database.write(&changes);
        assert!(written.is_ok(), "{written:?}");
    }
    (folder, setup)
}

fn star(day: u16, nth: u64) -> Change {
    let stamp = Stamp::from_unix(1_500_000_000 + i64::from(day) * 86_400);
    let stamp = stamp.unwrap_or_default();
    let story = KeptStory {
        day: NewsDay::from_number(17_361 + day),
        stamp,
        ids: vec![ItemId::from_content(stamp.minute(), nth)],
        text: format!("财联社电，第{nth}号公告。"),
        file: "a.md".to_owned(),
    };
    Change::Star {
        story: Arc::new(story),
        at: Some(stamp),
    }
}

/// What the first screen waits for.
#[divan::bench(sample_count = 10)]
fn open_two_million(bencher: Bencher<'_, '_>) {
    let (_folder, setup) = file();
    bencher.bench_local(|| {
        let (database, _) = state::open(&setup);
        let session = database.session("").ok();
        let lines = database.read_lines().ok();
        (session, lines, database.known_items(setup.known_from).ok())
    });
}

/// A key on an item, in a reader that holds two million marks.
#[divan::bench(sample_count = 100)]
fn star_with_two_million(bencher: Bencher<'_, '_>) {
    let (_folder, setup) = file();
    let (database, _) = state::open(&setup);
    let mut days = Vec::new();
    let read = database.marks(|day, marks| days.push((day, marks)));
    assert!(read.is_ok(), "{read:?}");
    let mut reader = reader(1);
    app::update(&mut reader, Message::State(StateEvent::Marks(days)));
    bencher.bench_local(|| press(&mut reader, 'm'));
}

/// The same in the state file, on the thread that writes it.
#[divan::bench(sample_count = 100)]
fn keep_star_among_two_million(bencher: Bencher<'_, '_>) {
    let (_folder, setup) = file();
    let (mut database, _) = state::open(&setup);
    let mut nth = MARKS_OF_DAY;
    bencher.bench_local(|| {
        nth += 1;
        let written = database.write(&[star(DAYS - 1, nth)]);
        assert!(written.is_ok(), "{written:?}");
    });
}

/// All seen, with the key that answers the question.
#[divan::bench(sample_count = 10)]
fn see_100_000(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(unseen_reader).bench_local_refs(see_all);
}

/// The same undone.
#[divan::bench(sample_count = 10)]
fn undo_100_000(bencher: Bencher<'_, '_>) {
    let seen = || {
        let mut reader = unseen_reader();
        see_all(&mut reader);
        reader
    };
    let undo = |reader: &mut App| {
        press(reader, 'U');
        assert_eq!(reader.unseen.len(), AT_ONCE);
    };
    bencher.with_inputs(seen).bench_local_refs(undo);
}

/// The same by another reader of the state file.
#[divan::bench(sample_count = 10)]
fn others_see_100_000(bencher: Bencher<'_, '_>) {
    let message = || {
        let reader = unseen_reader();
        let days = reader.timeline.days().iter();
        let changes = days.map(|day| Change::Items {
            day: day.day(),
            items: day.items().map(seen).collect(),
        });
        let changes = changes.collect();
        (reader, Some(Message::State(StateEvent::Changed(changes))))
    };
    let take = |(reader, message): &mut (App, Option<Message>)| {
        message.take().map(|message| app::update(reader, message));
        assert_eq!(reader.unseen.len(), 0);
    };
    bencher.with_inputs(message).bench_local_refs(take);
}

fn seen(item: ItemRef<'_>) -> KnownItem {
    KnownItem {
        id: item.id(),
        print: None,
        is_unseen: false,
    }
}

fn see_all(reader: &mut App) {
    press(reader, 'A');
    assert_eq!(reader.unseen.len(), 0);
}

/// A reader with many items that nobody has seen. The next `A` marks them.
fn unseen_reader() -> App {
    let mut reader = reader(230);
    let timeline = Arc::clone(&reader.timeline);
    let items = timeline.days().iter().flat_map(|day| day.items());
    let arrived: Vec<Arrived> = items.take(AT_ONCE).map(Arrived::from).collect();
    assert_eq!(arrived.len(), AT_ONCE);
    let update = Update {
        timeline,
        arrived,
        ..Update::default()
    };
    app::update(&mut reader, Message::Feed(FeedEvent::Update(update)));
    press(&mut reader, 'A');
    reader
}

fn press(reader: &mut App, key: char) {
    let key = KeyEvent::new(KeyCode::Char(key), KeyModifiers::NONE);
    app::update(reader, Message::Key(key));
}

/// A reader of some days with 450 items each.
fn reader(days: u64) -> App {
    let mut random = synthetic::SyntheticRandom::new(1);
    let first = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let mut store = Store::default();
    let dumps = (0..days).flat_map(|nth| {
        let date = first + Days::new(nth);
        let [plain, red] = synthetic::day(&mut random, date, 450);
        [("普通", plain), ("加红", red)].map(|(channel, text)| {
            let name = PathBuf::from(format!("财联社【{channel}】电报_{date}.md"));
            dump::read(
                &FilePath::from(name),
                Bytes::from(text),
                ReadOptions::default(),
            )
        })
    });
    let changes = dumps.flatten().map(|dump| DumpChange::Read(Arc::new(dump)));
    let update = store.apply(changes.collect());
    let mut reader = App::new(Config::default(), Stamp::default());
    app::update(&mut reader, Message::Feed(FeedEvent::Update(update)));
    let status = WatchStatus::default();
    app::update(&mut reader, Message::Feed(FeedEvent::Status(status)));
    reader
}
