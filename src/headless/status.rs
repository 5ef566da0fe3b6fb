//! `status`: prints one line about the newest days, for a status bar.
//!
//! It runs every few seconds beside a reader, so it reads the newest dumps alone, and of the state file what was listed and
//! seen in these days.

mod counter;
mod printer;

use super::context::CommandContext;
use super::outcome::{Outcome, Reported};
use super::report::{print_error, print_shortage, print_unreadable};
use super::request::ItemRequest;
use crate::cli::{ListArgs, StatusArgs};
use crate::feed;
use crate::last_run::LastRun;
use crate::state;
use counter::StatusCounter;
use printer::StatusPrinter;

/// Prints the line.
pub fn run(args: &StatusArgs, context: &CommandContext<'_>) -> Result<Outcome, Reported> {
    let printer = StatusPrinter::new(args, context)?;
    let list = list_args(args);
    let request = ItemRequest::parse(&list, context)?;
    let loaded = feed::load_recent(&context.input, context.state.known_from);
    let mut is_error = print_unreadable(&loaded.status);
    is_error |= print_shortage(loaded.shortage.as_ref(), "the line is about the rest");
    let last_run = last_run(context, &mut is_error);
    let rules = printer.rules(&loaded.timeline, &mut is_error)?;
    let counter = StatusCounter::new(
        &request.with_dumps(&loaded.timeline)?,
        rules,
        &loaded.timeline,
    )?;
    let facts = counter.facts(&loaded.timeline, last_run.as_ref(), context.now);
    let output = printer.print(&facts);
    loaded.leak();
    Ok(Outcome::of_printing(output, facts.newest.is_some()).or_error(is_error))
}

/// The items that count, as `list` selects them.
fn list_args(args: &StatusArgs) -> ListArgs {
    ListArgs {
        paths: args.paths.clone(),
        rule: args.rule.clone(),
        ..ListArgs::default()
    }
}

/// What the last reader had listed, and what was seen since; `None` if nobody knows. An error is printed.
fn last_run(context: &CommandContext<'_>, is_error: &mut bool) -> Option<LastRun> {
    match state::read_seen(&context.state) {
        Ok(remembered) => remembered.as_ref().map(LastRun::new),
        Err(problem) => {
            print_error(&problem.to_string());
            *is_error = true;
            None
        }
    }
}
