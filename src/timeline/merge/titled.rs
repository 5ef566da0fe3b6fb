//! Divides records with one text by their titles.
//!
//! A title is set aside only where one of two texts has none. Announcements are sent with equal bodies in one minute: two
//! companies whose details "are in the announcement" are two stories.

use std::cmp::Reverse;

use crate::dump::story::{has_unclosed_title, non_blank_chars};
use crate::timeline::compare::StoryText;
use crate::timeline::records::{RecordIndex, RecordTable};

/// Whether no two records have different titles.
pub(super) fn have_one_title(table: &RecordTable, records: &[RecordIndex]) -> bool {
    let mut titles = records.iter().filter_map(|&index| table.title(index));
    let first = titles.next();
    first.is_none_or(|first| titles.all(|title| is_equal(first, title)))
}

/// Divides the records of a chain: one part for each title. Records without a title join the longest titled text.
pub(super) fn split(table: &RecordTable, records: &[RecordIndex]) -> Vec<Vec<RecordIndex>> {
    let titles = records.iter().filter_map(|&index| table.title(index));
    let mut titles: Vec<&str> = titles.collect();
    titles.sort_by(|a, b| non_blank_chars(a).cmp(non_blank_chars(b)));
    titles.dedup_by(|a, b| is_equal(a, b));
    let mut parts = vec![Vec::new(); titles.len()];
    let home = part_of_longest(table, records, &titles);
    for &index in records {
        let part = match table.title(index) {
            Some(title) => part_of(&titles, title),
            None => part_of_cut(table.text(index), &titles).unwrap_or(home),
        };
        parts[part].push(index);
    }
    parts
}

fn is_equal(a: &str, b: &str) -> bool {
    non_blank_chars(a).eq(non_blank_chars(b))
}

fn part_of(titles: &[&str], title: &str) -> usize {
    titles.partition_point(|other| non_blank_chars(other).lt(non_blank_chars(title)))
}

/// The part of the longest text with a title; of equal ones the first in the order of titles.
fn part_of_longest(table: &RecordTable, records: &[RecordIndex], titles: &[&str]) -> usize {
    let candidates = records.iter().filter_map(|&index| {
        let part = part_of(titles, table.title(index)?);
        Some((StoryText::new(table.text(index)).len(), Reverse(part)))
    });
    candidates.max().map_or(0, |(_, Reverse(part))| part)
}

/// The part whose title continues a text that was cut within its title.
fn part_of_cut(text: &str, titles: &[&str]) -> Option<usize> {
    if !has_unclosed_title(text) {
        return None;
    }
    let letters = || non_blank_chars(text).skip(1);
    titles.iter().position(|title| {
        let shared = non_blank_chars(title).zip(letters());
        shared.clone().count() > 0 && shared.clone().all(|(a, b)| a == b)
    })
}
