//! Collects hits, and makes an alert of them.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::mem;
use std::sync::Arc;

use super::alerted::AlertedStories;
use super::hit::{AlertHit, AlertRule, Signals};
use super::quiet::QuietHours;
use super::rung::RungAlerts;
use crate::item::{ItemId, NewsDay, Stamp};

/// The seconds between two alerts. The clock has whole seconds, so three of them are at least two.
const SECONDS_APART: u32 = 3;

/// How many seconds an item that is gone is waited for: a scraper may be writing its dump anew.
const GONE_SECONDS: u32 = 3;

/// What alerts the user at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The item that it names.
    pub named: AlertItem,
    /// The further items, the one that counts most first.
    pub others: Vec<AlertItem>,
    /// What to do.
    pub signals: Signals,
    /// The programs to start.
    pub programs: Vec<AlertRun>,
}

/// An item of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertItem {
    /// Its news day.
    pub day: NewsDay,
    /// Its id.
    pub id: ItemId,
    /// The rule of the highest priority that it hit.
    pub rule: Arc<str>,
}

/// A program to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRun {
    /// The rule that starts it, the first one of several.
    pub rule: Arc<str>,
    /// The program and its arguments.
    pub command: Arc<[String]>,
    /// The items that it gets, the oldest first.
    pub items: Vec<(NewsDay, ItemId)>,
}

/// An item that waits, with the rules that alert about it.
#[derive(Debug)]
struct WaitingHit {
    day: NewsDay,
    id: ItemId,
    stamp: Stamp,
    matter: Option<u64>,
    rules: Vec<Arc<AlertRule>>,
    /// Since when the item is gone; `None` if it is there.
    gone_since: Option<Stamp>,
}

impl WaitingHit {
    /// Whether an item that is gone may come back in a moment. A time in the future is from before the clock was set back.
    fn may_come_back(&self, now: Stamp) -> bool {
        let age = |since: Stamp| now.unix().checked_sub(since.unix());
        let age = self.gone_since.and_then(age);
        age.is_some_and(|age| age < GONE_SECONDS)
    }
}

/// Collects what hits rules, and decides when to alert about it.
#[derive(Debug, Default)]
pub struct AlertDesk {
    alerted: AlertedStories,
    waiting: Vec<WaitingHit>,
    last: Option<Stamp>,
    rung: RungAlerts,
    rings_for_notifications: bool,
}

impl AlertDesk {
    /// Says that the bell rings with each notification: the terminal may not show it.
    pub const fn ring_for_notifications(&mut self) {
        self.rings_for_notifications = true;
    }

    /// Takes an item in. Of its rules only those count that have not alerted about its story, or that do so again.
    pub fn hear(&mut self, mut hit: AlertHit) {
        let again = mem::take(&mut hit.again);
        let began = mem::take(&mut hit.began).into_iter();
        let alerts = |rule: &Arc<AlertRule>| self.alerted.note(&hit, rule) || rule.alerts_again;
        let mut rules: Vec<_> = began.filter(alerts).collect();
        rules.extend(again.into_iter().filter(|rule| rule.alerts_again));
        if !rules.is_empty() {
            self.waiting.push(WaitingHit {
                day: hit.day,
                id: hit.id,
                stamp: hit.stamp,
                matter: hit.matter,
                rules,
                gone_since: None,
            });
        }
    }

    /// Drops waiting items that need no alert any more.
    pub fn drop_waiting(&mut self, is_known: impl Fn(NewsDay, ItemId) -> bool) {
        self.waiting.retain(|hit| !is_known(hit.day, hit.id));
    }

    /// Whether an item waits.
    pub const fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The alert that is due now, about what waits and is there. In quiet hours an alert makes no sound and
    /// starts no program. Nor does what follows on an alert make a sound, and the bell rings at most once a minute.
    pub fn ring(
        &mut self,
        now: Stamp,
        quiet: Option<QuietHours>,
        is_there: impl Fn(NewsDay, ItemId) -> bool,
    ) -> Option<Alert> {
        self.look_for_gone(now, is_there);
        if self.due(now)? > now {
            return None;
        }
        let (gone, hits) = mem::take(&mut self.waiting)
            .into_iter()
            .partition(|hit| hit.gone_since.is_some());
        self.waiting = gone;
        let mut alert = self.alert_of(&hits, now)?;
        if quiet.is_some_and(|hours| hours.contains(now)) {
            alert.signals = alert.signals.silent();
            alert.programs.clear();
        } else {
            alert.signals = self.sound(alert.signals, &hits, now);
        }
        if alert.signals.is_empty() && alert.programs.is_empty() {
            return None;
        }
        self.last = Some(now);
        Some(alert)
    }

    /// Notes which waiting items are gone, and drops those that do not come back.
    fn look_for_gone(&mut self, now: Stamp, is_there: impl Fn(NewsDay, ItemId) -> bool) {
        for hit in &mut self.waiting {
            let is_gone = !is_there(hit.day, hit.id);
            hit.gone_since = is_gone.then(|| hit.gone_since.unwrap_or(now));
        }
        self.waiting
            .retain(|hit| hit.gone_since.is_none() || hit.may_come_back(now));
    }

    /// The signals of an alert that may make a sound, and notes which one.
    fn sound(&mut self, mut signals: Signals, hits: &[WaitingHit], now: Stamp) -> Signals {
        signals.bell |= signals.notification && self.rings_for_notifications;
        let signals = self.rung.limit_bell(signals, now);
        for hit in hits {
            for rule in &hit.rules {
                self.rung.note(rule, hit.matter, signals, now);
            }
        }
        signals
    }

    /// When the next alert is due; `None` if nothing waits. An item that is gone is looked for each second. A last alert in the
    /// future is from before the clock was set back.
    pub fn due(&self, now: Stamp) -> Option<Stamp> {
        let first = self.waiting.iter().map(|hit| match hit.gone_since {
            None => now,
            Some(_) => after(now, 1),
        });
        let first = first.min()?;
        let last = self.last.filter(|&last| last <= now);
        let next = last.map(|last| after(last, SECONDS_APART));
        Some(next.map_or(first, |next| next.max(first)))
    }

    /// Follows an item whose id changed.
    pub fn rename(&mut self, old: ItemId, new: ItemId) {
        self.alerted.rename(old, new);
        for hit in self.waiting.iter_mut().filter(|hit| hit.id == old) {
            hit.id = new;
        }
    }

    /// Follows a rule whose name changed: it has the alerts that it had.
    pub fn rename_rule(&mut self, old: &str, new: &str) {
        let new = new.into();
        self.alerted.rename_rule(old, &new);
        self.rung.rename_rule(old, &new);
    }

    /// The alert about these items: it names the newest of those that hit the highest rule.
    fn alert_of(&self, hits: &[WaitingHit], now: Stamp) -> Option<Alert> {
        let rules = hits
            .iter()
            .flat_map(|hit| hit.rules.iter().map(|rule| (rule, hit.matter)));
        let signals = rules.fold(Signals::default(), |all, (rule, matter)| {
            all.or(self.rung.of_rule(rule, matter, now))
        });
        let mut items = items_of(hits).into_iter();
        Some(Alert {
            named: items.next()?,
            others: items.collect(),
            signals,
            programs: programs_of(hits),
        })
    }
}

/// The moment some seconds after another one.
fn after(moment: Stamp, seconds: u32) -> Stamp {
    Stamp::from_unix(i64::from(moment.unix()) + i64::from(seconds)).unwrap_or(moment)
}

/// The items, each once: those of the highest rule first, of these the newest.
fn items_of(hits: &[WaitingHit]) -> Vec<AlertItem> {
    let highest = |hit: &WaitingHit| hit.rules.iter().map(|rule| rule.priority).max();
    // Of equal ones the last comes first.
    let mut hits: Vec<_> = hits.iter().rev().collect();
    hits.sort_by_key(|hit| Reverse((highest(hit), hit.stamp)));
    let mut known = HashSet::new();
    hits.retain(|hit| known.insert((hit.day, hit.id)));
    let items = hits.into_iter().filter_map(|hit| {
        // `max_by_key` takes the last of equal rules; the first in the file wins.
        let rule = hit.rules.iter().rev().max_by_key(|rule| rule.priority)?;
        Some(AlertItem {
            day: hit.day,
            id: hit.id,
            rule: Arc::clone(&rule.name),
        })
    });
    items.collect()
}

/// The programs that the rules of these items start, each once.
fn programs_of(hits: &[WaitingHit]) -> Vec<AlertRun> {
    let mut programs: Vec<AlertRun> = Vec::new();
    let mut hits: Vec<_> = hits.iter().collect();
    hits.sort_by_key(|hit| hit.stamp);
    for hit in hits {
        let rules = hit.rules.iter();
        for (rule, command) in rules.filter_map(|rule| Some((rule, rule.run.as_ref()?))) {
            let item = (hit.day, hit.id);
            let known = programs.iter_mut().find(|run| run.command == *command);
            match known.map(|run| &mut run.items) {
                Some(items) if items.last() == Some(&item) => {}
                Some(items) => items.push(item),
                None => programs.push(AlertRun {
                    rule: Arc::clone(&rule.name),
                    command: Arc::clone(command),
                    items: vec![item],
                }),
            }
        }
    }
    programs
}
