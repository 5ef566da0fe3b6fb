//! The numbers of all days are those of a filter, and only what changed is counted again.

use std::sync::Arc;

use crossbeam_channel::unbounded;

use super::finding::{change, search};
use super::rules;
use crate::filter::FilterPlan;
use crate::item::{ItemId, Stamp};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::moment::TimeContext;
use crate::query::{self, ListTerm, Watchlist, Watchlists};
use crate::rules::{
    RuleCounter, RuleFinder, RuleSearch, RuleSet, RuleTotals, RulesJob, RulesNews, parse, start,
};
use crate::state::{Change, KeptStory, Marks};
use crate::timeline::{Store, Timeline};

const RULES: &str = "\
[[rule]]
name = '云帆'
query = '云帆 | 远山'
unless = '发电'
[[rule]]
name = '早'
query = '云帆'
until = '2026-05-12'
[[rule]]
name = '红'
query = 'is:red'
priority = 5
[[rule]]
name = '非'
query = '-小远'
";

/// Finds and counts, as the worker does.
#[derive(Default)]
struct Counting {
    finder: RuleFinder,
    counter: RuleCounter,
}

impl Counting {
    /// What is known at once.
    fn follow(&mut self, search: &RuleSearch) -> RuleTotals {
        let hits = self.finder.find(search);
        self.counter.follow(search, &hits);
        self.counter.totals()
    }

    /// What is known at last.
    fn count(&mut self, search: &RuleSearch) -> Vec<Option<usize>> {
        self.follow(search);
        while self.counter.count_some(self.finder.taught()) {}
        numbers(&self.counter.totals())
    }
}

fn numbers(totals: &RuleTotals) -> Vec<Option<usize>> {
    let rules = totals.rules().in_order();
    rules.map(|(index, _)| totals.of(index)).collect()
}

/// How many items filters with the queries of the rules find.
fn filtered(search: &RuleSearch) -> Vec<Option<usize>> {
    let now = search.timeline.newest().unwrap().stamp();
    let times = TimeContext::at(now);
    let count = |source: String| {
        let query = query::parse(&source, &times, search.knowledge.watchlists()).unwrap();
        let matcher = search.knowledge.teach(&query.compile().unwrap());
        let plan = FilterPlan::new(matcher, Arc::clone(&search.knowledge));
        let days = search.timeline.days().iter();
        Some(days.map(|day| plan.search_day(day).len()).sum())
    };
    let rules = search.rules.rules().iter();
    rules.map(|rule| count(rule.source())).collect()
}

/// Twenty days.
fn store() -> (Store, Arc<Timeline>) {
    let mut store = Store::default();
    let days = (1..=20).map(|day| change("普通", day, &["云帆上市", "远山发电", "小远降价"]));
    let timeline = store.apply(days.collect()).timeline;
    (store, timeline)
}

#[test]
fn numbers_are_those_of_a_filter() {
    let rules = Arc::new(rules(RULES).unwrap());
    let knowledge = Arc::default();
    let (mut store, timeline) = store();
    let mut counting = Counting::default();
    let all = counting.count(&search(&rules, &timeline, &knowledge));
    assert_eq!(all, [Some(20), Some(12), Some(0), Some(40)]);
    let changes = [
        // An arrival, and a new day.
        change(
            "普通",
            20,
            &["云帆上市", "远山发电", "小远降价", "云帆涨停"],
        ),
        change("普通", 21, &["远山涨停"]),
        // Old days: a promotion, a revision, fewer items, an arrival, and a day between others.
        change("加红", 3, &["云帆上市"]),
        change("普通", 4, &["云帆上市", "远山发电与小远", "小远降价"]),
        change("普通", 5, &["云帆上市"]),
        change("普通", 2, &["云帆上市", "远山发电", "小远降价", "云帆涨停"]),
        change("普通", 6, &[]),
    ];
    for (nth, change) in changes.into_iter().enumerate() {
        let timeline = store.apply(vec![change]).timeline;
        let search = search(&rules, &timeline, &knowledge);
        assert_eq!(counting.count(&search), filtered(&search), "change {nth}");
    }
}

/// What arrives is counted with its hits, and nothing is left to be counted.
#[test]
fn arrival_is_counted_at_once() {
    let rules = Arc::new(rules(RULES).unwrap());
    let knowledge = Arc::default();
    let (mut store, timeline) = store();
    let mut counting = Counting::default();
    let first = counting.follow(&search(&rules, &timeline, &knowledge));
    assert_eq!(numbers(&first), [None; 4], "old days are not counted yet");
    counting.count(&search(&rules, &timeline, &knowledge));
    let more = ["云帆上市", "远山发电", "小远降价", "云帆涨停"];
    let timeline = store.apply(vec![change("普通", 20, &more)]).timeline;
    let arrived = counting.follow(&search(&rules, &timeline, &knowledge));
    assert_eq!(numbers(&arrived), [Some(21), Some(12), Some(0), Some(41)]);
    assert!(!counting.counter.count_some(counting.finder.taught()));
}

/// A rule with `last:2h` is another one every minute.
#[test]
fn rule_is_counted_on_its_own_days_alone() {
    let text = "[[rule]]\nname = '新'\nquery = 'day:2026-05-20'\n\
        [[rule]]\nname = '旧'\nquery = 'day:2026-05-02'\n";
    let rules = Arc::new(rules(text).unwrap());
    let (_, timeline) = store();
    let search = search(&rules, &timeline, &Arc::default());
    let mut counting = Counting::default();
    assert_eq!(numbers(&counting.follow(&search)), [Some(3), None]);
    assert_eq!(counting.count(&search), [Some(3), Some(3)]);
}

#[test]
fn other_rules_keep_their_numbers() {
    let knowledge = Arc::default();
    let (_, timeline) = store();
    let mut counting = Counting::default();
    let mut follow = |text: &str| {
        let rules = Arc::new(rules(text).unwrap());
        let search = search(&rules, &timeline, &knowledge);
        let known = numbers(&counting.follow(&search));
        assert_eq!(counting.count(&search), filtered(&search));
        known
    };
    assert_eq!(follow(RULES), [None; 4]);
    let edited = RULES.replace("'2026-05-12'", "'2026-05-11'");
    assert_eq!(follow(&edited), [Some(20), None, Some(0), Some(40)]);
    // A look, another name and another order change no number.
    let looks =
        format!("[[rule]]\nname = '新'\nquery = '降价'\n{edited}style = {{ row = 'cyan' }}\n");
    let looks = looks.replace("name = '非'", "name = '除'");
    assert_eq!(
        follow(&looks),
        [None, Some(20), Some(11), Some(0), Some(40)]
    );
    assert_eq!(
        follow("[[rule]]\nname = '非'\nquery = '-小远'\n"),
        [Some(40)]
    );
    assert_eq!(follow(""), []);
}

/// Rules that name a list, with what was known before.
fn with_list(words: &[&str], before: &Arc<Knowledge>) -> (Arc<RuleSet>, Arc<Knowledge>) {
    let text =
        "[[rule]]\nname = '自选'\nquery = 'in:持仓'\n[[rule]]\nname = '云'\nquery = '云帆'\n";
    let words = words.iter().map(|word| ListTerm::Word((*word).to_owned()));
    let lists = Watchlists::from_iter([Watchlist::new("持仓.txt".to_owned(), words.collect())]);
    let times = TimeContext::at(Stamp::default());
    let rules = parse("rules.toml", text, &times, &lists).unwrap();
    let knowledge = before.with(KnowledgePart::Watchlists(Arc::new(lists)));
    let knowledge = knowledge.unwrap_or_else(|| Arc::clone(before));
    (Arc::new(rules), knowledge)
}

#[test]
fn other_list_is_counted_again() {
    let (_, timeline) = store();
    let mut counting = Counting::default();
    let mut knowledge = Arc::default();
    let mut follow = |words: &[&str]| {
        let (rules, known) = with_list(words, &knowledge);
        knowledge = known;
        let search = search(&rules, &timeline, &knowledge);
        let known = numbers(&counting.follow(&search));
        (known, counting.count(&search))
    };
    let all = |listed| vec![Some(listed), Some(20)];
    assert_eq!(follow(&["远山"]), (vec![None; 2], all(20)));
    assert_eq!(
        follow(&["远山"]),
        (all(20), all(20)),
        "the list is the same"
    );
    let (known, counted) = follow(&["远山", "小远"]);
    assert_eq!((known, counted), (vec![None, Some(20)], all(40)));
}

/// Only days on which something was starred are counted again, also old ones.
#[test]
fn numbers_follow_the_marks() {
    let text =
        "[[rule]]\nname = '藏'\nquery = '云帆 is:starred'\n[[rule]]\nname = '云'\nquery = '云帆'\n";
    let rules = Arc::new(rules(text).unwrap());
    let (_, timeline) = store();
    let mut counting = Counting::default();
    let mut marks = Marks::known();
    let mut count = |marks: &Marks| {
        let knowledge = KnowledgePart::Marks(Arc::new(marks.clone())).into();
        counting.count(&search(&rules, &timeline, &knowledge))
    };
    assert_eq!(count(&marks), [Some(0), Some(20)]);
    for (nth, starred) in [(2, 1), (19, 2)] {
        let item = timeline.days()[nth].item(0);
        let story = Arc::new(KeptStory {
            day: item.day(),
            stamp: item.stamp(),
            ids: vec![item.id()],
            text: item.text().to_owned(),
            file: "a.md".to_owned(),
        });
        let at = Some(item.stamp());
        marks.apply(&Change::Star { story, at });
        assert_eq!(count(&marks), [Some(starred), Some(20)]);
    }
    let unseen: ItemId = timeline.days()[0].item(0).id();
    marks.set_unseen(timeline.days()[0].day(), [unseen].into());
    assert_eq!(count(&marks), [Some(2), Some(20)]);
}

/// The worker publishes hits first, goes on by itself, and says only what is new.
#[test]
fn worker_counts_old_days_by_itself() {
    let (publish, published) = unbounded();
    let worker = start(move |news| publish.send(news).unwrap(), || ());
    let rules = Arc::new(rules(RULES).unwrap());
    let knowledge = Arc::default();
    let (mut store, timeline) = store();
    worker.send(RulesJob::Find(search(&rules, &timeline, &knowledge)));
    let counted = || match published.recv().unwrap() {
        RulesNews::Counted(totals) => Some(numbers(&totals)),
        RulesNews::Found(_) | RulesNews::Read(_) | RulesNews::Written(_) => None,
    };
    assert_eq!(counted(), None);
    assert_eq!(counted(), Some(vec![None; 4]));
    let all = vec![Some(20), Some(12), Some(0), Some(40)];
    assert_eq!(counted(), Some(all));
    // An arrival that no rule hits.
    let more = ["云帆上市", "远山发电", "小远降价", "小远涨价"];
    let timeline = store.apply(vec![change("普通", 20, &more)]).timeline;
    worker.send(RulesJob::Find(search(&rules, &timeline, &knowledge)));
    assert_eq!(counted(), None);
    drop(worker);
    assert!(published.recv().is_err(), "no number has changed");
}
