//! What workers learn: when stock names are requested, and what changes once they are known.

use std::mem;

use super::name_learning::LearningRequest;
use super::{App, Effect, Focus, Mode, PaneId, WorkerKind};
use crate::knowledge::KnowledgePart;
use crate::lang::UiText;

impl App {
    /// Requests names if a detail, a search for stocks or the page of help needs them, everything is loaded, and a request is
    /// due.
    pub(super) fn request_names(&mut self) {
        let height = self.metrics.panes[PaneId::Detail].area.height;
        let shows_detail = self.focus == Focus::ZEN || height > 0;
        let searches = self.filter.needs_names() || self.find.needs_names();
        let needed = shows_detail || searches || self.shows_help();
        if !needed || self.status().loading > 0 || self.timeline.is_empty() {
            return;
        }
        let request = LearningRequest {
            generation: self.timeline.generation(),
            items: self.timeline.len(),
            minute: self.now.minute(),
        };
        if self.learning.request(request) {
            self.effects.push(Effect::LearnNames);
        }
    }

    /// Takes in what a worker learnt; searches whose matches depend on it start again. False if it was known.
    pub(super) fn receive_knowledge(&mut self, part: KnowledgePart) -> bool {
        match part {
            KnowledgePart::StockNames(_) => self.learning.finish(),
            KnowledgePart::FieldValues(_) => {}
        }
        let knowledge = self.knowledge.with(part);
        let is_new = knowledge.is_some();
        if let Some(knowledge) = knowledge {
            let before = mem::replace(&mut self.knowledge, knowledge);
            self.restart_outdated_searches(&before);
        }
        // An open prompt offers the new names in the order of their frequency.
        if is_new && matches!(self.mode, Mode::Prompt(_)) {
            self.request_values();
        }
        if self.shows_help() {
            self.request_tally();
        }
        is_new
    }

    /// Reports a worker's panic. Learning may be tried again.
    pub(super) fn report_panic(&mut self, kind: WorkerKind) {
        match kind {
            WorkerKind::Filter => self.warn(UiText::SearchPanicked),
            WorkerKind::Survey => self.warn(UiText::SurveyPanicked),
            WorkerKind::StockNames => {
                self.learning.finish();
                self.warn(UiText::LearningPanicked);
            }
        }
    }
}
