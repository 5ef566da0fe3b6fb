//! An item -> the lines of the detail.
//!
//! ```text
//! 标题，可以有几行                         title, without its column
//! 2026年5月31日 周日 09:31:05  加红 A  …    what is known of it
//! 09:48 见其由普通升为加红                  since when it is red
//! 第 2/3 版  < 前一版  > 后一版             its wordings, and what changed in the one shown
//!
//! 财联社5月31日电，正文第一段……            paragraphs, a blank line between them
//!
//! ①第一项……                               members of a list stand together,
//!   续行……                                 their further lines hanging
//!
//! 位置 cls/….md:120                        where it stands
//! ```
//!
//! Done once for an item and a width, and kept while neither changes: wrapping is the dearest part of a frame.

mod facts;
mod history;
mod listed;
mod paragraph;

use std::ops::Range;
use std::sync::Arc;

use history::Wording;
pub(super) use paragraph::figures_of;

use super::canvas::Mark;
use super::hits;
use super::row::without_column;
use crate::app::{App, SearchKind};
use crate::config::theme::Role;
use crate::lang::Lang;
use crate::text::{Printable, TextMetrics, sanitise};
use crate::timeline::{Day, ItemRef};

/// One line of the detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SetLine {
    /// Blank columns before the text.
    pub indent: u16,
    pub text: Printable<'static>,
    pub role: Role,
    /// Pieces of the text with a role of their own.
    pub marks: Vec<Mark>,
}

/// What the lines depend on.
#[derive(Clone, Debug)]
pub(super) struct Key {
    day: Arc<Day>,
    /// The news days before and after it, in which a related item can stand.
    beside: [Option<Arc<Day>>; 2],
    row: usize,
    wording: Option<usize>,
    width: u16,
    text_metrics: TextMetrics,
    lang: Lang,
    /// The generation of what is known beside the timeline.
    knowledge: u64,
    /// The words that are lit: of the filter, where it is on, and of find.
    words: (Option<String>, String),
}

impl PartialEq for Key {
    /// A day is never changed, only replaced: the same one has the same items.
    fn eq(&self, other: &Self) -> bool {
        let same = |pair: (&Option<Arc<Day>>, &Option<Arc<Day>>)| match pair {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        Arc::ptr_eq(&self.day, &other.day)
            && self.beside.iter().zip(&other.beside).all(same)
            && (self.row, self.width, self.text_metrics, self.lang)
                == (other.row, other.width, other.text_metrics, other.lang)
            && self.words == other.words
            && self.wording == other.wording
            && self.knowledge == other.knowledge
    }
}

impl Eq for Key {}

impl Key {
    /// For the selected item, if there is one.
    pub(super) fn of(app: &App, width: u16) -> Option<Self> {
        let index = app.list.selected_index()?;
        let visible = app.list.visible();
        let day = Arc::clone(&visible.days().get(index.day)?.day);
        let beside =
            [day.day().previous(), day.day().next()].map(|day| app.timeline.day(day).cloned());
        let words = (
            app.is_filtered()
                .then(|| app.search(SearchKind::Filter).source().to_owned()),
            app.search(SearchKind::Find).source().to_owned(),
        );
        let row = visible.row(index);
        let (wording, text_metrics, lang) = (
            app.detail.revision(),
            app.config.text_metrics,
            app.config.lang,
        );
        (!day.is_empty()).then_some(Self {
            day,
            beside,
            row,
            wording,
            width,
            text_metrics,
            lang,
            knowledge: app.knowledge.generation(),
            words,
        })
    }

    /// The lines.
    pub(super) fn set(&self, app: &App) -> Vec<SetLine> {
        let mut setter = Setter {
            text_metrics: self.text_metrics,
            width: self.width,
            lang: self.lang,
            app,
            lines: Vec::new(),
        };
        let item = self.day.item(self.row);
        setter.item(item, Wording::of(item, self.wording));
        setter.lines
    }
}

/// Sets one thing below the other.
struct Setter<'a> {
    text_metrics: TextMetrics,
    width: u16,
    lang: Lang,
    app: &'a App,
    lines: Vec<SetLine>,
}

impl Setter<'_> {
    fn item(&mut self, item: ItemRef<'_>, wording: Wording<'_>) {
        let story = wording.story();
        if let Some(title) = story.title {
            self.title(
                story
                    .column
                    .map_or(title, |column| without_column(title, column)),
                item.flags().is_red(),
            );
        }
        self.known(item, &story);
        self.related(item);
        self.promotion(item);
        self.wording(wording);
        self.blank();
        self.body(story.dateline.unwrap_or_default(), story.body);
        self.blank();
        self.place(item);
    }

    /// The title; its column stands among what is known.
    fn title(&mut self, title: &str, red: bool) {
        let text = sanitise(title);
        let marks = hits::in_headline(self.app, text.as_str());
        let lines = self
            .text_metrics
            .wrap_title(text.as_str(), usize::from(self.width));
        self.push(
            &text,
            &lines,
            if red { Role::Red } else { Role::Title },
            0,
            &marks,
        );
    }

    /// A line of text, all in one role but for what was searched for.
    fn text(&mut self, text: &Printable<'_>, role: Role) {
        self.marked(text, role, 0, &hits::in_headline(self.app, text.as_str()));
    }

    /// A text with marks; the lines after the first are indented by `hanging` columns.
    fn marked(&mut self, text: &Printable<'_>, role: Role, hanging: u16, marks: &[Mark]) {
        let columns = usize::from(self.width.saturating_sub(hanging));
        self.push(
            text,
            &self.text_metrics.wrap(text.as_str(), columns),
            role,
            hanging,
            marks,
        );
    }

    fn push(
        &mut self,
        text: &Printable<'_>,
        lines: &[Range<usize>],
        role: Role,
        hanging: u16,
        marks: &[Mark],
    ) {
        for ((n, range), marks) in lines.iter().enumerate().zip(spread(marks, lines)) {
            let indent = if n == 0 { 0 } else { hanging };
            self.lines.push(SetLine {
                indent,
                text: text.slice(range.clone()).into_owned(),
                role,
                marks,
            });
        }
    }

    /// A blank line, but not two, nor one at the top.
    fn blank(&mut self) {
        if self
            .lines
            .last()
            .is_some_and(|line| !line.text.as_str().is_empty())
        {
            self.lines.push(SetLine {
                indent: 0,
                text: Printable::default(),
                role: Role::Text,
                marks: Vec::new(),
            });
        }
    }
}

/// The marks of each of the pieces of a text, which ascend, moved along with them. One walk over the marks: of a list of
/// twenty thousand names that were searched for there are as many, and thousands of lines.
fn spread(marks: &[Mark], pieces: &[Range<usize>]) -> Vec<Vec<Mark>> {
    let mut spread = vec![Vec::new(); pieces.len()];
    for mark in marks {
        let first = pieces.partition_point(|piece| piece.end <= mark.range.start);
        let touched = pieces.iter().zip(&mut spread).skip(first);
        for (piece, marks) in touched.take_while(|(piece, _)| piece.start < mark.range.end) {
            let (start, end) = (
                mark.range.start.max(piece.start),
                mark.range.end.min(piece.end),
            );
            if start < end {
                marks.push(Mark {
                    range: start - piece.start..end - piece.start,
                    role: mark.role,
                });
            }
        }
    }
    spread
}
