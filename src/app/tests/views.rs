//! Views: switching, their places, their filters, and the way back.

mod of_rules;

use std::sync::Arc;

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::Rect;
use rstest::rstest;

use super::news::look;
use crate::app::test_reader::{TODAY, TestReader, counting, dump, dump_of, entries};
use crate::app::{Effect, Message, SearchKind};
use crate::config::Config;
use crate::dump::Dump;

/// Two days of 30 ordinary items, and twenty red ones of today, later than the others.
fn reader() -> TestReader {
    with_digits(Config::default())
}

fn with_digits(config: Config) -> TestReader {
    let mut reader = TestReader::configured(config);
    reader.read(&[
        dump("2026-05-13", &entries("乙", 30)),
        dump(TODAY, &entries("甲", 30)),
        red_dump(20),
    ]);
    reader.effects.clear();
    reader
}

fn red_dump(count: usize) -> Arc<Dump> {
    let red: Vec<String> = (0..count)
        .map(|n| format!("09:{n:02} 【红{n:02}】财联社电，红{n:02}的正文。"))
        .collect();
    dump_of("加红", TODAY, &red)
}

/// The name of the view on the screen.
fn name(reader: &TestReader) -> &str {
    reader.app.current_view_name().unwrap_or("全部")
}

fn len(reader: &TestReader) -> usize {
    reader.app.list.visible().len()
}

#[test]
fn task_6_digit_shows_red_items() {
    let mut reader = reader();
    reader.press("2");
    assert_eq!((name(&reader), len(&reader)), ("红", 20));
    assert_eq!(reader.at(), "红19@1");
    assert!(reader.app.list.is_following());
    reader.press("1");
    assert_eq!((name(&reader), len(&reader)), ("全部", 80));
    reader.press("3");
    assert_eq!(reader.notice(), Some("没有视图 3"));
    assert_eq!(name(&reader), "全部");
}

#[rstest]
#[case("g t", "红")]
#[case("g t g t", "全部")]
#[case("g T", "红")]
#[case("2 g t", "全部")]
#[case("2 2", "红")]
fn keys_walk_the_views(#[case] keys: &str, #[case] expected: &str) {
    let mut reader = reader();
    reader.press(&keys.replace("g t", "gt").replace("g T", "gT"));
    assert_eq!(name(&reader), expected);
}

#[test]
fn counted_keys_walk_to_a_view() {
    let mut reader = with_digits(counting(Config::default()));
    reader.press("2gt");
    assert_eq!(name(&reader), "红");
    assert_eq!(reader.press("5j").at(), "红14@6", "digits count");
    reader.press("3gT");
    assert_eq!(name(&reader), "全部");
}

#[test]
fn each_view_keeps_its_place() {
    let mut reader = reader();
    reader.press("jjjj");
    assert_eq!(reader.at(), "红15@5");
    reader.press("2 jj");
    assert_eq!(reader.at(), "红17@3");
    reader.press("1");
    assert_eq!(reader.at(), "红15@5");
    reader.press("2");
    assert_eq!(reader.at(), "红17@3");
}

/// A view that followed the news follows them again; one that was read stays.
#[test]
fn view_follows_as_it_was_left() {
    let mut reader = reader();
    reader.press("2 j 1");
    reader.read(&[red_dump(24)]);
    reader.press("2");
    assert_eq!(reader.at(), "红18@2", "four more are above it");
    reader.press("gg 1");
    reader.read(&[red_dump(50)]);
    reader.press("2");
    assert_eq!(reader.at(), "红49@1", "the list has moved on to the newest");
}

#[test]
fn filter_is_within_the_view() {
    let mut reader = reader();
    reader.press("2 f 7 Enter");
    assert_eq!(
        (len(&reader), reader.app.list_name().to_string()),
        (2, "(is:red) (7)".to_owned())
    );
    reader.press("\\");
    assert_eq!(len(&reader), 20, "off: the view");
    reader.press("\\ 1");
    assert_eq!(len(&reader), 80, "the filter is the view's own");
    reader.press("f 甲 Enter 2");
    assert_eq!(len(&reader), 2);
    reader.press("1");
    assert_eq!(len(&reader), 30);
}

/// The filter narrows what the view has found already.
#[test]
fn filter_searches_the_hits_of_the_view() {
    let mut reader = reader();
    reader.press("2").keys("f 7");
    assert!(reader.app.search(SearchKind::Filter).wider().is_some());
    reader.run();
    assert_eq!(len(&reader), 2);
}

#[test]
fn esc_leaves_the_filter_then_the_view() {
    let mut reader = reader();
    reader.press("2 f 7 Enter");
    reader.press("Esc");
    assert_eq!((name(&reader), len(&reader)), ("红", 20));
    reader.press("Esc");
    assert_eq!((name(&reader), len(&reader)), ("全部", 80));
    reader.press("Esc 2 \\");
    assert_eq!(len(&reader), 2, "the view kept its filter");
}

#[test]
fn esc_in_the_prompt_restores_the_view() {
    let mut reader = reader();
    reader.press("2 jj f 7");
    assert_eq!(len(&reader), 2);
    reader.press("Esc");
    assert_eq!((name(&reader), len(&reader)), ("红", 20));
    assert_eq!(reader.at(), "红17@3");
}

#[test]
fn q_leaves_the_view_before_it_quits() {
    let mut reader = reader();
    reader.press("2 q");
    assert_eq!(name(&reader), "全部");
    assert!(!reader.effects().contains(&Effect::Quit));
    reader.press("q");
    assert!(reader.effects().contains(&Effect::Quit));
}

#[test]
fn way_back_leads_over_views() {
    let mut reader = reader();
    reader.press("jjjj 2 jj f 7 Enter");
    assert_eq!(reader.at(), "红17@0");
    reader.press("1 Ctrl-o");
    assert_eq!((name(&reader), len(&reader)), ("红", 2));
    assert_eq!(reader.at(), "红17@0");
    reader.press("Ctrl-o");
    assert_eq!((name(&reader), reader.at().as_str()), ("全部", "红15@5"));
    reader.press("2 Ctrl-o");
    assert_eq!((name(&reader), reader.at().as_str()), ("全部", "红15@5"));
}

#[test]
fn click_switches_the_view() {
    let mut reader = reader();
    let mut metrics = reader.app.metrics.clone();
    metrics.views = vec![(Rect::new(1, 0, 6, 1), 0), (Rect::new(9, 0, 4, 1), 1)];
    reader.send(Message::Measured(metrics));
    let click = MouseEventKind::Down(MouseButton::Left);
    reader.mouse(click, 12, 0);
    reader.run();
    assert_eq!(name(&reader), "红");
    reader.mouse(click, 8, 0);
    assert_eq!(name(&reader), "红", "between the names");
    reader.mouse(click, 1, 0);
    assert_eq!(name(&reader), "全部");
}

#[test]
fn unseen_items_of_each_view_are_counted() {
    let mut reader = reader();
    let counts = |reader: &TestReader| {
        let views = reader.app.views();
        let counts = views.map(|view| reader.app.unseen_of(view).unwrap());
        counts.collect::<Vec<_>>()
    };
    assert_eq!(counts(&reader), [0, 0]);
    reader.press("G");
    reader.read(&[red_dump(23), dump(TODAY, &entries("甲", 32))]);
    assert_eq!(counts(&reader), [5, 3]);
    assert_eq!(reader.app.news_phrase().as_deref(), Some("新 5 · 红 3"));
    reader.press("2");
    assert_eq!(reader.app.news_phrase().as_deref(), Some("新 3"));
    look(&mut reader);
    assert_eq!(counts(&reader), [2, 0]);
}

/// What the filter or the view hides is shown without them.
#[test]
fn banner_leads_out_of_filter_and_view() {
    let mut reader = reader();
    reader.press("2 f 17 Enter");
    reader.read(&[red_dump(21)]);
    reader.run();
    reader.press("gn");
    assert_eq!((name(&reader), reader.at().as_str()), ("红", "红20@1"));
}

/// The basket leads to a starred item that is not in the view.
#[test]
fn mark_leads_out_of_the_view() {
    let mut reader = reader();
    reader.press("f 甲 Enter jj m 2");
    let key = crate::app::ItemKey::from(reader.app.timeline.days()[1].item(3));
    reader.app.reveal(key);
    assert_eq!(name(&reader), "全部");
    assert_eq!(reader.app.list.selected_key(), Some(key));
    reader.press("Ctrl-o");
    assert_eq!(name(&reader), "红");
}

#[test]
fn each_view_has_its_read_line() {
    let mut reader = reader();
    reader.press("2 A");
    reader.read(&[red_dump(22)]);
    reader.run();
    let lines = |reader: &TestReader| {
        let screen = reader.screen();
        screen.iter().position(|row| row == "read until here")
    };
    assert_eq!(lines(&reader), Some(3));
    reader.press("1");
    assert_eq!(lines(&reader), None);
}

/// Hits that were kept are shown at once; only changed days are searched again.
#[test]
fn kept_hits_show_at_once() {
    let mut reader = reader();
    reader.press("2 1").effects();
    reader.keys("2");
    assert_eq!(len(&reader), 20, "before any pass");
    assert!(
        reader
            .effects()
            .contains(&Effect::ResumeSearch(SearchKind::View))
    );
    reader.press("1");
    reader.read(&[red_dump(21)]);
    reader.keys("2");
    assert_eq!(len(&reader), 81, "today was dropped: what was shown stays");
    reader.run();
    assert_eq!(len(&reader), 21);
    reader.read(&[red_dump(22)]);
    reader.run();
    assert_eq!(len(&reader), 22, "the resumed pass is kept up");
}

/// A pass that is still running when the view is left belongs to no other view.
#[test]
fn late_hits_of_another_view_are_dropped() {
    let mut reader = reader();
    reader.keys("2 1 f 甲");
    reader.run();
    assert_eq!(len(&reader), 30);
    reader.keys("Enter 2 1");
    reader.run();
    assert_eq!(len(&reader), 30);
    reader.press("2");
    assert_eq!(len(&reader), 20);
}

#[test]
fn view_shows_its_place_once_the_pass_is_there() {
    let mut reader = reader();
    reader.keys("2");
    assert_eq!(len(&reader), 80, "nothing flickers");
    reader.run_one(1);
    assert_eq!((len(&reader), reader.at().as_str()), (20, "红19@1"));
}

/// A story about two companies, the second one first in its title, and follow-ups of one of them.
fn companies() -> TestReader {
    let mut reader = reader();
    let stories = [
        "10:00 【云帆智造拟收购星河航天】财联社电，星河航天(300999.SZ)与云帆智造(688999.SH)签约。",
        "10:05 【星河航天：签约】财联社电，星河航天(300999.SZ)公告。（央视新闻）",
        "10:09 财联社电，云帆智造(688999.SH)涨停。",
    ];
    reader.read(&[dump_of("公司", TODAY, &stories)]);
    reader.press("t 10:00 Enter");
    reader
}

#[test]
fn task_11_star_shows_the_stock_of_the_item() {
    let mut reader = companies();
    let here = reader.at();
    reader.press("*");
    assert_eq!((name(&reader), len(&reader)), ("云帆智造", 2));
    assert!(reader.at().starts_with("云帆智造拟收购"), "{}", reader.at());
    reader.press("*");
    assert_eq!(
        (name(&reader), len(&reader)),
        ("星河航天", 2),
        "the next one"
    );
    reader.press("Esc");
    assert_eq!((name(&reader), reader.at()), ("全部", here));
    assert_eq!(reader.app.views().count(), 2, "it is gone");
}

#[test]
fn stock_view_leads_back_to_its_origin() {
    let mut reader = reader();
    let story = "10:09 【云帆智造(688999.SH)涨停】财联社电，云帆智造(688999.SH)涨停。";
    reader.read(&[dump_of("加红", TODAY, &[story])]);
    reader.press("2 *");
    assert_eq!((name(&reader), len(&reader)), ("云帆智造", 1));
    reader.press("*");
    assert_eq!(reader.notice(), Some("这一条没有别的个股"));
    reader.press("Esc");
    assert_eq!(name(&reader), "红");
    reader.press("Ctrl-o");
    assert_eq!(name(&reader), "云帆智造", "the way back opens it again");
    reader.press("gt");
    assert_eq!((name(&reader), reader.app.views().count()), ("全部", 2));
}

#[test]
fn hash_shows_the_theme_of_the_item() {
    let mut reader = companies();
    reader.press("#");
    assert_eq!(reader.notice(), Some("这一条没有栏目、主题或来源"));
    reader.press("t 10:05 Enter #");
    assert_eq!(name(&reader), "星河航天");
    reader.press("#");
    assert_eq!((name(&reader), len(&reader)), ("央视新闻", 1));
    let column = "10:30 【【研选】“铜箔\"加工费上调】财联社电，加工费上调。";
    reader.read(&[dump_of("研选", TODAY, &[column])]);
    reader.press("1 t 10:30 Enter #");
    assert_eq!((name(&reader), len(&reader)), ("研选", 1));
}

#[test]
fn item_without_stocks_opens_no_view() {
    let mut reader = reader();
    reader.hide_detail();
    let requests = reader.name_requests;
    reader.press("*");
    assert_eq!(reader.notice(), Some("股票名还在认，稍后再按"));
    assert!(
        reader.name_requests >= requests.max(1),
        "they are on the way"
    );
    reader.learn();
    reader.press("*");
    assert_eq!(reader.notice(), Some("这一条没有个股"));
    TestReader::empty().press("* #");
}
