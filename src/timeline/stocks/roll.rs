//! Stocks as they come in, each once.

use std::collections::HashMap;

use crate::item::{Stock, normalize_code};

/// Stocks in the order in which they were first named; two are one by their codes, however written, or by name where one
/// of them has no code.
#[derive(Debug, Default)]
pub(super) struct Roll {
    stocks: Vec<Stock>,
    by_code: HashMap<String, usize>,
    /// The first one of each name.
    by_name: HashMap<String, usize>,
}

impl Roll {
    /// Adds a stock, or what is new of one that is there.
    pub(super) fn note(&mut self, name: &str, code: &str) {
        let (name, security) = (name.trim(), normalize_code(code));
        let is_sure = security.is_some();
        let code = security.unwrap_or_else(|| code.trim().to_owned());
        if name.is_empty() && code.is_empty() {
            return;
        }
        if let Some(&at) = self.by_code.get(&code) {
            self.name(at, name);
        } else if let Some(at) = self.of_name(name, &code, is_sure) {
            self.code(at, code, is_sure);
        } else {
            self.add(name, code);
        }
    }

    /// The stocks.
    pub(super) fn stocks(self) -> Vec<Stock> {
        self.stocks
    }

    /// The stock of this name, unless both have codes and these are of two.
    fn of_name(&self, name: &str, code: &str, is_sure: bool) -> Option<usize> {
        let &at = self.by_name.get(name)?;
        let held = &self.stocks.get(at)?.code;
        let either_is_none = code.is_empty() || held.is_empty();
        // A code that no market writes says less than a name.
        (either_is_none || is_sure != normalize_code(held).is_some()).then_some(at)
    }

    /// Gives a stock its name, if it has none.
    fn name(&mut self, at: usize, name: &str) {
        if let Some(stock) = self
            .stocks
            .get_mut(at)
            .filter(|stock| stock.name.is_empty() && !name.is_empty())
        {
            name.clone_into(&mut stock.name);
            self.by_name.entry(name.to_owned()).or_insert(at);
        }
    }

    /// Gives a stock its code, if this one says more than what it has.
    fn code(&mut self, at: usize, code: String, is_sure: bool) {
        if let Some(stock) = self
            .stocks
            .get_mut(at)
            .filter(|stock| is_sure || stock.code.is_empty())
        {
            code.clone_into(&mut stock.code);
        }
        if !code.is_empty() {
            self.by_code.entry(code).or_insert(at);
        }
    }

    fn add(&mut self, name: &str, code: String) {
        let at = self.stocks.len();
        self.stocks.push(Stock {
            name: name.to_owned(),
            code: code.clone(),
        });
        if !code.is_empty() {
            self.by_code.insert(code, at);
        }
        if !name.is_empty() {
            self.by_name.entry(name.to_owned()).or_insert(at);
        }
    }
}
