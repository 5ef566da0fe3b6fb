//! Where the entries of an item are, or were when they were exported.

use std::collections::HashMap;
use std::path::Path;

use super::item_ref::{ItemRef, SourceLocation};
use crate::dump::ExportedFacts;

/// A dump and a line in it, from 1.
type FileLine<'a> = (&'a Path, u32);

impl<'a> SourceLocation<'a> {
    /// What an export says about the record.
    fn exported(&self) -> Option<&'a ExportedFacts> {
        self.dump.extra(self.record)?.exported.as_deref()
    }

    /// The places that an export says.
    fn exported_places(&self) -> Vec<FileLine<'a>> {
        let places = self.exported().map_or(&[][..], |facts| &facts.places);
        let places = places.iter().map(|place| (&*place.path, place.line));
        places.collect()
    }
}

impl<'a> ItemRef<'a> {
    /// Where its entries are, or were when they were exported: that of the shown record first. An entry in a dump and in an
    /// export of it has one place.
    pub fn places(&self) -> Vec<FileLine<'a>> {
        let exported = |place: &SourceLocation<'a>| place.exported().is_some();
        let (exported, own): (Vec<_>, Vec<_>) = self.locations().partition(exported);
        let own = own.iter().map(|place| (place.path(), place.record.line));
        let mut lists = vec![own.collect::<Vec<_>>()];
        lists.extend(exported.iter().map(SourceLocation::exported_places));
        if self.location().exported().is_some() {
            lists.swap(0, 1);
        }
        merged(&lists)
    }
}

/// The places of all lists; one that several lists have counts as often as in the list that has it most.
fn merged<'a>(lists: &[Vec<FileLine<'a>>]) -> Vec<FileLine<'a>> {
    let (mut places, mut counts) = (Vec::new(), HashMap::new());
    for list in lists {
        let mut counts_here = HashMap::new();
        for &place in list {
            let here = counts_here.entry(place).or_insert(0);
            let known = counts.entry(place).or_insert(0);
            *here += 1;
            if *here > *known {
                *known = *here;
                places.push(place);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_counts_as_often_as_in_one_list() {
        let at = |line| (Path::new("a.md"), line);
        let lists = [vec![at(6)], vec![at(6), at(6), at(8)], vec![at(8), at(6)]];
        assert_eq!(merged(&lists), [at(6), at(6), at(8)]);
        // Looking each up in a list of the others takes 800 million comparisons, longer than a test may.
        let lists: Vec<_> = (0..40_000).map(|line| vec![at(line)]).collect();
        assert_eq!(merged(&lists).len(), 40_000);
    }
}
