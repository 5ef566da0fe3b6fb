//! Which items are linked to each other.

use super::{dump, read, timeline};

const FLASH: &str = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同。";
const STORY: &str =
    "【云帆智造签下大单】财联社1月6日电，云帆智造1月6日晚间公告，与星河航天签订12亿元供货合同，合同为期三年。";

fn related(entries: &[(&str, &str)], row: usize) -> Option<usize> {
    let entries: Vec<String> = entries.iter().map(|(time, text)| format!("{time} {text}")).collect();
    let timeline = timeline(&[dump("a.md", "普通", &entries.iter().map(String::as_str).collect::<Vec<_>>())]);
    timeline.days()[0].item(row).related(&timeline).map(|item| item.row())
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

#[test]
fn a_story_after_the_end_of_the_news_day_is_still_that_of_the_flash() {
    let dump = |date: &str, entries: &str| {
        let text = format!("# 财联社【普通】电报 - {date}\n> 统计周期：{date} 05:30 至次日 05:30\n\n---\n{entries}");
        read(&format!("{date}.md"), text.into_bytes())
    };
    let flash = |time: &str| format!("\n**[05:10]** 财联社1月7日电，沪指高开0.3%。\n\n**[{time}]** {FLASH}\n");
    let story = |time: &str| format!("\n**[{time}]** {STORY}\n\n**[09:31]** 财联社1月7日电，沪指低开0.3%。\n");
    for (before, after, linked) in [("05:29", "05:31", true), ("05:22", "05:31", true), ("05:19", "05:31", false)] {
        let dumps = [dump("2026-01-06", &flash(before)), dump("2026-01-07", &story(after))];
        let timeline = timeline(&dumps);
        let (first, second) = (timeline.days()[0].item(1), timeline.days()[1].item(0));
        assert_eq!(first.related(&timeline).map(|item| item.id()), linked.then(|| second.id()), "{before} {after}");
        assert_eq!(second.related(&timeline).map(|item| item.id()), linked.then(|| first.id()), "{before} {after}");
    }
}
