//! Examples in an empty prompt, gone with the first key: they show what can be typed.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::{App, PromptKind, PromptLine};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::ui::canvas::Canvas;

/// What separates two examples: more than the single space between words of one.
const SEPARATOR: &str = "   ";

/// Returns the examples for an empty prompt; `None` once something is typed.
pub(super) fn text(app: &App, prompt: &PromptLine) -> Option<Cow<'static, str>> {
    let examples = match prompt.kind() {
        PromptKind::Find => UiText::FindExamples,
        PromptKind::Filter | PromptKind::RuleQuery => UiText::FilterExamples,
        PromptKind::GoTo => UiText::GoToExamples,
        PromptKind::Action => UiText::ActionExamples,
        PromptKind::Note => UiText::NoteExamples,
        PromptKind::Stock => UiText::StockExamples,
        PromptKind::List => UiText::ListExamples,
        PromptKind::Mute => UiText::MuteExamples,
        PromptKind::MuteTime => UiText::MuteTimeExamples,
        PromptKind::RuleName => UiText::RuleNameExamples,
        PromptKind::RuleStyle => UiText::RuleLookExamples,
    };
    prompt
        .text()
        .is_empty()
        .then(|| app.config.lang.text(examples))
}

/// Draws the examples that fit whole.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, examples: &str) {
    let ends = examples.match_indices(SEPARATOR).map(|(at, _)| at);
    let ends = ends.chain([examples.len()]);
    let heads = ends.filter_map(|end| examples.get(..end));
    let fitting = heads
        .take_while(|head| canvas.width(head) <= area.width)
        .last();
    let style = canvas.status_style(Role::Dim);
    canvas.put(area, fitting.unwrap_or_default(), style);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Stamp;
    use crate::lang::Lang;
    use crate::moment::{TimeContext, Wanted, When};
    use crate::query::{self, Watchlists};

    #[test]
    fn every_example_is_a_query() {
        for lang in [Lang::Chinese, Lang::English] {
            for examples in [UiText::FilterExamples, UiText::FindExamples] {
                let examples = lang.text(examples);
                for example in examples.split(SEPARATOR) {
                    let query = query::parse(
                        example,
                        &TimeContext::at(Stamp::default()),
                        &Watchlists::default(),
                    );
                    let compiled = query.and_then(|query| query.compile());
                    assert!(compiled.is_ok(), "{example}");
                }
            }
        }
    }

    #[test]
    fn defect_19_every_example_is_a_time() {
        for lang in [Lang::Chinese, Lang::English] {
            let examples = lang.text(UiText::GoToExamples);
            for example in examples.split(SEPARATOR) {
                let when = When::parse(example, Wanted::Time);
                assert!(when.is_ok(), "{example}");
            }
        }
    }
}
