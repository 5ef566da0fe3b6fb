//! Searches of the whole archive with the filter, against ripgrep on the same dumps.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, unbounded};
use dianbao::filter::{FilterWorker, PassProgress, PreviousPass};
use dianbao::item::{NewsDay, Stamp};
use dianbao::moment::TimeContext;
use dianbao::query::{self, Matcher, Watchlists};
use dianbao::timeline::Timeline;

use crate::Bench;
use crate::process::{installed, quiet, run};
use crate::table::{Goal, Row};
use crate::timing::{Samples, alone, in_turn};
use crate::vocabulary::Vocabulary;

/// The hits that fill a large screen.
const SCREENFUL: usize = 50;

/// The filter on a loaded timeline, and the messages from it.
pub(crate) struct SearchBench {
    filter: FilterWorker,
    timeline: Arc<Timeline>,
    progress: Receiver<(Instant, PassProgress)>,
    passes: u64,
}

/// The result and times of a pass.
#[derive(Debug, Default)]
pub(crate) struct Pass {
    pub(crate) rows: BTreeMap<NewsDay, Arc<[u32]>>,
    pub(crate) count: usize,
    /// The time to a screenful, or to the end if there is less.
    pub(crate) first: Duration,
    pub(crate) complete: Duration,
}

impl SearchBench {
    pub(crate) fn new(timeline: Arc<Timeline>) -> Self {
        let (sender, progress) = unbounded();
        let filter = FilterWorker::start(
            move |progress| drop(sender.send((Instant::now(), progress))),
            || (),
        );
        Self {
            filter,
            timeline,
            progress,
            passes: 0,
        }
    }

    /// Runs a pass over everything, or over the hits of an earlier pass.
    pub(crate) fn pass(&mut self, matcher: &Matcher, within: Option<PreviousPass>) -> Result<Pass> {
        self.passes += 1;
        let (begun, mut pass, mut first) = (Instant::now(), Pass::default(), None);
        self.filter.start_pass(
            self.passes,
            matcher.clone(),
            Arc::default(),
            Arc::clone(&self.timeline),
            within,
        );
        loop {
            let (at, progress) = self.progress.recv()?;
            for found in progress.found {
                pass.count += found.rows.len();
                pass.rows.insert(found.day.day(), found.rows);
            }
            if pass.count >= SCREENFUL || progress.complete {
                first.get_or_insert(at);
            }
            if progress.complete {
                pass.complete = at - begun;
                pass.first = first.map_or(pass.complete, |first| first - begun);
                return Ok(pass);
            }
        }
    }
}

/// Compiles a query as typed.
pub(crate) fn matcher(source: &str) -> Result<Matcher> {
    let compiled = query::parse(
        source,
        &TimeContext::at(Stamp::default()),
        &Watchlists::default(),
    )
    .and_then(|query| query.compile());
    compiled.map_err(|error| anyhow!("{source}: {error:?}"))
}

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let words = Vocabulary::of(bench);
    let mut search = SearchBench::new(bench.timeline());
    let third = Goal::Ratio {
        must: 0.5,
        aim: 1.0 / 3.0,
    };
    let mut rows = Vec::new();
    for (what, query, pattern, goal) in [
        (
            "rare literal",
            words.rare.to_owned(),
            vec![words.rare],
            third,
        ),
        (
            "frequent literal",
            words.frequent.to_owned(),
            vec![words.frequent],
            third,
        ),
        (
            "word in either case",
            format!("\"{}\"", words.latin),
            vec!["-i", words.latin],
            third,
        ),
        (
            "regular expression",
            format!("/{}/", words.regex),
            vec![words.regex],
            third,
        ),
        (
            "20 names",
            words.names.to_owned(),
            vec![words.names],
            Goal::Ratio {
                must: 1.0 / 1.5,
                aim: 1.0 / 2.5,
            },
        ),
    ] {
        rows.push(against_ripgrep(
            bench,
            &mut search,
            what,
            &matcher(&query)?,
            &pattern,
            goal,
        )?);
    }
    rows.push(all_stocks(bench, &mut search, words.names)?);
    rows.push(grown(bench, &mut search)?);
    rows.extend(first_hits(bench, &mut search)?);
    Ok(rows)
}

/// A query of as many stocks as the exchanges of the mainland list, beside one of twenty names.
fn all_stocks(bench: &Bench, search: &mut SearchBench, names: &str) -> Result<Row> {
    let codes = [0, 300_000, 600_000, 688_000].map(|first| first + 1..=first + 1350);
    let codes: Vec<String> = codes
        .into_iter()
        .flatten()
        .map(|code| format!("{code:06}"))
        .collect();
    let (stocks, names) = (
        matcher(&format!("stock:({})", codes.join("|")))?,
        matcher(names)?,
    );
    let count = search.pass(&stocks, None)?.count;
    let search = RefCell::new(search);
    let (ours, few) = in_turn(
        bench.options.times,
        || Ok(search.borrow_mut().pass(&stocks, None)?.complete),
        || Ok(search.borrow_mut().pass(&names, None)?.complete),
    )?;
    Ok(Row {
        work: format!("{} stocks: all {count} hits", codes.len()),
        ours: ours.median(),
        peer: Some(("20 names".to_owned(), few.median())),
        goal: Goal::Ratio {
            must: 5.0,
            aim: 2.0,
        },
    })
}

fn against_ripgrep(
    bench: &Bench,
    search: &mut SearchBench,
    what: &str,
    matcher: &Matcher,
    pattern: &[&str],
    goal: Goal,
) -> Result<Row> {
    let count = search.pass(matcher, None)?.count;
    let (ours, theirs) = in_turn(
        bench.options.times,
        || Ok(search.pass(matcher, None)?.complete),
        || ripgrep(bench, pattern),
    )?;
    let peer = installed("rg").then(|| (format!("`rg -c`, {what}"), theirs.median()));
    Ok(Row {
        work: format!("{what}: all {count} hits"),
        ours: ours.median(),
        peer,
        goal,
    })
}

fn ripgrep(bench: &Bench, pattern: &[&str]) -> Result<Duration> {
    if !installed("rg") {
        return Ok(Duration::ZERO);
    }
    run(quiet("rg", &["--no-config", "-c"])
        .args(pattern)
        .arg(&bench.archive.folder))
}

/// A longer query starts from the hits of the one before.
fn grown(bench: &Bench, search: &mut SearchBench) -> Result<Row> {
    let (before, now) = Vocabulary::of(bench).grown;
    let (wide, narrow) = (matcher(before)?, matcher(now)?);
    let wider = PreviousPass {
        rows: search.pass(&wide, None)?.rows,
        matcher: wide,
    };
    let count = search.pass(&narrow, Some(wider.clone()))?.count;
    let (ours, theirs) = in_turn(
        bench.options.times,
        || Ok(search.pass(&narrow, Some(wider.clone()))?.complete),
        || ripgrep(bench, &[before]),
    )?;
    Ok(Row {
        work: format!("{before} grown to {now}: all {count} hits"),
        ours: ours.median(),
        peer: installed("rg").then(|| (format!("`rg -c {before}`"), theirs.median())),
        goal: Goal::Ratio {
            must: 0.1,
            aim: 0.1,
        },
    })
}

fn first_hits(bench: &Bench, search: &mut SearchBench) -> Result<Vec<Row>> {
    let (mut many, mut all) = (Samples::default(), Samples::default());
    for word in Vocabulary::of(bench).words {
        let matcher = matcher(word)?;
        let count = search.pass(&matcher, None)?.count;
        let samples = alone(bench.options.times, || {
            Ok(search.pass(&matcher, None)?.first)
        })?;
        all.merge(&samples);
        if count >= SCREENFUL {
            many.merge(&samples);
        }
    }
    let row = |work: &str, samples: &Samples, most: u64| {
        let most = crate::table::Measured::Time(Duration::from_millis(most));
        Row {
            work: work.to_owned(),
            ours: samples.percentile(95),
            peer: None,
            goal: Goal::Most {
                must: most,
                aim: most,
            },
        }
    };
    Ok(vec![
        row(
            "first 50 hits in the filter, 12 words, absent ones too, p95",
            &all,
            60,
        ),
        row(
            "first 50 hits in the filter, words that have them, p95",
            &many,
            16,
        ),
    ])
}
