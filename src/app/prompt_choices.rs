//! What a prompt without a query lets one choose from, in sight from the beginning.

use super::candidate::Candidate;
use super::muting::spans;
use super::{App, Mode, PromptKind, rule_look};
use crate::item::Stock;

/// The mark of a list that has the stock.
const HAS_IT: &str = " ✓";

impl App {
    /// What the open prompt lets one choose from; nothing if it takes any text.
    pub fn prompt_choices(&self) -> Vec<Candidate> {
        let Mode::Prompt(prompt) = &self.mode else {
            return Vec::new();
        };
        let names = match prompt.line.kind() {
            PromptKind::Mute => return prompt.muting.candidates(self.config.lang),
            PromptKind::MuteTime => spans(self.config.lang),
            PromptKind::Stock => prompt.listing.names(),
            PromptKind::List => return self.list_choices(prompt.listing.stock.as_ref()),
            PromptKind::RuleStyle => rule_look::choices(),
            PromptKind::Find
            | PromptKind::Filter
            | PromptKind::GoTo
            | PromptKind::Action
            | PromptKind::Note
            | PromptKind::RuleQuery
            | PromptKind::RuleName => Vec::new(),
        };
        names.into_iter().map(Candidate::value).collect()
    }

    /// The lists, those marked that have a stock.
    fn list_choices(&self, stock: Option<&Stock>) -> Vec<Candidate> {
        let choice = |name: String| {
            let is_listed = stock.is_some_and(|stock| self.is_listed(&name, stock));
            Candidate::noted(name, if is_listed { HAS_IT } else { "" })
        };
        let names = self.knowledge.watchlists().names().into_iter();
        names.map(choice).collect()
    }

    /// Whether the prompt for a list would take the stock out of it.
    pub fn takes_out(&self) -> bool {
        match &self.mode {
            Mode::Prompt(prompt) => {
                let stock = self.listed_stock();
                stock.is_some_and(|stock| self.is_listed(prompt.line.text(), stock))
            }
            Mode::Normal | Mode::Page(_) => false,
        }
    }

    /// What the prompt for a span is about: what it is of the item, and its name. `None` without such a prompt.
    pub fn muted(&self) -> Option<(&'static str, &str)> {
        let Mode::Prompt(prompt) = &self.mode else {
            return None;
        };
        let choice = prompt.muting.choices.first()?;
        let kind = choice.kind.note(self.config.lang).trim();
        (prompt.line.kind() == PromptKind::MuteTime).then_some((kind, &choice.name))
    }

    /// The stock that the prompt for a list is about. `None` without such a prompt.
    pub fn listed_stock(&self) -> Option<&Stock> {
        let Mode::Prompt(prompt) = &self.mode else {
            return None;
        };
        let is_about_it = prompt.line.kind() == PromptKind::List;
        prompt.listing.stock.as_ref().filter(|_| is_about_it)
    }
}
