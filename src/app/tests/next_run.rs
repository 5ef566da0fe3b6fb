//! What one run leaves to the next: what was seen, the place, typed lines, a note that was begun.

use std::slice;
use std::sync::Arc;

use crossterm::event::MouseEventKind;

use crate::app::test_reader::{TODAY, TestReader, dump, dump_of, entries};
use crate::app::{Effect, Message, Mode, days_with_lost_marks};
use crate::config::Order;
use crate::dump::Dump;
use crate::item::NewsDay;
use crate::knowledge::KnowledgePart;
use crate::query::{Watchlist, Watchlists};
use crate::state::{self, Database, KeeperSetup, Remembered, StateEvent};

/// Runs one after the other on one state file.
struct Runs(Database);

impl Runs {
    fn new() -> Self {
        let (database, problem) = state::open(&KeeperSetup::default());
        assert_eq!(problem, None);
        Self(database)
    }

    /// Starts a reader, which loads dumps and finds what the last one left.
    fn start(&self, dumps: &[Arc<Dump>]) -> TestReader {
        self.start_with(dumps, |_| {})
    }

    fn start_with(&self, dumps: &[Arc<Dump>], set_up: impl FnOnce(&mut TestReader)) -> TestReader {
        let mut reader = TestReader::loading();
        set_up(&mut reader);
        self.open(&mut reader);
        reader.read(dumps);
        reader.finish_loading();
        reader.run();
        reader
    }

    /// Starts a reader that loads dumps, and whose user types keys, before it finds what the last one left.
    fn start_late(&self, dumps: &[Arc<Dump>], keys: &str) -> TestReader {
        let mut reader = TestReader::loading();
        reader.read(dumps);
        reader.finish_loading();
        reader.run();
        reader.draw();
        reader.press(keys);
        self.open(&mut reader);
        reader.run();
        reader
    }

    /// A reader finds what the last one left.
    fn open(&self, reader: &mut TestReader) {
        let remembered = Remembered {
            session: self.0.session("").unwrap(),
            kept_at: self.0.last_kept(Some("")).unwrap(),
            last_kept: self.0.last_kept(None).unwrap(),
            known_from: NewsDay::FIRST,
            read_lines: self.0.read_lines().unwrap(),
            known_items: self.0.known_items(NewsDay::FIRST).unwrap(),
        };
        reader.send(Message::State(StateEvent::Opened(remembered)));
    }

    /// Ends a reader, and keeps what it leaves.
    fn end(&mut self, mut reader: TestReader) {
        reader.send(Message::Ending);
        self.keep(&mut reader);
    }

    /// Keeps what a reader has left so far.
    fn keep(&mut self, reader: &mut TestReader) {
        let now = reader.app.now;
        for effect in reader.effects() {
            match effect {
                Effect::Remember(changes) => drop(self.0.write(&changes).unwrap()),
                Effect::KeepSession(session) => self.0.set_session("", &session, now).unwrap(),
                _ => {}
            }
        }
    }
}

fn today(items: &[&str]) -> Arc<Dump> {
    let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
    dump(TODAY, &[entries("甲", 30), items].concat())
}

fn yesterday() -> Arc<Dump> {
    dump("2026-05-13", &entries("乙", 30))
}

#[test]
fn first_run_finds_everything_seen() {
    let runs = Runs::new();
    let reader = runs.start(&[today(&[]), yesterday()]);
    assert_eq!(reader.app.unseen.len(), 0);
}

#[test]
fn what_came_while_closed_is_unseen() {
    let mut runs = Runs::new();
    runs.end(runs.start(&[today(&[])]));
    // One is new, one came late with an earlier time.
    let reader = runs.start(&[today(&["07:01 迟到的。", "12:30 新到的。"])]);
    assert_eq!(reader.app.unseen.len(), 2);
    assert_eq!(reader.app.news_phrase().as_deref(), Some("新 2"));
    runs.end(reader);
    let reader = runs.start(&[today(&["07:01 迟到的。", "12:30 新到的。"])]);
    assert_eq!(reader.app.unseen.len(), 2, "nobody looked");
}

/// A pane may open by itself: the start is no key.
#[test]
fn untouched_reader_leaves_items_unseen() {
    let mut runs = Runs::new();
    runs.end(runs.start(&[today(&[])]));
    let news = today(&["12:30 新到的。"]);
    let mut reader = runs.start(slice::from_ref(&news));
    reader.draw();
    reader.wait(30);
    reader.draw();
    assert_eq!(reader.app.unseen.len(), 1);
    runs.end(reader);
    let mut reader = runs.start(&[news]);
    reader.draw();
    reader.wait(30);
    reader.mouse(MouseEventKind::ScrollDown, 5, 5);
    reader.wait(1);
    assert_eq!(reader.app.unseen.len(), 1, "it was touched just now");
    reader.wait(1);
    assert_eq!(reader.app.unseen.len(), 0);
}

/// A dump that is opened alone is another source.
#[test]
fn other_sources_leave_new_items_new() {
    let runs = Runs::new();
    let noon = runs.start(&[]).app.now;
    runs.0.set_session("another", "{}", noon).unwrap();
    let items = ["05:45 早，迟到的公告。", "12:30 新，午间的公告。"];
    let reader = runs.start(&[today(&items)]);
    assert_eq!(reader.app.unseen.len(), 1);
}

#[test]
fn what_was_seen_stays_seen() {
    let mut runs = Runs::new();
    runs.end(runs.start(&[today(&[])]));
    let news = today(&["12:30 新到的。"]);
    let mut reader = runs.start(slice::from_ref(&news));
    reader.keys("gg");
    reader.draw();
    reader.wait(2);
    assert_eq!(reader.app.unseen.len(), 0);
    runs.end(reader);
    assert_eq!(runs.start(&[news]).app.unseen.len(), 0);
}

#[test]
fn what_was_reworded_and_seen_stays_seen() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&["12:30 【芯片】财联社电，产能一百万片，明年投产。"])]);
    let later = today(&["12:30 【三代芯片】财联社电，产能两百万片，明年投产。"]);
    reader.read(slice::from_ref(&later));
    assert_eq!(reader.app.unseen.len(), 1, "it was revised");
    reader.keys("gg");
    reader.draw();
    reader.wait(2);
    assert_eq!(reader.app.unseen.len(), 0);
    runs.end(reader);
    assert_eq!(runs.start(&[later]).app.unseen.len(), 0);
}

#[test]
fn what_was_reworded_while_closed_is_unseen() {
    let mut runs = Runs::new();
    runs.end(runs.start(&[today(&["12:30 【同题】财联社电，利率下调25个基点。"])]));
    let reader = runs.start(&[today(&["12:30 【同题】财联社电，利率下调50个基点。"])]);
    assert_eq!(reader.app.unseen.len(), 1);
}

#[test]
fn unseen_arrival_is_unseen_after_a_kill() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[])]);
    reader.send(Message::Ending);
    runs.keep(&mut reader);
    let news = today(&["12:30 新到的。"]);
    reader.read(slice::from_ref(&news));
    runs.keep(&mut reader);
    drop(reader);
    assert_eq!(runs.start(&[news]).app.unseen.len(), 1);
}

#[test]
fn unseen_again_lasts_and_is_undone() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[])]);
    reader.keys("jjr");
    assert_eq!(reader.app.unseen.len(), 1);
    runs.end(reader);
    let mut reader = runs.start(&[today(&[])]);
    assert_eq!(reader.app.unseen.len(), 1);
    reader.keys("A");
    assert_eq!(reader.notice(), Some("1 条都算看过 · U 撤销"));
    assert_eq!(reader.app.unseen.len(), 0);
    reader.keys("U");
    assert_eq!(reader.app.unseen.len(), 1);
    runs.end(reader);
    assert_eq!(runs.start(&[today(&[])]).app.unseen.len(), 1);
}

#[test]
fn place_order_and_density_come_back() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[]), yesterday()]);
    reader.keys("45jdO");
    let (at, screen) = (reader.at(), reader.screen());
    runs.end(reader);
    let reader = runs.start(&[today(&[]), yesterday()]);
    assert_eq!((reader.at(), reader.screen()), (at, screen));
    assert!(!reader.app.list.is_following());
}

#[test]
fn late_state_gives_the_place_back() {
    let mut runs = Runs::new();
    let dumps = [today(&[]), yesterday()];
    let orders = ["", "O"];
    for order in orders {
        let mut reader = runs.start(&dumps);
        reader.press("G 9k d").press(order);
        let (at, screen) = (reader.at(), reader.screen());
        runs.end(reader);
        let reader = runs.start_late(&dumps, "");
        assert_eq!((reader.at(), reader.screen()), (at, screen));
        assert!(!reader.app.list.is_following());
        runs.end(reader);
    }
}

#[test]
fn late_state_gives_view_and_filter_back() {
    let mut runs = Runs::new();
    let red = dump_of(
        "加红",
        TODAY,
        &["09:00 【红一】远山公告。", "09:01 【红二】云岭涨停。"],
    );
    let dumps = [today(&[]), red];
    for keys in ["f 甲1 Enter 3j", "f Ctrl-u Enter 2gt j"] {
        let mut reader = runs.start(&dumps);
        reader.press(keys);
        let (at, screen) = (reader.at(), reader.screen());
        runs.end(reader);
        let reader = runs.start_late(&dumps, "");
        assert_eq!((reader.at(), reader.screen()), (at, screen));
        runs.end(reader);
    }
}

#[test]
fn reader_that_followed_follows_late_state() {
    let mut runs = Runs::new();
    runs.end(runs.start(&[today(&[])]));
    let reader = runs.start_late(&[today(&["12:30 新到的。"])], "");
    assert_eq!(reader.at(), "新到的。@1");
    assert!(reader.app.list.is_following());
}

#[test]
fn key_before_late_state_wins() {
    let mut runs = Runs::new();
    let dumps = [today(&[]), yesterday()];
    let mut reader = runs.start(&dumps);
    reader.press("G 9k f 甲 Enter 4j O d");
    let left = reader.at();
    runs.end(reader);
    let mut reader = runs.start_late(&dumps, "2j");
    assert!(reader.at().starts_with("甲27@"), "{}", reader.at());
    assert!(!reader.app.is_filtered() && !reader.app.list.is_following());
    assert_eq!(reader.app.list.visible().order(), Order::Oldest);
    reader.read(&[today(&["12:30 新到的。"])]);
    assert!(reader.at().starts_with("甲27@"), "{}", reader.at());
    reader.press("Ctrl-o");
    assert_eq!(reader.at(), left);
    assert!(reader.app.is_filtered());
}

#[test]
fn late_state_keeps_what_was_typed_since() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[]), yesterday()]);
    reader.press("f 甲07 Enter f 甲08 Enter");
    runs.end(reader);
    let mut reader = runs.start_late(&[today(&[]), yesterday()], "f 乙 Enter");
    assert_eq!(reader.app.list.visible().len(), 30);
    let lines: Vec<String> = (0..3)
        .map(|steps| {
            reader.keys("f Ctrl-u").keys(&"Up ".repeat(steps + 1));
            let line = typed(&reader).unwrap();
            reader.press("Esc");
            line
        })
        .collect();
    assert_eq!(lines, ["乙", "甲08", "甲07"]);
}

#[test]
fn begun_note_waits_while_the_user_types() {
    let mut runs = Runs::new();
    let note = |reader: &TestReader, row| {
        let item = reader.app.timeline.days()[0].item(row);
        let mark = reader.app.mark(item);
        mark.and_then(|mark| mark.note.as_ref().map(|note| note.text.to_string()))
    };
    let mut reader = runs.start(&[today(&[])]);
    reader.keys("5jM看明早");
    runs.end(reader);
    let reader = runs.start_late(&[today(&[])], "jf午");
    assert_eq!(typed(&reader).as_deref(), Some("午"));
    runs.end(reader);
    let mut reader = runs.start_late(&[today(&[])], "j");
    assert_eq!(typed(&reader), None, "keys are no text");
    assert_eq!(
        reader.notice(),
        Some("上次有批注没写完 · 到那条上按 M 接着写")
    );
    reader.keys("M另一条").press("Enter");
    assert_eq!(note(&reader, 28).as_deref(), Some("另一条"));
    runs.end(reader);
    let mut reader = runs.start_late(&[today(&[])], "j");
    reader.keys("4jM");
    assert_eq!(typed(&reader).as_deref(), Some("看明早"));
    reader.keys("的开盘").press("Enter");
    assert_eq!(note(&reader, 24).as_deref(), Some("看明早的开盘"));
    runs.end(reader);
    assert_eq!(typed(&runs.start(&[today(&[])])), None);
}

#[test]
fn begun_note_is_there_with_late_state() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[])]);
    reader.keys("5jM看明早");
    runs.end(reader);
    let mut reader = runs.start_late(&[today(&[])], "");
    assert_eq!(typed(&reader).as_deref(), Some("看明早"));
    assert_eq!(reader.at(), "甲24@6");
    reader.press("Esc");
    assert_eq!(reader.at(), "甲24@6");
}

fn typed(reader: &TestReader) -> Option<String> {
    match &reader.app.mode {
        Mode::Prompt(prompt) => Some(prompt.line.text().to_owned()),
        Mode::Normal | Mode::Page(_) => None,
    }
}

#[test]
fn reader_that_followed_follows_again() {
    let mut runs = Runs::new();
    runs.end(runs.start(&[today(&[])]));
    let reader = runs.start(&[today(&["12:30 新到的。"])]);
    assert_eq!(reader.at(), "新到的。@1");
    assert!(reader.app.list.is_following());
}

#[test]
fn filter_and_lines_come_back_and_query_wins() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[])]);
    reader.keys("f甲07").press("Enter");
    reader.run();
    runs.end(reader);
    let reader = runs.start(&[today(&[])]);
    assert_eq!(reader.at(), "甲07@0");
    assert!(reader.app.is_filtered());
    let mut reader = runs.start_with(&[today(&[])], |reader| {
        reader.app.given.query = true;
        reader.send(Message::Filter("甲08".into()));
    });
    assert_eq!(reader.at(), "甲08@0");
    reader.keys("f").press("Up");
    reader.run();
    assert_eq!(reader.at(), "甲07@0");
}

/// The view of the start was kept as it was then, over how the last run had left it.
#[test]
fn view_that_was_left_comes_back() {
    let mut runs = Runs::new();
    let red = dump_of(
        "加红",
        TODAY,
        &["09:00 【红一】远山公告。", "09:01 【红二】云岭涨停。"],
    );
    let dumps = [today(&[]), red];
    let mut reader = runs.start(&dumps);
    reader.press("f 甲1 Enter 3j");
    let at = reader.at();
    reader.press("2gt j");
    assert!(reader.at().starts_with("红一"));
    runs.end(reader);
    let mut reader = runs.start(&dumps);
    assert_eq!(reader.app.current_view_name(), Some("红"));
    reader.press("1gt");
    assert!(reader.app.is_filtered());
    assert_eq!((reader.at(), reader.app.list.visible().len()), (at, 10));
}

#[test]
fn fresh_reader_begins_at_the_newest() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[])]);
    reader.keys("9jd");
    runs.end(reader);
    let reader = runs.start_with(&[today(&[])], |reader| reader.app.given.fresh = true);
    assert_eq!(reader.at(), "甲29@1");
    assert!(reader.app.list.is_following());
}

#[test]
fn begun_note_is_there_again() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[])]);
    reader.keys("5jM看明早");
    runs.end(reader);
    let mut reader = runs.start(&[today(&[])]);
    reader.keys("的开盘").press("Enter");
    let item = reader.app.selected().unwrap();
    let note = reader.app.mark(item).and_then(|mark| mark.note.clone());
    assert_eq!(
        note.map(|note| note.text.to_string()).as_deref(),
        Some("看明早的开盘")
    );
    assert_eq!(reader.at(), "甲24@6");
}

#[test]
fn jumps_come_back() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[]), yesterday()]);
    reader.keys("3jG");
    runs.end(reader);
    let mut reader = runs.start(&[today(&[]), yesterday()]);
    reader.press("Ctrl-o");
    assert_eq!(reader.at(), "甲26@4");
}

#[test]
fn session_is_kept_within_a_second_of_a_key() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&[])]);
    reader.keys("7j");
    reader.wait(1);
    runs.keep(&mut reader);
    drop(reader);
    assert_eq!(runs.start(&[today(&[])]).at(), "甲22@8");
}

/// Reads the stories that a reader wants, as the thread of the state file does.
fn answer(runs: &mut Runs, reader: &mut TestReader) {
    runs.keep(reader);
    reader.send(Message::State(StateEvent::MarksLoaded));
    let effects = reader.effects();
    if !effects.contains(&Effect::FindLostMarks) {
        return;
    }
    let days = days_with_lost_marks(&reader.app.timeline, reader.app.knowledge.marks());
    reader.send(Message::LostMarks(days));
    for effect in reader.effects() {
        if let Effect::ReadStories(day) = effect {
            let stories = runs.0.stories(Some(day)).unwrap();
            reader.send(Message::State(StateEvent::Stories(Some(day), stories)));
        }
    }
}

fn load_marks(runs: &Runs, reader: &mut TestReader) {
    let mut days = Vec::new();
    runs.0.marks(|day, marks| days.push((day, marks))).unwrap();
    reader.send(Message::State(StateEvent::Marks(days)));
}

#[test]
fn mark_holds_to_a_story_rewritten_while_closed() {
    let mut runs = Runs::new();
    let before = "12:30 财联社电，远山科技发布三代芯片，产能一百万片，明年投产。";
    let other = "12:30 财联社电，青禾银行下调存款利率10个基点。";
    let mut reader = runs.start(&[today(&[before, other])]);
    reader.keys("gg");
    while !reader.at().starts_with("财联社电，远山") && !reader.at().starts_with("远山") {
        reader.keys("j");
    }
    reader.keys("M看明早").press("Enter");
    runs.end(reader);
    let after = "12:30 远山科技发布三代芯片，产能两百万片，后年投产。";
    for _ in 0..2 {
        let mut reader = runs.start(&[today(&[after, other])]);
        load_marks(&runs, &mut reader);
        answer(&mut runs, &mut reader);
        let marked = starred(&reader);
        assert_eq!(marked, [after.trim_start_matches("12:30 ")]);
        runs.end(reader);
        let stories = runs.0.stories(None).unwrap();
        assert_eq!(stories.len(), 1);
        assert!(stories[0].story.text.contains("一百万片") && stories[0].mark.note.is_some());
    }
    let mut reader = runs.start(&[today(&[before, after, other])]);
    load_marks(&runs, &mut reader);
    answer(&mut runs, &mut reader);
    let text = before.trim_start_matches("12:30 ");
    assert_eq!(starred(&reader), [text], "the story is back");
    runs.end(reader);
    let mut reader = runs.start(&[today(&[after, other])]);
    load_marks(&runs, &mut reader);
    answer(&mut runs, &mut reader);
    assert_eq!(starred(&reader), [""; 0], "it was beside the story");
}

/// The texts of the starred items.
fn starred(reader: &TestReader) -> Vec<String> {
    let days = reader.app.timeline.days().iter();
    let items = days.flat_map(|day| day.items());
    let starred = items.filter(|item| reader.app.is_starred(*item));
    starred.map(|item| item.text().to_owned()).collect()
}

#[test]
fn marking_a_guess_makes_it_the_story() {
    let mut runs = Runs::new();
    let before = "12:30 远山科技发布三代芯片，产能一百万片，明年投产。";
    let mut reader = runs.start(&[today(&[before])]);
    reader.keys("ggm");
    runs.end(reader);
    let after = "12:30 远山科技发布三代芯片，产能两百万片，后年投产。";
    let mut reader = runs.start(&[today(&[after])]);
    load_marks(&runs, &mut reader);
    answer(&mut runs, &mut reader);
    runs.keep(&mut reader);
    reader.keys("ggm");
    assert_eq!(starred(&reader), [""; 0]);
    runs.end(reader);
    let mut reader = runs.start(&[today(&[before])]);
    load_marks(&runs, &mut reader);
    answer(&mut runs, &mut reader);
    assert_eq!(starred(&reader), [""; 0], "its star was taken away");
}

#[test]
fn mark_whose_story_is_gone_is_kept() {
    let mut runs = Runs::new();
    let mut reader = runs.start(&[today(&["12:30 远山科技发布三代芯片。"])]);
    reader.keys("ggm");
    runs.end(reader);
    let mut reader = runs.start(&[today(&["12:30 青禾银行下调存款利率10个基点。"])]);
    load_marks(&runs, &mut reader);
    answer(&mut runs, &mut reader);
    runs.keep(&mut reader);
    let stories = runs.0.stories(None).unwrap();
    assert_eq!(stories.len(), 1);
    assert!(stories[0].story.text.contains("三代芯片"));
}

#[test]
fn next_run_offers_the_list_of_the_last_one() {
    let stock = today(&["09:15 云岭光电(300309.SZ)涨停。"]);
    let start = |runs: &Runs| {
        let mut reader = runs.start_with(slice::from_ref(&stock), |reader| {
            let lists =
                ["持仓.csv", "观察.txt"].map(|file| Watchlist::new(file.to_owned(), Vec::new()));
            let lists: Watchlists = lists.into_iter().collect();
            reader.app.config.lists = Some("/lists".into());
            reader.send(Message::Knowledge(KnowledgePart::Watchlists(Arc::new(
                lists,
            ))));
        });
        reader.learn();
        reader.press("gg w");
        reader
    };
    let mut runs = Runs::new();
    let mut reader = start(&runs);
    assert_eq!(typed(&reader).as_deref(), Some("持仓"));
    reader.press("Ctrl-u 观察 Enter");
    runs.end(reader);
    assert_eq!(typed(&start(&runs)).as_deref(), Some("观察"));
}
