//! Collects the lines of the detail, one below the other.

use std::ops::Range;

use crate::app::App;
use crate::config::theme::Role;
use crate::dump::story::StoryParts;
use crate::dump::story::without_column;
use crate::lang::{Lang, UiText};
use crate::query::ReadingRule;
use crate::text::{Printable, TextMetrics, sanitise};
use crate::timeline::ItemRef;
use crate::ui::canvas::LookSpan;
use crate::ui::highlights;
use crate::ui::rule_looks;
use crate::ui::text_line::TextLine;

/// Builds the lines of the detail. The other files of this module add a method for each part of an item.
pub(super) struct DetailBuilder<'a> {
    pub app: &'a App,
    item: ItemRef<'a>,
    pub text_metrics: TextMetrics,
    pub lang: Lang,
    /// The width of the lines in columns.
    pub width: u16,
    /// Whether there are blank lines.
    pub is_airy: bool,
    lines: Vec<TextLine>,
}

impl<'a> DetailBuilder<'a> {
    pub(super) const fn new(app: &'a App, item: ItemRef<'a>, width: u16, is_airy: bool) -> Self {
        Self {
            app,
            item,
            text_metrics: app.config.text_metrics,
            lang: app.config.lang,
            width,
            is_airy,
            lines: Vec::new(),
        }
    }

    /// Returns a text of the interface.
    pub(super) fn label(&self, text: UiText) -> String {
        self.lang.text(text).into_owned()
    }

    pub(super) fn finish(self) -> Vec<TextLine> {
        self.lines
    }

    /// Adds the title. Its column is among the facts.
    pub(super) fn push_title(&mut self, story: &StoryParts<'_>) {
        let Some(title) = story.title else { return };
        let title = story
            .column
            .map_or(title, |column| without_column(title, column));
        let text = sanitise(title);
        let mut matches = self.rule_hits(text.as_str(), ReadingRule::Headline);
        matches.extend(highlights::headline_matches(self.app, text.as_str()));
        let names = self.app.knowledge.names_in(text.as_str());
        let lines = self
            .text_metrics
            .wrap_title(text.as_str(), usize::from(self.width), &names);
        self.push_wrapped(&text, &lines, Role::Title, 0, &matches);
    }

    /// What rules find in a text of the item.
    pub(super) fn rule_hits(&self, text: &str, reading: ReadingRule) -> Vec<LookSpan> {
        rule_looks::hits(self.app, self.item, text, reading)
    }

    /// Adds a text in one role, with the matches in it.
    pub(super) fn push_text(&mut self, text: &Printable<'_>, role: Role) {
        let matches = highlights::headline_matches(self.app, text.as_str());
        self.push_spans(text, role, 0, &matches);
    }

    /// Adds a text with spans. The lines after the first are indented by `hanging` columns.
    pub(super) fn push_spans(
        &mut self,
        text: &Printable<'_>,
        role: Role,
        hanging: u16,
        spans: &[LookSpan],
    ) {
        let columns = usize::from(self.width.saturating_sub(hanging));
        let lines = self.text_metrics.wrap(text.as_str(), columns);
        self.push_wrapped(text, &lines, role, hanging, spans);
    }

    fn push_wrapped(
        &mut self,
        text: &Printable<'_>,
        lines: &[Range<usize>],
        role: Role,
        hanging: u16,
        spans: &[LookSpan],
    ) {
        for ((n, range), spans) in lines.iter().enumerate().zip(distribute(spans, lines)) {
            self.push_line(TextLine {
                indent: if n == 0 { 0 } else { hanging },
                text: text.slice(range.clone()).into_owned(),
                role,
                spans,
            });
        }
    }

    pub(super) fn push_line(&mut self, line: TextLine) {
        self.lines.push(line);
    }

    /// Adds a blank line, unless the last one is blank or there is none. A short detail has no blank lines.
    pub(super) fn push_blank(&mut self) {
        let last = self.lines.last().filter(|_| self.is_airy);
        if last.is_some_and(|line| !line.text.as_str().is_empty()) {
            self.push_line(TextLine {
                indent: 0,
                text: Printable::default(),
                role: Role::Text,
                spans: Vec::new(),
            });
        }
    }
}

/// Clips the spans of a text to each of its ascending pieces, in one walk over the spans. A list of twenty thousand matched
/// names has as many spans, and thousands of pieces.
pub(super) fn distribute(spans: &[LookSpan], pieces: &[Range<usize>]) -> Vec<Vec<LookSpan>> {
    let mut clipped = vec![Vec::new(); pieces.len()];
    for span in spans {
        let first = pieces.partition_point(|piece| piece.end <= span.range.start);
        let touched = pieces.iter().zip(&mut clipped).skip(first);
        for (piece, clipped) in touched.take_while(|(piece, _)| piece.start < span.range.end) {
            clipped.extend(span.clip(piece));
        }
    }
    clipped
}
