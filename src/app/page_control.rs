//! The open page: moving through its entries, opening one, and changing the part.

use super::help_part::HelpPart;
use super::page::Page;
use super::scroll::Scroll;
use super::{App, Effect, Mode, PromptKind, query_examples};
use crate::action::{Action, HelpSection, PageKind};
use crate::query::FIELDS;

impl App {
    /// Opens a page, or closes it if it is open. The way back leads to the page before.
    pub(super) fn toggle_page(&mut self, kind: PageKind) {
        let row_of_view = self.row_of_view();
        match self.mode {
            Mode::Page(page) if page.kind == kind => {
                self.close_page();
            }
            Mode::Page(page) => {
                self.pages_below.push(page);
                self.open_page_of(kind, row_of_view);
                self.begin_help_with(Action::Page(page.kind).section());
            }
            Mode::Normal | Mode::Prompt(_) => {
                self.pages_below.clear();
                self.open_page_of(kind, row_of_view);
            }
        }
        if self.shows_basket() {
            self.load_basket();
        }
        self.begin_page();
    }

    /// Has what an open page shows kept up to date.
    pub(super) fn begin_page(&mut self) {
        if self.shows_help() {
            self.derivations.expire_shown();
        }
        self.schedule_wake();
    }

    /// Opens a page, as it was if it is below others.
    fn open_page_of(&mut self, kind: PageKind, row_of_view: u16) {
        let mut below = self.pages_below.iter();
        let place = below.position(|page| page.kind == kind);
        let page = place.and_then(|place| self.pages_below.drain(place..).next());
        let new = || {
            let mut page = Page::new(kind);
            if kind == PageKind::Rules {
                page.selected = row_of_view;
            }
            page
        };
        self.mode = Mode::Page(page.unwrap_or_else(new));
    }

    /// Has the page of help begin with the keys of the page from which it was opened; nothing if it is not open.
    fn begin_help_with(&mut self, section: HelpSection) {
        if let Mode::Page(page) = &mut self.mode
            && page.kind == PageKind::Help
            && page.first_section != Some(section)
        {
            *page = Page::of_help(section);
        }
    }

    /// The page on screen, also one under a prompt.
    pub fn open_page(&self) -> Option<Page> {
        match &self.mode {
            Mode::Normal => None,
            Mode::Page(page) => Some(*page),
            Mode::Prompt(prompt) => prompt.page(),
        }
    }

    /// Whether the page of help is on screen.
    pub(super) fn shows_help(&self) -> bool {
        self.open_page()
            .is_some_and(|page| page.kind == PageKind::Help)
    }

    /// Closes the page and shows the one from which it was opened; false if none is open.
    pub(super) fn close_page(&mut self) -> bool {
        let is_open = matches!(self.mode, Mode::Page(_));
        if is_open {
            self.mode = self.pages_below.pop().map_or(Mode::Normal, Mode::Page);
        }
        is_open
    }

    /// Closes the page, and those from which it was opened.
    pub(super) fn close_pages(&mut self) {
        while self.close_page() {}
    }

    /// Moves through the entries of the page, or scrolls it.
    pub(super) fn scroll_page(&mut self, scroll: Scroll) {
        if let Mode::Page(page) = &mut self.mode {
            page.scroll(scroll, self.metrics.page, &self.metrics.page_entries);
        }
    }

    /// Scrolls the page under the wheel.
    pub(super) fn scroll_page_view(&mut self, scroll: Scroll) {
        if let Mode::Page(page) = &mut self.mode {
            page.scroll_view(scroll, self.metrics.page, &self.metrics.page_entries);
        }
    }

    /// Keeps the page within its text after it was laid out anew.
    pub(super) fn clamp_page(&mut self) {
        if let Mode::Page(page) = &mut self.mode {
            page.clamp(self.metrics.page, &self.metrics.page_entries);
        }
    }

    /// Goes on to the next part of the page; false if it has no parts.
    pub(super) fn next_part(&mut self) -> bool {
        match &mut self.mode {
            Mode::Page(page) if page.kind == PageKind::Help => {
                (page.part, page.offset, page.selected) = (page.part.next(), 0, 0);
                true
            }
            Mode::Page(_) | Mode::Normal | Mode::Prompt(_) => false,
        }
    }

    /// Selects the entry of the page at a row of its area, and opens it if it was selected; false if there is none.
    pub(super) fn click_page(&mut self, row: u16) -> bool {
        let Mode::Page(page) = &mut self.mode else {
            return false;
        };
        match page.select_row(row, &self.metrics.page_entries) {
            Some(true) => self.open_entry(),
            Some(false) => true,
            None => false,
        }
    }

    /// Does what the selected entry of the page is for; false if the page has no entries. One that is not in view is only
    /// shown.
    pub(super) fn open_entry(&mut self) -> bool {
        let Mode::Page(page) = &mut self.mode else {
            return false;
        };
        if page.reveal_selected(self.metrics.page, &self.metrics.page_entries) {
            return true;
        }
        let page = *page;
        match (page.kind, page.part) {
            (PageKind::Basket, _) => self.go_to_story(page.selected.into()),
            (PageKind::Problems, _) => self.edit_problem(page.selected.into()),
            (PageKind::Rules, _) => self.open_rule(page.selected.into()),
            (PageKind::Help, HelpPart::Keys) => false,
            (PageKind::Help, HelpPart::Queries) => self.try_query(page.selected.into()),
            (PageKind::Help, HelpPart::Fields) => self.type_field(page.selected.into()),
        }
    }

    /// Opens the place of the nth problem in an editor; false if there is none.
    fn edit_problem(&mut self, nth: usize) -> bool {
        let problem = self.problems().nth(nth);
        let place = problem.map(|problem| (problem.path.to_owned(), problem.line));
        let effect = place.map(|(path, line)| Effect::Edit(path, line));
        let is_found = effect.is_some();
        self.effects.extend(effect);
        is_found
    }

    /// Filters by the nth example; false if there is none.
    fn try_query(&mut self, nth: usize) -> bool {
        let examples = query_examples(self.config.lang);
        let Some(example) = examples.get(nth) else {
            return false;
        };
        self.mode = Mode::Normal;
        self.remember_place();
        self.apply_filter(example.query);
        self.history
            .add(PromptKind::Filter, example.query.to_owned());
        true
    }

    /// Opens the filter's prompt with the name of the nth field; false if there is none.
    fn type_field(&mut self, nth: usize) -> bool {
        let Some(field) = FIELDS.get(nth) else {
            return false;
        };
        self.mode = Mode::Normal;
        self.open_prompt(PromptKind::Filter);
        let name = field.names()[0];
        self.paste(&format!("{name}:"));
        true
    }
}
