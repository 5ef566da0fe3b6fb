//! Finds the records of a day that are one story: in two dumps, or twice in one.
//!
//! A text is a *prefix of* another if it is equal to it, or was cut short after at least 20 characters
//! ([`StoryText::is_prefix_of`]). Two records are one story if
//!
//! - they have the same number of the wire, or
//! - they are of one minute, and the text of one is a prefix of the other's.
//!
//! Records with different numbers are never one story, nor are records with different titles and no number, nor those of two
//! wires.
//!
//! A minute's records are sorted by text, so a prefix comes before the texts that continue it. All prefixes of one longest
//! text make a *chain*, and a chain is one story, or one for each of its titles (`titled`). The cost is n log n comparisons,
//! also for a million entries of one minute, and none for an entry that is alone in its minute.

use std::collections::{BTreeMap, HashSet};

mod titled;

use super::compare::StoryText;
use super::records::{RecordGroups, RecordIndex, RecordTable};
use super::rows::TimedRecord;
use crate::dump::story::has_unclosed_title;
use crate::dump::wire;
use crate::item::ItemFlags;

/// Up to this many records of a minute are compared each with each.
const SMALL_MINUTE: usize = 16;

/// Finds the stories with more than one record. `by_time` are all the day's records.
pub(super) fn groups(table: &RecordTable, by_time: &[TimedRecord]) -> RecordGroups {
    let mut groups = GroupBuilder::default();
    groups.add_numbered(table, by_time);
    for minute in by_time
        .chunk_by(|a, b| a.stamp.minute() == b.stamp.minute())
        .filter(|minute| minute.len() > 1)
    {
        if table.has_several_wires() {
            for of_wire in divide_by_wire(table, minute) {
                groups.add_minute(table, &of_wire);
            }
        } else {
            groups.add_minute(table, minute);
        }
    }
    groups.finish()
}

/// Divides the records of a minute by their wires. Those of no known wire may be of this program's.
fn divide_by_wire(table: &RecordTable, minute: &[TimedRecord]) -> Vec<Vec<TimedRecord>> {
    let mut by_wire = BTreeMap::<&str, Vec<TimedRecord>>::new();
    for record in minute {
        let wire = table.wire(record.index).unwrap_or(wire::HOME);
        by_wire.entry(wire).or_default().push(*record);
    }
    by_wire.into_values().collect()
}

/// Whether two of a minute's records may have the same opening; always true for a large minute.
fn may_share_opening(minute: &[TimedRecord]) -> bool {
    let is_in = |earlier: &[TimedRecord], one: &TimedRecord| {
        earlier.iter().any(|other| other.opening == one.opening)
    };
    minute.len() > SMALL_MINUTE
        || minute
            .iter()
            .enumerate()
            .any(|(at, one)| is_in(&minute[..at], one))
}

fn has_distinct_opening(record: &TimedRecord) -> bool {
    record.flags.has(ItemFlags::DISTINCT_OPENING)
}

/// Whether a text of a minute may be a prefix of another. In most minutes the openings alone rule it out.
fn may_have_prefixes(table: &RecordTable, minute: &[TimedRecord]) -> bool {
    if minute.len() > SMALL_MINUTE {
        let mut seen = HashSet::with_capacity(minute.len());
        let is_new = |record| has_distinct_opening(record) && seen.insert(record.opening);
        return !minute.iter().all(is_new);
    }
    let differ = |a: &TimedRecord, b: &TimedRecord| {
        let are_distinct = has_distinct_opening(a) && has_distinct_opening(b);
        (are_distinct && a.opening != b.opening)
            || are_unlike(table.text(a.index), table.text(b.index))
    };
    let is_new =
        |(at, one): (usize, &TimedRecord)| minute.iter().take(at).all(|other| differ(other, one));
    !minute.iter().enumerate().all(is_new)
}

/// Whether two texts are surely different stories.
fn are_unlike(a: &str, b: &str) -> bool {
    !has_unclosed_title(a)
        && !has_unclosed_title(b)
        && StoryText::new(a).differs_in_prefix(&StoryText::new(b))
}

/// The records found so far, by story.
#[derive(Default)]
struct GroupBuilder {
    numbered: Vec<(u64, RecordIndex)>,
    unnumbered: RecordGroups,
}

impl GroupBuilder {
    /// Adds the records with a number of the wire, in any minute.
    fn add_numbered(&mut self, table: &RecordTable, records: &[TimedRecord]) {
        if table.has_extras() {
            let indices = records.iter().map(|record| record.index);
            self.numbered
                .extend(indices.filter_map(|index| Some((table.wire_id(index)?, index))));
        }
    }

    /// Adds the stories of one minute's records, which are of one wire.
    fn add_minute(&mut self, table: &RecordTable, minute: &[TimedRecord]) {
        let alike = may_share_opening(minute);
        let all_distinct = || minute.iter().all(has_distinct_opening);
        if (alike || !all_distinct()) && may_have_prefixes(table, minute) {
            let records: Vec<_> = minute.iter().map(|record| record.index).collect();
            self.add_chains(table, &records);
        }
    }

    /// Adds the chains of one minute.
    fn add_chains(&mut self, table: &RecordTable, minute: &[RecordIndex]) {
        let Some(chains) = chains(table, minute) else {
            return;
        };
        let chains = chains.chunk_by(|a, b| a.0 == b.0);
        for chain in chains.filter(|chain| chain.len() > 1) {
            let records: Vec<RecordIndex> = chain.iter().map(|&(_, index)| index).collect();
            if titled::have_one_title(table, &records) {
                self.add_story(table, records);
            } else {
                let parts = titled::split(table, &records).into_iter();
                parts.for_each(|story| self.add_story(table, story));
            }
        }
    }

    fn add_story(&mut self, table: &RecordTable, story: Vec<RecordIndex>) {
        let indices = || story.iter().copied();
        // If there are several numbers, the one of the longest text wins; among equal texts the lowest.
        let number = indices()
            .filter_map(|index| Some((table.wire_id(index)?, index)))
            .max_by_key(|&(id, index)| (StoryText::new(table.text(index)).len(), u64::MAX - id));
        if let Some((number, _)) = number {
            let unnumbered = indices().filter(|&index| table.wire_id(index).is_none());
            self.numbered
                .extend(unnumbered.map(|index| (number, index)));
        } else if story.len() > 1 {
            self.unnumbered.push(story);
        }
    }

    fn finish(mut self) -> RecordGroups {
        self.numbered.sort_unstable();
        let stories = self
            .numbered
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|story| story.len() > 1);
        self.unnumbered
            .extend(stories.map(|story| story.iter().map(|&(_, index)| index).collect()));
        self.unnumbered
    }
}

/// A minute's records as pairs of chain and record, ascending; `None` if no chain has two records.
fn chains(table: &RecordTable, minute: &[RecordIndex]) -> Option<Vec<(usize, RecordIndex)>> {
    let mut texts: Vec<_> = minute
        .iter()
        .map(|&index| (StoryText::new(table.text(index)), index))
        .collect();
    texts.sort_by(|a, b| a.0.compare(&b.0));
    let mut ends = chain_ends(&texts);
    join_open_titles(table, &texts, &mut ends);
    if ends.iter().enumerate().all(|(at, &end)| at == end) {
        return None;
    }
    let mut chains: Vec<_> = ends
        .into_iter()
        .zip(texts.iter().map(|text| text.1))
        .collect();
    chains.sort_unstable();
    Some(chains)
}

/// Returns for each of the sorted texts the index of the longest text that continues it; its own index if there is none.
fn chain_ends<T>(texts: &[(StoryText<'_>, T)]) -> Vec<usize> {
    let mut parents = vec![None; texts.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, (text, _)) in texts.iter().enumerate() {
        while let Some(&top) = open.last() {
            if texts[top].0.is_prefix_of(text) {
                parents[at] = Some(top);
                break;
            }
            open.pop();
        }
        open.push(at);
    }
    if parents.iter().all(Option::is_none) {
        return (0..texts.len()).collect();
    }
    let lens: Vec<usize> = texts.iter().map(|text| text.0.len()).collect();
    longest_descendants(&lens, &parents)
}

/// Returns the longest descendant of each text. The parent of a text is the longest text that is a prefix of it, and comes
/// before it. So one walk from the back passes each text's longest descendant on to its parent.
fn longest_descendants(lens: &[usize], parents: &[Option<usize>]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..lens.len()).collect();
    for at in (0..lens.len()).rev() {
        let end = ends[at];
        if let Some(parent) = parents[at]
            && (lens[end], ends[parent]) > (lens[ends[parent]], end)
        {
            ends[parent] = end;
        }
    }
    // A text that equals its parent has the parent's end.
    for at in 0..lens.len() {
        if let Some(parent) = parents[at]
            && lens[at] == lens[parent]
        {
            ends[at] = ends[parent];
        }
    }
    ends
}

/// Moves each text that was cut inside its title to the chain of the longest text that continues it, title included.
fn join_open_titles(
    table: &RecordTable,
    texts: &[(StoryText<'_>, RecordIndex)],
    ends: &mut [usize],
) {
    let is_open = |at: usize| has_unclosed_title(table.text(texts[at].1));
    if !(0..texts.len()).any(is_open) {
        return;
    }
    let mut whole: Vec<(StoryText<'_>, usize)> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| (StoryText::with_title(table.text(text.1)), at))
        .collect();
    whole.sort_by(|a, b| a.0.compare(&b.0));
    let original = ends.to_vec();
    for (at, end) in chain_ends(&whole).into_iter().enumerate() {
        let (text, longest) = (whole[at].1, whole[end].1);
        if text != longest && is_open(text) {
            ends[text] = original[longest];
        }
    }
}
