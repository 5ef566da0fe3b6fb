//! What dumps tell of names: those that a dialect gives with an entry, and what stands before codes in texts.

use std::collections::BTreeMap;

use memchr::{memchr_iter, memmem};

use crate::dump::Dump;
use crate::dump::story::{ends_with_fund, name_at_end};
use crate::item::{market_of_fund, normalize_code};

/// The longest code with its market, in bytes: `BRK.A.US`, `300308.SZ`.
const LONGEST_CODE: usize = 12;
/// How far back the name before a code is looked for, in bytes.
const REACH: usize = 192;

/// How often each name was seen with a security.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// What a dialect gives.
    pub(super) given: BTreeMap<String, u32>,
    /// What stands before the code; more of the sentence may be in it.
    pub(super) before: BTreeMap<String, u32>,
}

/// What was seen, by security.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence(pub(super) BTreeMap<String, Seen>);

impl Evidence {
    /// Adds what a dump tells.
    pub(super) fn read(&mut self, dump: &Dump) {
        for stock in dump.extras.iter().flat_map(|extra| &extra.stocks) {
            if let Some(code) = normalize_code(&stock.code) {
                let name = stock.name.trim().to_owned();
                *self
                    .0
                    .entry(code)
                    .or_default()
                    .given
                    .entry(name)
                    .or_default() += 1;
            }
        }
        let Ok(text) = simdutf8::basic::from_utf8(&dump.text) else {
            return;
        };
        for open in memchr_iter(b'(', text.as_bytes()) {
            self.note(text, open, 1);
        }
        for open in memmem::find_iter(text.as_bytes(), "（") {
            self.note(text, open, "（".len());
        }
    }

    /// What stands before a parenthesis, where a code stands in it.
    fn note(&mut self, text: &str, open: usize, width: usize) {
        let Some(code) = code_in(text.as_bytes().get(open + width..).unwrap_or_default()) else {
            return;
        };
        let from = (open.saturating_sub(REACH)..open)
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(open);
        let before = text.get(from..open).unwrap_or_default();
        if code.is_fund && !ends_with_fund(before) {
            return;
        }
        let (name, code) = (name_at_end(before), code.security);
        if !name.is_empty() {
            let before = &mut self.0.entry(code).or_default().before;
            match before.get_mut(name) {
                Some(count) => *count += 1,
                None => drop(before.insert(name.to_owned(), 1)),
            }
        }
    }
}

/// A code that stands in parentheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// In the one way in which codes are told.
    pub(super) security: String,
    /// Whether it is a number alone as funds have them, which is one only where a fund stands before it.
    pub(super) is_fund: bool,
}

/// The code with which these bytes open, up to a closing parenthesis.
pub(super) fn code_in(bytes: &[u8]) -> Option<Code> {
    let len = bytes
        .iter()
        .take(LONGEST_CODE)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'.')
        .count();
    let closes = matches!(bytes.get(len..)?, [b')', ..] | [0xEF, 0xBC, 0x89, ..]);
    if len < 4 || !closes {
        return None;
    }
    let code = str::from_utf8(bytes.get(..len)?).ok()?;
    Some(Code {
        security: normalize_code(code)?,
        is_fund: market_of_fund(code).is_some(),
    })
}
