//! Counts the items of all days that each rule hits. Of old days only numbers are kept: four bytes for each rule and day.
//!
//! After a change, the days and rules that it leaves alone are not counted again. Days whose hits are known cost nothing.

use std::collections::HashMap;
use std::mem;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Weak};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use super::finder::RuleSearch;
use super::hits::RuleHits;
use super::joint_rules::JointRules;
use super::rule_set::{RuleIndex, RuleSet};
use super::taught::TaughtRules;
use super::totals::RuleTotals;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::Day;
use crate::worker::in_parallel;

/// How long it counts before requests have their turn. A day is counted as a whole.
const MAX_TIME: Duration = Duration::from_millis(5);
/// How many threads count. The system reads files to say how many there can be.
static THREADS: LazyLock<usize> = LazyLock::new(|| available_parallelism().map_or(1, usize::from));
/// The most days that are counted in that time.
const MAX_DAYS: usize = 256;

/// Counts hits, and remembers how many there are.
#[derive(Debug, Default)]
pub struct RuleCounter {
    rules: Arc<RuleSet>,
    knowledge: Arc<Knowledge>,
    /// The days of the timeline, oldest first.
    days: Vec<CountedDay>,
    /// Of each rule, in the order of the file.
    totals: Vec<RuleTotal>,
    /// The number of oldest days among which some may not be counted.
    left: usize,
    /// What searches for the rules that were counted last. They have the same numbers to be counted in most days.
    search: Option<CountedRules>,
}

#[derive(Debug)]
struct CountedRules {
    rules: Vec<RuleIndex>,
    search: Arc<JointRules>,
}

#[derive(Debug)]
struct CountedDay {
    date: NewsDay,
    /// The day that was counted. It is not kept for this alone.
    day: Weak<Day>,
    /// Of each rule, in the order of the file; `None` is [`UNKNOWN`], which takes no more room than a number.
    counts: Box<[u32]>,
}

/// Marks a number that is not known. No day has so many items.
const UNKNOWN: u32 = u32::MAX;

/// The sum of a rule's numbers.
#[derive(Clone, Copy, Debug, Default)]
struct RuleTotal {
    items: usize,
    /// How many days are not counted.
    unknown: usize,
}

impl RuleCounter {
    /// Follows a search to other items, rules and knowledge. `hits` are those that it found.
    pub fn follow(&mut self, search: &RuleSearch, hits: &RuleHits) {
        self.follow_rules(&search.rules);
        self.follow_knowledge(&search.knowledge);
        self.follow_days(search.timeline.days());
        for date in hits.days() {
            self.take_hits(date, hits);
        }
        self.leave_out_days();
        self.left = self.days.len();
    }

    /// Counts for a moment, the newest days first. False if nothing is left to be counted.
    pub fn count_some(&mut self, taught: &TaughtRules) -> bool {
        let Some(newest) = self.next_unknown() else {
            return false;
        };
        let rules = self.unknown(newest);
        let days = self.days.get(..=newest).unwrap_or_default();
        let days = days.iter().enumerate().rev();
        // Without a day that is gone: a search of a timeline without it follows.
        let days = days.filter_map(|(at, day)| Some((at, day.day.upgrade()?)));
        let days = days.take_while(|(at, _)| self.unknown(*at) == rules);
        let days: Vec<_> = days.take(MAX_DAYS).collect();
        if days.is_empty() {
            return false;
        }
        let search = self.search_for(rules, taught);
        let counted = count_days(&search, &days, &self.knowledge);
        let is_any = !counted.is_empty();
        for (at, counts) in counted {
            for (rule, count) in counts {
                self.set(at, rule, count);
            }
        }
        is_any
    }

    /// What is known by now.
    pub fn totals(&self) -> RuleTotals {
        let totals = self.totals.iter();
        let totals = totals.map(|total| (total.unknown == 0).then_some(total.items));
        RuleTotals::new(Arc::clone(&self.rules), totals)
    }

    /// The newest day in which a rule is not counted.
    fn next_unknown(&mut self) -> Option<usize> {
        if self.totals.iter().all(|total| total.unknown == 0) {
            return None;
        }
        while let Some(at) = self.left.checked_sub(1) {
            if self.days.get(at)?.counts.contains(&UNKNOWN) {
                return Some(at);
            }
            self.left = at;
        }
        None
    }

    /// The rules that are not counted in a day.
    fn unknown(&self, at: usize) -> Vec<RuleIndex> {
        let counts = self.days.get(at).map(|day| &*day.counts);
        let rules = self.rules.in_order().map(|(index, _)| index);
        let counted = rules.zip(counts.unwrap_or_default());
        counted
            .filter_map(|(index, count)| (*count == UNKNOWN).then_some(index))
            .collect()
    }

    /// What searches for these rules.
    fn search_for(&mut self, rules: Vec<RuleIndex>, taught: &TaughtRules) -> Arc<JointRules> {
        if let Some(last) = self.search.as_ref().filter(|last| last.rules == rules) {
            return Arc::clone(&last.search);
        }
        let are_all = rules.len() == self.rules.rules().len();
        let search = if are_all && Arc::ptr_eq(taught.rules(), &self.rules) {
            Arc::clone(taught.all())
        } else {
            let is_taken = |index: RuleIndex| rules.contains(&index);
            Arc::new(JointRules::new(&self.rules, &self.knowledge, is_taken))
        };
        self.search = Some(CountedRules {
            rules,
            search: Arc::clone(&search),
        });
        search
    }

    /// Keeps the numbers of rules that hit the same items as before.
    fn follow_rules(&mut self, rules: &Arc<RuleSet>) {
        if Arc::ptr_eq(&self.rules, rules) {
            return;
        }
        let former = rules.same_in(&self.rules);
        for day in &mut self.days {
            let count = |former: &Option<RuleIndex>| {
                former.map_or(UNKNOWN, |former| day.counts[former.place()])
            };
            day.counts = former.iter().map(count).collect();
        }
        self.rules = Arc::clone(rules);
        self.search = None;
        self.totals = vec![RuleTotal::default(); former.len()];
        for day in &self.days {
            for (total, count) in self.totals.iter_mut().zip(&day.counts) {
                total.add(*count);
            }
        }
    }

    /// Forgets the numbers that other names or marks may change.
    fn follow_knowledge(&mut self, knowledge: &Arc<Knowledge>) {
        let before = mem::replace(&mut self.knowledge, Arc::clone(knowledge));
        if !ptr::eq(before.stock_names(), knowledge.stock_names()) {
            self.search = None;
            let all: Vec<_> = (0..self.days.len()).collect();
            self.forget(&all, Matcher::reads_stock_names);
        }
        if !ptr::eq(before.marks(), knowledge.marks()) {
            let days = knowledge.marks().days_unlike(before.marks()).into_iter();
            let days: Vec<_> = days.filter_map(|date| self.index(date)).collect();
            self.forget(&days, Matcher::reads_marks);
        }
    }

    /// Forgets the numbers of some rules in some days.
    fn forget(&mut self, days: &[usize], is_outdated: fn(&Matcher) -> bool) {
        let rules = Arc::clone(&self.rules);
        let outdated = rules.in_order();
        let outdated = outdated.filter(|(_, rule)| is_outdated(rule.matcher()));
        for (rule, _) in outdated {
            days.iter().for_each(|at| self.set(*at, rule, UNKNOWN));
        }
    }

    /// Takes over the days of a timeline. Those that have changed are to be counted again.
    fn follow_days(&mut self, days: &[Arc<Day>]) {
        let dates = days.iter().map(|day| day.day());
        if !self.days.iter().map(|day| day.date).eq(dates) {
            let known = mem::take(&mut self.days).into_iter();
            let mut known: HashMap<_, _> = known.map(|day| (day.date, day)).collect();
            self.days = days
                .iter()
                .map(|day| {
                    let known = known.remove(&day.day());
                    known.unwrap_or_else(|| CountedDay::new(day, &mut self.totals))
                })
                .collect();
            for gone in known.into_values() {
                gone.leave(&mut self.totals);
            }
        }
        for (known, day) in self.days.iter_mut().zip(days) {
            if known.day.as_ptr() != Arc::as_ptr(day) {
                let former = mem::replace(known, CountedDay::new(day, &mut self.totals));
                former.leave(&mut self.totals);
            }
        }
    }

    /// A rule such as one with `last:2h` hits nothing on other days than its own. It is another one every minute.
    fn leave_out_days(&mut self) {
        let rules = Arc::clone(&self.rules);
        for (index, rule) in rules.in_order() {
            let days = rule.query().days();
            for at in 0..self.days.len() {
                let day = &self.days[at];
                if day.counts[index.place()] == UNKNOWN && !days.contains(day.date) {
                    self.set(at, index, 0);
                }
            }
        }
    }

    /// Takes over the numbers of a day whose hits are known.
    fn take_hits(&mut self, date: NewsDay, hits: &RuleHits) {
        let Some(at) = self.index(date) else { return };
        if !self.days[at].counts.contains(&UNKNOWN) {
            return;
        }
        let rules = Arc::clone(&self.rules);
        for (rule, _) in rules.in_order() {
            let count = hits.on_day(rule, date);
            self.set(at, rule, u32::try_from(count).unwrap_or(UNKNOWN - 1));
        }
    }

    fn index(&self, date: NewsDay) -> Option<usize> {
        self.days.binary_search_by_key(&date, |day| day.date).ok()
    }

    fn set(&mut self, at: usize, rule: RuleIndex, count: u32) {
        let counts = self.days.get_mut(at).map(|day| &mut day.counts);
        let before = counts.and_then(|counts| counts.get_mut(rule.place()));
        if let (Some(before), Some(total)) = (before, self.totals.get_mut(rule.place())) {
            total.remove(mem::replace(before, count));
            total.add(count);
        }
    }
}

/// Counts in these days, on all processors, until [`MAX_TIME`] is over.
fn count_days(
    search: &JointRules,
    days: &[(usize, Arc<Day>)],
    knowledge: &Knowledge,
) -> Vec<(usize, Vec<(RuleIndex, u32)>)> {
    let (until, next) = (Instant::now() + MAX_TIME, AtomicUsize::new(0));
    let count = || {
        let mut counted = Vec::new();
        while let Some((at, day)) = days.get(next.fetch_add(1, Ordering::Relaxed)) {
            counted.push((*at, search.counts(day, knowledge).collect()));
            if Instant::now() >= until {
                break;
            }
        }
        counted
    };
    let counted = in_parallel("rules", THREADS.min(days.len()), count);
    counted.into_iter().flatten().collect()
}

impl CountedDay {
    /// A day in which nothing is counted.
    fn new(day: &Arc<Day>, totals: &mut [RuleTotal]) -> Self {
        totals.iter_mut().for_each(|total| total.add(UNKNOWN));
        Self {
            date: day.day(),
            day: Arc::downgrade(day),
            counts: vec![UNKNOWN; totals.len()].into(),
        }
    }

    fn leave(self, totals: &mut [RuleTotal]) {
        for (total, count) in totals.iter_mut().zip(self.counts) {
            total.remove(count);
        }
    }
}

impl RuleTotal {
    const fn add(&mut self, count: u32) {
        match count {
            UNKNOWN => self.unknown += 1,
            count => self.items += count as usize,
        }
    }

    const fn remove(&mut self, count: u32) {
        match count {
            UNKNOWN => self.unknown -= 1,
            count => self.items -= count as usize,
        }
    }
}
