//! What nobody has seen, as searches read it. An item that is seen while a filter for unseen items is on stays in the list.

use std::sync::Arc;

use super::{App, SearchKind};
use crate::knowledge::{Knowledge, KnowledgePart};
use crate::query::Matcher;
use crate::state::Marks;
use crate::timeline::Arrived;

impl App {
    /// Lets a search that begins read what is unseen now.
    pub(super) fn refresh_unseen(&mut self, kind: SearchKind) {
        if !self.reads_marks(kind) {
            return;
        }
        self.replace_marks(self.marks_now());
    }

    /// The marks with what is unseen now.
    pub(super) fn marks_now(&self) -> Marks {
        let mut marks = self.knowledge.marks().clone();
        marks.clear_unseen();
        for day in self.unseen.days() {
            let ids = self.unseen.items_of(day).map(|(key, _)| key.id);
            marks.set_unseen(day, ids.collect());
        }
        marks
    }

    /// Lets searches read that these items are unseen.
    pub(super) fn add_unseen_to_searches(&mut self, items: &[Arrived]) {
        if items.is_empty()
            || !SearchKind::ALL
                .into_iter()
                .any(|kind| self.reads_marks(kind))
        {
            return;
        }
        let mut marks = self.knowledge.marks().clone();
        for item in items {
            marks.add_unseen(item.day, [item.id]);
        }
        self.replace_marks(marks);
    }

    fn reads_marks(&self, kind: SearchKind) -> bool {
        let matcher = self.search(kind).matcher();
        matcher.is_some_and(Matcher::reads_marks)
    }

    /// Replaces the marks without starting searches again.
    fn replace_marks(&mut self, marks: Marks) {
        let knowledge: Option<Arc<Knowledge>> =
            self.knowledge.with(KnowledgePart::Marks(Arc::new(marks)));
        self.knowledge = knowledge.unwrap_or_else(|| Arc::clone(&self.knowledge));
    }
}
