//! Keys on the page of rules: each change is written to the file, and comes back as rules in force.

use super::rule_draft::RuleDraft;
use super::rule_look;
use super::rule_rows::RuleRow;
use super::{App, Mode, PromptKind, PromptLine};
use crate::action::Action;
use crate::lang::UiText;
use crate::rules::{RuleChange, RuleEdit};

impl App {
    /// Opens a prompt for the query of a new rule.
    pub(super) fn new_rule(&mut self) {
        if self.can_edit_rules() {
            let draft = self.new_draft();
            let query = draft.query.clone();
            self.ask_about_rule(PromptKind::RuleQuery, &query, draft);
            self.finish_line();
        }
    }

    /// Opens a prompt for the query of the selected rule.
    pub(super) fn edit_rule_query(&mut self) {
        if let Some(draft) = self.selected_draft() {
            let query = draft.options.query_text.clone();
            self.ask_about_rule(PromptKind::RuleQuery, &query, draft);
            self.continue_line();
        }
    }

    /// Opens a prompt for the name of the selected rule.
    pub(super) fn rename_rule(&mut self) {
        if let Some(draft) = self.selected_draft() {
            let name = draft.options.name.clone();
            self.ask_about_rule(PromptKind::RuleName, &name, draft);
            self.continue_line();
        }
    }

    /// Opens a prompt for the look of the selected rule's items.
    pub(super) fn style_rule(&mut self) {
        if let Some(draft) = self.selected_draft() {
            let look = rule_look::typed(draft.options.style);
            self.ask_about_rule(PromptKind::RuleStyle, &look, draft);
        }
    }

    /// Makes the selected rule a view, or none.
    pub(super) fn toggle_rule_view(&mut self) {
        if let Some(rule) = self.selected_to_edit() {
            self.change_rules(RuleChange::View(rule));
        }
    }

    /// Has the selected rule alert in one more way; after the last one, in none.
    pub(super) fn cycle_rule_alert(&mut self) {
        if let Some(rule) = self.selected_to_edit() {
            self.change_rules(RuleChange::Alert(rule));
        }
    }

    /// Folds the items of the selected rule, or lets them stay in the list.
    pub(super) fn toggle_rule_fold(&mut self) {
        if let Some(rule) = self.selected_to_edit() {
            self.change_rules(RuleChange::Fold(rule));
        }
    }

    /// Gives the selected rule a digit, which another one gives up; takes away its own.
    pub(super) fn set_rule_key(&mut self, digit: u32) {
        let digit = u8::try_from(digit).ok();
        if let (Some(rule), Some(digit)) = (self.selected_to_edit(), digit) {
            self.change_rules(RuleChange::Digit(rule, digit));
        }
    }

    /// Removes the selected rule.
    pub(super) fn delete_rule(&mut self) {
        if let Some(rule) = self.selected_to_edit() {
            self.edit_rules(RuleEdit::Remove(rule));
        }
    }

    /// The name of the selected rule; says so if there is none to be edited.
    fn selected_to_edit(&mut self) -> Option<String> {
        self.selected_draft().map(|draft| draft.options.name)
    }

    /// The selected rule; says so if there is none to be edited.
    fn selected_draft(&mut self) -> Option<RuleDraft> {
        if !self.can_edit_rules() {
            return None;
        }
        let rule = match self.selected_rule_row()? {
            RuleRow::Everything | RuleRow::Red => None,
            RuleRow::Rule(_, rule) => Some(rule.options().clone()),
        };
        if rule.is_none() {
            let key = self.first_key(Action::NewRule).unwrap_or_default();
            self.inform(UiText::NotARule { key });
        }
        rule.map(|options| RuleDraft {
            rule: Some(options.name.clone()),
            options,
            ..RuleDraft::default()
        })
    }

    /// Whether the file can be edited; if not, says why. One with errors is not written over.
    fn can_edit_rules(&mut self) -> bool {
        let errors = self.rules.errors();
        if let Some(why) = errors.map(|errors| errors.first_message(self.config.lang)) {
            let key = self.first_key(Action::Edit).unwrap_or_default();
            self.warn(UiText::MendRulesFirst { why, key });
            return false;
        }
        if self.config.rules.path().is_none() {
            self.warn(UiText::NoRulesFile);
            return false;
        }
        true
    }

    /// Opens a prompt about a rule. The page stays below it.
    pub(super) fn ask_about_rule(&mut self, kind: PromptKind, text: &str, draft: RuleDraft) {
        let page = self.open_page();
        let line = PromptLine::new(kind, text);
        self.open_prompt_with(line, |prompt| (prompt.rule, prompt.page) = (draft, page));
    }

    /// Lets the next character go on with the line.
    fn continue_line(&mut self) {
        if let Mode::Prompt(prompt) = &mut self.mode {
            prompt.line = PromptLine::continuing(prompt.line.kind(), prompt.line.text());
        }
    }

    /// Has the file of rules edited.
    pub(super) fn edit_rules(&mut self, edit: RuleEdit) {
        self.change_rules(RuleChange::Edit(edit));
    }
}
