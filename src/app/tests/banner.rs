//! The banner about red items that came out of view, and a feed that is late.

use rstest::rstest;

use crate::action::PageKind;
use crate::app::Message;
use crate::app::test_reader::{TODAY, TestReader, dump, dump_of, entries};
use crate::item::Stamp;
use crate::pace::FeedPace;

/// The banner: the title of its item, and the number of others.
fn banner(reader: &TestReader) -> Option<(&str, usize)> {
    let banner = reader.app.banner()?;
    Some((banner.item.story().headline(), banner.more))
}

fn red(reader: &mut TestReader, titles: &[&str]) {
    let entries = titles
        .iter()
        .enumerate()
        .map(|(nth, title)| format!("11:{nth:02} 【{title}】财联社电，{title}的正文。"));
    let entries: Vec<String> = entries.collect();
    reader.read(&[dump_of("加红", TODAY, &entries)]);
}

/// Nothing said that something red came, least of all in zen.
#[rstest]
#[case("20j")]
#[case("zz")]
#[case("?")]
fn defect_2_red_out_of_view_is_named(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    red(&mut reader, &["要闻"]);
    assert_eq!(banner(&reader), Some(("要闻", 0)));
    reader.wait(7);
    assert!(banner(&reader).is_some());
    reader.wait(1);
    assert_eq!(banner(&reader), None);
}

#[test]
fn red_in_view_needs_no_banner() {
    let mut reader = TestReader::two_days();
    red(&mut reader, &["要闻"]);
    assert_eq!(banner(&reader), None);
    reader.press("20j");
    reader.read(&[dump(TODAY, &entries("甲", 40))]);
    assert_eq!(banner(&reader), None, "they are ordinary");
}

#[test]
fn promoted_item_is_named() {
    let mut reader = TestReader::two_days();
    reader.press("G");
    reader.read(&[dump_of("加红", TODAY, &entries("甲", 1))]);
    assert_eq!(banner(&reader), Some(("甲00", 0)));
}

#[test]
fn banner_counts_the_others() {
    let mut reader = TestReader::two_days();
    reader.press("20j");
    red(&mut reader, &["一", "二"]);
    reader.wait(3);
    red(&mut reader, &["一", "二", "三"]);
    assert_eq!(banner(&reader), Some(("三", 2)));
    reader.wait(7);
    assert!(banner(&reader).is_some(), "the time begins anew");
}

/// Also when the banner is gone, and when a filter hides the item.
#[rstest]
#[case("20j", 0)]
#[case("20j", 60)]
#[case("f 乙 Enter", 0)]
#[case("zz", 0)]
fn banner_leads_to_its_item_and_back(#[case] keys: &str, #[case] seconds: i64) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    let before = reader.at();
    red(&mut reader, &["要闻"]);
    reader.run();
    reader.wait(seconds);
    reader.press("gn");
    assert_eq!(reader.app.selected().unwrap().story().title, Some("要闻"));
    reader.press("Ctrl-o");
    assert_eq!(
        reader.at().split('@').next(),
        before.split('@').next(),
        "Ctrl-o returns"
    );
    reader.press("gn");
    assert!(
        reader.app.notices.current().is_some(),
        "nothing else is named"
    );
}

/// Of two alerts at once, the second was named nowhere, and no key led there.
#[test]
fn key_leads_to_one_item_after_the_other() {
    let mut reader = TestReader::two_days();
    reader.press("zz");
    red(&mut reader, &["一", "二", "三"]);
    for (title, left) in [
        ("三", Some(("二", 1))),
        ("二", Some(("一", 0))),
        ("一", None),
    ] {
        reader.press("gn");
        assert_eq!(reader.app.selected().unwrap().story().title, Some(title));
        assert_eq!(banner(&reader), left);
    }
    reader.press("gn");
    assert_eq!(reader.notice(), Some("没有要去看的提醒"));
}

#[test]
fn key_leads_to_nothing_that_was_seen() {
    let mut reader = TestReader::two_days();
    reader.press("20j");
    red(&mut reader, &["一", "二"]);
    assert_eq!(banner(&reader), Some(("二", 1)));
    reader.press("gg");
    reader.draw();
    reader.wait(2);
    reader.press("gn");
    assert_eq!(reader.notice(), Some("没有要去看的提醒"));
}

/// 2026-05-14 is a Thursday. A feed that had stopped looked like one that runs.
#[rstest]
#[case("2026-05-14T10:04:59", FeedPace::Usual)]
#[case("2026-05-14T10:05:00", FeedPace::Slow)]
#[case("2026-05-14T10:15:00", FeedPace::Silent)]
#[case("2026-05-14T11:30:00", FeedPace::Usual)]
#[case("2026-05-14T13:00:00", FeedPace::Silent)]
#[case("2026-05-14T15:00:00", FeedPace::Usual)]
#[case("2026-05-15T09:45:00", FeedPace::Silent)]
#[case("2026-05-15T10:00:00", FeedPace::Usual)]
#[case("2026-05-16T10:30:00", FeedPace::Usual)]
fn defect_35_silent_feed_is_noticed(#[case] now: &str, #[case] pace: FeedPace) {
    let mut reader = TestReader::empty();
    reader.read(&[dump(TODAY, &["10:00 开盘半小时的消息。"])]);
    let now = Stamp::from_beijing(now.parse().unwrap()).unwrap();
    reader.send(Message::Now(now));
    assert_eq!(reader.app.feed_pace(), pace);
    reader.app.config.settings.slow_after = 0;
    reader.app.config.settings.silent_after = 0;
    assert_eq!(reader.app.feed_pace(), FeedPace::Usual);
}

/// Of a red item above the first line only the second line showed: it raised no banner, and counted as seen.
#[test]
fn red_without_its_headline_is_out_of_view() {
    let mut reader = TestReader::two_days();
    reader.press("d4j");
    red(&mut reader, &["要闻"]);
    assert_eq!(banner(&reader), Some(("要闻", 0)));
    reader.draw();
    reader.wait(2);
    reader.press("j");
    assert_eq!(reader.app.unseen.len(), 1);
    reader.press("gg");
    reader.draw();
    reader.wait(2);
    assert_eq!(reader.app.unseen.len(), 0);
}

/// It led back to the list below the page.
#[rstest]
#[case("F", PageKind::Rules)]
#[case("?", PageKind::Help)]
#[case("! ?", PageKind::Help)]
fn way_back_leads_to_the_page(#[case] keys: &str, #[case] kind: PageKind) {
    let mut reader = TestReader::two_days();
    reader.press("20j").press(keys);
    let (before, page) = (reader.at(), reader.app.open_page());
    red(&mut reader, &["要闻"]);
    reader.run();
    reader.press("gn");
    assert_eq!(reader.app.selected().unwrap().story().title, Some("要闻"));
    assert_eq!(reader.app.open_page(), None);
    reader.press("Ctrl-o");
    assert_eq!((reader.at(), reader.app.open_page()), (before, page));
    assert_eq!(page.unwrap().kind, kind);
    reader.press("Ctrl-o");
    assert_eq!(reader.app.selected().unwrap().story().title, Some("要闻"));
    assert_eq!(reader.app.open_page(), None, "again: return");
    reader.press("Ctrl-o Esc");
    let below = reader.app.open_page().map(|page| page.kind);
    assert_eq!(below, keys.starts_with('!').then_some(PageKind::Problems));
}
