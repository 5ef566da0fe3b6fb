//! The reader: the model, the screen, the workers, and the program that has the terminal.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use crossbeam_channel::Sender;

use super::clock::now;
use super::exit_reason::ExitReason;
use super::foreground_job::ForegroundJob;
use super::request::Request;
use super::screen::Screen;
use super::workers::Workers;
use super::written_files::WrittenFiles;
use crate::app::{self, App, BarVersion, Message, Notice};
use crate::lang::UiText;
use crate::terminal::input::InputGate;
use crate::terminal::signals::EndLimit;
use crate::terminal::{modes, signals};

/// The reader.
#[derive(Debug)]
pub(super) struct Reader {
    pub app: App,
    pub screen: Screen,
    pub input_gate: InputGate,
    pub end_limit: EndLimit,
    /// Where started programs report their end.
    pub requests: Sender<Request>,
    pub workers: Workers,
    /// When the model wants the time next.
    pub wake_at: Option<Instant>,
    /// The version of the model that is on screen and when it was drawn; `None` if the screen shows something else.
    pub drawn: Option<(u64, Instant)>,
    /// Whether a request came in since the last frame.
    pub answers_request: bool,
    /// The program that has the terminal. Nothing is drawn until it ends.
    pub job: Option<ForegroundJob>,
    /// What the terminal is sent for the last alert, once that program has ended.
    pub held_ring: Option<String>,
    pub exit: Option<ExitReason>,
    /// What the options of tmux show.
    pub in_tmux: Option<BarVersion>,
    /// The files that were saved.
    pub saved: Arc<Mutex<WrittenFiles>>,
}

impl Reader {
    pub(super) fn new(
        app: App,
        screen: Screen,
        input_gate: InputGate,
        end_limit: EndLimit,
        requests: Sender<Request>,
        workers: Workers,
    ) -> Self {
        Self {
            app,
            screen,
            input_gate,
            end_limit,
            requests,
            workers,
            wake_at: None,
            drawn: None,
            answers_request: false,
            job: None,
            held_ring: None,
            exit: None,
            in_tmux: None,
            saved: Arc::default(),
        }
    }

    /// Sends the model a message and performs its effects. If the second has changed, sends the time first.
    pub(super) fn update(&mut self, message: Message) {
        let needs_time = !matches!(
            message,
            Message::Now(_) | Message::Measured(_) | Message::Drawn
        );
        if needs_time && self.app.now != now() {
            self.update(Message::Now(now()));
        }
        for effect in app::update(&mut self.app, message) {
            self.perform(effect);
        }
    }

    /// Shows a notice.
    pub(super) fn notify(&mut self, text: UiText, error: bool) {
        let text = self.app.config.lang.text(text).into_owned();
        self.update(Message::Notice(Notice { text, error }));
    }

    /// Does something with the screen. The reader ends if the terminal takes no more bytes.
    pub(super) fn with_screen(&mut self, act: impl FnOnce(&mut Screen) -> io::Result<()>) {
        if act(&mut self.screen).is_err() {
            self.exit = Some(ExitReason::TerminalGone);
        }
    }

    /// Lays the screen out, sends the model the measures, and draws.
    pub(super) fn draw(&mut self) {
        if signals::stop_in_background() {
            // SIGCONT sets the terminal up again.
            return;
        }
        if modes::is_left() {
            // The guard has restored it while this process was stopped, and SIGCONT is handled later.
            self.resume();
        }
        let (layout, effects) = self.screen.lay_out(&mut self.app);
        if self.screen.draw(&self.app, &layout).is_err() {
            self.exit = Some(ExitReason::TerminalGone);
            return;
        }
        self.drawn = Some((self.app.version(), Instant::now()));
        self.answers_request = false;
        effects.into_iter().for_each(|effect| self.perform(effect));
        self.update(Message::Drawn);
    }
}
