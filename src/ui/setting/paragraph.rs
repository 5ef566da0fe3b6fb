//! The body, set in paragraphs as a typesetter would.

use super::{Setter, spread};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::{Direction, TextMetrics, figures, item_number_length, paragraphs, sanitise};
use crate::ui::canvas::Mark;
use crate::ui::hits;

/// The most of a body that is set, in bytes: an entry of megabytes would stop the screen. That there is more is
/// told; it stands in the file.
const MOST: usize = 256 * 1024;

impl Setter<'_> {
    /// The dateline, dimmed, and the body behind it.
    pub(super) fn body(&mut self, dateline: &str, body: &str) {
        let whole = body.len();
        let body = shortened(body);
        let text = [dateline, body].concat();
        let text = sanitise(&text);
        let dateline = sanitise(dateline).as_str().len();
        let marks = self.marks(text.as_str(), dateline);
        let mut above_is_member = true;
        let paragraphs = paragraphs(text.as_str());
        for (range, marks) in paragraphs.iter().zip(spread(&marks, &paragraphs)) {
            let paragraph = text.slice(range.clone());
            let hanging = hanging(paragraph.as_str(), self.text_metrics);
            let member = hanging > 0;
            if !(member && above_is_member) {
                self.blank();
            }
            // A dateline that has a line of its own belongs to the list below it.
            above_is_member = member || range.end <= dateline;
            self.marked(&paragraph, Role::Text, hanging, &marks);
        }
        if body.len() < whole {
            let cut = self.lang.text(UiText::BodyCut {
                shown: body.len(),
                whole,
            });
            self.blank();
            self.text(&sanitise(&cut), Role::Warning);
        }
    }

    /// The dateline, dimmed; figures by where they go; over them what was searched for.
    fn marks(&self, text: &str, dateline: usize) -> Vec<Mark> {
        [Mark {
            range: 0..dateline,
            role: Role::Dim,
        }]
        .into_iter()
        .chain(figures_of(text))
        .chain(hits::in_text(self.app, text))
        .collect()
    }
}

/// The figures of a text, by where they go.
pub(in crate::ui) fn figures_of(text: &str) -> impl Iterator<Item = Mark> {
    figures(text).into_iter().map(|figure| {
        let role = match figure.direction {
            Direction::Rise => Role::Rise,
            Direction::Fall => Role::Fall,
            Direction::Neutral => Role::Figure,
        };
        Mark {
            range: figure.range,
            role,
        }
    })
}

fn shortened(body: &str) -> &str {
    let end = (0..4)
        .map(|back| MOST - back)
        .find(|&end| body.is_char_boundary(end));
    end.and_then(|end| body.get(..end)).unwrap_or(body)
}

/// How far the further lines of a list's member hang: as far as its number is wide. 0 for other paragraphs.
fn hanging(paragraph: &str, text_metrics: TextMetrics) -> u16 {
    let number = paragraph
        .get(..item_number_length(paragraph))
        .unwrap_or_default();
    u16::try_from(text_metrics.width(number)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_further_lines_of_a_member_hang_as_far_as_its_number_is_wide() {
        let of = |paragraph| hanging(paragraph, TextMetrics::default());
        assert_eq!(of("①公司公告；"), 1);
        assert_eq!(of("12、公司公告；"), 4);
        assert_eq!(of("3.5亿元的订单；"), 0);
        assert_eq!(of("公司公告；"), 0);
        assert_eq!(of("十一是稳定预期；"), 6);
        assert_eq!(of("是日，"), 0);
    }

    #[test]
    fn a_body_is_shortened_between_characters() {
        assert_eq!(shortened("短"), "短");
        let long = format!("a{}", "长".repeat(MOST / 3 + 9));
        assert!(shortened(&long).len() <= MOST && shortened(&long).len() > MOST - 3);
    }
}
