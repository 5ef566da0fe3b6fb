//! Dumps that are deleted or cut, and written anew in pieces.

use super::*;

/// Shows a dump of which the file has only a new first entry so far.
fn half_written(before: &[&str]) -> Observer {
    let mut observer = Observer::showing(&[&[HEADING], before].concat());
    observer.observe(&[HEADING, FIRST]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&[&[HEADING], before, &[FIRST]].concat());
    observer
}

#[test]
fn a_half_written_dump_is_not_complete() {
    let mut observer = half_written(&[SECOND, THIRD]);
    observer.observe(&[HEADING, FIRST, CORRECTED]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&[HEADING, SECOND, THIRD, FIRST]);
    observer.expect_commit(&[HEADING, FIRST, CORRECTED, SECOND, THIRD]);
}

#[test]
fn a_half_written_dump_may_move() {
    let [last, inserted] = ["晨星", "远山"].map(|name| {
        format!("\n**[09:35]** {name}股份：股东拟减持不超过1%股份，详情见公告全文。\n")
    });
    let half = half_written(&[&last]);
    let mut observer = Observer::new();
    let before = half.debounce.to_inherit().cloned();
    observer.debounce.inherit(before.unwrap());
    observer.observe(&[HEADING, FIRST, &inserted]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&[HEADING, FIRST]);
    observer.expect_commit(&[HEADING, FIRST, &inserted, &last]);
}

#[test]
fn a_complete_dump_has_another_last_entry() {
    let mut observer = Observer::showing(&[HEADING, FIRST, SECOND, THIRD]);
    observer.observe(&[HEADING, SECOND, THIRD, FOURTH]);
    observer.pass(SETTLE_TIME);
    let all = [HEADING, FIRST, SECOND, THIRD, FOURTH];
    observer.expect_shown(&all);
    observer.observe(&[HEADING, CORRECTED, THIRD]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&all);
    observer.observe(&[HEADING, CORRECTED, THIRD, FOURTH]);
    observer.pass(SETTLE_TIME);
    observer.expect_shown(&[HEADING, FIRST, CORRECTED, THIRD, FOURTH]);
}
