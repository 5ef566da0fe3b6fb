//! The candidates for a place in a query, which are fields, their values and names of stocks, and those for a time.
//!
//! A key never walks over the archive: values of fields were collected from the newest items by a worker, names of stocks
//! were learnt by another, and days are in the timeline.

use std::collections::HashSet;
use std::ptr;
use std::sync::Arc;

use super::candidate::Candidate;
use super::completion_place::CompletionPlace;
use crate::knowledge::Knowledge;
use crate::lang::Lang;
use crate::moment;
use crate::query::{self, FIELDS, Field, Suggestion, TypedWord};
use crate::timeline::Timeline;

/// The longest list.
const MAX_CANDIDATES: usize = 60;
/// How many days are offered.
const MAX_DAYS: usize = 400;

/// What candidates are taken from.
#[derive(Debug)]
pub(super) struct CompletionWords {
    pub lang: Lang,
    pub knowledge: Arc<Knowledge>,
    pub timeline: Arc<Timeline>,
    /// What a prompt lets one choose from that takes no query.
    pub choices: Vec<String>,
}

impl CompletionWords {
    /// The candidates for a place, the best first.
    pub(super) fn candidates(&self, place: &CompletionPlace<'_>) -> Vec<Candidate> {
        let mut candidates = if let Some(field) = place.field {
            values(self.values(field), place.typed)
        } else if place.is_wrong_field {
            self.fields_instead_of(place.typed)
        } else {
            let mut candidates = self.fields(place.typed);
            if !place.typed.is_empty() {
                candidates.extend(values(self.stock_names(), place.typed));
            }
            candidates
        };
        candidates.truncate(MAX_CANDIDATES);
        candidates
    }

    /// The words for times that fit what was typed.
    pub(super) fn times(&self, typed: &str) -> Vec<Candidate> {
        let times = moment::suggestions(self.lang).iter();
        values(times.map(|&word| word.to_owned()).collect(), typed)
    }

    /// The fields whose English or Chinese name begins with what was typed.
    fn fields(&self, typed: &str) -> Vec<Candidate> {
        let typed = typed.to_lowercase();
        let candidate = |field: &'static Field| {
            let [english, chinese] = field.names();
            let sign = if is_compared(field) { ">=" } else { ":" };
            if english.starts_with(&typed) {
                let note = self.lang.pick(chinese, "");
                Some(Candidate::field(format!("{english}{sign}"), note))
            } else if chinese.starts_with(&typed) {
                Some(Candidate::field(format!("{chinese}{sign}"), ""))
            } else {
                None
            }
        };
        FIELDS.iter().filter_map(candidate).collect()
    }

    /// All fields, the nearest to this name first.
    fn fields_instead_of(&self, name: &str) -> Vec<Candidate> {
        let mut candidates = self.fields("");
        if let Some(nearest) = query::nearest_field(name) {
            let at = FIELDS.iter().position(|field| ptr::eq(field, nearest));
            let upto = candidates.get_mut(..=at.unwrap_or_default());
            upto.unwrap_or_default().rotate_right(1);
        }
        candidates
    }

    /// The known values of a field.
    fn values(&self, field: &Field) -> Vec<String> {
        match field.suggestion() {
            Suggestion::Nothing => Vec::new(),
            Suggestion::Examples => {
                let examples = field.examples(self.lang).iter();
                examples.map(|&value| value.to_owned()).collect()
            }
            Suggestion::Days => {
                let words = moment::day_suggestions(self.lang).iter();
                let words = words.map(|&word| word.to_owned());
                let days = self.timeline.days().iter().rev().take(MAX_DAYS);
                words.chain(days.map(|day| day.day().to_string())).collect()
            }
            Suggestion::Found => {
                let values = self.knowledge.field_values();
                values.of(field).to_vec()
            }
            Suggestion::StockNames => self.stock_names(),
            Suggestion::ListNames => self.knowledge.watchlists().names(),
        }
    }

    /// The names of stocks: first those in the newest items, the most frequent first.
    fn stock_names(&self) -> Vec<String> {
        let found = self.knowledge.field_values().stocks().iter();
        let known = self.knowledge.stock_names().known().iter();
        let known = known.map(|name| &name.stock.name);
        found.chain(known).cloned().collect()
    }
}

/// Whether a field is mostly compared, as percentages are.
fn is_compared(field: &Field) -> bool {
    let is_number = |example: &&str| example.starts_with(|c: char| c.is_ascii_digit());
    let is_day = field.suggestion() == Suggestion::Days;
    field.is_ordered() && !is_day && field.examples(Lang::English).iter().any(is_number)
}

/// Those of the values that fit what was typed: first those that begin with it, then those that hold it, also as pinyin.
fn values(values: Vec<String>, typed: &str) -> Vec<Candidate> {
    let word = TypedWord::new(typed);
    let ranked = values.into_iter().filter(|value| value != typed);
    let ranked = ranked.filter_map(|value| Some((word.rank(&value)?, value)));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut known = HashSet::new();
    ranked
        .into_iter()
        .filter(|(_, value)| known.insert(value.clone()))
        .map(|(_, value)| Candidate::value(quoted(value)))
        .collect()
}

/// Puts a value in quotation marks if the query language would take it apart.
fn quoted(value: String) -> String {
    let is_operator = |c: char| c.is_whitespace() || "()（）|｜\"“”".contains(c);
    if value.contains(is_operator) || value.starts_with(['/', '-', '!', '！']) {
        format!("\"{}\"", value.replace('"', ""))
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_with_operators_are_quoted() {
        for (value, expected) in [
            ("盘中宝", "盘中宝"),
            ("云岭 晚报", "\"云岭 晚报\""),
            ("ETF(场内)", "\"ETF(场内)\""),
            ("-研选", "\"-研选\""),
            ("A-B", "A-B"),
        ] {
            assert_eq!(quoted(value.to_owned()), expected);
        }
    }

    #[test]
    fn only_numbers_are_compared() {
        let compared = FIELDS.iter().filter(|field| is_compared(field));
        let names: Vec<_> = compared.map(|field| field.names()[0]).collect();
        assert_eq!(names, ["pct", "amount"]);
    }
}
