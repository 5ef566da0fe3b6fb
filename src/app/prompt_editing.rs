//! A key in a prompt: it edits the line, completes it, or recalls an earlier one.

use std::sync::Arc;

use crossterm::event::KeyEvent;

use super::completion::{Completion, CycleDirection};
use super::completion_words::CompletionWords;
use super::mode::PromptSnapshot;
use super::prompt_keys::PromptKey;
use super::scroll::Scroll;
use super::time_direction::TimeDirection;
use super::{App, Mode, Prompt, PromptKind, PromptLine};

/// How many actions a page key passes.
const PALETTE_PAGE: i64 = 8;

impl App {
    /// Takes a key while a prompt is open.
    pub(super) fn press_prompt_key(&mut self, key: KeyEvent) {
        let key = PromptKey::parse(key);
        // A notice about the line shows only once the prompt is closed.
        if key != Some(PromptKey::Accept) {
            self.notices.dismiss();
        }
        let Some(key) = key else { return };
        if let Some(step) = palette_step(key)
            && self.step_palette(step)
        {
            return;
        }
        let changed = match key {
            PromptKey::Accept if self.list_values() => return,
            PromptKey::Accept => return self.accept_prompt(),
            PromptKey::Cancel if self.edit_line(PromptLine::close_completion) => {
                return self.restore_before_completion();
            }
            PromptKey::Cancel => return self.cancel_prompt(),
            PromptKey::Scroll(scroll) => return self.list.scroll(scroll),
            PromptKey::Complete(direction) => self.complete_line(direction),
            PromptKey::Recall(direction) => return self.recall_line(direction),
            PromptKey::DeleteWord => self.edit_line(PromptLine::delete_word),
            PromptKey::Edit(request) => self.edit_line(|line| line.edit(request)),
        };
        if changed {
            self.apply_line();
        }
    }

    /// Does something with the line; false if it says so, or if no prompt is open.
    fn edit_line(&mut self, edit: impl FnOnce(&mut PromptLine) -> bool) -> bool {
        match &mut self.mode {
            Mode::Prompt(Prompt { line, .. }) => edit(line),
            Mode::Normal | Mode::Page(_) => false,
        }
    }

    /// Puts a line of the history in place. It was whole when it was entered.
    fn recall_line(&mut self, direction: TimeDirection) {
        if let Mode::Prompt(Prompt { line, .. }) = &mut self.mode {
            line.recall(direction, self.history.lines(line.kind()));
        }
        self.finish_line();
    }

    /// Puts a candidate into the line; false if the line stays the same.
    fn complete_line(&mut self, direction: CycleDirection) -> bool {
        let (words, before) = (self.completion_words(), self.new_completion_snapshot());
        let Mode::Prompt(prompt) = &mut self.mode else {
            return false;
        };
        prompt.before_completion = before.or(prompt.before_completion.take());
        let kind = prompt.line.kind();
        prompt.line.complete(direction, |text, cursor| {
            candidates(kind, text, cursor, &words)
        })
    }

    /// What Esc restores if Tab opens a list of candidates; `None` if one is open. It has the matches of every day, and the way
    /// through a list presses Tab often.
    fn new_completion_snapshot(&self) -> Option<Box<PromptSnapshot>> {
        let is_open =
            matches!(&self.mode, Mode::Prompt(prompt) if prompt.line.completion().is_some());
        (!is_open).then(|| self.prompt_snapshot())
    }

    /// Shows again what was shown before the candidates: what was typed may be no whole query.
    fn restore_before_completion(&mut self) {
        if let Mode::Prompt(prompt) = &mut self.mode
            && let Some(before) = prompt.before_completion.take()
        {
            self.restore_snapshot(*before);
        }
    }

    /// Lists the values of a field whose name was chosen from the list; false if none was.
    fn list_values(&mut self) -> bool {
        let words = self.completion_words();
        self.edit_line(|line| {
            let kind = line.kind();
            line.complete_value(|text, cursor| candidates(kind, text, cursor, &words))
        })
    }

    /// What candidates are taken from.
    fn completion_words(&self) -> CompletionWords {
        CompletionWords {
            lang: self.config.lang,
            knowledge: Arc::clone(&self.knowledge),
            timeline: Arc::clone(&self.timeline),
            choices: self
                .prompt_choices()
                .into_iter()
                .map(|choice| choice.text)
                .collect(),
        }
    }
}

/// The candidates for a line of this kind with the cursor at this byte; `None` if there are none.
fn candidates(
    kind: PromptKind,
    text: &str,
    cursor: usize,
    words: &CompletionWords,
) -> Option<Completion> {
    match kind {
        PromptKind::Find | PromptKind::Filter | PromptKind::RuleQuery => {
            Completion::of_query(text, cursor, words)
        }
        PromptKind::GoTo => Completion::of_time(text, cursor, words),
        PromptKind::Stock
        | PromptKind::List
        | PromptKind::Mute
        | PromptKind::MuteTime
        | PromptKind::RuleStyle => Completion::of_choices(text, &words.choices),
        PromptKind::Action | PromptKind::Note | PromptKind::RuleName => None,
    }
}

/// The way through the list of actions that a key goes, if it is open.
const fn palette_step(key: PromptKey) -> Option<i64> {
    match key {
        PromptKey::Recall(TimeDirection::Earlier) | PromptKey::Complete(CycleDirection::Back) => {
            Some(-1)
        }
        PromptKey::Recall(TimeDirection::Later) | PromptKey::Complete(CycleDirection::On) => {
            Some(1)
        }
        PromptKey::Scroll(Scroll::Lines(count)) => Some(count),
        PromptKey::Scroll(Scroll::Screens(count)) => Some(count * PALETTE_PAGE),
        PromptKey::Scroll(Scroll::Halves(_) | Scroll::Top | Scroll::Bottom | Scroll::Line(_))
        | PromptKey::Accept
        | PromptKey::Cancel
        | PromptKey::DeleteWord
        | PromptKey::Edit(_) => None,
    }
}
