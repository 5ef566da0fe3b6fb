//! The styles of a row that can be selected: of the list, of a page, and of the list of actions.

use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use crate::app::{App, PaneId};
use crate::config::theme::Role;

/// The styles of one row. A selected row has one background, as a bar.
pub(super) struct RowStyle {
    pub base: Style,
    selected: Option<Style>,
    /// The look that a rule gives the row. A selected row has none, as its figures have no colours.
    tint: Option<Style>,
}

impl RowStyle {
    /// Those of a row of the list. `tint` is the look that a rule gives it.
    pub(super) fn new(canvas: &Canvas<'_>, app: &App, selected: bool, tint: Option<Style>) -> Self {
        let role = if app.focus.pane == PaneId::List {
            Role::Selected
        } else {
            Role::SelectedAway
        };
        let style = Self::on(
            canvas.style(Role::Text),
            selected.then(|| canvas.style(role)),
        );
        style.tinted(tint)
    }

    /// The same with the look that a rule gives the row.
    pub(super) fn tinted(self, tint: Option<Style>) -> Self {
        let Some(tint) = tint.filter(|_| self.selected.is_none()) else {
            return self;
        };
        let tinted = Self {
            tint: Some(tint),
            ..self
        };
        Self {
            base: tinted.base.patch(tinted.background()),
            ..tinted
        }
    }

    /// Whether the row has a background of its own.
    pub(super) fn has_background(&self) -> bool {
        self.selected.is_some() || self.tint.is_some_and(|tint| tint.bg.is_some())
    }

    /// Returns the style of a role in which the row's headline is written: that of a rule is over it.
    pub(super) fn headline(&self, canvas: &Canvas<'_>, role: Role) -> Style {
        let style = self.role(canvas, role);
        self.tint.map_or(style, |tint| style.patch(tint))
    }

    /// Those of a row on a background, with the style that selects it.
    pub(super) fn on(background: Style, selected: Option<Style>) -> Self {
        Self {
            base: selected.map_or(background, |selected| background.patch(selected)),
            selected,
            tint: None,
        }
    }

    /// Returns the style of a role. A selected row without colours keeps its modifiers, except dim.
    pub(super) fn role(&self, canvas: &Canvas<'_>, role: Role) -> Style {
        let style = canvas.style(role);
        match self.selected {
            None => self.base.patch(style).patch(self.background()),
            Some(selected) if is_reversed(selected) => self
                .base
                .add_modifier(style.add_modifier.difference(Modifier::DIM)),
            Some(selected) => self.base.patch(style).patch(selected),
        }
    }

    /// The background that a rule gives the row.
    fn background(&self) -> Style {
        Style {
            bg: self.tint.and_then(|tint| tint.bg),
            ..Style::new()
        }
    }

    /// Returns the style of a mark, which keeps its colours on a selected row. On a reversed bar it is the cell that is not
    /// reversed: otherwise it would melt into the bar.
    pub(super) fn mark(&self, canvas: &Canvas<'_>, role: Role) -> Style {
        if self.selected.is_some_and(is_reversed) {
            canvas.text_style(role).remove_modifier(Modifier::REVERSED)
        } else {
            self.base.patch(canvas.style(role))
        }
    }
}

fn is_reversed(style: Style) -> bool {
    style.add_modifier.contains(Modifier::REVERSED)
}
