//! The same story in two dumps, or twice in one: which records of a day are one item.
//!
//! Two records are one story where they share the wire's number, or share the minute and tell the same, or one is the
//! other cut short. Records to which the wire gave different numbers are never one story, however alike.
//!
//! Within a minute records are sorted by what they tell: a cut then stands before the texts it was cut from. All that is
//! a cut of one longest text makes a *chain*, and a chain is one story. That takes n log n comparisons, also for a
//! million entries of one minute, and none for an entry that is alone in its minute.

use std::collections::HashSet;

use super::fold::Telling;
use super::rows::Timed;
use super::seats::Seat;
use super::view::View;
use crate::dump::story::has_unclosed_title;
use crate::item::ItemFlags;

/// The records of stories that have more than one, in any order.
pub(super) type Groups = Vec<Vec<Seat>>;

/// Finds the stories that have more than one record, and whether any two records of a minute may open alike. `records` are
/// all the day's, by time.
pub(super) fn groups(view: &View<'_>, records: &[Timed]) -> (Groups, bool) {
    let (mut stories, mut any_alike) = (Stories::default(), false);
    stories.number(view, records);
    for minute in records
        .chunk_by(|a, b| a.minute() == b.minute())
        .filter(|minute| minute.len() > 1)
    {
        let alike = may_open_alike(minute, |timed| timed.opening);
        any_alike |= alike;
        let all_tell = || {
            minute
                .iter()
                .all(|timed| timed.flags.has(ItemFlags::DISTINCT_OPENING))
        };
        if (alike || !all_tell()) && may_be_alike(view, minute) {
            let seats: Vec<_> = minute.iter().map(|timed| timed.seat).collect();
            stories.compare(view, &seats);
        }
    }
    (stories.into_groups(), any_alike)
}

/// Whether two of a minute's stories may open alike; of many it is found out by sorting them.
pub(super) fn may_open_alike<T>(minute: &[T], opening: impl Fn(&T) -> u64) -> bool {
    let stands_in = |few: &[T], one: &T| few.iter().any(|other| opening(other) == opening(one));
    minute.len() > FEW
        || minute
            .iter()
            .enumerate()
            .any(|(at, one)| stands_in(&minute[..at], one))
}

/// Of more records in a minute it is not asked of each pair whether it is alike.
const FEW: usize = 16;

/// Whether two records of a minute may tell the same. In most minutes none do, and their openings alone tell.
fn may_be_alike(view: &View<'_>, minute: &[Timed]) -> bool {
    let differ = |a: &Timed, b: &Timed| {
        let tell =
            a.flags.has(ItemFlags::DISTINCT_OPENING) && b.flags.has(ItemFlags::DISTINCT_OPENING);
        (tell && a.opening != b.opening) || are_apart(view.text(a.seat), view.text(b.seat))
    };
    let is_new =
        |(at, one): (usize, &Timed)| minute.iter().take(at).all(|other| differ(other, one));
    if minute.len() > FEW {
        !all_tell_apart(minute)
    } else {
        !minute.iter().enumerate().all(is_new)
    }
}

/// Whether all openings tell, and each tells another story.
fn all_tell_apart(minute: &[Timed]) -> bool {
    let mut known = HashSet::with_capacity(minute.len());
    minute
        .iter()
        .all(|timed| timed.flags.has(ItemFlags::DISTINCT_OPENING) && known.insert(timed.opening))
}

/// Whether two texts surely tell different stories.
fn are_apart(a: &str, b: &str) -> bool {
    !has_unclosed_title(a) && !has_unclosed_title(b) && Telling::of(a).parts_early(&Telling::of(b))
}

/// What was found so far.
#[derive(Default)]
struct Stories {
    numbered: Vec<(u64, Seat)>,
    unnumbered: Groups,
}

impl Stories {
    /// Brings together what the wire gave one number, in whatever minutes it stands.
    fn number(&mut self, view: &View<'_>, records: &[Timed]) {
        if view.has_extras() {
            let seats = records.iter().map(|timed| timed.seat);
            self.numbered
                .extend(seats.filter_map(|seat| Some((view.wire_id(seat)?, seat))));
        }
    }

    /// Brings together what tells the same in one minute.
    fn compare(&mut self, view: &View<'_>, minute: &[Seat]) {
        let Some(chains) = chains(view, minute) else {
            return;
        };
        for chain in chains.chunk_by(|a, b| a.0 == b.0) {
            let unnumbered = chain
                .iter()
                .map(|&(_, seat)| seat)
                .filter(|&seat| view.wire_id(seat).is_none());
            let numbered = chain
                .iter()
                .filter_map(|&(_, seat)| Some((view.wire_id(seat)?, seat)));
            // The longest text knows best which of several numbers a chain has; of equal ones the lowest.
            let number = numbered
                .max_by_key(|&(id, seat)| (Telling::of(view.text(seat)).len(), u64::MAX - id));
            match number {
                Some((number, _)) => self.numbered.extend(unnumbered.map(|seat| (number, seat))),
                None if chain.len() > 1 => self.unnumbered.push(unnumbered.collect()),
                None => {}
            }
        }
    }

    fn into_groups(mut self) -> Groups {
        self.numbered.sort_unstable();
        let stories = self
            .numbered
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|story| story.len() > 1);
        self.unnumbered
            .extend(stories.map(|story| story.iter().map(|&(_, seat)| seat).collect()));
        self.unnumbered
    }
}

/// The records of a minute by the chain they belong to, as pairs of chain and record, ascending; `None` where no record
/// is like another.
fn chains(view: &View<'_>, minute: &[Seat]) -> Option<Vec<(usize, Seat)>> {
    let mut told: Vec<_> = minute
        .iter()
        .map(|&seat| (Telling::of(view.text(seat)), seat))
        .collect();
    told.sort_by(|a, b| a.0.compare(&b.0));
    let mut ends = ends(&told);
    adopt_open_titles(view, &told, &mut ends);
    if ends.iter().enumerate().all(|(at, &end)| at == end) {
        return None;
    }
    let mut chains: Vec<_> = ends
        .into_iter()
        .zip(told.iter().map(|told| told.1))
        .collect();
    chains.sort_unstable();
    Some(chains)
}

/// For each of the sorted texts, which is the longest it is a cut of: itself, where there is none.
fn ends(told: &[(Telling<'_>, Seat)]) -> Vec<usize> {
    let mut parents = vec![None; told.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, (telling, _)) in told.iter().enumerate() {
        while let Some(&top) = open.last() {
            if told[top].0.is_cut_of(telling) {
                parents[at] = Some(top);
                break;
            }
            open.pop();
        }
        open.push(at);
    }
    if parents.iter().all(Option::is_none) {
        return (0..told.len()).collect();
    }
    longest_descendants(told, &parents)
}

/// Children stand behind their parents, so one walk from the back hands every text's longest end up to what was cut from it.
fn longest_descendants(told: &[(Telling<'_>, Seat)], parents: &[Option<usize>]) -> Vec<usize> {
    let lens: Vec<usize> = told.iter().map(|told| told.0.len()).collect();
    let mut ends: Vec<usize> = (0..told.len()).collect();
    for at in (0..told.len()).rev() {
        let end = ends[at];
        if let Some(parent) = parents[at]
            && (lens[end], ends[parent]) > (lens[ends[parent]], end)
        {
            ends[parent] = end;
        }
    }
    // A text equal to its parent has an end of its own only where nothing is longer: then they share the parent's.
    for at in 0..told.len() {
        if let Some(parent) = parents[at]
            && lens[at] == lens[parent]
        {
            ends[at] = ends[parent];
        }
    }
    ends
}

/// A text that was cut within its title is compared with whole texts, titles included.
fn adopt_open_titles(view: &View<'_>, told: &[(Telling<'_>, Seat)], ends: &mut [usize]) {
    let is_open = |at: usize| has_unclosed_title(view.text(told[at].1));
    let open: Vec<usize> = (0..told.len()).filter(|&at| is_open(at)).collect();
    if open.is_empty() {
        return;
    }
    let mut whole: Vec<_> = (0..told.len())
        .map(|at| (Telling::whole(view.text(told[at].1)), at as Seat))
        .collect();
    whole.sort_by(|a, b| a.0.compare(&b.0));
    let found = self::ends(&whole);
    let original = ends.to_vec();
    for (at, end) in found.into_iter().enumerate() {
        let (text, of) = (whole[at].1 as usize, whole[end].1 as usize);
        if is_open(text) && text != of {
            ends[text] = original[of];
        }
    }
}
