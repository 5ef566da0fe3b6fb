//! The prompt `:` runs any action, by name, key or pinyin.

use super::palette::{ActionPalette, split_count};
use super::{App, Mode, Prompt, PromptKind, PromptLine};
use crate::action::Action;
use crate::lang::UiText;

impl App {
    /// Opens the list of actions with its prompt.
    pub(super) fn open_palette(&mut self) {
        let palette = ActionPalette::new(self.open_page(), self.scope());
        let line = PromptLine::new(PromptKind::Action, "");
        self.open_prompt_with(line, |prompt| prompt.palette = Some(palette));
        self.search_palette();
    }

    /// The list of actions, if it is open.
    pub const fn palette(&self) -> Option<&ActionPalette> {
        match &self.mode {
            Mode::Prompt(prompt) => prompt.palette.as_ref(),
            Mode::Normal | Mode::Page(_) => None,
        }
    }

    const fn palette_mut(&mut self) -> Option<&mut ActionPalette> {
        match &mut self.mode {
            Mode::Prompt(prompt) => prompt.palette.as_mut(),
            Mode::Normal | Mode::Page(_) => None,
        }
    }

    /// Lists the actions that fit what was typed.
    pub(super) fn search_palette(&mut self) {
        if let Mode::Prompt(Prompt {
            line,
            palette: Some(palette),
            ..
        }) = &mut self.mode
        {
            palette.search(line.text(), &self.config, &self.recent_actions);
        }
    }

    /// Goes up or down the list of actions; false if it is not open.
    pub(super) fn step_palette(&mut self, count: i64) -> bool {
        let palette = self.palette_mut();
        palette.map(|palette| palette.step(count)).is_some()
    }

    /// Runs the action that was clicked on, given as a row of the body; false if there is none.
    pub(super) fn click_palette(&mut self, row: u16) -> bool {
        let height = self.metrics.body.height;
        let Some(palette) = self.palette_mut() else {
            return false;
        };
        let above = usize::from(height).saturating_sub(palette.view(height).len());
        let row = usize::from(row).checked_sub(above);
        let is_action = row.is_some_and(|row| palette.choose_row(row, height));
        if is_action {
            self.run_chosen_action();
        }
        is_action
    }

    /// Closes the list and runs the chosen action, as often as a typed count says. Without one the prompt stays open.
    pub(super) fn run_chosen_action(&mut self) {
        let Mode::Prompt(Prompt {
            line,
            palette: Some(palette),
            ..
        }) = &self.mode
        else {
            return;
        };
        let (count, _) = split_count(line.text());
        let (chosen, page) = (palette.chosen(), palette.page());
        match chosen {
            None => self.reject_palette_line(),
            Some(action) => {
                self.mode = page.map_or(Mode::Normal, Mode::Page);
                self.recent_actions.note(action);
                self.act(action, count);
            }
        }
    }

    fn reject_palette_line(&mut self) {
        let expected = self.config.lang.text(UiText::NoSuchAction).into_owned();
        if let Mode::Prompt(Prompt { line, .. }) = &mut self.mode {
            line.set_error(0..line.text().len(), expected);
        }
    }

    /// Says that an action does nothing here.
    pub(super) fn refuse(&mut self, action: Action) {
        let action = action.help(self.config.lang);
        self.inform(UiText::NotHere { action });
    }
}
