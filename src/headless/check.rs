//! `check`: prints the format and the problems of each file.

mod suggestion;
mod unused_formats;
mod unused_rules;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

pub use suggestion::run_suggest;

use super::context::CommandContext;
use super::count::counted;
use super::lists;
use super::outcome::{Outcome, Reported};
use super::report::{print_every_error, print_shortage};
use super::rolling::print_rolling;
use crate::dump::Dump;
use crate::feed;
use crate::item::NewsDay;
use crate::lang::Lang;
use crate::path::FilePath;
use crate::text::sanitise_line;
use crate::timeline::{Day, Timeline};
use crate::watch::{EmptyDump, NoDumpReason, OtherFile, WatchStatus};

/// A dump, with the days and the number of merged entries to print.
struct CheckedDump<'t> {
    dump: &'t Dump,
    /// The first and the last day of its entries.
    days: Option<(NewsDay, NewsDay)>,
    /// How many of its entries were merged into the story of another record.
    merged: usize,
}

impl<'t> CheckedDump<'t> {
    const fn new(dump: &'t Dump) -> Self {
        Self {
            dump,
            days: None,
            merged: 0,
        }
    }
}

/// Prints the format and the problems of each file. The outcome is a match if there is any dump.
pub fn run(context: &CommandContext<'_>) -> Result<Outcome, Reported> {
    let feed::Loaded {
        timeline,
        status,
        shortage,
        ..
    } = feed::load_all(&context.input);
    let mut is_error = print_every_error(&status);
    if print_shortage(shortage.as_ref(), "name fewer of them") {
        return Ok(Outcome::Error);
    }
    let files = checked_dumps(&timeline, &status);
    let problems: usize = files.values().map(|file| file.dump.problems.len()).sum();
    let unused = unused_rules::find(context, &timeline);
    is_error |= unused.is_err();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut print = || -> io::Result<()> {
        for (path, file) in &files {
            print_file(&mut out, path, file)?;
        }
        for day in timeline.days() {
            print_gaps(&mut out, day)?;
        }
        if context.config.settings.archive().is_none() {
            let dumps = files.iter().map(|(path, file)| (path, file.dump));
            print_rolling(&mut out, dumps)?;
        }
        let dumps = files.values().map(|file| file.dump);
        unused_formats::print(&mut out, &context.config.formats, &dumps)?;
        for line in unused.iter().flatten() {
            writeln!(out, "{}", sanitise_line(line).as_str())?;
        }
        lists::print_problems(&mut out, context.config, &timeline)?;
        print_other_files(&mut out, &status)?;
        writeln!(
            out,
            "{}, {}, {}, {}",
            counted(status.dumps, "dump"),
            counted(timeline.len(), "item"),
            counted(status.other_files, "other file"),
            counted(problems, "problem")
        )?;
        out.flush()
    };
    Ok(Outcome::of_printing(print(), status.dumps > 0).or_error(is_error))
}

/// Returns every dump by path.
fn checked_dumps<'t>(
    timeline: &'t Timeline,
    status: &'t WatchStatus,
) -> BTreeMap<FilePath, CheckedDump<'t>> {
    let mut files: BTreeMap<FilePath, CheckedDump<'_>> = BTreeMap::new();
    for day in timeline.days() {
        for dump in day.dumps() {
            let entries = dump
                .records
                .iter()
                .filter(|record| record.day == day.day())
                .count();
            let shown = day
                .items()
                .filter(|item| item.path() == &*dump.path)
                .count();
            let file = files
                .entry(dump.path.clone())
                .or_insert(CheckedDump::new(dump));
            file.days = Some((file.days.map_or(day.day(), |days| days.0), day.day()));
            file.merged += entries.saturating_sub(shown);
        }
    }
    for EmptyDump(dump) in &status.empty_dumps {
        files.insert(dump.path.clone(), CheckedDump::new(dump));
    }
    files
}

/// Prints gaps in busy sessions, at the entry after each gap.
fn print_gaps(out: &mut impl Write, day: &Day) -> io::Result<()> {
    for &row in day.gaps() {
        let row = row as usize;
        let (before, after) = (day.item(row.saturating_sub(1)), day.item(row));
        let name = after.path().to_string_lossy();
        let from = before.stamp().time().format("%Y-%m-%d %H:%M");
        let until = after.stamp().time().format("%H:%M");
        writeln!(
            out,
            "{}:{}: no entry from {from} to {until}; expected one every few minutes",
            sanitise_line(&name).as_str(),
            after.line()
        )?;
    }
    Ok(())
}

/// Prints the files that are no dumps, and why. The status names only the first ones.
fn print_other_files(out: &mut impl Write, status: &WatchStatus) -> io::Result<()> {
    let mut unknown = None;
    for OtherFile { path, reason } in &status.first_other_files {
        let name = path.to_string_lossy();
        let name = sanitise_line(&name);
        let reason = reason.clone().unwrap_or_else(|| NoDumpReason::of(path));
        let text = reason.message(Lang::English);
        let text = sanitise_line(&text);
        writeln!(out, "{}: not a dump: {}", name.as_str(), text.as_str())?;
        if unknown.is_none() && is_unknown(&reason) {
            unknown = Some(path);
        }
    }
    if let Some(path) = unknown {
        let name = path.to_string_lossy();
        writeln!(
            out,
            "`dianbao check --suggest {}` describes its layout for the configuration file; see docs/formats.md",
            sanitise_line(&name).as_str()
        )?;
    }
    let unnamed = status
        .other_files
        .saturating_sub(status.first_other_files.len());
    if unnamed > 0 {
        writeln!(out, "{} not named", counted(unnamed, "other file"))?;
    }
    Ok(())
}

/// Whether a format of the user could make a file that is no dump one.
const fn is_unknown(reason: &NoDumpReason) -> bool {
    match reason {
        NoDumpReason::NoTimeField { .. }
        | NoDumpReason::NoTextField { .. }
        | NoDumpReason::NoReadableTime { .. }
        | NoDumpReason::NoNames
        | NoDumpReason::NoFormat => true,
        NoDumpReason::Empty
        | NoDumpReason::Packed
        | NoDumpReason::NoText
        | NoDumpReason::Vanished => false,
    }
}

fn print_file(out: &mut impl Write, path: &Path, file: &CheckedDump<'_>) -> io::Result<()> {
    let name = path.to_string_lossy();
    let name = sanitise_line(&name);
    let (name, dump) = (name.as_str(), file.dump);
    let days = match file.days {
        None => "no day".to_owned(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}..{last}"),
    };
    writeln!(
        out,
        "{name}: {} ({}), {}, {days}, {}, {} merged, {}",
        dump.dialect.name(),
        dump.detected_by,
        dump.encoding.name(),
        counted(dump.records.len(), "item"),
        file.merged,
        counted(dump.problems.len(), "problem")
    )?;
    print_fields(out, name, dump)?;
    for problem in &dump.problems {
        let what = problem.to_string();
        writeln!(
            out,
            "{name}:{}: {}",
            problem.line,
            sanitise_line(&what).as_str()
        )?;
    }
    Ok(())
}

/// Prints which field was taken for which role, if the items come in fields.
fn print_fields(out: &mut impl Write, name: &str, dump: &Dump) -> io::Result<()> {
    let mut roles: Vec<(&str, Vec<&str>)> = Vec::new();
    for field in &dump.fields {
        match roles.iter_mut().find(|(role, _)| *role == field.role) {
            Some((_, names)) => names.push(&field.name),
            None => roles.push((field.role, vec![&field.name])),
        }
    }
    let roles: Vec<String> = roles
        .iter()
        .map(|(role, names)| format!("{role} from {}", names.join(" and ")))
        .collect();
    if roles.is_empty() {
        return Ok(());
    }
    let roles = roles.join(", ");
    writeln!(out, "{name}: {}", sanitise_line(&roles).as_str())
}
