//! Checks the timeline of some dumps: each record is in exactly one item, each id belongs to one item, and every part
//! of an item can be shown and printed. Checked alone, beside another dump of the same stories in any order, and in
//! place of that dump.

use std::collections::HashSet;
use std::sync::Arc;

use dianbao::cli::OutputFormat;
use dianbao::dump::{Dump, DumpChange, Record, story};
use dianbao::headless::format::{PrintStyle, Printer};
use dianbao::item::{ItemFlags, ItemId, Stamp};
use dianbao::knowledge::{Knowledge, KnowledgePart};
use dianbao::names::NameLearner;
use dianbao::timeline::{Day, ItemRef, SourceLocation, Store, Timeline};
use serde_json::Value;

use super::random::FuzzRandom;
use super::reading;
use super::seeds::Seed;

/// Merges dumps that were made from a seed, and checks the timeline.
pub(crate) fn check(dumps: &[Arc<Dump>], seed: Seed, random: &mut FuzzRandom) {
    let dumps = distinct(dumps.iter());
    let knowledge = learnt(&dumps, random);
    check_timeline(&merged(&dumps), &dumps, &knowledge);
    let beside = reading::check(&format!("beside/{}", seed.name), seed.text.as_bytes(), None);
    check_together(&distinct(dumps.iter().chain(&beside)), &knowledge);
    check_rewritten(
        &reading::check(seed.name, seed.text.as_bytes(), None),
        &dumps,
        &knowledge,
    );
}

/// Learning names takes longer than everything else, so few timelines are checked with names.
pub(crate) fn learnt(dumps: &[Arc<Dump>], random: &mut FuzzRandom) -> Arc<Knowledge> {
    if random.one_in(16) {
        KnowledgePart::StockNames(NameLearner::new(Vec::new()).learn(dumps)).into()
    } else {
        Arc::default()
    }
}

/// Merges dumps into one timeline, in two orders.
pub(crate) fn check_together(dumps: &[Arc<Dump>], knowledge: &Arc<Knowledge>) {
    let together = merged(dumps);
    check_timeline(&together, dumps, knowledge);
    let turned: Vec<_> = dumps.iter().rev().cloned().collect();
    assert_eq!(
        facts(&together),
        facts(&merged(&turned)),
        "the order in which dumps come makes no difference"
    );
}

/// Drops dumps that share a path, such as two members of one name: a timeline keeps one.
fn distinct<'a>(dumps: impl Iterator<Item = &'a Arc<Dump>>) -> Vec<Arc<Dump>> {
    let mut paths = HashSet::new();
    dumps
        .filter(|dump| paths.insert(dump.path.clone()))
        .cloned()
        .collect()
}

fn reads(dumps: &[Arc<Dump>]) -> Vec<DumpChange> {
    dumps.iter().cloned().map(DumpChange::Read).collect()
}

fn merged(dumps: &[Arc<Dump>]) -> Arc<Timeline> {
    Store::default().apply(reads(dumps)).timeline
}

/// Facts that must not depend on the history of a timeline.
fn facts(timeline: &Timeline) -> Vec<(Stamp, ItemId, String, ItemFlags)> {
    let items = timeline.days().iter().flat_map(|day| day.items());
    items
        .map(|item| {
            (
                item.stamp(),
                item.id(),
                item.text().to_owned(),
                item.flags(),
            )
        })
        .collect()
}

/// Rewrites dumps, restores them, and deletes them.
pub(crate) fn check_rewritten(
    before: &[Arc<Dump>],
    after: &[Arc<Dump>],
    knowledge: &Arc<Knowledge>,
) {
    let mut store = Store::default();
    store.apply(reads(before));
    let gone = before
        .iter()
        .filter(|old| after.iter().all(|new| new.path != old.path));
    let mut changes: Vec<DumpChange> = gone.map(|old| DumpChange::Gone(old.path.clone())).collect();
    changes.extend(reads(after));
    let rewritten = store.apply(changes).timeline;
    check_timeline(&rewritten, after, knowledge);
    let texts = |timeline: &Timeline| {
        facts(timeline)
            .into_iter()
            .map(|fact| (fact.0, fact.2, fact.3))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        texts(&rewritten),
        texts(&merged(after)),
        "a timeline that was followed is that of a fresh load"
    );
    assert!(
        store.apply(reads(after)).changed.is_empty(),
        "what is read again changes nothing"
    );
    store.apply(reads(before));
    check_ids(&store.timeline());
    let gone = before
        .iter()
        .chain(after)
        .map(|dump| DumpChange::Gone(dump.path.clone()));
    assert!(
        store.apply(gone.collect()).timeline.is_empty(),
        "what is gone leaves nothing behind"
    );
}

fn check_timeline(timeline: &Timeline, dumps: &[Arc<Dump>], knowledge: &Arc<Knowledge>) {
    check_ids(timeline);
    // An export may have an earlier wording, which is no record of its item.
    let is_own = |record: &&Record| !record.flags.has(ItemFlags::EXPORTED);
    let own = |dump: &Arc<Dump>| dump.records.iter().filter(is_own).count();
    let records: usize = dumps.iter().map(own).sum();
    let (mut places, mut present) = (HashSet::new(), Vec::new());
    for day in timeline.days() {
        let stamps: Vec<Stamp> = day.items().map(|item| item.stamp()).collect();
        assert!(stamps.is_sorted(), "rows ascend by time");
        assert!(day.gaps().iter().all(|&row| (row as usize) < day.len()));
        for item in day.items() {
            let new = item
                .locations()
                .filter(|place| places.insert(std::ptr::from_ref(place.record)))
                .count();
            assert_eq!(new, item.locations().len(), "a record is in one item");
            present.extend(item.locations().map(|place| place.record));
            check_item(item, day, timeline, knowledge);
        }
    }
    let found = present.into_iter().filter(is_own).count();
    assert_eq!(found, records, "every record is in some item");
}

fn check_ids(timeline: &Timeline) {
    for day in timeline.days() {
        let mut ids = HashSet::new();
        let doubled = day.items().find(|item| !ids.insert(item.id()));
        assert!(
            doubled.is_none(),
            "an identity is one item's: {:?}",
            doubled.map(|item| (item.id(), item.text()))
        );
    }
}

/// The parts of an item are parts of its text, and its printed forms are complete.
fn check_item(item: ItemRef<'_>, day: &Day, timeline: &Timeline, knowledge: &Arc<Knowledge>) {
    let (text, story) = (item.text(), item.story());
    assert_eq!(day.find_at(item.id(), item.stamp()), Some(item.row()));
    for part in [story.dateline, Some(story.body), story.source]
        .into_iter()
        .flatten()
    {
        assert!(text.contains(part), "{part} of {text}");
    }
    let titled = item.title_beside().unwrap_or(text);
    assert!(
        [story.title, story.column]
            .into_iter()
            .flatten()
            .all(|part| titled.contains(part)),
        "{story:?} of {text}"
    );
    let codes = story::codes(text);
    assert!(codes.iter().all(|code| text.get(code.clone()).is_some()));
    assert!(story::mentions(text, &codes).all(|stock| !stock.code.is_empty()));
    let stocks = item.stocks(knowledge.stock_names());
    assert!(
        stocks
            .iter()
            .enumerate()
            .all(|(at, stock)| !stocks[..at].contains(stock)),
        "a stock is named once: {stocks:?}"
    );
    assert!(
        item.related(timeline)
            .is_none_or(|other| other.id() != item.id())
    );
    check_printed(item, knowledge);
}

fn check_printed(item: ItemRef<'_>, knowledge: &Arc<Knowledge>) {
    for format in [
        OutputFormat::Text,
        OutputFormat::Headline,
        OutputFormat::Jsonl,
        OutputFormat::Csv,
        OutputFormat::Markdown,
    ] {
        let mut printed = Vec::new();
        Printer::new(format, PrintStyle::default(), knowledge).item(&mut printed, item);
        let printed = String::from_utf8(printed).expect("what is printed is UTF-8");
        assert!(
            printed.ends_with('\n') && !printed.contains(['\0', '\u{1b}', '\u{202e}']),
            "{printed:?}"
        );
        if format == OutputFormat::Jsonl {
            check_json(item, &printed);
        }
    }
}

fn check_json(item: ItemRef<'_>, printed: &str) {
    let value: Value = serde_json::from_str(printed).expect("a line is JSON");
    assert_eq!(printed.matches('\n').count(), 1);
    assert_eq!(value["id"], item.id().to_string());
    let is_exported = |place: SourceLocation<'_>| place.record.flags.has(ItemFlags::EXPORTED);
    if !item.locations().any(is_exported) {
        assert_eq!(
            value["files"].as_array().map(Vec::len),
            Some(item.locations().len())
        );
    }
    let sources = item
        .locations()
        .map(|place| place.record.len as usize + 256);
    assert!(
        printed.len() <= 16 * sources.sum::<usize>() + 4096,
        "{} bytes of {:?}",
        printed.len(),
        item.text()
    );
}
