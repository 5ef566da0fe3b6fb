//! Somebody reads while the scraper writes: stars items, takes stars away, closes the reader and opens it again. Each mark has
//! to be on the story that it was put on, and on no other. One exception: while a story is in no dump, one of its minute may be
//! taken for its later wording, and from then on both are one.

use std::collections::{BTreeMap, BTreeSet};

use super::schedules::{ScheduleSet, run_with};
use super::scraper::ScheduleKind;
use super::{Simulation, checks};
use crate::app::{self, App, Effect, Message, days_with_lost_marks};
use crate::config::Config;
use crate::feed::FeedEvent;
use crate::feed::dice::Dice;
use crate::item::{ItemFlags, ItemId, NewsDay, Stamp};
use crate::state::{self, Change, Database, KeeperSetup, Remembered, StateEvent};
use crate::timeline::Update;
use crate::watch::{NoEvents, WatchSettings, WatchStatus, Watcher};

/// Schedules with marks by default, of each kind.
const SCHEDULES: u64 = 20;

/// Seeds of schedules with marks that failed once.
const REGRESSIONS: [u64; 0] = [];

/// The user, the reader, and what it remembers.
pub(super) struct MarkingUser {
    dice: Dice,
    app: App,
    database: Database,
    /// The numbers of the stories that are starred.
    starred: BTreeSet<String>,
    /// Stories that were taken for a later wording of another one, and that one.
    joined: BTreeMap<String, String>,
    /// The ids of each story when its mark was last changed.
    ids: BTreeMap<String, Vec<ItemId>>,
    /// The texts that the scraper ever wrote, each with its minute. A write over another leaves mixtures for a while.
    written: BTreeMap<String, usize>,
}

impl MarkingUser {
    fn new(seed: u64) -> Self {
        let (database, problem) = state::open(&KeeperSetup::default());
        assert_eq!(problem, None);
        Self {
            dice: Dice(seed ^ 0x6d61_726b),
            app: App::new(Config::default(), Stamp::default()),
            database,
            starred: BTreeSet::new(),
            joined: BTreeMap::new(),
            ids: BTreeMap::new(),
            written: BTreeMap::new(),
        }
    }

    /// Starts the reader on what the last one left.
    fn open(&mut self, update: Update) {
        self.app = App::new(Config::default(), Stamp::default());
        let remembered = Remembered {
            known_items: self.database.known_items(NewsDay::FIRST).unwrap(),
            ..Remembered::default()
        };
        self.send(Message::State(StateEvent::Opened(remembered)));
        let mut days = Vec::new();
        let add = |day, marks| days.push((day, marks));
        self.database.marks(add).unwrap();
        self.send(Message::State(StateEvent::Marks(days)));
        self.send(Message::Feed(FeedEvent::Update(update)));
        self.send(Message::State(StateEvent::MarksLoaded));
        let status = WatchStatus::default();
        self.send(Message::Feed(FeedEvent::Status(status)));
    }

    /// Sends a message, and does what the reader's threads do.
    fn send(&mut self, message: Message) {
        for effect in app::update(&mut self.app, message) {
            match effect {
                Effect::Remember(changes) => drop(self.database.write(&changes).unwrap()),
                Effect::FindLostMarks => {
                    let marks = self.app.knowledge.marks();
                    let days = days_with_lost_marks(&self.app.timeline, marks);
                    self.send(Message::LostMarks(days));
                }
                Effect::ReadStories(day) => {
                    let stories = self.database.stories(Some(day)).unwrap();
                    let event = StateEvent::Stories(Some(day), stories);
                    self.send(Message::State(event));
                }
                _ => {}
            }
        }
    }

    /// Stars an item, or takes its star away.
    fn toggle_any(&mut self) -> Option<String> {
        let items = self.whole_items();
        if items.is_empty() {
            return None;
        }
        let (number, id) = self.dice.pick(&items).clone();
        let item = self.app.timeline.find(id)?;
        let story = app::story_of(item);
        self.ids.insert(number.clone(), story.ids.clone());
        let first = self.first_of(&number);
        let at = (!self.starred.remove(&first)).then_some(item.stamp());
        if at.is_some() {
            self.starred.insert(first);
        }
        let change = Change::Star { story, at };
        self.database.write(std::slice::from_ref(&change)).unwrap();
        self.send(Message::State(StateEvent::Changed(vec![change])));
        Some(number)
    }

    /// The items that a write is not in the midst of, each with the number of its story.
    fn whole_items(&self) -> Vec<(String, ItemId)> {
        let days = self.app.timeline.days().iter();
        let items = days.flat_map(|day| day.items());
        let whole = items.filter(|item| !item.flags().has(ItemFlags::PROVISIONAL));
        let texts = whole.map(|item| (checks::unixlike(item.text()), item.id()));
        let written = texts.filter(|(text, _)| self.written.contains_key(text));
        written
            .filter_map(|(text, id)| Some((number_in(&text)?, id)))
            .collect()
    }

    /// The story that a story is one with.
    fn first_of(&self, number: &str) -> String {
        let first = self.joined.get(number);
        first.map_or_else(|| number.to_owned(), Clone::clone)
    }

    fn expects_star(&self, number: &str) -> bool {
        self.starred.contains(&self.first_of(number))
    }

    /// Joins a story with a starred one of its minute that is in no dump; false if there is none.
    fn join_lost(&mut self, number: &str) -> bool {
        let items = self.whole_items().into_iter();
        let there: BTreeSet<String> = items.map(|(number, _)| number).collect();
        let texts = self.written.iter();
        let minutes = texts.filter_map(|(text, minute)| Some((number_in(text)?, *minute)));
        let minutes: BTreeMap<String, usize> = minutes.collect();
        let ids = self.ids_of_mark(number);
        let is_lost = |lost: &&String| {
            !there.contains(*lost)
                && minutes.get(*lost) == minutes.get(number)
                && self.ids[*lost].iter().any(|id| ids.contains(id))
        };
        let Some(lost) = self.starred.iter().find(is_lost).cloned() else {
            return false;
        };
        self.joined.insert(number.to_owned(), lost);
        true
    }

    /// The ids of the story in the state file with the mark of a story.
    fn ids_of_mark(&self, number: &str) -> Vec<ItemId> {
        let items = self.whole_items().into_iter();
        let mut ids = items.filter(|(other, _)| other == number).map(|(_, id)| id);
        let item = ids.next().and_then(|id| self.app.timeline.find(id));
        let item_ids = item.map(|item| item.all_ids()).unwrap_or_default();
        let marked = self.database.stories(None).unwrap().into_iter();
        let mut ids = marked.map(|marked| marked.story.ids.clone());
        let is_its = |ids: &Vec<ItemId>| ids.iter().any(|id| item_ids.contains(id));
        ids.find(is_its).unwrap_or_default()
    }

    /// The first item whose mark is not what was put on its story.
    fn wrong_mark(&self) -> Option<String> {
        let items = self.whole_items().into_iter();
        let mut wrong = items.filter(|(number, id)| {
            let item = self.app.timeline.find(*id);
            item.is_some_and(|item| self.app.is_starred(item) != self.expects_star(number))
        });
        wrong.next().map(|(number, _)| number)
    }
}

/// The number of a story, which all its wordings have.
fn number_in(text: &str) -> Option<String> {
    let (_, rest) = text.split_once('第')?;
    Some(rest.split_once('号')?.0.to_owned())
}

impl Simulation {
    /// Lets somebody read.
    fn with_user(mut self) -> Self {
        self.user = Some(MarkingUser::new(self.seed));
        self
    }

    /// Opens the reader after a load.
    pub(super) fn open_reader(&mut self) {
        let timeline = self.store.timeline();
        let changed = timeline.days().iter().map(|day| day.day()).collect();
        if let Some(user) = &mut self.user {
            user.open(Update {
                timeline,
                changed,
                ..Update::default()
            });
        }
    }

    /// Shows a change in the reader.
    pub(super) fn show_reader(&mut self, update: &Update) {
        if let Some(user) = &mut self.user {
            user.send(Message::Feed(FeedEvent::Update(update.clone())));
        }
    }

    /// Lets the user act, and looks at all marks.
    pub(super) fn use_reader(&mut self) {
        let Some(user) = &mut self.user else { return };
        user.written.clone_from(self.scraper.ever());
        if user.dice.percent(15)
            && let Some(number) = user.toggle_any()
        {
            let what = if user.expects_star(&number) {
                "starred"
            } else {
                "no star"
            };
            self.log.push(format!("  {number}: {what}"));
        }
        while let Some(number) = user.wrong_mark() {
            let is_lost = user.expects_star(&number);
            if !is_lost && user.join_lost(&number) {
                self.log.push(format!("  {number} is taken for a lost one"));
                continue;
            }
            let what = if is_lost { "lost" } else { "another's" };
            self.fail(&format!("the mark of {number} is {what}"));
        }
        // A load in the midst of a write takes mixtures of old and new bytes for items.
        let may_close = self.kind != ScheduleKind::Absent && !self.scraper.is_busy();
        if may_close && self.user.as_mut().is_some_and(|user| user.dice.percent(25)) {
            self.close_and_open();
        }
    }

    /// Ends everything but the scraper, and starts it again. What was shown before does not count any more.
    fn close_and_open(&mut self) {
        self.log.push("  closed and opened".into());
        let settings = WatchSettings {
            paths: vec![self.folder.path().join("dumps")],
            ..WatchSettings::default()
        };
        self.watcher = Watcher::new(settings, Box::new(NoEvents), self.moment());
        self.store = crate::timeline::Store::default();
        self.arrived = super::ArrivedItems::default();
        self.shown.clear();
        self.wordings.clear();
        self.underway.clear();
        self.load();
    }
}

#[test]
fn marks_stay_on_their_stories() {
    let kinds = [
        ScheduleKind::Plain,
        ScheduleKind::Disturbed,
        ScheduleKind::Rolling,
        ScheduleKind::Varied,
        ScheduleKind::Absent,
    ];
    for kind in kinds {
        let set = ScheduleSet {
            kind,
            regressions: &REGRESSIONS,
            schedules: SCHEDULES,
        };
        run_with(set, |seed| {
            Simulation::new(seed, kind, false).with_user().run();
        });
    }
}
