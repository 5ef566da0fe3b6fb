//! What the prompts of `w` choose from.

use crate::item::Stock;

/// The stocks to choose from, and the one that was chosen.
#[derive(Debug, Clone, Default)]
pub(super) struct Listing {
    pub stocks: Vec<Stock>,
    pub stock: Option<Stock>,
}

impl Listing {
    /// The names of the stocks.
    pub(super) fn names(&self) -> Vec<String> {
        self.stocks.iter().map(|stock| stock.name.clone()).collect()
    }
}
