//! Two stories side by side, or one below the other; figures that only one of them has are marked.

use std::collections::HashSet;
use std::ops::Range;

use crate::app::App;
use crate::config::theme::Role;
use crate::dump::story::StoryParts;
use crate::lang::UiText;
use crate::state::KeptStory;
use crate::text::{Printable, figures, sanitise_line};
use crate::ui::pages::PageLine;

/// The narrowest page that shows two texts side by side.
const MIN_COLUMNS: u16 = 70;
/// The columns between them.
const GAP: u16 = 3;

pub(super) fn lines(app: &App, pair: [&KeptStory; 2], columns: u16) -> Vec<PageLine> {
    let title = app.config.lang.text(UiText::Comparison);
    let mut lines = vec![PageLine::new(&title, Role::Title)];
    let texts = pair.map(|story| text(app, story));
    let own = [0, 1].map(|at| unshared_figures(&texts[at], &texts[1 - at]));
    if columns < MIN_COLUMNS {
        for at in [0, 1] {
            lines.extend(column(app, pair[at], &texts[at], &own[at], 0, columns));
            lines.push(PageLine::default());
        }
        return lines;
    }
    let width = (columns - GAP) / 2;
    let [left, right] = [0, 1].map(|at| {
        column(
            app,
            pair[at],
            &texts[at],
            &own[at],
            at as u16 * (width + GAP),
            width,
        )
    });
    let rows = left.len().max(right.len());
    for row in 0..rows {
        let mut line = PageLine::default();
        for side in [&left, &right] {
            line.pieces.extend(
                side.get(row)
                    .into_iter()
                    .flat_map(|line| line.pieces.clone()),
            );
        }
        lines.push(line);
    }
    lines
}

/// The present text of a story, or the one that its mark keeps.
fn text(app: &App, story: &KeptStory) -> String {
    let text = app.item_of(story).map_or(&*story.text, |item| item.text());
    let parts = StoryParts::parse(text);
    let title = parts
        .title
        .map(|title| format!("{title}　"))
        .unwrap_or_default();
    sanitise_line(&format!("{title}{}", parts.body))
        .as_str()
        .to_owned()
}

/// The figures of a text that the other one does not have.
fn unshared_figures(text: &str, other: &str) -> Vec<Range<usize>> {
    let others: HashSet<&str> = figures(other)
        .iter()
        .filter_map(|figure| other.get(figure.range.clone()))
        .collect();
    let own = figures(text).into_iter().map(|figure| figure.range);
    own.filter(|range| {
        text.get(range.clone())
            .is_some_and(|figure| !others.contains(figure))
    })
    .collect()
}

/// A text in a column: its time, then its lines.
fn column(
    app: &App,
    story: &KeptStory,
    text: &str,
    marked: &[Range<usize>],
    x: u16,
    width: u16,
) -> Vec<PageLine> {
    let (hour, minute) = story.stamp.clock();
    let time = format!("{hour:02}:{minute:02}");
    let mut lines = vec![PageLine::at(
        x,
        sanitise_line(&time).into_owned(),
        Role::Time,
    )];
    let printable = sanitise_line(text);
    for range in app
        .config
        .text_metrics
        .wrap(printable.as_str(), width.into())
    {
        lines.push(line(app, &printable, range, marked, x));
    }
    lines
}

/// A line of a text in pieces: marked figures, and what is between them.
fn line(
    app: &App,
    text: &Printable<'_>,
    line: Range<usize>,
    marked: &[Range<usize>],
    x: u16,
) -> PageLine {
    let mut pieces = Vec::new();
    let (mut at, mut column) = (line.start, x);
    let mut put = |range: Range<usize>, role: Role| {
        if !range.is_empty() {
            let piece = text.slice(range).into_owned();
            let width = app.config.text_metrics.width(piece.as_str());
            pieces.push((column, piece, role));
            column = column.saturating_add(u16::try_from(width).unwrap_or(u16::MAX));
        }
    };
    for figure in marked {
        let (start, end) = (figure.start.max(line.start), figure.end.min(line.end));
        if start < end {
            put(at..start, Role::Text);
            put(start..end, Role::Hit);
            at = end;
        }
    }
    put(at..line.end, Role::Text);
    PageLine {
        pieces,
        entry: None,
    }
}
