//! One message in, effects out.

use std::mem;

use super::{App, Effect, Message, PaneId};
use crate::feed::FeedEvent;
use crate::lang::UiText;

/// Handles a message. Returns its effects in order; one that is not performed is not requested again.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let is_action = matches!(
        message,
        Message::Key(_) | Message::Paste(_) | Message::Mouse(_)
    );
    let before = app.list.selected_key();
    if is_action {
        app.attention.note_action(app.now);
    }
    let redraw = dispatch(app, message);
    if is_action && app.list.selected_key() != before {
        app.show_position();
    }
    if is_action {
        app.keep_session_soon();
    }
    if app.detail.show(app.list.selected_key()) {
        app.offsets[PaneId::Detail] = 0;
    }
    app.drop_known_alerts();
    app.derive();
    app.follow_rules();
    app.follow_preview();
    app.version += u64::from(redraw);
    mem::take(&mut app.effects)
}

/// Hands a message to its handler; returns whether the screen may look different.
fn dispatch(app: &mut App, message: Message) -> bool {
    match message {
        Message::Mouse(event) => return app.handle_mouse(event),
        Message::Paste(text) => return app.paste(&text),
        // The frame is drawn right after its layout was measured.
        Message::Measured(metrics) => {
            app.measure(metrics);
            return false;
        }
        Message::Focus(has_focus) => {
            app.attention.set_focus(has_focus);
            return false;
        }
        Message::Drawn => {
            app.watch_drawn();
            return false;
        }
        Message::Ending => {
            app.leave_newest_end();
            app.keep_session();
            return false;
        }
        Message::Now(now) => return app.set_time(now),
        Message::Feed(FeedEvent::Status(status)) => {
            app.list.set_loaded(status.loading == 0);
            let is_changed = app.update_status(status);
            app.compare_with_last_run();
            app.look_for_lost_marks();
            return is_changed;
        }
        // The time has changed with the `Message::Now` before this message.
        Message::Feed(FeedEvent::ClockJumped) => return false,
        Message::Hits(kind, progress) => return app.receive_hits(kind, progress),
        Message::Knowledge(part) => return app.receive_knowledge(part),
        Message::RulesChanged => {
            app.effects.push(Effect::ReadRules);
            return false;
        }
        Message::Rules(news) => return app.receive_rules(news),
        Message::ProgramEnded { rule, why } => return app.receive_program_end(rule, why),
        Message::LostMarks(days) => {
            app.read_lost_marks(days);
            return false;
        }
        Message::State(event) => return app.receive_state(event),
        Message::Key(key) => app.press_key(key),
        Message::Filter(source) => app.apply_filter(&source),
        Message::Feed(FeedEvent::Update(update)) => app.update_timeline(update),
        Message::Feed(FeedEvent::Panicked) => app.warn(UiText::FeedPanicked),
        Message::ListChange(change) => app.receive_list_change(change),
        Message::Tally(tally) => app.receive_tally(tally),
        Message::WorkerPanicked(kind) => app.report_panic(kind),
        Message::Notice(notice) => app.notify(notice),
    }
    true
}
