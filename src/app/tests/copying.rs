//! Copies of items: with time and day, several at once, in the user's format.

use rstest::rstest;

use crate::app::Effect;
use crate::app::test_reader::{TODAY, TestReader, dump};
use crate::lang::UiText;

fn copied(keys: &str) -> (String, UiText) {
    copied_in(&mut TestReader::two_days(), keys)
}

fn copied_in(reader: &mut TestReader, keys: &str) -> (String, UiText) {
    match reader.press(keys).effects().pop() {
        Some(Effect::Copy(text, notice)) => (text, notice),
        other => panic!("no copy: {other:?}"),
    }
}

/// `yy` copied no time and no day, `3yt` one title.
#[rstest]
#[case(
    "yy",
    "06:29 【甲29】财联社电，甲第29号公告正文。（5-14）",
    UiText::CopiedText
)]
#[case("yt", "06:29 甲29（5-14）", UiText::CopiedTitle)]
#[case("yu", "2026-05-14.md:64", UiText::CopiedPlace)]
#[case("3yt", "06:29 甲29（5-14）\n06:28 甲28（5-14）\n06:27 甲27（5-14）", UiText::CopiedItems { items: 3 })]
#[case("G k 5yt", "06:01 乙01（5-13）\n06:00 乙00（5-13）", UiText::CopiedItems { items: 2 })]
#[case("2yu", "2026-05-14.md:64\n2026-05-14.md:62", UiText::CopiedItems { items: 2 })]
fn defect_22_copies_carry_time_and_day(
    #[case] keys: &str,
    #[case] text: &str,
    #[case] notice: UiText,
) {
    assert_eq!(copied(keys), (text.to_owned(), notice));
}

#[test]
fn defect_22_note_of_three_items() {
    let (text, notice) = copied("3yy");
    assert_eq!(text.lines().count(), 3);
    assert!(text.ends_with("06:27 【甲27】财联社电，甲第27号公告正文。（5-14）"));
    assert_eq!(notice, UiText::CopiedItems { items: 3 });
}

#[test]
fn copy_names_channel_and_real_day() {
    let mut reader = TestReader::empty();
    let path = "2026-05-14.md".into();
    let red = format!(
        "# 财联社【加红】电报 - {TODAY}\n> 统计周期：{TODAY} 05:30 至次日 05:30\n\n---\n\n**[01:10]** 夜里的\u{1b}快讯\n"
    );
    let options = crate::dump::ReadOptions::default();
    let red = crate::dump::read(&path, red.into(), options).unwrap();
    reader.read(&[
        std::sync::Arc::new(red),
        dump("2025-12-31", &["09:00 去年的"]),
    ]);
    assert_eq!(
        copied_in(&mut reader, "yt").0,
        "01:10 加红 夜里的␛快讯（5-15）"
    );
    assert_eq!(
        copied_in(&mut reader, "G yy").0,
        "09:00 去年的（2025-12-31）"
    );
}

#[test]
fn empty_text_leaves_the_clipboard_alone() {
    let mut reader = TestReader::two_days();
    let format = crate::config::copy_format::CopyFormat::parse(" ").unwrap();
    reader.app.config.settings.copy_title = format;
    reader.press("yt");
    let is_copy = |effect: &Effect| matches!(effect, Effect::Copy(..));
    assert!(!reader.effects().iter().any(is_copy));
}

#[test]
fn too_many_copies_are_refused() {
    let mut reader = TestReader::two_days();
    reader.press("1001yy");
    assert!(
        reader
            .effects()
            .iter()
            .all(|effect| !matches!(effect, Effect::Copy(..)))
    );
    assert_eq!(reader.notice(), Some("一次最多复制 1000 条"));
}

/// The reader says that no dump has the item any more, and names no line of its file.
#[test]
fn copy_of_a_gone_item_says_so() {
    let mut reader = TestReader::two_days();
    reader.let_newest_go();
    assert_eq!(copied_in(&mut reader, "yy").1, UiText::CopiedGone);
    assert_eq!(copied_in(&mut reader, "yu").0, "2026-05-14.md");
    let two = UiText::CopiedSomeGone { items: 2, gone: 1 };
    assert_eq!(copied_in(&mut reader, "2yy").1, two);
    let effects = reader.press("e").effects();
    let is_edit = |effect: &Effect| matches!(effect, Effect::Edit(..));
    assert!(!effects.iter().any(is_edit), "{effects:?}");
}
