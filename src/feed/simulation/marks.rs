//! Somebody reads while the scraper writes: stars items, takes stars away, closes the reader and opens it again. Each mark has
//! to be on the story that it was put on, and on no other. Two exceptions, both of a story that is in no dump and of one of its
//! minute that was never beside it. The timeline may have taken the one for a revision of the other; from then on both are one.
//! Or the reader guesses that it is a later wording, until the story is back; both are one if the user marks it meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use super::schedules::{ScheduleSet, run_with};
use super::scraper::ScheduleKind;
use super::{Simulation, checks};
use crate::feed::dice::Dice;
use crate::feed::marking_reader::{MarkingReader, items};
use crate::item::{ItemFlags, ItemId};
use crate::timeline::Update;
use crate::watch::{NoEvents, WatchSettings, Watcher};

/// Schedules with marks by default, of each kind.
const SCHEDULES: u64 = 40;

/// Seeds of schedules with marks that failed once.
const REGRESSIONS: [u64; 3] = [37, 103, 147];

/// The user, the reader, and what it remembers.
pub(super) struct MarkingUser {
    dice: Dice,
    reader: MarkingReader,
    /// The numbers of the stories that are starred.
    starred: BTreeSet<String>,
    /// Stories that were taken for a later wording of another one, and that one.
    joined: BTreeMap<String, String>,
    /// Starred stories, each with the ones that were listed beside it in its minute.
    beside: BTreeSet<(String, String)>,
    /// The ids of each story when its mark was last changed.
    ids: BTreeMap<String, Vec<ItemId>>,
    /// The texts that the scraper ever wrote, each with its minute. A write over another leaves mixtures for a while.
    written: BTreeMap<String, usize>,
}

impl MarkingUser {
    fn new(seed: u64) -> Self {
        Self {
            dice: Dice(seed ^ 0x6d61_726b),
            reader: MarkingReader::new(),
            starred: BTreeSet::new(),
            joined: BTreeMap::new(),
            beside: BTreeSet::new(),
            ids: BTreeMap::new(),
            written: BTreeMap::new(),
        }
    }

    /// Stars an item, or takes its star away.
    fn toggle_any(&mut self) -> Option<String> {
        let items = self.whole_items();
        if items.is_empty() {
            return None;
        }
        let (number, id) = self.dice.pick(&items).clone();
        if let Some(lost) = self.guessed_for(&number) {
            self.joined.insert(number.clone(), lost);
        }
        let first = self.first_of(&number);
        let is_starred = !self.starred.remove(&first);
        if is_starred {
            self.starred.insert(first);
        } else {
            // What has no mark is one with no other.
            self.joined.retain(|_, other| *other != first);
        }
        let ids = self.reader.set_star(id, is_starred)?;
        self.ids.insert(number.clone(), ids);
        Some(number)
    }

    /// The items that a write is not in the midst of, each with the number of its story.
    fn whole_items(&self) -> Vec<(String, ItemId)> {
        let all = items(&self.reader.app.timeline);
        let whole = all.filter(|item| !item.flags().has(ItemFlags::PROVISIONAL));
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
        let ids = self.ids_of_mark(number);
        let mut lost = self.lost_like(number).into_iter();
        let Some(lost) = lost.find(|lost| self.ids[lost].iter().any(|id| ids.contains(id))) else {
            return false;
        };
        self.joined.insert(number.to_owned(), lost);
        true
    }

    /// The starred story that a story is taken for.
    fn guessed_for(&self, number: &str) -> Option<String> {
        let items = self.whole_items().into_iter();
        let mut ids = items.filter(|(other, _)| other == number).map(|(_, id)| id);
        let item = ids.find_map(|id| self.reader.app.timeline.find(id))?;
        let day = self.reader.app.knowledge.marks().day(item.day())?;
        let mut lost = self.lost_like(number).into_iter();
        lost.find(|lost| {
            let guess = day.guess(&self.ids[lost]);
            guess.iter().any(|id| item.answers_to(*id))
        })
    }

    /// The starred stories of a story's minute that are in no dump, and that it never was beside.
    fn lost_like(&self, number: &str) -> Vec<String> {
        let items = self.whole_items().into_iter();
        let there: BTreeSet<String> = items.map(|(number, _)| number).collect();
        let minutes = self.minutes();
        let is_like = |lost: &&String| {
            !there.contains(*lost)
                && minutes.get(*lost) == minutes.get(number)
                && !self.beside.contains(&((*lost).clone(), number.to_owned()))
        };
        self.starred.iter().filter(is_like).cloned().collect()
    }

    /// The minute of each story.
    fn minutes(&self) -> BTreeMap<String, usize> {
        let texts = self.written.iter();
        texts
            .filter_map(|(text, minute)| Some((number_in(text)?, *minute)))
            .collect()
    }

    /// Notes which stories are beside starred ones.
    fn look_beside(&mut self) {
        let minutes = self.minutes();
        let there: BTreeSet<String> = self.whole_items().into_iter().map(|it| it.0).collect();
        for starred in self.starred.intersection(&there) {
            let beside = there
                .iter()
                .filter(|other| *other != starred && minutes.get(*other) == minutes.get(starred));
            self.beside
                .extend(beside.map(|other| (starred.clone(), other.clone())));
        }
    }

    /// The ids of the story in the state file with the mark of a story.
    fn ids_of_mark(&self, number: &str) -> Vec<ItemId> {
        let items = self.whole_items().into_iter();
        let mut ids = items.filter(|(other, _)| other == number).map(|(_, id)| id);
        let item = ids.next().and_then(|id| self.reader.app.timeline.find(id));
        let item_ids = item.map(|item| item.all_ids()).unwrap_or_default();
        let marked = self.reader.database.stories(None).unwrap().into_iter();
        let mut ids = marked.map(|marked| marked.story.ids.clone());
        let is_its = |ids: &Vec<ItemId>| ids.iter().any(|id| item_ids.contains(id));
        ids.find(is_its).unwrap_or_default()
    }

    /// The first item whose mark is not what was put on its story.
    fn wrong_mark(&self) -> Option<String> {
        let items = self.whole_items().into_iter();
        let mut wrong = items.filter(|(number, id)| {
            let item = self.reader.app.timeline.find(*id);
            let is_starred = item.is_some_and(|item| self.reader.app.is_starred(item));
            item.is_some()
                && is_starred != self.expects_star(number)
                && (!is_starred || self.guessed_for(number).is_none())
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
            user.reader.open(Update {
                timeline,
                changed,
                ..Update::default()
            });
        }
    }

    /// Shows a change in the reader.
    pub(super) fn show_reader(&mut self, update: &Update) {
        if let Some(user) = &mut self.user {
            user.reader.show(update.clone());
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
        user.look_beside();
        // A load in the midst of a write over old bytes takes mixtures for items.
        if !self.scraper.is_overlaying()
            && self.user.as_mut().is_some_and(|user| user.dice.percent(25))
        {
            self.scraper.begin_anew();
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

/// Runs schedules of a kind, with somebody who marks.
fn run(kind: ScheduleKind) {
    let set = ScheduleSet {
        kind,
        regressions: &REGRESSIONS,
        schedules: SCHEDULES,
    };
    run_with(set, |seed| {
        Simulation::new(seed, kind, false).with_user().run();
    });
}

#[test]
fn marks_stay_on_their_stories() {
    run(ScheduleKind::Plain);
}

#[test]
fn marks_stay_in_disturbed_schedules() {
    run(ScheduleKind::Disturbed);
}

#[test]
fn marks_stay_in_rolling_schedules() {
    run(ScheduleKind::Rolling);
}

#[test]
fn marks_stay_in_varied_schedules() {
    run(ScheduleKind::Varied);
}

#[test]
fn marks_stay_through_absences() {
    run(ScheduleKind::Absent);
}
