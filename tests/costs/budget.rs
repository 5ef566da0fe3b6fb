//! The costs of parsing, merging, filtering and drawing, and the memory kept of changes, in allocations and bytes.
//!
//! `tests/costs/budget.toml` holds the accepted numbers. A cost fails if it leaves them by more than the margin, in
//! either direction. `DIANBAO_ACCEPT=1 cargo test --test costs` rewrites the file.

#[allow(dead_code, reason = "the benches make whole archives with it")]
#[path = "../../benches/synthetic/mod.rs"]
mod synthetic;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use dianbao::dump::{self, Dump, DumpChange, ReadOptions};
use dianbao::filter::FilterPlan;
use dianbao::item::Stamp;
use dianbao::moment::TimeContext;
use dianbao::path::FilePath;
use dianbao::query::{self, Watchlists};
use dianbao::timeline::{Day, Store};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{Cost, alone, cost};

/// How many percent a cost may differ from its accepted number.
const MARGIN: u64 = 10;

fn budget() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/costs/budget.toml")
}

fn dumps() -> Vec<(FilePath, String)> {
    let mut random = synthetic::SyntheticRandom::new(7);
    let mut dumps = Vec::new();
    for day in 1..=5 {
        let date = NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        for (channel, text) in ["普通", "加红"]
            .iter()
            .zip(synthetic::day(&mut random, date, 400))
        {
            dumps.push((
                FilePath::from(PathBuf::from(format!("财联社【{channel}】电报_{date}.md"))),
                text,
            ));
        }
    }
    dumps
}

fn parse(dumps: Vec<(FilePath, String)>) -> Vec<Arc<Dump>> {
    dumps
        .into_iter()
        .map(
            |(path, text)| match dump::read(&path, text.into(), ReadOptions::default()) {
                Some(dump) => Arc::new(dump),
                None => panic!("{} is a dump", path.display()),
            },
        )
        .collect()
}

fn hits(days: &[Arc<Day>], query: &str) -> usize {
    let plan = FilterPlan::new(
        query::parse(
            query,
            &TimeContext::at(Stamp::default()),
            &Watchlists::default(),
        )
        .unwrap()
        .compile()
        .unwrap(),
        Arc::default(),
    );
    days.iter().map(|day| plan.search_day(day).len()).sum()
}

/// The least of three rounds: what the test harness allocates meanwhile is counted too.
fn least_measured() -> Vec<(&'static str, Cost)> {
    let mut costs = measured();
    for _ in 0..2 {
        for ((_, least), (_, cost)) in costs.iter_mut().zip(measured()) {
            *least = (least.0.min(cost.0), least.1.min(cost.1));
        }
    }
    costs
}

fn measured() -> Vec<(&'static str, Cost)> {
    let texts = dumps();
    let mut costs = Vec::new();
    // The first options of a process parse the embedded defaults, once.
    let _ = ReadOptions::default();
    let (parsing, dumps) = cost(|| parse(texts));
    costs.push(("parse", parsing));
    let (merging, store) = cost(|| {
        let mut store = Store::default();
        store.apply(dumps.into_iter().map(DumpChange::Read).collect());
        store
    });
    costs.push(("merge", merging));
    let timeline = store.timeline();
    assert!(
        timeline.len() > 1_900,
        "the archive has shrunk to {} items",
        timeline.len()
    );
    // The first query of a process loads character tables, which is no cost of a filter.
    hits(timeline.days(), "云岭");
    let (literal, found) = cost(|| hits(timeline.days(), "赤松半导体"));
    assert!(found > 50, "{found}");
    costs.push(("filter by a literal", literal));
    let (regex, found) = cost(|| hits(timeline.days(), r"/增长\d+\.\d+%/"));
    assert!(found > 50, "{found}");
    costs.push(("filter by a regular expression", regex));
    let mut terminal = Terminal::new(TestBackend::new(200, 50)).unwrap();
    let mut app = drawing::app(timeline);
    drawing::draw(&mut terminal, &mut app);
    let (frame, ()) = cost(|| drawing::draw(&mut terminal, &mut app));
    costs.push(("draw the same frame again", frame));
    drawing::fold_most(&mut app);
    drawing::draw(&mut terminal, &mut app);
    let (frame, ()) = cost(|| drawing::draw(&mut terminal, &mut app));
    costs.push(("draw the same frame with folds", frame));
    costs.push(("keep of changes", holding::kept()));
    costs
}

/// The memory kept of a day that changes again and again and has the same news at the end of each round.
mod holding {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use dianbao::dump::{self, Dump, DumpChange, ReadOptions};
    use dianbao::item::Stamp;
    use dianbao::path::FilePath;
    use dianbao::timeline::Store;

    use crate::{Cost, held};

    /// The rounds after which the history is full, and as much is known of what was lost as is remembered.
    const WARM_UP_ROUNDS: usize = 60;
    const ROUNDS: usize = 90;

    /// Returns a dump of entries that are reworded in each round.
    fn dump(name: &str, count: usize, round: usize) -> Arc<Dump> {
        let mut text =
            "# 财联社【普通】电报 - 2026-03-02\n> 统计周期：2026-03-02 05:30 至次日 05:30\n\n---\n\n".to_owned();
        for nth in 0..count {
            let (hour, minute) = (6 + nth / 600, nth / 10 % 60);
            writeln!(
                text,
                "**[{hour:02}:{minute:02}]** {name}第{nth:04}份公告，第{round:04}次更正。\n"
            )
            .unwrap();
        }
        match dump::read(
            &FilePath::from(format!("{name}.md").as_str()),
            text.into(),
            ReadOptions::default(),
        ) {
            Some(dump) => Arc::new(dump),
            None => panic!("{name} is a dump"),
        }
    }

    /// Rewords every story, and adds and removes a large dump.
    fn round(store: &mut Store, round: usize) {
        store.apply(vec![DumpChange::Read(dump("星河机械", 100, round))]);
        let large = dump("云岭药业", 1_000, round);
        store.apply(vec![DumpChange::Read(Arc::clone(&large))]);
        store.apply(vec![DumpChange::Gone(large.path.clone())]);
    }

    /// Returns the blocks and bytes of a store after many rounds, and checks that the later rounds add nothing.
    pub(super) fn kept() -> Cost {
        let before = held();
        let mut store = Store::default();
        store.report_arrivals();
        store.set_now(Stamp::default());
        let kept = || {
            let now = held();
            (now.0 - before.0, now.1 - before.1)
        };
        (0..WARM_UP_ROUNDS).for_each(|nth| round(&mut store, nth));
        let full = kept();
        (WARM_UP_ROUNDS..ROUNDS).for_each(|nth| round(&mut store, nth));
        let kept = kept();
        assert!(kept.1 * 100 <= full.1 * 103, "{full:?} became {kept:?}");
        kept
    }
}

mod drawing {
    use std::sync::Arc;

    use dianbao::app::{self, App, Message};
    use dianbao::config::Config;
    use dianbao::feed::FeedEvent;
    use dianbao::item::Stamp;
    use dianbao::moment::TimeContext;
    use dianbao::query::Watchlists;
    use dianbao::rules::{self, RuleFinder, RulesNews};
    use dianbao::timeline::{Timeline, Update};
    use dianbao::ui::{self, ScreenLayout};
    use dianbao::watch::WatchStatus;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    pub(super) fn app(timeline: Arc<Timeline>) -> App {
        let mut app = App::new(Config::default(), Stamp::default());
        app::update(
            &mut app,
            Message::Feed(FeedEvent::Update(Update {
                timeline,
                ..Update::default()
            })),
        );
        app
    }

    /// Folds three of four items.
    pub(super) fn fold_most(app: &mut App) {
        app::update(
            app,
            Message::Feed(FeedEvent::Status(WatchStatus::default())),
        );
        let text = "[[rule]]\nname = '多'\nquery = '-赤松半导体'\nmute = 'fold'\n";
        let times = TimeContext::at(Stamp::default());
        let rules = rules::parse("rules.toml", text, &times, &Watchlists::default()).unwrap();
        app::update(app, Message::Rules(RulesNews::Read(Ok(Arc::new(rules)))));
        let hits = RuleFinder::default().find(&app.rule_search());
        app::update(app, Message::Rules(RulesNews::Found(hits)));
        assert!(app.folded() > 100, "{}", app.folded());
    }

    pub(super) fn draw(terminal: &mut Terminal<TestBackend>, app: &mut App) {
        let size = terminal.size().unwrap();
        let layout = ScreenLayout::new(size, app);
        app::update(app, Message::Measured(layout.metrics()));
        let layout = ScreenLayout::new(size, app);
        terminal
            .draw(|frame| {
                ui::draw(frame, app, &layout);
            })
            .unwrap();
        app::update(app, Message::Drawn);
    }
}

fn budget_file(costs: &[(&str, Cost)]) -> String {
    let mut text = String::from(
        "# Allocations and bytes; tests/costs/budget.rs says how to accept new numbers.\n",
    );
    for (work, (blocks, bytes)) in costs {
        let _ = writeln!(
            text,
            "\n[\"{work}\"]\nallocations = {blocks}\nbytes = {bytes}"
        );
    }
    text
}

fn is_within(accepted: i64, found: u64) -> bool {
    let accepted = u64::try_from(accepted).unwrap_or(0);
    found.abs_diff(accepted) * 100 <= accepted.max(20) * MARGIN
}

#[test]
fn costs_stay_within_the_budget() {
    let _turn = alone();
    let costs = least_measured();
    if std::env::var_os("DIANBAO_ACCEPT").is_some() {
        std::fs::write(budget(), budget_file(&costs)).unwrap();
        return;
    }
    let accepted: toml::Table = std::fs::read_to_string(budget()).unwrap().parse().unwrap();
    let mut wrong = String::new();
    for (work, (blocks, bytes)) in costs {
        let number = |what: &str| accepted[work][what].as_integer().unwrap();
        println!(
            "{work}: {blocks} allocations ({} accepted), {bytes} bytes ({} accepted)",
            number("allocations"),
            number("bytes")
        );
        if !is_within(number("allocations"), blocks) || !is_within(number("bytes"), bytes) {
            let _ = writeln!(
                wrong,
                "{work}: {blocks} allocations and {bytes} bytes, where {} and {} were accepted",
                number("allocations"),
                number("bytes")
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "{wrong}accept with DIANBAO_ACCEPT=1 cargo test --test costs"
    );
}
