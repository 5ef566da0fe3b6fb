//! The prompt in the last line, with the terminal's own cursor, which an input method needs. An error is marked in the line
//! and described below it; the candidates that Tab lists take the same row.
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
    let label = match prompt.kind() {
        PromptKind::Filter => status::filter_label(app),
        PromptKind::Find
        | PromptKind::GoTo
        | PromptKind::Action
        | PromptKind::Note
        | PromptKind::Stock
        | PromptKind::List
        | PromptKind::Mute
        | PromptKind::MuteTime
        | PromptKind::RuleQuery
        | PromptKind::RuleName
        | PromptKind::RuleStyle => app.config.lang.text(label(prompt.kind())).into_owned(),
    };
    let label = format!("{label} ");
    let x = canvas.put(inner, &label, canvas.status_style(Role::Label));
    let examples = ghost::text(app, prompt);
    let typed = canvas.width(examples.as_deref().unwrap_or(prompt.text()));
    let right = draw_result(canvas, app, prompt, rest_of_line(inner, x), typed);
    let below = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    draw_below(canvas, prompt, rest_of_line(below, inner.x));
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

/// Draws the candidates or the error.
fn draw_below(canvas: &mut Canvas<'_>, prompt: &PromptLine, row: Rect) {
    match (prompt.completion(), prompt.error()) {
        (Some(completion), _) => candidates::draw(canvas, completion, row),
        (None, Some(error)) => error_row::draw(canvas, error, row),
        (None, None) => {}
    }
}

const fn label(kind: PromptKind) -> UiText {
    match kind {
        PromptKind::Find => UiText::FindPrompt,
        PromptKind::Filter => UiText::FilterPrompt,
        PromptKind::GoTo => UiText::GoToPrompt,
        PromptKind::Action => UiText::ActionPrompt,
        PromptKind::Note => UiText::NotePrompt,
        PromptKind::Stock => UiText::StockPrompt,
        PromptKind::List => UiText::ListPrompt,
        PromptKind::Mute => UiText::MutePrompt,
        PromptKind::MuteTime => UiText::MuteTimePrompt,
        PromptKind::RuleQuery => UiText::RuleQuery,
        PromptKind::RuleName => UiText::RuleName,
        PromptKind::RuleStyle => UiText::RuleLook,
    }
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
