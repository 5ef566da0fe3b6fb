//! Handles input, signals, and the ends of started programs.

use crossterm::event::{Event, KeyEventKind};

use super::exit_reason::ExitReason;
use super::reader::Reader;
use super::request::Request;
use crate::app::Message;
use crate::terminal::input::TerminalInput;
use crate::terminal::signals::SignalEvent;

impl Reader {
    pub(super) fn handle(&mut self, request: Request) {
        self.answers_request = true;
        match request {
            Request::Input(TerminalInput::Gone) => self.exit = Some(ExitReason::TerminalGone),
            Request::Input(TerminalInput::Event(event)) => self.handle_event(event),
            Request::Signal(signal) => self.handle_signal(signal),
            Request::JobEnded(outcome) => self.finish_job(outcome),
            Request::ProgramFailed(text) => self.notify(text, true),
        }
    }

    fn handle_signal(&mut self, signal: SignalEvent) {
        match signal {
            SignalEvent::End(signal) => self.exit = Some(ExitReason::Signal(signal)),
            // The reader catches up when it has the terminal again.
            SignalEvent::Suspend(_) | SignalEvent::Continue | SignalEvent::Resize
                if self.job.is_some() => {}
            SignalEvent::Suspend(request) if request.is_open() => self.suspend(),
            SignalEvent::Suspend(_) => {}
            SignalEvent::Continue => self.resume(),
            // The size may be the same as before, but the terminal has cut or rewrapped its rows in between.
            SignalEvent::Resize => self.redraw(),
        }
    }

    pub(super) fn handle_event(&mut self, event: Event) {
        if let Some(job) = &mut self.job {
            return job.typed.push(event);
        }
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.update(Message::Key(key)),
            Event::Paste(text) => self.update(Message::Paste(text)),
            Event::Mouse(mouse) => self.update(Message::Mouse(mouse)),
            Event::FocusGained => self.update(Message::Focus(Some(true))),
            Event::FocusLost => self.update(Message::Focus(Some(false))),
            // A resize comes as a signal too.
            Event::Resize(..) | Event::Key(_) => {}
        }
    }
}
