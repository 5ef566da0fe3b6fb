//! `config lists`: what each line of the watchlists was taken for. `check` names the lines that are no known stock.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use super::count::counted;
use super::learn_names::learn_names;
use super::outcome::{Outcome, Reported};
use super::report::print_error;
use crate::config::Config;
use crate::item::Stock;
use crate::lang::Lang;
use crate::names::{NameLearner, StockNames};
use crate::text::sanitise_line;
use crate::timeline::Timeline;
use crate::watch::WatchSettings;
use crate::watchlist::{self, ListEntry, ListError, ListFile, ListFolder, ListLayout, ListProblem};

/// Prints every line of every list with what it was taken for. Names are learnt from the sources, if there are any.
pub fn run(config: &Config, sources: &WatchSettings) -> Result<Outcome, Reported> {
    let folder = config.lists.as_deref().unwrap_or(Path::new(""));
    let ListFolder { lists, problem } = watchlist::read_folder(folder);
    if let Some(problem) = &problem {
        print_error(&folder_problem(folder, problem));
    } else if lists.is_empty() {
        let folder = folder.display();
        print_error(&format!(
            "no watchlists: {folder} has no files; a file there is a list"
        ));
    }
    if lists.is_empty() {
        return Err(Reported);
    }
    let mut learner = NameLearner::new(config.stocks.clone());
    let names = if sources.paths.is_empty() {
        learner.learn(&[])
    } else {
        learn_names(&learner, sources)
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = lists
        .iter()
        .try_for_each(|list| print_list(&mut out, list, &names));
    Ok(Outcome::of_printing(printed.and_then(|()| out.flush()), true).or_error(problem.is_some()))
}

fn folder_problem(folder: &Path, problem: &ListError) -> String {
    let folder = folder.display();
    format!("{folder}: {}", problem.message(Lang::English))
}

/// Prints the problems of the lists, and their lines that are no known stock.
pub(super) fn print_problems(
    out: &mut impl Write,
    config: &Config,
    timeline: &Timeline,
) -> io::Result<()> {
    let Some(folder) = config.lists.as_deref() else {
        return Ok(());
    };
    let ListFolder { lists, problem } = watchlist::read_folder(folder);
    if let Some(problem) = &problem {
        write_line(out, &folder_problem(folder, problem))?;
    }
    let needs_names = lists
        .iter()
        .flat_map(|list| &list.entries)
        .any(|entry| entry.code.is_none());
    let mut learner = NameLearner::new(config.stocks.clone());
    let dumps = if needs_names {
        timeline.dumps()
    } else {
        Vec::new()
    };
    let names = learner.learn(&dumps);
    for list in &lists {
        let path = list.path.to_string_lossy();
        for problem in &list.problems {
            write_line(out, &format!("{path}{}", described(problem)))?;
        }
        for entry in list.entries.iter().filter(|entry| entry.code.is_none()) {
            for word in entry
                .words
                .iter()
                .filter(|word| stock_named(&names, word).is_none())
            {
                let line = entry.line;
                write_line(
                    out,
                    &format!(
                        "{path}:{line}: `{word}` is no known stock; it is looked for as a word"
                    ),
                )?;
            }
        }
    }
    Ok(())
}

fn print_list(out: &mut impl Write, list: &ListFile, names: &Arc<StockNames>) -> io::Result<()> {
    let layout = match list.layout {
        ListLayout::Lines => "lines",
        ListLayout::Table(_) => "table",
        ListLayout::Blocks => "blocks",
    };
    let (path, encoding) = (list.path.display(), list.encoding.name());
    let entries = match list.entries.len() {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    let problems = counted(list.problems.len(), "problem");
    write_line(
        out,
        &format!("{path}: {encoding}, {layout}, {entries}, {problems}"),
    )?;
    for entry in &list.entries {
        write_line(out, &format!("  {}: {}", entry.line, meaning(entry, names)))?;
    }
    for problem in &list.problems {
        write_line(
            out,
            &format!("  {}", described(problem).trim_start_matches([':', ' '])),
        )?;
    }
    Ok(())
}

/// What an entry was taken for.
fn meaning(entry: &ListEntry, names: &StockNames) -> String {
    let Some(code) = &entry.code else {
        let words = entry
            .words
            .iter()
            .map(|word| match stock_named(names, word) {
                Some(stock) => format!("{word} = {} {}", stock.code, stock.name),
                None => format!("{word}: no known stock, looked for as a word"),
            });
        return words.collect::<Vec<_>>().join("; ");
    };
    let written = entry.words.join(", ");
    let known = names.name_of(code);
    let text = match known {
        Some(known) if written.is_empty() || entry.words.iter().any(|word| word == known) => {
            format!("{code} {known}")
        }
        Some(known) => format!("{code} {known}, here {written}"),
        None => format!("{code} {written}").trim_end().to_owned(),
    };
    let ignored: Vec<_> = entry.ignored_words().map(String::as_str).collect();
    match ignored.join(", ") {
        words if words.is_empty() => text,
        words => format!("{text}; {words}: a common word, so only the code is looked for"),
    }
}

/// The stock that texts call by this name.
fn stock_named<'n>(names: &'n StockNames, word: &str) -> Option<&'n Stock> {
    let mut known = names.known().iter();
    let found = known.find(|name| name.written == word || name.stock.name == word);
    found.map(|name| &name.stock)
}

fn described(problem: &ListProblem) -> String {
    let message = problem.error.message(Lang::English);
    match problem.line {
        Some(line) => format!(":{line}: {message}"),
        None => format!(": {message}"),
    }
}

fn write_line(out: &mut impl Write, line: &str) -> io::Result<()> {
    writeln!(out, "{}", sanitise_line(line).as_str())
}
