//! A reader for tests: dumps of invented news, keys typed, passes run when the test says so.

use std::fmt::Write;
use std::mem;
use std::sync::Arc;

use bytes::Bytes;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};

use super::{App, Effect, List, Message, Metrics, Position, Slot, update};
use crate::config::Config;
use crate::dump::{self, Dump, DumpChange};
use crate::feed::FeedEvent;
use crate::filter::{self, DayHits, PassProgress};
use crate::item::{NewsDay, Rollover, Stamp};
use crate::knowledge::KnowledgePart;
use crate::names::NameLearner;
use crate::query::Matcher;
use crate::timeline::{Store, Timeline};
use crate::watch::WatchStatus;

/// The day on which tests play, and on which the second dump of [`Bench::with`] is.
pub(crate) const TODAY: &str = "2026-05-14";

/// A reader with a store behind it.
pub(crate) struct Bench {
    pub app: App,
    store: Store,
    /// What was asked to be done outside, except for passes.
    pub effects: Vec<Effect>,
    /// How often names of stocks were asked for.
    pub asks_for_names: usize,
    /// Passes that were asked for and have not run.
    asked: Vec<Asked>,
}

/// A pass as it was asked for: over the timeline of that moment.
struct Asked {
    pass: u64,
    find: bool,
    matcher: Matcher,
    timeline: Arc<Timeline>,
    /// `None` for all days.
    days: Option<Vec<NewsDay>>,
}

/// A dump of a day: entries are `09:15 text`.
pub(crate) fn dump(day: &str, entries: &[impl AsRef<str>]) -> Arc<Dump> {
    let mut text =
        format!("# 财联社【普通】电报 - {day}\n> 统计周期：{day} 05:30 至次日 05:30\n\n---\n\n");
    for entry in entries {
        let (time, story) = entry.as_ref().split_once(' ').expect("a time and a text");
        writeln!(text, "**[{time}]** {story}\n").unwrap();
    }
    let path = format!("{day}.md").as_str().into();
    match dump::read(&path, Bytes::from(text), dump::ReadOptions::default()) {
        Some(dump) => Arc::new(dump),
        None => panic!("{day} is no dump"),
    }
}

/// Entries from 06:00 on, a minute apart, `{name}00` first.
pub(crate) fn entries(name: &str, count: usize) -> Vec<String> {
    (0..count)
        .map(|n| {
            format!(
                "{:02}:{:02} 【{name}{n:02}】财联社电，{name}第{n:02}号公告正文。",
                6 + n / 60,
                n % 60
            )
        })
        .collect()
}

impl Bench {
    /// A reader with an empty timeline, a list of 20 lines beside a detail, and the clock at noon.
    pub(crate) fn empty() -> Self {
        let now = day(TODAY)
            .stamp(
                chrono::NaiveTime::from_hms_opt(12, 0, 0).unwrap(),
                Rollover::default(),
            )
            .unwrap();
        let app = App::new(Config::default(), now);
        let mut bench = Self {
            app,
            store: Store::default(),
            effects: Vec::new(),
            asks_for_names: 0,
            asked: Vec::new(),
        };
        bench.tell(Message::Feed(FeedEvent::Status(WatchStatus::default())));
        bench.resize(20);
        bench
    }

    /// A reader with two days: 乙 of the day before, and 甲 of today, of 30 items each.
    pub(crate) fn two_days() -> Self {
        let mut bench = Self::empty();
        bench.read(&[
            dump("2026-05-13", &entries("乙", 30)),
            dump(TODAY, &entries("甲", 30)),
        ]);
        bench.effects.clear();
        bench
    }

    pub(crate) fn tell(&mut self, message: Message) {
        for effect in update(&mut self.app, message) {
            let (pass, find, days) = match effect {
                Effect::StartFilter(pass) => (pass, false, None),
                Effect::RefreshFilter(pass, days) => (pass, false, Some(days)),
                Effect::StartFind(pass) => (pass, true, None),
                Effect::RefreshFind(pass, days) => (pass, true, Some(days)),
                Effect::LearnNames => {
                    self.asks_for_names += 1;
                    continue;
                }
                effect => {
                    self.effects.push(effect);
                    continue;
                }
            };
            let matcher = if find {
                &self.app.find.matcher
            } else {
                &self.app.filter.matcher
            };
            let matcher = matcher.clone().expect("a matcher for the pass");
            self.asked.push(Asked {
                pass,
                find,
                matcher,
                timeline: Arc::clone(&self.app.timeline),
                days,
            });
        }
    }

    /// The dumps were read, for the first time or again.
    pub(crate) fn read(&mut self, dumps: &[Arc<Dump>]) {
        let update = self
            .store
            .apply(dumps.iter().cloned().map(DumpChange::Read).collect());
        self.tell(Message::Feed(FeedEvent::Update(update)));
    }

    /// The names in the timeline were learnt.
    pub(crate) fn learn(&mut self) {
        let names = NameLearner::default().learn(&self.app.timeline.dumps());
        self.tell(Message::Knowledge(KnowledgePart::StockNames(names)));
    }

    /// The layout gives the list so many lines.
    pub(crate) fn resize(&mut self, height: u16) {
        let metrics = Metrics {
            list: (60, height),
            list_at: (0, 1),
            list_text: 50,
            detail: (39, height),
            detail_at: (61, 1),
            divider: Some(super::Divider::Column(60)),
            bars: (None, Some(101)),
            detail_lines: 100,
            page: (80, height),
            screen: (100, height + 2),
        };
        self.tell(Message::Measured(metrics));
    }

    /// Types keys, divided by spaces: `5 j`, `Ctrl-d`, `Enter`; text in a prompt as one word.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            for key in word_keys(word) {
                self.tell(Message::Key(key));
            }
        }
        self
    }

    /// Types keys, and lets all passes come to their end after every word.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            self.keys(word).run();
        }
        self
    }

    pub(crate) fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        self.tell(Message::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }));
    }

    /// Lets all passes come to their end.
    pub(crate) fn run(&mut self) {
        while self.run_one(usize::MAX) {}
    }

    /// Lets the pass that was asked for first look at `days` days, and forgets the rest of it; false where there is none.
    pub(crate) fn run_one(&mut self, days: usize) -> bool {
        if self.asked.is_empty() {
            return false;
        }
        let asked = self.asked.remove(0);
        let wanted = |day: &NewsDay| asked.days.as_ref().is_none_or(|days| days.contains(day));
        let looked: Vec<_> = asked
            .timeline
            .days()
            .iter()
            .rev()
            .filter(|day| wanted(&day.day()))
            .take(days)
            .collect();
        let found = looked.iter().map(|day| DayHits {
            day: Arc::clone(day),
            rows: filter::day(&asked.matcher, &self.app.knowledge, day).into(),
        });
        let complete = asked.days.is_some() || looked.len() == asked.timeline.days().len();
        let reached = looked
            .last()
            .filter(|_| asked.days.is_none())
            .map(|day| day.day());
        let progress = PassProgress {
            pass: asked.pass,
            found: found.collect(),
            reached,
            complete,
        };
        self.tell(if asked.find {
            Message::FindHits(progress)
        } else {
            Message::Hits(progress)
        });
        true
    }

    /// A frame was drawn.
    pub(crate) fn draw(&mut self) {
        self.tell(Message::Drawn);
    }

    /// Effects since they were last asked for.
    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        mem::take(&mut self.effects)
    }

    /// The title of the selected item and its line, `甲29@1`.
    pub(crate) fn at(&self) -> String {
        match self.app.selected() {
            Some(item) => format!("{}@{}", item.story().headline(), self.app.list.line),
            None => "nothing".to_owned(),
        }
    }

    /// The lines of the list: titles with the selected one marked by `>`, dates, and `~` for empty ones.
    pub(crate) fn screen(&self) -> Vec<String> {
        let slots = List::window(&self.app, self.app.metrics.list.1);
        slots.into_iter().map(|slot| self.line(slot)).collect()
    }

    fn line(&self, slot: Slot) -> String {
        match slot {
            Slot::Empty => "~".to_owned(),
            Slot::Separator(day) => day.to_string(),
            Slot::Gap(..) => "gap".to_owned(),
            Slot::Item { day, row, part } => {
                let item = self
                    .app
                    .shown
                    .item_in(day, row)
                    .expect("an item of the list");
                let position = Position {
                    day: item.day(),
                    id: item.id(),
                };
                let mark = if self.app.list.selected == Some(position) {
                    ">"
                } else {
                    ""
                };
                let fresh = if self.app.fresh.is_marked(position) {
                    "*"
                } else {
                    ""
                };
                let part = if part > 0 {
                    format!("+{part}")
                } else {
                    String::new()
                };
                format!("{mark}{}{fresh}{part}", item.story().headline())
            }
        }
    }
}

/// A day from its date.
pub(crate) fn day(date: &str) -> NewsDay {
    NewsDay::from_date(date.parse().unwrap()).unwrap()
}

fn word_keys(word: &str) -> Vec<KeyEvent> {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let named = match word {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
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

/// A moment so many seconds later.
pub(crate) fn later(stamp: Stamp, seconds: i64) -> Stamp {
    Stamp::from_unix(i64::from(stamp.unix()) + seconds).unwrap()
}
