//! `list`: prints matching items.

use std::io::{self, Write};
use std::sync::Arc;

use super::context::CommandContext;
use super::format::Printer;
use super::learn_names::learn_names;
use super::outcome::{Outcome, Reported};
use super::parallel::{PieceSender, in_order};
use super::report::{print_shortage, print_unreadable};
use super::request::ItemRequest;
use super::select::ItemSelector;
use crate::cli::ListArgs;
use crate::config::Order;
use crate::feed::{self, Loaded};
use crate::knowledge::Knowledge;
use crate::timeline::{Day, Timeline};
use crate::watch::WatchSettings;

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
    let known = request.knowledge()?;
    let mut input = request.input();
    let is_known_now = !request.depends_on_dumps() && request.can_read_again();
    // Names are learnt from everything; what is printed may be a small part of it, and what is counted is not kept.
    let is_part = count || input.days.is_some() || args.limit.is_some();
    let (learner, names) = match learner {
        Some(learner) if is_known_now && is_part => {
            let names = learn_names(&learner, &context.input);
            (None, known.with_names(names))
        }
        learner => (learner, Arc::clone(&known)),
    };
    if learner.is_some() {
        input.days = None;
    }
    if count && learner.is_none() && !request.depends_on_dumps() {
        let selector = request.selector(&names);
        let (total, status) = feed::count_all(&input, |day| selector.count(day));
        return Ok(print_count(total, args.limit).or_error(print_unreadable(&status)));
    }
    let loaded = load(&request, &input, &names, learner.is_some() || count);
    let is_error = print_unreadable(&loaded.status);
    if print_shortage(
        loaded.shortage.as_ref(),
        "--since, --day or -n read less; --count keeps nothing",
    ) {
        return Ok(Outcome::Error);
    }
    let timeline = &loaded.timeline;
    let request = request.with_dumps(timeline)?;
    let knowledge = learner.map_or(names, |mut learner| {
        known.with_names(learner.learn(&timeline.dumps()))
    });
    let selector = request.selector(&knowledge);
    let outcome = if count {
        print_count(
            count_all(timeline, &selector).map_err(Reported::print)?,
            args.limit,
        )
    } else {
        print_all(timeline, &selector, &request.printer(&knowledge), &request)
    };
    loaded.leak();
    Ok(outcome.or_error(is_error))
}

/// Reads what the request needs. With a limit and nothing else to learn from the dumps, the newest are enough.
fn load(
    request: &ItemRequest<'_>,
    input: &WatchSettings,
    knowledge: &Arc<Knowledge>,
    needs_all: bool,
) -> Loaded {
    let limit = request
        .args
        .limit
        .filter(|_| !needs_all && !request.depends_on_dumps());
    let Some(limit) = limit else {
        return feed::load_all(input);
    };
    let selector = request.selector(knowledge);
    feed::load_newest(input, |timeline, complete_from| {
        selector.has_newest(timeline, complete_from, limit)
    })
}

fn print_all(
    timeline: &Timeline,
    selector: &ItemSelector,
    printer: &Printer,
    request: &ItemRequest<'_>,
) -> Outcome {
    let order = request.context.config.settings.order;
    let days = days(timeline, selector, request.args.limit, order);
    let mut out = io::stdout().lock();
    let mut any = false;
    let result = in_order(
        &days,
        |(day, rows), pieces| {
            let found = rows.is_none().then(|| selector.rows(day));
            let rows = found.as_ref().or(rows.as_ref());
            format(printer, day, rows.map_or(&[], Vec::as_slice), order, pieces)
        },
        |piece: Vec<u8>| {
            if !any {
                any = true;
                out.write_all(printer.heading().as_bytes())?;
            }
            out.write_all(&piece)
        },
    );
    Outcome::of_printing(result.and_then(|()| out.flush()), any)
}

/// Returns the days to print in order. Without a limit the workers find the rows.
fn days<'t>(
    timeline: &'t Timeline,
    selector: &ItemSelector,
    limit: Option<usize>,
    order: Order,
) -> Vec<(&'t Arc<Day>, Option<Vec<u32>>)> {
    let mut days: Vec<_> = if let Some(limit) = limit {
        let days = selector.newest(timeline, limit).into_iter();
        days.map(|(day, rows)| (day, Some(rows))).collect()
    } else {
        let days = selector.days(timeline).into_iter().rev();
        days.map(|day| (day, None)).collect()
    };
    if order == Order::Oldest {
        days.reverse();
    }
    days
}

/// Counts the selected items, on all cores.
fn count_all(timeline: &Timeline, selector: &ItemSelector) -> io::Result<usize> {
    let mut total = 0;
    in_order(
        &selector.days(timeline),
        |day, counts| counts.send(selector.count(day)),
        |count| {
            total += count;
            Ok(())
        },
    )?;
    Ok(total)
}

/// Prints a count, at most the number of items that would be printed.
fn print_count(total: usize, limit: Option<usize>) -> Outcome {
    let total = total.min(limit.unwrap_or(usize::MAX));
    Outcome::of_printing(writeln!(io::stdout().lock(), "{total}"), total > 0)
}

/// Formats the ascending rows of a day in the given order.
fn format(
    printer: &Printer,
    day: &Arc<Day>,
    rows: &[u32],
    order: Order,
    pieces: &PieceSender<'_, Vec<u8>>,
) -> io::Result<()> {
    let printer = &printer.of_day(day, rows.len());
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
