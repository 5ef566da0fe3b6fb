//! The filter as one types, off and on, and while news come.

use crate::app::bench::{Bench, TODAY, dump, entries};

fn titles(bench: &Bench) -> Vec<String> {
    bench
        .screen()
        .into_iter()
        .filter(|line| line != "~")
        .collect()
}

#[test]
fn a_filter_works_as_one_types_and_keeps_the_item() {
    let mut bench = Bench::two_days();
    bench.press("10j f 甲1");
    assert_eq!(bench.app.shown.total, 10);
    assert_eq!(bench.at(), "甲19@1");
    bench.press("5");
    assert_eq!(titles(&bench), ["2026-05-14", ">甲15"]);
    bench.press("Backspace");
    assert_eq!(bench.at(), "甲19@1");
    bench.press("Backspace Backspace");
    assert_eq!(bench.at(), "甲19@11");
    assert_eq!(bench.app.shown.total, 60);
}

#[test]
fn esc_takes_everything_back() {
    let mut bench = Bench::two_days();
    let before = bench.press("10j").screen();
    bench.press("f 乙1 Ctrl-n Ctrl-n Esc");
    assert_eq!(bench.screen(), before);
    assert!(!bench.app.is_filtered());
    bench.press("f 乙1 Enter");
    let before = bench.screen();
    bench.press("f 5 Ctrl-p Esc");
    assert_eq!(bench.screen(), before);
    assert_eq!(bench.app.filter.source, "乙1");
}

#[test]
fn off_and_on_with_the_same_item() {
    let mut bench = Bench::two_days();
    bench.press("f 甲1 Enter 3j");
    assert_eq!(bench.at(), "甲16@4");
    bench.press("\\");
    assert_eq!(bench.app.shown.total, 60);
    assert!(bench.at().starts_with("甲16@"), "{}", bench.at());
    bench.press("\\");
    assert_eq!(bench.at(), "甲16@4");
    bench.press("Esc");
    assert_eq!(bench.app.shown.total, 60);
    assert!(bench.at().starts_with("甲16@"), "{}", bench.at());
    bench.press("\\");
    assert_eq!(
        bench.app.shown.total, 10,
        "Esc leaves it to be turned on again"
    );
    bench.press("Esc Esc");
    assert_eq!(
        (bench.app.filter.source.as_str(), bench.app.shown.total),
        ("", 60),
        "a second Esc lets it go"
    );
    assert!(bench.at().starts_with("甲16@"), "{}", bench.at());
    bench.press("f Up");
    assert_eq!(
        bench.app.filter.source, "甲1",
        "what was typed is still in the history"
    );
}

#[test]
fn a_wrong_query_leaves_the_last_valid_one_in_force() {
    let mut bench = Bench::two_days();
    bench.press("f 甲1 Space (");
    let crate::app::Mode::Prompt(prompt) = &bench.app.mode else {
        panic!("no prompt")
    };
    assert!(prompt.error.is_some());
    assert_eq!(bench.app.filter.source, "甲1");
    assert_eq!(bench.app.shown.total, 10);
    bench.press("Enter");
    assert!(
        matches!(bench.app.mode, crate::app::Mode::Prompt(_)),
        "a wrong query was accepted"
    );
}

#[test]
fn what_was_shown_stays_until_the_pass_reaches_the_selection() {
    let mut bench = Bench::two_days();
    bench.press("[ 3j");
    let before = bench.screen();
    bench.keys("f 2");
    assert_eq!(bench.screen(), before);
    bench.run_one(1);
    assert_eq!(
        bench.screen(),
        before,
        "today alone is not what is looked for"
    );
    bench.keys("Esc f 2");
    bench.run();
    assert!(bench.at().starts_with("乙26@"), "{}", bench.at());
}

#[test]
fn a_pass_of_an_older_query_is_dropped() {
    let mut bench = Bench::two_days();
    bench.keys("f 甲1 5");
    while bench.run_one(usize::MAX) {
        assert!(
            bench.app.shown.total == 60 || bench.app.shown.total == 1,
            "{}",
            bench.app.shown.total
        );
    }
    assert_eq!(bench.app.shown.total, 1);
}

#[test]
fn a_filter_without_hits_is_an_empty_list_and_gives_the_item_back() {
    let mut bench = Bench::two_days();
    bench.press("10j f 没有的词 Enter");
    assert_eq!(bench.at(), "nothing");
    bench.press("j G \\");
    assert_eq!(bench.at(), "甲19@11");
}

#[test]
fn news_come_through_the_filter() {
    let mut bench = Bench::two_days();
    bench.press("f 公告 Enter");
    assert_eq!(bench.at(), "甲29@1");
    bench.read(&[dump(TODAY, &entries("甲", 32))]);
    assert_eq!(
        bench.app.shown.total, 60,
        "rows of a rebuilt day are not known before the pass has looked again"
    );
    bench.run();
    assert_eq!(bench.app.shown.total, 62);
    assert_eq!(bench.at(), "甲31@1");
    bench.press("4j");
    bench.read(&[dump(TODAY, &entries("甲", 34))]);
    bench.run();
    assert_eq!(bench.at(), "甲27@5");
    assert_eq!(bench.app.list.waiting, 1);
}

#[test]
fn what_does_not_match_does_not_wait() {
    let mut bench = Bench::two_days();
    bench.press("f 乙 Enter 3j");
    bench.read(&[dump(TODAY, &entries("甲", 40))]);
    bench.run();
    assert_eq!((bench.app.list.waiting, bench.app.fresh.unseen()), (0, 10));
}

#[test]
fn a_rebuilt_day_is_shown_as_it_was_until_it_was_looked_at_again() {
    let mut bench = Bench::two_days();
    bench.press("f 甲1 Enter");
    let before = titles(&bench);
    let mut left = entries("甲", 30);
    left.drain(..10);
    bench.read(&[dump(TODAY, &left)]);
    assert_eq!(titles(&bench), before);
    bench.run();
    assert_eq!(titles(&bench), before);
    left.drain(..5);
    bench.read(&[dump(TODAY, &left)]);
    bench.run();
    assert_eq!(bench.app.shown.total, 5);
}

#[test]
fn a_day_that_went_away_is_gone_from_the_hits() {
    let mut bench = Bench::two_days();
    bench.press("f 1 Enter");
    bench.read(&[dump("2026-05-13", &[] as &[&str])]);
    bench.run();
    assert!(
        bench
            .app
            .shown
            .days
            .iter()
            .all(|day| day.day.day().to_string() == TODAY)
    );
}

#[test]
fn a_filter_given_from_the_start_holds_what_is_loaded_later() {
    let mut bench = Bench::empty();
    bench.tell(crate::app::Message::Filter("甲2".into()));
    bench.run();
    bench.read(&[
        dump("2026-05-13", &entries("乙", 30)),
        dump(TODAY, &entries("甲", 30)),
    ]);
    bench.run();
    assert_eq!((bench.app.shown.total, bench.at().as_str()), (10, "甲29@1"));
    bench.tell(crate::app::Message::Filter("(".into()));
    assert!(
        bench
            .app
            .notice
            .as_ref()
            .is_some_and(|(notice, _)| notice.error)
    );
}

#[test]
fn a_query_that_grew_starts_from_what_is_known() {
    let mut bench = Bench::two_days();
    bench.press("f 甲 1");
    assert!(bench.app.filter.within.is_some());
    bench.keys("Ctrl-u 乙");
    assert!(bench.app.filter.within.is_none());
}
