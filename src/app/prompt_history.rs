//! The lines typed into prompts before.

use super::PromptKind;

/// Lines kept for each kind of prompt.
const MAX_LINES: usize = 100;

/// The lines of each kind of prompt, oldest first.
#[derive(Debug, Default)]
pub(super) struct PromptHistory([Vec<String>; PromptKind::COUNT]);

impl PromptHistory {
    /// The lines of a kind of prompt, oldest first.
    pub(super) fn lines(&self, kind: PromptKind) -> &[String] {
        self.0.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// The lines of all kinds, for the next run.
    pub(super) fn to_lists(&self) -> Vec<Vec<String>> {
        self.0.to_vec()
    }

    /// Takes the lines of an earlier run as those before its own.
    pub(super) fn put_before(&mut self, lists: Vec<Vec<String>>) {
        for (lines, mut before) in self.0.iter_mut().zip(lists) {
            before.retain(|line| !lines.contains(line));
            before.append(lines);
            let excess = before.len().saturating_sub(MAX_LINES);
            before.drain(..excess);
            *lines = before;
        }
    }

    /// Adds a line as the newest one; an equal older one is dropped.
    pub(super) fn add(&mut self, kind: PromptKind, line: String) {
        // Lines that choose something of an item are not kept.
        let Some(lines) = self.0.get_mut(kind as usize) else {
            return;
        };
        lines.retain(|known| *known != line);
        lines.push(line);
        let excess = lines.len().saturating_sub(MAX_LINES);
        lines.drain(..excess);
    }
}
