//! Stars and notes: setting them, and undoing that.

use std::mem;
use std::sync::Arc;

use super::undo::{MarkStep, Step};
use super::{App, Effect, Mode, PromptKind, PromptLine, prefix};
use crate::action::Action;
use crate::item::{NewsDay, Stamp};
use crate::knowledge::KnowledgePart;
use crate::lang::UiText;
use crate::rules::EditPurpose;
use crate::state::{Change, DayMarks, KeptStory, Mark, Note};
use crate::timeline::ItemRef;

/// The most items that one key stars.
const MAX_STARRED: usize = 1_000;
/// The most bytes of a story that a mark keeps.
const MAX_TEXT: usize = 64 * 1024;

impl App {
    /// The user's mark of an item.
    pub fn mark(&self, item: ItemRef<'_>) -> Option<&Mark> {
        item.mark(self.knowledge.marks())
    }

    /// Whether the user starred an item, or wrote a note about it.
    pub fn is_marked(&self, item: ItemRef<'_>) -> bool {
        self.mark(item).is_some()
    }

    /// Whether the user starred an item.
    pub fn is_starred(&self, item: ItemRef<'_>) -> bool {
        self.mark(item)
            .is_some_and(|mark| mark.starred_at.is_some())
    }

    /// Stars the selected item and those below it, `count` in all; if all of them are starred, takes the stars away.
    pub(super) fn toggle_stars(&mut self, count: usize) {
        if self.toggle_star_in_basket() {
            return;
        }
        let visible = self.list.visible();
        let indices = self.unfolded_from_selected();
        let items = indices.filter_map(|index| visible.item(index));
        let items: Vec<_> = items.take(count.min(MAX_STARRED)).collect();
        let star = !items.iter().all(|&item| self.is_starred(item));
        let at = star.then_some(self.now);
        let changing = items.iter().filter(|item| self.is_starred(**item) != star);
        let (before, after): (Vec<_>, Vec<_>) = changing
            .map(|&item| {
                let (story, former) =
                    (story_of(item), self.mark(item).and_then(|it| it.starred_at));
                (starred(&story, former), starred(&story, at))
            })
            .unzip();
        let items = after.len();
        if items == 0 {
            return self.inform(UiText::NoSelection);
        }
        self.change_marks(&after);
        self.undo.push(MarkStep { before, after });
        let key = self.first_key(Action::Undo).unwrap_or_default();
        self.inform(match (star, items) {
            (true, 1) => UiText::Starred { key },
            (true, _) => UiText::StarredItems { items, key },
            (false, 1) => UiText::Unstarred { key },
            (false, _) => UiText::UnstarredItems { items, key },
        });
    }

    /// Stars a story, or takes its star away.
    pub(super) fn toggle_star_of(&mut self, story: &Arc<KeptStory>) {
        let former = self.mark_of(story).starred_at;
        let at = former.is_none().then_some(self.now);
        let after = vec![starred(story, at)];
        self.change_marks(&after);
        let before = vec![starred(story, former)];
        self.undo.push(MarkStep { before, after });
        let key = self.first_key(Action::Undo).unwrap_or_default();
        self.inform(if at.is_some() {
            UiText::Starred { key }
        } else {
            UiText::Unstarred { key }
        });
    }

    /// Takes star and note of the selected story of the basket away.
    pub(super) fn take_out(&mut self) {
        let Some(story) = self.story_in_basket().cloned() else {
            return;
        };
        let former = self.mark_of(&story);
        let after = changes(&story, None, None);
        let before = changes(&story, former.starred_at, former.note);
        self.change_marks(&after);
        self.undo.push(MarkStep { before, after });
        let key = self.first_key(Action::Undo).unwrap_or_default();
        self.inform(UiText::TakenOut { key });
    }

    /// The mark of a story, under any of its ids.
    pub(super) fn mark_of(&self, story: &KeptStory) -> Mark {
        let marks = self.knowledge.marks();
        let mut ids = story.ids.iter();
        let mark = ids.find_map(|id| marks.get(story.day, *id));
        mark.cloned().unwrap_or_default()
    }

    /// Opens a prompt for a note about the selected item, or story of the basket. It holds the note that there is.
    pub(super) fn open_note(&mut self) {
        let in_basket = self.story_in_basket().cloned();
        let Some(noted) = in_basket.or_else(|| self.selected().map(story_of)) else {
            return self.inform(UiText::NoSelection);
        };
        let note = self.mark_of(&noted).note;
        let text = self.take_waiting_draft(&noted);
        let text = text.or(note.map(|note| note.text.to_string()));
        let text = text.unwrap_or_default();
        let page = self.open_page();
        let line = PromptLine::continuing(PromptKind::Note, &text);
        self.open_prompt_with(line, |prompt| {
            (prompt.noted, prompt.page) = (Some(noted), page);
        });
    }

    /// Closes the prompt and keeps what was typed as the note of its story, which is starred with it. An empty one removes the
    /// note.
    pub(super) fn keep_note(&mut self, text: &str) {
        let Mode::Prompt(prompt) = mem::take(&mut self.mode) else {
            return;
        };
        self.mode = prompt.page().map_or(Mode::Normal, Mode::Page);
        let Some(story) = prompt.noted else { return };
        let former = self.mark_of(&story);
        let at = self.now;
        let note = (!text.is_empty()).then(|| Note {
            text: text.into(),
            at,
        });
        if former.note.as_ref().map(|note| &*note.text) == note.as_ref().map(|note| &*note.text) {
            return;
        }
        let is_noted = note.is_some();
        let starred_at = former.starred_at.or(is_noted.then_some(at));
        let after = changes(&story, starred_at, note);
        let before = changes(&story, former.starred_at, former.note);
        self.change_marks(&after);
        self.undo.push(MarkStep { before, after });
        let key = self.first_key(Action::Undo).unwrap_or_default();
        self.inform(if is_noted {
            UiText::Noted { key }
        } else {
            UiText::NoteRemoved { key }
        });
    }

    /// Takes the last step back.
    pub(super) fn undo(&mut self) {
        match self.undo.undo() {
            Some(Step::Marked(step)) => {
                self.set_marks_again(&step.before, step.what(), EditPurpose::Undo);
            }
            Some(Step::Listed(line)) => self.effects.push(Effect::RemoveFromList(line)),
            Some(Step::TakenOut(lines)) => self.effects.push(Effect::PutBackInList(lines)),
            Some(Step::Unwritten) => self.inform(UiText::ListBeingWritten),
            Some(Step::Ruled(step)) => self.reverse_change(step, EditPurpose::Undo),
            None => self.inform(UiText::NothingToUndo),
        }
    }

    /// Does the step again that was taken back last.
    pub(super) fn redo(&mut self) {
        match self.undo.redo() {
            Some(Step::Marked(step)) => {
                self.set_marks_again(&step.after, step.what(), EditPurpose::Redo);
            }
            Some(Step::Listed(line)) => self.effects.push(Effect::AddToListAgain(line)),
            Some(Step::TakenOut(lines)) => self.effects.push(Effect::TakeOutAgain(lines)),
            Some(Step::Unwritten) => self.inform(UiText::ListBeingWritten),
            Some(Step::Ruled(step)) => self.reverse_change(step, EditPurpose::Redo),
            None => self.inform(UiText::NothingToRedo),
        }
    }

    fn set_marks_again(&mut self, values: &[Change], what: UiText, purpose: EditPurpose) {
        self.change_marks(values);
        let what = self.config.lang.text(what).into_owned();
        self.say_reversed(purpose, what);
    }

    /// Reverses a change of the file of rules. One that is being written is reversed as soon as it is.
    fn reverse_change(&mut self, step: u64, purpose: EditPurpose) {
        self.undo.reverse_change(step, purpose);
        self.write_rules();
    }

    /// Changes marks here and in the file.
    fn change_marks(&mut self, changes: &[Change]) {
        self.take_changes(changes);
        self.effects.push(Effect::Remember(changes.to_vec()));
        self.renew_basket();
    }

    /// Takes over changes of marks that the file has.
    pub(super) fn take_changes(&mut self, changes: &[Change]) {
        let mut marks = self.knowledge.marks().clone();
        changes.iter().for_each(|change| marks.apply(change));
        if let Some(early) = &mut self.early_changes {
            early.extend_from_slice(changes);
        }
        self.receive_knowledge(KnowledgePart::Marks(Arc::new(marks)));
        for change in changes {
            match change {
                Change::Items { day, items } => self.take_seen(*day, items),
                Change::ReadLine { view, line } => self.take_read_line(view, *line),
                Change::Star { .. }
                | Change::Note { .. }
                | Change::Story { .. }
                | Change::Guess { .. } => {}
            }
        }
        self.count_listed_new();
    }

    /// Takes over the marks of days as the file has them. What was changed meanwhile is changed in these too.
    pub(super) fn take_loaded_marks(&mut self, days: Vec<(NewsDay, DayMarks)>) {
        let mut marks = self.knowledge.marks().clone();
        for (day, loaded) in days {
            marks.add_loaded(day, loaded);
        }
        let early = self.early_changes.iter().flatten();
        early.for_each(|change| marks.apply(change));
        self.receive_knowledge(KnowledgePart::Marks(Arc::new(marks)));
    }
}

fn starred(story: &Arc<KeptStory>, at: Option<Stamp>) -> Change {
    Change::Star {
        story: Arc::clone(story),
        at,
    }
}

/// The changes that give a story this mark.
fn changes(story: &Arc<KeptStory>, starred_at: Option<Stamp>, note: Option<Note>) -> Vec<Change> {
    let note = Change::Note {
        story: Arc::clone(story),
        note,
    };
    vec![starred(story, starred_at), note]
}

/// The story of an item as a mark keeps it.
pub fn story_of(item: ItemRef<'_>) -> Arc<KeptStory> {
    Arc::new(KeptStory {
        day: item.day(),
        stamp: item.stamp(),
        ids: item.all_ids(),
        text: prefix(item.text(), MAX_TEXT).to_owned(),
        file: item.path().to_string_lossy().into_owned(),
    })
}
