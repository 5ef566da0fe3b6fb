//! The candidates of Tab in the line.

use tui_input::Input;

use super::PromptLine;
use crate::app::candidate::Candidate;
use crate::app::completion::{Completion, CycleDirection};

impl PromptLine {
    /// The number of bytes before the cursor.
    fn cursor_byte(&self) -> usize {
        let before = self.text().chars().take(self.cursor());
        before.map(char::len_utf8).sum()
    }

    /// Puts the next or the previous candidate in place. The first time `find` makes the list, from the line and the byte of
    /// the cursor; a single candidate ends the list. False if the text stays the same.
    pub(in crate::app) fn complete(
        &mut self,
        direction: CycleDirection,
        find: impl Fn(&str, usize) -> Option<Completion>,
    ) -> bool {
        let before = self.text().to_owned();
        let open = self.completion.take();
        let completion = open.or_else(|| find(&before, self.cursor_byte()));
        let Some(mut completion) = completion else {
            return false;
        };
        self.is_selected = false;
        completion.choose(direction);
        let changed = self.put(&completion);
        // After a field's name its values are listed at once.
        self.completion = if completion.is_single() {
            find(self.text(), self.cursor_byte()).filter(|values| !values.is_single())
        } else {
            Some(completion)
        };
        changed
    }

    /// Lists the values of the field whose name was chosen; false if none was.
    pub(in crate::app) fn complete_value(
        &mut self,
        find: impl Fn(&str, usize) -> Option<Completion>,
    ) -> bool {
        let chosen = self.completion.as_ref().and_then(Completion::chosen);
        if !chosen.is_some_and(Candidate::is_field) {
            return false;
        }
        self.completion = find(self.text(), self.cursor_byte());
        true
    }

    /// Closes the list of candidates, and brings back what was typed; false if no list was open.
    pub(in crate::app) fn close_completion(&mut self) -> bool {
        let Some(mut completion) = self.completion.take() else {
            return false;
        };
        completion.choose_nothing();
        self.put(&completion);
        true
    }

    /// Puts the chosen candidate, or what was typed, into the line.
    fn put(&mut self, completion: &Completion) -> bool {
        let (line, cursor) = completion.line();
        let changed = line != self.text();
        let cursor = line.get(..cursor).unwrap_or_default().chars().count();
        self.input = Input::new(line).with_cursor(cursor);
        if changed {
            (self.error, self.recalled) = (None, None);
        }
        changed
    }
}
