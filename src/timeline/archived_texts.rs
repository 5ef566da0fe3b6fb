//! The texts that stories had before, as far as exports and archives of this program have them.

use std::collections::BTreeMap;

use super::compare;
use super::day::Day;
use super::history::EarlierTexts;
use super::records::RecordIndex;

/// The earlier wordings that exports have of a day's stories, by row. A text that is the present one again is none.
pub(super) fn archived_texts(day: &Day) -> BTreeMap<u32, EarlierTexts> {
    let table = &day.records;
    let revision = |index: RecordIndex| table.exported(index).map_or(0, |facts| facts.revision);
    let rows = day.stories.earlier().chunk_by(|a, b| a.0 == b.0);
    let of_row = |records: &[(u32, RecordIndex)]| {
        let row = records.first()?.0;
        let mut records: Vec<RecordIndex> = records.iter().map(|one| one.1).collect();
        records.sort_by_key(|&index| (revision(index), index));
        let present = table.text(day.story_records(row as usize).first().copied()?);
        let mut earlier = EarlierTexts::default();
        for index in records {
            let text = table.text(index);
            let mut others = earlier.texts.iter().map(|known| &**known).chain([present]);
            let is_known = others.any(|other| compare::is_same(other, text));
            drop(others);
            if !is_known {
                let before = (revision(index) as usize).saturating_sub(earlier.texts.len());
                earlier.unknown = earlier.unknown.max(before);
                earlier.texts.push(text.into());
            }
        }
        (!earlier.texts.is_empty()).then_some((row, earlier))
    };
    rows.filter_map(of_row).collect()
}
