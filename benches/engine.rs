//! Parse, merge, load, filter, draw: `cargo bench --bench engine`.

mod synthetic;

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use chrono::NaiveDate;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dianbao::app::{self, App, Message};
use dianbao::config::Config;
use dianbao::dump::{self, Dump, DumpChange, ReadOptions};
use dianbao::feed::FeedEvent;
use dianbao::filter::FilterPlan;
use dianbao::item::Stamp;
use dianbao::path::FilePath;
use dianbao::terminal::backend::TerminalBackend;
use dianbao::timeline::{Day, IndexedDump, Store, Timeline, Update};
use dianbao::ui::{self, ScreenLayout};
use dianbao::{feed, query, watch};
use ratatui::Terminal;
use ratatui::backend::Backend;

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

fn parse(c: &mut Criterion) {
    let texts = texts(1);
    let mut group = c.benchmark_group("parse");
    group.throughput(Throughput::Bytes(texts[0].1.len() as u64));
    group.bench_function("one dump of a day", |b| {
        b.iter(|| read(&texts[0].0, black_box(&texts[0].1)));
    });
    group.finish();
    let dumps: Vec<_> = texts
        .iter()
        .filter_map(|(path, bytes)| read(path, bytes))
        .collect();
    c.bench_function("merge/two dumps of a day", |b| {
        b.iter_batched(
            || dumps.clone(),
            |dumps| Day::build_all(&dumps.into_iter().map(IndexedDump::from).collect::<Vec<_>>()),
            BatchSize::SmallInput,
        );
    });
}

fn load(c: &mut Criterion) {
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
    c.bench_function("load/60 days, 27,000 entries", |b| {
        b.iter(|| feed::load_all(&settings).map(|loaded| loaded.timeline.len()));
    });
}

fn search(c: &mut Criterion) {
    let timeline = timeline(28);
    let mut group = c.benchmark_group("filter");
    group.throughput(Throughput::Elements(timeline.len() as u64));
    for (name, text) in [
        ("frequent literal", "同比增长"),
        ("rare literal", "绝无此词"),
        ("word in either case", "helios"),
        ("regular expression", r"/增长\d+\.\d+%/"),
        ("field", "title:星河 -云岭"),
    ] {
        let Ok(Ok(matcher)) = query::parse(text, Stamp::default()).map(|query| query.compile())
        else {
            continue;
        };
        group.bench_function(name, |b| {
            let plan = FilterPlan::new(matcher.clone(), Arc::default());
            b.iter(|| {
                let hits = timeline.days().iter().map(|day| plan.search_day(day).len());
                hits.sum::<usize>()
            });
        });
    }
    group.finish();
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

fn draw(c: &mut Criterion) {
    let mut app = App::new(Config::default(), Stamp::default());
    app::update(
        &mut app,
        Message::Feed(FeedEvent::Update(Update {
            timeline: timeline(3),
            ..Update::default()
        })),
    );
    let backend = ratatui::backend::TestBackend::new(200, 50);
    let Ok(mut terminal) = Terminal::new(backend);
    draw_on(&mut terminal, &mut app);
    c.bench_function("draw/200x50, nothing changed", |b| {
        b.iter(|| draw_on(&mut terminal, &mut app));
    });
    let fixed = ratatui::TerminalOptions {
        viewport: ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 200, 50)),
    };
    let Ok(mut terminal) = Terminal::with_options(
        TerminalBackend::new(std::io::sink(), || Ok(ratatui::layout::Size::new(200, 50))),
        fixed,
    ) else {
        return;
    };
    c.bench_function("draw/200x50, everything changed", |b| {
        b.iter(|| {
            let _ = terminal.clear();
            draw_on(&mut terminal, &mut app);
        });
    });
}

criterion_group!(engine, parse, load, search, draw);
criterion_main!(engine);
