//! What exports and archives of this program have beside dumps: earlier wordings of a story that a dump has now.
//!
//! A story that is reworded in its dump still has its old text in an archive. That text is no item beside the new one, but an
//! earlier wording of it. This is known by the number, by the id that the export says, or by the likeness of two texts of a
//! minute. Two stories that are alike, and that an export has both, are two.

use std::collections::HashMap;

use super::compare;
use super::identity;
use super::records::{RecordIndex, RecordTable};
use super::similarity::{MAX_COMPARISONS, SAME_STORY, Wording};
use crate::dump::story::non_blank_chars;
use crate::dump::wire;
use crate::item::{ItemFlags, ItemId};

/// What a story of a minute is, given the others. The number is the place of the other story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoryFate {
    /// A story of its own.
    Stays,
    /// Its printed text is that of another.
    Joins(usize),
    /// An earlier wording of another.
    Precedes(usize),
}

/// Whether a record is in an export.
pub(super) fn is_exported(table: &RecordTable, index: RecordIndex) -> bool {
    table.record(index).flags.has(ItemFlags::EXPORTED)
}

/// The fates of the stories of one minute, each given as its records with the shown one first. Only those that exports alone
/// have do not stay.
pub(super) fn fates(table: &RecordTable, stories: &[&[RecordIndex]]) -> Vec<StoryFate> {
    let mut fates = vec![StoryFate::Stays; stories.len()];
    let minute: Vec<MinuteStory<'_>> = stories
        .iter()
        .map(|records| MinuteStory::new(table, records))
        .collect();
    if stories.len() < 2 || minute.iter().all(|story| story.is_live) {
        return fates;
    }
    let successors = Successors::new(&minute);
    for (at, story) in minute.iter().enumerate().filter(|(_, one)| !one.is_live) {
        if let Some(other) = successors.of(at, story) {
            fates[at] = fate_beside(story, &minute[other], other);
        }
    }
    for (at, other) in alike(&minute) {
        if fates[at] == StoryFate::Stays && !fates.contains(&StoryFate::Precedes(other)) {
            fates[at] = StoryFate::Precedes(other);
        }
    }
    (0..fates.len()).map(|at| last_fate(&fates, at)).collect()
}

/// The fate of a story whose successor may precede a third one.
fn last_fate(fates: &[StoryFate], at: usize) -> StoryFate {
    let fate = fates[at];
    let (StoryFate::Joins(other) | StoryFate::Precedes(other)) = fate else {
        return fate;
    };
    match fates[other] {
        StoryFate::Stays => fate,
        next @ (StoryFate::Joins(_) | StoryFate::Precedes(_)) => next,
    }
}

fn fate_beside(story: &MinuteStory<'_>, other: &MinuteStory<'_>, place: usize) -> StoryFate {
    if prints_same(story.text(), other.text()) {
        StoryFate::Joins(place)
    } else {
        StoryFate::Precedes(place)
    }
}

/// Whether two texts are equal in an export, which leaves control characters out.
fn prints_same(a: &str, b: &str) -> bool {
    let printed = |text| non_blank_chars(text).filter(|c: &char| !c.is_control());
    a == b || printed(a).eq(printed(b))
}

/// Pairs of a story that only exports have and one that no export has, the most alike first; none in a minute with too many.
fn alike(minute: &[MinuteStory<'_>]) -> Vec<(usize, usize)> {
    let places = |wanted: fn(&MinuteStory<'_>) -> bool| -> Vec<(usize, Wording)> {
        let stories = minute.iter().enumerate().filter(|(_, story)| wanted(story));
        let worded = stories.map(|(at, story)| (at, Wording::new(story.text())));
        worded.collect()
    };
    let is_new = |story: &MinuteStory<'_>| story.exported.is_none();
    let news = minute.iter().filter(|story| is_new(story)).count();
    let olds = minute.iter().filter(|story| !story.is_live).count();
    if news == 0 || olds * news > MAX_COMPARISONS {
        return Vec::new();
    }
    let (new, old) = (places(is_new), places(|story| !story.is_live));
    let mut pairs = Vec::new();
    for (at, wording) in &old {
        for (other, newer) in &new {
            let similarity = wording.similarity(newer);
            if similarity >= SAME_STORY && minute[*at].wire() == minute[*other].wire() {
                pairs.push((u32::MAX - similarity, *at, *other));
            }
        }
    }
    pairs.sort_unstable();
    pairs
        .into_iter()
        .map(|(_, at, other)| (at, other))
        .collect()
}

/// The id and the number of revisions that an export says.
type ExportedAs = (ItemId, u32);

/// A story of a minute.
struct MinuteStory<'t> {
    table: &'t RecordTable,
    records: &'t [RecordIndex],
    /// Whether a dump has it.
    is_live: bool,
    /// What the last export with it says.
    exported: Option<ExportedAs>,
}

impl<'t> MinuteStory<'t> {
    fn new(table: &'t RecordTable, records: &'t [RecordIndex]) -> Self {
        let facts = |&index: &RecordIndex| {
            let facts = table.exported(index)?;
            Some((index, (facts.id, facts.revision)))
        };
        let last = records.iter().filter_map(facts).max();
        Self {
            table,
            records,
            is_live: !records.iter().all(|&index| is_exported(table, index)),
            exported: last.map(|(_, facts)| facts),
        }
    }

    fn shown(&self) -> RecordIndex {
        self.records.first().copied().unwrap_or_default()
    }

    fn text(&self) -> &'t str {
        self.table.text(self.shown())
    }

    fn wire(&self) -> &'t str {
        self.table.wire(self.shown()).unwrap_or(wire::HOME)
    }
}

/// The stories that may be the present wording of others, by id.
struct Successors {
    /// Those that a dump has, by every id that they answer to.
    live: HashMap<ItemId, usize>,
    /// The others, each with its number of revisions: the latest of each id.
    exported: HashMap<ItemId, (u32, usize)>,
}

impl Successors {
    fn new(minute: &[MinuteStory<'_>]) -> Self {
        let (mut live, mut exported) = (HashMap::new(), HashMap::new());
        for (at, story) in minute.iter().enumerate() {
            if story.is_live {
                let ids = identity::all_of_story(story.table, story.records, &[]);
                ids.into_iter()
                    .for_each(|id| _ = live.entry(id).or_insert(at));
            } else if let Some((id, revision)) = story.exported {
                let latest = exported.entry(id).or_default();
                *latest = (revision, at).max(*latest);
            }
        }
        Self { live, exported }
    }

    /// The story that has the id of this one: one in a dump, or else a later wording in an export.
    fn of(&self, at: usize, story: &MinuteStory<'_>) -> Option<usize> {
        let (id, _) = story.exported?;
        let later = || self.exported.get(&id).map(|(_, place)| *place);
        let place = self.live.get(&id).copied().or_else(later)?;
        (place != at).then_some(place)
    }
}

/// Splits off the records of a story with a number that have an earlier wording: those in exports whose text is neither the
/// present one nor a part of it.
pub(super) fn split_wordings(
    table: &RecordTable,
    records: Vec<RecordIndex>,
) -> (Vec<RecordIndex>, Vec<RecordIndex>) {
    let revision = |index: RecordIndex| table.exported(index).map(|facts| facts.revision);
    // None, that of a dump, counts as the latest.
    let latest = |index: RecordIndex| revision(index).unwrap_or(u32::MAX);
    let last = records.iter().map(|&index| latest(index)).max();
    let (current, others): (Vec<_>, Vec<_>) = records
        .into_iter()
        .partition(|&index| Some(latest(index)) == last);
    let is_part = |&index: &RecordIndex| {
        let text = table.text(index);
        current.iter().any(|&other| {
            let other = table.text(other);
            prints_same(text, other) || compare::is_cut(text, other) || compare::is_cut(other, text)
        })
    };
    let (same, earlier): (Vec<_>, Vec<_>) = others.into_iter().partition(is_part);
    (current.into_iter().chain(same).collect(), earlier)
}
