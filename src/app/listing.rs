//! `w`: the selected item's stock goes into a watchlist, or out of one.

use std::mem;

use super::listed_stocks::Listing;
use super::{App, Effect, Mode, PromptKind, PromptLine, Search, topics};
use crate::action::Action;
use crate::item::Stock;
use crate::lang::UiText;
use crate::query::ListTerm;
use crate::watchlist::{AddedLine, Addition, ListChange, Removal, RemovedLines, can_name};

impl App {
    /// Puts the selected item's stock into a list; asks if there are several of either. A stock that the list was searched for is
    /// offered first.
    pub(super) fn list_stock(&mut self) {
        let Some(item) = self.selected() else {
            return self.inform(UiText::NoSelection);
        };
        let (headline, mut all) = topics::stocks_of(item, &self.knowledge);
        let is_clear = headline == 1 || headline == 0 && all.len() == 1;
        let meant = all.first().filter(|_| is_clear).cloned();
        all.sort_by_key(|stock| !self.is_searched(stock));
        match all.first() {
            None => {
                let none = self.no_stock(UiText::NoStock);
                self.inform(none);
            }
            Some(first) if meant.as_ref() == Some(first) => self.choose_list(first.clone()),
            Some(_) => self.ask_for_stock(all),
        }
    }

    /// Whether the list has its items because of this stock: the filter or the view looks for it.
    fn is_searched(&self, stock: &Stock) -> bool {
        let search = self.narrowing_search();
        let is_hit = |text: &str| {
            let matcher = search.and_then(Search::matcher);
            matcher.is_some_and(|matcher| !matcher.highlights(text).is_empty())
        };
        is_hit(&stock.name) || is_hit(&stock.code)
    }

    /// Says that an item has no stock; while the names of stocks are being learnt, that it may have one.
    pub(super) fn no_stock(&mut self, none: UiText) -> UiText {
        if self.derivations.has_names() {
            return none;
        }
        self.derivations.want_names();
        UiText::NamesComing
    }

    fn ask_for_stock(&mut self, stocks: Vec<Stock>) {
        let first = stocks.first().map(|stock| stock.name.clone());
        let listing = Listing {
            stocks,
            stock: None,
        };
        self.ask(PromptKind::Stock, &first.unwrap_or_default(), listing);
    }

    /// Puts a stock into the only list; asks if there are several or if the list has it, and makes one if there is none.
    fn choose_list(&mut self, stock: Stock) {
        let names = self.knowledge.watchlists().names();
        let last = self.last_list.clone().filter(|last| names.contains(last));
        match (&names[..], last) {
            ([], _) => self.add_to_list(&self.own_list(), stock),
            ([one], _) if !self.is_listed(one, &stock) => self.add_to_list(one, stock),
            ([first, ..], last) => {
                let text = last.unwrap_or_else(|| first.clone());
                let listing = Listing {
                    stocks: Vec::new(),
                    stock: Some(stock),
                };
                self.ask(PromptKind::List, &text, listing);
            }
        }
    }

    fn ask(&mut self, kind: PromptKind, text: &str, listing: Listing) {
        let line = PromptLine::new(kind, text);
        self.open_prompt_with(line, |prompt| prompt.listing = listing);
    }

    /// Goes on with the stock that was typed; one that the item does not have is an error.
    pub(super) fn accept_stock(&mut self, text: &str) {
        let Mode::Prompt(prompt) = &self.mode else {
            return;
        };
        let mut stocks = prompt.listing.stocks.iter();
        match stocks
            .find(|stock| stock.name == text || stock.code == text)
            .cloned()
        {
            Some(stock) => {
                self.mode = Mode::Normal;
                self.choose_list(stock);
            }
            None => self.refuse_line(text, UiText::ExpectedStock),
        }
    }

    /// Puts the stock into the list that was typed, which may be new, or takes it out of that list.
    pub(super) fn accept_list(&mut self, text: &str) {
        if !can_name(text) {
            return self.refuse_line(text, UiText::ExpectedListName);
        }
        let Mode::Prompt(prompt) = mem::take(&mut self.mode) else {
            return;
        };
        match prompt.listing.stock {
            Some(stock) if self.is_listed(text, &stock) => self.take_out_of_list(text, stock),
            Some(stock) => self.add_to_list(text, stock),
            None => {}
        }
    }

    /// Says why a line that was accepted is wrong.
    pub(super) fn refuse_line(&mut self, text: &str, expected: UiText) {
        let expected = self.config.lang.text(expected).into_owned();
        if let Mode::Prompt(prompt) = &mut self.mode {
            prompt.line.set_error(0..text.len(), expected);
        }
    }

    /// Adds a stock to the list with this name; a new one is a text file.
    fn add_to_list(&mut self, name: &str, stock: Stock) {
        let Some(folder) = self.config.lists.clone() else {
            return self.inform(UiText::NoListFolder);
        };
        self.last_list = Some(name.to_owned());
        let lists = self.knowledge.watchlists().named(name);
        let file = lists.first().map(|list| list.file().to_owned());
        let own = format!("{}.txt", self.own_list());
        let file = file.unwrap_or_else(|| {
            if name.contains('.') {
                name.to_owned()
            } else {
                format!("{name}.txt")
            }
        });
        self.undo.push_list_change();
        self.effects.push(Effect::AddToList(Addition {
            folder,
            file,
            own,
            stock,
        }));
    }

    /// Takes a stock out of the list with this name.
    fn take_out_of_list(&mut self, name: &str, stock: Stock) {
        let lists = self.knowledge.watchlists().named(name);
        let file = lists.first().map(|list| list.file().to_owned());
        let (Some(folder), Some(file)) = (self.config.lists.clone(), file) else {
            return self.inform(UiText::NoListFolder);
        };
        self.last_list = Some(name.to_owned());
        self.undo.push_list_change();
        self.effects.push(Effect::TakeOutOfList(Removal {
            folder,
            file,
            stock,
        }));
    }

    /// Whether the list with this name has the code of a stock.
    pub(super) fn is_listed(&self, name: &str, stock: &Stock) -> bool {
        let lists = self.knowledge.watchlists().named(name);
        let code = ListTerm::Code(stock.code.clone());
        let list = lists.first();
        list.is_some_and(|list| list.terms().contains(&code))
    }

    /// The name of the list that is made if there is none.
    fn own_list(&self) -> String {
        self.config.lang.text(UiText::OwnList).into_owned()
    }

    /// Takes in what became of an addition or a removal.
    pub(super) fn receive_list_change(&mut self, change: ListChange) {
        self.undo.take_list_change(&change);
        match change {
            ListChange::Added(line) | ListChange::AddedAgain(line) => self.report_added(&line),
            ListChange::AlreadyThere { stock, file } => {
                let stock = stock.name;
                self.inform(UiText::AlreadyListed { stock, file });
            }
            ListChange::Removed(line) => {
                let (stock, file) = (line.stock.name, line.file);
                self.inform(UiText::Unlisted { stock, file });
            }
            ListChange::TakenOut(lines) | ListChange::TakenOutAgain(lines) => {
                self.report_taken_out(&lines);
            }
            ListChange::PutBack(lines) => {
                let (stock, file) = (lines.stock.name, lines.file);
                self.inform(UiText::PutBackInList { stock, file });
            }
            ListChange::Shared { stock, file, line } => {
                let stock = stock.name;
                self.warn(UiText::ListLineShared { stock, file, line });
            }
            ListChange::NotThere { stock, file } => {
                let stock = stock.name;
                self.warn(UiText::NotListed { stock, file });
            }
            ListChange::Edited { stock, file } => {
                let stock = stock.name;
                self.warn(UiText::ListLineEdited { stock, file });
            }
            ListChange::Gone { file } => self.warn(UiText::ListIsGone { file }),
            ListChange::Failed { file, error } => self.warn(UiText::CannotSave { file, error }),
        }
    }

    fn report_taken_out(&mut self, lines: &RemovedLines) {
        let key = self.first_key(Action::Undo).unwrap_or_default();
        let (stock, file) = (lines.stock.name.clone(), lines.file.clone());
        self.inform(UiText::TakenOutOfList { stock, file, key });
    }

    fn report_added(&mut self, line: &AddedLine) {
        let key = self.first_key(Action::Undo).unwrap_or_default();
        let (stock, file) = (line.stock.name.clone(), line.file.clone());
        self.inform(match line.instead_of.clone() {
            None => UiText::Listed { stock, file, key },
            Some(full) => UiText::ListedElsewhere {
                full,
                stock,
                file,
                key,
            },
        });
    }
}
