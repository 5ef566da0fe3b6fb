//! Things one beside the other, each whole: facts, companies, topics.
//!
//! ```text
//! 个股 云帆智造 688999.SH  星河航天 00700.HK
//!      远山能源 000999.SZ
//! ```
//!
//! A line ends between two things; only one that is wider than a line is broken.

use std::mem;

use super::{SetLine, Setter};
use crate::config::theme::Role;
use crate::text::sanitise_line;
use crate::ui::canvas::Mark;
use crate::ui::hits;

/// Between two things, in columns.
const GAP: usize = 2;

/// A line that is being filled.
#[derive(Default)]
struct Line {
    text: String,
    marks: Vec<Mark>,
    indent: usize,
    /// Columns that are taken, the indent included.
    taken: usize,
    /// Whether a thing stands in it.
    begun: bool,
}

impl Line {
    fn indented(indent: usize) -> Self {
        Self {
            indent,
            taken: indent,
            ..Self::default()
        }
    }

    fn push(&mut self, text: &str, columns: usize, role: Role) {
        let start = self.text.len();
        self.text.push_str(text);
        self.marks.push(Mark {
            range: start..self.text.len(),
            role,
        });
        self.taken += columns;
    }
}

impl Setter<'_> {
    /// Sets things, each in its role; further lines begin below the first thing, behind what all of them are called.
    pub(super) fn listed(
        &mut self,
        label: Option<(&str, Role)>,
        things: impl IntoIterator<Item = (String, Role)>,
    ) {
        let width = usize::from(self.width);
        let mut line = Line::default();
        let mut hanging = 0;
        if let Some((label, role)) = label {
            let label = format!("{} ", sanitise_line(label));
            let columns = self.text_metrics.width(&label);
            // Where it would take half of the line, things stand below it.
            hanging = if columns * 2 > width { 0 } else { columns };
            line.push(&label, columns, role);
        }
        for (thing, role) in things {
            self.thing(&mut line, sanitise_line(&thing).as_str(), role, hanging);
        }
        self.end(line);
    }

    fn thing(&mut self, line: &mut Line, thing: &str, role: Role, hanging: usize) {
        let (width, columns) = (usize::from(self.width), self.text_metrics.width(thing));
        let gap = if line.begun { GAP } else { 0 };
        if line.taken + gap + columns <= width {
            line.push(&" ".repeat(gap), gap, Role::Text);
            line.push(thing, columns, role);
            line.begun = true;
            return;
        }
        if line.taken > hanging {
            self.end(mem::replace(line, Line::indented(hanging)));
        }
        for piece in self
            .text_metrics
            .wrap(thing, width.saturating_sub(line.taken))
        {
            if line.begun {
                self.end(mem::replace(line, Line::indented(hanging)));
            }
            let piece = thing.get(piece).unwrap_or_default();
            line.push(piece, self.text_metrics.width(piece), role);
            line.begun = true;
        }
    }

    fn end(&mut self, line: Line) {
        let text = sanitise_line(line.text.trim_end());
        if text.as_str().is_empty() {
            return;
        }
        let marks = line
            .marks
            .into_iter()
            .chain(hits::in_headline(self.app, text.as_str()))
            .collect();
        let indent = u16::try_from(line.indent).unwrap_or(u16::MAX);
        self.lines.push(SetLine {
            indent,
            text: text.into_owned(),
            role: Role::Text,
            marks,
        });
    }
}
