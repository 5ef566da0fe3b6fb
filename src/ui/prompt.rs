//! What is being typed, in the last line, with the terminal's own cursor where an input method needs it; above it what
//! is wrong, while the place itself is marked in the line.
//!
//! ```text
//!  此处应有要查找的词
//!  筛选 英伟达 |█                                            12 / 340 条
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::canvas::{Canvas, from};
use super::layout::{Layout, owned};
use crate::app::{App, Prompt, PromptError, PromptKind};
use crate::config::theme::Role;
use crate::lang::Say;
use crate::text::{Ruler, sanitise_line};

/// Draws the prompt; gives where the cursor belongs.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, prompt: &Prompt, layout: &Layout) -> Option<Position> {
    let area = layout.panes.status;
    let base = canvas.style(Role::Text).patch(canvas.style(Role::Status));
    canvas.blank(area, base);
    let margin = u16::from(area.width > 24);
    let inner = Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area };
    let label = owned(&format!("{} ", app.config.lang.say(asks(prompt.kind))));
    let x = canvas.put(inner, &label, base.patch(canvas.style(Role::Label)));
    let right = counts(canvas, app, prompt.kind, Rect { x, width: inner.right().saturating_sub(x), ..inner });
    if let Some(error) = &prompt.error {
        wrong(canvas, error, layout.panes.body);
    }
    let cursor = input(canvas, prompt, Rect { x, width: right.saturating_sub(x), ..inner });
    (!area.is_empty()).then_some(cursor)
}

const fn asks(kind: PromptKind) -> Say {
    match kind {
        PromptKind::Find => Say::FindPrompt,
        PromptKind::Filter => Say::FilterPrompt,
        PromptKind::GoTo => Say::GoToPrompt,
    }
}

/// The line typed, scrolled so that the cursor is in it; gives the cursor's place.
fn input(canvas: &mut Canvas<'_>, prompt: &Prompt, area: Rect) -> Position {
    let value = prompt.input.value();
    let before: String = value.chars().take(prompt.input.cursor()).collect();
    let ruler = canvas.ruler();
    let hidden = hidden(ruler, &before, area.width);
    let shown = sanitise_line(value.get(hidden..).unwrap_or_default());
    let style = canvas.style(Role::Text).patch(canvas.style(Role::Status));
    let end = canvas.put(area, &shown, style);
    let column = |bytes: usize| {
        let text = value.get(hidden..bytes).unwrap_or_default();
        let columns = ruler.width(sanitise_line(text).as_str());
        area.x.saturating_add(u16::try_from(columns).unwrap_or(u16::MAX)).min(area.right().saturating_sub(1))
    };
    if let Some(error) = &prompt.error {
        let start = if error.at.start < hidden { area.x } else { column(error.at.start) };
        let to = column(error.at.end).max(start + 1).min(end.max(start) + 1);
        let mark = canvas.style(Role::Error).add_modifier(Modifier::UNDERLINED);
        canvas.restyle(Rect { width: to.min(area.right()).saturating_sub(start), ..from(area, start) }, mark);
    }
    Position { x: column(before.len()), y: area.y }
}

/// How many bytes of what stands before the cursor are scrolled away, so that the cursor has a column of its own.
fn hidden(ruler: Ruler, before: &str, columns: u16) -> usize {
    let room = usize::from(columns.saturating_sub(1));
    let width = ruler.width(before);
    if width <= room {
        return 0;
    }
    let first = ruler.glyphs(before).find(|glyph| width - glyph.at <= room);
    first.map_or(before.len(), |glyph| glyph.start)
}

/// How much the filter leaves, or how much was found; gives the column before it.
fn counts(canvas: &mut Canvas<'_>, app: &App, kind: PromptKind, area: Rect) -> u16 {
    let lang = app.config.lang;
    let text = match kind {
        PromptKind::Filter => lang.say(Say::Counts { shown: app.shown.total, all: app.total }).into_owned(),
        PromptKind::Find if app.find.matcher.is_some() => format!("{}/{}", app.find.place.0, app.find.place.1),
        PromptKind::Find | PromptKind::GoTo => return area.right(),
    };
    let width = u16::try_from(canvas.ruler().width(&text)).unwrap_or(u16::MAX);
    // The line typed comes first: half of the room is its own.
    if width > area.width / 2 {
        return area.right();
    }
    let x = area.right() - width;
    let style = canvas.style(Role::Text).patch(canvas.style(Role::Status)).patch(canvas.style(Role::Dim));
    canvas.put(from(area, x), &owned(&text), style);
    x - 1
}

/// What is wrong, in the row above the prompt.
fn wrong(canvas: &mut Canvas<'_>, error: &PromptError, body: Rect) {
    let row = Rect { y: body.bottom().saturating_sub(1), height: body.height.min(1), ..body };
    let style = canvas.style(Role::Text).patch(canvas.style(Role::Error));
    canvas.blank(row, style);
    if row.height > 0 {
        let text = sanitise_line(&error.text);
        let text = canvas.ruler().truncate(text.as_str(), usize::from(row.width.saturating_sub(2)));
        canvas.put(from(row, row.x + 1), &owned(&text), style);
    }
}
