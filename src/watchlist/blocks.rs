//! Blocks of 通达信 (`.blk`, `.EBK`): a line of seven digits, the first of which is the market.

use super::entry::ListEntry;
use super::error::{ListError, ListProblem};
use crate::item::normalize_code;

/// Reads a line; `None` for one that is empty.
pub(super) fn line(number: u32, text: &str) -> Option<Result<ListEntry, ListProblem>> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let entry = code(text).map(|code| ListEntry {
        line: number,
        code: Some(code),
        words: Vec::new(),
    });
    Some(entry.ok_or(ListProblem {
        line: Some(number),
        error: ListError::NoStock,
    }))
}

fn code(text: &str) -> Option<String> {
    let (market, symbol) = text.split_at_checked(1)?;
    let market = match market {
        "0" => "SZ",
        "1" => "SH",
        "2" => "BJ",
        _ => return None,
    };
    normalize_code(&format!("{symbol}.{market}"))
}
