//! Frames of Chinese: the time to draw them and the bytes written, against ratatui's own backend.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Result;
use dianbao::app::{self, App, Message, Notice};
use dianbao::config::Config;
use dianbao::feed::FeedEvent;
use dianbao::item::Stamp;
use dianbao::terminal::backend::TerminalBackend;
use dianbao::timeline::{Timeline, Update};
use dianbao::ui::{self, ScreenLayout};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::Bench;
use crate::table::{Goal, Measured, Row};
use crate::timing::{Samples, alone, in_turn, time};

const SIZE: Size = Size {
    width: 200,
    height: 50,
};

/// Counts the bytes written to it.
#[derive(Clone, Debug, Default)]
struct Counter(Arc<AtomicU64>);

impl Counter {
    fn taken(&self) -> u64 {
        self.0.swap(0, Ordering::Relaxed)
    }
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns the reader on a timeline, laid out.
pub(crate) fn reader(timeline: Arc<Timeline>) -> App {
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

fn screen(counter: &Counter) -> TerminalBackend<Counter> {
    TerminalBackend::new(counter.clone(), || Ok(SIZE))
}

/// Returns an empty terminal.
fn terminal<B: Backend<Error = io::Error>>(backend: B) -> io::Result<Terminal<B>> {
    let viewport = Viewport::Fixed(Rect::from((ratatui::layout::Position::ORIGIN, SIZE)));
    Terminal::with_options(backend, TerminalOptions { viewport })
}

/// Lays out and draws as the event loop does, and returns the time.
fn draw<B: Backend<Error = io::Error>>(
    terminal: &mut Terminal<B>,
    app: &mut App,
) -> Result<Duration> {
    let (took, drawn) = time(|| {
        let mut layout = ScreenLayout::new(SIZE, app);
        if layout.metrics() != app.metrics {
            app::update(app, Message::Measured(layout.metrics()));
            layout = ScreenLayout::new(SIZE, app);
        }
        let drawn = terminal
            .draw(|frame| {
                ui::draw(frame, app, &layout);
            })
            .map(drop);
        app::update(app, Message::Drawn);
        drawn
    });
    drawn?;
    Ok(took)
}

/// Measures a full redraw.
pub(crate) fn full(times: usize, app: &mut App) -> Result<Samples> {
    let counter = Counter::default();
    alone(times, || draw(&mut terminal(screen(&counter))?, app))
}

/// Measures a frame without changes.
pub(crate) fn same(times: usize, app: &mut App) -> Result<Samples> {
    let mut terminal = terminal(screen(&Counter::default()))?;
    alone(times, || draw(&mut terminal, app))
}

pub(crate) fn rows(bench: &Bench) -> Result<Vec<Row>> {
    let mut app = reader(bench.timeline());
    let mut rows = redraw(bench, &mut app)?;
    rows.extend(one_row(bench, &mut app)?);
    Ok(rows)
}

fn redraw(bench: &Bench, app: &mut App) -> Result<Vec<Row>> {
    let counter = Counter::default();
    let times = bench.options.times.max(100);
    let app = std::cell::RefCell::new(app);
    let (mut ours, mut theirs) = (0, 0);
    let (own, plain) = in_turn(
        times,
        || {
            let took = draw(&mut terminal(screen(&counter))?, &mut app.borrow_mut())?;
            ours = counter.taken();
            Ok(took)
        },
        || {
            let took = draw(
                &mut terminal(CrosstermBackend::new(counter.clone()))?,
                &mut app.borrow_mut(),
            )?;
            theirs = counter.taken();
            Ok(took)
        },
    )?;
    let peer = |figure| Some(("ratatui's backend".to_owned(), figure));
    let most = |must, aim| Goal::Most {
        must: Measured::Time(Duration::from_micros(must)),
        aim: Measured::Time(Duration::from_micros(aim)),
    };
    Ok(vec![
        Row {
            work: "full 200x50 redraw, time".to_owned(),
            ours: own.median(),
            peer: peer(plain.median()),
            goal: most(8000, 3500),
        },
        Row {
            work: "full 200x50 redraw, bytes".to_owned(),
            ours: Measured::Bytes(ours),
            peer: peer(Measured::Bytes(theirs)),
            goal: Goal::Most {
                must: Measured::Bytes(47_000),
                aim: Measured::Bytes(20_000),
            },
        },
    ])
}

/// Frames with a change in the status line alone.
fn one_row(bench: &Bench, app: &mut App) -> Result<Vec<Row>> {
    let counter = Counter::default();
    let mut terminal = terminal(screen(&counter))?;
    draw(&mut terminal, app)?;
    counter.taken();
    let (mut turn, mut bytes) = (0_u32, 0);
    let samples = alone(bench.options.times.max(100), || {
        turn += 1;
        app::update(
            app,
            Message::Notice(Notice::info(format!("第{turn}次：只有这一行变了"))),
        );
        let took = draw(&mut terminal, app)?;
        bytes = counter.taken();
        Ok(took)
    })?;
    let goal = Goal::Most {
        must: Measured::Time(Duration::from_millis(1)),
        aim: Measured::Time(Duration::from_micros(300)),
    };
    let work = format!("frame in which one row changed ({bytes} B)");
    Ok(vec![Row {
        work,
        ours: samples.median(),
        peer: None,
        goal,
    }])
}
