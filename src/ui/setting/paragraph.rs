//! The body, set in paragraphs as a typesetter would.

use super::{Setter, spread};
use crate::config::theme::Role;
use crate::lang::Say;
use crate::text::{Direction, Ruler, figures, paragraphs, sanitise};
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
            let hanging = hanging(paragraph.as_str(), self.ruler);
            let member = hanging > 0 || is_spoken_member(paragraph.as_str());
            if !(member && above_is_member) {
                self.blank();
            }
            // A dateline that has a line of its own belongs to the list below it.
            above_is_member = member || range.end <= dateline;
            self.marked(&paragraph, Role::Text, hanging, &marks);
        }
        if body.len() < whole {
            let cut = self.lang.say(Say::BodyCut { shown: body.len(), whole });
            self.blank();
            self.text(&sanitise(&cut), Role::Warning);
        }
    }

    /// Figures by where they go; over them what was searched for.
    fn marks(&self, text: &str, dateline: usize) -> Vec<Mark> {
        let figures = figures(text).into_iter().map(|figure| {
            let role = match figure.direction {
                Direction::Rise => Role::Rise,
                Direction::Fall => Role::Fall,
                Direction::Neutral => Role::Figure,
            };
            Mark { range: figure.range, role }
        });
        [Mark { range: 0..dateline, role: Role::Dim }]
            .into_iter()
            .chain(figures)
            .chain(hits::in_text(self.app, text))
            .collect()
    }
}

fn shortened(body: &str) -> &str {
    let end = (0..4).map(|back| MOST - back).find(|&end| body.is_char_boundary(end));
    end.and_then(|end| body.get(..end)).unwrap_or(body)
}

/// How far the further lines of a list's member hang: as far as its number is wide. 0 for other paragraphs.
fn hanging(paragraph: &str, ruler: Ruler) -> u16 {
    let mut chars = paragraph.chars();
    let number = match chars.next() {
        Some('①'..='⑳') => paragraph.chars().next().map_or(0, char::len_utf8),
        Some('0'..='9') => {
            let digits = paragraph.len() - paragraph.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let mark = paragraph.get(digits..).and_then(|rest| rest.chars().next());
            mark.filter(|mark| matches!(mark, '、' | '）' | '．')).map_or(0, |mark| digits + mark.len_utf8())
        }
        Some(_) | None => 0,
    };
    paragraph.get(..number).and_then(|number| u16::try_from(ruler.width(number)).ok()).unwrap_or(0)
}

/// Whether a paragraph opens with 一是, 二是, ….
fn is_spoken_member(paragraph: &str) -> bool {
    let rest = paragraph.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < paragraph.len() && rest.starts_with('是')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_further_lines_of_a_member_hang_as_far_as_its_number_is_wide() {
        let of = |paragraph| hanging(paragraph, Ruler::default());
        assert_eq!(of("①公司公告；"), 1);
        assert_eq!(of("12、公司公告；"), 4);
        assert_eq!(of("3.5亿元的订单；"), 0);
        assert_eq!(of("公司公告；"), 0);
        assert!(is_spoken_member("十一是稳定预期；") && !is_spoken_member("是日，"));
    }

    #[test]
    fn a_body_is_shortened_between_characters() {
        assert_eq!(shortened("短"), "短");
        let long = format!("a{}", "长".repeat(MOST / 3 + 9));
        assert!(shortened(&long).len() <= MOST && shortened(&long).len() > MOST - 3);
    }
}
