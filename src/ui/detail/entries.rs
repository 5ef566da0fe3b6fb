//! Short entries one beside the other: facts, companies, topics.
//!
//! ```text
//! 个股 云帆智造 688999.SH  星河航天 00700.HK
//!      远山能源 000999.SZ
//! ```
//!
//! Lines break between entries. Only an entry that is wider than a line is broken.

use std::mem;

use super::builder::DetailBuilder;
use crate::config::theme::Role;
use crate::text::sanitise_line;
use crate::ui::canvas::LookSpan;
use crate::ui::highlights;
use crate::ui::text_line::TextLine;

/// Columns between two entries.
const GAP: usize = 2;

/// A line that is being filled.
#[derive(Default)]
struct EntryLine {
    text: String,
    spans: Vec<LookSpan>,
    indent: usize,
    /// Columns in use, including the indent.
    width: usize,
    has_entry: bool,
}

impl EntryLine {
    fn indented(indent: usize) -> Self {
        Self {
            indent,
            width: indent,
            ..Self::default()
        }
    }

    fn push(&mut self, text: &str, columns: usize, role: Role) {
        let start = self.text.len();
        self.text.push_str(text);
        let range = start..self.text.len();
        self.spans.push(LookSpan::new(range, role));
        self.width += columns;
    }
}

impl DetailBuilder<'_> {
    /// Adds entries, each in its role. Further lines are indented below the first entry, after the label.
    pub(super) fn push_entries(
        &mut self,
        label: Option<(&str, Role)>,
        entries: impl IntoIterator<Item = (String, Role)>,
    ) {
        let mut line = EntryLine::default();
        let mut hanging = 0;
        if let Some((label, role)) = label {
            let label = format!("{} ", sanitise_line(label));
            let columns = self.text_metrics.width(&label);
            // If the label takes half of the line, the entries begin below it.
            hanging = if columns * 2 > usize::from(self.width) {
                0
            } else {
                columns
            };
            line.push(&label, columns, role);
        }
        for (entry, role) in entries {
            self.add_entry(&mut line, sanitise_line(&entry).as_str(), role, hanging);
        }
        self.end_line(line);
    }

    fn add_entry(&mut self, line: &mut EntryLine, entry: &str, role: Role, hanging: usize) {
        let (width, columns) = (usize::from(self.width), self.text_metrics.width(entry));
        let gap = if line.has_entry { GAP } else { 0 };
        if line.width + gap + columns <= width {
            line.push(&" ".repeat(gap), gap, Role::Text);
            line.push(entry, columns, role);
            line.has_entry = true;
            return;
        }
        if line.width > hanging {
            self.end_line(mem::replace(line, EntryLine::indented(hanging)));
        }
        for piece in self
            .text_metrics
            .wrap(entry, width.saturating_sub(line.width))
        {
            if line.has_entry {
                self.end_line(mem::replace(line, EntryLine::indented(hanging)));
            }
            let piece = entry.get(piece).unwrap_or_default();
            line.push(piece, self.text_metrics.width(piece), role);
            line.has_entry = true;
        }
    }

    fn end_line(&mut self, line: EntryLine) {
        let text = sanitise_line(line.text.trim_end());
        if text.as_str().is_empty() {
            return;
        }
        let matches = highlights::headline_matches(self.app, text.as_str());
        let spans = line.spans.into_iter().chain(matches).collect();
        let indent = u16::try_from(line.indent).unwrap_or(u16::MAX);
        self.push_line(TextLine {
            indent,
            text: text.into_owned(),
            role: Role::Text,
            spans,
        });
    }
}
