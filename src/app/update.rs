//! One message in, effects out.

use super::app::App;
use super::effect::Effect;
use super::message::Message;
use super::response::Response;
use crate::feed::FeedEvent;
use crate::lang::UiText;

/// Takes a message in; returns what to do outside, in this order.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let Response {
        mut effects,
        redraw,
    } = match message {
        Message::Key(key) => app.press_key(key).into(),
        Message::Paste(text) => app.paste(&text),
        Message::Mouse(event) => app.handle_mouse(event),
        Message::Measured(metrics) => app.measure(metrics),
        Message::Drawn => app.mark_drawn(),
        Message::Filter(source) => app.apply_filter(&source).into(),
        Message::Feed(FeedEvent::Update(update)) => app.update_timeline(update).into(),
        Message::Feed(FeedEvent::Status(status)) => Response::redraw_if(app.sources.update(status)),
        // The time was sent before this message, as before every other.
        Message::Feed(FeedEvent::ClockJumped) => Response::default(),
        Message::Feed(FeedEvent::Panicked) => app.warn(UiText::FeedPanicked).into(),
        Message::Hits(kind, progress) => app.receive_hits(kind, progress),
        Message::Knowledge(part) => app.receive_knowledge(part),
        Message::WorkerPanicked(kind) => app.report_panic(kind).into(),
        Message::Now(now) => app.set_time(now),
        Message::Notice(notice) => app.notify(notice).into(),
    };
    app.detail.show(app.list.selected_key());
    effects.extend(app.request_names());
    app.version += u64::from(redraw);
    effects
}
