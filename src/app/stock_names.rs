//! What workers learn, and what changes once it is known.

use std::mem;

use super::{App, Derived, WorkerKind};
use crate::knowledge::KnowledgePart;
use crate::lang::UiText;

impl App {
    /// Takes in what a worker learnt; searches whose matches depend on it start again. False if it was known.
    pub(super) fn receive_knowledge(&mut self, part: KnowledgePart) -> bool {
        match part {
            KnowledgePart::StockNames(_) => self.finish_names(),
            KnowledgePart::FieldValues(_) => self.derivations.of(Derived::FieldValues).finish(),
            KnowledgePart::Watchlists(_) | KnowledgePart::Marks(_) => {}
        }
        let knowledge = self.knowledge.with(part);
        let is_new = knowledge.is_some();
        if let Some(knowledge) = knowledge {
            let before = mem::replace(&mut self.knowledge, knowledge);
            if self.knowledge.watchlists_generation() != before.watchlists_generation() {
                self.read_rules_again();
            }
            self.restart_outdated_searches(&before);
            self.views.forget_outdated(&before, &self.knowledge);
            let has_other_stars = self.knowledge.marks_generation() != before.marks_generation();
            if has_other_stars && self.list.visible().folding().is_some() {
                self.show_items(self.keep_on_news());
            }
        }
        is_new
    }

    /// Reports a worker's panic. What it was to derive may be tried again.
    pub(super) fn report_panic(&mut self, kind: WorkerKind) {
        match kind {
            WorkerKind::Filter => self.warn(UiText::SearchPanicked),
            WorkerKind::Lists => {
                self.undo.give_up_list_changes();
                self.warn(UiText::ListsPanicked);
            }
            WorkerKind::Alerts => self.warn(UiText::AlertsPanicked),
            WorkerKind::Survey => {
                self.derivations.of(Derived::FieldValues).finish();
                self.derivations.of(Derived::Tally).finish();
                self.warn(UiText::SurveyPanicked);
            }
            WorkerKind::Rules => {
                self.undo.give_up_changes();
                self.warn(UiText::RulesPanicked);
            }
            WorkerKind::StockNames => {
                self.finish_names();
                self.warn(UiText::LearningPanicked);
            }
        }
    }

    /// Notes that the names of stocks are as well known as they can be at present.
    fn finish_names(&mut self) {
        self.derivations.of(Derived::StockNames).finish();
        self.events.note_names(self.rules.searches() + 1);
    }
}
