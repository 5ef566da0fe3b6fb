//! Which of many matchers match the items of a day, or one item.
//!
//! The strings of all matchers are found in one walk over a text, so two hundred matchers and a list of five thousand names
//! take little longer than one search for as many names.

use super::strings_in_text::StringsFinder;
use crate::knowledge::Knowledge;
use crate::query::{Matcher, MatcherSet, SetEvaluator};
use crate::timeline::{Day, ItemRef};

/// Matchers that are searched for together.
#[derive(Debug)]
pub struct JointSearch {
    set: MatcherSet,
    strings: StringsFinder,
}

impl JointSearch {
    /// Joins matchers. They find the names of stocks that `knowledge` has.
    pub fn new<'m>(matchers: impl IntoIterator<Item = &'m Matcher>, knowledge: &Knowledge) -> Self {
        let set = MatcherSet::new(matchers, &knowledge.all_names());
        Self {
            strings: StringsFinder::new(set.strings()),
            set,
        }
    }

    /// The matchers that match an item, ascending, by their places. `knowledge` has the names of stocks that the matchers were
    /// taught; marks may be others.
    pub fn matching(&self, item: ItemRef<'_>, knowledge: &Knowledge) -> Vec<usize> {
        let (mut evaluator, mut found) = (SetEvaluator::new(&self.set), Vec::new());
        self.find_strings(item, true, &mut found);
        let item = item.for_query(knowledge.stock_names(), knowledge.marks());
        evaluator.matching(&item, &found).to_vec()
    }

    /// The same for the items of a day: passes each row that any matcher matches, ascending, with these matchers.
    pub fn search_day(
        &self,
        day: &Day,
        knowledge: &Knowledge,
        mut pass: impl FnMut(usize, &[usize]),
    ) {
        let (mut evaluator, mut found) = (SetEvaluator::new(&self.set), Vec::new());
        let has_extras = day.has_extras();
        for item in day.items() {
            found.clear();
            self.find_strings(item, has_extras, &mut found);
            if found.is_empty() && !self.set.needs_no_string() {
                continue;
            }
            let queried = item.for_query(knowledge.stock_names(), knowledge.marks());
            let matching = evaluator.matching(&queried, &found);
            if !matching.is_empty() {
                pass(item.row(), matching);
            }
        }
    }

    /// Adds the strings that the text of an item holds, or a title, stock or subject beside it.
    fn find_strings(&self, item: ItemRef<'_>, may_have_extras: bool, found: &mut Vec<usize>) {
        let mut find = |text: &[u8]| self.strings.find_each(text, |place| found.push(place));
        find(item.raw_text());
        if may_have_extras {
            let stocks = item.given_stocks();
            let stocks = stocks.flat_map(|stock| [stock.name.as_str(), &stock.code]);
            let words = item.title_beside().into_iter().chain(stocks);
            let words = words.chain(item.subjects());
            words.for_each(|word| find(word.as_bytes()));
        }
    }
}
