//! Names of stocks: when they are asked for, and what they change.

use crate::app::Message;
use crate::app::bench::{Bench, TODAY, dump, entries};
use crate::feed::FeedEvent;
use crate::item::Stamp;
use crate::watch::WatchStatus;

fn later(bench: &mut Bench, seconds: i64) {
    let now = Stamp::from_unix(i64::from(bench.app.now.unix()) + seconds).unwrap();
    bench.tell(Message::Now(now));
}

#[test]
fn names_are_asked_for_once_everything_is_loaded_and_then_once_a_minute() {
    let mut bench = Bench::empty();
    bench.tell(Message::Feed(FeedEvent::Status(WatchStatus {
        loading: 2,
        ..WatchStatus::default()
    })));
    bench.read(&[dump(TODAY, &entries("甲", 3))]);
    assert_eq!(bench.asks_for_names, 0, "while it loads");
    bench.tell(Message::Feed(FeedEvent::Status(WatchStatus::default())));
    assert_eq!(bench.asks_for_names, 1);
    bench.keys("j k j");
    bench.read(&[dump(TODAY, &entries("甲", 4))]);
    assert_eq!(bench.asks_for_names, 1, "while the answer is waited for");
    bench.learn();
    bench.read(&[dump(TODAY, &entries("甲", 5))]);
    assert_eq!(bench.asks_for_names, 1, "within the minute");
    later(&mut bench, 60);
    assert_eq!(bench.asks_for_names, 2);
    bench.learn();
    later(&mut bench, 600);
    assert_eq!(bench.asks_for_names, 2, "nothing has changed");
}

#[test]
fn without_a_detail_names_are_asked_for_by_a_filter_for_stocks_alone() {
    let mut bench = Bench::empty();
    let metrics = crate::app::Metrics {
        detail: (0, 0),
        ..bench.app.metrics
    };
    bench.tell(Message::Measured(metrics));
    bench.read(&[dump(TODAY, &entries("甲", 3))]);
    bench.tell(Message::Filter("公告".to_owned()));
    assert_eq!(bench.asks_for_names, 0);
    bench.tell(Message::Filter("stock:688999".to_owned()));
    assert_eq!(bench.asks_for_names, 1);
}

#[test]
fn a_filter_for_a_stock_finds_more_once_its_name_is_known() {
    let mut bench = Bench::empty();
    bench.read(&[dump(
        TODAY,
        &[
            "09:31 云帆智造(688999.SH)公告。",
            "09:32 云帆智造涨停。",
            "09:33 远山能源中标。",
        ],
    )]);
    bench.press("f stock:688999 Enter");
    assert_eq!(bench.app.shown.total, 1);
    bench.learn();
    bench.run();
    assert_eq!(bench.app.shown.total, 2);
    let version = bench.app.version();
    bench.learn();
    assert_eq!(
        bench.app.version(),
        version,
        "what is known already changes nothing"
    );
}
