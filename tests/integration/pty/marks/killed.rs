//! A reader that is killed while marks are made leaves a sound file, which lacks at most the marks of the last second.

use std::collections::BTreeSet;
use std::env;
use std::time::{Duration, Instant};

use super::super::dumps::Dumps;
use super::super::session::Session;
use super::{starred, state_file};

/// How often a reader is killed by default.
const KILLS: u64 = 3;
/// The items of the dump: more than anybody stars before the latest kill.
const ITEMS: usize = 720;
/// What may be missing: the marks of the last second.
const LAST: Duration = Duration::from_secs(1);
/// The kills come this much later from round to round, up to a limit.
const STEP: u64 = 700;
const LATEST: u64 = 1900;

fn start(dumps: &Dumps) -> Session {
    let session = Session::start(dumps.path(), 120, 30, &["--no-config", dumps.arg()]);
    session.see(&format!(" {ITEMS} 条"));
    session
}

/// The stars that a reader acknowledged.
struct Acknowledged {
    /// When each was on the screen, the newest item first.
    stars: Vec<Instant>,
    /// The longest time from a key to its star. A machine that makes the screen wait makes the file wait, too.
    longest: Duration,
}

/// Stars item after item, each once the one before is on the screen.
fn star_for(session: &mut Session, length: Duration) -> Acknowledged {
    let (mut stars, mut longest) = (Vec::new(), Duration::ZERO);
    let end = Instant::now() + length;
    while Instant::now() < end && stars.len() < ITEMS {
        let typed = Instant::now();
        session.keys("mj");
        let title = format!("第{}号公告", ITEMS - 1 - stars.len());
        session.until(&title, |received| {
            let screen = received.parser.screen().contents();
            let mut lines = screen.lines();
            lines
                .any(|line| line.contains('★') && line.contains(&title))
                .then_some(())
        });
        stars.push(Instant::now());
        longest = longest.max(typed.elapsed());
    }
    Acknowledged { stars, longest }
}

/// The file has the marks of the first items, all but those of the last second.
#[test]
fn killed_reader_leaves_a_sound_file() {
    let rounds = env::var("DIANBAO_KILLS").map_or(KILLS, |rounds| rounds.parse().unwrap());
    for round in 0..rounds {
        let dumps = Dumps::new();
        dumps.write(&Dumps::text(ITEMS));
        let mut session = start(&dumps);
        session.until_so("the state file", || {
            state_file(&dumps).is_some_and(|file| file.prepare("SELECT * FROM story").is_ok())
        });
        let length = Duration::from_millis((300 + round * STEP) % LATEST);
        let acknowledged = star_for(&mut session, length);
        let killed = Instant::now();
        session.kill_reader();
        session.end();
        let integrity = state_file(&dumps).unwrap();
        let integrity = integrity.query_row("PRAGMA integrity_check", [], |row| row.get(0));
        assert_eq!(integrity, Ok("ok".to_owned()), "round {round}");
        let kept = starred(&dumps);
        let first: BTreeSet<usize> = (0..ITEMS).rev().take(kept.len()).collect();
        assert_eq!(
            kept, first,
            "round {round}: some are missing between others"
        );
        let may_lack = LAST + acknowledged.longest;
        let stars = acknowledged.stars.iter();
        let certain = stars.filter(|at| killed - **at > may_lack).count();
        assert!(
            kept.len() >= certain,
            "round {round}: {} of {} are kept, {certain} are older than {may_lack:?}",
            kept.len(),
            acknowledged.stars.len(),
        );
        shows_again(&dumps, kept.len());
    }
}

fn shows_again(dumps: &Dumps, kept: usize) {
    let mut session = start(dumps);
    session.keys("gg");
    session.until_so("the stars that were kept", || {
        session.screen().matches('★').count() >= kept.min(10)
    });
    session.keys("q");
    assert_eq!(session.end(), 0);
}
