//! The model: its parts, and what follows from several of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attention::Attention;
use super::banner::Banner;
use super::basket::Basket;
use super::derived::Derivations;
use super::expiry::Expiry;
use super::failed_programs::FailedPrograms;
use super::find_matches::FindMatches;
use super::item_events::ItemEvents;
use super::item_list::ListPosition;
use super::jumps::Jumps;
use super::list_source::ListSource;
use super::mouse_drag::Drag;
use super::page::Page;
use super::palette::RecentActions;
use super::prompt_history::PromptHistory;
use super::read_lines::ReadLines;
use super::rule_preview::RulePreview;
use super::rule_times::RuleTimes;
use super::seen_memory::SeenMemory;
use super::session::NoteDraft;
use super::undo::UndoHistory;
use super::views::{Arrival, Views};
use super::waiting;
use super::{
    DetailView, Effect, Focus, ItemKey, ItemList, KeyInput, Mode, Notice, Notices, PaneMap,
    RulesInForce, ScreenMetrics, Search, SearchKind, Sources, Split, UnseenItems,
};
use crate::action::{PageKind, Scope};
use crate::alert::AlertDesk;
use crate::config::{Arrangement, Config};
use crate::item::Stamp;
use crate::knowledge::Knowledge;
use crate::lang::UiText;
use crate::state::Change;
use crate::tally::Tally;
use crate::timeline::{ItemRef, Timeline};
use crate::watch::WatchStatus;

/// The whole state of the reader.
#[derive(Debug, Default)]
pub struct App {
    /// The configuration; it does not change.
    pub config: Config,
    /// The time of the last [`super::Message::Now`].
    pub now: Stamp,
    /// The current timeline.
    pub timeline: Arc<Timeline>,
    /// Everything known beside the timeline.
    pub knowledge: Arc<Knowledge>,
    /// The state of the sources.
    pub sources: Sources,
    /// Whether the sources are the samples; the header then says how to read other dumps.
    pub is_demo: bool,
    /// The list.
    pub list: ItemList,
    /// The detail.
    pub detail: DetailView,
    /// The pane that takes the keys.
    pub focus: Focus,
    /// The wanted arrangement of list and detail; `None` for the one that suits the size of the screen.
    pub arrangement: Option<Arrangement>,
    /// The list's share of the screen.
    pub split: Split,
    /// What takes the keys instead of the panes.
    pub mode: Mode,
    /// The pages from which the open one was opened, the first one first; each kind once.
    pub(super) pages_below: Vec<Page>,
    /// The user's rules, and what they hit.
    pub rules: RulesInForce,
    /// Items that arrived.
    pub unseen: UnseenItems,
    /// The notice in the last line.
    pub notices: Notices,
    /// Keys that wait for more.
    pub keys: KeyInput,
    /// The sizes that the layout measured.
    pub metrics: ScreenMetrics,
    /// The number of lines scrolled off at the top of each pane of text.
    pub offsets: PaneMap<u16>,
    /// The query of the view; without one, the view has everything.
    pub(super) base: Search,
    /// The typed query, within the view.
    pub(super) filter: Search,
    pub(super) list_source: ListSource,
    pub(super) find: Search,
    pub(super) preview: RulePreview,
    pub(super) matches: FindMatches,
    pub(super) views: Views,
    /// The place to show as soon as the view's pass has reached it.
    pub(super) arrival: Option<Arrival>,
    pub(super) jumps: Jumps,
    pub(super) history: PromptHistory,
    pub(super) derivations: Derivations,
    /// The counts of the page of help; `None` until the first ones came.
    pub(super) tally: Option<Tally>,
    pub(super) recent_actions: RecentActions,
    pub(super) drag: Option<Drag>,
    pub(super) attention: Attention,
    /// The time of the position in the list; it runs while the position is shown.
    pub(super) position: Expiry,
    pub(super) banner: Banner,
    /// What happened to items, until their rules are known.
    pub(super) events: ItemEvents,
    pub(super) alert_desk: AlertDesk,
    pub(super) failed_programs: FailedPrograms,
    pub(super) undo: UndoHistory,
    /// The item on which a key muted something last: a fold may close over it.
    pub(super) muted: Option<ItemKey>,
    /// What decided last which unseen items are folded: the versions of the unseen items, of the hits and of the marks.
    pub(super) folded_version: Option<(u64, u64, u64)>,
    pub(super) rule_times: RuleTimes,
    /// The rule to select once the rules that have it are in force.
    pub(super) rule_to_select: Option<String>,
    /// The name of the list that got the last stock.
    pub(super) last_list: Option<String>,
    /// The changes before all marks were loaded, which those do not have; `None` from then on.
    pub(super) early_changes: Option<Vec<Change>>,
    /// Whether all marks were loaded, and the lost ones among them were not looked for.
    pub(super) marks_to_look_at: bool,
    /// Hashes of the texts, by the minute that was searched for a lost mark.
    pub(super) searched_minutes: BTreeMap<u32, Vec<u64>>,
    /// The marked stories of a day, for their page.
    pub basket: Basket,
    pub(super) seen_memory: SeenMemory,
    pub(super) read_lines: ReadLines,
    /// When the user was asked whether everything is to count as seen.
    pub(super) asked_to_see_all: Option<Stamp>,
    /// What the command line says, so that the last run does not.
    pub given: GivenOptions,
    /// Whether the session is kept.
    pub(super) keeps_session: bool,
    /// The note that the last run left, while the user does something else. It is opened for its story.
    pub(super) waiting_draft: Option<NoteDraft>,
    /// The session as it was kept last.
    pub(super) kept_session: Option<String>,
    /// When the session is kept next.
    pub(super) session_due: Option<Stamp>,
    /// The number of unseen items that the filter left; `None` if there are too many to count.
    pub(super) listed_new: Option<usize>,
    /// What the current message has to do outside.
    pub(super) effects: Vec<Effect>,
    pub(super) version: u64,
}

/// What the command line decides, whatever the last run left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GivenOptions {
    /// The order of the list.
    pub order: bool,
    /// The filter.
    pub query: bool,
    /// Nothing of the last run's place is taken over.
    pub fresh: bool,
}

impl App {
    /// An empty reader.
    pub fn new(config: Config, now: Stamp) -> Self {
        Self {
            list: ItemList::new(&config.settings),
            arrangement: config.settings.layout,
            split: Split::from_percent(config.settings.divider),
            views: Views::new(config.lang),
            config,
            now,
            attention: Attention::new(now),
            early_changes: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// The divider as the configuration has it.
    pub(super) fn configured_split(&self) -> Split {
        Split::from_percent(self.config.settings.divider)
    }

    /// Grows whenever the screen may look different. While it stays the same, nothing needs to be drawn.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The selected item.
    pub fn selected(&self) -> Option<ItemRef<'_>> {
        self.list.selected()
    }

    /// The last status of the sources.
    pub const fn status(&self) -> &WatchStatus {
        self.sources.status()
    }

    /// One of the searches.
    pub const fn search(&self, kind: SearchKind) -> &Search {
        match kind {
            SearchKind::View => &self.base,
            SearchKind::Filter => &self.filter,
            SearchKind::Find => &self.find,
            SearchKind::Preview => &self.preview.search,
        }
    }

    pub(super) const fn search_mut(&mut self, kind: SearchKind) -> &mut Search {
        match kind {
            SearchKind::View => &mut self.base,
            SearchKind::Filter => &mut self.filter,
            SearchKind::Find => &mut self.find,
            SearchKind::Preview => &mut self.preview.search,
        }
    }

    /// Whether a filter is on.
    pub const fn is_filtered(&self) -> bool {
        self.list_source.is_on() && self.filter.is_active()
    }

    /// Whether find matches an item of the list.
    pub fn is_found(&self, item: ItemRef<'_>) -> bool {
        self.matches.has(item)
    }

    /// The number of the match of find that is selected (0 for none), and the number of matches in the list.
    pub fn match_position(&self) -> (usize, usize) {
        self.matches.position(self.selected())
    }

    /// The number of new items beyond the newest item in view.
    pub fn waiting(&self) -> usize {
        waiting::count(&self.list, &self.unseen)
    }

    /// The list's scroll position.
    pub(super) fn list_position(&self) -> ListPosition {
        ListPosition {
            anchor: self.list.anchor(),
            wanted: self.list.wanted(),
            following: self.list.is_following(),
        }
    }

    /// The bindings in force.
    pub const fn scope(&self) -> Scope {
        match &self.mode {
            Mode::Page(page) if matches!(page.kind, PageKind::Rules) => Scope::Rules,
            Mode::Page(_) => Scope::Page,
            Mode::Normal | Mode::Prompt(_) => self.focus.pane.scope(),
        }
    }

    /// Shows a notice.
    pub(super) fn notify(&mut self, notice: Notice) {
        let until = self.notices.show(notice, self.now);
        self.effects.push(Effect::WakeAt(until));
    }

    /// Shows something to know.
    pub(super) fn inform(&mut self, text: UiText) {
        self.notify(Notice::info(self.config.lang.text(text)));
    }

    /// Shows a failure.
    pub(super) fn warn(&mut self, text: UiText) {
        self.notify(Notice::error(self.config.lang.text(text)));
    }
}
