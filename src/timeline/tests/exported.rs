//! An export or an archive beside the dump that it was made of.

use std::sync::Arc;

use super::{dump, read, texts};
use crate::dump::{Dump, DumpChange};
use crate::timeline::{Day, Store};

const OLD: &str = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同，合同为期三年。";
const NEW: &str = "财联社1月6日电，云帆智造公告，与星河航天签订13亿元供货合同，合同为期三年。";

fn line(id: u8, text: &str) -> String {
    format!(
        r#"{{"id":"x80000000000000{id:02x}","time":"2026-01-06T09:31:00+08:00","day":"2026-01-06","wire":"财联社","text":"{text}","file":"a.md","line":5,"revision":0}}"#
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
    assert_eq!(day(&few).len(), 63);
}
