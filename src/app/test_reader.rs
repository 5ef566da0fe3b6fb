//! A reader for tests: invented dumps, typed keys, and passes that run when the test wants.

mod dumps;
mod workers;

use std::mem;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::layout::{Rect, Size};

pub(crate) use self::dumps::{TODAY, day, dump, dump_of, entries, later};
pub(crate) use self::workers::{worker_replies, write_rules};
use super::{
    App, Derived, Divider, Effect, ItemKey, ListRow, ListRule, Message, PageEntries, PaneId,
    PaneMetrics, ScreenMetrics, SearchKind, update,
};
use crate::config::Config;
use crate::config::settings::Digits;
use crate::dump::{Dump, DumpChange};
use crate::feed::FeedEvent;
use crate::filter::{FilterPlan, PassProgress};
use crate::item::{NewsDay, Rollover};
use crate::knowledge::KnowledgePart;
use crate::names::NameLearner;
use crate::query::Matcher;
use crate::timeline::{Store, Timeline, Update};
use crate::watch::WatchStatus;

/// A reader with a store behind it.
pub(crate) struct TestReader {
    pub app: App,
    store: Store,
    /// Effects except passes and what is derived.
    pub effects: Vec<Effect>,
    /// The number of requests for stock names.
    pub name_requests: usize,
    /// Whether other workers do not answer yet; their requests are among the effects.
    pub holds_surveys: bool,
    /// Passes that have not run yet.
    requested: Vec<RequestedPass>,
}

/// A pass with the timeline when it was requested.
struct RequestedPass {
    number: u64,
    kind: SearchKind,
    matcher: Matcher,
    timeline: Arc<Timeline>,
    /// `None` for all days.
    days: Option<Vec<NewsDay>>,
}

/// A configuration with digits as counts.
pub(crate) const fn counting(mut config: Config) -> Config {
    config.settings.digits = Digits::Counts;
    config
}

impl TestReader {
    /// The notice in the last line.
    pub(crate) fn notice(&self) -> Option<&str> {
        self.app.notices.current().map(|notice| &*notice.text)
    }

    /// Whether the last line shows a failure.
    pub(crate) fn shows_error(&self) -> bool {
        let notice = self.app.notices.current();
        notice.is_some_and(|notice| notice.error)
    }

    /// A reader with an empty timeline, a list of 20 lines beside a detail, and the clock at noon. Digits count, so that tests
    /// can move by several items.
    pub(crate) fn empty() -> Self {
        Self::configured(counting(Config::default()))
    }

    /// The same with another configuration.
    pub(crate) fn configured(config: Config) -> Self {
        let mut reader = Self::starting(config);
        reader.send(Message::Feed(FeedEvent::Status(WatchStatus::default())));
        reader
    }

    /// A reader that still loads its dumps.
    pub(crate) fn loading() -> Self {
        Self::starting(counting(Config::default()))
    }

    /// Everything is loaded.
    pub(crate) fn finish_loading(&mut self) {
        self.send(Message::Feed(FeedEvent::Status(WatchStatus::default())));
    }

    /// A reader that got no status yet.
    pub(crate) fn starting(config: Config) -> Self {
        let now = day(TODAY)
            .stamp(
                chrono::NaiveTime::from_hms_opt(12, 0, 0).unwrap(),
                Rollover::default(),
            )
            .unwrap();
        let app = App::new(config, now);
        let mut reader = Self {
            app,
            store: Store::default(),
            effects: Vec::new(),
            name_requests: 0,
            holds_surveys: false,
            requested: Vec::new(),
        };
        reader.resize(20);
        reader
    }

    /// A reader with two days: 乙 of the day before, and 甲 of today, of 30 items each.
    pub(crate) fn two_days() -> Self {
        let mut reader = Self::empty();
        reader.read(&[
            dump("2026-05-13", &entries("乙", 30)),
            dump(TODAY, &entries("甲", 30)),
        ]);
        reader.effects.clear();
        reader
    }

    pub(crate) fn send(&mut self, message: Message) {
        for effect in update(&mut self.app, message) {
            match effect {
                Effect::StartSearch(kind) => self.request_pass(kind, None),
                Effect::RefreshSearch(kind, days) => self.request_pass(kind, Some(days)),
                Effect::Derive(Derived::StockNames) => self.name_requests += 1,
                effect if self.holds_surveys => self.effects.push(effect),
                effect => {
                    let replies = worker_replies(&self.app, &effect);
                    if replies.is_empty() {
                        self.effects.push(effect);
                    }
                    replies.into_iter().for_each(|reply| self.send(reply));
                }
            }
        }
    }

    fn request_pass(&mut self, kind: SearchKind, days: Option<Vec<NewsDay>>) {
        let search = self.app.search(kind);
        self.requested.push(RequestedPass {
            number: search.pass().number(),
            kind,
            matcher: search.matcher().cloned().expect("a matcher for the pass"),
            timeline: Arc::clone(&self.app.timeline),
            days,
        });
    }

    /// Reads dumps, for the first time or again.
    pub(crate) fn read(&mut self, dumps: &[Arc<Dump>]) {
        let update = self.store_update(dumps);
        self.send(Message::Feed(FeedEvent::Update(update)));
    }

    /// The update of a store that reads dumps.
    pub(crate) fn store_update(&mut self, dumps: &[Arc<Dump>]) -> Update {
        self.store
            .apply(dumps.iter().cloned().map(DumpChange::Read).collect())
    }

    /// Lets the dump of a day go with its file.
    pub(crate) fn lose(&mut self, day: &str) {
        let path = format!("{day}.md").as_str().into();
        let update = self.store.apply(vec![DumpChange::Gone(path)]);
        self.send(Message::Feed(FeedEvent::Update(update)));
    }

    /// Lets the newest item leave its dump, as if that rolled.
    pub(crate) fn let_newest_go(&mut self) {
        let day = Arc::clone(self.app.timeline.days().last().expect("a day"));
        let location = day.item(day.len() - 1).location();
        let record = *location.record;
        let departed = location.dump.departed(&[(location.dump, &record)]);
        let left = location
            .dump
            .records
            .iter()
            .filter(|other| **other != record);
        let left: Vec<_> = left.map(|record| (location.dump, record)).collect();
        let left = location.dump.with_entries(&left);
        let changes = vec![
            DumpChange::Departed(departed.into()),
            DumpChange::Read(left.into()),
        ];
        let update = self.store.apply(changes);
        self.send(Message::Feed(FeedEvent::Update(update)));
    }

    /// Learns the stock names of the timeline.
    pub(crate) fn learn(&mut self) {
        let names = NameLearner::default().learn(&self.app.timeline.dumps());
        self.send(Message::Knowledge(KnowledgePart::StockNames(names)));
    }

    /// Measures a layout whose list has this height.
    pub(crate) fn resize(&mut self, height: u16) {
        let mut metrics = ScreenMetrics {
            size: Size::new(100, height + 2),
            list_text_width: 50,
            divider: Some(Divider::Column(60)),
            shared: Rect::new(0, 1, 100, height),
            body: Rect::new(0, 1, 100, height),
            ..ScreenMetrics::default()
        };
        metrics.panes[PaneId::List].area = Rect::new(0, 1, 60, height);
        metrics.panes[PaneId::Detail] = PaneMetrics {
            area: Rect::new(61, 1, 39, height),
            bar: Rect::new(101, 1, 1, height),
            lines: 100,
        };
        metrics.page = PaneMetrics {
            area: Rect::new(0, 1, 100, height),
            lines: 80,
            ..PaneMetrics::default()
        };
        self.send(Message::Measured(metrics));
    }

    /// The open page is laid out with so many entries, a line each, below two other lines.
    pub(crate) fn lay_out_page(&mut self, entries: u16) {
        let mut metrics = self.app.metrics.clone();
        let lines = [None, None].into_iter().chain((0..entries).map(Some));
        metrics.page_entries = PageEntries::new(lines);
        metrics.page.lines = entries + 2;
        self.send(Message::Measured(metrics));
    }

    /// The layout has no room for the detail.
    pub(crate) fn hide_detail(&mut self) {
        let mut metrics = self.app.metrics.clone();
        metrics.panes[PaneId::Detail].area = Rect::ZERO;
        self.send(Message::Measured(metrics));
    }

    /// Types keys, divided by spaces: `5 j`, `Ctrl-d`, `Enter`; text in a prompt as one word.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            for key in word_keys(word) {
                self.send(Message::Key(key));
            }
        }
        self
    }

    /// Types keys, and runs all passes after every word.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            self.keys(word).run();
        }
        self
    }

    pub(crate) fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        self.send(Message::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }));
    }

    /// Runs all passes.
    pub(crate) fn run(&mut self) {
        while self.run_one(usize::MAX) {}
    }

    /// Runs the oldest requested pass over `days` days, and forgets the rest of it; false if none is requested.
    pub(crate) fn run_one(&mut self, days: usize) -> bool {
        if self.requested.is_empty() {
            return false;
        }
        let pass = self.requested.remove(0);
        let wanted = |day: &NewsDay| pass.days.as_ref().is_none_or(|days| days.contains(day));
        let searched: Vec<_> = pass
            .timeline
            .days()
            .iter()
            .rev()
            .filter(|day| wanted(&day.day()))
            .take(days)
            .collect();
        let plan = FilterPlan::new(pass.matcher.clone(), Arc::clone(&self.app.knowledge));
        let found = searched.iter().map(|day| plan.day_hits(day));
        let complete = pass.days.is_some() || searched.len() == pass.timeline.days().len();
        let reached = searched
            .last()
            .filter(|_| pass.days.is_none())
            .map(|day| day.day());
        let progress = PassProgress {
            pass: pass.number,
            found: found.collect(),
            prepared: plan.prepared(),
            reached,
            complete,
        };
        self.send(Message::Hits(pass.kind, progress));
        true
    }

    /// Lets time pass without a key.
    pub(crate) fn wait(&mut self, seconds: i64) {
        let now = later(self.app.now, seconds);
        self.send(Message::Now(now));
    }

    /// Draws a frame.
    pub(crate) fn draw(&mut self) {
        self.send(Message::Drawn);
    }

    /// Takes the effects since the last call.
    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        mem::take(&mut self.effects)
    }

    /// The title of the selected item and its line, `甲29@1`.
    pub(crate) fn at(&self) -> String {
        match self.app.selected() {
            Some(item) => format!("{}@{}", item.story().headline(), self.app.list.line()),
            None => "nothing".to_owned(),
        }
    }

    /// The rows of the list: titles with the selected one marked by `>` and new ones by `*`, dates, and `~` for empty ones.
    pub(crate) fn screen(&self) -> Vec<String> {
        let rows = self
            .app
            .list
            .rows(self.app.metrics.panes[PaneId::List].area.height);
        rows.into_iter().map(|row| self.row(row)).collect()
    }

    fn rule(&self, rule: ListRule) -> String {
        let days = self.app.list.visible().days();
        let name = |day: usize, session: usize| {
            let sessions = days[day].sessions(self.app.config.settings.rollover);
            self.app.config.lang.text(sessions[session].name())
        };
        match rule {
            ListRule::ReadLine { .. } => "read until here".to_owned(),
            ListRule::MissingDays { days, .. } => format!("{days} days missing"),
            ListRule::Day { day, session } => {
                let session = session.map(|session| format!(" {}", name(day, session)));
                format!("{}{}", days[day].day.day(), session.unwrap_or_default())
            }
            ListRule::Session { day, session } => name(day, session).into_owned(),
            ListRule::Gap(..) => "gap".to_owned(),
        }
    }

    fn row(&self, row: ListRow) -> String {
        match row {
            ListRow::Empty => "~".to_owned(),
            ListRow::Rule(rule) => self.rule(rule),
            ListRow::Fold { first } => {
                let fold = self.app.list.fold_at(first).expect("a fold");
                let is_selected = self.app.list.is_selected_row(first);
                let mark = if is_selected { ">" } else { "" };
                let names = self.app.names_of_fold(&fold).join(" ");
                format!("{mark}… {} {names}", fold.len())
            }
            ListRow::Item { day, row, part } => {
                let item = self.app.list.visible().days()[day].day.item(row);
                let key = ItemKey::from(item);
                let is_selected = self.app.list.selected_key() == Some(key);
                let mark = if is_selected { ">" } else { "" };
                let is_new = self.app.unseen.is_unseen(key);
                let new = if is_new { "*" } else { "" };
                let part = match part {
                    0 => String::new(),
                    part => format!("+{part}"),
                };
                format!("{mark}{}{new}{part}", item.story().headline())
            }
        }
    }
}

fn word_keys(word: &str) -> Vec<KeyEvent> {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let named = match word {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
        "Home" => KeyCode::Home,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "PageDown" => KeyCode::PageDown,
        _ => return letters(word),
    };
    vec![plain(named)]
}

fn letters(word: &str) -> Vec<KeyEvent> {
    match word.strip_prefix("Ctrl-") {
        Some(letter) => letter
            .chars()
            .map(|letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
            .collect(),
        None => word
            .chars()
            .map(|letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE))
            .collect(),
    }
}
