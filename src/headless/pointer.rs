//! Points at the place of an error in a text of the command line.

use crate::text::{TextMetrics, sanitise_line};

/// Returns two lines: the text around a place, in bytes, and a mark below it.
pub(super) fn pointer(source: &str, at: usize, text_metrics: TextMetrics) -> String {
    let (before, after) = around(source, at);
    let gap = " ".repeat(text_metrics.width(&before));
    let shown = format!("{before}{after}");
    let shown = sanitise_line(&shown);
    format!("  {}\n  {gap}^", shown.as_str())
}

/// The parts of a text before and after an offset in bytes. A list of all stocks would fill the terminal, so long parts are
/// cut.
fn around(source: &str, at: usize) -> (String, String) {
    const BEFORE: usize = 40;
    const AFTER: usize = 20;
    let (before, after) = source.split_at_checked(at).unwrap_or((source, ""));
    let first = before.char_indices().rev().nth(BEFORE);
    let before = first.map_or_else(
        || before.to_owned(),
        |(cut, c)| format!("…{}", before.get(cut + c.len_utf8()..).unwrap_or_default()),
    );
    let after = match after.char_indices().nth(AFTER) {
        Some((cut, _)) => format!("{}…", after.get(..cut).unwrap_or_default()),
        None => after.to_owned(),
    };
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_query_is_cut_around_its_error() {
        let source = format!("{}(坏{}", "云|".repeat(100), "|光".repeat(100));
        let (before, after) = around(&source, 400);
        assert_eq!((before.chars().count(), after.chars().count()), (41, 21));
        assert!(before.ends_with("云|") && after.starts_with("(坏|光"));
        assert_eq!(around("云 (坏", 4), ("云 ".to_owned(), "(坏".to_owned()));
    }
}
