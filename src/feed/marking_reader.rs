//! A reader in a test, and the state file that it leaves to the next one.

use crate::app::{self, App, Effect, Message, days_with_lost_marks};
use crate::config::Config;
use crate::feed::FeedEvent;
use crate::item::{ItemId, NewsDay, Stamp};
use crate::state::{self, Change, Database, KeeperSetup, Remembered, StateEvent};
use crate::timeline::{ItemRef, Timeline, Update};
use crate::watch::WatchStatus;

/// A reader that does at once what its threads would do.
pub(super) struct MarkingReader {
    pub app: App,
    pub database: Database,
}

impl MarkingReader {
    /// No reader has run yet.
    pub(super) fn new() -> Self {
        let (database, problem) = state::open(&KeeperSetup::default());
        assert_eq!(problem, None);
        let app = App::new(Config::default(), Stamp::default());
        Self { app, database }
    }

    /// Ends the reader, and starts one on what it left.
    pub(super) fn open(&mut self, update: Update) {
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
        self.show(update);
        self.send(Message::State(StateEvent::MarksLoaded));
        let status = WatchStatus::default();
        self.send(Message::Feed(FeedEvent::Status(status)));
    }

    /// Shows a change.
    pub(super) fn show(&mut self, update: Update) {
        self.send(Message::Feed(FeedEvent::Update(update)));
    }

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

    /// Stars an item, or takes its star away. Returns the ids that it has now; `None` if there is no such item.
    pub(super) fn set_star(&mut self, id: ItemId, is_starred: bool) -> Option<Vec<ItemId>> {
        let item = self.app.timeline.find(id)?;
        let (story, at) = (app::story_of(item), is_starred.then_some(item.stamp()));
        let ids = story.ids.clone();
        let change = Change::Star { story, at };
        self.database.write(std::slice::from_ref(&change)).unwrap();
        self.send(Message::State(StateEvent::Changed(vec![change])));
        Some(ids)
    }

    /// Stars the items with this text.
    pub(super) fn star(&mut self, text: &str) {
        let timeline = std::sync::Arc::clone(&self.app.timeline);
        for item in items(&timeline).filter(|item| item.text() == text) {
            self.set_star(item.id(), true);
        }
    }

    /// The texts of the items that are starred.
    pub(super) fn starred(&self) -> Vec<String> {
        let starred = items(&self.app.timeline).filter(|item| self.app.is_starred(*item));
        starred.map(|item| item.text().to_owned()).collect()
    }
}

/// The items of all days.
pub(super) fn items(timeline: &Timeline) -> impl Iterator<Item = ItemRef<'_>> {
    timeline.days().iter().flat_map(|day| day.items())
}
