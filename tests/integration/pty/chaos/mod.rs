//! Everything at once, in real time: what the reader shows and `tail` prints is what a new process finds.
//!
//! A round has a folder, a scraper of the simulation in `src/feed`, two readers and a `tail`. Nobody touches the first reader:
//! its screen has room for every item, and may be looked at any moment. The second one is typed into, resized, stopped and
//! killed. The source goes away as a whole and comes back. Every now and then the scraper ends its writes, and both screens
//! and the printed items are compared with `list`.
//!
//! `DIANBAO_CHAOS` sets the seconds. `DIANBAO_SEED` sets the first seed, and the seed decides about every operation. A failure
//! prints its seed and what was done.

#[allow(dead_code, reason = "the simulation calls some more of it")]
#[path = "../../../../src/feed/simulation/scraper/mod.rs"]
mod scraper;

mod absence;
mod items;
mod namespace;
mod printed;
mod round;
mod typing;

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::dice::Dice;
use round::{ChaosCounts, ChaosRound};

/// Rounds side by side. They mostly wait.
const LANES: u64 = 4;

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|number| number.parse().unwrap())
}

/// Runs one round. Returns what was done, or the seed if it failed.
fn run(seed: u64) -> Result<ChaosCounts, u64> {
    let mut round = ChaosRound::start(seed);
    let outcome = catch_unwind(AssertUnwindSafe(|| round.run()));
    if outcome.is_err() {
        println!("DIANBAO_SEED={seed} failed, after\n{}", round.log());
    }
    outcome.map(|()| round.counts()).map_err(|_| seed)
}

/// Runs rounds until the time is over, at least one.
fn lane(next: &AtomicU64, until: Instant) -> Result<ChaosCounts, u64> {
    let mut counts = ChaosCounts::default();
    loop {
        counts.add(run(next.fetch_add(1, Ordering::Relaxed))?);
        if Instant::now() >= until {
            return Ok(counts);
        }
    }
}

/// Runs in a namespace where it may mount, if the system permits one.
#[test]
fn chaos_shows_and_prints_what_is_there() {
    let test = "pty::chaos::chaos_shows_and_prints_what_is_there";
    if let Some(output) = namespace::run_again(test) {
        println!("{}", String::from_utf8_lossy(&output.stdout));
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        return;
    }
    if !namespace::may_loop() {
        let mounts = if namespace::may_mount() {
            "loop mounts"
        } else {
            "mounts"
        };
        println!("skipped: {mounts}, which the system does not permit");
    }
    run_rounds();
}

fn run_rounds() {
    let seconds = number("DIANBAO_CHAOS").unwrap_or(10);
    let until = Instant::now() + Duration::from_secs(seconds);
    let next = AtomicU64::new(number("DIANBAO_SEED").unwrap_or(1));
    let outcomes: Vec<_> = thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES)
            .map(|_| scope.spawn(|| lane(&next, until)))
            .collect();
        lanes.into_iter().map(|lane| lane.join().unwrap()).collect()
    });
    let mut counts = ChaosCounts::default();
    let mut failed = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(done) => counts.add(done),
            Err(seed) => failed.push(seed),
        }
    }
    println!("{counts:?}, seeds before {}", next.into_inner());
    assert_eq!(
        failed, [0; 0],
        "seeds that failed; their operations are above"
    );
}
