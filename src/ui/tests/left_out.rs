//! What the screen says if older days do not fit into memory.

use rstest::rstest;

use super::fixture::UiReader;
use crate::app::Message;
use crate::config::Config;
use crate::feed::FeedEvent;
use crate::item::NewsDay;
use crate::lang::Lang;
use crate::memory::MemoryLimit;
use crate::watch::{LeftOutDays, WatchStatus};

#[rstest]
#[case(
    Lang::Chinese,
    "内存不够，只留 2026-05-30 起的电报：内存上限 300 MiB（max_memory）",
    "更早的没有载入"
)]
#[case(
    Lang::English,
    "Only items from 2026-05-30 on fit into memory: the memory limit is 300 MiB (max_memory)",
    "nothing older fits into memory"
)]
fn left_out_days_are_named(#[case] lang: Lang, #[case] text: &str, #[case] at_oldest: &str) {
    let mut reader = UiReader::new(Config {
        lang,
        ..Config::default()
    });
    let left_out = |day: &str| {
        let status = WatchStatus {
            left_out: Some(LeftOutDays {
                first: NewsDay::from_date(day.parse().unwrap()).unwrap(),
                limit: MemoryLimit::Setting { mib: 300 },
            }),
            ..WatchStatus::default()
        };
        Message::Feed(FeedEvent::Status(status))
    };
    reader.screen(140, 40);
    assert!(!reader.screen(140, 40).contains(at_oldest));
    reader.send(left_out("2026-05-30"));
    let screen = reader.screen(140, 40);
    assert!(screen.contains(text), "once it is known:\n{screen}");
    assert_eq!(screen.matches(at_oldest).count(), 1, "{screen}");
    let oldest = screen
        .lines()
        .find(|line| line.contains(at_oldest))
        .unwrap();
    assert!(oldest.contains("30"), "{screen}");
    reader.send(left_out("2026-05-30"));
    let quiet = reader.keys("j").screen(140, 40);
    assert!(!quiet.contains(text), "once only:\n{quiet}");
    let at_end = reader.keys("[[[").screen(140, 40);
    assert!(at_end.contains(text), "where the list ends:\n{at_end}");
    let page = reader.keys("!").screen(140, 40);
    assert!(page.contains(text), "{page}");
}
