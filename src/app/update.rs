//! One message in, effects out.

use super::selection::{is_following, refit, waiting};
use super::{
    App, Effect, Focus, Message, Metrics, Mode, WorkerKind, arrivals, clock, filtering, finding,
    fresh, keys, mouse, naming, notice, prompt,
};
use crate::feed::FeedEvent;
use crate::lang::UiText;

/// Takes a message in; what comes back is to be done outside, in this order.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    app.version += 1;
    let mut effects = dispatch(app, message);
    effects.extend(naming::ask(app));
    app.list.following = is_following(app);
    app.list.waiting = waiting(app);
    app.find.place.0 = finding::place(app);
    effects
}

fn dispatch(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => keys::key(app, key),
        Message::Paste(text) => paste(app, &text),
        Message::Mouse(event) => mouse::mouse(app, event).unwrap_or_else(|| unseen(app)),
        Message::Measured(metrics) => measured(app, metrics),
        Message::Drawn => drawn(app),
        Message::Filter(query) => filtering::given(app, &query),
        Message::Feed(event) => feed(app, event),
        Message::Hits(progress) => {
            filtering::hits(app, progress);
            finding::resolve(app)
        }
        Message::FindHits(progress) => finding::hits(app, progress),
        Message::Knowledge(part) => naming::learnt(app, part),
        Message::WorkerPanicked(WorkerKind::Filter) => notice::fail(app, UiText::SearchPanicked),
        Message::WorkerPanicked(WorkerKind::StockNames) => {
            naming::failed(app);
            notice::fail(app, UiText::LearningPanicked)
        }
        Message::Now(now) => clock::tick(app, now),
        Message::Notice(told) => notice::tell(app, told),
    }
}

fn feed(app: &mut App, event: FeedEvent) -> Vec<Effect> {
    match event {
        FeedEvent::Update(update) => return arrivals::timeline(app, update),
        FeedEvent::Status(status) => {
            app.version -= u64::from(status == app.status && app.told);
            (app.status, app.told) = (status, true);
        }
        // The time was sent before this message, as before every other.
        FeedEvent::ClockJumped => {}
        FeedEvent::Panicked => return notice::fail(app, UiText::FeedPanicked),
    }
    Vec::new()
}

/// The layout is drawn right after it was measured, so the version stands still.
fn measured(app: &mut App, metrics: Metrics) -> Vec<Effect> {
    app.version -= 1;
    app.metrics = metrics;
    app.detail_scroll = app.detail_scroll.min(app.detail_most());
    if app.focus == Focus::Detail && metrics.detail.1 == 0 {
        app.focus = Focus::List;
    }
    refit(app);
    Vec::new()
}

fn drawn(app: &mut App) -> Vec<Effect> {
    app.version -= u64::from(!fresh::drawn(app));
    Vec::new()
}

/// Outside of a prompt a paste means nothing, and its letters are no keys.
fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    match app.mode {
        Mode::Prompt(_) => prompt::paste(app, text),
        Mode::Normal | Mode::Page(_) => unseen(app),
    }
}

/// Nothing came of the message that could be seen.
fn unseen(app: &mut App) -> Vec<Effect> {
    app.version -= 1;
    Vec::new()
}
