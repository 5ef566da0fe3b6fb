//! What header and last line say about new items and about today.

use ratatui::style::Modifier;

use super::fixture::{UiReader, read};
use crate::app::Message;
use crate::config::{Arrangement, Config};
use crate::dump::DumpChange;
use crate::item::Stamp;

fn later(reader: &mut UiReader, seconds: i64) {
    let now = Stamp::from_unix(i64::from(reader.app.now.unix()) + seconds).unwrap();
    reader.send(Message::Now(now));
}

fn first(screen: &str) -> &str {
    screen.lines().next().unwrap()
}

fn last(screen: &str) -> &str {
    screen.lines().last().unwrap()
}

/// The label covered the end of the newest headline in view.
#[test]
fn defect_23_pill_is_in_the_last_line() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(60, 20);
    reader.keys("jjjjjjjj").screen(60, 20);
    reader.arrive();
    let (buffer, _) = reader.draw(60, 20);
    let screen = super::fixture::print(&buffer);
    assert!(last(&screen).ends_with(" ↑ 新 2"), "{screen}");
    assert_eq!(screen.matches('↑').count(), 1, "{screen}");
    assert!(buffer[(57, 19)].modifier.contains(Modifier::REVERSED));
}

/// The header said 54 where the pill said 9.
#[test]
fn defect_10_one_phrase_counts_new_items() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(100, 20);
    reader.keys("f储能<Enter>G").screen(100, 20);
    reader.arrive();
    let phrase = reader.app.news_phrase().unwrap();
    assert!(phrase.starts_with("新 2 · 筛选内新 "), "{phrase}");
    let listed = phrase.trim_start_matches("新 2 · ");
    let screen = reader.screen(100, 20);
    assert!(first(&screen).contains("1 全部 2"), "{screen}");
    assert!(first(&screen).contains(listed), "{screen}");
    let screen = reader.keys("<Esc>G").screen(100, 9);
    assert!(first(&screen).contains("1 全部 2"), "{screen}");
    assert!(last(&screen).contains("↑ 新 2"), "{screen}");
}

/// The best places counted the archive.
#[test]
fn defect_25_last_line_counts_today() {
    let mut reader = UiReader::new(Config::default());
    let screen = reader.screen(100, 20);
    assert!(last(&screen).ends_with("今 11 · 红 2"), "{screen}");
    let screen = reader.keys("j").screen(100, 20);
    assert!(last(&screen).contains("2/14  14%"), "{screen}");
    later(&mut reader, 3);
    let screen = reader.screen(100, 20);
    assert!(!last(&screen).contains('%'), "{screen}");
    reader.arrive();
    let screen = reader.screen(100, 20);
    assert!(last(&screen).ends_with("今 13 · 红 2   ↑ 新 2"), "{screen}");
    later(&mut reader, 86_400);
    let screen = reader.screen(100, 20);
    assert!(last(&screen).contains("5月31日 13 条 · 红 2"), "{screen}");
}

/// It stayed, and pushed out the keys.
#[test]
fn defect_29_filter_notice_goes_away() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(45, 25);
    let screen = reader.keys("f储能<Enter><Esc>").screen(45, 25);
    assert!(last(&screen).contains("\\ 恢复"), "{screen}");
    later(&mut reader, 3);
    let screen = reader.screen(45, 25);
    assert!(
        !last(&screen).contains("筛选已关") && !last(&screen).contains("储能"),
        "{screen}"
    );
    assert!(last(&screen).contains("Enter 打开"), "{screen}");
}

/// A feed that had stopped looked like one that runs. 2026-06-01 is a Monday.
#[test]
fn defect_35_header_names_the_silence() {
    let mut reader = UiReader::new(Config::default());
    let at = |time: &str| Stamp::from_beijing(format!("2026-06-01T{time}").parse().unwrap());
    reader.send(Message::Now(at("09:29:00").unwrap()));
    assert!(first(&reader.screen(100, 20)).contains("22 小时前"));
    reader.send(Message::Now(at("09:30:00").unwrap()));
    let screen = reader.screen(100, 20);
    assert!(first(&screen).contains("22 小时没有新电报"), "{screen}");
}

#[test]
fn header_says_whether_the_list_follows() {
    let mut reader = UiReader::new(Config::default());
    assert!(first(&reader.screen(80, 20)).contains("跟随"));
    assert!(first(&reader.keys("j").screen(80, 20)).contains("停住"));
    assert!(first(&reader.keys("gg").screen(20, 4)).contains("跟随"));
}

/// The banner takes the place of the keys; nothing else moves.
#[test]
fn banner_is_in_the_last_line() {
    let mut reader = UiReader::new(Config::default());
    let before = reader.keys("zz").screen(80, 20);
    reader.arrive_red("星河航天首飞成功");
    let after = reader.screen(80, 20);
    assert!(
        last(&after).starts_with(" 红 11:19 星河航天首飞成功 —— gn 去看"),
        "{after}"
    );
    let body = |screen: &str| {
        screen
            .lines()
            .skip(1)
            .take(18)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(body(&before), body(&after));
    let narrow = reader.screen(30, 8);
    assert_eq!(last(&narrow), " 红 星河航天首飞成功 gn");
    let tiny = reader.screen(20, 4);
    assert_eq!(last(&tiny), "红 星河航天首飞… gn");
}

/// The button cut the banner's headline, to repeat the counts of the header.
#[test]
fn button_gives_way_to_the_banner() {
    let mut reader = UiReader::new(Config::default());
    reader.app.arrangement = Some(Arrangement::ListAlone);
    reader.screen(80, 9);
    reader.keys("G").screen(80, 9);
    reader.arrive_red("星河航天首飞成功，储能电站同日并网发电，两项工程都提前");
    let narrow = reader.screen(80, 9);
    assert!(last(&narrow).ends_with("都提前 —— gn 去看"), "{narrow}");
    let wide = reader.screen(100, 9);
    assert!(
        last(&wide).contains("都提前 —— gn 去看") && last(&wide).ends_with(" ↑ 新 1 · 红 1"),
        "{wide}"
    );
}

/// The number that the filter left pushed out whether the list follows.
#[test]
fn narrow_header_keeps_that_the_list_is_paused() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(30, 8);
    reader.keys("f储能<Enter>G").screen(30, 8);
    reader.arrive();
    let screen = reader.screen(30, 8);
    let header = first(&screen);
    assert!(
        header.contains("1全2") && header.contains("停住"),
        "{screen}"
    );
    assert!(!header.contains("筛选内新"), "{screen}");
    assert!(first(&reader.screen(100, 8)).contains("筛选内新"));
}

/// The header said `新 2`, the last line `未看 2`. The header has the views.
#[test]
fn new_items_have_one_name() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(100, 20);
    reader.arrive();
    let screen = reader.keys("gg").screen(100, 20);
    assert!(first(&screen).contains("1 全部 2"), "{screen}");
    later(&mut reader, 1);
    let screen = reader.screen(100, 20);
    assert!(last(&screen).contains("新 2  今 13"), "{screen}");
}

/// The key was cut off: `下方还有 40 条没看过 · Spac…`.
#[test]
fn notice_about_unseen_items_keeps_its_key() {
    let mut reader = UiReader::new(Config::default());
    reader.app.arrangement = Some(Arrangement::ListAlone);
    reader.screen(20, 4);
    reader.keys("G").screen(20, 4);
    reader.arrive();
    let screen = reader.keys("gg").screen(20, 4);
    assert!(last(&screen).starts_with("Space 去"), "{screen}");
}

#[test]
fn no_red_items_are_not_counted() {
    let mut reader = UiReader::empty(Config::default());
    reader.fall_silent();
    let screen = reader.screen(100, 20);
    assert!(last(&screen).ends_with("5月29日 76 条"), "{screen}");
}

/// `── 178…──` read as a number of items.
#[test]
fn day_has_whole_counts_or_none() {
    let mut reader = UiReader::new(Config::default());
    for columns in 12..50 {
        let screen = reader.screen(columns, 8);
        let rule = screen.lines().nth(1).unwrap();
        assert!(rule.contains("5月31日") && !rule.contains('…'), "{screen}");
    }
}

/// The counts of a day with one session were there twice.
#[test]
fn only_session_of_a_day_has_no_counts() {
    let mut reader = UiReader::empty(Config::default());
    let heading =
        "# 财联社【普通】电报 - 2026-05-29\n> 统计周期：2026-05-29 05:30 至次日 05:30\n\n---\n";
    let entry = |minute| format!("\n**[06:{minute}]** 财联社5月29日电，甲{minute}。\n");
    let entries: String = (10..50).map(entry).collect();
    reader.change(vec![DumpChange::Read(read(
        "cls/普通_2026-05-29.md",
        &format!("{heading}{entries}"),
    ))]);
    let screen = reader.screen(100, 40);
    let rule = screen.lines().nth(1).unwrap();
    assert!(rule.contains("盘前"), "{screen}");
    assert_eq!(rule.matches("40 条").count(), 1, "{screen}");
}
