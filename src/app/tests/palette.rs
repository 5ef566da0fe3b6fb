//! `:` runs any action.

use crate::app::test_reader::TestReader;
use crate::app::{Effect, Mode};
use crate::config::Density;

#[test]
fn actions_run_by_name_key_and_pinyin() {
    let mut reader = TestReader::two_days();
    reader.press(": density Enter");
    assert_eq!(reader.app.list.density(), Density::TwoLines);
    reader.press(": shumi Enter");
    assert_eq!(reader.app.list.density(), Density::Full);
    reader.effects();
    reader.press(": yt Enter");
    let effects = reader.effects();
    let copies = effects
        .iter()
        .any(|effect| matches!(effect, Effect::Copy(..)));
    assert!(copies, "{effects:?}");
    reader.press(": 退出 Enter");
    assert!(reader.effects().contains(&Effect::Quit));
}

#[test]
fn typed_count_goes_to_the_action() {
    let mut reader = TestReader::two_days();
    reader.press(": 3 Space down Enter");
    assert_eq!(reader.at(), "甲26@4");
    reader.press(": 2k Enter");
    assert_eq!(reader.at(), "甲28@2");
}

#[test]
fn recently_used_actions_come_first() {
    let mut reader = TestReader::two_days();
    reader.press(": order Enter :");
    let palette = reader.app.palette().unwrap();
    assert_eq!(palette.matches()[0].name(), "order");
}

#[test]
fn up_and_down_choose_an_action() {
    let mut reader = TestReader::two_days();
    reader.press(": Down Tab Up");
    assert_eq!(reader.app.palette().unwrap().chosen_index(), 1);
    reader.press("BackTab Up");
    let palette = reader.app.palette().unwrap();
    assert_eq!(palette.chosen_index(), palette.matches().len() - 1);
}

#[test]
fn action_refused_on_a_page_says_so() {
    let mut reader = TestReader::two_days();
    reader.press("? : filter Enter");
    assert!(matches!(reader.app.mode, Mode::Page(_)));
    let notice = reader.app.notices.current().unwrap();
    assert!(notice.text.contains("筛选"), "{}", notice.text);
}

#[test]
fn action_of_pages_is_listed_on_a_page() {
    let mut reader = TestReader::two_days();
    let found = |reader: &TestReader| reader.app.palette().map(|all| all.matches().len());
    assert_eq!(found(reader.press(": take-out")), Some(0));
    assert_eq!(found(reader.press("Esc ? : take-out")), Some(1));
}

#[test]
fn unknown_action_keeps_the_line() {
    let mut reader = TestReader::two_days();
    reader.press(": 没有 Enter");
    let Mode::Prompt(prompt) = &reader.app.mode else {
        panic!("the prompt is closed")
    };
    assert!(prompt.line.error().is_some());
    reader.press("Esc");
    assert!(matches!(reader.app.mode, Mode::Normal));
}
