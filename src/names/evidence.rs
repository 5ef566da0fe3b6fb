//! What the dumps say about names: those that a dialect gives with an entry, and the texts before codes.

use std::collections::BTreeMap;

use memchr::{memchr_iter, memmem};

use crate::dump::story::{ends_with_fund, name_at_end};
use crate::dump::{Dump, Extra};
use crate::item::{market_of_fund, normalize_code};

/// The longest code with its market, in bytes: `BRK.A.US`, `300308.SZ`.
const MAX_CODE_LEN: usize = 12;
/// How far before a code its name may begin, in bytes.
const MAX_NAME_DISTANCE: usize = 192;

/// How often each text was seen with one security.
#[derive(Clone, Debug, Default)]
pub(super) struct NameCounts {
    /// Names from the dialect.
    pub given: BTreeMap<String, u32>,
    /// Texts before the code. They may hold more of the sentence than the name.
    pub before_code: BTreeMap<String, u32>,
}

impl NameCounts {
    fn merge(&mut self, other: Self) {
        let pairs = [
            (&mut self.given, other.given),
            (&mut self.before_code, other.before_code),
        ];
        for (own, other) in pairs {
            for (name, count) in other {
                *own.entry(name).or_default() += count;
            }
        }
    }
}

/// The counts of every security, by its normalized code.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence(pub(super) BTreeMap<String, NameCounts>);

impl Evidence {
    /// Adds what a dump says.
    pub(super) fn add(&mut self, dump: &Dump) {
        // Those that were learnt from other dumps say nothing new.
        let is_learnt = |extra: &&Extra| {
            let exported = extra.exported.as_deref();
            exported.is_some_and(|facts| facts.has_all_stocks)
        };
        let given = dump.extras.iter().filter(|extra| !is_learnt(extra));
        for stock in given.flat_map(|extra| &extra.stocks) {
            if let Some(code) = normalize_code(&stock.code) {
                let names = &mut self.0.entry(code).or_default().given;
                *names.entry(stock.name.trim().to_owned()).or_default() += 1;
            }
        }
        let Ok(text) = simdutf8::basic::from_utf8(&dump.text) else {
            return;
        };
        for open in memchr_iter(b'(', text.as_bytes()) {
            self.add_parenthesis(text, open, 1);
        }
        for open in memmem::find_iter(text.as_bytes(), "（") {
            self.add_parenthesis(text, open, "（".len());
        }
    }

    /// Adds other evidence.
    pub(super) fn merge(&mut self, other: Self) {
        for (code, counts) in other.0 {
            self.0.entry(code).or_default().merge(counts);
        }
    }

    /// Adds the name before a parenthesis that holds a code. `width` is the length of the parenthesis in bytes.
    fn add_parenthesis(&mut self, text: &str, open: usize, width: usize) {
        let inside = text.as_bytes().get(open + width..).unwrap_or_default();
        let Some(code) = code_in_parenthesis(inside) else {
            return;
        };
        let from = (open.saturating_sub(MAX_NAME_DISTANCE)..open)
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(open);
        let before = text.get(from..open).unwrap_or_default();
        if code.is_fund && !ends_with_fund(before) {
            return;
        }
        let name = name_at_end(before);
        if name.is_empty() {
            return;
        }
        let names = &mut self.0.entry(code.normalized).or_default().before_code;
        match names.get_mut(name) {
            Some(count) => *count += 1,
            None => drop(names.insert(name.to_owned(), 1)),
        }
    }
}

/// A code in parentheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CodeInParenthesis {
    pub normalized: String,
    /// Whether it has the form of a fund's number: that is a code only after the name of a fund.
    pub is_fund: bool,
}

/// The code at the start of these bytes, if a closing parenthesis follows it.
pub(super) fn code_in_parenthesis(bytes: &[u8]) -> Option<CodeInParenthesis> {
    let len = bytes
        .iter()
        .take(MAX_CODE_LEN)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'.')
        .count();
    let closes = matches!(bytes.get(len..)?, [b')', ..] | [0xEF, 0xBC, 0x89, ..]);
    if len < 4 || !closes {
        return None;
    }
    let code = str::from_utf8(bytes.get(..len)?).ok()?;
    Some(CodeInParenthesis {
        normalized: normalize_code(code)?,
        is_fund: market_of_fund(code).is_some(),
    })
}
