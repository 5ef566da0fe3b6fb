//! What prompts say: examples, what is cut, and candidates.

use ratatui::style::Modifier;

use super::fixture::UiReader;
use crate::app::Message;
use crate::config::Config;
use crate::item::Stamp;
use crate::knowledge::KnowledgePart;
use crate::lang::Lang;
use crate::query::{ListTerm, Watchlist, Watchlists};

fn last_line(screen: &str) -> &str {
    let mut lines = screen.lines().rev();
    lines.find(|line| !line.starts_with("cursor")).unwrap()
}

#[test]
fn defect_9_empty_prompts_show_examples() {
    let mut reader = UiReader::new(Config::default());
    for (key, example) in [("f", "is:red"), ("/", "ywd"), ("t", "5-14")] {
        let screen = reader.keys(key).screen(100, 12);
        assert!(last_line(&screen).contains(example), "{screen}");
        let screen = reader.keys("1").screen(100, 12);
        assert!(!last_line(&screen).contains(example), "{screen}");
        reader.keys("<Esc>");
    }
}

#[test]
fn examples_are_whole_or_left_out() {
    let mut reader = UiReader::new(Config::default());
    let screen = reader.keys("f").screen(30, 8);
    assert_eq!(last_line(&screen).trim(), "筛选 (英伟达｜台积电) -公告");
    let screen = reader.screen(20, 5);
    assert_eq!(last_line(&screen).trim(), "筛选");
}

/// The counter kept its place while the line lost its beginning, and another character than `(` was underlined.
#[test]
fn defect_30_wrong_place_is_visible() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(40, 12);
    let screen = reader.keys("f(涨停｜跌停 -研选").screen(40, 12);
    assert!(screen.contains("筛选 (涨停｜跌停 -研选"), "{screen}");
    let screen = reader.keys("｜半导体｜创新药｜光模块").screen(40, 12);
    assert!(
        screen.contains("筛选 (涨停｜跌停 -") && screen.contains("…创新药｜光模块"),
        "{screen}"
    );
    let (buffer, _) = reader.draw(40, 12);
    let wrong = &buffer[(6, 10)];
    assert!(wrong.symbol() == "(" && wrong.modifier.contains(Modifier::UNDERLINED));
}

/// The list silently showed the hits of `foo` while `foo:bar` was in the prompt.
#[test]
fn defect_9_wrong_line_says_what_is_applied() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(60, 12);
    let prompt = |screen: &str| screen.lines().nth(10).unwrap().to_owned();
    let screen = reader.keys("f储能 foo:bar").screen(60, 12);
    assert!(prompt(&screen).ends_with("仍按“储能 foo”"), "{screen}");
    let screen = reader.screen(30, 12);
    assert!(prompt(&screen).ends_with("未生效"), "{screen}");
    let screen = reader.keys("<Esc>ffoo:bar").screen(60, 12);
    assert!(prompt(&screen).ends_with("仍按“foo”"), "{screen}");
    let screen = reader.keys("<Esc>/储能 )").screen(60, 12);
    assert!(prompt(&screen).ends_with("仍按“储能”"), "{screen}");
}

#[test]
fn candidates_are_a_row_below_the_prompt() {
    let mut reader = UiReader::new(Config::default());
    reader.screen(60, 12);
    let screen = reader.keys("fs<Tab>").screen(60, 12);
    let expected = "stock:股票  since:起始  subject:主题  source:来源";
    assert!(last_line(&screen).contains(expected), "{screen}");
    assert!(last_line(&screen).ends_with("1/4"), "{screen}");
    let screen = reader.keys("<Tab><Tab><Tab>").screen(30, 8);
    assert!(last_line(&screen).contains("source:来源"), "{screen}");
}

/// The newest item is of 31 May, 11:12. Two months later a filter that counts from now counts from there.
#[test]
fn defect_20_screen_names_what_is_now() {
    let mut reader = UiReader::new(Config::default());
    let later = Stamp::from_beijing("2026-08-01T12:00:00".parse().unwrap());
    reader.send(Message::Now(later.unwrap()));
    reader.screen(100, 12);
    let screen = reader.keys("f近2小时").screen(100, 12);
    let now = "以最新 5月31日 11:12 为现在";
    assert!(last_line(&screen).contains(now), "{screen}");
    let screen = reader.keys("<Enter>").screen(100, 12);
    assert!(last_line(&screen).contains(now), "{screen}");
    let screen = reader.keys("f储能<Enter>").screen(100, 12);
    assert!(!last_line(&screen).contains(now), "{screen}");
}

/// The prompt of `X` named nothing, and its choices were seen only after the line was emptied.
#[test]
fn prompt_for_a_span_says_what_of() {
    for (lang, prompt, choices) in [
        (
            Lang::Chinese,
            "折叠栏目“盘中宝”多久 三天",
            "今天  三天  一周  一直",
        ),
        (
            Lang::English,
            "fold column “盘中宝” for three days",
            "today  three days  a week  for ever",
        ),
    ] {
        let mut reader = UiReader::new(Config {
            lang,
            ..Config::default()
        });
        reader.screen(45, 12);
        let screen = reader.keys("t09:25<Enter>X").screen(45, 12);
        assert!(screen.contains(prompt), "{screen}");
        assert!(last_line(&screen).contains(choices), "{screen}");
        assert!(last_line(&screen).ends_with("2/4"), "{screen}");
        let screen = reader.keys("<Tab>").screen(45, 12);
        assert!(last_line(&screen).ends_with("3/4"), "{screen}");
        let screen = reader.keys("<Esc>").screen(45, 12);
        assert!(last_line(&screen).ends_with("2/4"), "{screen}");
    }
}

/// A list that has the stock is marked, and Enter takes the stock out of it.
#[test]
fn prompt_for_a_list_says_into_or_out_of() {
    for (lang, out, into) in [
        (
            Lang::Chinese,
            "云帆智造 688999 已有，移出 持仓",
            "云帆智造 688999 放进 观察",
        ),
        (
            Lang::English,
            "take 云帆智造 688999 out of 持仓",
            "云帆智造 688999 into 观察",
        ),
    ] {
        let mut reader = UiReader::new(Config {
            lang,
            lists: Some("/lists".into()),
            ..Config::default()
        });
        let code = ListTerm::Code("688999.SH".to_owned());
        let lists = [("持仓.txt", vec![code]), ("观察.txt", Vec::new())];
        let lists = lists.map(|(file, terms)| Watchlist::new(file.to_owned(), terms));
        let lists: Watchlists = lists.into_iter().collect();
        reader.send(Message::Knowledge(KnowledgePart::Watchlists(lists.into())));
        reader.name_a_company();
        reader.learn();
        reader.screen(45, 12);
        let screen = reader.keys("ggw").screen(45, 12);
        assert!(screen.contains(out), "{screen}");
        assert!(last_line(&screen).contains("持仓 ✓  观察"), "{screen}");
        let screen = reader.keys("<Tab>").screen(45, 12);
        assert!(screen.contains(into), "{screen}");
    }
}
