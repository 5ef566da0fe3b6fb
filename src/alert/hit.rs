//! What a rule does about an item, and an item that hit rules.

use std::sync::Arc;

use crate::item::{ItemId, NewsDay, Stamp};

/// The ways of an alert to the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// The banner in the last line.
    pub banner: bool,
    /// The bell of the terminal.
    pub bell: bool,
    /// A notification of the desktop.
    pub notification: bool,
}

impl Signals {
    /// The banner alone.
    pub const BANNER: Self = Self {
        banner: true,
        bell: false,
        notification: false,
    };
    /// The bell alone.
    pub const BELL: Self = Self {
        banner: false,
        bell: true,
        notification: false,
    };
    /// A notification alone.
    pub const NOTIFICATION: Self = Self {
        banner: false,
        bell: false,
        notification: true,
    };

    /// The signals of either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            banner: self.banner || other.banner,
            bell: self.bell || other.bell,
            notification: self.notification || other.notification,
        }
    }

    /// Those that make no sound.
    #[must_use]
    pub const fn silent(self) -> Self {
        Self {
            banner: self.banner,
            bell: false,
            notification: false,
        }
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        !self.banner && !self.bell && !self.notification
    }
}

/// A rule, as far as alerts are concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertRule {
    /// Its name.
    pub name: Arc<str>,
    /// Which rule names the alert: the highest.
    pub priority: i64,
    /// What it does.
    pub signals: Signals,
    /// The program that it starts, with arguments.
    pub run: Option<Arc<[String]>>,
    /// Whether it alerts again for a revision of a story, or for its twin in another channel.
    pub alerts_again: bool,
}

/// An item that arrived, became red, or got another wording, with the rules that it hits.
#[derive(Clone, Debug)]
pub struct AlertHit {
    /// Its news day.
    pub day: NewsDay,
    /// Its id.
    pub id: ItemId,
    /// When it was sent.
    pub stamp: Stamp,
    /// A hash of its words. Twins in two channels have the same, within minutes.
    pub print: u64,
    /// What it is about, as a hash: further items about it update the banner and make no sound. `None` if nothing is known.
    pub matter: Option<u64>,
    /// The rules that it hits, and did not hit before.
    pub began: Vec<Arc<AlertRule>>,
    /// The rules that it hit with its former wording, and hits again.
    pub again: Vec<Arc<AlertRule>>,
}
