//! Counts what is new in the newest days.

use std::sync::Arc;

use super::rules::StatusRules;
use super::tables::StatusTables;
use crate::bar::{BarFacts, BarItem};
use crate::config::Config;
use crate::headless::outcome::Reported;
use crate::headless::request::ItemRequest;
use crate::headless::select::ItemSelector;
use crate::item::{NewsDay, Stamp};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::last_run::LastRun;
use crate::pace::{FeedPace, NewestAge};
use crate::rules::{RuleSet, TaughtRules};
use crate::state;
use crate::timeline::{Day, ItemRef, Timeline};

/// Counts the items of a request.
pub(super) struct StatusCounter<'a> {
    config: &'a Config,
    selector: ItemSelector,
    rules: Arc<RuleSet>,
    knowledge: Arc<Knowledge>,
    has_wrong_rules: bool,
}

/// The first unseen item of each kind, which is the newest.
#[derive(Default)]
struct FirstUnseen<'t> {
    any: Option<ItemRef<'t>>,
    red: Option<ItemRef<'t>>,
    hit: Option<ItemRef<'t>>,
}

impl<'a> StatusCounter<'a> {
    /// Teaches the query and the rules what they need, from the days that were read. What takes long is kept in `tables`.
    pub(super) fn new(
        request: &ItemRequest<'a>,
        read: &StatusRules,
        timeline: &Timeline,
        tables: &mut StatusTables,
    ) -> Result<Self, Reported> {
        let (context, rules) = (request.context, &read.set);
        // What is starred is not folded.
        let marks = if rules.reads_marks() || rules.has_folds() {
            Some(state::read_marks(&context.state).map_err(Reported::print)?)
        } else {
            request.marks()?
        };
        if let Some(marks) = marks {
            tables.know(KnowledgePart::Marks(Arc::new(marks)));
        }
        if rules.reads_stock_names() || request.reads_stock_names() {
            tables.learn_names(context.config, timeline);
        }
        Ok(Self {
            config: context.config,
            selector: tables.selector(request),
            rules: Arc::clone(rules),
            knowledge: Arc::clone(tables.knowledge()),
            has_wrong_rules: read.are_wrong,
        })
    }

    /// Counts. Without a last run nothing is known to be unseen, and the newest item is the news. `tables` are those that it was
    /// made with.
    pub(super) fn facts(
        &self,
        tables: &mut StatusTables,
        timeline: &Timeline,
        last_run: Option<&LastRun>,
        now: Stamp,
    ) -> BarFacts {
        let mut facts = BarFacts {
            now,
            rules: self.rule_names(),
            has_wrong_rules: self.has_wrong_rules,
            silent_for: self.silent_for(timeline, now),
            ..BarFacts::default()
        };
        let today = NewsDay::containing(now, self.config.settings.rollover);
        let mut unseen = Vec::new();
        for day in self.selector.days(timeline).into_iter().rev() {
            let rows = self.selector.rows(day);
            if day.day() == today {
                facts.today = rows.len();
            }
            if facts.newest.is_none() {
                facts.newest = rows.last().map(|&row| BarItem::new(item(day, row)));
            }
            if let Some(last_run) = last_run.filter(|last_run| day.day() >= last_run.from) {
                let items = rows.iter().rev().map(|&row| item(day, row));
                unseen.extend(items.filter(|item| last_run.is_unseen(*item)));
            }
        }
        let first = self.count(&unseen, tables, &mut facts);
        let matters = first.hit.or(first.red).or(first.any);
        facts.news = match last_run {
            Some(_) => matters.map(BarItem::new),
            None => facts.newest.clone(),
        };
        facts.hit = first.hit.map(BarItem::new);
        facts
    }

    /// Counts unseen items, the newest first. If there are none, nothing is built that searches for the rules: the line would take
    /// about twice as long.
    fn count<'t>(
        &self,
        unseen: &[ItemRef<'t>],
        tables: &mut StatusTables,
        facts: &mut BarFacts,
    ) -> FirstUnseen<'t> {
        let mut first = FirstUnseen::default();
        if !unseen.is_empty() {
            let rules = tables.rules(&self.rules);
            for item in unseen {
                self.count_one(*item, &rules, facts, &mut first);
            }
        }
        first
    }

    fn count_one<'t>(
        &self,
        item: ItemRef<'t>,
        taught: &TaughtRules,
        facts: &mut BarFacts,
        first: &mut FirstUnseen<'t>,
    ) {
        let (rules, hits) = (taught.rules(), taught.hits(item));
        let is_marked = || item.mark(self.knowledge.marks()).is_some();
        if rules.folding(&hits, is_marked).is_some() {
            return;
        }
        facts.unseen += 1;
        facts.red += usize::from(item.flags().is_red());
        for ((index, _), (_, count)) in rules.in_order().zip(&mut facts.rules) {
            *count += usize::from(hits.contains(&index));
        }
        if rules.any_matters(&hits) {
            facts.hits += 1;
            first.hit.get_or_insert(item);
        }
        first.any.get_or_insert(item);
        if item.flags().is_red() {
            first.red.get_or_insert(item);
        }
    }

    fn rule_names(&self) -> Vec<(String, usize)> {
        let rules = self.rules.rules().iter();
        rules.map(|rule| (rule.name().to_owned(), 0)).collect()
    }

    /// For how many minutes nothing came, if something should have, whatever the request is.
    fn silent_for(&self, timeline: &Timeline, now: Stamp) -> Option<u32> {
        let newest = timeline.newest()?.stamp();
        let age = NewestAge { now, newest };
        let pace = age.pace(self.config.settings.pace_limits());
        (pace == FeedPace::Silent).then(|| age.minutes())
    }
}

fn item(day: &Arc<Day>, row: u32) -> ItemRef<'_> {
    day.item(row as usize)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::cli::TimeBounds;
    use crate::dump::{self, DumpChange, ReadOptions};
    use crate::item::Rollover;
    use crate::moment::TimeContext;
    use crate::query::Watchlists;
    use crate::rules;
    use crate::state::Remembered;
    use crate::timeline::Store;

    fn timeline(text: &str) -> Arc<Timeline> {
        let text = format!("# 财联社【普通】电报 - 2026-01-06\n\n{text}");
        let dump = dump::read(&"2026-01-06".into(), text.into(), ReadOptions::default());
        let mut store = Store::default();
        store.apply(vec![DumpChange::Read(Arc::new(dump.unwrap()))]);
        store.timeline()
    }

    fn rules() -> Arc<RuleSet> {
        let text = "[[rule]]\nname = '甲'\nquery = '立案'\n";
        let times = TimeContext::at(Stamp::default());
        Arc::new(rules::parse("rules.toml", text, &times, &Watchlists::default()).unwrap())
    }

    /// A line without unseen items took about twice as long: what searches for the rules was built for nothing.
    #[rstest]
    #[case::nobody_knows(None, 0, false)]
    #[case::nothing_unseen(Some("2026-01-06T09:31:00"), 0, false)]
    #[case::unseen(Some("2026-01-06T09:30:00"), 1, true)]
    fn rules_are_searched_for_in_unseen_items(
        #[case] left: Option<&str>,
        #[case] hits: usize,
        #[case] is_built: bool,
    ) {
        let config = Config::default();
        let last_run = left.map(|left| {
            LastRun::new(&Remembered {
                last_kept: Stamp::from_beijing(left.parse().unwrap()),
                ..Remembered::default()
            })
        });
        let counter = StatusCounter {
            config: &config,
            selector: ItemSelector::new(
                TimeBounds::default(),
                None,
                &Arc::default(),
                Rollover::default(),
            ),
            rules: rules(),
            knowledge: Arc::default(),
            has_wrong_rules: false,
        };
        let timeline = timeline("**[09:31]** 云帆智造被立案。\n\n");
        let mut tables = StatusTables::default();
        let now = Stamp::default();
        let facts = counter.facts(&mut tables, &timeline, last_run.as_ref(), now);
        assert_eq!(facts.rules, [("甲".to_owned(), hits)]);
        // Rules that hit the same items get what was built.
        let kept = tables.rules(&rules());
        assert_eq!(Arc::ptr_eq(kept.rules(), &counter.rules), is_built);
    }
}
