//! The page of rules: what its selected row is, and opening it.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::rule_rows::RuleRow;
use super::view::View;
use super::{App, Effect, Mode};
use crate::action::PageKind;
use crate::config::{ConfigError, ConfigErrors};
use crate::lang::{Lang, UiText};

impl<'a> RuleRow<'a> {
    /// Its name.
    pub fn name(self, lang: Lang) -> Cow<'a, str> {
        match self {
            Self::Everything => Cow::Owned(View::everything(lang).name.to_string()),
            Self::Red => Cow::Owned(View::red(lang).name.to_string()),
            Self::Rule(_, rule) => Cow::Borrowed(rule.name()),
        }
    }

    /// Its query, with everything that narrows it; empty for everything.
    pub fn source(self) -> Cow<'a, str> {
        match self {
            Self::Everything => Cow::Borrowed(""),
            Self::Red => Cow::Owned(View::red(Lang::default()).query.to_string()),
            Self::Rule(_, rule) => Cow::Owned(rule.source()),
        }
    }
}

impl App {
    /// The digit that switches to the view of a row.
    pub fn digit_of(&self, row: RuleRow<'_>) -> Option<u8> {
        match row {
            RuleRow::Everything => self.views.everything().key,
            RuleRow::Red => View::red(self.config.lang).key,
            RuleRow::Rule(_, rule) => rule.options().digit(),
        }
    }

    /// The selected row of the page of rules; `None` if the page is not on screen.
    pub(super) fn selected_rule_row(&self) -> Option<RuleRow<'_>> {
        let page = self.open_page().filter(|_| self.shows_rules())?;
        let rows = self.rule_rows();
        let selected = usize::from(page.selected);
        rows.get(selected).or(rows.last()).copied()
    }

    /// Selects a row of the page by its name, after the rules have changed; the one that was made or renamed comes first.
    pub(super) fn select_rule(&mut self, selected: Option<&str>) {
        let lang = self.config.lang;
        let rows = self.rule_rows();
        let place = |name: &str| rows.iter().position(|row| *row.name(lang) == *name);
        let wanted = self.rule_to_select.as_deref().and_then(place);
        let place = wanted.or_else(|| selected.and_then(place));
        if wanted.is_some() {
            self.rule_to_select = None;
        }
        let page = match &mut self.mode {
            Mode::Page(page) => Some(page),
            Mode::Prompt(prompt) => prompt.page.as_mut(),
            Mode::Normal => None,
        };
        if let (Some(page), Some(place)) = (page, place)
            && page.kind == PageKind::Rules
        {
            page.select(u16::try_from(place).unwrap_or_default());
            page.reveal_selected(self.metrics.page, &self.metrics.page_entries);
        }
    }

    /// The place of the view on the screen among the rows of the page.
    pub(super) fn row_of_view(&self) -> u16 {
        let lang = self.config.lang;
        let current = self.views.current();
        let rows = self.rule_rows();
        let place = rows.iter().position(|row| *row.name(lang) == *current.name);
        u16::try_from(place.unwrap_or_default()).unwrap_or_default()
    }

    /// Opens the file of rules in an editor, at its first error if it has one.
    pub(super) fn open_rules_file(&mut self) {
        let Some(path) = self.config.rules.path().map(Path::to_owned) else {
            return self.warn(UiText::NoRulesFile);
        };
        let errors = self.rules.errors().map(ConfigErrors::each);
        let first = errors.and_then(<[_]>::first);
        self.effects
            .push(Effect::Edit(path, first.map_or(1, ConfigError::place)));
    }

    /// Closes the page and shows the items of its nth row; false if there is none.
    pub(super) fn open_rule(&mut self, nth: usize) -> bool {
        let Some(view) = self.rule_rows().get(nth).map(|row| self.view_of_row(*row)) else {
            return false;
        };
        self.mode = Mode::Normal;
        self.switch_view(&view);
        true
    }

    /// The view of a row. A rule that is none is shown as one for a while.
    fn view_of_row(&self, row: RuleRow<'_>) -> Arc<View> {
        let name = row.name(self.config.lang);
        let mut views = self.views.all();
        // The view of a theme may have the same name.
        let lasting = views.find(|view| !view.is_temporary() && *view.name == *name);
        let lasting = lasting.cloned();
        lasting.unwrap_or_else(|| View::temporary(&name, &row.source()).into())
    }
}
