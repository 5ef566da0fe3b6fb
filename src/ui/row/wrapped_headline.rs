//! A line of a headline that takes two lines.

use ratatui::layout::Rect;

use super::RowPainter;
use crate::app::WrappedHeadline;
use crate::config::theme::Role;
use crate::query::ReadingRule;
use crate::ui::canvas::LookSpan;
use crate::ui::highlights;
use crate::ui::rule_looks;

impl RowPainter<'_, '_> {
    pub(super) fn draw_wrapped_headline(&mut self, area: Rect) {
        let text_metrics = self.canvas.text_metrics();
        let item = self.line.item;
        let headline = WrappedHeadline::new(item, text_metrics, area.width, &self.app.knowledge);
        let Some(line) = headline.lines.get(usize::from(self.line.part)) else {
            return;
        };
        let text = headline.text.as_str();
        let column = LookSpan::new(0..headline.column, Role::Dim);
        let spans = [column].into_iter().chain(self.figures(text));
        let spans = spans.chain(rule_looks::hits(
            self.app,
            item,
            text,
            ReadingRule::Headline,
        ));
        let spans = spans.chain(highlights::headline_matches(self.app, text));
        let spans: Vec<_> = spans.filter_map(|span| span.clip(line)).collect();
        let text = headline.text.slice(line.clone());
        let is_last = usize::from(self.line.part) + 1 == headline.lines.len();
        let area = if is_last {
            let above = headline.text.as_str().get(..line.start).unwrap_or_default();
            let shown = self.shown(&text, area);
            self.draw_quote(area, [above, shown.as_str()])
        } else {
            area
        };
        self.put_truncated(area, &text, self.title_role(Role::Text), &spans);
    }
}
