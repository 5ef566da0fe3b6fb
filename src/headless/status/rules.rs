//! The rules and lists that a line is about. While lines follow each other, the former ones stay if the new ones cannot be used.

use std::sync::Arc;

use super::printer::StatusPrinter;
use crate::cli::ListArgs;
use crate::config::ConfigErrors;
use crate::headless::context::CommandContext;
use crate::headless::outcome::Reported;
use crate::headless::report::print_error;
use crate::headless::request::ItemRequest;
use crate::item::Stamp;
use crate::query::Watchlists;
use crate::rules::{self, RuleSet};
use crate::timeline::Timeline;

/// The rules and lists as they were read last.
#[derive(Clone, Debug, Default)]
pub(super) struct StatusRules {
    pub lists: Watchlists,
    /// The rules, if the line or what it counts depends on them.
    pub set: Arc<RuleSet>,
    /// Whether the file of rules has errors, so that none are in force.
    pub are_wrong: bool,
    /// The name of the file and its text; `None` without one.
    file: Option<(String, String)>,
}

impl StatusRules {
    /// Reads the file. Its errors are printed, and the line does without rules; those that the arguments name make that an error.
    pub(super) fn read(
        printer: &StatusPrinter<'_>,
        list: &ListArgs,
        lists: Watchlists,
        timeline: &Timeline,
        now: Stamp,
    ) -> Result<Self, Reported> {
        let mut read = Self {
            lists,
            ..Self::default()
        };
        if !printer.reads_rules() && list.rule.is_none() {
            return Ok(read);
        }
        match read.load(printer.context, timeline, now) {
            Ok(()) => printer.check_rules(&read.set)?,
            Err(errors) => {
                print_error(&errors.message(printer.context.config.lang));
                read.are_wrong = true;
                if list.rule.is_some() {
                    return Err(Reported);
                }
            }
        }
        Ok(read)
    }

    fn load(
        &mut self,
        context: &CommandContext<'_>,
        timeline: &Timeline,
        now: Stamp,
    ) -> Result<(), ConfigErrors> {
        self.file = context.config.rules.read()?;
        self.set = self.parse(context, timeline, now)?;
        Ok(())
    }

    /// Lets the times of the rules count from now. What was read before has no errors.
    pub(super) fn renew(&mut self, context: &CommandContext<'_>, timeline: &Timeline, now: Stamp) {
        if let Ok(set) = self.parse(context, timeline, now) {
            self.set = set;
        }
    }

    fn parse(
        &self,
        context: &CommandContext<'_>,
        timeline: &Timeline,
        now: Stamp,
    ) -> Result<Arc<RuleSet>, ConfigErrors> {
        let Some((name, text)) = &self.file else {
            return Ok(Arc::default());
        };
        let parsed = context.with_time_context(now, timeline, |times| {
            rules::parse(name, text, times, &self.lists)
        });
        Ok(Arc::new(parsed?))
    }

    /// The request of a query and of a rule, which these rules have.
    pub(super) fn request<'a>(
        &self,
        list: &'a ListArgs,
        context: &'a CommandContext<'a>,
    ) -> Result<ItemRequest<'a>, Reported> {
        match (&list.rule, &self.file) {
            (Some(_), Some(file)) => ItemRequest::with_rules(list, context, Some(file.clone())),
            (Some(_), None) => ItemRequest::parse(list, context),
            (None, _) => ItemRequest::with_rules(list, context, None),
        }
    }
}
