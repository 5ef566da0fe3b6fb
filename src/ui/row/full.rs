//! A line of an item at full density.

use ratatui::layout::Rect;

use super::RowPainter;
use crate::app::WrappedLine;
use crate::config::theme::Role;

impl RowPainter<'_, '_> {
    /// Draws a line of the title or of the body.
    pub(super) fn draw_full(&mut self, area: Rect) {
        let Some(wrapped) = self.line.wrapped else {
            return;
        };
        let Some(piece) = wrapped.text.lines.get(usize::from(self.line.part)) else {
            return;
        };
        let (text, range, spans, role) = match piece {
            WrappedLine::Title(range) => {
                let spans = wrapped.title_spans.iter();
                let spans = spans.filter_map(|span| span.clip(range)).collect();
                let role = self.title_role(Role::Title);
                (&wrapped.text.title, range, spans, role)
            }
            WrappedLine::Body(range) => {
                let spans = wrapped.body_spans(range, self.line.selected);
                (&wrapped.text.body, range, spans, self.body_role())
            }
        };
        let (text, style) = (text.slice(range.clone()), self.text_style(role));
        self.canvas.put_spans(area, &text, style, &spans);
    }

    fn body_role(&self) -> Role {
        if self.is_dim() { Role::Dim } else { Role::Text }
    }
}
