//! The list above the prompt `:`: every action, those first that fit what was typed.

use std::cmp::Reverse;
use std::ops::Range;

use super::Page;
use crate::action::{Action, Scope};
use crate::config::Config;
use crate::query::{NameRank, TypedWord};

/// How many actions are remembered as recently used.
const MAX_RECENT: usize = 8;

/// The list of actions.
#[derive(Debug)]
pub struct ActionPalette {
    /// The page on which it was opened, which stays under it.
    page: Option<Page>,
    /// The bindings in force where it was opened.
    scope: Scope,
    matches: Vec<Action>,
    chosen: usize,
}

/// How well an action fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ActionRank {
    Key,
    Name(NameRank),
    Help(NameRank),
}

impl ActionPalette {
    /// A list for the page or pane that has the keys.
    pub(super) const fn new(page: Option<Page>, scope: Scope) -> Self {
        Self {
            page,
            scope,
            matches: Vec::new(),
            chosen: 0,
        }
    }

    /// Lists the actions that fit a typed key, name or help, also as pinyin. Of those that fit as well, the recently used ones
    /// come first.
    pub(super) fn search(&mut self, typed: &str, config: &Config, recent: &RecentActions) {
        let (_, typed) = split_count(typed);
        let word = TypedWord::new(typed);
        let actions = Action::ALL.iter().copied();
        // On a page, those of the list are listed, too: a refusal says more than their absence.
        let is_of_page = |action: Action| action.scopes() == [Scope::Page];
        let others = actions.filter(|&action| {
            action != Action::Palette && (self.page.is_some() || !is_of_page(action))
        });
        let ranked = others.filter_map(|action| {
            let rank = self.rank(action, typed, &word, config)?;
            Some(((rank, Reverse(recent.order(action))), action))
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        self.matches = ranked.into_iter().map(|(_, action)| action).collect();
        self.chosen = 0;
    }

    fn rank(
        &self,
        action: Action,
        typed: &str,
        word: &TypedWord,
        config: &Config,
    ) -> Option<ActionRank> {
        let is_same = |key: &String| key.replace(' ', "") == typed.replace(' ', "");
        let keys = config.keymap.keys(self.scope, action);
        if !typed.is_empty() && keys.iter().any(is_same) {
            return Some(ActionRank::Key);
        }
        let name = word.rank(action.name()).map(ActionRank::Name);
        let help = word.rank(action.help(config.lang)).map(ActionRank::Help);
        [name, help].into_iter().flatten().min()
    }

    /// The actions that fit, the best first.
    pub fn matches(&self) -> &[Action] {
        &self.matches
    }

    /// The index of the chosen action.
    pub const fn chosen_index(&self) -> usize {
        self.chosen
    }

    /// The action that Enter runs.
    pub(super) fn chosen(&self) -> Option<Action> {
        self.matches.get(self.chosen).copied()
    }

    /// The page under it.
    pub(super) const fn page(&self) -> Option<Page> {
        self.page
    }

    /// The bindings in force under it.
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// Goes some actions up or down; beyond the ends it goes round.
    pub(super) fn step(&mut self, count: i64) {
        let all = i64::try_from(self.matches.len()).unwrap_or(i64::MAX).max(1);
        let chosen = i64::try_from(self.chosen).unwrap_or_default();
        self.chosen = usize::try_from((chosen + count).rem_euclid(all)).unwrap_or_default();
    }

    /// Chooses the action in a row of the list; whether there is one.
    pub(super) fn choose_row(&mut self, row: usize, height: u16) -> bool {
        let index = self.view(height).nth(row);
        self.chosen = index.unwrap_or(self.chosen);
        index.is_some()
    }

    /// The actions that are shown above a prompt, in a body of this height. One third of the body stays visible.
    pub fn view(&self, height: u16) -> Range<usize> {
        let rows = usize::from(height - height / 3).min(self.matches.len());
        let first = (self.chosen + 1).saturating_sub(rows);
        first..first + rows
    }
}

/// Splits a count off the beginning: `5 down`, `5j`.
pub(super) fn split_count(typed: &str) -> (Option<u32>, &str) {
    let typed = typed.trim();
    let rest = typed.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = typed.strip_suffix(rest).unwrap_or_default();
    match digits.parse() {
        Ok(count) if count > 0 => (Some(count), rest.trim_start()),
        Ok(_) | Err(_) => (None, typed),
    }
}

/// The actions that were run from the list, the oldest first.
#[derive(Debug, Default)]
pub(super) struct RecentActions(Vec<Action>);

impl RecentActions {
    /// Notes that an action was run.
    pub(super) fn note(&mut self, action: Action) {
        self.0.retain(|&other| other != action);
        self.0.push(action);
        let excess = self.0.len().saturating_sub(MAX_RECENT);
        self.0.drain(..excess);
    }

    /// Grows with how recently an action was run; 0 if it was not.
    fn order(&self, action: Action) -> usize {
        let position = self.0.iter().position(|&other| other == action);
        position.map_or(0, |position| position + 1)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("5 down", (Some(5), "down"))]
    #[case("12j", (Some(12), "j"))]
    #[case("down", (None, "down"))]
    #[case("0", (None, "0"))]
    fn count_is_split_off(#[case] typed: &str, #[case] expected: (Option<u32>, &str)) {
        assert_eq!(split_count(typed), expected);
    }
}
