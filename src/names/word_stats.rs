//! Where words are in texts. A company mostly opens its clause (`，云帆智造公告`); a common word is within one (`人形机器人`). In 25
//! days of real dumps the most frequent companies open 36 % to 100 % of their clauses, 机器人 and 太阳能 24 % and 21 %, 自动化 10 %.

use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::evidence::code_in_parenthesis;
use crate::dump::Dump;
use crate::dump::story::is_fund;

/// How many bytes of text are counted: those of half a year.
const MAX_TEXT: usize = 32 << 20;

/// How often a word occurs, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordStats {
    /// Occurrences before a code.
    pub coded: u32,
    /// Other occurrences.
    pub plain: u32,
    /// Those of the other occurrences that open a clause: no letter precedes them.
    pub opening: u32,
}

impl WordStats {
    /// Whether a word seen with a code is a name. A short one is more likely a common word.
    pub(super) const fn suggests_name(self, is_short: bool) -> bool {
        let percent = if is_short { 50 } else { 30 };
        self.coded >= self.plain || self.opening * 100 >= self.plain * percent
    }

    /// Whether a word that was never seen alone before a code is a name.
    pub(super) const fn proves_name(self) -> bool {
        self.opening >= 2 && self.opening * 2 >= self.plain
    }
}

/// Counts each of the words in the newest of these dumps (newest first).
pub(super) fn count_words(words: &[&str], dumps: &[Arc<Dump>]) -> Vec<WordStats> {
    let mut all = vec![WordStats::default(); words.len()];
    let Ok(finder) = AhoCorasick::new(words) else {
        return all;
    };
    let mut left = MAX_TEXT;
    for dump in dumps {
        let text = &dump.text[..];
        for hit in finder.find_overlapping_iter(text) {
            if let Some(stats) = all.get_mut(hit.pattern().as_usize()) {
                let before = text.get(..hit.start()).unwrap_or_default();
                let after = text.get(hit.end()..).unwrap_or_default();
                let word = text.get(hit.range()).unwrap_or_default();
                stats.add(before, word, after);
            }
        }
        left = left.saturating_sub(text.len());
        if left == 0 {
            break;
        }
    }
    all
}

impl WordStats {
    fn add(&mut self, before: &[u8], word: &[u8], after: &[u8]) {
        if is_coded(word, after) {
            self.coded += 1;
        } else if !after.starts_with(b"A") && !after.starts_with(b"-") {
            // Followed by a class of shares it would be another word.
            self.plain += 1;
            self.opening += u32::from(!ends_in_letter(before));
        }
    }
}

fn is_coded(word: &[u8], after: &[u8]) -> bool {
    let inside = after
        .strip_prefix(b"(")
        .or_else(|| after.strip_prefix("（".as_bytes()));
    let is_fund = || str::from_utf8(word).is_ok_and(is_fund);
    inside
        .and_then(code_in_parenthesis)
        .is_some_and(|code| !code.is_fund || is_fund())
}

/// Whether these bytes end in a letter or digit of any script.
fn ends_in_letter(before: &[u8]) -> bool {
    let tail = before
        .get(before.len().saturating_sub(4)..)
        .unwrap_or_default();
    let last = (0..tail.len())
        .rev()
        .find_map(|from| str::from_utf8(tail.get(from..)?).ok());
    last.and_then(|last| last.chars().next())
        .is_some_and(char::is_alphanumeric)
}
