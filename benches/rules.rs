//! What 200 rules and a list of 5,000 words cost: `cargo bench --bench rules`.
//!
//! The newest seven days have 700 entries each, as a busy wire has. Their hits are found first; of older days only numbers are
//! counted. `DIANBAO_CORPUS` may name a folder with an archive of any size; without it, one of 1.7 million items is made.

mod synthetic;

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use chrono::{Days, NaiveDate};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dianbao::app::{self, App, Message};
use dianbao::config::Config;
use dianbao::dump::{self, Dump, DumpChange, ReadOptions};
use dianbao::feed::{self, FeedEvent};
use dianbao::filter::FilterPlan;
use dianbao::item::Stamp;
use dianbao::knowledge::Knowledge;
use dianbao::moment::TimeContext;
use dianbao::names::NameLearner;
use dianbao::path::FilePath;
use dianbao::query::{self, ListTerm, Watchlist, Watchlists};
use dianbao::rules::{self, RuleCounter, RuleFinder, RuleSearch, RuleSet, RulesNews};
use dianbao::timeline::{Store, Timeline};
use dianbao::watch::{WatchSettings, WatchStatus};
use divan::{AllocProfiler, Bencher};

const RULES: usize = 200;
const LISTED: usize = 5_000;
const DAYS: u64 = 8;
const ENTRIES: u64 = 700;
/// The archive that is made: 1.7 million items.
const ARCHIVE_DAYS: u64 = 3_780;
const ARCHIVE_ENTRIES: u64 = 450;

/// The memory that hits and their finder take is among the results.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// What every tenth rule reads besides: a search has to look at the figures in each text, but finds words in all at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mix {
    Words,
    Amounts,
}

/// Rules of all kinds: words, exclusions, fields, and the list in every tenth.
fn text(mix: Mix) -> String {
    let mut text = String::new();
    for nth in 0..RULES {
        let query = match nth % 10 {
            0 => format!("in:持仓 -第{nth}号"),
            1 => format!("is:red title:第{nth}期"),
            2 if mix == Mix::Amounts => format!("amount>={nth}亿"),
            2 => format!("level:A | 云帆{nth}"),
            3 => format!("/第{nth}[期号]/"),
            _ => format!("云岭{nth} | 半导体{nth} | 星河{nth} | 公告{nth}"),
        };
        let rule = format!("[[rule]]\nname = '{nth}'\nquery = '{query}'\nunless = '龙虎榜'\n");
        text.push_str(&rule);
    }
    text
}

fn lists() -> Watchlists {
    list(std::iter::empty())
}

/// A list of these names, and of others that few texts have.
fn list(names: impl Iterator<Item = String>) -> Watchlists {
    let others = (0..LISTED).map(|nth| format!("名称{nth:04}"));
    let terms = names.chain(others).take(LISTED).map(ListTerm::Word);
    Watchlists::from_iter([Watchlist::new("持仓.txt".to_owned(), terms.collect())])
}

/// A list with the names of stocks that an archive has.
fn lists_of(timeline: &Timeline) -> Watchlists {
    let names = NameLearner::default().learn(&timeline.dumps());
    let names: BTreeSet<_> = names
        .known()
        .iter()
        .map(|name| name.written.clone())
        .collect();
    list(names.into_iter())
}

fn parse(text: &str, lists: &Watchlists) -> Arc<RuleSet> {
    let times = TimeContext::at(Stamp::default());
    match rules::parse("rules.toml", text, &times, lists) {
        Ok(rules) => Arc::new(rules),
        Err(errors) => unreachable!("{errors}"),
    }
}

fn read(date: NaiveDate, text: String) -> Arc<Dump> {
    let name = FilePath::from(PathBuf::from(format!("财联社【普通】电报_{date}.md")));
    match dump::read(&name, Bytes::from(text), ReadOptions::default()) {
        Some(dump) => Arc::new(dump),
        None => unreachable!("{date} is no dump"),
    }
}

/// The days before and after an arrival.
fn timelines() -> [Arc<Timeline>; 2] {
    let mut random = synthetic::SyntheticRandom::new(1);
    let first = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let mut store = Store::default();
    let days: Vec<_> = (0..DAYS)
        .map(|nth| {
            let date = first + Days::new(nth);
            let [plain, _] = synthetic::day(&mut random, date, ENTRIES);
            (date, plain)
        })
        .collect();
    let dumps = days.iter().map(|(date, text)| read(*date, text.clone()));
    let before = store.apply(dumps.map(DumpChange::Read).collect()).timeline;
    let Some((date, mut text)) = days.into_iter().next_back() else {
        unreachable!("there are days");
    };
    let _ = writeln!(text, "**[05:29]** 名称0007公告，签订合同。\n");
    let after = store
        .apply(vec![DumpChange::Read(read(date, text))])
        .timeline;
    assert_eq!(after.len(), before.len() + 1);
    [before, after]
}

fn search(
    rules: &Arc<RuleSet>,
    knowledge: &Arc<Knowledge>,
    timeline: &Arc<Timeline>,
) -> RuleSearch {
    RuleSearch {
        rules: Arc::clone(rules),
        timeline: Arc::clone(timeline),
        knowledge: Arc::clone(knowledge),
        older: Vec::new(),
        counts_all: true,
        number: 0,
    }
}

/// What a worker does before the first screen, beside the feed.
#[divan::bench(sample_count = 20)]
fn parse_200_rules(bencher: Bencher<'_, '_>) {
    let (text, lists) = (text(Mix::Amounts), lists());
    bencher.bench_local(|| parse(&text, &lists));
}

/// The first search of the newest days, on a worker.
#[divan::bench(sample_count = 10)]
fn find_in_seven_days(bencher: Bencher<'_, '_>) {
    let rules = parse(&text(Mix::Amounts), &lists());
    let [timeline, _] = timelines();
    let search = search(&rules, &Arc::default(), &timeline);
    bencher.bench_local(|| RuleFinder::default().find(&search));
}

/// The searches after one item arrived and after it left again, on a worker.
#[divan::bench(sample_count = 50)]
fn find_after_an_arrival(bencher: Bencher<'_, '_>) {
    let rules = parse(&text(Mix::Amounts), &lists());
    // As in the reader: other names would make all hits wrong.
    let knowledge = Arc::default();
    let [before, after] = timelines().map(|timeline| search(&rules, &knowledge, &timeline));
    let mut finder = RuleFinder::default();
    finder.find(&before);
    bencher.with_inputs(|| ()).bench_local_values(|()| {
        let hits = finder.find(&after);
        finder.find(&before);
        hits
    });
}

/// What 256 arrivals cost before a worker has found their hits: the main thread looks which of them are folded.
#[divan::bench(sample_count = 50)]
fn fold_a_burst(bencher: Bencher<'_, '_>) {
    let rules = parse(&text(Mix::Amounts), &lists());
    let [timeline, _] = timelines();
    let hits = RuleFinder::default().find(&search(&rules, &Arc::default(), &timeline));
    let items = || timeline.days().iter().rev().flat_map(|day| day.items());
    bencher
        .with_inputs(|| hits.clone())
        .bench_local_refs(|hits| hits.fold_arrived(items().take(256)));
}

/// A large archive, loaded once.
fn archive() -> Arc<Timeline> {
    static LOADED: OnceLock<Arc<Timeline>> = OnceLock::new();
    let load = |folder: &Path| {
        let settings = WatchSettings {
            paths: vec![folder.to_owned()],
            ..WatchSettings::default()
        };
        feed::load_all(&settings).timeline
    };
    let timeline = LOADED.get_or_init(|| {
        if let Some(folder) = env::var_os("DIANBAO_CORPUS") {
            return load(Path::new(&folder));
        }
        let Ok(folder) = tempfile::tempdir() else {
            unreachable!("no folder for the archive");
        };
        let made = synthetic::archive(folder.path(), ARCHIVE_DAYS, ARCHIVE_ENTRIES);
        assert!(made.is_ok(), "{made:?}");
        load(folder.path())
    });
    Arc::clone(timeline)
}

/// The hits of the newest days behind the first screen of a large archive. The memory is what they take.
#[divan::bench(sample_count = 10)]
fn find_in_an_archive(bencher: Bencher<'_, '_>) {
    let rules = parse(&text(Mix::Amounts), &lists());
    let search = search(&rules, &Arc::default(), &archive());
    bencher.bench_local(|| RuleFinder::default().find(&search));
}

/// The numbers of all days, which a worker counts once those of the newest seven are known. The memory is what they take.
#[divan::bench(args = [Mix::Words, Mix::Amounts], sample_count = 3, sample_size = 1)]
fn count_in_an_archive(bencher: Bencher<'_, '_>, mix: Mix) {
    let timeline = archive();
    let rules = parse(&text(mix), &lists_of(&timeline));
    let search = search(&rules, &Arc::default(), &timeline);
    let mut finder = RuleFinder::default();
    let hits = finder.find(&search);
    bencher.bench_local(|| {
        let mut counter = RuleCounter::default();
        counter.follow(&search, &hits);
        while counter.count_some(finder.taught()) {}
        counter.totals()
    });
}

/// The hits and all numbers after one item arrived and after it left again, on a worker.
#[divan::bench(sample_count = 50)]
fn count_after_an_arrival(bencher: Bencher<'_, '_>) {
    let rules = parse(&text(Mix::Amounts), &lists());
    let knowledge = Arc::default();
    let changes = |dump: Arc<Dump>| DumpChange::Read(dump);
    let mut store = Store::default();
    let before = store.apply(archive().dumps().into_iter().map(changes).collect());
    let Some(newest) = before.timeline.dumps().into_iter().next() else {
        unreachable!("the archive has dumps");
    };
    let text = [
        &*newest.text,
        "**[05:29]** 名称0007公告，签订合同。\n\n".as_bytes(),
    ]
    .concat();
    let Some(grown) = dump::read(&newest.path, text.into(), ReadOptions::default()) else {
        unreachable!("the newest dump is none");
    };
    let after = store.apply(vec![changes(Arc::new(grown))]);
    assert_eq!(after.timeline.len(), before.timeline.len() + 1);
    let [before, after] =
        [before, after].map(|update| search(&rules, &knowledge, &update.timeline));
    let (mut finder, mut counter) = (RuleFinder::default(), RuleCounter::default());
    let mut count = |search: &RuleSearch| {
        counter.follow(search, &finder.find(search));
        while counter.count_some(finder.taught()) {}
    };
    count(&before);
    bencher.with_inputs(|| ()).bench_local_values(|()| {
        count(&after);
        count(&before);
    });
}

/// Counts the folded items of a day of 1,500, as the header does for each frame. Every third item has a row of its own. All folds
/// are shut, or one is open.
#[divan::bench(args = [false, true])]
fn count_folded(bencher: Bencher<'_, '_>, is_one_open: bool) {
    let mut text = String::from("# 财联社【普通】电报 - 2026-01-05\n\n---\n\n");
    for nth in 0..1_500 {
        let (hour, minute) = (6 + nth / 100, nth % 60);
        let name = if nth % 3 == 0 { "星河" } else { "云岭" };
        let _ = writeln!(text, "**[{hour:02}:{minute:02}]** {name}第{nth}号公告。\n");
    }
    let date = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let dump = DumpChange::Read(read(date, text));
    let update = Store::default().apply(vec![dump]);
    let rules = "[[rule]]\nname = '云岭'\nquery = '云岭'\nmute = 'fold'\n";
    let rules = parse(rules, &Watchlists::default());
    let mut app = App::new(Config::default(), Stamp::default());
    let mut send = |message| drop(app::update(&mut app, message));
    send(Message::Feed(FeedEvent::Update(update)));
    send(Message::Feed(FeedEvent::Status(WatchStatus::default())));
    send(Message::Rules(RulesNews::Read(Ok(rules))));
    let hits = RuleFinder::default().find(&app.rule_search());
    let mut send = |message| drop(app::update(&mut app, message));
    send(Message::Rules(RulesNews::Found(hits)));
    if is_one_open {
        for key in "za".chars() {
            let key = KeyEvent::new(KeyCode::Char(key), KeyModifiers::NONE);
            send(Message::Key(key));
        }
    }
    assert!(app.folded() > 900, "{}", app.folded());
    bencher.bench_local(|| app.folded());
}

/// What that is to be compared with: one search of the archive for 20 names, on one thread.
#[divan::bench(sample_count = 10)]
fn search_an_archive_for_20_names(bencher: Bencher<'_, '_>) {
    let names: Vec<_> = (0..20).map(|nth| format!("名称{nth:04}")).collect();
    let times = TimeContext::at(Stamp::default());
    let query = query::parse(&names.join(" | "), &times, &Watchlists::default());
    let Ok(Ok(matcher)) = query.map(|query| query.compile()) else {
        unreachable!("names are a query");
    };
    let plan = FilterPlan::new(matcher, Arc::default());
    let timeline = archive();
    bencher.bench_local(|| {
        let hits = timeline.days().iter().map(|day| plan.search_day(day).len());
        hits.sum::<usize>()
    });
}
