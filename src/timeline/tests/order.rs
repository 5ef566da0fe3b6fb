//! In which order items stand, and that the order of loading makes no difference.

use super::{day, dump, texts};

#[test]
fn time_ascends_and_within_a_minute_the_file_s_order_decides() {
    let dump = dump("a.md", "普通", &["05:49 丙", "05:45 乙", "05:45 甲", "00:12 丁"]);
    assert_eq!(texts(&day(&[dump])), ["乙", "甲", "丙", "丁"]);
}
