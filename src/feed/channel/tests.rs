use std::collections::{BTreeMap, HashSet};
use std::fmt::{Debug, Write as _};
use std::path::Path;
use std::sync::Weak;
use std::thread;

use bytes::Bytes;

use super::*;
use crate::dump::{self, Dump, DumpChange};
use crate::feed::dice::Dice;
use crate::item::{ItemId, NewsDay};
use crate::path::FilePath;
use crate::timeline::{Store, Timeline};

/// A dump at one of two days with a hundred possible stories, each in one of two wordings.
fn read(name: &str, day: u32, stories: &[(usize, usize)]) -> Arc<Dump> {
    let day = format!("2026-01-{day:02}");
    let mut text =
        format!("# 财联社【普通】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n\n---\n\n");
    for &(n, wording) in stories {
        let more = ["", "，合同为期三年"][wording];
        writeln!(
            text,
            "**[09:{:02}]** 【云岭第{n}号】财联社1月6日电，签订第{n}号合同{more}。\n",
            n % 60
        )
        .unwrap();
    }
    parse(name, text)
}

/// Some of the stories under the numbers that a wire gives them.
fn numbered(name: &str, stories: &[(usize, usize)]) -> Arc<Dump> {
    let item = |&(n, _): &(usize, usize)| {
        // 2026-01-06 09:00 in Beijing.
        let time = 1_767_661_200 + n % 60 * 60;
        format!(
            r#"{{"id": {}, "ctime": {time}, "title": "云岭第{n}号", "content": "【云岭第{n}号】财联社1月6日电，签订第{n}号合同。", "brief": "", "level": "C"}}"#,
            n + 1
        )
    };
    parse(
        name,
        stories.iter().map(item).collect::<Vec<_>>().join("\n"),
    )
}

fn parse(name: &str, text: String) -> Arc<Dump> {
    match dump::read(
        &FilePath::from(name),
        Bytes::from(text),
        dump::ReadOptions::default(),
    ) {
        Some(dump) => Arc::new(dump),
        None => panic!("{name} is no dump"),
    }
}

fn some_stories(dice: &mut Dice) -> Vec<(usize, usize)> {
    let some = dice.below(8);
    (0..some)
        .map(|_| (dice.below(100), dice.below(2)))
        .collect()
}

fn some_change(dice: &mut Dice) -> DumpChange {
    let stories = some_stories(dice);
    match dice.below(6) {
        0 => DumpChange::Gone(Path::new(["a.md", "b.md", "c.jsonl"][dice.below(3)]).into()),
        1 => DumpChange::Read(read("b.md", 7, &stories)),
        2 if !stories.is_empty() => DumpChange::Read(numbered("c.jsonl", &stories)),
        _ => DumpChange::Read(read("a.md", 6, &stories)),
    }
}

/// A receiver that keeps ids across updates.
#[derive(Debug, Default)]
struct Holder {
    /// The ids at the start and their newest names, as a selection keeps them.
    held: BTreeMap<ItemId, ItemId>,
    /// The items that have arrived, also those that are gone: back again, they do not arrive twice.
    new: BTreeMap<ItemId, NewsDay>,
    changed: HashSet<NewsDay>,
}

impl Holder {
    fn new(timeline: &Timeline) -> Self {
        let held = timeline
            .days()
            .iter()
            .flat_map(|day| day.items().map(|item| (item.id(), item.id())))
            .collect();
        Self {
            held,
            ..Self::default()
        }
    }

    /// What it has of the items that are there.
    fn seen(&self, timeline: &Timeline) -> impl PartialEq + Debug {
        let mut new = self.new.clone();
        new.retain(|&id, day| timeline.item(*day, id).is_some());
        (self.held.clone(), new, self.changed.clone())
    }

    fn apply(&mut self, update: Update) {
        for (old, new) in update.renamed {
            self.held
                .values_mut()
                .filter(|id| **id == old)
                .for_each(|id| *id = new);
            if let Some(day) = self.new.remove(&old) {
                self.new.insert(new, day);
            }
        }
        self.new
            .extend(update.arrived.iter().map(|item| (item.id, item.day)));
        self.changed.extend(update.changed);
    }
}

#[test]
fn coalesced_updates_say_what_single_ones_say() {
    let (mut arrived, mut moved, mut renamed) = (0, 0, 0);
    for seed in 0..300 {
        let mut dice = Dice(seed);
        let mut store = Store::default();
        let first = store.apply(vec![DumpChange::Read(read(
            "a.md",
            6,
            &some_stories(&mut dice),
        ))]);
        let (mut each, mut some) = (Holder::new(&first.timeline), Holder::new(&first.timeline));
        let (sender, receiver) = channel();
        for _ in 0..30 {
            let update = store.apply(vec![some_change(&mut dice)]);
            arrived += update.arrived.len();
            moved += usize::from(update.moved);
            renamed += update.renamed.len();
            each.apply(update.clone());
            sender.send(FeedEvent::Update(update));
            if dice.below(4) == 0 {
                let Some(FeedEvent::Update(update)) = receiver.try_recv() else {
                    panic!("an update")
                };
                assert!(receiver.try_recv().is_none());
                let timeline = Arc::clone(&update.timeline);
                some.apply(update);
                assert_eq!(some.seen(&timeline), each.seen(&timeline), "seed {seed}");
            }
        }
    }
    assert!(
        arrived > 1000 && moved > 1000 && renamed > 100,
        "{arrived} {moved} {renamed}"
    );
}

#[test]
fn unreceived_updates_keep_one_timeline() {
    let mut store = Store::default();
    let (sender, receiver) = channel();
    let (mut timelines, mut dumps): (Vec<Weak<Timeline>>, Vec<Weak<Dump>>) =
        (Vec::new(), Vec::new());
    let mut stories = Vec::new();
    for n in 0..100 {
        stories.push((n, 0));
        let dump = read("a.md", 6, &stories);
        dumps.push(Arc::downgrade(&dump));
        let update = store.apply(vec![DumpChange::Read(dump)]);
        timelines.push(Arc::downgrade(&update.timeline));
        sender.send(FeedEvent::Update(update));
        sender.send(FeedEvent::Status(WatchStatus::default()));
    }
    let kept = |of: &[bool]| of.iter().filter(|is_there| **is_there).count();
    assert_eq!(
        kept(
            &timelines
                .iter()
                .map(|timeline| timeline.strong_count() > 0)
                .collect::<Vec<_>>()
        ),
        1
    );
    assert_eq!(
        kept(
            &dumps
                .iter()
                .map(|dump| dump.strong_count() > 0)
                .collect::<Vec<_>>()
        ),
        1
    );
    let Some(FeedEvent::Update(update)) = receiver.try_recv() else {
        panic!("an update")
    };
    assert_eq!(
        (update.timeline.len(), update.arrived.len()),
        (100, 99),
        "no arrival is lost"
    );
    assert!(
        matches!(receiver.try_recv(), Some(FeedEvent::Status(_))) && receiver.try_recv().is_none()
    );
}

#[test]
fn recv_returns_on_events_and_on_close() {
    let (sender, receiver) = channel();
    let waiting = thread::spawn(move || {
        [
            receiver.recv().is_some(),
            receiver.recv().is_some(),
            receiver.recv().is_some(),
        ]
    });
    sender.send(FeedEvent::Status(WatchStatus::default()));
    sender.send(FeedEvent::Panicked);
    drop(sender);
    assert_eq!(waiting.join().unwrap(), [true, true, false]);
    let (sender, receiver) = channel();
    assert_eq!(
        receiver.recv_timeout(Duration::ZERO).unwrap_err(),
        RecvTimeoutError::Timeout
    );
    drop(sender);
    assert_eq!(
        receiver
            .recv_timeout(Duration::from_secs(3600))
            .unwrap_err(),
        RecvTimeoutError::Disconnected
    );
}
