//! What the feed does after the machine has slept.

use std::time::Instant;

use super::*;
use crate::feed::follower::Follower;
use crate::watch::{ClockReading, NoEvents};

/// Waits do not run on during sleep. Without this the header showed the state of the night before for up to an hour.
#[test]
fn sleep_rechecks_all_and_reports_once() {
    let folder = tempfile::tempdir().unwrap();
    let settings = WatchSettings {
        paths: vec![folder.path().to_owned()],
        ..WatchSettings::default()
    };
    let (sender, receiver) = channel();
    let start = ClockReading::now();
    let mut follower = Follower::new(
        settings,
        Box::new(NoEvents),
        Arc::new(move |event| sender.send(event)),
    );
    let (outbox, _inbox) = unbounded();
    follower.start_load(&outbox);
    // The sweep that ends the first load.
    follower.publish_changes(true);
    while receiver.try_recv().is_some() {}
    let after = |waited: u64, slept: u64| {
        let (waited, slept) = (Duration::from_secs(waited), Duration::from_secs(slept));
        ClockReading {
            at: start.at + waited,
            wall: start.wall + waited + slept,
        }
    };
    follower.check_clocks(after(2, 0));
    assert!(receiver.try_recv().is_none());
    // The time of the next tick stays; the deadline during a sweep is now.
    assert_eq!(follower.deadline(), follower.deadline());
    follower.check_clocks(after(3, 8 * 3600));
    assert!(matches!(receiver.try_recv(), Some(FeedEvent::ClockJumped)));
    assert!(follower.deadline() <= Instant::now(), "a sweep is due");
    follower.check_clocks(after(5, 8 * 3600));
    assert!(receiver.try_recv().is_none());
}
