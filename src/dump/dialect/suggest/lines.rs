//! The guess for a log: where the time is in a line, and what follows it.

use std::collections::HashSet;

use super::super::metadata::parse_level;
use super::columns::{ColumnRoles, SampledColumn, assign};
use super::layout_guess::LayoutGuess;
use super::line_time::{TIME_FORMS, time_regexes};
use crate::dump::format::{FieldPlace, FormatField, FormatLayout, FormatRole, LinePattern};
use crate::dump::wire;

/// How many lines are looked at.
const MAX_LINES: usize = 2000;
/// How far from the start of a line a time may be, in bytes.
const MAX_PREFIX: usize = 60;
/// The longest word before a text that says what kind of text it is, in characters.
const MAX_LABEL: usize = 6;
/// Characters that divide a line into cells.
const DIVIDERS: [char; 2] = ['|', '\t'];

/// A line with a time.
struct TimedLine<'a> {
    before: &'a str,
    time: &'a str,
    after: &'a str,
}

/// A pattern in the making, with the fields that its groups are.
struct PatternDraft {
    pattern: String,
    fields: Vec<(FormatRole, String)>,
}

impl PatternDraft {
    /// Adds a group with the name of a role.
    fn push_group(&mut self, role: FormatRole, pattern: &str, sample: &str) {
        let group = ["(?<", role.name(), ">", pattern, ")"].concat();
        self.pattern.push_str(&group);
        self.fields.push((role, sample.to_owned()));
    }
}

pub(super) fn guess(text: &str) -> Option<LayoutGuess> {
    let written: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(MAX_LINES)
        .collect();
    let forms = time_regexes().iter().zip(TIME_FORMS);
    let timed = forms.map(|(regex, form)| (timed_lines(&written, regex), form));
    let timed: Vec<_> = timed.collect();
    let most = timed.iter().map(|(lines, _)| lines.len()).max()?;
    let (lines, form) = timed
        .iter()
        .find(|(lines, _)| !lines.is_empty() && lines.len() * 2 >= most)?;
    let draft = draft(lines, form);
    let layout = FormatLayout::Lines(LinePattern::new(&draft.pattern).ok()?);
    let field = |(role, sample): (FormatRole, String)| {
        let place = FieldPlace::Name(role.name().into());
        (FormatField { role, place }, sample)
    };
    Some(LayoutGuess {
        layout,
        fields: draft.fields.into_iter().map(field).collect(),
        unused: Vec::new(),
    })
}

fn timed_lines<'a>(lines: &[&'a str], regex: &regex::Regex) -> Vec<TimedLine<'a>> {
    let timed = |line: &&'a str| {
        let line = line.trim_start_matches('\u{feff}');
        let time = regex
            .captures(line)?
            .get(1)
            .filter(|time| time.start() <= MAX_PREFIX)?;
        Some(TimedLine {
            before: line.get(..time.start())?,
            time: line.get(time.range())?,
            after: line.get(time.end()..)?,
        })
    };
    lines.iter().filter_map(timed).collect()
}

fn draft(lines: &[TimedLine<'_>], form: &str) -> PatternDraft {
    let mut draft = PatternDraft {
        pattern: format!("^{}", prefix_pattern(lines)),
        fields: Vec::new(),
    };
    let sample = lines.first().map_or("", |line| line.time);
    draft.push_group(FormatRole::Time, form, sample);
    let rests: Vec<&str> = lines.iter().map(|line| line.after).collect();
    let (marks, rests) = without_marks(&rests);
    draft.pattern.push_str(&marks);
    if !add_cells(&mut draft, &rests) {
        let rests = add_label(&mut draft, &rests);
        add_text(&mut draft, &rests);
    }
    draft
}

/// The text before the time: the same in all lines, or anything.
fn prefix_pattern(lines: &[TimedLine<'_>]) -> String {
    let first = lines.first().map_or("", |line| line.before);
    if lines.iter().all(|line| line.before == first) {
        return regex::escape(first);
    }
    let longest = lines.iter().map(|line| line.before.chars().count()).max();
    format!(".{{0,{}}}?", longest.unwrap_or_default())
}

/// The marks that all lines have next, as a pattern, and the rests without them.
fn without_marks<'a>(rests: &[&'a str]) -> (String, Vec<&'a str>) {
    let is_mark = |c: char| {
        !c.is_alphanumeric() && !matches!(c, '【' | '《' | '“' | '"' | '（' | '(' | '#' | '$')
    };
    let marks = |rest: &str| rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
    let first = rests.first().copied().unwrap_or_default();
    let common = first.get(..marks(first)).unwrap_or_default();
    if rests.iter().all(|rest| rest.starts_with(common)) {
        let pattern =
            regex::escape(common.trim_end()) + if common.ends_with(' ') { r"\s*" } else { "" };
        return (pattern, cut(rests, |rest| rest.get(common.len()..)));
    }
    (
        r"\W*?".to_owned(),
        cut(rests, |rest| rest.get(marks(rest)..)),
    )
}

fn cut<'a>(rests: &[&'a str], by: impl Fn(&'a str) -> Option<&'a str>) -> Vec<&'a str> {
    rests
        .iter()
        .map(|rest| by(rest).unwrap_or_default())
        .collect()
}

/// Adds the cells of lines that are divided alike. The last one takes the rest of the line.
fn add_cells(draft: &mut PatternDraft, rests: &[&str]) -> bool {
    let mut marks = DIVIDERS.into_iter();
    let found = marks.find_map(|mark| Some((mark, cell_count(rests, mark)?)));
    let Some((mark, count)) = found else {
        return false;
    };
    let Some(roles) = cell_roles(rests, mark, count) else {
        return false;
    };
    let divider = regex::escape(&mark.to_string());
    for at in 0..count {
        let is_last = at + 1 == count;
        let cell = if is_last {
            ".*".to_owned()
        } else {
            format!("[^{divider}]*")
        };
        let place = FieldPlace::Number(at);
        match roles.fields.iter().find(|(field, _)| field.place == place) {
            Some((field, sample)) => draft.push_group(field.role, &cell, sample),
            None => draft.pattern.push_str(&cell),
        }
        if !is_last {
            draft.pattern.push_str(&divider);
        }
    }
    true
}

/// How many cells each line has; `None` if they have different numbers, or one.
fn cell_count(rests: &[&str], divider: char) -> Option<usize> {
    let dividers = |rest: &str| rest.matches(divider).count();
    let first = dividers(rests.first()?);
    let is_same = rests.iter().all(|rest| dividers(rest) == first);
    (first > 0 && is_same).then_some(first + 1)
}

fn cell_roles(rests: &[&str], divider: char, count: usize) -> Option<ColumnRoles> {
    let column = |at: usize| {
        let cells = rests.iter().filter_map(|rest| rest.split(divider).nth(at));
        let cells = cells.map(|cell| cell.trim().to_owned());
        SampledColumn::new(FieldPlace::Number(at), cells)
    };
    // The time is known. Roles are assigned to columns with one.
    let known = std::iter::once("2026-01-06 09:30".to_owned());
    let time = SampledColumn::new(FieldPlace::Number(count), known);
    let columns: Vec<SampledColumn> = (0..count).map(column).chain([time]).collect();
    assign(&columns)
}

/// Adds the word that says what kind of text follows, if the lines have one.
fn add_label<'a>(draft: &mut PatternDraft, rests: &[&'a str]) -> Vec<&'a str> {
    let label = |rest: &'a str| {
        let word = rest.split([' ', '\t', ']', ':', '：']).next()?;
        let is_label =
            !word.is_empty() && word.len() < rest.len() && word.chars().count() <= MAX_LABEL;
        (is_label && !word.contains('【')).then_some(word)
    };
    let labels: Option<Vec<&str>> = rests.iter().map(|rest| label(rest)).collect();
    let Some(labels) = labels.filter(|labels| are_labels(labels)) else {
        return rests.to_vec();
    };
    let role = if labels.iter().all(|label| wire::named_in(label).is_some()) {
        FormatRole::Wire
    } else if labels.iter().any(|label| parse_level(label).is_some()) {
        FormatRole::Level
    } else {
        FormatRole::Subjects
    };
    let first = labels.first().copied().unwrap_or_default();
    draft.push_group(role, r"[^\s\]:：]+", first);
    draft.pattern.push_str(r"[\s\]:：]+");
    let after = |rest: &'a str| {
        let label = label(rest)?;
        Some(
            rest.get(label.len()..)?
                .trim_start_matches([' ', '\t', ']', ':', '：']),
        )
    };
    cut(rests, after)
}

/// Whether words are few, and used again.
fn are_labels(words: &[&str]) -> bool {
    let distinct = words.iter().collect::<HashSet<_>>().len();
    words.len() > 2 && distinct * 2 <= words.len()
        || words.iter().all(|word| parse_level(word).is_some())
}

/// Adds the text, unless it is in the lines below.
fn add_text(draft: &mut PatternDraft, rests: &[&str]) {
    let written = rests.iter().find(|rest| !rest.trim().is_empty());
    match written {
        Some(text) => {
            draft.push_group(FormatRole::Text, ".*", text);
        }
        None => draft.pattern.push_str(r"\s*$"),
    }
}
