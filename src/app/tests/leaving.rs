//! `q` and `Esc`: one step back.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rstest::rstest;

use crate::app::test_reader::TestReader;
use crate::app::{Effect, Focus, Message, Mode, SearchKind};

/// `q` quit from the detail, and `7q` did so too.
#[rstest]
#[case("Enter")]
#[case("Enter Enter")]
#[case("zz")]
#[case("?")]
#[case("Enter ?")]
#[case("!")]
#[case("f 甲 Enter")]
#[case("/ 甲 Enter")]
#[case("f 甲 Enter / 9 Enter Enter ?")]
fn defect_6_q_steps_back(#[case] keys: &str) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    let steps = (0..9).take_while(|_| {
        reader.press("q");
        reader.effects() != [Effect::Quit]
    });
    assert!(steps.count() > 0, "{keys}");
    assert_eq!(reader.app.focus, Focus::LIST);
    assert!(matches!(reader.app.mode, Mode::Normal));
    assert!(!reader.app.is_filtered());
    assert!(!reader.app.search(SearchKind::Find).is_active());
}

#[test]
fn defect_6_count_is_taken_back() {
    let mut reader = TestReader::two_days();
    reader.press("7q");
    assert!(!reader.effects().contains(&Effect::Quit));
    assert_eq!(reader.app.keys.count(), None);
    reader.press("Enter 7q");
    assert_eq!(reader.app.focus, Focus::DETAIL, "only the count is gone");
    reader.press("q q");
    assert!(reader.effects().contains(&Effect::Quit));
}

#[test]
fn esc_never_quits() {
    let mut reader = TestReader::two_days();
    reader.press("f 甲 Enter / 9 Enter zz ? Esc Esc Esc Esc Esc Esc Esc");
    assert!(!reader.effects().contains(&Effect::Quit));
}

#[test]
fn q_in_a_prompt_is_a_letter() {
    let mut reader = TestReader::two_days();
    reader.press("f q");
    assert!(!reader.effects().contains(&Effect::Quit));
    let Mode::Prompt(prompt) = &reader.app.mode else {
        panic!("no prompt")
    };
    assert_eq!(prompt.line.text(), "q");
}

/// A busy machine read Esc and `q` at once, and the reader did not end.
#[rstest]
#[case("", KeyCode::Char('q'), true)]
#[case("f 甲", KeyCode::Char('q'), true)]
#[case("g", KeyCode::Char('q'), true)]
#[case("5", KeyCode::Char('q'), true)]
#[case("", KeyCode::Up, false)]
#[case("f 甲", KeyCode::Char('b'), false)]
fn esc_and_a_key_are_two_keys(#[case] keys: &str, #[case] key: KeyCode, #[case] quits: bool) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    let modifiers = KeyModifiers::ALT;
    reader.send(Message::Key(KeyEvent::new(key, modifiers)));
    assert_eq!(reader.effects().contains(&Effect::Quit), quits, "{keys}");
}
