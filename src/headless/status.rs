//! `status`: prints one line about the newest days, for a status bar.
//!
//! It runs every few seconds beside a reader, so it reads the newest dumps alone, and of the state file what was listed and
//! seen in these days.

mod counter;
mod follow;
mod next_line;
mod output_end;
mod printer;
mod rules;
mod seen;
mod tables;

use super::context::CommandContext;
use super::outcome::{Outcome, Reported};
use super::report::{print_error, print_shortage, print_unreadable};
use crate::cli::{ListArgs, StatusArgs};
use crate::feed;
use counter::StatusCounter;
use printer::{StatusPrinter, print};
use rules::StatusRules;
use seen::last_run;
use tables::StatusTables;

/// Prints the line once, or at each change.
pub fn run(args: &StatusArgs, context: &CommandContext<'_>) -> Result<Outcome, Reported> {
    let printer = StatusPrinter::new(args, context)?;
    let list = list_args(args);
    if args.follow {
        return follow::run(&printer, &list, context);
    }
    let loaded = feed::load_recent(&context.input, context.state.known_from);
    let mut is_error = print_unreadable(&loaded.status);
    is_error |= print_shortage(loaded.shortage.as_ref(), "the line is about the rest");
    let timeline = &loaded.timeline;
    let lists = context.watchlists.clone();
    let rules = StatusRules::read(&printer, &list, lists, timeline, context.now)?;
    is_error |= rules.are_wrong;
    let request = rules.request(&list, context)?.with_dumps(timeline)?;
    let last_run = last_run(&context.state).unwrap_or_else(|problem| {
        print_error(&problem.to_string());
        is_error = true;
        None
    });
    let mut tables = StatusTables::default();
    let counter = StatusCounter::new(&request, &rules, timeline, &mut tables)?;
    let facts = counter.facts(&mut tables, timeline, last_run.as_ref(), context.now);
    let output = print(&printer.line(&facts));
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
