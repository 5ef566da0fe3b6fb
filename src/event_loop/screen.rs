//! The terminal, and the layout of its last frame.

use std::io;

use ratatui::Terminal;
use ratatui::layout::Size;

use crate::app::{self, App, Effect, Message};
use crate::terminal::modes::{self, TerminalGuard, TerminalUse};
use crate::terminal::{BlockingStdout, backend};
use crate::ui::{self, ScreenLayout};

/// A terminal that was entered; dropping it restores the terminal.
#[derive(Debug)]
pub(super) struct Screen {
    terminal: Terminal<backend::TerminalBackend<BlockingStdout>>,
    uses: TerminalUse,
    /// The title that the terminal has from the reader.
    title: Option<String>,
    /// The layout of the last frame, whose wrapped lines the next one reuses.
    layout: Option<ScreenLayout>,
    _guard: TerminalGuard,
}

impl Screen {
    pub(super) fn enter(uses: TerminalUse) -> io::Result<Self> {
        let guard = TerminalGuard::enter(uses)?;
        let terminal = Terminal::new(backend::TerminalBackend::new(BlockingStdout, modes::size))?;
        Ok(Self {
            terminal,
            uses,
            title: None,
            layout: None,
            _guard: guard,
        })
    }

    /// Lays the screen out for its size. If the metrics changed, sends them to the model and lays out again, because the model
    /// may have changed too. Returns the effects of that besides, which the caller performs: what is seen now may need them.
    pub(super) fn lay_out(&mut self, app: &mut App) -> (ScreenLayout, Vec<Effect>) {
        let size = self.terminal.size().unwrap_or(Size::ZERO);
        let mut layout = match &self.layout {
            Some(last) => last.update(size, app),
            None => ScreenLayout::new(size, app),
        };
        let mut effects = Vec::new();
        if layout.metrics() != app.metrics {
            effects = app::update(app, Message::Measured(layout.metrics()));
            layout = layout.update(size, app);
        }
        self.layout = Some(layout.clone());
        (layout, effects)
    }

    pub(super) fn draw(&mut self, app: &App, layout: &ScreenLayout) -> io::Result<()> {
        self.set_title(app);
        self.terminal
            .draw(|frame| {
                if let Some(cursor) = ui::draw(frame, app, layout) {
                    frame.set_cursor_position(cursor);
                }
            })
            .map(drop)
    }

    /// Changes the terminal's title with the next frame, if it is another one.
    fn set_title(&mut self, app: &App) {
        if !self.uses.title {
            return;
        }
        let title = app.terminal_title();
        if self.title.as_deref() != Some(title.as_str()) {
            self.terminal.backend_mut().set_title(&title);
            self.title = Some(title.as_str().to_owned());
        }
    }

    /// Restores the terminal for another program.
    pub(super) fn leave() {
        modes::leave();
    }

    /// Sets the terminal up again after another program had it.
    pub(super) fn reenter(&mut self) -> io::Result<()> {
        modes::enter(self.uses)?;
        self.title = None;
        self.clear()
    }

    /// Lets the next frame draw every cell.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().invalidate();
        self.terminal.clear()
    }

    /// Takes escape sequences that are not part of a frame.
    pub(super) fn writer(&mut self) -> &mut BlockingStdout {
        self.terminal.backend_mut().writer_mut()
    }
}
