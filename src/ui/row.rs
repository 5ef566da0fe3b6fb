//! One line of an item in the list.
//!
//! ```text
//! *09:31~▪ 盘中宝 标题……
//! │  │  ││ └ column, then headline
//! │  │  │└ 加红; ^ where it was an ordinary one before
//! │  │  └ ~ revised
//! │  └ dimmed where the item above has the same minute
//! └ * arrived
//! ```
//!
//! Where there is room for one mark alone, the first of them stands behind the time. The marks are of one column in every terminal and font, whatever it makes of ambiguous width.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, Mark, from};
use super::hits;
use super::layout::Layout;
use super::setting::figures_of;
use crate::app::{App, Density, Focus, ItemKey, WrappedItem, WrappedLine, line_prefix};
use crate::config::theme::Role;
use crate::text::{Printable, sanitise_line};
use crate::timeline::ItemRef;

/// The columns left of an item's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gutter {
    /// ItemFlags and time, with room between them.
    Full,
    /// The time, and one mark.
    Narrow,
    /// Nothing.
    None,
}

impl Gutter {
    pub(super) const fn of(columns: u16) -> Self {
        match columns {
            0..16 => Self::None,
            16..40 => Self::Narrow,
            40.. => Self::Full,
        }
    }

    /// Blank columns behind the text, where there is room for them.
    const fn margin(self) -> u16 {
        match self {
            Self::Full => 1,
            Self::Narrow | Self::None => 0,
        }
    }

    /// Where the text stands in a line of the list.
    pub(super) fn text(self, line: Rect) -> Rect {
        let width = line.width.saturating_sub(self.width() + self.margin());
        Rect {
            x: line.x.saturating_add(self.width()),
            width,
            ..line
        }
    }

    /// Its width in columns.
    const fn width(self) -> u16 {
        match self {
            Self::Full => 9,
            Self::Narrow => 6,
            Self::None => 0,
        }
    }
}

/// An item's line that is to be drawn.
pub(super) struct Row<'a> {
    pub item: ItemRef<'a>,
    /// Which of its lines, from 0.
    pub part: u16,
    /// Whether the item above went out in the same minute.
    pub same_minute: bool,
    pub selected: bool,
    /// The item's lines at full density.
    pub set: Option<&'a SetRow<'a>>,
}

/// An item's text at full density, set once for all of its lines.
pub(super) struct SetRow<'a> {
    wrapped: WrappedItem<'a>,
    title_marks: Vec<Mark>,
    body_hits: Vec<Mark>,
    figures: Vec<Mark>,
}

impl<'a> SetRow<'a> {
    pub(super) fn of(app: &App, item: ItemRef<'a>, columns: u16) -> Self {
        let wrapped = WrappedItem::new(item, app.config.text_metrics, columns);
        let label = item.story().column.map(|column| Mark {
            range: 0..column.len() + "【】".len(),
            role: Role::Label,
        });
        let title_marks = label
            .into_iter()
            .chain(hits::in_headline(app, wrapped.title.as_str()))
            .collect();
        let body_hits = hits::in_text(app, wrapped.body.as_str());
        let figures = figures_of(wrapped.body.as_str()).collect();
        Self {
            wrapped,
            title_marks,
            body_hits,
            figures,
        }
    }

    /// The marks of a piece of the body. On a selected row, which is of one colour, figures have none of their own.
    fn body_marks(&self, piece: &Range<usize>, selected: bool) -> Vec<Mark> {
        let figures = if selected {
            Vec::new()
        } else {
            within(&self.figures, piece)
        };
        figures
            .into_iter()
            .chain(within(&self.body_hits, piece))
            .collect()
    }
}

/// The styles of a row: a selected one is of one colour, so that it stands out as a bar.
struct Ink {
    base: Style,
    selected: Option<Style>,
}

impl Ink {
    fn of(canvas: &Canvas<'_>, app: &App, selected: bool) -> Self {
        let text = canvas.style(Role::Text);
        let role = match app.focus {
            Focus::List => Role::Selected,
            Focus::Detail | Focus::Zen => Role::SelectedAway,
        };
        let selected = selected.then(|| canvas.style(role));
        Self {
            base: selected.map_or(text, |selected| text.patch(selected)),
            selected,
        }
    }

    fn of_role(&self, canvas: &Canvas<'_>, role: Role) -> Style {
        let style = canvas.style(role);
        match self.selected {
            None => self.base.patch(style),
            Some(selected) if selected.add_modifier.contains(Modifier::REVERSED) => self
                .base
                .add_modifier(style.add_modifier.difference(Modifier::DIM)),
            Some(selected) => self.base.patch(style).patch(selected),
        }
    }
}

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &Layout, area: Rect, row: &Row<'_>) {
    let ink = Ink::of(canvas, app, row.selected);
    if row.selected {
        canvas.blank(area, ink.base);
    }
    if row.part == 0 {
        gutter(canvas, app, layout.gutter, area, row, &ink);
    }
    let text = layout.gutter.text(area);
    match app.list.density() {
        Density::Headline => headline(canvas, app, text, row, &ink),
        Density::TwoLines if row.part == 0 => headline(canvas, app, text, row, &ink),
        Density::TwoLines => opening(canvas, app, text, row, &ink),
        Density::Full => full(canvas, text, row, &ink),
    }
}

fn gutter(
    canvas: &mut Canvas<'_>,
    app: &App,
    gutter: Gutter,
    area: Rect,
    row: &Row<'_>,
    ink: &Ink,
) {
    let (hour, minute) = row.item.stamp().clock();
    let key = ItemKey::from(row.item);
    let arrived = app.unseen.is_highlighted(key).then_some(("*", Role::Fresh));
    let revised = (row.item.revision() > 0).then_some(("~", Role::Warning));
    let red = match (row.item.flags().is_red(), row.item.is_promoted()) {
        (true, true) => Some(("^", Role::Red)),
        (true, false) => Some(("▪", Role::Red)),
        (false, _) => None,
    };
    let time = (
        &*format!("{hour:02}:{minute:02}"),
        if row.same_minute {
            Role::Dim
        } else {
            Role::Time
        },
    );
    let none = (" ", Role::Text);
    let pieces = match gutter {
        Gutter::Full => vec![
            arrived.unwrap_or(none),
            time,
            revised.unwrap_or(none),
            red.unwrap_or(none),
        ],
        Gutter::Narrow => vec![time, arrived.or(revised).or(red).unwrap_or(none)],
        Gutter::None => Vec::new(),
    };
    let mut x = area.x;
    for (text, role) in pieces {
        x = canvas.put(
            from(area, x),
            &sanitise_line(text),
            ink.of_role(canvas, role),
        );
    }
}

/// The column, then the title without it, or an untitled flash's body.
fn headline(canvas: &mut Canvas<'_>, app: &App, area: Rect, row: &Row<'_>, ink: &Ink) {
    let story = row.item.story();
    let mut x = area.x;
    let mut text = story.headline();
    if let (Some(column), Some(title)) = (story.column, story.title) {
        let label = sanitise_line(column);
        let style = ink.of_role(canvas, Role::Label);
        x = canvas.put(from(area, x), &label, style).saturating_add(1);
        text = without_column(title, column);
    }
    let style = ink.of_role(
        canvas,
        if row.item.flags().is_red() {
            Role::Red
        } else {
            Role::Text
        },
    );
    let area = from(area, x);
    let text = sanitise_line(line_prefix(text, area.width));
    let goes_on = app.list.density() == Density::TwoLines && story.title.is_none();
    let lines = if goes_on {
        canvas
            .text_metrics()
            .wrap(text.as_str(), usize::from(area.width))
    } else {
        Vec::new()
    };
    let text = lines
        .into_iter()
        .next()
        .map_or_else(|| text.clone(), |first| text.slice(first));
    cut(
        canvas,
        area,
        &text,
        style,
        &hits::in_headline(app, text.as_str()),
    );
}

/// The second line of two: where the body begins, or where an untitled flash goes on.
fn opening(canvas: &mut Canvas<'_>, app: &App, area: Rect, row: &Row<'_>, ink: &Ink) {
    let story = row.item.story();
    let style = ink.of_role(canvas, Role::Dim);
    let text = sanitise_line(line_prefix(story.body, area.width.saturating_mul(2)));
    if story.title.is_some() {
        return cut(
            canvas,
            area,
            &text,
            style,
            &hits::in_text(app, text.as_str()),
        );
    }
    let lines = canvas
        .text_metrics()
        .wrap(text.as_str(), usize::from(area.width));
    if let Some(second) = lines.get(1) {
        let rest = text.slice(second.start..text.as_str().len());
        cut(
            canvas,
            area,
            &rest,
            style,
            &hits::in_text(app, rest.as_str()),
        );
    }
}

/// A line of the whole text.
fn full(canvas: &mut Canvas<'_>, area: Rect, row: &Row<'_>, ink: &Ink) {
    let Some(set) = row.set else { return };
    let Some(line) = set.wrapped.lines.get(usize::from(row.part)) else {
        return;
    };
    let title = if row.item.flags().is_red() {
        Role::Red
    } else {
        Role::Title
    };
    let (text, marks, range, role) = match line {
        WrappedLine::Title(range) => (
            &set.wrapped.title,
            within(&set.title_marks, range),
            range,
            title,
        ),
        WrappedLine::Body(range) => (
            &set.wrapped.body,
            set.body_marks(range, row.selected),
            range,
            Role::Text,
        ),
    };
    let style = ink.of_role(canvas, role);
    canvas.put_marked(area, &text.slice(range.clone()), style, &marks);
}

/// A text on one line, with an ellipsis where it is cut.
fn cut(canvas: &mut Canvas<'_>, area: Rect, text: &Printable<'_>, style: Style, marks: &[Mark]) {
    let shown = canvas
        .text_metrics()
        .truncate(text.as_str(), usize::from(area.width));
    let shown = sanitise_line(&shown);
    canvas.put_marked(area, &shown, style, marks);
}

/// The marks of a piece of a text, moved along with it.
fn within(marks: &[Mark], piece: &Range<usize>) -> Vec<Mark> {
    let cut = marks.iter().filter_map(|mark| {
        let (start, end) = (
            mark.range.start.max(piece.start),
            mark.range.end.min(piece.end),
        );
        (start < end).then(|| Mark {
            range: start - piece.start..end - piece.start,
            role: mark.role,
        })
    });
    cut.collect()
}

/// A title without the column that opens it, which stands elsewhere.
pub(super) fn without_column<'a>(title: &'a str, column: &str) -> &'a str {
    let rest = title
        .strip_prefix('【')
        .and_then(|rest| rest.strip_prefix(column))
        .and_then(|rest| rest.strip_prefix('】'));
    rest.map(str::trim_start)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(title)
}
