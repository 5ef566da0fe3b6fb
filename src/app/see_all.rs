//! Marks everything that the list shows as seen. Beyond a screenful it asks first.

use super::undo::MarkStep;
use super::{App, ItemKey, PaneId};
use crate::action::Action;
use crate::item::{ItemId, NewsDay, Stamp};
use crate::lang::UiText;

/// How many seconds the question waits for its answer, the same key again.
const ANSWER_SECONDS: u32 = 10;

impl App {
    /// Marks everything that the list shows as seen, and draws the read line above it.
    pub(super) fn see_all(&mut self, asked_at: Option<Stamp>) {
        let seen = self.listed_unseen();
        let items = seen.iter().map(|(_, ids)| ids.len()).sum();
        let is_answer = asked_at.is_some_and(|at| {
            let seconds = self.now.unix().saturating_sub(at.unix());
            seconds <= ANSWER_SECONDS
        });
        if items > self.items_on_a_screen() && !is_answer {
            self.asked_to_see_all = Some(self.now);
            let key = self.first_key(Action::SeeAll).unwrap_or_default();
            return self.inform(UiText::AskToSeeItems { items, key });
        }
        for (day, ids) in &seen {
            self.unseen.mark_all_seen(*day, ids.iter().copied());
        }
        let mut step = Self::seen_step(&seen, false);
        if let Some([before, after]) = self.line_at_newest() {
            self.take_changes(std::slice::from_ref(&after));
            step.before.push(before);
            step.after.push(after);
        }
        self.do_step(step);
        let key = self.first_key(Action::Undo).unwrap_or_default();
        self.inform(match items {
            0 => UiText::AllSeen,
            _ => UiText::SeenItems { items, key },
        });
    }

    /// The unseen items that the list shows, by day.
    fn listed_unseen(&self) -> Vec<(NewsDay, Vec<ItemId>)> {
        let visible = self.list.visible();
        let listed_on = |day| -> Vec<ItemId> {
            if !visible.is_filtered() {
                return self.unseen.ids_of(day).collect();
            }
            let items = visible.items_of(day).map(|item| item.id());
            items
                .filter(|&id| self.unseen.is_unseen(ItemKey { day, id }))
                .collect()
        };
        let days = self.unseen.days();
        days.map(|day| (day, listed_on(day))).collect()
    }

    /// The number of items that fit on the screen, a line each.
    fn items_on_a_screen(&self) -> usize {
        usize::from(self.metrics.panes[PaneId::List].area.height)
    }

    /// Keeps what a step changed, and notes the step.
    pub(super) fn do_step(&mut self, step: MarkStep) {
        self.keep(step.after.clone());
        if !step.after.is_empty() && step.before != step.after {
            self.undo.push(step);
        }
        self.count_listed_new();
    }
}
