//! A set of stocks.

use std::collections::HashMap;

use crate::item::{Stock, normalize_code};

/// Stocks in the order of insertion. Two are one if they have the same code, in any notation, or the same name and one of
/// them has no code.
#[derive(Debug, Default)]
pub(super) struct StockSet {
    stocks: Vec<Stock>,
    by_code: HashMap<String, usize>,
    /// The first one with each name.
    by_name: HashMap<String, usize>,
}

impl StockSet {
    /// Adds a stock, or its name or code to the same stock.
    pub(super) fn insert(&mut self, name: &str, code: &str) {
        let (name, normalized) = (name.trim(), normalize_code(code));
        let is_valid = normalized.is_some();
        let code = normalized.unwrap_or_else(|| code.trim().to_owned());
        if name.is_empty() && code.is_empty() {
            return;
        }
        if let Some(&at) = self.by_code.get(&code) {
            self.add_name(at, name);
        } else if let Some(at) = self.find_name(name, &code, is_valid) {
            self.add_code(at, code, is_valid);
        } else {
            let at = self.stocks.len();
            self.stocks.push(Stock {
                name: String::new(),
                code: String::new(),
            });
            self.add_name(at, name);
            self.add_code(at, code, is_valid);
        }
    }

    pub(super) fn into_stocks(self) -> Vec<Stock> {
        self.stocks
    }

    /// The stock with this name, unless both have codes that differ.
    fn find_name(&self, name: &str, code: &str, is_valid: bool) -> Option<usize> {
        let &at = self.by_name.get(name)?;
        let other = &self.stocks.get(at)?.code;
        let has_one_code = code.is_empty() || other.is_empty();
        // A code that no market writes counts less than a name.
        (has_one_code || is_valid != normalize_code(other).is_some()).then_some(at)
    }

    /// Names a stock without a name.
    fn add_name(&mut self, at: usize, name: &str) {
        let stock = &mut self.stocks[at];
        if stock.name.is_empty() && !name.is_empty() {
            name.clone_into(&mut stock.name);
            self.by_name.entry(name.to_owned()).or_insert(at);
        }
    }

    /// Gives a stock its code, if it has none or this one is valid.
    fn add_code(&mut self, at: usize, code: String, is_valid: bool) {
        let stock = &mut self.stocks[at];
        if is_valid || stock.code.is_empty() {
            code.clone_into(&mut stock.code);
        }
        if !code.is_empty() {
            self.by_code.entry(code).or_insert(at);
        }
    }
}
