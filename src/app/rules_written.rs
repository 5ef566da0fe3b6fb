//! What became of changes of the file of rules.

use std::sync::Arc;

use super::{App, Effect, ItemKey, Notice};
use crate::action::Action;
use crate::lang::UiText;
use crate::rules::{
    AlertWay, EditPurpose, Rule, RuleChange, RuleEdit, RuleEditError, RuleRequest, RulesWriteError,
    RulesWritten, WrittenEdit,
};

impl App {
    /// Has the file of rules changed.
    pub(super) fn change_rules(&mut self, change: RuleChange) {
        self.undo.push_change(change);
        self.write_rules();
    }

    /// Has those changes of the file of rules written that wait for nothing.
    pub(super) fn write_rules(&mut self) {
        let requests = self.undo.ready_changes();
        if !requests.is_empty() {
            // The user wants this fold: it may close over the selected item.
            self.muted = self.list.selected_key();
        }
        let writes = requests.into_iter().map(Effect::WriteRules);
        self.effects.extend(writes);
    }

    /// Takes in what became of a change.
    pub(super) fn receive_written(&mut self, written: RulesWritten) {
        let RulesWritten { request, outcome } = written;
        let is_new = request.purpose == EditPurpose::New;
        // What changes nothing is no step.
        let inverse = outcome.as_ref().ok();
        let inverse = inverse.filter(|written| written.is_changed || !is_new);
        let inverse = inverse.map(|written| written.inverse.clone());
        self.undo.take_written(request.clone(), inverse);
        if let Err(RulesWriteError::Edit(RuleEditError::NoRule(_))) = &outcome {
            // The user took the rule out: the key goes on to the step before.
            self.undo.forget_change(request.step);
        }
        match outcome {
            Ok(written) => self.take_over(&request, &written),
            Err(error) => self.say_not_written(error),
        }
        self.write_rules();
    }

    fn take_over(&mut self, request: &RuleRequest, written: &WrittenEdit) {
        for (old, new) in written.edit.renames() {
            self.views.rename_rule(old, &new);
            self.jumps.rename_rule(old, &new);
        }
        let name = written.rule(request.purpose);
        if request.purpose == EditPurpose::New {
            let text = self.text_of_change(&request.change, &name, written);
            self.put_rules_in_force(Ok(Arc::clone(&written.rules)));
            return self.notify(Notice::info(text));
        }
        let is_there = written.rules.find(&name).is_some();
        self.rule_to_select = is_there
            .then(|| name.clone())
            .or(self.rule_to_select.take());
        self.put_rules_in_force(Ok(Arc::clone(&written.rules)));
        let what = self.config.lang.text(UiText::UndoneRule { name });
        self.say_reversed(request.purpose, what.into_owned());
    }

    /// Says what was taken back or made again.
    pub(super) fn say_reversed(&mut self, purpose: EditPurpose, what: String) {
        self.inform(match purpose {
            EditPurpose::Redo => UiText::Redone { what },
            EditPurpose::Undo | EditPurpose::New => UiText::Undone { what },
        });
    }

    /// Says what is true after a change.
    fn text_of_change(&self, change: &RuleChange, name: &str, written: &WrittenEdit) -> String {
        let key = self.first_key(Action::Undo).unwrap_or_default();
        let name = name.to_owned();
        let text = match change {
            RuleChange::Mute { query, .. } => return self.text_of_mute(query, written),
            RuleChange::Add { .. } => UiText::RuleAdded { name, key },
            RuleChange::Edit(RuleEdit::Remove(_)) => UiText::RuleRemoved { name, key },
            RuleChange::Edit(RuleEdit::EndMute(_)) => UiText::MuteEnded { name, key },
            RuleChange::Edit(edit) if !edit.renames().is_empty() => {
                UiText::RuleRenamed { name, key }
            }
            RuleChange::Edit(_) => UiText::RuleChanged { name, key },
            RuleChange::Alert(_)
            | RuleChange::Fold(_)
            | RuleChange::View(_)
            | RuleChange::Digit(..) => {
                let rule = written.rules.find(&name);
                let what = rule.map(|rule| self.state_of(change, rule, &written.edit));
                let what = what.unwrap_or_default();
                UiText::RuleIs { name, what, key }
            }
        };
        self.config.lang.text(text).into_owned()
    }

    /// What a rule does now, as far as a key has changed it.
    fn state_of(&self, change: &RuleChange, rule: &Rule, edit: &RuleEdit) -> String {
        let lang = self.config.lang;
        let options = rule.options();
        let text = match change {
            RuleChange::Alert(_) if options.alert.is_empty() => UiText::NoAlert,
            RuleChange::Alert(_) => {
                let ways = AlertWay::of(options).map(|way| lang.text(way.title()));
                return ways.collect::<Vec<_>>().join(" ");
            }
            RuleChange::Fold(_) if options.folds => UiText::RuleFolds,
            RuleChange::Fold(_) => UiText::NoFold,
            RuleChange::Digit(..) => match (options.key, self.former_of_digit(rule, edit)) {
                (None, _) => UiText::NoDigit,
                (Some(digit), None) => UiText::HasDigit { digit },
                (Some(digit), Some(former)) => UiText::TookDigit { digit, former },
            },
            _ if options.view => UiText::RuleView,
            _ => UiText::NoView,
        };
        lang.text(text).into_owned()
    }

    /// The view that had the digit of a rule before an edit.
    fn former_of_digit(&self, rule: &Rule, edit: &RuleEdit) -> Option<String> {
        let loses = |edit: &RuleEdit| match edit {
            RuleEdit::Set { rule, key, value } if key == "key" && value.is_none() => {
                Some(rule.clone())
            }
            _ => None,
        };
        let digit = rule.options().key?;
        let mut views = self.views.all();
        let view = views.find(|view| view.key == Some(digit) && *view.name != *rule.name());
        let named = edit.parts().into_iter().find_map(loses);
        named.or_else(|| view.map(|view| view.name.to_string()))
    }

    /// Says until when something is folded, and why the item stays that was to be folded.
    fn text_of_mute(&self, query: &str, written: &WrittenEdit) -> String {
        let key = self.first_key(Action::Undo).unwrap_or_default();
        let Some(rule) = written.rules.mute_of(query) else {
            return String::new();
        };
        let name = rule.name().to_owned();
        let until = rule.options().until.map(|until| until.to_string());
        let text = match until {
            None if !written.is_changed => UiText::AlreadyMutedForEver { name },
            Some(until) if !written.is_changed => UiText::AlreadyMuted { name, until },
            None => UiText::MutedForEver { name, key },
            Some(until) if until == self.news_day().to_string() => UiText::MutedToday { name, key },
            Some(until) => UiText::MutedUntil { name, until, key },
        };
        let mut text = self.config.lang.text(text).into_owned();
        if let Some(why) = self.muted.and_then(|muted| self.why_unfolded(muted, rule)) {
            text.push_str(" · ");
            text.push_str(&self.config.lang.text(why));
        }
        text
    }

    /// Why an item stays in the list although a rule folds it: it is marked, or another rule keeps it.
    fn why_unfolded(&self, key: ItemKey, mute: &Rule) -> Option<UiText> {
        let item = self.timeline.item(key.day, key.id);
        if item.is_some_and(|item| self.is_marked(item)) {
            return Some(UiText::StaysMarked);
        }
        let hits = self.rules.rules_of(key.day, key.id);
        let rule = self.rules.set().keeping(hits, mute.options().priority)?;
        let rule = rule.name().to_owned();
        Some(UiText::StaysByRule { rule })
    }

    fn say_not_written(&mut self, error: RulesWriteError) {
        let lang = self.config.lang;
        let text = match error {
            RulesWriteError::NoFile => UiText::NoRulesFile,
            RulesWriteError::Wrong(errors) => {
                let why = errors.first_message(lang);
                UiText::RulesNotWritten { why }
            }
            RulesWriteError::Refused(errors) => {
                let why = errors.first_reason(lang);
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
