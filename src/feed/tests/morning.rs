//! A recorded morning: the states of a folder in order, and after each the items, their ids and their history.

use std::fs;
use std::path::Path;

use super::Running;
use crate::item::{ItemFlags, ItemId};
use crate::timeline::Timeline;

pub(super) const FLASH: &str = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同。";
pub(super) const TITLED: &str =
    "【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同。";
pub(super) const FIGURE: &str =
    "【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订13亿元供货合同。";
pub(super) const LONGER: &str = "【云帆智造签下大单】财联社1月6日电，云帆智造公告，与星河航天签订13亿元供货合同。 合同为期三年，对业绩有积极影响。";
pub(super) const OTHER: &str = "财联社1月6日电，远山能源公告，董事长因个人原因辞去职务。";

/// The visible state of an item.
#[derive(Debug, PartialEq, Eq)]
struct ItemView {
    text: String,
    revision: usize,
    red: bool,
    promoted: bool,
}

fn views(timeline: &Timeline) -> Vec<ItemView> {
    let items = timeline
        .days()
        .iter()
        .flat_map(|day| day.items().collect::<Vec<_>>());
    let views = items.map(|item| ItemView {
        text: item.text().to_owned(),
        revision: item.revision(),
        red: item.flags().has(ItemFlags::RED),
        promoted: item.promoted_at().is_some(),
    });
    views.collect()
}

fn ids(timeline: &Timeline) -> Vec<ItemId> {
    timeline
        .days()
        .iter()
        .flat_map(|day| day.items().map(|item| item.id()).collect::<Vec<_>>())
        .collect()
}

/// Writes a channel's dump whole, aside, and renames it into place.
fn write(folder: &Path, channel: &str, entries: &[(&str, &str)]) {
    let heading = format!(
        "# 财联社【{channel}】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n"
    );
    let text = entries.iter().fold(heading, |text, (time, entry)| {
        text + &format!("\n**[{time}]** {entry}\n")
    });
    let (aside, place) = (
        folder.join("aside.tmp"),
        folder.join(format!("财联社【{channel}】电报_2026-01-06.md")),
    );
    fs::write(&aside, text).unwrap();
    fs::rename(aside, place).unwrap();
}

#[test]
fn recorded_morning_keeps_ids_and_revisions() {
    let folder = tempfile::tempdir().unwrap();
    let other = || ItemView {
        text: OTHER.to_owned(),
        revision: 0,
        red: false,
        promoted: false,
    };
    let story = |text: &str, revision, red| ItemView {
        text: text.to_owned(),
        revision,
        red,
        promoted: red,
    };
    write(folder.path(), "普通", &[("09:31", FLASH), ("09:40", OTHER)]);
    let mut running = Running::follow(folder.path());
    running.until("the flash", |running| {
        views(&running.timeline) == [story(FLASH, 0, false), other()]
    });
    running.until("everything is loaded", |running| {
        running.status.loading == 0 && running.status.dumps == 1
    });
    let known = ids(&running.timeline);
    for (nth, text) in [(1, TITLED), (2, FIGURE), (3, LONGER)] {
        write(folder.path(), "普通", &[("09:31", text), ("09:40", OTHER)]);
        running.until(text, |running| {
            views(&running.timeline) == [story(text, nth, false), other()]
        });
        assert_eq!(ids(&running.timeline), known, "{text}");
    }
    write(folder.path(), "加红", &[("09:31", LONGER)]);
    running.until("it is red", |running| {
        views(&running.timeline) == [story(LONGER, 3, true), other()]
    });
    write(folder.path(), "普通", &[("09:40", OTHER)]);
    running.until("it is no longer ordinary", |running| {
        let day = &running.timeline.days()[0];
        views(&running.timeline) == [story(LONGER, 3, true), other()]
            && !day.item(0).flags().has(ItemFlags::ORDINARY)
    });
    assert_eq!(ids(&running.timeline), known);
    let earlier: Vec<String> = running.timeline.days()[0]
        .item(0)
        .earlier_texts()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(earlier, [FLASH, TITLED, FIGURE]);
    write(folder.path(), "加红", &[]);
    running.until("it is withdrawn", |running| {
        views(&running.timeline) == [other()]
    });
    assert_eq!(ids(&running.timeline), known[1..]);
    write(folder.path(), "加红", &[("09:31", LONGER)]);
    running.until("it is back", |running| {
        views(&running.timeline) == [story(LONGER, 3, true), other()]
    });
    assert_eq!(ids(&running.timeline), known);
}
