//! Random schedules of each kind, and the seeds of those that failed once.

use std::collections::BTreeSet;
use std::env;
use std::iter;
use std::panic::{RefUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread::{self, available_parallelism};

use super::Simulation;
use super::scraper::ScheduleKind;

/// Seeds of schedules that failed once.
const REGRESSIONS: [u64; 16] = [
    309,
    463,
    576,
    2619,
    3227,
    4723,
    5346,
    8047,
    77_059,
    200_049,
    408_167,
    454_088,
    1_001_853,
    6_003_020,
    2_042_300_545,
    25_778_527_600_157,
];

/// The same for disturbed schedules.
const DISTURBED_REGRESSIONS: [u64; 32] = [
    7,
    158,
    348,
    518,
    1019,
    1038,
    1270,
    1308,
    1332,
    1404,
    1509,
    2290,
    2837,
    2868,
    2931,
    3214,
    3640,
    4389,
    4827,
    104_411,
    104_813,
    300_472,
    300_616,
    302_716,
    303_933,
    305_250,
    780_342,
    1_416_013_944,
    2_042_300_348,
    13_515_174_555_572,
    15_030_563_430_181,
    32_196_043_572_126,
];

/// The same for rolling schedules.
const ROLLING_REGRESSIONS: [u64; 6] = [503, 1143, 1639, 1841, 2287, 3_878_547_374_744];

/// The same for varied schedules.
const VARIED_REGRESSIONS: [u64; 8] = [
    2_042_300_547,
    6_000_000_000_135,
    6_692_410_146_434,
    8_075_063_766_289,
    14_361_778_877_987,
    14_444_803_210_509,
    31_875_813_157_225,
    32_332_025_560_042,
];

/// The same for schedules of absences.
const ABSENT_REGRESSIONS: [u64; 5] = [95, 707, 1004, 10_141_078_250_452, 18_728_634_767_727];

/// The same for what is printed.
const PRINTED_REGRESSIONS: [u64; 2] = [7_000_061, 7_000_238];

const KINDS: [ScheduleKind; 5] = [
    ScheduleKind::Plain,
    ScheduleKind::Disturbed,
    ScheduleKind::Rolling,
    ScheduleKind::Varied,
    ScheduleKind::Absent,
];

/// Schedules of a scraper by default. There are half as many disturbed ones.
const SCHEDULES: u64 = 500;

#[test]
fn scraper_schedules_end_as_a_fresh_load() {
    run(ScheduleKind::Plain, &REGRESSIONS, SCHEDULES);
}

/// As `tail` follows them: no text is shown that is partly of one entry and partly of another.
#[test]
fn what_is_printed_was_written() {
    for kind in [ScheduleKind::Plain, ScheduleKind::Rolling] {
        run_as(kind, true, &PRINTED_REGRESSIONS, SCHEDULES / 4);
    }
}

#[test]
fn disturbed_schedules_end_as_a_fresh_load() {
    run(
        ScheduleKind::Disturbed,
        &DISTURBED_REGRESSIONS,
        SCHEDULES / 2,
    );
}

#[test]
fn varied_schedules_end_as_a_fresh_load() {
    run(ScheduleKind::Varied, &VARIED_REGRESSIONS, SCHEDULES / 2);
}

/// What was shown of a rolling dump stays.
#[test]
fn rolling_schedules_lose_nothing_shown() {
    run(ScheduleKind::Rolling, &ROLLING_REGRESSIONS, SCHEDULES / 2);
}

/// Nothing that was shown is ever new again, and all that is new arrives: in some thousand absences.
#[test]
fn absences_make_nothing_new() {
    run(ScheduleKind::Absent, &ABSENT_REGRESSIONS, SCHEDULES / 2);
}

/// A seed that failed once fails again, on any machine.
#[test]
fn seed_has_one_outcome() {
    for (kind, seed) in KINDS
        .into_iter()
        .flat_map(|kind| (1..4).map(move |seed| (kind, seed)))
    {
        let logs = [(); 2].map(|()| Simulation::new(seed, kind, false).into_log());
        assert_eq!(logs[0], logs[1], "{kind:?} {seed}");
    }
}

fn run(kind: ScheduleKind, regressions: &[u64], schedules: u64) {
    run_as(kind, false, regressions, schedules);
}

fn run_as(kind: ScheduleKind, prints: bool, regressions: &[u64], schedules: u64) {
    let set = ScheduleSet {
        kind,
        regressions,
        schedules,
    };
    run_with(set, |seed| Simulation::new(seed, kind, prints).run());
}

/// Which schedules to run.
#[derive(Clone, Copy)]
pub(super) struct ScheduleSet<'a> {
    pub kind: ScheduleKind,
    pub regressions: &'a [u64],
    /// How many, unless the variable says so.
    pub schedules: u64,
}

/// Runs each schedule by its seed.
pub(super) fn run_with(
    set: ScheduleSet<'_>,
    run: impl Fn(u64) + Copy + Send + Sync + RefUnwindSafe,
) {
    let ScheduleSet {
        kind,
        regressions,
        schedules,
    } = set;
    let number = |name: &str| env::var(name).ok().and_then(|number| number.parse().ok());
    let schedules = number("DIANBAO_SCHEDULES").unwrap_or(schedules);
    let (known, first) = match number("DIANBAO_SEED") {
        Some(seed) => (&[][..], seed),
        None => (regressions, 1),
    };
    let seeds = known.iter().copied().chain(first..first + schedules);
    let failed = failures(seeds.collect(), run);
    assert!(
        failed.is_empty(),
        "{} of {schedules} {kind:?} schedules failed, of the seeds {failed:?}",
        failed.len()
    );
}

/// Runs schedules on every processor. Returns the seeds of those that failed.
fn failures(
    seeds: Vec<u64>,
    run: impl Fn(u64) + Copy + Send + Sync + RefUnwindSafe,
) -> BTreeSet<u64> {
    let seeds = Mutex::new(seeds.into_iter());
    let next = || seeds.lock().unwrap().next();
    let fails = |seed: &u64| catch_unwind(|| run(*seed)).is_err();
    let work = || iter::from_fn(next).filter(fails).collect::<BTreeSet<_>>();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..available_parallelism().map_or(1, usize::from))
            .map(|_| scope.spawn(work))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    })
}
