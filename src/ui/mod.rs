//! `draw(frame, &App, &Layout)`: reads, never writes; one file per region of the screen.

use ratatui::Frame;
use ratatui::layout::{Position, Size};

use crate::app::{App, Metrics};

/// Where everything stands, reckoned from the size of the screen and the model before drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {}

impl Layout {
    /// Lays the screen out.
    pub fn of(size: Size, app: &App) -> Self {
        let _ = (size, app);
        todo!("ui helper")
    }

    /// What the model reckons with.
    pub fn metrics(&self) -> Metrics {
        todo!("ui helper")
    }
}

/// Draws the screen; returns where the terminal's cursor belongs, if a prompt is open.
pub fn draw(frame: &mut Frame<'_>, app: &App, layout: &Layout) -> Option<Position> {
    let _ = (frame, app, layout);
    todo!("ui helper")
}
