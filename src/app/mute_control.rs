//! `x` and `X`: rules that fold what an item belongs to, and what became of writing them.

use std::mem;

use super::muting::{MuteChoice, Muting, parse_span, spans};
use super::undo::{RuleStep, Step};
use super::{App, Effect, ItemKey, Mode, PromptKind, PromptLine};
use crate::action::Action;
use crate::item::NewsDay;
use crate::lang::UiText;
use crate::rules::{
    self, EditPurpose, RuleEdit, RuleEditError, RuleValue, RulesWriteError, RulesWritten,
};

impl App {
    /// Folds what the selected item belongs to, for today or for as long as the user says. What is folded already is not any more.
    pub(super) fn mute(&mut self, asks_time: bool) {
        let Some(index) = self.list.selected_index() else {
            return self.inform(UiText::NoSelection);
        };
        let folding = self.list.rules_at(index);
        if !folding.is_empty() && !asks_time {
            let names = self.names_of_rules(&folding);
            let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            return self.end_mutes(&names);
        }
        let Some(item) = self.list.visible().item(index) else {
            return;
        };
        let (mut choices, is_obvious) = self.mute_choices(item);
        if choices.is_empty() {
            return self.inform(UiText::NothingToMute);
        }
        if is_obvious {
            choices.truncate(1);
        }
        self.choose_mute(Muting { choices, asks_time });
    }

    /// Asks what to mute, then for how long, as far as that is open.
    fn choose_mute(&mut self, muting: Muting) {
        match &muting.choices[..] {
            [] => {}
            [choice] if !muting.asks_time => {
                let choice = choice.clone();
                self.add_mute(&choice, Some(self.news_day()));
            }
            [_] => {
                let span = spans(self.config.lang).into_iter().nth(1);
                self.ask_mute(PromptKind::MuteTime, &span.unwrap_or_default(), muting);
            }
            [first, ..] => {
                let name = first.name.clone();
                self.ask_mute(PromptKind::Mute, &name, muting);
            }
        }
    }

    fn ask_mute(&mut self, kind: PromptKind, text: &str, muting: Muting) {
        self.open_prompt(kind);
        if let Mode::Prompt(prompt) = &mut self.mode {
            prompt.line = PromptLine::new(kind, text);
            prompt.muting = muting;
        }
    }

    /// Goes on with what was typed; something that the item does not belong to is an error.
    pub(super) fn accept_mute(&mut self, text: &str) {
        let Mode::Prompt(prompt) = &mut self.mode else {
            return;
        };
        let muting = &mut prompt.muting;
        muting.choices.retain(|choice| choice.name == text);
        if muting.choices.is_empty() {
            return self.refuse_line(text, UiText::ExpectedMute);
        }
        muting.choices.truncate(1);
        let muting = mem::take(muting);
        self.mode = Mode::Normal;
        self.choose_mute(muting);
    }

    /// Mutes for as long as was typed.
    pub(super) fn accept_mute_time(&mut self, text: &str) {
        let Some(until) = parse_span(text, self.news_day(), self.config.lang) else {
            return self.refuse_line(text, UiText::ExpectedSpan);
        };
        if let Mode::Prompt(prompt) = mem::take(&mut self.mode)
            && let [choice] = &prompt.muting.choices[..]
        {
            self.add_mute(choice, until);
        }
    }

    /// The news day at present.
    fn news_day(&self) -> NewsDay {
        NewsDay::containing(self.now, self.config.settings.rollover)
    }

    /// Adds a rule, or lets the one with the same query last as long.
    fn add_mute(&mut self, choice: &MuteChoice, until: Option<NewsDay>) {
        let rules = self.rules.set().rules().iter();
        let mut same = rules.filter(|rule| {
            let options = rule.options();
            let is_whole = options.unless.is_none();
            options.folds && is_whole && options.query_text == choice.query
        });
        let edit = match same.next() {
            Some(rule) => RuleEdit::Set {
                rule: rule.name().to_owned(),
                key: "until".to_owned(),
                value: until.map(|until| RuleValue::from(until.to_string())),
            },
            None => rules::new_mute(&self.free_name(&choice.name), &choice.query, until),
        };
        self.edit_rules(edit, EditPurpose::New);
    }

    /// A name that no rule has.
    fn free_name(&self, name: &str) -> String {
        let rules = self.rules.set();
        let numbered = (2..).map(|number| format!("{name} {number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names
            .find(|name| rules.find(name).is_none())
            .unwrap_or_default()
    }

    /// Ends the mutes that fold something.
    fn end_mutes(&mut self, names: &[String]) {
        match names {
            [name] => self.edit_rules(RuleEdit::EndMute(name.clone()), EditPurpose::New),
            names => {
                let names = names.join(" · ");
                self.inform(UiText::SeveralMutes { names });
            }
        }
    }

    /// Has the file of rules edited.
    pub(super) fn edit_rules(&mut self, edit: RuleEdit, purpose: EditPurpose) {
        // The user wants this fold: it may close over the selected item.
        self.muted = self.list.selected_key();
        self.effects.push(Effect::WriteRules(edit, purpose));
    }

    /// Takes in what became of an edit of the file of rules.
    pub(super) fn receive_written(&mut self, written: RulesWritten) {
        let inverse = match written.outcome {
            Ok(inverse) => inverse,
            Err(error) => return self.say_not_written(error),
        };
        for (old, new) in written.edit.renames() {
            self.views.rename_rule(old, &new);
            self.jumps.rename_rule(old, &new);
        }
        match written.purpose {
            EditPurpose::New => {
                self.say_edited(&written.edit);
                let edit = written.edit;
                self.undo.push(Step::Ruled(RuleStep { edit, inverse }));
            }
            EditPurpose::Undo => self.inform(UiText::Undone),
            EditPurpose::Redo => self.inform(UiText::Redone),
        }
    }

    fn say_edited(&mut self, edit: &RuleEdit) {
        let key = self.first_key(Action::Undo).unwrap_or_default();
        let name = edit.rule().unwrap_or_default();
        let adds_mute = adds_mute(edit);
        let alerts = edit.texts_of("alert").map(|ways| self.names_of_ways(&ways));
        let text = match edit {
            RuleEdit::Set { .. } | RuleEdit::All(_) if alerts.is_some() => {
                match alerts.unwrap_or_default() {
                    ways if ways.is_empty() => UiText::RuleAlertsNoMore { name, key },
                    ways => UiText::RuleAlertsBy { name, ways, key },
                }
            }
            RuleEdit::Add(_) | RuleEdit::Set { .. } if adds_mute => match edit.text_of("until") {
                None => UiText::MutedForEver { name, key },
                Some(until) if until == self.news_day().to_string() => {
                    UiText::MutedToday { name, key }
                }
                Some(until) => UiText::MutedUntil { name, until, key },
            },
            RuleEdit::Add(_) => UiText::RuleAdded { name, key },
            RuleEdit::All(edits) if matches!(edits.last(), Some(RuleEdit::Add(_))) => {
                UiText::RuleAdded { name, key }
            }
            RuleEdit::Set { .. } | RuleEdit::All(_) => UiText::RuleChanged { name, key },
            RuleEdit::Remove(_) => UiText::RuleRemoved { name, key },
            RuleEdit::EndMute(_) => UiText::MuteEnded { name, key },
            RuleEdit::PutBack(_) => UiText::Undone,
        };
        let mut text = self.config.lang.text(text).into_owned();
        let muted = self.muted.filter(|_| adds_mute);
        if muted.is_some_and(|muted| self.stays_unfolded(muted)) {
            text.push_str(" · ");
            text.push_str(&self.config.lang.text(UiText::StaysUnfolded));
        }
        self.notify(super::Notice::info(text));
    }

    /// The ways of an alert, as a screen names them.
    fn names_of_ways(&self, ways: &[String]) -> String {
        let names = ways.iter().map(|way| rules::alert_text(way));
        let names = names.map(|name| self.config.lang.text(name));
        names.collect::<Vec<_>>().join(" ")
    }

    /// Whether an item stays in the list, whatever is muted: it is starred, or another rule keeps it.
    fn stays_unfolded(&self, key: ItemKey) -> bool {
        let item = self.timeline.item(key.day, key.id);
        let is_marked = item.is_some_and(|item| self.is_marked(item));
        let hits = self.rules.rules_of(key.day, key.id);
        is_marked || self.rules.set().keeps_from_mutes(hits)
    }

    fn say_not_written(&mut self, error: RulesWriteError) {
        let text = match error {
            RulesWriteError::NoFile => UiText::NoRulesFile,
            RulesWriteError::Wrong(errors) => {
                let why = errors.message(self.config.lang);
                let why = why.lines().next().unwrap_or_default().to_owned();
                UiText::RulesNotWritten { why }
            }
            RulesWriteError::Edit(RuleEditError::NoRule(rule)) => UiText::RuleIsGone { rule },
            RulesWriteError::Edit(RuleEditError::NoTables) => UiText::RulesAreNoTables,
            RulesWriteError::Edit(RuleEditError::Syntax(why)) => UiText::RulesNotWritten { why },
            RulesWriteError::Failed { file, error } => UiText::CannotSave { file, error },
        };
        self.warn(text);
    }
}

/// Whether an edit is that of a key which mutes.
fn adds_mute(edit: &RuleEdit) -> bool {
    match edit {
        RuleEdit::Add(_) => edit.text_of("mute").is_some(),
        RuleEdit::Set { key, .. } => key == "until",
        RuleEdit::Remove(_) | RuleEdit::EndMute(_) | RuleEdit::PutBack(_) | RuleEdit::All(_) => {
            false
        }
    }
}
