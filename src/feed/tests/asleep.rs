//! What follows where the machine has slept.

use std::time::Instant;

use super::*;
use crate::watch::ClockReading;

/// The clock by which waits are measured stood still meanwhile: the header told for up to an hour what had been so at night.
#[test]
fn a_machine_that_slept_looks_at_everything_and_whoever_shows_the_time_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let settings = WatchSettings {
        paths: vec![folder.path().to_owned()],
        ..WatchSettings::default()
    };
    let (post, mail) = mailbox();
    let start = ClockReading::now();
    let mut follower = Follower::new(
        settings,
        Box::new(NoEvents),
        Box::new(move |news| post.put(news)),
    );
    let (outbox, _inbox) = unbounded();
    follower.begin(&outbox);
    // The sweep that ends the first load.
    follower.turn(true);
    while mail.take().is_some() {}
    let after = |waited: u64, slept: u64| {
        let (waited, slept) = (Duration::from_secs(waited), Duration::from_secs(slept));
        ClockReading {
            at: start.at + waited,
            wall: start.wall + waited + slept,
        }
    };
    follower.mind_the_clocks(after(2, 0));
    assert!(mail.take().is_none());
    assert!(follower.deadline() > Instant::now());
    follower.mind_the_clocks(after(3, 8 * 3600));
    assert!(matches!(mail.take(), Some(News::Clock)));
    assert!(follower.deadline() <= Instant::now(), "a sweep is due");
    follower.mind_the_clocks(after(5, 8 * 3600));
    assert!(mail.take().is_none());
}
