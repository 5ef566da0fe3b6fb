//! The time from a key to its frame under load: the archive loads, a filter runs, a thousand entries a second arrive.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use crate::Bench;
use crate::live::Live;
use crate::table::{Goal, Measured, Row};
use crate::terminal::{Terminal, last_line, selected};
use crate::timing::Samples;
use crate::vocabulary::Vocabulary;

const PER_SECOND: u32 = 1000;
/// The entries of one write of such a scraper.
const BATCH: usize = 10;

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let items = bench.timeline().len();
    let live = Live::start()?;
    let mut terminal = Terminal::reader([bench.archive.folder.as_path(), live.folder()])?;
    terminal.see("实时第")?;
    leave_newest(&mut terminal)?;
    let until = Instant::now() + bench.options.watched();
    let step = Duration::from_secs(1) * BATCH as u32 / PER_SECOND;
    let scraper = scrape(live, BATCH, step, until);
    let mut samples = Samples::default();
    while Instant::now() < until {
        move_about(&mut terminal, &mut samples)?;
        filter(&mut terminal, Vocabulary::of(bench).words, &mut samples)?;
    }
    let live = scraper
        .join()
        .map_err(|_| anyhow!("the scraper has failed"))??;
    let all = (items + live.written()).to_string();
    terminal.reach(&all, |screen| {
        screen
            .contents()
            .lines()
            .next()
            .is_some_and(|line| line.replace(',', "").contains(&all))
    })?;
    let work = format!(
        "key to frame while loading, filtering and following {PER_SECOND}/s (all {} are there)",
        live.written()
    );
    let [half, most] = key_rows(&samples, &work);
    Ok(vec![most, half])
}

/// The median and the slowest of a hundred times from a key to its frame.
pub(crate) fn key_rows(samples: &Samples, what: &str) -> [Row; 2] {
    let goal = Goal::Most {
        must: Measured::Time(Duration::from_millis(16)),
        aim: Measured::Time(Duration::from_millis(8)),
    };
    [50, 99].map(|percent| Row {
        work: format!("{what}, p{percent}"),
        ours: samples.percentile(percent),
        peer: None,
        goal,
    })
}

/// Appends `batch` entries each `step` until `until` and returns the dump.
pub(crate) fn scrape(
    mut live: Live,
    batch: usize,
    step: Duration,
    until: Instant,
) -> JoinHandle<Result<Live>> {
    thread::spawn(move || {
        let mut due = Instant::now();
        while due < until {
            live.append(batch)?;
            due += step;
            thread::sleep(due.saturating_duration_since(Instant::now()));
        }
        Ok(live)
    })
}

/// Moves away from the newest item, before any other arrives: the list follows no longer, so that arriving entries move no
/// row.
pub(crate) fn leave_newest(terminal: &mut Terminal) -> Result<()> {
    terminal.reach("a selection", |screen| selected(screen).is_some())?;
    let newest = terminal.selected().context("no row is selected")?;
    terminal.keys("8j")?;
    terminal.until("8j", |screen| selected(screen) == Some(newest + 8))?;
    Ok(())
}

/// Moves down and up several times. The frame is complete once the next row, or the first one again, is selected.
/// Arriving entries move neither.
pub(crate) fn move_about(terminal: &mut Terminal, samples: &mut Samples) -> Result<()> {
    terminal.reach("a selection", |screen| selected(screen).is_some())?;
    let home = terminal.selected().context("no row is selected")?;
    for (key, row) in [("j", home + 1), ("k", home)].into_iter().cycle().take(16) {
        let pressed = terminal.keys(key)?;
        let shown = terminal.until(key, |screen| selected(screen) == Some(row))?;
        samples.add(shown.saturating_duration_since(pressed));
        thread::sleep(Duration::from_millis(15));
    }
    Ok(())
}

/// Types words into the filter prompt. Every character starts a pass, and its frame is complete once it is in the
/// prompt.
fn filter(terminal: &mut Terminal, words: [&str; 12], samples: &mut Samples) -> Result<()> {
    for word in words.into_iter().take(2) {
        terminal.keys("f")?;
        for (at, c) in word.char_indices() {
            let typed = word.get(..at + c.len_utf8()).unwrap_or(word);
            let pressed = terminal.keys(c.encode_utf8(&mut [0; 4]))?;
            let shown = terminal.until(typed, |screen| last_line(screen).contains(typed))?;
            samples.add(shown.saturating_duration_since(pressed));
            thread::sleep(Duration::from_millis(30));
        }
        terminal.keys("\x1b")?;
        terminal.until("the list", |screen| !last_line(screen).contains(word))?;
    }
    Ok(())
}
