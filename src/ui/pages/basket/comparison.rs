//! Two stories side by side, or one below the other; figures that only one of them has are marked.

use std::collections::HashSet;
use std::ops::Range;

use crate::app::App;
use crate::config::theme::Role;
use crate::dump::story::StoryParts;
use crate::lang::UiText;
use crate::state::KeptStory;
use crate::text::{Printable, figures, sanitise_line};
use crate::ui::canvas::LineChars;
use crate::ui::pages::PageLine;

/// The narrowest page that shows two texts side by side.
const MIN_COLUMNS: u16 = 70;
/// The columns between them, with a line in the middle.
const GAP: u16 = 3;

/// The comparison of two stories, from a column of the page to its end.
pub(super) fn lines(app: &App, pair: [&KeptStory; 2], from: u16, columns: u16) -> Vec<PageLine> {
    let texts = pair.map(|story| ComparedStory::new(app, story, pair[0].day != pair[1].day));
    let figures = |at: usize| texts[at].unshared_figures(&texts[1 - at]);
    let columns = columns.saturating_sub(from);
    let is_wide = columns >= MIN_COLUMNS;
    let width = if is_wide {
        (columns - GAP) / 2
    } else {
        columns
    };
    let right = from + if is_wide { width + GAP } else { 0 };
    let [left, right] =
        [(0, from), (1, right)].map(|(at, x)| texts[at].lines(app, &figures(at), x, width));
    let middle = from + width + 1;
    let mut lines = vec![rule(app, from..from + columns, is_wide.then_some(middle))];
    if is_wide {
        lines.extend(side_by_side(app, left, right, middle));
    } else {
        lines.extend(left);
        lines.push(PageLine::default());
        lines.extend(right);
    }
    lines
}

/// The title in a line across columns, and where the line between two texts begins.
fn rule(app: &App, columns: Range<u16>, middle: Option<u16>) -> PageLine {
    let chars = LineChars::of(app.config.text_metrics);
    let title = app.config.lang.text(UiText::Comparison);
    let title = format!("{0}{0} {title} ", chars.horizontal);
    let width = u16::try_from(app.config.text_metrics.width(&title)).unwrap_or(0);
    let from = columns.start + width;
    let rest = (from..columns.end).map(|column| {
        if Some(column) == middle {
            chars.tee
        } else {
            chars.horizontal
        }
    });
    let line = PageLine::default().with(columns.start, &title, Role::Separator);
    line.with(from, &rest.collect::<String>(), Role::Separator)
}

/// Two columns of lines with a line between them.
pub(super) fn side_by_side(
    app: &App,
    left: Vec<PageLine>,
    right: Vec<PageLine>,
    middle: u16,
) -> Vec<PageLine> {
    let rows = left.len().max(right.len());
    let bar = LineChars::of(app.config.text_metrics).vertical.to_string();
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let row = |_| {
        let mut line = left
            .next()
            .unwrap_or_default()
            .with(middle, &bar, Role::Separator);
        line.entry_end = Some(middle);
        line.pieces.extend(right.next().unwrap_or_default().pieces);
        line
    };
    (0..rows).map(row).collect()
}

/// A story as it is compared.
struct ComparedStory {
    /// Its time, with the day if the other one is of another day.
    time: String,
    headline: String,
    /// The rest of its text.
    body: String,
}

impl ComparedStory {
    /// The present text of a story, or the one that its mark keeps.
    fn new(app: &App, story: &KeptStory, with_day: bool) -> Self {
        let text = app.item_of(story).map_or(&*story.text, |item| item.text());
        let parts = StoryParts::parse(text);
        let (hour, minute) = story.stamp.clock();
        let day = if with_day {
            app.config.lang.short_day(story.day.date()) + " "
        } else {
            String::new()
        };
        let line = |text: &str| sanitise_line(text).as_str().to_owned();
        Self {
            time: format!("{day}{hour:02}:{minute:02} "),
            headline: parts.title.map(line).unwrap_or_default(),
            body: line(parts.body),
        }
    }

    /// The figures of headline and body that the other story has nowhere.
    fn unshared_figures(&self, other: &Self) -> [Vec<Range<usize>>; 2] {
        let theirs = [&other.headline, &other.body];
        let theirs: HashSet<&str> = theirs
            .into_iter()
            .flat_map(|text| figures_of(text))
            .map(|(_, figure)| figure)
            .collect();
        [&self.headline, &self.body].map(|text| {
            let own = figures_of(text).filter(|(_, figure)| !theirs.contains(figure));
            own.map(|(range, _)| range).collect()
        })
    }

    /// Its lines at a column: time and headline, then the body.
    fn lines(
        &self,
        app: &App,
        figures: &[Vec<Range<usize>>; 2],
        x: u16,
        width: u16,
    ) -> Vec<PageLine> {
        let [in_headline, in_body] = figures;
        let titled = format!("{}{}", self.time, self.headline);
        let shift = self.time.len();
        let in_headline = in_headline
            .iter()
            .map(|range| range.start + shift..range.end + shift);
        let column = Column { app, x, width };
        let mut lines = column.wrap(&titled, &in_headline.collect::<Vec<_>>(), Role::Title);
        lines.extend(column.wrap(&self.body, in_body, Role::Text));
        lines
    }
}

fn figures_of(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let figures = figures(text).into_iter().map(|figure| figure.range);
    figures.filter_map(|range| Some((range.clone(), text.get(range)?)))
}

/// Where the lines of a text go.
struct Column<'a> {
    app: &'a App,
    x: u16,
    width: u16,
}

impl Column<'_> {
    fn wrap(&self, text: &str, marked: &[Range<usize>], role: Role) -> Vec<PageLine> {
        let printable = sanitise_line(text);
        let lines = self
            .app
            .config
            .text_metrics
            .wrap(printable.as_str(), self.width.into());
        let lines = lines.into_iter();
        lines
            .map(|range| self.line(&printable, range, marked, role))
            .collect()
    }

    /// A line of a text in pieces: marked figures, and what is between them.
    fn line(
        &self,
        text: &Printable<'_>,
        line: Range<usize>,
        marked: &[Range<usize>],
        role: Role,
    ) -> PageLine {
        let mut pieces = Vec::new();
        let (mut at, mut column) = (line.start, self.x);
        let mut put = |range: Range<usize>, role: Role| {
            if !range.is_empty() {
                let piece = text.slice(range).into_owned();
                let width = self.app.config.text_metrics.width(piece.as_str());
                pieces.push((column, piece, role));
                column = column.saturating_add(u16::try_from(width).unwrap_or(u16::MAX));
            }
        };
        for figure in marked {
            let (start, end) = (figure.start.max(line.start), figure.end.min(line.end));
            if start < end {
                put(at..start, role);
                put(start..end, Role::Hit);
                at = end;
            }
        }
        put(at..line.end, role);
        PageLine {
            pieces,
            ..PageLine::default()
        }
    }
}
