//! The prompt in the last line, with the terminal's own cursor, which an input method needs. An error is marked in the line
//! and described below it; the candidates that Tab lists take the same row, and so do the choices of a prompt.
//!
//! ```text
//!  筛选 英伟达 |█                                            12 / 340 条
//!  此处应有要查找的词
//! ```

mod candidates;
mod error_row;
mod ghost;
mod line;
mod line_window;

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, rest_of_line, with_margin};
use super::hit_counts;
use super::pages;
use super::screen_layout::ScreenLayout;
use super::status;
use crate::app::{ActionPalette, App, PromptKind, PromptLine, SearchKind};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;

/// Columns for a span with the cursor, such as `three days`.
const SPAN_COLUMNS: u16 = 12;
/// Columns for the name of a list with the cursor.
const LIST_COLUMNS: u16 = 12;

/// Draws the prompt; returns the cursor's position.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    app: &App,
    prompt: &PromptLine,
    layout: &ScreenLayout,
) -> Option<Position> {
    let area = layout.areas.status;
    canvas.blank(area, canvas.text_style(Role::Status));
    let height = area.height.min(1);
    let inner = Rect {
        height,
        ..with_margin(area)
    };
    let label = format!("{} ", label(canvas, app, prompt.kind(), inner.width));
    let x = canvas.put(inner, &label, canvas.status_style(Role::Label));
    let examples = ghost::text(app, prompt);
    let typed = canvas.width(examples.as_deref().unwrap_or(prompt.text()));
    let right = draw_result(canvas, app, prompt, rest_of_line(inner, x), typed);
    let below = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    draw_below(canvas, app, prompt, rest_of_line(below, inner.x));
    let input = Rect {
        x,
        width: right.saturating_sub(x),
        ..inner
    };
    if let Some(examples) = &examples {
        ghost::draw(canvas, input, examples);
    }
    let cursor = line::draw(canvas, prompt, input);
    (!area.is_empty()).then_some(cursor)
}

/// Draws the error, the candidates, or the choices with the typed one marked.
fn draw_below(canvas: &mut Canvas<'_>, app: &App, prompt: &PromptLine, row: Rect) {
    let choices = app.prompt_choices();
    match (prompt.error(), prompt.completion()) {
        (Some(error), _) => error_row::draw(canvas, error, row),
        (None, _) if !choices.is_empty() => {
            let mut texts = choices.iter().map(|choice| &*choice.text);
            let chosen = texts.position(|text| text == prompt.text());
            candidates::draw(canvas, &choices, chosen, row);
        }
        (None, Some(completion)) => {
            let chosen = completion.chosen_index();
            candidates::draw(canvas, completion.candidates(), chosen, row);
        }
        (None, None) => {}
    }
}

/// What a prompt asks for, in so many columns that an answer fits beside it.
fn label(canvas: &Canvas<'_>, app: &App, kind: PromptKind, columns: u16) -> String {
    let text = match kind {
        PromptKind::Filter => return status::filter_label(app),
        PromptKind::MuteTime => return mute_label(canvas, app, columns),
        PromptKind::Find => UiText::FindPrompt,
        PromptKind::GoTo => UiText::GoToPrompt,
        PromptKind::Action => UiText::ActionPrompt,
        PromptKind::Note => UiText::NotePrompt,
        PromptKind::Stock => UiText::StockPrompt,
        PromptKind::List => return list_label(canvas, app, columns),
        PromptKind::Mute => UiText::MutePrompt,
        PromptKind::RuleQuery => UiText::RuleQuery,
        PromptKind::RuleName => UiText::RuleName,
        PromptKind::RuleStyle => UiText::RuleLook,
    };
    app.config.lang.text(text).into_owned()
}

/// Names what will be folded; a long name is cut.
fn mute_label(canvas: &Canvas<'_>, app: &App, columns: u16) -> String {
    let (kind, name) = app.muted().unwrap_or_default();
    let label = |name: &str| {
        let (kind, name) = (kind.to_owned(), sanitise_line(name).to_string());
        let text = UiText::MuteTimePrompt { kind, name };
        app.config.lang.text(text).into_owned()
    };
    cut_label(canvas, label, name, columns.saturating_sub(SPAN_COLUMNS))
}

/// Names the stock that goes into a list or out of it, with its code; a long name is cut.
fn list_label(canvas: &Canvas<'_>, app: &App, columns: u16) -> String {
    let (name, code) = app.listed_stock().map_or(("", ""), |stock| {
        let symbol = stock.code.split('.').next().unwrap_or_default();
        (&*stock.name, symbol)
    });
    let label = |name: &str| {
        let stock = sanitise_line(&format!("{name} {code}"))
            .as_str()
            .trim()
            .to_owned();
        let text = if app.takes_out() {
            UiText::TakeOutPrompt { stock }
        } else {
            UiText::ListPrompt { stock }
        };
        app.config.lang.text(text).into_owned()
    };
    cut_label(canvas, label, name, columns.saturating_sub(LIST_COLUMNS))
}

/// A label with a name that is cut to the columns.
fn cut_label(
    canvas: &Canvas<'_>,
    label: impl Fn(&str) -> String,
    name: &str,
    columns: u16,
) -> String {
    let room = columns.saturating_sub(canvas.width(&label("")));
    let metrics = canvas.text_metrics();
    label(&metrics.truncate(name, usize::from(room)))
}

/// Draws what the typed text leads to if there is room beside its columns: counts of items or matches, or a time. Returns the
/// column before it.
fn draw_result(
    canvas: &mut Canvas<'_>,
    app: &App,
    prompt: &PromptLine,
    area: Rect,
    typed: u16,
) -> u16 {
    // The cursor and a gap are beside the typed text.
    let room = area.width.saturating_sub(typed.saturating_add(2));
    let texts = results(app, prompt).into_iter();
    let mut fitting = texts.filter(|text| canvas.width(text) <= room && !text.is_empty());
    let Some(text) = fitting.next() else {
        return area.right();
    };
    let width = canvas.width(&text);
    let x = area.right() - width;
    let style = canvas.status_style(Role::Dim);
    canvas.put(rest_of_line(area, x), &text, style);
    x.saturating_sub(1)
}

/// The number of the chosen action, and how many there are.
fn number_of_action(palette: &ActionPalette) -> String {
    let all = palette.matches().len();
    format!("{}/{all}", (palette.chosen_index() + 1).min(all))
}

/// Which query has the hits that are on the screen while the line is wrong, and the same in fewer words.
fn still_applied(app: &App, query: &str) -> Vec<String> {
    let lang = app.config.lang;
    let query = query.to_owned();
    let texts = [UiText::StillApplied { query }, UiText::NotApplied];
    texts.map(|text| lang.text(text).into_owned()).into()
}

/// What the typed text leads to, and the same in fewer words.
fn results(app: &App, prompt: &PromptLine) -> Vec<String> {
    let search = match prompt.kind() {
        PromptKind::Filter => Some(app.search(SearchKind::Filter)),
        PromptKind::Find => Some(app.search(SearchKind::Find)),
        PromptKind::GoTo
        | PromptKind::Action
        | PromptKind::Note
        | PromptKind::Stock
        | PromptKind::List
        | PromptKind::Mute
        | PromptKind::MuteTime
        | PromptKind::RuleName
        | PromptKind::RuleStyle => None,
        PromptKind::RuleQuery => Some(app.search(SearchKind::Preview)),
    };
    if prompt.error().is_some()
        && let Some(search) = search.filter(|search| search.is_active())
    {
        return still_applied(app, search.source());
    }
    match prompt.kind() {
        PromptKind::Filter => {
            let (shown, all) = (app.list.visible().len(), app.view_len());
            let counts = app.config.lang.text(UiText::Counts { shown, all });
            let hits = hit_counts::of_filter(app)
                .map_or_else(|| counts.to_string(), |hits| format!("{hits}   {counts}"));
            let notes = [hit_counts::names_only(app), app.archive_notice()];
            let notes: Vec<String> = notes.into_iter().flatten().collect();
            let with_notes =
                (0..notes.len()).map(|nth| format!("{}   {hits}", notes[nth..].join("   ")));
            let with_notes: Vec<String> = with_notes.collect();
            [with_notes, vec![hits, counts.into_owned()]].concat()
        }
        PromptKind::Find if app.search(SearchKind::Find).is_active() => {
            let (number, matches) = app.match_position();
            vec![format!("{number}/{matches}")]
        }
        PromptKind::Action => app.palette().map(number_of_action).into_iter().collect(),
        PromptKind::RuleQuery => vec![pages::preview_counts(app)],
        PromptKind::Find
        | PromptKind::Note
        | PromptKind::Stock
        | PromptKind::List
        | PromptKind::Mute
        | PromptKind::MuteTime
        | PromptKind::RuleName
        | PromptKind::RuleStyle => Vec::new(),
        PromptKind::GoTo => match app.preview_time(prompt.text()) {
            Some((goal, nearest)) => vec![format!("→ {goal}{nearest}"), format!("→ {goal}")],
            None => Vec::new(),
        },
    }
}
