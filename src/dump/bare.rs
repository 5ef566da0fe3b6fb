//! Files without an entry yet: a scraper creates its dump before the first one.

use super::decode::decode_as;
use super::story::is_blank;

/// A longer file is no empty dump, whatever is in it.
const MAX_SIZE: usize = 4096;

/// Whether bytes that are no dump hold no entry yet: nothing, an empty list, or a bare heading.
pub(crate) fn is_bare(bytes: &[u8]) -> bool {
    if bytes.len() > MAX_SIZE {
        return false;
    }
    let text = decode_as(bytes, None).text;
    let text = text.trim_matches(is_blank);
    matches!(text, "[]" | "{}")
        || text
            .lines()
            .all(|line| is_above_entries(line.trim_matches(is_blank)))
}

/// Whether a line can be above the first entry: blank, a heading, a note or a rule.
fn is_above_entries(line: &str) -> bool {
    line.starts_with(['#', '>'])
        || line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '━' | '─' | '*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dump_without_entries_is_bare() {
        let heading =
            "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n";
        for text in ["", "\n\r\n ", "\u{feff}", "[]\n", "{}", heading] {
            assert!(is_bare(text.as_bytes()), "{text}");
        }
        let wide: Vec<u8> = "\u{feff}\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(is_bare(&wide));
        for text in ["notes", "# 电报\n\n甲", "[1]", "\0"] {
            assert!(!is_bare(text.as_bytes()), "{text}");
        }
        assert!(!is_bare(&[b'\n'; MAX_SIZE + 1]));
    }
}
