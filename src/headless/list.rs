//! `list`: prints the matching items and exits.

use std::io::{self, Write};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use super::format::Printer;
use super::parallel::{Sink, in_order};
use super::select::Selection;
use super::{Outcome, Run, matcher, needs_names, tell_missing, tell_refused, written};
use crate::cli::Listing;
use crate::config::Order;
use crate::feed;
use crate::knowledge::KnowledgePart;
use crate::names::NameLearner;
use crate::query::Matcher;
use crate::timeline::{Day, Timeline};

/// Bytes that are formatted before they are handed on.
const PIECE: usize = 256 * 1024;

/// Prints the matching items to standard output.
pub fn list(listing: &Listing, run: &Run<'_>) -> Outcome {
    let matcher = match matcher(listing, run) {
        Ok(matcher) => matcher,
        Err(outcome) => return outcome,
    };
    if listing.count && !needs_names(listing, matcher.as_ref()) {
        let selection = Selection::of(listing, matcher, &Arc::default(), run);
        let (total, status) = match feed::count_all(&run.settings, |day| selection.count(day)) {
            Ok(counted) => counted,
            Err(error) => return tell_refused(&error),
        };
        let trouble = tell_missing(&status);
        return print_count(total, listing.limit).or_trouble(trouble);
    }
    let loaded = match feed::load_all(&run.settings) {
        Ok(loaded) => loaded,
        Err(error) => return tell_refused(&error),
    };
    let trouble = tell_missing(&loaded.status);
    let outcome = list_loaded(&loaded.timeline, listing, matcher, run).or_trouble(trouble);
    loaded.leak();
    outcome
}

fn list_loaded(
    timeline: &Timeline,
    listing: &Listing,
    matcher: Option<Matcher>,
    run: &Run<'_>,
) -> Outcome {
    let knowledge = if needs_names(listing, matcher.as_ref()) {
        let names = NameLearner::new(run.config.stocks.clone()).learn(&timeline.dumps());
        KnowledgePart::StockNames(names).into()
    } else {
        Arc::default()
    };
    let selection = Selection::of(listing, matcher.clone(), &knowledge, run);
    if listing.count {
        return count(timeline, &selection, listing.limit);
    }
    let printer = Printer::new(listing.format, run.coloured, matcher, &knowledge);
    let mut any = false;
    let mut out = io::stdout().lock();
    let result = print(
        timeline,
        &selection,
        listing,
        run.config.order,
        &printer,
        |bytes| {
            any = true;
            out.write_all(bytes)
        },
    );
    written(result.and_then(|()| out.flush()), Outcome::of(any))
}

/// Prints how many items match; at most as many as would be printed.
fn count(timeline: &Timeline, selection: &Selection, limit: Option<usize>) -> Outcome {
    let days = selection.days(timeline);
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let count = |days: &[&Arc<Day>]| days.iter().map(|day| selection.count(day)).sum::<usize>();
    let total: usize = thread::scope(|scope| {
        let parts = days.chunks(days.len().div_ceil(workers).max(1));
        let counting: Vec<_> = parts.map(|days| scope.spawn(move || count(days))).collect();
        counting
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|fault| resume_unwind(fault)))
            .sum()
    });
    print_count(total, limit)
}

fn print_count(total: usize, limit: Option<usize>) -> Outcome {
    let total = total.min(limit.unwrap_or(usize::MAX));
    written(
        writeln!(io::stdout().lock(), "{total}"),
        Outcome::of(total > 0),
    )
}

/// Hands the matching items to `consume` as they are printed, in order; never an empty slice.
fn print(
    timeline: &Timeline,
    selection: &Selection,
    listing: &Listing,
    order: Order,
    printer: &Printer,
    mut consume: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut heading = Some(printer.heading());
    let mut consume = |bytes: &[u8]| {
        if let Some(heading) = heading.take().filter(|heading| !heading.is_empty()) {
            consume(heading.as_bytes())?;
        }
        consume(bytes)
    };
    if let Some(limit) = listing.limit {
        let mut days = selection.newest(timeline, limit);
        if order == Order::Oldest {
            days.reverse();
        }
        return in_order(
            &days,
            |(day, rows), sink| format(printer, day, rows, order, sink),
            &mut consume,
        );
    }
    let mut days = selection.days(timeline);
    if order == Order::Newest {
        days.reverse();
    }
    in_order(
        &days,
        |day, sink| format(printer, day, &selection.rows(day), order, sink),
        &mut consume,
    )
}

/// Formats the rows of a day, which ascend, in the order asked for.
fn format(
    printer: &Printer,
    day: &Arc<Day>,
    rows: &[u32],
    order: Order,
    sink: &Sink<'_>,
) -> io::Result<()> {
    let mut piece = Vec::new();
    if !rows.is_empty() {
        printer.day(&mut piece, day.day());
    }
    for index in 0..rows.len() {
        let row = match order {
            Order::Newest => rows[rows.len() - 1 - index],
            Order::Oldest => rows[index],
        };
        printer.item(&mut piece, day.item(row as usize));
        if piece.len() >= PIECE {
            sink.put(std::mem::take(&mut piece))?;
        }
    }
    if piece.is_empty() {
        Ok(())
    } else {
        sink.put(piece)
    }
}
