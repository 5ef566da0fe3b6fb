//! What counts as new where rules fold: nothing in a fold.

use rstest::rstest;

use super::folds::{FAST, read, reader, rule, screen, set_rules};

#[test]
fn next_unseen_passes_folds() {
    let mut reader = reader(FAST, &["甲"]);
    reader.press("j");
    read(&mut reader, &["甲", "快1", "乙", "快2"]);
    reader.press("Space");
    assert_eq!(screen(&reader), ["… 1 快", ">乙*", "… 1 快", "甲"]);
    reader.press("Space");
    assert_eq!(reader.notice(), Some("都看过了"));
}

/// Their fold was on the screen, and they counted as new for ever: in the header, in the pill, and for the read line.
#[test]
fn folded_items_are_nothing_new() {
    let mut reader = reader(FAST, &["甲", "乙", "丙"]);
    reader.press("j");
    read(&mut reader, &["甲", "乙", "丙", "快1", "快2"]);
    assert_eq!(reader.app.unseen.len(), 0);
    assert_eq!(reader.app.pill(), None);
    assert_eq!(reader.app.news_phrase(), None);
    reader.press("G gg");
    assert_eq!(reader.notice(), None, "nothing is left to go to");
    reader.press("Space");
    assert_eq!(reader.notice(), Some("都看过了"));
    reader.press("f is:unseen Enter");
    reader.run();
    assert!(reader.app.list.visible().is_empty());
}

/// `U` after `x` gives back what was new.
#[test]
fn items_are_new_again_once_nothing_folds_them() {
    let mut reader = reader(FAST, &["甲"]);
    read(&mut reader, &["甲", "快1", "乙"]);
    assert_eq!(reader.app.unseen.len(), 1);
    set_rules(&mut reader, "");
    assert_eq!(reader.app.unseen.len(), 2);
    set_rules(&mut reader, FAST);
    assert_eq!(reader.app.unseen.len(), 1);
}

/// It was listed until its hits were known, for as long as the filter was on.
#[rstest]
#[case("f is:unseen Enter")]
#[case("gt")]
fn folded_item_never_flashes_up_as_unseen(#[case] keys: &str) {
    let rules = format!("{FAST}{}", rule("is:unseen", "view = true"));
    let mut reader = reader(&rules, &["甲"]);
    reader.press(keys);
    reader.holds_surveys = true;
    read(&mut reader, &["甲", "快1", "乙"]);
    reader.run();
    assert_eq!(screen(&reader), [">乙*"]);
    assert_eq!(reader.app.unseen.len(), 1);
}

/// The last line said that it was unseen again, and no number counted it.
#[test]
fn folded_item_is_not_made_unseen() {
    let mut reader = reader(FAST, &["甲", "快1", "乙"]);
    reader.press("j za r");
    let notice = "规则“快”折叠这一条，不算没看过 · m 收藏";
    assert_eq!(reader.notice(), Some(notice));
    assert_eq!(reader.app.unseen.len(), 0);
    reader.press("U");
    assert_eq!(reader.notice(), Some("没有可以撤销的"));
    reader.press("m r");
    assert_eq!(screen(&reader), ["乙", ">快1*", "甲"], "a star keeps it");
}

/// The rule asks for unseen items, so what it folds must not be seen for it.
#[test]
fn rule_of_unseen_items_folds_steadily() {
    let rules = "[[rule]]\nname = '快'\nquery = '快 is:unseen'\nmute = 'fold'\n";
    let mut reader = reader(rules, &["甲"]);
    read(&mut reader, &["甲", "快1", "乙"]);
    assert_eq!(screen(&reader), ["乙*", "… 1 快", ">甲"]);
    assert_eq!(reader.app.unseen.len(), 1);
}

/// A fold above the line held it back.
#[test]
fn read_line_moves_past_a_fold() {
    let mut reader = reader(FAST, &["甲", "乙"]);
    read(&mut reader, &["甲", "乙", "快1"]);
    reader.press("j gg").draw();
    reader.wait(600);
    read(&mut reader, &["甲", "乙", "快1", "丙"]);
    let rows = reader.screen();
    let at = |text: &str| rows.iter().position(|row| row.contains(text));
    let (newer, line, fold) = (at("丙"), at("read until here"), at("… 1 快"));
    assert!(newer < line && line < fold && fold.is_some(), "{rows:?}");
}
