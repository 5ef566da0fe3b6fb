//! An export or an archive beside the dump that it was made of.

use std::path::Path;
use std::sync::Arc;

use super::{dump, ids, read, texts};
use crate::dump::{Dump, DumpChange};
use crate::timeline::{Day, ItemRef, Store};

const OLD: &str = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。";
const NEW: &str = "财联社1月6日电，云帆智造公告，与星河航天签订13亿元供货合同，合同为期三年。";

fn line(id: u8, text: &str) -> String {
    line_of(&format!("x80000000000000{id:02x}"), text, 0)
}

fn line_of(id: &str, text: &str, revision: u8) -> String {
    format!(
        r#"{{"id":"{id}","time":"2026-01-06T09:31:00+08:00","day":"2026-01-06","wire":"财联社","text":"{text}","file":"a.md","line":5,"revision":{revision}}}"#
    )
}

fn archive(lines: &[String]) -> Arc<Dump> {
    read("0.jsonl", lines.join("\n").into_bytes())
}

fn written(text: &str) -> Arc<Dump> {
    dump("a.md", "普通", &[&*format!("09:31 {text}")])
}

fn day(dumps: &[Arc<Dump>]) -> Arc<Day> {
    super::day(dumps)
}

#[test]
fn story_in_dump_and_archive_is_one_item() {
    let day = day(&[archive(&[line(1, OLD)]), written(OLD)]);
    assert_eq!(texts(&day), [OLD]);
    assert_eq!(
        day.item(0).path().to_str(),
        Some("a.md"),
        "the dump's place"
    );
    assert_eq!(
        day.item(0).flags(),
        super::day(&[written(OLD)]).item(0).flags()
    );
}

#[test]
fn archived_wording_gives_way_to_a_later_one() {
    let mut store = Store::default();
    let archived = archive(&[line(1, OLD)]);
    let first = store.apply(vec![
        DumpChange::Read(Arc::clone(&archived)),
        DumpChange::Read(written(OLD)),
    ]);
    let id = first.timeline.days()[0].item(0).id();
    let update = store.apply(vec![DumpChange::Read(written(NEW))]);
    let day = Arc::clone(&update.timeline.days()[0]);
    assert_eq!(texts(&day), [NEW]);
    assert_eq!((day.item(0).id(), day.item(0).revision()), (id, 1));
    assert!(update.arrived.is_empty() && update.revised.len() == 1);
    // The archive follows, and nothing changes.
    let again = archive(&[line(1, OLD), line(1, NEW)]);
    let update = store.apply(vec![DumpChange::Read(again)]);
    let day = Arc::clone(&update.timeline.days()[0]);
    assert_eq!((texts(&day), day.item(0).id()), (vec![NEW], id));
    assert!(update.arrived.is_empty());
}

#[test]
fn alike_stories_that_were_both_archived_are_two() {
    let archived = archive(&[line(1, OLD), line(2, NEW)]);
    assert_eq!(day(&[archived, written(NEW)]).len(), 2);
    // What has no later wording stays.
    let other = "财联社1月6日电，远山能源公告，董事长因个人原因辞职。";
    assert_eq!(day(&[archive(&[line(1, OLD)]), written(other)]).len(), 2);
}

/// 65 old wordings by 65 new ones are too many to compare, 65 by 63 are not.
#[test]
fn crowded_minute_is_not_compared() {
    let numbered = |text: &str, n: usize| text.replace("云帆智造", &format!("云帆{n}号智造"));
    let archived: Vec<_> = (0..65).map(|n| line(n, &numbered(OLD, n.into()))).collect();
    let written: Vec<_> = (0..65)
        .map(|n| format!("09:31 {}", numbered(NEW, n)))
        .collect();
    let written: Vec<_> = written.iter().map(String::as_str).collect();
    let dumps = [archive(&archived), dump("a.md", "普通", &written)];
    assert_eq!(day(&dumps).len(), 130);
    let few = [archive(&archived), dump("a.md", "普通", &written[..63])];
    assert_eq!(day(&few).len(), 65, "each takes the place of one");
}

/// Text, revision and earlier texts of each item.
fn revisions(day: &Day) -> Vec<(&str, usize, Vec<&str>)> {
    let of_item = |item: ItemRef<'_>| {
        let earlier = day.item(item.row()).earlier_texts();
        let earlier = earlier.iter().map(|text| &**text).collect();
        (day.item(item.row()).text(), item.revision(), earlier)
    };
    day.items().map(of_item).collect()
}

#[test]
fn revision_that_nobody_saw_is_one_item() {
    for dumps in [
        [archive(&[line(1, OLD)]), written(NEW)],
        [written(NEW), archive(&[line(1, OLD)])],
    ] {
        let day = day(&dumps);
        assert_eq!(revisions(&day), [(NEW, 1, vec![OLD])]);
        let item = day.item(0);
        assert_eq!(
            item.id().to_string(),
            "x8000000000000001",
            "that of the archive"
        );
        let fresh = super::day(&[written(NEW)]);
        assert!(item.answers_to(fresh.item(0).id()));
        assert_eq!(item.places(), [(Path::new("a.md"), 6)], "the dump's");
    }
}

#[test]
fn number_joins_wordings_that_are_not_alike() {
    let other = "财联社1月6日电，远山能源公告，董事长因个人原因辞职。";
    let text = format!(r#"{{"id":7,"ctime":"2026-01-06 09:31:05","content":"{other}"}}"#);
    let numbered = read("b.jsonl", text.into_bytes());
    let day = day(&[archive(&[line_of("7", OLD, 0)]), numbered]);
    assert_eq!(revisions(&day), [(other, 1, vec![OLD])]);
    // Of two exports the one with more revisions is the later one.
    let exports = [("0.jsonl", NEW, 1), ("1.jsonl", OLD, 0)]
        .map(|(name, text, revision)| read(name, line_of("7", text, revision).into_bytes()));
    let day = super::day(&exports);
    assert_eq!(revisions(&day), [(NEW, 1, vec![OLD])]);
}

#[test]
fn lines_of_one_id_are_its_wordings() {
    let id = "x8000000000000001";
    let third = NEW.replace("13", "14");
    let lines = [(OLD, 0), (NEW, 1), (NEW, 1), (&third, 2)];
    let lines = lines.map(|(text, revision)| line_of(id, text, revision));
    let whole = day(&[archive(&lines)]);
    assert_eq!(revisions(&whole), [(&*third, 2, vec![OLD, NEW])]);
    // The first line is lost: its number is known.
    let rest = day(&[archive(&lines[1..])]);
    assert_eq!(revisions(&rest), [(&*third, 2, vec![NEW])]);
    let beside = day(&[archive(&lines), written(&third)]);
    assert_eq!(revisions(&beside), revisions(&whole));
    assert_eq!(ids(&beside), ids(&whole));
}

#[test]
fn wordings_of_two_exports_precede_a_dump() {
    let id = "x8000000000000001";
    let third = NEW.replace("13", "14");
    for [first, second] in [[(OLD, 0), (NEW, 1)], [(NEW, 1), (OLD, 0)]] {
        let exports = [("0.jsonl", first), ("1.jsonl", second)];
        let exports = exports
            .map(|(name, (text, revision))| read(name, line_of(id, text, revision).into_bytes()));
        let [a, b] = exports;
        let day = day(&[a, b, written(&third)]);
        assert_eq!(revisions(&day), [(&*third, 2, vec![OLD, NEW])]);
    }
}

#[test]
fn revision_goes_on_from_that_of_an_archive() {
    let id = "x8000000000000001";
    let third = NEW.replace("13", "14");
    let mut store = Store::default();
    let read = DumpChange::Read;
    store.apply(vec![
        read(archive(&[line_of(id, NEW, 1)])),
        read(written(NEW)),
    ]);
    let update = store.apply(vec![read(written(&third))]);
    let expected = [(&*third, 2, vec![NEW])];
    assert_eq!(revisions(&update.timeline.days()[0]), expected);
    assert_eq!((update.revised.len(), update.arrived.len()), (1, 0));
    let lines = [(NEW, 1), (&third, 2)].map(|(text, revision)| line_of(id, text, revision));
    let update = store.apply(vec![read(archive(&lines))]);
    assert_eq!(revisions(&update.timeline.days()[0]), expected);
    assert_eq!((update.revised.len(), update.arrived.len()), (0, 0));
}

#[test]
fn control_characters_make_no_revision() {
    let ringing = OLD.replace("公告", "公\u{7}告");
    let alone = day(&[written(&ringing)]);
    let id = alone.item(0).id();
    let day = day(&[
        archive(&[line_of(&id.to_string(), OLD, 0)]),
        written(&ringing),
    ]);
    assert_eq!((ids(&day), day.item(0).revision()), (vec![id], 0));
}

#[test]
fn one_text_takes_the_place_of_one_other() {
    let third = NEW.replace("13", "14");
    let day = day(&[archive(&[line(1, OLD), line(2, NEW)]), written(&third)]);
    assert_eq!(day.len(), 2);
}
