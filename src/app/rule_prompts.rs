//! What is typed about a rule: a query with its items below the table, a name, a look.

use std::mem;

use super::rule_draft::RuleDraft;
use super::rule_look;
use super::{App, Mode, PromptKind};
use crate::lang::UiText;
use crate::query::QueryError;
use crate::rules::{self, NewRule, RuleChange, RuleEdit, RuleValue};

impl App {
    /// Searches for what the typed query of a rule finds.
    pub(super) fn preview_query(&mut self, text: &str) -> Result<(), QueryError> {
        let is_query = self.parse_search(text)?.is_some();
        let Mode::Prompt(prompt) = &self.mode else {
            return Ok(());
        };
        let source = if is_query {
            prompt.rule.options.source_with(text.trim())
        } else {
            String::new()
        };
        self.search_preview(&source)
    }

    /// Takes the typed query; a new rule needs a name as well.
    pub(super) fn accept_rule_query(&mut self, text: &str) {
        if text.is_empty() {
            return self.refuse_line(text, UiText::ExpectedQuery);
        }
        let Some(mut draft) = self.take_draft() else {
            return;
        };
        if let Some(rule) = draft.rule {
            if draft.options.query_text != text {
                self.edit_rules(set(&rule, "query", Some(text.into())));
            }
            return;
        }
        text.clone_into(&mut draft.query);
        let name = self.suggested_name(&draft);
        self.ask_about_rule(PromptKind::RuleName, &name, draft);
    }

    /// Takes the typed name, which no other rule may have.
    pub(super) fn accept_rule_name(&mut self, text: &str) {
        let Mode::Prompt(prompt) = &self.mode else {
            return;
        };
        let is_own = prompt.rule.rule.as_deref() == Some(text);
        if text.is_empty() {
            return self.refuse_line(text, UiText::ExpectedRuleName);
        }
        if !is_own && self.rules.set().find(text).is_some() {
            return self.refuse_line(text, UiText::RuleNameTaken);
        }
        let Some(draft) = self.take_draft() else {
            return;
        };
        self.rule_to_select = Some(text.to_owned());
        match draft.rule {
            Some(_) if is_own => {}
            Some(rule) => self.edit_rules(set(&rule, "name", Some(text.into()))),
            None => self.change_rules(RuleChange::Add {
                name: text.to_owned(),
                query: draft.query,
            }),
        }
    }

    /// Takes the typed look; an empty line takes the look away.
    pub(super) fn accept_rule_style(&mut self, text: &str) {
        let Mode::Prompt(prompt) = &self.mode else {
            return;
        };
        let is_same = text == rule_look::typed(prompt.rule.options.style);
        let value = rule_look::value(text).filter(|value| self.is_style(value));
        if value.is_none() && !text.is_empty() && !is_same {
            return self.refuse_line(text, UiText::ExpectedLook);
        }
        let Some(RuleDraft {
            rule: Some(rule), ..
        }) = self.take_draft()
        else {
            return;
        };
        if !is_same {
            let value = value.filter(|_| !text.is_empty());
            self.edit_rules(set(&rule, "style", value));
        }
    }

    /// Whether a value is a style.
    fn is_style(&self, value: &RuleValue) -> bool {
        let mut rule = NewRule::new("x", "x");
        rule.keys.push(("style".to_owned(), value.clone()));
        let added = RuleEdit::Add(rule).apply("");
        added.is_ok_and(|(text, _)| {
            let lists = self.knowledge.watchlists();
            self.with_time_context(|times| rules::parse("", &text, times, lists).is_ok())
        })
    }

    /// Closes the prompt, and returns what it is about. The page stays.
    fn take_draft(&mut self) -> Option<RuleDraft> {
        let Mode::Prompt(prompt) = mem::take(&mut self.mode) else {
            return None;
        };
        self.mode = prompt.page().map_or(Mode::Normal, Mode::Page);
        Some(prompt.rule)
    }
}

/// Gives a key of a rule a value, or takes the key away.
fn set(rule: &str, key: &str, value: Option<RuleValue>) -> RuleEdit {
    RuleEdit::Set {
        rule: rule.to_owned(),
        key: key.to_owned(),
        value,
    }
}
