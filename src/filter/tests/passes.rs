//! Passes on their threads: progress, cancelling, refreshing.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use super::{dump, matcher, timeline};
use crate::dump::DumpChange;
use crate::filter::{FilterWorker, PassProgress, PreviousPass};
use crate::item::NewsDay;
use crate::timeline::{Store, Timeline};

/// A filter whose messages are taken from a channel.
fn filter() -> (FilterWorker, Receiver<PassProgress>) {
    let (send, receive) = channel();
    let send = Mutex::new(send);
    let publish = move |progress| drop(send.lock().unwrap().send(progress));
    let filter = FilterWorker::start(publish, || panic!("a search panicked"));
    (filter, receive)
}

fn until_complete(receive: &Receiver<PassProgress>, pass: u64) -> Vec<PassProgress> {
    let mut all = Vec::new();
    loop {
        let progress = receive.recv().expect("the filter lives");
        if progress.pass == pass {
            let complete = progress.complete;
            all.push(progress);
            if complete {
                return all;
            }
        }
    }
}

/// More days than are steps of their own.
const DAYS: u32 = 100;

fn season() -> Arc<Timeline> {
    let text = |day: u32, nth: u32| {
        format!(
            "财联社1月{day}日电，第{nth}条{}。",
            if nth == day % 40 {
                "英伟达"
            } else {
                "消息"
            }
        )
    };
    timeline(
        (1..=DAYS)
            .map(|day| {
                dump(
                    &format!("{day}.md"),
                    "普通",
                    day,
                    &(0..40).map(|nth| text(day, nth)).collect::<Vec<_>>(),
                )
            })
            .collect(),
    )
}

#[test]
fn pass_publishes_each_day_once_newest_first() {
    let (mut filter, receive) = filter();
    let timeline = season();
    filter.start_pass(
        1,
        matcher("英伟达"),
        Arc::default(),
        Arc::clone(&timeline),
        None,
    );
    let published = until_complete(&receive, 1);
    let days: Vec<NewsDay> = published
        .iter()
        .flat_map(|progress| &progress.found)
        .map(|found| found.day.day())
        .collect();
    let expected: Vec<NewsDay> = timeline.days().iter().rev().map(|day| day.day()).collect();
    assert_eq!(days, expected);
    assert_eq!(
        published.last().unwrap().reached,
        Some(expected[DAYS as usize - 1])
    );
    assert!(
        published
            .iter()
            .flat_map(|progress| &progress.found)
            .all(|found| found.rows.len() == 1)
    );
}

#[test]
fn empty_passes_complete() {
    let (mut filter, receive) = filter();
    filter.start_pass(1, matcher("不存在的词"), Arc::default(), season(), None);
    assert!(
        until_complete(&receive, 1)
            .iter()
            .all(|progress| progress.found.is_empty())
    );
    filter.start_pass(2, matcher("英伟达"), Arc::default(), Arc::default(), None);
    assert_eq!(until_complete(&receive, 2).len(), 1);
}

#[test]
fn new_pass_cancels_the_one_before() {
    let (mut filter, receive) = filter();
    let timeline = season();
    for pass in 1..=200 {
        filter.start_pass(
            pass,
            matcher("消息"),
            Arc::default(),
            Arc::clone(&timeline),
            None,
        );
    }
    let published = until_complete(&receive, 200);
    assert_eq!(
        published
            .iter()
            .flat_map(|progress| &progress.found)
            .count(),
        DAYS as usize
    );
    filter.cancel();
    drop(filter);
    assert!(
        receive.iter().all(|progress| progress.pass == 200),
        "no older pass publishes later"
    );
}

#[test]
fn narrower_query_searches_old_hits_only() {
    let (mut filter, receive) = filter();
    let timeline = season();
    let of_day = |nth: usize, rows: &[u32]| (timeline.days()[nth].day(), Arc::from(rows));
    let within = PreviousPass {
        matcher: matcher("条"),
        rows: [of_day(4, &[5, 6, 7]), of_day(5, &[0, 1])].into(),
    };
    filter.start_pass(
        1,
        matcher("英伟达 条"),
        Arc::default(),
        Arc::clone(&timeline),
        Some(within),
    );
    let published = until_complete(&receive, 1);
    let found: Vec<_> = published
        .iter()
        .flat_map(|progress| &progress.found)
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].day.day(), &*found[0].rows),
        (timeline.days()[4].day(), &[5][..])
    );
}

#[test]
fn panic_is_reported_and_the_next_pass_runs() {
    let (send, receive) = channel();
    let (send, report) = (Mutex::new(send.clone()), Mutex::new(send));
    let publish = move |progress: PassProgress| {
        assert_ne!(progress.pass, 1);
        send.lock().unwrap().send(progress.complete).unwrap();
    };
    let on_panic = move || report.lock().unwrap().send(false).unwrap();
    let mut filter = FilterWorker::start(publish, on_panic);
    filter.start_pass(1, matcher("英伟达"), Arc::default(), season(), None);
    assert!(!receive.recv().unwrap());
    filter.start_pass(2, matcher("不存在的词"), Arc::default(), season(), None);
    while !receive.recv().unwrap() {}
}

#[test]
fn refresh_publishes_days_without_hits() {
    let (mut filter, receive) = filter();
    let mut store = Store::default();
    let before = store
        .apply(vec![DumpChange::Read(dump(
            "a.md",
            "普通",
            6,
            &["英伟达".to_owned()],
        ))])
        .timeline;
    filter.start_pass(1, matcher("英伟达"), Arc::default(), before, None);
    until_complete(&receive, 1);
    let update = store.apply(vec![DumpChange::Read(dump(
        "a.md",
        "普通",
        6,
        &["云帆智造".to_owned()],
    ))]);
    filter.refresh(
        1,
        matcher("英伟达"),
        Arc::default(),
        update.timeline,
        update.changed,
    );
    let again = receive.recv().unwrap();
    assert!(again.complete && again.found.len() == 1 && again.found[0].rows.is_empty());
}

#[test]
fn refresh_of_an_old_pass_is_dropped() {
    let (mut filter, receive) = filter();
    let timeline = season();
    let days: Vec<NewsDay> = timeline.days().iter().map(|day| day.day()).collect();
    filter.start_pass(
        1,
        matcher("英伟达"),
        Arc::default(),
        Arc::clone(&timeline),
        None,
    );
    filter.start_pass(
        2,
        matcher("消息"),
        Arc::default(),
        Arc::clone(&timeline),
        None,
    );
    filter.refresh(1, matcher("英伟达"), Arc::default(), timeline, days);
    until_complete(&receive, 2);
    drop(filter);
    assert!(receive.iter().all(|progress| progress.pass == 2));
}
