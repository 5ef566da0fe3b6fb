//! What was there once is not new again, however its dumps go and come back.

use std::sync::Arc;

use super::{dump, texts};
use crate::dump::{Dump, DumpChange};
use crate::path::FilePath;
use crate::timeline::{Arrived, Store, Update};

const FIRST: &str = "09:31 【晨星股份分红】财联社1月6日电，晨星股份公布一季度业绩，净利同比增长一成，董事会提议分红。";
const SECOND: &str = "09:35 财联社1月6日电，青禾银行下调存款利率10个基点。";
const THIRD: &str = "09:40 财联社1月6日电，远山科技发布新一代芯片。";

struct Followed(Store);

impl Followed {
    /// A store that has loaded a dump of ordinary items.
    fn loaded(entries: &[&str]) -> Self {
        let mut store = Store::default();
        store.apply_built(vec![dump("a.md", "普通", entries).into()], Vec::new());
        Self(store)
    }

    fn reads(&mut self, dump: Arc<Dump>) -> Update {
        self.0.apply(vec![DumpChange::Read(dump)])
    }

    fn loses(&mut self, path: &str) -> Update {
        let gone = DumpChange::Gone(FilePath::from(path));
        self.0.apply(vec![gone])
    }

    /// The texts of these items.
    fn texts(&self, news: &[Arrived]) -> Vec<String> {
        let timeline = self.0.timeline();
        let item = |news: &Arrived| timeline.item(news.day, news.id).unwrap().text().to_owned();
        news.iter().map(item).collect()
    }
}

/// Numbers of items that arrived, were revised and became red.
fn counts(update: &Update) -> (usize, usize, usize) {
    let Update {
        arrived,
        revised,
        promoted,
        ..
    } = update;
    (arrived.len(), revised.len(), promoted.len())
}

#[test]
fn only_what_was_never_there_arrives() {
    let mut followed = Followed::loaded(&[FIRST, SECOND]);
    for _ in 0..2 {
        followed.loses("a.md");
        assert!(followed.0.timeline().is_empty());
        let update = followed.reads(dump("a.md", "普通", &[FIRST, SECOND]));
        assert_eq!(counts(&update), (0, 0, 0));
        assert!(update.moved, "the reader may have forgotten its marks");
    }
    followed.loses("a.md");
    let update = followed.reads(dump("b.md", "普通", &[FIRST, SECOND, THIRD]));
    let (_, third) = THIRD.split_once(' ').unwrap();
    assert_eq!(followed.texts(&update.arrived), [third]);
    assert_eq!(counts(&update), (1, 0, 0));
}

#[test]
fn entry_that_is_withdrawn_and_back_is_not_new() {
    let mut followed = Followed::loaded(&[FIRST, SECOND, THIRD]);
    followed.reads(dump("a.md", "普通", &[FIRST, THIRD]));
    let update = followed.reads(dump("a.md", "普通", &[FIRST, SECOND, THIRD]));
    assert_eq!(counts(&update), (0, 0, 0));
}

#[test]
fn text_that_was_never_seen_is_a_revision() {
    let corrected = FIRST.replace("一成", "两成");
    let mut followed = Followed::loaded(&[FIRST]);
    followed.loses("a.md");
    let update = followed.reads(dump("a.md", "普通", &[&corrected]));
    assert_eq!(counts(&update), (0, 1, 0));
    followed.loses("a.md");
    for known in [FIRST, &corrected] {
        let update = followed.reads(dump("a.md", "普通", &[known]));
        assert_eq!(counts(&update), (0, 0, 0), "{known}");
        followed.loses("a.md");
    }
}

/// Two stories of a minute are worded alike. The second one takes the place of the first, and counts as its later wording until
/// the first one is back.
#[test]
fn story_apart_from_its_likeness_is_not_new() {
    let second = SECOND.replace("青禾银行", "朔方银行");
    let mut followed = Followed::loaded(&[SECOND]);
    let update = followed.reads(dump("a.md", "普通", &[&second]));
    assert_eq!(counts(&update), (0, 1, 0));
    let update = followed.reads(dump("b.md", "普通", &[SECOND]));
    assert_eq!(texts(&followed.0.timeline().days()[0]).len(), 2);
    assert_eq!(counts(&update), (0, 0, 0));
}

#[test]
fn red_item_that_comes_back_is_not_promoted() {
    let mut followed = Followed::loaded(&[FIRST, SECOND]);
    assert_eq!(
        counts(&followed.reads(dump("b.md", "加红", &[FIRST]))),
        (0, 0, 1)
    );
    followed.loses("b.md");
    assert_eq!(
        counts(&followed.reads(dump("b.md", "加红", &[FIRST]))),
        (0, 0, 0)
    );
    followed.loses("b.md");
    followed.loses("a.md");
    assert_eq!(
        counts(&followed.reads(dump("b.md", "加红", &[FIRST]))),
        (0, 0, 0)
    );
    assert_eq!(
        counts(&followed.reads(dump("a.md", "普通", &[FIRST, SECOND]))),
        (0, 0, 0)
    );
    followed.loses("a.md");
    assert_eq!(
        counts(&followed.reads(dump("b.md", "加红", &[FIRST, SECOND]))),
        (0, 0, 1),
        "the second was never red"
    );
}

/// A text that another dump has cut gives the item another id and another text, until its own dump is back.
#[test]
fn dumps_of_a_story_go_and_come_one_by_one() {
    let cut = "09:31 财联社1月6日电，晨星股份公布一季度业绩，净利同比增长一成，董事会提议…";
    let dumps = || [dump("a.md", "普通", &[FIRST]), dump("b.md", "普通", &[cut])];
    let paths = ["a.md", "b.md"];
    for (gone, back) in [([0, 1], [0, 1]), ([0, 1], [1, 0]), ([1, 0], [0, 1])] {
        let mut followed = Followed::loaded(&[FIRST]);
        followed.reads(dump("b.md", "普通", &[cut]));
        assert_eq!(texts(&followed.0.timeline().days()[0]).len(), 1);
        for at in gone {
            followed.loses(paths[at]);
        }
        for at in back {
            let update = followed.reads(Arc::clone(&dumps()[at]));
            assert_eq!(counts(&update), (0, 0, 0), "{gone:?} {back:?} {at}");
        }
    }
}

/// Five days of 15,000 items each: two of them are forgotten.
#[test]
fn newest_days_are_remembered_within_bounds() {
    let entries = |day: usize| -> Vec<String> {
        let entry = |n: usize| {
            format!(
                "{:02}:{:02} 第{day}日第{n}号公告。",
                6 + n / 3600,
                n / 60 % 60
            )
        };
        (0..15_000).map(entry).collect()
    };
    let days: Vec<_> = (0..5).map(|day| big_dump(day, &entries(day))).collect();
    let mut store = Store::default();
    let read = days.iter().map(|day| Arc::clone(day).into()).collect();
    store.apply_built(read, Vec::new());
    let gone = |day: &Arc<Dump>| DumpChange::Gone(day.path.clone());
    store.apply(days.iter().map(gone).collect());
    assert!(store.timeline().is_empty());
    let mut newest = entries(4);
    newest.push("23:00 今天真的有新消息。".to_owned());
    let back = days.iter().take(4).cloned().chain([big_dump(4, &newest)]);
    let update = store.apply(back.map(DumpChange::Read).collect());
    assert_eq!(counts(&update), (1, 0, 0));
}

fn big_dump(day: usize, entries: &[String]) -> Arc<Dump> {
    let date = format!("2026-01-{:02}", day + 6);
    let heading =
        format!("# 财联社【普通】电报 - {date}\n> 统计周期：{date} 05:30 至次日 05:30\n\n---\n\n");
    let text = entries.iter().fold(heading, |text, entry| {
        let (time, body) = entry.split_once(' ').unwrap();
        text + &format!("**[{time}]** {body}\n\n")
    });
    super::read(&format!("{date}.md"), text.into_bytes())
}
