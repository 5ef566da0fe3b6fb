//! What came of a message.

use super::effect::Effect;

/// What to do outside, and whether the screen may look different now.
#[derive(Debug, Default)]
pub(super) struct Response {
    pub effects: Vec<Effect>,
    pub redraw: bool,
}

impl Response {
    /// Nothing to do; the screen may look different if `redraw`.
    pub(super) const fn redraw_if(redraw: bool) -> Self {
        Self {
            effects: Vec::new(),
            redraw,
        }
    }
}

impl From<Vec<Effect>> for Response {
    /// Effects of a change that shows on screen.
    fn from(effects: Vec<Effect>) -> Self {
        Self {
            effects,
            redraw: true,
        }
    }
}
