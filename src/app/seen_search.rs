//! What nobody has seen, as searches read it. An item that is seen while a filter for unseen items is on stays in the list.

use std::collections::HashSet;
use std::sync::Arc;

use super::{App, ItemKey, SearchKind};
use crate::item::{ItemId, NewsDay};
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
        let days = self.unseen.days();
        let days = days.map(|day| (day, self.unseen.ids_of(day).collect()));
        let marks = self.marks_with(days);
        self.replace_marks(marks);
    }

    /// The marks with these unseen items.
    pub(super) fn marks_with(
        &self,
        days: impl Iterator<Item = (NewsDay, HashSet<ItemId>)>,
    ) -> Marks {
        let mut marks = self.knowledge.marks().clone();
        marks.clear_unseen();
        days.for_each(|(day, ids)| marks.set_unseen(day, ids));
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
        let keys = items.iter().map(|item| ItemKey {
            day: item.day,
            id: item.id,
        });
        for key in keys.filter(|key| self.unseen.is_unseen(*key)) {
            marks.add_unseen(key.day, [key.id]);
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
