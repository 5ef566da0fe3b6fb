//! A reader with a small timeline, keys to press, and its screen as text.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Size};

use crate::app::test_reader::worker_replies;
use crate::app::{App, Derived, Effect, Message, SearchKind, update};
use crate::config::Config;
use crate::dump::{self, Dump, DumpChange};
use crate::feed::FeedEvent;
use crate::filter::{FilterPlan, PassProgress};
use crate::item::Stamp;
use crate::knowledge::KnowledgePart;
use crate::names::NameLearner;
use crate::path::FilePath;
use crate::state::{self, Database, KeeperSetup, StateEvent};
use crate::text::{Ambiguous, TextMetrics};
use crate::timeline::Store;
use crate::ui::{ScreenLayout, draw};
use crate::watch::{SourceState, SourceStatus, WatchStatus};

/// A reader, and the store its timeline comes from.
pub(super) struct UiReader {
    pub app: App,
    store: Store,
    /// The state file, if it has one.
    file: Option<Database>,
}

pub(super) fn read(name: &str, text: &str) -> Arc<Dump> {
    let path: FilePath = Path::new(name).into();
    match dump::read(&path, text.to_owned().into(), dump::ReadOptions::default()) {
        Some(dump) => Arc::new(dump),
        None => panic!("{name} is a dump"),
    }
}

impl UiReader {
    /// Without items; its source is loaded.
    pub(super) fn empty(config: Config) -> Self {
        let now = Stamp::from_unix(1_780_197_600).unwrap();
        let mut app = App::new(config, now);
        let written = Stamp::from_unix(i64::from(now.unix()) - 180);
        let source = SourceStatus {
            path: "cls".into(),
            state: SourceState::Watching,
            written,
        };
        update(
            &mut app,
            Message::Feed(FeedEvent::Status(WatchStatus {
                sources: vec![source],
                dumps: 3,
                ..WatchStatus::default()
            })),
        );
        Self {
            app,
            store: Store::default(),
            file: None,
        }
    }

    /// Before the first status.
    pub(super) fn unstarted() -> Self {
        Self {
            app: App::new(Config::default(), Stamp::from_unix(1_780_197_600).unwrap()),
            store: Store::default(),
            file: None,
        }
    }

    /// With items of two days.
    pub(super) fn new(config: Config) -> Self {
        let mut reader = Self::empty(config);
        let dumps = [
            read(
                "cls/普通_2026-05-30.md",
                include_str!("dumps/ordinary-30.md"),
            ),
            read(
                "cls/普通_2026-05-31.md",
                include_str!("dumps/ordinary-31.md"),
            ),
            read("cls/加红_2026-05-31.md", include_str!("dumps/red-31.md")),
        ];
        reader.change(dumps.map(DumpChange::Read).to_vec());
        reader
    }

    /// With items of two days, and a state file.
    pub(super) fn with_file(config: Config) -> Self {
        let (file, problem) = state::open(&KeeperSetup::default());
        assert_eq!(problem, None);
        Self {
            file: Some(file),
            ..Self::new(config)
        }
    }

    pub(super) fn wide() -> Self {
        Self::new(Config {
            text_metrics: TextMetrics {
                ambiguous: Ambiguous::Wide,
            },
            ..Config::default()
        })
    }

    /// Adds two items to the last day.
    pub(super) fn arrive(&mut self) {
        self.change(vec![DumpChange::Read(read(
            "cls/更新_2026-05-31.md",
            include_str!("dumps/arrived-31.md"),
        ))]);
    }

    /// Adds a red item to the last day.
    pub(super) fn arrive_red(&mut self, title: &str) {
        let heading =
            "# 财联社【加红】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n";
        let entry = format!("\n**[11:19]** 【{title}】财联社5月31日电，首飞成功。\n");
        self.change(vec![DumpChange::Read(read(
            &format!("cls/{title}_2026-05-31.md"),
            &format!("{heading}{entry}"),
        ))]);
    }

    /// Adds a flash about a company with its code, and the story that follows it.
    pub(super) fn follow_up(&mut self) {
        let flash = "财联社5月31日电，云帆智造(688999.SH)公告，与星河航天签订12亿元供货合同";
        let heading =
            "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n";
        let entries = format!(
            "\n**[13:00]** {flash}。\n\n**[13:02]** 【云帆智造签下大单】{flash}，合同为期三年。\n"
        );
        self.change(vec![DumpChange::Read(read(
            "cls/合同_2026-05-31.md",
            &format!("{heading}{entries}"),
        ))]);
    }

    /// Adds a company with its code, and later with its name alone.
    pub(super) fn name_a_company(&mut self) {
        let heading =
            "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n";
        let entries = "\n**[13:00]** 云帆智造(688999.SH)公告，签订合同。\n\n**[13:20]** 储能板块走强，云帆智造涨停。\n";
        self.change(vec![DumpChange::Read(read(
            "cls/合同_2026-05-31.md",
            &format!("{heading}{entries}"),
        ))]);
    }

    /// Learns the stock names of the timeline.
    pub(super) fn learn(&mut self) {
        let names = NameLearner::default().learn(&self.app.timeline.dumps());
        self.send(Message::Knowledge(KnowledgePart::StockNames(names)));
    }

    /// Adds a list of companies with their codes, as the last item.
    pub(super) fn list_companies(&mut self, count: usize) {
        let heading =
            "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n";
        let names: Vec<String> = (0..count)
            .map(|nth| format!("云帆{nth}({:05}.HK)", nth + 1))
            .collect();
        let entry = format!("\n**[23:59]** 名单：{}。\n", names.join("、"));
        self.change(vec![DumpChange::Read(read(
            "cls/名单_2026-05-31.md",
            &format!("{heading}{entry}"),
        ))]);
    }

    /// Adds an item of after midnight with a column, companies, and a list in words.
    pub(super) fn study(&mut self) {
        let heading =
            "# 财联社【普通】电报 - 2026-05-31\n> 统计周期：2026-05-31 05:30 至次日 05:30\n\n---\n";
        let stocks = "云帆智造(688999.SH)、星河航天(00700.HK)、远山能源(000999.SZ)";
        let members = "一是产能扩张的节奏快于此前的预期，明年起才会放缓； 二是加工费上调。";
        let entry = format!("【【研选】铜箔加工费年内第三次上调这是关键】{stocks}公告，{members}");
        self.change(vec![DumpChange::Read(read(
            "cls/研选_2026-05-31.md",
            &format!("{heading}\n**[00:31]** {entry}\n"),
        ))]);
    }

    /// Adds a busy Friday morning with a gap of half an hour.
    pub(super) fn fall_silent(&mut self) {
        let mut text =
            "# 财联社【普通】电报 - 2026-05-29\n> 统计周期：2026-05-29 05:30 至次日 05:30\n\n---\n"
                .to_owned();
        for minute in (540..610).chain(640..646) {
            let (hour, minute) = (minute / 60, minute % 60);
            writeln!(
                text,
                "\n**[{hour:02}:{minute:02}]** 财联社5月29日电，第{hour}时{minute}分的消息。"
            )
            .unwrap();
        }
        self.change(vec![DumpChange::Read(read(
            "cls/普通_2026-05-29.md",
            &text,
        ))]);
    }

    /// Revises the item of 10:05 in both channels: another figure and a new sentence.
    pub(super) fn revise(&mut self) {
        let dumps = [
            (
                "cls/普通_2026-05-31.md",
                include_str!("dumps/ordinary-31.md"),
            ),
            ("cls/加红_2026-05-31.md", include_str!("dumps/red-31.md")),
        ];
        let revised = dumps.map(|(name, text)| {
            let text = text.replace("25个基点至1.55%。", "30个基点至1.50%，五年期下调20个基点。");
            DumpChange::Read(read(name, &text))
        });
        self.change(revised.to_vec());
    }

    /// Revises the items of [`Self::arrive`].
    pub(super) fn revise_arrived(&mut self) {
        let text = include_str!("dumps/arrived-31.md").replace("电，", "电，据悉，");
        self.change(vec![DumpChange::Read(read(
            "cls/更新_2026-05-31.md",
            &text,
        ))]);
    }

    /// Lets the oldest two items of the last day roll out of their dump.
    pub(super) fn roll(&mut self) {
        let (name, text) = (
            "cls/普通_2026-05-31.md",
            include_str!("dumps/ordinary-31.md"),
        );
        let before = read(name, text);
        let mut starts = text.match_indices("**[").map(|(at, _)| at);
        let (first, third) = (starts.next().unwrap(), starts.nth(1).unwrap());
        let left = [text.get(..first).unwrap(), text.get(third..).unwrap()].concat();
        let gone = before.records.iter().take(2);
        let gone: Vec<_> = gone.map(|record| (&*before, record)).collect();
        self.change(vec![
            DumpChange::Departed(before.departed(&gone).into()),
            DumpChange::Read(read(name, &left)),
        ]);
    }

    /// Moves the item of 09:31 to the channel 加红 some minutes later.
    pub(super) fn promote(&mut self) {
        let text = include_str!("dumps/ordinary-31.md");
        let entry = text
            .lines()
            .find(|line| line.starts_with("**[09:31]**"))
            .unwrap();
        let red = format!(
            "{}\n\n{entry}\n",
            include_str!("dumps/red-31.md").trim_end()
        );
        self.store.set_now(self.app.now);
        self.change(vec![DumpChange::Read(read("cls/加红_2026-05-31.md", &red))]);
        let text = text.replacen(&format!("{entry}\n"), "", 1);
        self.change(vec![DumpChange::Read(read(
            "cls/普通_2026-05-31.md",
            &text,
        ))]);
    }

    pub(super) fn change(&mut self, changes: Vec<DumpChange>) {
        let update = self.store.apply(changes);
        self.send(Message::Feed(FeedEvent::Update(update)));
    }

    /// Returns the effects of a message.
    pub(super) fn effects(&mut self, message: Message) -> Vec<Effect> {
        update(&mut self.app, message)
    }

    pub(super) fn send(&mut self, message: Message) {
        for effect in update(&mut self.app, message) {
            self.run(&effect);
        }
    }

    /// Runs a pass to its end at once. Other effects do nothing here.
    fn run(&mut self, effect: &Effect) {
        match effect {
            Effect::StartSearch(kind) | Effect::RefreshSearch(kind, _) => self.pass(*kind),
            Effect::Derive(Derived::StockNames) => {
                let names = NameLearner::default().learn(&self.app.timeline.dumps());
                self.send(Message::Knowledge(KnowledgePart::StockNames(names)));
            }
            Effect::Remember(changes) => {
                if let Some(file) = &mut self.file {
                    file.write(changes).unwrap();
                }
            }
            Effect::ReadStories(day) => {
                if let Some(file) = &self.file {
                    let stories = file.stories(Some(*day)).unwrap();
                    self.send(Message::State(StateEvent::Stories(Some(*day), stories)));
                }
            }
            effect => {
                for reply in worker_replies(&self.app, effect) {
                    self.send(reply);
                }
            }
        }
    }

    fn pass(&mut self, kind: SearchKind) {
        let search = self.app.search(kind);
        let Some(matcher) = search.matcher() else {
            return;
        };
        let days = self.app.timeline.days().iter();
        let plan = FilterPlan::new(matcher.clone(), Arc::clone(&self.app.knowledge));
        let progress = PassProgress {
            pass: search.pass().number(),
            found: days.map(|day| plan.day_hits(day)).collect(),
            prepared: plan.prepared(),
            reached: None,
            complete: true,
        };
        self.send(Message::Hits(kind, progress));
    }

    /// Presses keys: a character each, `<Enter>` and the like for others.
    pub(super) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let name = rest
                .strip_prefix('<')
                .and_then(|rest| rest.split_once('>'))
                .filter(|(name, _)| !name.is_empty());
            let (code, left) = match name {
                Some((name, left)) => (named(name), left),
                None => (KeyCode::Char(first), rest.strip_prefix(first).unwrap()),
            };
            self.send(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
            rest = left;
        }
        self
    }

    /// Lays out, measures and draws, as the event loop does; returns the cursor's position if there is one.
    pub(super) fn draw(&mut self, width: u16, height: u16) -> (Buffer, Option<Position>) {
        let size = Size { width, height };
        self.send(Message::Measured(
            ScreenLayout::new(size, &self.app).metrics(),
        ));
        let layout = ScreenLayout::new(size, &self.app);
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut cursor = None;
        let drawn = terminal
            .draw(|frame| cursor = draw(frame, &self.app, &layout))
            .unwrap();
        let buffer = drawn.buffer.clone();
        self.send(Message::Drawn);
        (buffer, cursor)
    }

    /// Returns the screen as text, with the cursor's position below it.
    pub(super) fn screen(&mut self, width: u16, height: u16) -> String {
        let (buffer, cursor) = self.draw(width, height);
        let cursor = cursor
            .map(|at| format!("cursor at {}, {}\n", at.x, at.y))
            .unwrap_or_default();
        print(&buffer) + &cursor
    }
}

fn named(name: &str) -> KeyCode {
    match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        other => panic!("no key {other}"),
    }
}

/// Prints the rows of a buffer without the cells after wide glyphs.
pub(super) fn print(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let (mut row, mut x) = (String::new(), 0);
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            row.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
