//! Tab in a prompt: a list of candidates for the word at the cursor, one of them in the line.

use std::ops::Range;

use super::candidate::Candidate;
use super::completion_place::CompletionPlace;
use super::completion_words::CompletionWords;
use crate::moment::{Wanted, When};
use crate::query::TypedWord;

/// The way through the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CycleDirection {
    On,
    Back,
}

/// The open list of candidates.
#[derive(Debug, Clone)]
pub struct Completion {
    /// The line before and after the completed word.
    head: String,
    tail: String,
    /// What was typed of the word.
    typed: String,
    candidates: Vec<Candidate>,
    chosen: Option<usize>,
}

impl Completion {
    /// Lists the candidates for a query with the cursor at this byte; `None` if there are none.
    pub(super) fn of_query(text: &str, cursor: usize, words: &CompletionWords) -> Option<Self> {
        let place = CompletionPlace::at(text, cursor)?;
        Self::with(text, place.start..place.end, words.candidates(&place))
    }

    /// Lists the words that make a time of the line up to the cursor, given as a byte; `None` if there are none.
    pub(super) fn of_time(text: &str, cursor: usize, words: &CompletionWords) -> Option<Self> {
        let before = text.get(..cursor)?;
        let head = before.trim_end_matches(|letter: char| !letter.is_whitespace());
        let mut candidates = words.times(before.get(head.len()..)?);
        candidates.retain(|candidate| {
            let line = [head, &candidate.text].concat();
            When::parse(&line, Wanted::Time).is_ok()
        });
        Self::with(text, head.len()..cursor, candidates)
    }

    /// Lists the choices that fit the line; all others, beginning after it, if it is one of them. `None` if there are none.
    pub(super) fn of_choices(text: &str, choices: &[String]) -> Option<Self> {
        let mut fitting = choices.to_vec();
        match choices.iter().position(|choice| choice == text) {
            Some(at) => {
                fitting.rotate_left(at);
                fitting.remove(0);
            }
            None => fitting.retain(|choice| TypedWord::new(text).rank(choice).is_some()),
        }
        let candidates = fitting.into_iter().map(Candidate::value).collect();
        Self::with(text, 0..text.len(), candidates)
    }

    /// A list of candidates for the word in these bytes of a line.
    fn with(text: &str, word: Range<usize>, candidates: Vec<Candidate>) -> Option<Self> {
        let (before, tail) = text.split_at_checked(word.end)?;
        let (head, typed) = before.split_at_checked(word.start)?;
        (!candidates.is_empty()).then(|| Self {
            head: head.to_owned(),
            tail: tail.to_owned(),
            typed: typed.to_owned(),
            candidates,
            chosen: None,
        })
    }

    /// All candidates.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The index of the candidate in the line; `None` while what was typed is in it.
    pub const fn chosen_index(&self) -> Option<usize> {
        self.chosen
    }

    /// The candidate in the line.
    pub(super) fn chosen(&self) -> Option<&Candidate> {
        self.candidates.get(self.chosen?)
    }

    /// Whether there is nothing to choose from.
    pub(super) const fn is_single(&self) -> bool {
        self.candidates.len() == 1
    }

    /// Chooses the next or the previous candidate. Between the last and the first one, what was typed comes back.
    pub(super) const fn choose(&mut self, direction: CycleDirection) {
        let count = self.candidates.len();
        self.chosen = match (direction, self.chosen) {
            (CycleDirection::On, None) => Some(0),
            (CycleDirection::On, Some(last)) if last + 1 == count => None,
            (CycleDirection::On, Some(chosen)) => Some(chosen + 1),
            (CycleDirection::Back, None) => count.checked_sub(1),
            (CycleDirection::Back, Some(chosen)) => chosen.checked_sub(1),
        };
    }

    /// Chooses what was typed.
    pub(super) const fn choose_nothing(&mut self) {
        self.chosen = None;
    }

    /// The line with the chosen candidate, and the byte of the cursor after it.
    pub(super) fn line(&self) -> (String, usize) {
        let word = self.chosen().map_or(&self.typed, |chosen| &chosen.text);
        let cursor = self.head.len() + word.len();
        ([&self.head, word, &*self.tail].concat(), cursor)
    }
}
