//! Recall of earlier lines.

use tui_input::Input;

use super::{PromptLine, Recalled};
use crate::app::time_direction::TimeDirection;

impl PromptLine {
    /// Puts the next earlier or later line of the history in place that begins with what was typed; after the latest one, what
    /// was typed comes back. A selected line was not typed: every other line comes.
    pub(in crate::app) fn recall(&mut self, direction: TimeDirection, history: &[String]) {
        let recalled = self.recalled.take();
        let recalled = recalled.unwrap_or_else(|| self.nothing_recalled(history));
        let Recalled { index, typed, .. } = &recalled;
        let is_wanted = |line: &String| line.starts_with(&recalled.prefix) && line != typed;
        let earlier = |&index: &usize| history.get(index).is_some_and(is_wanted);
        let index = match direction {
            TimeDirection::Earlier => (0..*index).rev().find(earlier).unwrap_or(*index),
            TimeDirection::Later => (index + 1..history.len())
                .find(earlier)
                .unwrap_or(history.len()),
        };
        self.input = Input::new(history.get(index).unwrap_or(typed).clone());
        self.recalled = (index < history.len()).then_some(Recalled { index, ..recalled });
        self.is_selected = false;
        self.error = None;
        self.completion = None;
    }

    fn nothing_recalled(&self, history: &[String]) -> Recalled {
        let typed = self.input.value().to_owned();
        let prefix = if self.is_selected {
            String::new()
        } else {
            typed.clone()
        };
        Recalled {
            index: history.len(),
            typed,
            prefix,
        }
    }
}
