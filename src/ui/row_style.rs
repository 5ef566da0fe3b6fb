//! The styles of a row of the list.

use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use crate::app::{App, PaneId};
use crate::config::theme::Role;

/// The styles of one row. A selected row has one background, as a bar.
pub(super) struct RowStyle {
    pub base: Style,
    selected: Option<Style>,
}

impl RowStyle {
    pub(super) fn new(canvas: &Canvas<'_>, app: &App, selected: bool) -> Self {
        let text = canvas.style(Role::Text);
        let role = if app.focus.pane == PaneId::List {
            Role::Selected
        } else {
            Role::SelectedAway
        };
        let selected = selected.then(|| canvas.style(role));
        Self {
            base: selected.map_or(text, |selected| text.patch(selected)),
            selected,
        }
    }

    /// Returns the style of a role. A selected row without colours keeps its modifiers, except dim.
    pub(super) fn role(&self, canvas: &Canvas<'_>, role: Role) -> Style {
        let style = canvas.style(role);
        match self.selected {
            None => self.base.patch(style),
            Some(selected) if selected.add_modifier.contains(Modifier::REVERSED) => self
                .base
                .add_modifier(style.add_modifier.difference(Modifier::DIM)),
            Some(selected) => self.base.patch(style).patch(selected),
        }
    }
}
