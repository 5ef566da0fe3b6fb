//! How the programs of rules ended. A failure is a problem until the program of its rule ends well.

use std::sync::Arc;

use super::{App, Notice};
use crate::lang::UiText;
use crate::rules::Rule;

impl App {
    /// What is wrong with the programs of rules that are in force.
    pub fn failed_programs(&self) -> impl Iterator<Item = &str> {
        let starts_program = |rule: &Rule| rule.options().run.is_some();
        let failed = self.failed_programs.each();
        let failed = failed.filter(move |(rule, _)| {
            let rule = self.rules.set().find(rule);
            rule.is_some_and(starts_program)
        });
        failed.map(|(_, text)| text)
    }

    /// Notes how a program ended. A banner is more important than its failure, which the page of problems has too. False if the
    /// screen stays as it is.
    pub(super) fn receive_program_end(&mut self, rule: Arc<str>, why: Option<String>) -> bool {
        let Some(why) = why else {
            return self.failed_programs.remove(&rule);
        };
        let rule_name = rule.to_string();
        let text = UiText::RuleProgramFailed {
            rule: rule_name,
            why,
        };
        let text = self.config.lang.text(text).into_owned();
        self.failed_programs.add(rule, text.clone());
        if self.banner().is_none() {
            self.notify(Notice::error(text));
        }
        true
    }

    /// Whether a notice is about a program that failed.
    pub(super) fn is_about_program(&self, notice: &Notice) -> bool {
        let mut failed = self.failed_programs.each();
        failed.any(|(_, text)| text == notice.text)
    }
}
