//! The body of an item in paragraphs.

use super::builder::{DetailBuilder, distribute};
use crate::app::prefix;
use crate::config::theme::Role;
use crate::dump::story::StoryParts;
use crate::lang::UiText;
use crate::query::ReadingRule;
use crate::text::{TextMetrics, item_number_length, paragraphs, sanitise};
use crate::ui::canvas::LookSpan;
use crate::ui::highlights::{self, figure_spans};

/// The most bytes of a body that are shown: an item of megabytes would stop the screen. A notice says that the rest is in the
/// file.
const MAX_BODY: usize = 256 * 1024;

impl DetailBuilder<'_> {
    /// Adds the dateline, dimmed, and the body.
    pub(super) fn push_body(&mut self, story: &StoryParts<'_>) {
        let (dateline, body) = (story.dateline.unwrap_or_default(), story.body);
        let whole = body.len();
        let body = prefix(body, MAX_BODY);
        let text = [dateline, body].concat();
        let text = sanitise(&text);
        let dateline = sanitise(dateline).as_str().len();
        let spans = self.body_spans(text.as_str(), dateline, story.title.is_some());
        let mut after_list_item = true;
        let paragraphs = paragraphs(text.as_str());
        for (range, spans) in paragraphs.iter().zip(distribute(&spans, &paragraphs)) {
            let paragraph = text.slice(range.clone());
            let hanging = hanging_indent(paragraph.as_str(), self.text_metrics);
            let is_list_item = hanging > 0;
            if !(is_list_item && after_list_item) {
                self.push_blank();
            }
            // A dateline on a line of its own belongs to the list below it.
            after_list_item = is_list_item || range.end <= dateline;
            self.push_spans(&paragraph, Role::Text, hanging, &spans);
        }
        let shown = body.len();
        if shown < whole {
            let notice = self.label(UiText::BodyCut { shown, whole });
            self.push_blank();
            self.push_text(&sanitise(&notice), Role::Warning);
        }
    }

    /// The dateline, figures, and over them what rules, filter and find match.
    fn body_spans(&self, text: &str, dateline: usize, has_title: bool) -> Vec<LookSpan> {
        let dateline = LookSpan::new(0..dateline, Role::Dim);
        [dateline]
            .into_iter()
            .chain(figure_spans(text))
            .chain(self.rule_hits(text, ReadingRule::of_body(has_title)))
            .chain(highlights::body_matches(self.app, text, has_title))
            .collect()
    }
}

/// Returns the indent of a list item's further lines: the width of its number. 0 for other paragraphs.
fn hanging_indent(paragraph: &str, text_metrics: TextMetrics) -> u16 {
    let number = paragraph
        .get(..item_number_length(paragraph))
        .unwrap_or_default();
    u16::try_from(text_metrics.width(number)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("①公司公告；", 1)]
    #[case("12、公司公告；", 4)]
    #[case("3.5亿元的订单；", 0)]
    #[case("公司公告；", 0)]
    #[case("十一是稳定预期；", 6)]
    #[case("是日，", 0)]
    fn list_items_hang_by_their_number(#[case] paragraph: &str, #[case] columns: u16) {
        assert_eq!(hanging_indent(paragraph, TextMetrics::default()), columns);
    }
}
