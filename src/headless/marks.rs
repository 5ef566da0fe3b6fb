//! `marks`: prints stars and notes, takes them in, and forgets what was seen long ago.

mod line;

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::Path;

use line::MarkLine;

use super::count::counted;
use super::format::write_json_line;
use super::outcome::{Outcome, Reported};
use super::report::print_error;
use crate::dump::story::StoryParts;
use crate::item::NewsDay;
use crate::state::{self, Database, KeeperSetup, MarkedStory};
use crate::text::MarkdownStory;

/// How many lines are taken in as one step.
const LINES_AT_ONCE: usize = 1_000;

/// Prints all starred and noted stories, the newest first, as JSON lines.
pub fn export_lines(setup: &KeeperSetup) -> Result<Outcome, Reported> {
    let stories = stories(setup)?;
    let mut out = io::stdout().lock();
    let mut lines = stories.iter().map(MarkLine::from);
    let printed = lines.try_for_each(|line| write_json_line(&mut out, &line));
    Ok(Outcome::of_printing(printed, !stories.is_empty()))
}

/// Prints them as Markdown, a section a day.
pub fn export_markdown(setup: &KeeperSetup) -> Result<Outcome, Reported> {
    let stories = stories(setup)?;
    let mut out = io::stdout().lock();
    let mut days = stories.chunk_by(|a, b| a.story.day == b.story.day);
    let printed = days.try_for_each(|stories| {
        if let Some(first) = stories.first() {
            writeln!(out, "## {}\n", first.story.day)?;
        }
        stories
            .iter()
            .try_for_each(|story| print_story(&mut out, story))
    });
    Ok(Outcome::of_printing(printed, !stories.is_empty()))
}

fn print_story(out: &mut impl io::Write, marked: &MarkedStory) -> io::Result<()> {
    let story = &marked.story;
    let (hour, minute) = story.stamp.clock();
    let parts = StoryParts::parse(&story.text);
    let story = MarkdownStory {
        time: &format!("{hour:02}:{minute:02}"),
        channel: "",
        headline: parts.headline(),
        body: parts.below_headline(),
        place: &story.file,
        note: marked.mark.note.as_ref().map(|note| &*note.text),
    };
    write!(out, "{story}")
}

/// Takes in what [`export_lines`] printed. A star is added, and a note that is newer than the present one. Lines that are no
/// marks are reported, and the others taken in.
pub fn import(setup: &KeeperSetup, file: Option<&Path>) -> Result<Outcome, Reported> {
    let mut database = open(setup)?;
    let input: Box<dyn BufRead> = match file.filter(|file| *file != Path::new("-")) {
        Some(file) => Box::new(BufReader::new(File::open(file).map_err(|error| {
            print_error(&format!("{}: {error}", file.display()));
            Reported
        })?)),
        None => Box::new(io::stdin().lock()),
    };
    let (mut changes, mut taken, mut is_error) = (Vec::new(), 0, false);
    let marks = database
        .all_marks()
        .map_err(|error| report(setup, &error))?;
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line = line.map_err(|error| {
            print_error(&format!("line {number}: {error}"));
            Reported
        })?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match MarkLine::parse(&line) {
            Ok(mark) => {
                changes.extend(mark.changes(&marks));
                taken += 1;
            }
            Err(why) => {
                print_error(&format!(
                    "line {number}: {why}; expected a line of `dianbao marks export`"
                ));
                is_error = true;
            }
        }
        if changes.len() >= LINES_AT_ONCE {
            database
                .write(&changes)
                .map_err(|error| report(setup, &error))?;
            changes.clear();
        }
    }
    database
        .write(&changes)
        .map_err(|error| report(setup, &error))?;
    let printed = writeln!(io::stdout().lock(), "{} taken in", counted(taken, "mark"));
    Ok(Outcome::of_printing(printed, taken > 0).or_error(is_error))
}

/// Forgets what is older than a day: what was seen, and stories without star and note. What the next reader compares its items
/// with stays: without it, everything would be new.
pub fn prune(setup: &KeeperSetup, before: NewsDay) -> Result<Outcome, Reported> {
    let before = before.min(setup.known_from);
    let mut database = open(setup)?;
    let pruned = database
        .prune(before)
        .map_err(|error| report(setup, &error))?;
    let (items, former) = (
        counted(pruned.items, "item"),
        counted(pruned.stories, "former mark"),
    );
    let printed = writeln!(
        io::stdout().lock(),
        "{items} and {former} from before {before} forgotten"
    );
    Ok(Outcome::of_printing(printed, true))
}

fn stories(setup: &KeeperSetup) -> Result<Vec<MarkedStory>, Reported> {
    let (database, problem) = state::open_to_read(setup);
    if let Some(problem) = problem {
        print_error(&problem.to_string());
    }
    database
        .stories(None)
        .map_err(|error| report(setup, &error))
}

fn open(setup: &KeeperSetup) -> Result<Database, Reported> {
    let (database, problem) = state::open(setup);
    if let Some(problem) = problem {
        print_error(&problem.to_string());
    }
    if database.is_kept() {
        Ok(database)
    } else {
        print_error("nothing can be kept");
        Err(Reported)
    }
}

fn report(setup: &KeeperSetup, error: &dyn Display) -> Reported {
    let file = setup.file.as_deref().unwrap_or(Path::new(""));
    print_error(&format!("{}: {error}", file.display()));
    Reported
}
