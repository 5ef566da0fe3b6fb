//! Remembers what made a sound, and when: the bell rings at most once a minute, and what follows on an alert is quiet for a while.

use std::collections::HashMap;
use std::sync::Arc;

use super::alerted::rename_keys;
use super::hit::{AlertRule, Signals};
use crate::item::Stamp;

/// The seconds between two bells.
const BELL_SECONDS: u32 = 60;

/// The seconds for which further items of a matter make no sound.
const MATTER_SECONDS: u32 = 600;

/// A matter, for one rule.
type RungMatter = (Arc<str>, u64);

/// The last bell, and the matters that made a sound lately.
#[derive(Debug, Default)]
pub(super) struct RungAlerts {
    bell: Option<Stamp>,
    matters: HashMap<RungMatter, Stamp>,
}

impl RungAlerts {
    /// The signals of a rule about an item of a matter: those without a sound if the rule made one about this matter lately. A
    /// rule with `again` always makes it.
    pub(super) fn of_rule(&self, rule: &AlertRule, matter: Option<u64>, now: Stamp) -> Signals {
        let last = matter.and_then(|matter| self.matters.get(&(Arc::clone(&rule.name), matter)));
        match last {
            Some(last) if !rule.alerts_again && is_within(*last, MATTER_SECONDS, now) => {
                rule.signals.silent()
            }
            _ => rule.signals,
        }
    }

    /// Notes that a rule makes a sound about a matter, if it has a part in the sound of an alert. It counts from its last sound: a
    /// matter that goes on is heard now and then.
    pub(super) fn note(
        &mut self,
        rule: &AlertRule,
        matter: Option<u64>,
        alert: Signals,
        now: Stamp,
    ) {
        let own = self.of_rule(rule, matter, now);
        let is_heard = own.bell && alert.bell || own.notification && alert.notification;
        self.matters
            .retain(|_, last| is_within(*last, MATTER_SECONDS, now));
        if let Some(matter) = matter.filter(|_| is_heard) {
            self.matters.insert((Arc::clone(&rule.name), matter), now);
        }
    }

    /// Follows a rule whose name changed.
    pub(super) fn rename_rule(&mut self, old: &str, new: &Arc<str>) {
        rename_keys(&mut self.matters, old, new);
    }

    /// The same signals without the bell if it rang lately. Notes a bell that rings.
    pub(super) fn limit_bell(&mut self, signals: Signals, now: Stamp) -> Signals {
        let rang = self
            .bell
            .is_some_and(|last| is_within(last, BELL_SECONDS, now));
        let bell = signals.bell && !rang;
        if bell {
            self.bell = Some(now);
        }
        Signals { bell, ..signals }
    }
}

/// Whether something happened within the last seconds. A moment in the future is from before the clock was set back.
fn is_within(moment: Stamp, seconds: u32, now: Stamp) -> bool {
    let age = now.unix().checked_sub(moment.unix());
    age.is_some_and(|age| age < seconds)
}
