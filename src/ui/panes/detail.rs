//! The detail: the lines of the selected item.

use ratatui::layout::Rect;

use super::text;
use super::view::PaneView;
use crate::action::Action;
use crate::app::{App, Focus, PaneId};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::ui::canvas::Canvas;
use crate::ui::detail::{DetailKey, text_area};
use crate::ui::screen_layout::ScreenLayout;
use crate::ui::text_line::TextLine;

/// The row of the detail.
pub(super) const VIEW: PaneView = PaneView {
    reserve: |_, _| Rect::ZERO,
    lines,
    hints,
    draw,
};

fn lines(app: &App, area: Rect, rule: Rect) -> Vec<TextLine> {
    let key = DetailKey::new(app, area, rule);
    key.map(|key| key.build(app)).unwrap_or_default()
}

const fn hints(focus: Focus) -> &'static [Action] {
    if focus.alone {
        &[Action::Back, Action::Down, Action::DetailDown]
    } else {
        &[Action::Back, Action::Zen]
    }
}

fn draw(canvas: &mut Canvas<'_>, app: &App, layout: &ScreenLayout) {
    let area = text_area(layout.areas.panes[PaneId::Detail].area, app.focus);
    let is_empty = layout.lines[PaneId::Detail].is_empty() && !area.is_empty();
    if is_empty && !app.list.visible().is_empty() {
        let text = app.config.lang.text(UiText::NoSelection);
        canvas.put(area, &text, canvas.text_style(Role::Dim));
    } else {
        text::draw(canvas, app, layout, PaneId::Detail, area);
    }
}
