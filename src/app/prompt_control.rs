//! An open prompt: what is typed takes effect at once, Enter keeps it, Esc returns to what was before.

use std::mem;

use crossterm::event::KeyEvent;

use super::app::App;
use super::effect::Effect;
use super::mode::{Mode, Prompt, PromptSnapshot};
use super::prompt_keys::PromptKey;
use super::prompt_line::{MAX_CHARACTERS, PasteTooLong, PromptKind, PromptLine};
use super::response::Response;
use super::search::Search;
use super::time_target::{TimeContext, TimeTarget};
use crate::item::NewsDay;
use crate::lang::UiText;

impl App {
    /// Opens a prompt. The filter's holds the last filter, to be changed or typed over.
    pub(super) fn open_prompt(&mut self, kind: PromptKind) -> Vec<Effect> {
        let before = Box::new(PromptSnapshot {
            position: self.list_position(),
            filter: self.filter.clone(),
            source: self.source.clone(),
            find: self.find.clone(),
        });
        let text = match kind {
            PromptKind::Filter => self.filter.source(),
            PromptKind::Find | PromptKind::GoTo => "",
        };
        let line = PromptLine::new(kind, text);
        self.mode = Mode::Prompt(Prompt { line, before });
        match kind {
            PromptKind::Filter => self.apply_line(),
            PromptKind::Find | PromptKind::GoTo => Vec::new(),
        }
    }

    /// Takes a key while a prompt is open.
    pub(super) fn press_prompt_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let key = PromptKey::parse(key);
        // A notice about the line shows only once the prompt is closed.
        if key != Some(PromptKey::Accept) {
            self.notices.dismiss();
        }
        let (Some(key), Mode::Prompt(Prompt { line, .. })) = (key, &mut self.mode) else {
            return Vec::new();
        };
        let changed = match key {
            PromptKey::Accept => return self.accept_prompt(),
            PromptKey::Cancel => return self.cancel_prompt(),
            PromptKey::Scroll(scroll) => {
                self.list.scroll(scroll);
                false
            }
            PromptKey::Recall(direction) => {
                line.recall(direction, self.history.lines(line.kind()));
                true
            }
            PromptKey::DeleteWord => line.delete_word(),
            PromptKey::Edit(request) => line.edit(request),
        };
        if changed {
            self.apply_line()
        } else {
            Vec::new()
        }
    }

    /// Inserts pasted text into the prompt. Without one a paste means nothing, and its letters are no keys.
    pub(super) fn paste(&mut self, text: &str) -> Response {
        let Mode::Prompt(Prompt { line, .. }) = &mut self.mode else {
            return Response::default();
        };
        match line.paste(text) {
            Ok(true) => self.apply_line().into(),
            Ok(false) => Response::default(),
            Err(PasteTooLong) => {
                let longest = MAX_CHARACTERS;
                let text = self.config.lang.text(UiText::PasteTooLong { longest });
                let end = line.text().len();
                line.set_error(end..end, text.into_owned());
                Response::redraw_if(true)
            }
        }
    }

    /// Filters or finds by what was typed so far.
    fn apply_line(&mut self) -> Vec<Effect> {
        let Mode::Prompt(Prompt { line, before }) = &self.mode else {
            return Vec::new();
        };
        let (kind, text) = (line.kind(), line.text().to_owned());
        let from = before.position.anchor.map(|anchor| anchor.key);
        let applied = match kind {
            PromptKind::Filter => self.set_filter(&text),
            PromptKind::Find => {
                if text.trim().is_empty() {
                    self.restore_position();
                }
                self.set_find(&text, from)
            }
            PromptKind::GoTo => return Vec::new(),
        };
        applied.unwrap_or_else(|error| {
            let text = error.message(self.config.lang);
            if let Mode::Prompt(Prompt { line, .. }) = &mut self.mode {
                line.set_error(error.at, text);
            }
            Vec::new()
        })
    }

    /// Closes the prompt and keeps its effect. A wrong line stays open, with what is wrong about it.
    fn accept_prompt(&mut self) -> Vec<Effect> {
        let Mode::Prompt(Prompt { line, before }) = &mut self.mode else {
            return Vec::new();
        };
        if line.error().is_some() {
            return Vec::new();
        }
        let (kind, text) = (line.kind(), line.text().trim().to_owned());
        let effects = match kind {
            PromptKind::GoTo if !text.is_empty() => match self.time_target(&text) {
                Some(target) => self.go_to_time(target),
                None => return self.reject_time(&text),
            },
            // Enter in an empty line repeats the last find.
            PromptKind::Find if text.is_empty() => {
                let find = before.find.clone();
                self.repeat_find(find)
            }
            PromptKind::GoTo | PromptKind::Find | PromptKind::Filter => Vec::new(),
        };
        if !text.is_empty() {
            self.history.add(kind, text);
        }
        self.mode = Mode::Normal;
        effects
    }

    fn repeat_find(&mut self, find: Search) -> Vec<Effect> {
        let mut effects = self.restore_find(find);
        if self.find.is_active() {
            effects.extend(self.find_next(true, 1));
        }
        effects
    }

    fn reject_time(&mut self, text: &str) -> Vec<Effect> {
        if let Mode::Prompt(Prompt { line, .. }) = &mut self.mode {
            let expected = self.config.lang.text(UiText::GoToExpected);
            line.set_error(0..text.len(), expected.into_owned());
        }
        Vec::new()
    }

    /// Closes the prompt and returns to the state from before.
    fn cancel_prompt(&mut self) -> Vec<Effect> {
        let Mode::Prompt(prompt) = mem::take(&mut self.mode) else {
            return Vec::new();
        };
        let position = prompt.before.position.clone();
        let effects = self.restore_searches(*prompt.before);
        self.list.restore(&position);
        effects
    }

    /// Where a typed time leads, as the interface writes days and moments; `None` if it is no time.
    pub fn format_time_target(&self, typed: &str) -> Option<String> {
        Some(self.time_target(typed)?.format(self.config.lang))
    }

    fn time_target(&self, typed: &str) -> Option<TimeTarget> {
        let rollover = self.config.settings.rollover;
        let today = NewsDay::containing(self.now, rollover);
        let selected = self.list.selected_key().map_or(today, |key| key.day);
        let context = TimeContext {
            selected,
            today,
            rollover,
        };
        TimeTarget::parse(typed, context)
    }

    /// Goes to a time; the notice says so if its day has no items.
    fn go_to_time(&mut self, target: TimeTarget) -> Vec<Effect> {
        self.list.go_to_time(target, self.config.settings.rollover);
        let day = target.day();
        if self.list.selected_key().is_none_or(|key| key.day == day) {
            return Vec::new();
        }
        let when = self.config.lang.day(day.date());
        self.inform(UiText::NoSuchTime { when })
    }
}
