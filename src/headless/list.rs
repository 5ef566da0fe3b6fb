//! `list`: prints matching items.

use std::io::{self, Write};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use super::context::CommandContext;
use super::format::Printer;
use super::outcome::{Outcome, Reported};
use super::parallel::{PieceSender, in_order};
use super::report::print_unreadable;
use super::request::ItemRequest;
use super::select::ItemSelector;
use crate::cli::ListArgs;
use crate::config::Order;
use crate::feed;
use crate::knowledge::KnowledgePart;
use crate::timeline::{Day, Timeline};

/// The size of a piece of output, in bytes.
const PIECE_SIZE: usize = 256 * 1024;

/// Prints matching items, or only their number, to standard output.
pub fn run(
    args: &ListArgs,
    count: bool,
    context: &CommandContext<'_>,
) -> Result<Outcome, Reported> {
    let request = ItemRequest::parse(args, context)?;
    let learner = if count {
        request.learner_for_query()
    } else {
        request.learner()
    };
    if count && learner.is_none() {
        let selector = request.selector(&Arc::default());
        let counted = feed::count_all(&context.input, |day| selector.count(day));
        let (total, status) = counted.map_err(Reported::print)?;
        return Ok(print_count(total, args.limit).or_error(print_unreadable(&status)));
    }
    let loaded = feed::load_all(&context.input).map_err(Reported::print)?;
    let is_error = print_unreadable(&loaded.status);
    let timeline = &loaded.timeline;
    let knowledge = learner.map_or_else(Arc::default, |mut learner| {
        KnowledgePart::StockNames(learner.learn(&timeline.dumps())).into()
    });
    let selector = request.selector(&knowledge);
    let outcome = if count {
        print_count(count_all(timeline, &selector), args.limit)
    } else {
        print_all(timeline, &selector, &request.printer(&knowledge), &request)
    };
    loaded.leak();
    Ok(outcome.or_error(is_error))
}

fn print_all(
    timeline: &Timeline,
    selector: &ItemSelector,
    printer: &Printer,
    request: &ItemRequest<'_>,
) -> Outcome {
    let order = request.context.config.settings.order;
    let mut any = false;
    let mut out = io::stdout().lock();
    let result = print(
        timeline,
        selector,
        request.args.limit,
        order,
        printer,
        |bytes| {
            any = true;
            out.write_all(bytes)
        },
    );
    Outcome::of_printing(result.and_then(|()| out.flush()), any)
}

/// Counts the selected items, on all cores.
fn count_all(timeline: &Timeline, selector: &ItemSelector) -> usize {
    let days = selector.days(timeline);
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let count = |days: &[&Arc<Day>]| days.iter().map(|day| selector.count(day)).sum::<usize>();
    thread::scope(|scope| {
        let parts = days.chunks(days.len().div_ceil(workers).max(1));
        let counting: Vec<_> = parts.map(|days| scope.spawn(move || count(days))).collect();
        counting
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .sum()
    })
}

/// Prints a count, at most the number of items that would be printed.
fn print_count(total: usize, limit: Option<usize>) -> Outcome {
    let total = total.min(limit.unwrap_or(usize::MAX));
    Outcome::of_printing(writeln!(io::stdout().lock(), "{total}"), total > 0)
}

/// Passes the printed items to `consume` in order, never an empty slice.
fn print(
    timeline: &Timeline,
    selector: &ItemSelector,
    limit: Option<usize>,
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
    // The rows of a limited list are known; those of the others are found by the workers.
    let mut days: Vec<_> = match limit {
        Some(limit) => selector
            .newest(timeline, limit)
            .into_iter()
            .map(|(day, rows)| (day, Some(rows)))
            .collect(),
        None => selector
            .days(timeline)
            .into_iter()
            .rev()
            .map(|day| (day, None))
            .collect(),
    };
    if order == Order::Oldest {
        days.reverse();
    }
    let work = |(day, rows): &(&Arc<Day>, Option<Vec<u32>>), pieces: &PieceSender<'_>| {
        let found = rows.is_none().then(|| selector.rows(day));
        let rows = found.as_ref().or(rows.as_ref());
        format(printer, day, rows.map_or(&[], Vec::as_slice), order, pieces)
    };
    in_order(&days, work, &mut consume)
}

/// Formats the ascending rows of a day in the given order.
fn format(
    printer: &Printer,
    day: &Arc<Day>,
    rows: &[u32],
    order: Order,
    pieces: &PieceSender<'_>,
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
        if piece.len() >= PIECE_SIZE {
            pieces.send(std::mem::take(&mut piece))?;
        }
    }
    if piece.is_empty() {
        Ok(())
    } else {
        pieces.send(piece)
    }
}
