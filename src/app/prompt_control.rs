//! An open prompt: typing takes effect at once, Enter keeps it, Esc returns to the state before.

use std::mem;
use std::ops::Range;

use super::listed_stocks::Listing;
use super::mode::PromptSnapshot;
use super::muting::Muting;
use super::prompt_line::{MAX_CHARACTERS, PasteTooLong};
use super::rule_draft::RuleDraft;
use super::{App, Mode, Prompt, PromptKind, PromptLine};
use crate::lang::UiText;
use crate::moment::{ExpectedTime, TimeError, TimeTarget, Wanted, When};
use crate::query::{self, QueryError};

impl App {
    /// Opens a prompt. The filter's holds the last filter, to be changed or typed over.
    pub(super) fn open_prompt(&mut self, kind: PromptKind) {
        let text = match kind {
            PromptKind::Filter => self.filter.source(),
            PromptKind::Find
            | PromptKind::GoTo
            | PromptKind::Action
            | PromptKind::Note
            | PromptKind::Stock
            | PromptKind::List
            | PromptKind::Mute
            | PromptKind::MuteTime
            | PromptKind::RuleQuery
            | PromptKind::RuleName
            | PromptKind::RuleStyle => "",
        };
        self.open_prompt_with(PromptLine::new(kind, text), |_| ());
        if kind == PromptKind::Filter {
            self.finish_line();
        }
    }

    /// Opens a prompt that begins with a line, and notes what it is about.
    pub(super) fn open_prompt_with(&mut self, line: PromptLine, note: impl FnOnce(&mut Prompt)) {
        let kind = line.kind();
        let mut prompt = Prompt {
            line,
            palette: None,
            noted: None,
            rule: RuleDraft::default(),
            listing: Listing::default(),
            muting: Muting::default(),
            page: None,
            before: self.prompt_snapshot(),
            before_completion: None,
        };
        note(&mut prompt);
        self.mode = Mode::Prompt(prompt);
        if kind.takes_query() {
            self.derivations.expire_shown();
        }
    }

    /// What Esc in a prompt has to restore.
    pub(super) fn prompt_snapshot(&self) -> Box<PromptSnapshot> {
        Box::new(PromptSnapshot {
            place: self.place(),
            filter: self.filter.clone(),
            list_source: self.list_source.clone(),
            find: self.find.clone(),
        })
    }

    /// Returns to what was shown before.
    pub(super) fn restore_snapshot(&mut self, before: PromptSnapshot) {
        self.restore_filter(before.filter, before.list_source);
        self.restore_find(before.find);
        self.list.restore(&before.place.position);
    }

    /// Inserts pasted text into the prompt; false if nothing changed. Without a prompt, a paste does nothing.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        let Mode::Prompt(Prompt { line, .. }) = &mut self.mode else {
            return false;
        };
        match line.paste(text) {
            Ok(true) => self.apply_line(),
            Ok(false) => return false,
            Err(PasteTooLong) => {
                let longest = MAX_CHARACTERS;
                let text = self.config.lang.text(UiText::PasteTooLong { longest });
                let end = line.text().len();
                line.set_error(end..end, text.into_owned());
            }
        }
        true
    }

    /// Filters, finds or lists by what was typed so far. While the last word of a query may become a field, or a word is
    /// missing, what was found before stays: each letter of `is:red` would show other items.
    pub(super) fn apply_line(&mut self) {
        let Mode::Prompt(Prompt { line, .. }) = &self.mode else {
            return;
        };
        let text = line.text().to_owned();
        if line.kind().takes_query() && query::may_become_field(&text) {
            return;
        }
        if let Err(error) = self.apply_text(&text)
            && !error.is_unfinished(&text)
        {
            self.reject(error);
        }
    }

    /// Filters or finds by the whole line; false if it is wrong.
    pub(super) fn finish_line(&mut self) -> bool {
        let Mode::Prompt(Prompt { line, .. }) = &self.mode else {
            return false;
        };
        let text = line.text().to_owned();
        let applied = self.apply_text(&text);
        let is_right = applied.is_ok();
        applied.unwrap_or_else(|error| self.reject(error));
        is_right
    }

    /// Filters or finds by a line.
    fn apply_text(&mut self, text: &str) -> Result<(), QueryError> {
        let Mode::Prompt(Prompt { line, before, .. }) = &self.mode else {
            return Ok(());
        };
        let kind = line.kind();
        let from = before.place.position.anchor.map(|anchor| anchor.key);
        match kind {
            PromptKind::Filter => self.set_filter(text),
            PromptKind::Find if !text.trim().is_empty() && text.trim() == self.find.source() => {
                Ok(())
            }
            PromptKind::Find => {
                if text.trim().is_empty() {
                    self.restore_position();
                }
                self.set_find(text, from)
            }
            PromptKind::Action => {
                self.search_palette();
                Ok(())
            }
            PromptKind::RuleQuery => self.preview_query(text),
            PromptKind::GoTo
            | PromptKind::Note
            | PromptKind::Stock
            | PromptKind::List
            | PromptKind::Mute
            | PromptKind::MuteTime
            | PromptKind::RuleName
            | PromptKind::RuleStyle => Ok(()),
        }
    }

    fn reject(&mut self, error: QueryError) {
        let text = error.message(self.config.lang);
        self.reject_line(error.at, text);
    }

    fn reject_line(&mut self, at: Range<usize>, text: String) {
        if let Mode::Prompt(Prompt { line, .. }) = &mut self.mode {
            line.set_error(at, text);
        }
    }

    /// Closes the prompt and keeps its effect. A wrong line stays open and shows its error.
    pub(super) fn accept_prompt(&mut self) {
        let Mode::Prompt(Prompt { line, before, .. }) = &self.mode else {
            return;
        };
        let (kind, text) = (line.kind(), line.text().trim().to_owned());
        let (is_wrong, find) = (line.error().is_some(), before.find.clone());
        let is_query = kind.takes_query() && !text.is_empty();
        if is_wrong || is_query && !self.finish_line() {
            return;
        }
        match kind {
            PromptKind::GoTo if !text.is_empty() => {
                if let Err(error) = self.go_to_typed_time() {
                    let text = error.message(self.config.lang);
                    return self.reject_line(error.at, text);
                }
            }
            // Enter in an empty line repeats the last find.
            PromptKind::Find if text.is_empty() => {
                self.restore_find(find);
                self.find_next(true, 1);
            }
            PromptKind::Action => return self.run_chosen_action(),
            PromptKind::Note => return self.keep_note(&text),
            PromptKind::Stock => return self.accept_stock(&text),
            PromptKind::List => return self.accept_list(&text),
            PromptKind::Mute => return self.accept_mute(&text),
            PromptKind::MuteTime => return self.accept_mute_time(&text),
            PromptKind::RuleQuery => return self.accept_rule_query(&text),
            PromptKind::RuleName => return self.accept_rule_name(&text),
            PromptKind::RuleStyle => return self.accept_rule_style(&text),
            PromptKind::GoTo | PromptKind::Find | PromptKind::Filter => {}
        }
        if !text.is_empty() {
            self.history.add(kind, text);
        }
        if let Mode::Prompt(prompt) = mem::take(&mut self.mode) {
            self.remember_place_before(kind, prompt.before.place);
        }
    }

    /// Closes the prompt and returns to the state from before.
    pub(super) fn cancel_prompt(&mut self) {
        let Mode::Prompt(prompt) = mem::take(&mut self.mode) else {
            return;
        };
        self.mode = prompt.page().map_or(Mode::Normal, Mode::Page);
        self.restore_snapshot(*prompt.before);
    }

    /// Where a typed time leads: `6月5日 周五 15:00`, and the nearest day if that day has no items; `?` if it is no time. `None`
    /// for an empty line.
    pub fn preview_time(&self, typed: &str) -> Option<(String, String)> {
        if typed.trim().is_empty() {
            return None;
        }
        let Ok(target) = self.time_target(typed) else {
            return Some(("?".to_owned(), String::new()));
        };
        let lang = self.config.lang;
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method is not general enough over lifetimes"
        )]
        let today = self.with_time_context(|context| context.today());
        let goal = target.format(lang, today);
        let nearest = self.list.day_of(target);
        let nearest = nearest.filter(|day| *day != target.day()).map(|day| {
            let nearest = lang.short_day(day.date());
            format!(" {}", lang.text(UiText::NearestDay { nearest }))
        });
        Some((goal, nearest.unwrap_or_default()))
    }

    fn go_to_typed_time(&mut self) -> Result<(), TimeError> {
        if let Mode::Prompt(Prompt { line, .. }) = &self.mode {
            let target = self.time_target(line.text())?;
            self.go_to_time(target);
        }
        Ok(())
    }

    fn time_target(&self, typed: &str) -> Result<TimeTarget, TimeError> {
        let when = When::parse(typed, Wanted::Time)?;
        let target = self.with_selected_day(|context| when.target(context));
        target.ok_or(TimeError {
            at: 0..typed.len(),
            expected: ExpectedTime::Possible,
        })
    }

    /// Goes to a time; the notice says so if its day has no items.
    fn go_to_time(&mut self, target: TimeTarget) {
        self.list.go_to_time(target);
        let day = target.day();
        if self.list.selected_key().is_none_or(|key| key.day == day) {
            return;
        }
        let when = self.config.lang.day(day.date());
        self.inform(UiText::NoSuchTime { when });
    }
}
