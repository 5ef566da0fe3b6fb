//! Which items the user's rules alert about when they arrive, and how.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::item_events::{ItemEvent, ItemEventKind};
use super::{App, Effect, ItemKey, topics};
use crate::alert::{Alert, AlertHit, AlertRule, notification_text};
use crate::dump::story::{StoryParts, has_unclosed_title};
use crate::item::{ItemFlags, ItemId, Stamp, Stock};
use crate::rules::{Rule, RuleHits, RuleIndex, RuleOptions, RuleSet};
use crate::text::Printable;
use crate::timeline::{Arrived, ItemRef, Update};

/// How many seconds a half written item waits for its rest.
const REST_SECONDS: u32 = 3;

impl App {
    /// Notes what happened to the items of an update, in case a rule alerts about it.
    pub(super) fn note_events(&mut self, update: &Update) {
        if !self.needs_events() {
            return;
        }
        let kinds = [
            (&update.arrived, ItemEventKind::Arrived),
            (&update.promoted, ItemEventKind::Promoted),
            (&update.revised, ItemEventKind::Revised),
        ];
        let items = kinds.into_iter();
        let items = items.flat_map(|(items, kind)| items.iter().map(move |item| (item, kind)));
        for (&Arrived { day, id, .. }, kind) in items {
            let renamed = update.renamed.iter().find(|(_, new)| *new == id);
            self.events.add(ItemEvent {
                key: ItemKey { day, id },
                former: renamed.map_or(id, |(old, _)| *old),
                kind,
                at: self.now,
                search: self.rules.searches() + 1,
            });
        }
    }

    /// Whether rules decide what alerts: they alert about their items, or fold items, which do not alert.
    fn needs_events(&self) -> bool {
        self.rules.set().has_alerts() || self.rules.set().has_folds()
    }

    /// Forgets what happened if no rule decides whether it alerts.
    pub(super) fn forget_unneeded_events(&mut self) {
        if !self.needs_events() {
            self.events.clear();
        }
    }

    /// Hands over the items whose rules are known now. `former` has the hits before, if these were of the same rules.
    pub(super) fn settle_events(&mut self, former: Option<&RuleHits>) {
        if self.events.is_empty() || !self.rules.has_hits() {
            return;
        }
        let known = self.events.take_known(self.rules.hits().search());
        let (mut waiting, mut red) = (Vec::new(), Vec::new());
        for event in known {
            if self.is_unfinished(event) {
                waiting.push(event);
                continue;
            }
            red.extend(self.newly_red(event));
            if let Some(hit) = self.alert_hit(event, former) {
                self.alert_desk.hear(hit);
            }
            if self.is_half_written(event.key) || self.awaits_names(event) {
                let kind = ItemEventKind::Growing;
                waiting.push(ItemEvent { kind, ..event });
            }
        }
        self.events.put_back(waiting);
        if self.rules.set().has_folds() {
            self.raise_banner(red);
        }
    }

    /// The item of an event that made it red, unless a rule folds it.
    fn newly_red(&self, event: ItemEvent) -> Option<Arrived> {
        let item = self.timeline.item(event.key.day, event.key.id)?;
        let is_new = match event.kind {
            ItemEventKind::Arrived | ItemEventKind::Promoted => true,
            ItemEventKind::Revised | ItemEventKind::Growing => false,
        };
        let alerts = is_new && item.flags().is_red() && !self.is_folded(event.key);
        alerts.then(|| item.into())
    }

    /// Whether an item is gone for a moment, or may have another headline in a second or two.
    fn is_unfinished(&self, event: ItemEvent) -> bool {
        let Some(item) = self.timeline.item(event.key.day, event.key.id) else {
            return self.is_recent(event.at);
        };
        event.kind == ItemEventKind::Arrived
            && is_provisional(item)
            && has_unclosed_title(item.text())
            && self.is_recent(event.at)
    }

    /// Whether rules may hit a new item once the names of stocks are learnt.
    fn awaits_names(&self, event: ItemEvent) -> bool {
        let is_new = match event.kind {
            ItemEventKind::Arrived | ItemEventKind::Growing => true,
            ItemEventKind::Promoted | ItemEventKind::Revised => false,
        };
        let search = self.rules.hits().search();
        is_new && self.rules.set().reads_stock_names() && self.events.lacks_names(search)
    }

    fn is_half_written(&self, key: ItemKey) -> bool {
        self.timeline
            .item(key.day, key.id)
            .is_some_and(is_provisional)
    }

    /// Whether a moment was some seconds ago at most. One in the future is from before the clock was set back.
    fn is_recent(&self, at: Stamp) -> bool {
        let seconds = self.now.unix().checked_sub(at.unix());
        seconds.is_some_and(|seconds| seconds < REST_SECONDS)
    }

    /// The rules that alert about an item because of what happened to it; `None` if there are none.
    fn alert_hit(&self, event: ItemEvent, former: Option<&RuleHits>) -> Option<AlertHit> {
        let ItemKey { day, id } = event.key;
        let item = self.timeline.item(day, id)?;
        if self.is_folded(event.key) {
            return None;
        }
        let hits = self.rules.rules_of(day, id).iter().copied();
        let hit_before = |rule: &RuleIndex| match (event.kind, former) {
            (ItemEventKind::Arrived, _) => false,
            (_, Some(former)) => former.rules_of(day, event.former).contains(rule),
            // Other rules hit it before.
            (_, None) => true,
        };
        let (mut again, began): (Vec<_>, Vec<_>) = hits.partition(hit_before);
        if event.kind == ItemEventKind::Growing {
            again.clear();
        }
        let (began, again) = (self.alert_rules(&began), self.alert_rules(&again));
        let alerts = !began.is_empty() || !again.is_empty();
        alerts.then(|| AlertHit {
            day,
            id,
            stamp: item.stamp(),
            print: print(item),
            matter: self.matter(item),
            began,
            again,
        })
    }

    /// What an item is about, as a hash: the stock that its headline names first, or else the words before the colon.
    fn matter(&self, item: ItemRef<'_>) -> Option<u64> {
        let (in_headline, stocks) = topics::stocks_of(item, &self.knowledge);
        let stock = stocks.into_iter().next().filter(|_| in_headline > 0);
        let mut hasher = DefaultHasher::new();
        match stock {
            Some(Stock { name, code }) if code.is_empty() => name.hash(&mut hasher),
            Some(stock) => stock.code.hash(&mut hasher),
            None => topics::lead(&item.story())?.hash(&mut hasher),
        }
        Some(hasher.finish())
    }

    /// Those of the rules that alert.
    fn alert_rules(&self, rules: &[RuleIndex]) -> Vec<Arc<AlertRule>> {
        let rules = rules.iter().filter_map(|rule| self.rules.set().get(*rule));
        let options = rules.map(Rule::options);
        options
            .filter(|options| options.is_alert())
            .map(|options| Arc::new(alert_rule(options)))
            .collect()
    }

    /// Lets rules that only got another name remember about which stories they alerted.
    pub(super) fn follow_renamed_rules(&mut self, read: &RuleSet) {
        for (old, new) in read.renamed_since(self.rules.set()) {
            self.alert_desk.rename_rule(old, new);
        }
    }

    /// Follows an item whose id changed.
    pub(super) fn rename_alerts(&mut self, old: ItemId, new: ItemId) {
        self.events.rename(old, new);
        self.alert_desk.rename(old, new);
    }

    /// Hands over half written items that waited long enough, and alerts if that is due. Whether that is visible.
    pub(super) fn check_alerts(&mut self) -> bool {
        if !self.events.is_empty() {
            let hits = self.rules.hits().clone();
            self.settle_events(Some(&hits));
        }
        self.ring_if_due()
    }

    /// Alerts if that is due, and asks to be woken for the rest. Whether that is visible.
    pub(super) fn ring_if_due(&mut self) -> bool {
        let now = self.now;
        let mut is_visible = false;
        if self.alert_desk.has_waiting() {
            self.drop_known_alerts();
            let quiet = self.rules.set().quiet();
            let timeline = &self.timeline;
            let is_there = |day, id| timeline.item(day, id).is_some();
            if let Some(alert) = self.alert_desk.ring(now, quiet, is_there) {
                is_visible = alert.signals.banner;
                self.carry_out(alert);
            }
        }
        let rest = self.events.next_age(REST_SECONDS, now);
        let wakes = rest.into_iter().chain(self.alert_desk.due(now));
        self.effects.extend(wakes.map(Effect::WakeAt));
        is_visible
    }

    /// Has the bell ring with each notification: the terminal may not show it.
    pub const fn ring_for_notifications(&mut self) {
        self.alert_desk.ring_for_notifications();
    }

    /// Drops alerts about items that were seen, or that are on a screen in focus, or were while they waited.
    pub(super) fn drop_known_alerts(&mut self) {
        if !self.alert_desk.has_waiting() {
            return;
        }
        let in_sight = self.in_sight();
        let (unseen, timeline) = (&self.unseen, &self.timeline);
        self.alert_desk.drop_waiting(|day, id| {
            let key = ItemKey { day, id };
            let is_known = in_sight.contains(&key) || !unseen.is_unseen(key);
            // What is gone for a moment is not among the unseen items.
            is_known && timeline.item(day, id).is_some()
        });
    }

    /// The items on a screen at which somebody looks.
    fn in_sight(&self) -> Vec<ItemKey> {
        if self.attention.looks(self.now) {
            self.in_view()
        } else {
            Vec::new()
        }
    }

    /// Raises the banner, rings and starts programs.
    fn carry_out(&mut self, alert: Alert) {
        if alert.signals.banner {
            self.raise_rule_banner(&alert);
        }
        let text = alert
            .signals
            .notification
            .then(|| self.notification(&alert));
        if alert.signals.bell || text.is_some() {
            self.effects.push(Effect::Ring {
                bell: alert.signals.bell,
                notification: text.flatten(),
            });
        }
        let programs = alert.programs.into_iter();
        let programs = programs.map(Effect::RunProgram);
        self.effects.extend(programs);
    }

    /// The text of a notification.
    fn notification(&self, alert: &Alert) -> Option<Printable<'static>> {
        let named = &alert.named;
        let item = self.timeline.item(named.day, named.id)?;
        let headline = item.story().headline();
        Some(notification_text(
            &named.rule,
            item.stamp(),
            headline,
            alert.others.len(),
        ))
    }
}

fn is_provisional(item: ItemRef<'_>) -> bool {
    item.flags().has(ItemFlags::PROVISIONAL)
}

fn alert_rule(options: &RuleOptions) -> AlertRule {
    AlertRule {
        name: options.name.as_str().into(),
        priority: options.priority,
        signals: options.alert,
        run: options.run.clone(),
        alerts_again: options.again,
    }
}

/// A hash of what an item says. Channels write other datelines.
fn print(item: ItemRef<'_>) -> u64 {
    let StoryParts { title, body, .. } = item.story();
    let mut hasher = DefaultHasher::new();
    (title, body).hash(&mut hasher);
    hasher.finish()
}
