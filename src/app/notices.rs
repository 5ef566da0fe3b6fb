//! The notice in the last line: it stays until the user's next key, or until its time is over.

use super::expiry::Expiry;
use crate::item::Stamp;

/// How many seconds a notice stays, and one about a failure.
const INFO_SECONDS: u32 = 5;
const ERROR_SECONDS: u32 = 10;
/// How many seconds a notice stays that only reminds of a key.
const BRIEF_SECONDS: u32 = 3;

/// A line for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The text, in the interface's language.
    pub text: String,
    /// Whether something failed.
    pub error: bool,
}

impl Notice {
    /// Something to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            error: false,
        }
    }

    /// A failure.
    pub fn error(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            error: true,
        }
    }
}

/// The notice on screen, if there is one.
#[derive(Debug, Default)]
pub struct Notices {
    current: Option<Notice>,
    expiry: Expiry,
}

impl Notices {
    /// The notice on screen.
    pub const fn current(&self) -> Option<&Notice> {
        self.current.as_ref()
    }

    /// Shows a notice in place of the current one; returns when it vanishes.
    pub(super) fn show(&mut self, notice: Notice, now: Stamp) -> Stamp {
        let seconds = if notice.error {
            ERROR_SECONDS
        } else {
            INFO_SECONDS
        };
        self.current = Some(notice);
        self.expiry.start(now, seconds)
    }

    /// Shows a notice for few seconds in place of the current one; returns when it vanishes.
    pub(super) fn show_briefly(&mut self, notice: Notice, now: Stamp) -> Stamp {
        self.current = Some(notice);
        self.expiry.start(now, BRIEF_SECONDS)
    }

    /// Removes the notice unless it is about a failure.
    pub(super) fn dismiss_info(&mut self) {
        if self.current.take_if(|notice| !notice.error).is_some() {
            self.expiry.stop();
        }
    }

    /// Removes the notice; false if there was none.
    pub(super) fn dismiss(&mut self) -> bool {
        self.expiry.stop();
        self.current.take().is_some()
    }

    /// Removes a notice whose time is over; false if none was removed.
    pub(super) fn expire(&mut self, now: Stamp) -> bool {
        let is_over = self.expiry.expire(now);
        if is_over {
            self.current = None;
        }
        is_over
    }

    /// When the notice vanishes.
    pub(super) const fn until(&self) -> Option<Stamp> {
        self.expiry.until()
    }
}
