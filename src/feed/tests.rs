//! The feed on real folders. Tests wait for conditions, not for times.

mod counting;
mod limited;
mod marks;
mod morning;
mod packed;
mod sameness;
mod short_memory;
mod sleep;
mod torn;

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use crossbeam_channel::unbounded;

use super::{Feed, FeedEvent, FeedReceiver, Loaded, channel, load_all};
use crate::timeline::Timeline;
use crate::watch::{NoDumpReason, SourceState, WatchSettings, WatchStatus};

/// Ends a test that has failed.
const MAX_WAIT: Duration = Duration::from_secs(60);

struct Running {
    feed: Feed,
    receiver: FeedReceiver,
    timeline: Arc<Timeline>,
    status: WatchStatus,
}

impl Running {
    fn start(settings: WatchSettings) -> Self {
        let (sender, receiver) = channel();
        let feed = Feed::start(settings, move |event| sender.send(event)).unwrap();
        Self {
            feed,
            receiver,
            timeline: Arc::default(),
            status: WatchStatus::default(),
        }
    }

    fn follow(path: &Path) -> Self {
        Self::start(WatchSettings {
            paths: vec![path.to_owned()],
            ..WatchSettings::default()
        })
    }

    fn until(&mut self, what: &str, condition: impl Fn(&Self) -> bool) {
        while !condition(self) {
            match self.receiver.recv_timeout(MAX_WAIT) {
                Ok(FeedEvent::Update(update)) => self.timeline = update.timeline,
                Ok(FeedEvent::Status(status)) => self.status = status,
                Ok(FeedEvent::ClockJumped) => {}
                Ok(FeedEvent::Panicked) => panic!("the feed panicked"),
                Err(error) => panic!(
                    "{error} while waiting for: {what}\n{:?}\n{:?}",
                    texts(&self.timeline),
                    self.status
                ),
            }
        }
    }

    fn until_texts(&mut self, expected: &[&str]) {
        self.until(&format!("{expected:?}"), |running| {
            texts(&running.timeline) == expected
        });
    }
}

/// The text of every item, in order.
pub(super) fn texts(timeline: &Timeline) -> Vec<String> {
    timeline
        .days()
        .iter()
        .flat_map(|day| {
            day.items()
                .map(|item| item.text().trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn heading(day: &str) -> String {
    format!("# 财联社【普通】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n\n---\n")
}

fn dump(day: &str, entries: &[(&str, &str)]) -> String {
    entries.iter().fold(heading(day), |text, (time, entry)| {
        text + &format!("\n**[{time}]** {entry}\n")
    })
}

fn write(path: &Path, text: &str) -> PathBuf {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    path.to_owned()
}

fn append(path: &Path, text: &str) {
    OpenOptions::new()
        .append(true)
        .open(path)
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
}

const A: &str = "晨星股份一季度净利润同比增长一成，董事会提议分红。";
const B: &str = "远山科技发布新一代芯片，称能耗比上一代下降三成。";
const C: &str = "青禾银行下调一年期存款利率十个基点，明日起执行。";

#[test]
fn folder_is_loaded_and_followed() {
    let folder = tempfile::tempdir().unwrap();
    let live = write(
        &folder.path().join("电报_2026-01-06.md"),
        &dump("2026-01-06", &[("09:31", A)]),
    );
    let mut running = Running::follow(folder.path());
    running.until_texts(&[A]);
    append(&live, &format!("\n**[09:32]** {B}\n"));
    running.until_texts(&[A, B]);
    write(
        &folder.path().join("2025/deep/er/电报_2025-12-31.md"),
        &dump("2025-12-31", &[("10:00", C)]),
    );
    running.until_texts(&[C, A, B]);
    running.until("watching", |running| {
        running
            .status
            .sources
            .iter()
            .all(|source| !matches!(source.state, SourceState::Missing(_)))
            && running.status.dumps == 2
            && running.status.loading == 0
    });
}

#[test]
fn later_and_recreated_paths_are_followed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("dumps");
    let mut running = Running::follow(&root);
    running.until(
        "missing",
        |running| matches!(&running.status.sources[..], [source] if matches!(source.state, SourceState::Missing(_))),
    );
    write(
        &root.join("电报_2026-01-06.md"),
        &dump("2026-01-06", &[("09:31", A)]),
    );
    running.until_texts(&[A]);
    fs::rename(&root, folder.path().join("away")).unwrap();
    write(
        &root.join("电报_2026-01-06.md"),
        &dump("2026-01-06", &[("09:31", A), ("09:32", B)]),
    );
    running.until_texts(&[A, B]);
    running.feed.recheck();
    fs::remove_dir_all(&root).unwrap();
    running.until("it is missing again", |running| {
        matches!(running.status.sources[0].state, SourceState::Missing(_))
    });
    fs::create_dir(&root).unwrap();
    running.until_texts(&[]);
}

#[test]
fn thousands_of_dumps_at_once_are_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Running::follow(folder.path());
    running.until("nothing", |running| {
        running.status.loading == 0 && !running.status.sources.is_empty()
    });
    for n in 0..3000 {
        let path = folder.path().join(format!("{}/{n}_2026-01-06.md", n % 7));
        write(
            &path,
            &dump(
                "2026-01-06",
                &[(
                    &format!("{:02}:{:02}", 6 + n % 17, n % 60),
                    &format!("第{n}份文件里的电报"),
                )],
            ),
        );
    }
    running.until("all of them", |running| {
        running.timeline.len() == 3000 && running.status.dumps == 3000
    });
}

#[test]
fn polling_finds_changes() {
    let folder = tempfile::tempdir().unwrap();
    let live = write(
        &folder.path().join("电报_2026-01-06.md"),
        &dump("2026-01-06", &[("09:31", A)]),
    );
    let poll = Some(Duration::from_millis(20));
    let mut running = Running::start(WatchSettings {
        paths: vec![folder.path().into()],
        poll,
        ..WatchSettings::default()
    });
    running.until_texts(&[A]);
    append(&live, &format!("\n**[09:32]** {B}\n"));
    running.until_texts(&[A, B]);
    assert!(matches!(
        running.status.sources[0].state,
        SourceState::Polling(_)
    ));
}

#[test]
fn named_file_is_followed_across_a_replacement() {
    let folder = tempfile::tempdir().unwrap();
    let live = write(
        &folder.path().join("a.tmp"),
        &dump("2026-01-06", &[("09:31", A)]),
    );
    let mut running = Running::follow(&live);
    running.until_texts(&[A]);
    let aside = write(
        &folder.path().join("aside"),
        &dump("2026-01-06", &[("09:31", A), ("09:32", B)]),
    );
    fs::rename(aside, &live).unwrap();
    running.until_texts(&[A, B]);
}

#[test]
fn load_all_reports_missing_paths() {
    let folder = tempfile::tempdir().unwrap();
    for day in 1..=28 {
        let day = format!("2026-02-{day:02}");
        write(
            &folder.path().join(format!("2026-02/电报_{day}.md")),
            &dump(&day, &[("09:31", &format!("{day}，{A}")), ("00:10", B)]),
        );
    }
    write(&folder.path().join("README"), "no dump");
    let paths = vec![folder.path().into(), folder.path().join("nowhere")];
    let Loaded {
        timeline, status, ..
    } = load_all(&WatchSettings {
        paths,
        ..WatchSettings::default()
    });
    assert_eq!((timeline.days().len(), timeline.len()), (28, 56));
    assert_eq!(
        (status.dumps, status.other_files, status.loading),
        (28, 1, 0)
    );
    assert_eq!(
        status.first_other_files[0].reason,
        Some(NoDumpReason::NoFormat)
    );
    assert!(matches!(status.sources[1].state, SourceState::Missing(_)));
}

/// While an editor is open or a pipe is full nobody receives, and each update holds the text of the whole dump.
#[test]
fn unreceived_updates_keep_few_timelines() {
    let folder = tempfile::tempdir().unwrap();
    let live = write(
        &folder.path().join("电报_2026-01-06.md"),
        &dump("2026-01-06", &[("09:31", A)]),
    );
    let (sender, receiver) = channel();
    let (lens, published) = unbounded();
    let timelines: Arc<Mutex<Vec<Weak<Timeline>>>> = Arc::default();
    let made = Arc::clone(&timelines);
    let _feed = Feed::start(
        WatchSettings {
            paths: vec![folder.path().to_owned()],
            ..WatchSettings::default()
        },
        move |event| {
            let len = match &event {
                FeedEvent::Update(update) => {
                    made.lock().unwrap().push(Arc::downgrade(&update.timeline));
                    update.timeline.len()
                }
                FeedEvent::Status(_) | FeedEvent::ClockJumped | FeedEvent::Panicked => 0,
            };
            sender.send(event);
            let _ = lens.send(len);
        },
    )
    .unwrap();
    for n in 1..=50 {
        while published.recv_timeout(MAX_WAIT).unwrap() < n {}
        append(
            &live,
            &format!("\n**[10:{n:02}]** 【第{n}号】{n}号合同。\n"),
        );
    }
    let (made, kept) = {
        let timelines = timelines.lock().unwrap();
        (
            timelines.len(),
            timelines
                .iter()
                .filter(|timeline| timeline.strong_count() > 0)
                .count(),
        )
    };
    // One waits; others are being made or coalesced.
    assert!(made >= 50 && kept < 5, "{kept} of {made}");
    let Some(FeedEvent::Update(update)) = receiver.try_recv() else {
        panic!("an update")
    };
    assert!(update.arrived.len() >= 49, "{}", update.arrived.len());
}
