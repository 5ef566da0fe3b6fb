//! Requests what the screen needs and workers derive from the timeline.

use super::derivation::Origin;
use super::derived::Derived;
use super::{App, Effect, Focus, Mode, PaneId, SearchKind};

const SECONDS_PER_MINUTE: u32 = 60;

impl App {
    /// Requests everything that is needed and due.
    pub(super) fn derive(&mut self) {
        for kind in Derived::ALL {
            let (origin, minute) = (self.origin(kind), self.now.unix() / SECONDS_PER_MINUTE);
            if self.needs(kind) && self.derivations.of(kind).request(origin, minute) {
                self.effects.push(Effect::Derive(kind));
            }
        }
    }

    /// What a result would be derived from now.
    fn origin(&self, kind: Derived) -> Origin {
        Origin {
            timeline: self.timeline.extent(),
            is_whole: self.sources.is_loaded(),
            names: match kind {
                Derived::StockNames => 0,
                Derived::FieldValues | Derived::Tally => self.knowledge.names_generation(),
            },
        }
    }

    /// Whether the screen shows something that depends on such a result. Names are learnt once everything is loaded, because
    /// that takes longest; counts wait for names, because a query finds too few items without them.
    fn needs(&self, kind: Derived) -> bool {
        match kind {
            Derived::StockNames => {
                let is_ready = self.sources.is_loaded() && !self.timeline.is_empty();
                is_ready && self.shows_names()
            }
            Derived::FieldValues => self.shows_help() || self.is_query_typed(),
            Derived::Tally => {
                let is_ready = self.derivations.has_names() || self.timeline.is_empty();
                is_ready && self.shows_help()
            }
        }
    }

    /// Whether a detail, a search for stocks, a rule or the page of help depends on the names of stocks.
    fn shows_names(&self) -> bool {
        let height = self.metrics.panes[PaneId::Detail].area.height;
        let shows_detail = self.focus == Focus::ZEN || height > 0;
        let searches = SearchKind::ALL
            .into_iter()
            .any(|kind| self.search(kind).needs_names());
        self.derivations.wants_names()
            || shows_detail
            || searches
            || self.shows_help()
            || self.rules.set().reads_stock_names()
    }

    /// Whether a prompt takes a query.
    const fn is_query_typed(&self) -> bool {
        match &self.mode {
            Mode::Prompt(prompt) => prompt.line.kind().takes_query(),
            Mode::Normal | Mode::Page(_) => false,
        }
    }
}
