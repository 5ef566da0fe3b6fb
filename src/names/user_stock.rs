//! Stocks from the user's own table.

use crate::item::Stock;

/// A stock in the user's `stocks.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserStock {
    /// Its code and name, as they are shown.
    pub stock: Stock,
    /// Its other names in texts.
    pub aliases: Vec<String>,
}

impl UserStock {
    /// Each of its names, with the stock.
    pub(super) fn names(&self) -> impl Iterator<Item = (String, Stock)> {
        let names = std::iter::once(&self.stock.name).chain(&self.aliases);
        names.map(|name| (name.clone(), self.stock.clone()))
    }
}
