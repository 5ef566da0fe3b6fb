//! What `tail` prints while dumps change.

mod late_source;
mod real_day;
mod scraper;

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::announcer::Announcer;
use super::occasion::{DueItems, Occasion};
use super::unfinished::is_unfinished;
use crate::cli::TimeBounds;
use crate::dump::{self, DumpChange, ReadOptions};
use crate::feed;
use crate::headless::select::ItemSelector;
use crate::item::{Rollover, Stamp};
use crate::moment::TimeContext;
use crate::path::FilePath;
use crate::query::{self, Watchlists};
use crate::timeline::{Store, Update};

const FLASH: &str = "**[09:31]** 财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同。\n\n";
const OTHER: &str = "**[09:40]** 财联社1月6日电，远山能源公告，董事长因个人原因辞去职务。\n\n";

/// Selects all items, or those that match a query.
fn selector(source: &str) -> ItemSelector {
    let times = TimeContext::at(Stamp::default());
    let matcher = (!source.is_empty()).then(|| {
        query::parse(source, &times, &Watchlists::default())
            .unwrap()
            .compile()
            .unwrap()
    });
    ItemSelector::new(
        TimeBounds::default(),
        matcher,
        &Arc::default(),
        Rollover::default(),
    )
}

/// A `tail` of dumps in memory.
struct TestTail {
    store: Store,
    announcer: Announcer,
    selector: ItemSelector,
    now: Instant,
}

impl TestTail {
    fn new(query: &str) -> Self {
        let mut store = Store::default();
        store.report_arrivals();
        Self {
            announcer: Announcer::new(store.timeline()),
            store,
            selector: selector(query),
            now: Instant::now(),
        }
    }

    /// Reads a dump of a channel.
    fn reads(&mut self, channel: &str, entries: &str) -> Vec<(String, Occasion)> {
        let update = self.store.apply(vec![read(channel, entries)]);
        self.takes(update)
    }

    fn loses(&mut self, channel: &str) -> Vec<(String, Occasion)> {
        let update = self.store.apply(vec![gone(channel)]);
        self.takes(update)
    }

    fn takes(&mut self, update: Update) -> Vec<(String, Occasion)> {
        let due = self.announcer.update(update);
        self.printed(due, true)
    }

    /// What is printed after a while.
    fn waits(&mut self, passed: Duration) -> Vec<(String, Occasion)> {
        self.now += passed;
        let due = self.announcer.take_rested(self.now);
        self.printed(due, false)
    }

    fn printed(&mut self, due: DueItems, puts_off: bool) -> Vec<(String, Occasion)> {
        let mut printed = Vec::new();
        for row in self.announcer.selected(due, &self.selector) {
            let (item, occasion) = (row.item(), row.occasion);
            if puts_off && is_unfinished(item) {
                self.announcer.put_off(item, occasion, self.now);
            } else {
                printed.push((item.text().to_owned(), occasion));
                self.announcer.note_printed(item);
            }
        }
        printed
    }
}

fn read(channel: &str, entries: &str) -> DumpChange {
    let text = format!("# 财联社【{channel}】电报 - 2026-01-06\n\n---\n\n{entries}");
    let path = FilePath::from(channel);
    let dump = dump::read(&path, Bytes::from(text), ReadOptions::default()).unwrap();
    DumpChange::Read(Arc::new(dump))
}

fn gone(channel: &str) -> DumpChange {
    DumpChange::Gone(FilePath::from(channel))
}

fn occasions(printed: &[(String, Occasion)]) -> Vec<Occasion> {
    printed.iter().map(|(_, occasion)| *occasion).collect()
}

#[test]
fn corrected_figure_is_printed_again() {
    let mut tail = TestTail::new("");
    let dump = format!("{FLASH}{OTHER}");
    assert_eq!(
        occasions(&tail.reads("普通", &dump)),
        [Occasion::Arrived; 2]
    );
    let printed = tail.reads("普通", &dump.replace("12亿", "13亿"));
    assert_eq!(occasions(&printed), [Occasion::Revised]);
    assert!(printed[0].0.contains("13亿"));
    let printed = tail.reads("普通", &dump);
    assert_eq!(occasions(&printed), [Occasion::Revised], "also back again");
    assert_eq!(tail.reads("普通", &dump), []);
}

#[test]
fn revision_that_matches_no_more_is_not_printed() {
    let mut tail = TestTail::new("12亿");
    assert_eq!(tail.reads("普通", FLASH).len(), 1);
    assert_eq!(tail.reads("普通", &FLASH.replace("12亿", "13亿")), []);
}

#[test]
fn item_that_comes_back_is_not_new() {
    let mut tail = TestTail::new("");
    let dump = format!("{FLASH}{OTHER}");
    assert_eq!(tail.reads("普通", &dump).len(), 2);
    for _ in 0..2 {
        assert_eq!(tail.loses("普通"), []);
        assert_eq!(tail.reads("普通", &dump), []);
        assert_eq!(tail.reads("普通", FLASH), []);
        assert_eq!(tail.reads("普通", &dump), []);
    }
    assert_eq!(tail.loses("普通"), []);
    let titled = dump.replace("[09:40]** ", "[09:40]** 【董事长辞职】");
    assert_eq!(tail.reads("普通", &titled).len(), 1, "it is another text");
}

/// Whether it was printed, or was there before the start.
#[test]
fn item_written_again_in_pieces_is_printed_once() {
    let dump = format!("{FLASH}{OTHER}");
    let (half, _) = OTHER.split_once("因个人").unwrap();
    let pieces = format!("{FLASH}{half}");
    let mut tail = TestTail::new("");
    tail.reads("普通", FLASH);
    assert_eq!(tail.reads("普通", &dump).len(), 1);
    let mut other = TestTail::new("");
    other.store.apply(vec![read("普通", &dump)]);
    other.announcer = Announcer::new(other.store.timeline());
    for tail in [&mut tail, &mut other] {
        for _ in 0..2 {
            assert_eq!(tail.reads("普通", &pieces), []);
            assert_eq!(tail.reads("普通", &dump), []);
        }
        let corrected = dump.replace("董事长", "总经理");
        assert_eq!(
            occasions(&tail.reads("普通", &corrected)),
            [Occasion::Revised]
        );
    }
}

/// The second cut is within the title, so the item has another id for a moment.
#[test]
fn item_that_was_gone_comes_back_in_pieces() {
    let titled = OTHER.replace("[09:40]** ", "[09:40]** 【远山能源董事长辞职】");
    let dump = format!("{FLASH}{titled}");
    for cut in ["因个人", "辞职】"] {
        let mut tail = TestTail::new("");
        tail.store.apply(vec![read("普通", &dump)]);
        tail.announcer = Announcer::new(tail.store.timeline());
        let (half, _) = titled.split_once(cut).unwrap();
        for _ in 0..2 {
            assert_eq!(tail.loses("普通"), []);
            assert_eq!(tail.reads("普通", &format!("{FLASH}{half}")), [], "{cut}");
            assert_eq!(tail.reads("普通", &dump), [], "{cut}");
        }
        tail.loses("普通");
        tail.reads("普通", &format!("{FLASH}{half}"));
        let corrected = dump.replace("个人", "健康");
        assert_eq!(tail.reads("普通", &corrected).len(), 1, "{cut}");
    }
}

/// Its dump does not have it any more, so nothing of it is known but its beginning.
#[test]
fn torn_entry_that_departed_waits_for_its_rest() {
    let mut tail = TestTail::new("");
    let torn = "**[09:40]** 财联社1月6日电，远山";
    let dump = format!("{FLASH}{torn}");
    assert_eq!(tail.reads("普通", &dump).len(), 1);
    let whole = tail.store.dumps().next().unwrap();
    let departed = whole.departed(&[(whole, &whole.records[1])]);
    let departed = DumpChange::Departed(Arc::new(departed));
    let changes = vec![departed, read("普通", FLASH)];
    let update = tail.store.apply(changes);
    assert_eq!(tail.takes(update), []);
    assert_eq!(tail.waits(Duration::from_secs(60)), []);
    let printed = tail.reads("普通", &format!("{FLASH}{OTHER}"));
    assert_eq!(printed.len(), 1, "{printed:?}");
    assert!(printed[0].0.contains("董事长"));
}

#[test]
fn joined_loss_and_return_print_nothing() {
    let mut tail = TestTail::new("");
    let dump = format!("{FLASH}{OTHER}");
    assert_eq!(tail.reads("普通", &dump).len(), 2);
    let mut update = tail.store.apply(vec![gone("普通")]);
    feed::coalesce(&mut update, tail.store.apply(vec![read("普通", &dump)]));
    assert_eq!(tail.takes(update), []);
}

/// Nobody was there to receive it before it went.
#[test]
fn item_that_vanished_unprinted_is_printed_later() {
    let mut tail = TestTail::new("");
    assert_eq!(tail.reads("普通", FLASH).len(), 1);
    let dump = format!("{FLASH}{OTHER}");
    let mut update = tail.store.apply(vec![read("普通", &dump)]);
    feed::coalesce(&mut update, tail.store.apply(vec![gone("普通")]));
    assert_eq!(tail.takes(update), []);
    assert_eq!(tail.reads("普通", FLASH), []);
    let printed = tail.reads("普通", &dump);
    assert_eq!(occasions(&printed), [Occasion::Arrived]);
    assert!(printed[0].0.contains("远山"));
    tail.loses("普通");
    let half = "**[09:50]** 财联社1月6日电，晨星股份公告。";
    assert_eq!(tail.reads("加红", half), [], "it may go on");
    tail.loses("加红");
    assert_eq!(tail.reads("加红", &format!("{half}\n\n")).len(), 1);
    assert_eq!(tail.reads("普通", &dump), []);
}

#[test]
fn promoted_item_is_new_to_a_query_for_red() {
    let dump = format!("{FLASH}{OTHER}");
    for (query, expected) in [("is:red", 1), ("", 0), ("云帆", 0)] {
        let mut tail = TestTail::new(query);
        tail.reads("普通", &dump);
        assert_eq!(tail.reads("加红", FLASH).len(), expected, "{query}");
        assert_eq!(tail.reads("普通", OTHER), [], "{query}");
    }
}

#[test]
fn longer_text_of_another_dump_is_no_revision() {
    let mut tail = TestTail::new("");
    let cut = FLASH.replace("供货合同。", "…");
    assert_eq!(tail.reads("普通", &cut).len(), 1);
    assert_eq!(tail.reads("加红", FLASH), []);
}

#[test]
fn text_that_breaks_off_waits_longer() {
    for (text, rest, other) in [
        (FLASH, 2, 1),
        ("**[09:31]** 财联社1月6日电，云帆智造", 10, 9),
    ] {
        let mut tail = TestTail::new("");
        assert_eq!(tail.reads("普通", text.trim_end()), []);
        assert_eq!(tail.waits(Duration::from_secs(other)), []);
        let printed = tail.waits(Duration::from_secs(rest - other));
        assert_eq!(occasions(&printed), [Occasion::Arrived]);
        let printed = tail.reads("普通", &format!("{FLASH}{OTHER}"));
        let arrived = printed
            .iter()
            .filter(|(_, occasion)| *occasion == Occasion::Arrived);
        assert_eq!(arrived.count(), 1, "the other one");
    }
}

#[test]
fn half_written_text_is_printed_again_when_whole() {
    let mut tail = TestTail::new("");
    let half = "**[09:31]** 【云帆智造签下大单】财联社1月6日电，云帆智造公告。";
    assert_eq!(tail.reads("普通", half), []);
    assert_eq!(tail.waits(Duration::from_secs(2)).len(), 1);
    let whole = format!("{half}合同为期三年。\n\n");
    assert_eq!(occasions(&tail.reads("普通", &whole)), [Occasion::Revised]);
}
