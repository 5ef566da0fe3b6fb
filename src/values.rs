//! The values of fields that occur in the newest items: prompts offer them after `column:`, `source:` and the like.
//!
//! They are collected on a worker, from a bounded number of items, and published as a part of the knowledge.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::names::StockNames;
use crate::query::{FIELDS, Field, QueryItem as _, Suggestion};
use crate::state::Marks;
use crate::text::sanitise_line;
use crate::timeline::Timeline;

/// How many of the newest items are read: about two weeks of a wire, and a tenth of a second.
const MAX_ITEMS: usize = 20_000;
/// The most values of a field.
const MAX_VALUES: usize = 500;
/// The longest value, in bytes: what is longer is no name.
const MAX_LENGTH: usize = 60;

/// The values of each field, the most frequent first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FieldValues {
    of_fields: HashMap<&'static str, Vec<String>>,
    stocks: Vec<String>,
}

/// How often each value of a field was found.
type ValueCounts = HashMap<String, usize>;

impl FieldValues {
    /// Collects the values of the newest items; `names` are the known names of stocks.
    pub fn collect(timeline: &Timeline, names: &StockNames) -> Self {
        let fields = FIELDS.iter();
        let fields: Vec<_> = fields
            .filter(|field| field.suggestion() == Suggestion::Found)
            .collect();
        let counts = fields
            .iter()
            .map(|_| RefCell::new(ValueCounts::new()))
            .collect::<Vec<_>>();
        let marks = Marks::default();
        let mut stocks = ValueCounts::new();
        let days = timeline.days().iter().rev();
        let items = days.flat_map(|day| day.items().rev());
        for item in items.take(MAX_ITEMS) {
            let item = item.for_query(names, &marks);
            for stock in item.stocks() {
                count(&mut stocks, &stock.name);
            }
            for (field, counts) in fields.iter().zip(&counts) {
                field.visit_values(&item, &|value| count(&mut counts.borrow_mut(), value));
            }
        }
        let ordered = fields
            .into_iter()
            .zip(counts)
            .map(|(field, counts)| (field.names()[0], by_frequency(counts.into_inner())));
        Self {
            of_fields: ordered.collect(),
            stocks: by_frequency(stocks),
        }
    }

    /// The values of a field; empty for a field whose values are no names.
    pub fn of(&self, field: &Field) -> &[String] {
        let values = self.of_fields.get(field.names()[0]);
        values.map_or(&[], Vec::as_slice)
    }

    /// The names of stocks.
    pub fn stocks(&self) -> &[String] {
        &self.stocks
    }
}

/// Counts a value that can be typed.
fn count(counts: &mut ValueCounts, value: &str) {
    if value.is_empty() || value.len() > MAX_LENGTH {
        return;
    }
    if let Some(count) = counts.get_mut(value) {
        *count += 1;
    } else if sanitise_line(value).as_str() == value {
        counts.insert(value.to_owned(), 1);
    }
}

fn by_frequency(counts: ValueCounts) -> Vec<String> {
    let mut values: Vec<_> = counts.into_iter().collect();
    values.sort_by(|(a, times_a), (b, times_b)| times_b.cmp(times_a).then_with(|| a.cmp(b)));
    values.truncate(MAX_VALUES);
    values.into_iter().map(|(value, _)| value).collect()
}
