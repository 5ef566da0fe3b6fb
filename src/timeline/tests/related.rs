//! Which items are linked to each other.

use super::{day, dump};

const FLASH: &str = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同。";
const STORY: &str =
    "【云帆智造签下大单】财联社1月6日电，云帆智造1月6日晚间公告，与星河航天签订12亿元供货合同，合同为期三年。";

fn related(entries: &[(&str, &str)], row: usize) -> Option<usize> {
    let entries: Vec<String> = entries.iter().map(|(time, text)| format!("{time} {text}")).collect();
    let day = day(&[dump("a.md", "普通", &entries.iter().map(String::as_str).collect::<Vec<_>>())]);
    day.item(row).related().map(|item| item.row())
}

#[test]
fn a_flash_and_the_story_that_follows_it_know_each_other() {
    let entries = [("09:30", FLASH), ("09:31", "财联社1月6日电，沪指高开0.3%。"), ("09:33", STORY)];
    assert_eq!(related(&entries, 0), Some(2));
    assert_eq!(related(&entries, 2), Some(0));
    assert_eq!(related(&entries, 1), None);
}

#[test]
fn a_story_long_after_or_before_a_flash_is_not_its_own() {
    assert_eq!(related(&[("09:30", FLASH), ("09:41", STORY)], 0), None);
    assert_eq!(related(&[("09:30", STORY), ("09:31", FLASH)], 1), None);
}

#[test]
fn a_roundup_that_says_a_little_of_everything_is_no_story_of_a_flash() {
    let roundup =
        format!("【早间要闻】{}", STORY.replace("【云帆智造签下大单】", "") + &"还有许多别的事情发生了。".repeat(60));
    assert_eq!(related(&[("09:30", FLASH), ("09:31", &roundup)], 0), None);
}
