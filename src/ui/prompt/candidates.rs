//! The row below the prompt with the candidates that Tab lists, or with the choices. It shows the part of the list that has the chosen one, so
//! that the row stays still while one goes through it.

use ratatui::layout::Rect;

use crate::app::Candidate;
use crate::config::theme::Role;
use crate::text::ELLIPSIS;
use crate::ui::canvas::{Canvas, rest_of_line};

/// Columns between two candidates.
const GAP: u16 = 2;

/// Draws the part of the list with the chosen candidate, and its number at the right end.
pub(super) fn draw(canvas: &mut Canvas<'_>, all: &[Candidate], chosen: Option<usize>, row: Rect) {
    let number = chosen.map_or(0, |chosen| chosen + 1);
    let position = format!(" {number}/{}", all.len());
    let columns = row.width.saturating_sub(canvas.width(&position) + 1);
    let first = first_shown(canvas, all, chosen.unwrap_or(0), columns);
    let mut x = row.x;
    let right = row.x + columns;
    for (index, candidate) in all.iter().enumerate().skip(first) {
        let width = width(canvas, candidate);
        if x.saturating_add(width) > right && index > first {
            let dim = canvas.status_style(Role::Dim);
            canvas.put(rest_of_line(row, x), ELLIPSIS, dim);
            break;
        }
        let area = Rect {
            width: width.min(right.saturating_sub(x)),
            ..rest_of_line(row, x)
        };
        draw_candidate(canvas, candidate, area, chosen == Some(index));
        x = x.saturating_add(width).saturating_add(GAP);
    }
    let at = row.right().saturating_sub(canvas.width(&position) + 1);
    canvas.put(
        rest_of_line(row, at),
        &position,
        canvas.status_style(Role::Dim),
    );
}

fn draw_candidate(canvas: &mut Canvas<'_>, candidate: &Candidate, area: Rect, is_chosen: bool) {
    let style = canvas.status_style(Role::Status);
    let x = canvas.put_truncated(area, &candidate.text, style);
    let dim = canvas.status_style(Role::Dim);
    let area_of_note = rest_of_line(area, x);
    canvas.put(area_of_note, candidate.note, dim);
    if is_chosen {
        canvas.restyle(area, canvas.style(Role::Selected));
    }
}

fn width(canvas: &Canvas<'_>, candidate: &Candidate) -> u16 {
    let text = canvas.width(&candidate.text);
    text.saturating_add(canvas.width(candidate.note))
}

/// The first candidate of the part that has the chosen one. Parts follow each other like pages.
fn first_shown(canvas: &Canvas<'_>, all: &[Candidate], chosen: usize, columns: u16) -> usize {
    let (mut first, mut x) = (0, 0_u16);
    for (index, candidate) in all.iter().enumerate().take(chosen + 1) {
        let width = width(canvas, candidate);
        if x.saturating_add(width) > columns && index > first {
            (first, x) = (index, 0);
        }
        x = x.saturating_add(width).saturating_add(GAP);
    }
    first
}
