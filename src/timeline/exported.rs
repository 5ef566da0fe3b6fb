//! Earlier wordings in exports and archives of this program, beside dumps that have a later one.
//!
//! A story that is reworded in its dump still has its old text in an archive. That text is no item beside the new one. Two
//! stories that are alike are known by this: the archive has both.

use super::records::{RecordIndex, RecordTable};
use super::similarity::{MAX_COMPARISONS, SAME_STORY, Wording};
use crate::dump::wire;
use crate::item::ItemFlags;

/// Whether a record is in an export.
pub(super) fn is_exported(table: &RecordTable, index: RecordIndex) -> bool {
    table.record(index).flags.has(ItemFlags::EXPORTED)
}

/// The stories of one minute, each as its records with the shown one first. Returns for each whether it is an earlier wording
/// of another: only exports have it, and no export has the other. A minute with too many of both keeps all of them.
pub(super) fn earlier_wordings(table: &RecordTable, stories: &[&[RecordIndex]]) -> Vec<bool> {
    let is_old = |story: &[RecordIndex]| story.iter().all(|&index| is_exported(table, index));
    let is_new = |story: &[RecordIndex]| !story.iter().any(|&index| is_exported(table, index));
    let wording = |story: &[RecordIndex]| {
        let shown = story.first().copied().unwrap_or_default();
        let wire = table.wire(shown).unwrap_or(wire::HOME);
        (wire, Wording::new(table.text(shown)))
    };
    let old = stories.iter().filter(|story| is_old(story)).count();
    let new: Vec<_> = stories.iter().filter(|story| is_new(story)).collect();
    let comparisons = old * new.len();
    if comparisons == 0 || comparisons > MAX_COMPARISONS {
        return vec![false; stories.len()];
    }
    let new: Vec<_> = new.into_iter().map(|story| wording(story)).collect();
    let is_superseded = |story: &[RecordIndex]| {
        let (wire, old) = wording(story);
        new.iter()
            .any(|(other, new)| *other == wire && old.similarity(new) >= SAME_STORY)
    };
    let superseded = |story: &&[RecordIndex]| is_old(story) && is_superseded(story);
    stories.iter().map(superseded).collect()
}
