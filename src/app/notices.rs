//! The notice in the last line: it stays until the user's next key, or until its time is over.

use crate::item::Stamp;

/// Seconds for which a notice stays, and one about a failure.
const INFO_SECONDS: i64 = 5;
const ERROR_SECONDS: i64 = 10;
/// Seconds for which a notice stays that only reminds of a key.
const BRIEF_SECONDS: i64 = 3;

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
    current: Option<(Notice, Stamp)>,
}

impl Notices {
    /// The notice on screen.
    pub fn current(&self) -> Option<&Notice> {
        self.current.as_ref().map(|(notice, _)| notice)
    }

    /// Shows a notice in place of the current one; returns when it vanishes.
    pub(super) fn show(&mut self, notice: Notice, now: Stamp) -> Stamp {
        let seconds = if notice.error {
            ERROR_SECONDS
        } else {
            INFO_SECONDS
        };
        let until = Stamp::from_unix(i64::from(now.unix()) + seconds).unwrap_or(now);
        self.current = Some((notice, until));
        until
    }

    /// Shows a notice for few seconds in place of the current one; returns when it vanishes.
    pub(super) fn show_briefly(&mut self, notice: Notice, now: Stamp) -> Stamp {
        let until = Stamp::from_unix(i64::from(now.unix()) + BRIEF_SECONDS).unwrap_or(now);
        self.current = Some((notice, until));
        until
    }

    /// Removes the notice unless it is about a failure.
    pub(super) fn dismiss_info(&mut self) {
        self.current.take_if(|(notice, _)| !notice.error);
    }

    /// Removes the notice; false if there was none.
    pub(super) fn dismiss(&mut self) -> bool {
        self.current.take().is_some()
    }

    /// Removes a notice whose time is over; false if none was removed. One that would stay longer than any notice does is
    /// removed as well: the clock went back.
    pub(super) fn expire(&mut self, now: Stamp) -> bool {
        let left = |until: Stamp| i64::from(until.unix()) - i64::from(now.unix());
        self.current
            .take_if(|(_, until)| !(1..=ERROR_SECONDS).contains(&left(*until)))
            .is_some()
    }

    /// When the notice vanishes.
    pub(super) fn until(&self) -> Option<Stamp> {
        self.current.as_ref().map(|(_, until)| *until)
    }
}
