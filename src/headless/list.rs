//! `list`: prints the matching items and exits.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::format::Printer;
use super::parallel::{Sink, in_order};
use super::select::Selection;
use super::{Outcome, Run, matcher, needs_names, tell_missing, written};
use crate::cli::Listing;
use crate::config::Order;
use crate::feed;
use crate::names::Learner;
use crate::timeline::{Day, Timeline};

/// Bytes that are formatted before they are handed on.
const PIECE: usize = 256 * 1024;

/// Prints the matching items to standard output.
pub fn list(listing: &Listing, run: &Run<'_>) -> Outcome {
    let matcher = match matcher(listing, run) {
        Ok(matcher) => matcher,
        Err(outcome) => return outcome,
    };
    let (update, status) = feed::load(&run.settings);
    let trouble = tell_missing(&status);
    let names = if needs_names(listing, matcher.as_ref()) {
        Learner::new(run.config.stocks.clone()).learn(&update.timeline.dumps())
    } else {
        Arc::default()
    };
    let selection = Selection::of(listing, matcher.clone(), &names, run);
    if listing.count {
        return count(&update.timeline, &selection, listing.limit).or_trouble(trouble);
    }
    let printer = Printer::new(listing.format, run.coloured, matcher, &names);
    let mut any = false;
    let mut out = io::stdout().lock();
    let result = print(&update.timeline, &selection, listing, run.config.order, &printer, |bytes| {
        any = true;
        out.write_all(bytes)
    });
    written(result.and_then(|()| out.flush()), Outcome::of(any)).or_trouble(trouble)
}

/// Prints how many items match; at most as many as would be printed.
fn count(timeline: &Timeline, selection: &Selection, limit: Option<usize>) -> Outcome {
    let days = selection.days(timeline);
    let total = AtomicUsize::new(0);
    let add = |day: &&Arc<Day>, _: &Sink<'_>| {
        total.fetch_add(selection.count(day), Ordering::Relaxed);
        Ok(())
    };
    let counted = in_order(&days, add, |_| Ok(()));
    let total = total.into_inner().min(limit.unwrap_or(usize::MAX));
    let printed = counted.and_then(|()| writeln!(io::stdout().lock(), "{total}"));
    written(printed, Outcome::of(total > 0))
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
        return in_order(&days, |(day, rows), sink| format(printer, day, rows, order, sink), &mut consume);
    }
    let mut days = selection.days(timeline);
    if order == Order::Newest {
        days.reverse();
    }
    in_order(&days, |day, sink| format(printer, day, &selection.rows(day), order, sink), &mut consume)
}

/// Formats the rows of a day, which ascend, in the order asked for.
fn format(printer: &Printer, day: &Arc<Day>, rows: &[u32], order: Order, sink: &Sink<'_>) -> io::Result<()> {
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
    if piece.is_empty() { Ok(()) } else { sink.put(piece) }
}
