//! The time from the last key of a word to the first screen of its hits, in a pseudo-terminal.

use std::time::Duration;

use anyhow::Result;

use crate::Bench;
use crate::search::{SearchBench, matcher};
use crate::table::{Goal, Measured, Row};
use crate::terminal::Terminal;
use crate::timing::Samples;
use crate::vocabulary::Vocabulary;

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let mut terminal = Terminal::reader([bench.archive.folder.as_path()])?;
    terminal.loaded()?;
    let mut search = SearchBench::new(bench.timeline());
    let (mut all, mut many) = (Samples::default(), Samples::default());
    for word in Vocabulary::of(bench).words {
        let pass = search.pass(&matcher(word)?, None)?;
        let newest = pass
            .rows
            .iter()
            .next_back()
            .and_then(|(day, rows)| Some((*day, *rows.last()?)));
        for _ in 0..bench.options.times {
            let took = typed(&mut terminal, word, newest.is_some())?;
            all.add(took);
            if pass.count >= 50 {
                many.add(took);
            }
        }
    }
    let row = |work: &str, samples: &Samples, must: u64, aim: u64| Row {
        work: work.to_owned(),
        ours: samples.percentile(95),
        peer: None,
        goal: Goal::Most {
            must: Measured::Time(Duration::from_millis(must)),
            aim: Measured::Time(Duration::from_millis(aim)),
        },
    };
    Ok(vec![
        row(
            "key to first screen of hits, 12 words, absent ones too, p95",
            &all,
            60,
            60,
        ),
        row(
            "key to first screen of hits, words with 50 or more, p95",
            &many,
            60,
            16,
        ),
    ])
}

/// Types a word up to its last character, waits, and types that. Returns the time until the list shows the hits.
fn typed(terminal: &mut Terminal, word: &str, is_there: bool) -> Result<Duration> {
    let (last, _) = word.char_indices().next_back().unwrap_or_default();
    let (begun, end) = word.split_at(last);
    terminal.keys("f")?;
    terminal.keys(begun)?;
    terminal.settle(Duration::from_millis(120))?;
    let pressed = terminal.keys(end)?;
    let shown = terminal.until(word, |screen| {
        let screen = screen.contents();
        let filled = screen.lines().nth(2).is_some_and(|line| line.contains(':'));
        screen
            .lines()
            .last()
            .is_some_and(|line| line.contains(word))
            && if is_there {
                filled
            } else {
                screen.contains("Nothing matches")
            }
    })?;
    terminal.keys("\x1b")?;
    terminal.settle(Duration::from_millis(120))?;
    Ok(shown.saturating_duration_since(pressed))
}
