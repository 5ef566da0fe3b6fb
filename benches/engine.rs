//! Parse, merge, load, filter, draw: `cargo bench --bench engine`.

mod synthetic;

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use chrono::NaiveDate;
use dianbao::app::{self, App, Message};
use dianbao::config::Config;
use dianbao::dump::{self, Dump, DumpChange, ReadOptions};
use dianbao::feed::FeedEvent;
use dianbao::filter::FilterPlan;
use dianbao::item::Stamp;
use dianbao::moment::TimeContext;
use dianbao::path::FilePath;
use dianbao::query::{self, Watchlists};
use dianbao::terminal::backend::TerminalBackend;
use dianbao::timeline::{Day, IndexedDump, Store, Timeline, Update};
use dianbao::ui::{self, ScreenLayout};
use dianbao::{feed, watch};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Size;

fn texts(days: u32) -> Vec<(FilePath, Bytes)> {
    let mut random = synthetic::SyntheticRandom::new(1);
    let date = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap_or_default();
    (1..=days)
        .flat_map(|n| {
            let [plain, red] = synthetic::day(&mut random, date(n), 450);
            [("普通", plain, n), ("加红", red, n)]
        })
        .map(|(channel, text, n)| {
            let name = PathBuf::from(format!("财联社【{channel}】电报_{}.md", date(n)));
            (FilePath::from(name), Bytes::from(text))
        })
        .collect()
}

fn read(path: &FilePath, bytes: &Bytes) -> Option<Arc<Dump>> {
    dump::read(path, bytes.clone(), ReadOptions::default()).map(Arc::new)
}

fn timeline(days: u32) -> Arc<Timeline> {
    let mut store = Store::default();
    store.apply(
        texts(days)
            .iter()
            .filter_map(|(path, bytes)| read(path, bytes))
            .map(DumpChange::Read)
            .collect(),
    );
    store.timeline()
}

/// The size of the screen that is drawn.
const SIZE: Size = Size::new(200, 50);

fn main() {
    divan::main();
}

#[divan::bench(name = "parse a dump of a day")]
fn parse(bencher: Bencher<'_, '_>) {
    let texts = texts(1);
    let (path, bytes) = &texts[0];
    let bencher = bencher.counter(BytesCount::new(bytes.len()));
    bencher.bench_local(|| read(path, divan::black_box(bytes)));
}

#[divan::bench(name = "merge two dumps of a day")]
fn merge(bencher: Bencher<'_, '_>) {
    let texts = texts(1);
    let dumps = texts.iter().filter_map(|(path, bytes)| read(path, bytes));
    let dumps: Vec<_> = dumps.collect();
    let bencher = bencher.with_inputs(|| dumps.clone());
    bencher.bench_local_values(|dumps| {
        let indexed: Vec<_> = dumps.into_iter().map(IndexedDump::from).collect();
        Day::build_all(&indexed)
    });
}

#[divan::bench(name = "load 60 days, 27,000 entries")]
fn load(bencher: Bencher<'_, '_>) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    if synthetic::archive(folder.path(), 60, 450).is_err() {
        return;
    }
    let settings = watch::WatchSettings {
        paths: vec![folder.path().to_owned()],
        ..watch::WatchSettings::default()
    };
    bencher.bench_local(|| feed::load_all(&settings).timeline.len());
}

/// Queries of different costs: a frequent and a rare literal, a word in either case, a regular expression, fields.
#[divan::bench(args = ["同比增长", "绝无此词", "helios", r"/增长\d+\.\d+%/", "title:星河 -云岭"])]
fn filter(bencher: Bencher<'_, '_>, text: &str) {
    let timeline = timeline(28);
    let Ok(Ok(matcher)) = query::parse(
        text,
        &TimeContext::at(Stamp::default()),
        &Watchlists::default(),
    )
    .map(|query| query.compile()) else {
        return;
    };
    let plan = FilterPlan::new(matcher, Arc::default());
    let bencher = bencher.counter(ItemsCount::new(timeline.len()));
    bencher.bench_local(|| {
        let hits = timeline.days().iter().map(|day| plan.search_day(day).len());
        hits.sum::<usize>()
    });
}

fn draw_on<B: Backend>(terminal: &mut Terminal<B>, app: &mut App) {
    let Ok(size) = terminal.size() else { return };
    let layout = ScreenLayout::new(size, app);
    app::update(app, Message::Measured(layout.metrics()));
    let layout = ScreenLayout::new(size, app);
    let _ = terminal.draw(|frame| {
        ui::draw(frame, app, &layout);
    });
    app::update(app, Message::Drawn);
}

/// An app that shows three days.
fn app() -> App {
    let mut app = App::new(Config::default(), Stamp::default());
    let update = Update {
        timeline: timeline(3),
        ..Update::default()
    };
    app::update(&mut app, Message::Feed(FeedEvent::Update(update)));
    app
}

#[divan::bench(name = "draw 200x50, nothing changed")]
fn draw_unchanged(bencher: Bencher<'_, '_>) {
    let mut app = app();
    let backend = ratatui::backend::TestBackend::new(SIZE.width, SIZE.height);
    let Ok(mut terminal) = Terminal::new(backend);
    draw_on(&mut terminal, &mut app);
    bencher.bench_local(|| draw_on(&mut terminal, &mut app));
}

#[divan::bench(name = "draw 200x50, everything changed")]
fn draw_cleared(bencher: Bencher<'_, '_>) {
    let mut app = app();
    let options = ratatui::TerminalOptions {
        viewport: ratatui::Viewport::Fixed(SIZE.into()),
    };
    let backend = TerminalBackend::new(std::io::sink(), || Ok(SIZE));
    let Ok(mut terminal) = Terminal::with_options(backend, options) else {
        return;
    };
    bencher.bench_local(|| {
        let _ = terminal.clear();
        draw_on(&mut terminal, &mut app);
    });
}
