//! Numbers before keys.

use rstest::rstest;

use crate::action::{Action, Scope};
use crate::app::PaneId;
use crate::app::test_reader::TestReader;
use crate::config::keymap::Keymap;
use crate::config::settings::Digits;

/// `3yt` copied one title and said nothing.
#[test]
fn defect_22_no_count_is_dropped() {
    for &action in Action::ALL {
        let is_in_list = action.scopes().contains(&Scope::List);
        if matches!(action, Action::Back | Action::Quit) || !is_in_list {
            continue;
        }
        let mut reader = TestReader::two_days();
        reader.press("5j");
        let keys = reader.app.config.keymap.keys(Scope::List, action);
        reader.press(&format!("2 {}", keys[0]));
        let notice = reader.notice();
        let is_refused = notice.is_some_and(|text| text.ends_with("前面不用数字"));
        assert_eq!(is_refused, !action.takes_count(), "{action:?}: {notice:?}");
    }
}

#[test]
fn refused_count_does_nothing() {
    let mut reader = TestReader::two_days();
    reader.press("5j");
    let (at, focus) = (reader.at(), reader.app.focus);
    reader.press("2zz 3 Enter 2O 2gr");
    assert_eq!((reader.at(), reader.app.focus), (at, focus));
    assert_eq!(reader.notice(), Some("gr 前面不用数字"));
}

#[test]
fn defect_41_digits_can_be_keys() {
    let mut reader = TestReader::two_days();
    reader.app.config.settings.digits = Digits::Views;
    reader.press("5j");
    assert_eq!(
        (reader.at().as_str(), reader.app.keys.count()),
        ("甲28@2", None)
    );
    reader.app.config.keymap = Keymap::parse(
        "keymap.toml",
        "[common]\nbottom = ['5']\nview = []",
        Digits::Views,
    )
    .unwrap();
    assert_eq!(reader.press("5").at(), "乙00@19");
}

/// The detail has 100 lines in an area of 20, the page 80.
#[rstest]
#[case("Enter 31G", 30)]
#[case("Enter 31gg", 30)]
#[case("Enter 99G", 80)]
fn count_is_a_line_of_the_text(#[case] keys: &str, #[case] offset: u16) {
    let mut reader = TestReader::two_days();
    reader.press(keys);
    assert_eq!(reader.app.offsets[PaneId::Detail], offset);
}
