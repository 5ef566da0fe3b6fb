//! Which items are related.

use super::{dump, read, timeline};

const FLASH: &str = "财联社1月6日电，云帆智造公告，与星河航天签订12亿元供货合同。";
const STORY: &str = "【云帆智造签下大单】财联社1月6日电，云帆智造1月6日晚间公告，与星河航天签订12亿元供货合同，合同为期三年。";

fn related(entries: &[(&str, &str)], row: usize) -> Option<usize> {
    let entries: Vec<String> = entries
        .iter()
        .map(|(time, text)| format!("{time} {text}"))
        .collect();
    let timeline = timeline(&[dump(
        "a.md",
        "普通",
        &entries.iter().map(String::as_str).collect::<Vec<_>>(),
    )]);
    timeline.days()[0]
        .item(row)
        .related(&timeline)
        .map(|item| item.row())
}

#[test]
fn flash_and_its_story_are_related() {
    let entries = [
        ("09:30", FLASH),
        ("09:31", "财联社1月6日电，沪指高开0.3%。"),
        ("09:33", STORY),
    ];
    assert_eq!(related(&entries, 0), Some(2));
    assert_eq!(related(&entries, 2), Some(0));
    assert_eq!(related(&entries, 1), None);
}

#[test]
fn distant_or_earlier_story_is_not_related() {
    assert_eq!(related(&[("09:30", FLASH), ("09:41", STORY)], 0), None);
    assert_eq!(related(&[("09:30", STORY), ("09:31", FLASH)], 1), None);
}

#[test]
fn roundup_is_not_related_to_a_flash() {
    let roundup = format!(
        "【早间要闻】{}",
        STORY.replace("【云帆智造签下大单】", "") + &"还有许多别的事情发生了。".repeat(60)
    );
    assert_eq!(related(&[("09:30", FLASH), ("09:31", &roundup)], 0), None);
}

#[test]
fn share_prices_of_two_companies_are_unrelated() {
    let flash =
        "财联社1月6日电，云帆智造股价上涨3.2%，报430元/股，刷新记录新高，总市值报2.04万亿元。";
    let price = |name: &str| {
        format!(
            "【{name}股价刷新记录新高】财联社1月6日电，{name}股价上涨3.01%，报232元/股，刷新记录新高，总市值报5.63万亿元。"
        )
    };
    assert_eq!(
        related(&[("09:30", flash), ("09:33", &price("星河航天"))], 0),
        None
    );
    assert_eq!(
        related(
            &[
                ("09:30", flash),
                ("09:33", &price("星河航天")),
                ("09:34", &price("云帆智造"))
            ],
            0
        ),
        Some(2)
    );
    let both = "财联社1月6日电，云帆智造涨超8%。消息面上，星河航天发布新机，云帆智造、远山能源的账号同步跟进。";
    let other = both.replacen("云帆智造涨超8%", "远山能源涨超2%", 1);
    assert_eq!(
        related(
            &[
                ("09:30", both),
                ("09:33", &format!("【远山能源涨超2%】{other}"))
            ],
            0
        ),
        None
    );
}

#[test]
fn long_story_needs_the_subject_of_the_flash() {
    let flash = "财联社1月6日电，星河为能“自理”的厨具推出Yunfan模型。";
    let much = "该平台能让厨具自己看火候，免费开放给各家厂商，由他们自行训练。".repeat(9);
    let story = |title: &str, how: &str| {
        format!(
            "【{title}】财联社1月6日电，星河宣布推出一系列模型和工具，{how}名为“YUNFAN”的平台面向家用厨具。{much}"
        )
    };
    let tools = story("星河推出适用于厨具的全新工具", "其中");
    assert_eq!(related(&[("05:45", flash), ("05:45", &tools)], 0), Some(1));
    assert_eq!(related(&[("05:45", flash), ("05:45", &tools)], 1), Some(0));
    let list = story("星河等公司的早间要闻", "1、其他要闻。2、还有要闻。3、");
    assert_eq!(
        related(&[("05:45", flash), ("05:45", &list)], 0),
        None,
        "a list of news"
    );
    assert_eq!(
        related(
            &[("05:45", flash), ("05:45", &story("隔夜要闻", "其中"))],
            0
        ),
        None,
        "its title is about other things"
    );
}

#[test]
fn source_and_market_are_no_subject() {
    let flash = "财联社1月6日电，据某报报道，消息人士称，港股云帆智造探索出售，已接洽多家公司作为潜在买家。";
    let story = "【云帆智造盘后涨超17%】财联社1月6日电，云帆智造盘后涨超17%。据悉云帆智造探索出售，已接洽多家公司。";
    assert_eq!(related(&[("09:30", flash), ("09:33", story)], 0), Some(1));
}

#[test]
fn related_story_may_be_on_the_next_news_day() {
    let dump = |date: &str, entries: &str| {
        let text = format!(
            "# 财联社【普通】电报 - {date}\n> 统计周期：{date} 05:30 至次日 05:30\n\n---\n{entries}"
        );
        read(&format!("{date}.md"), text.into_bytes())
    };
    let flash = |time: &str| {
        format!("\n**[05:10]** 财联社1月7日电，沪指高开0.3%。\n\n**[{time}]** {FLASH}\n")
    };
    let story = |time: &str| {
        format!("\n**[{time}]** {STORY}\n\n**[09:31]** 财联社1月7日电，沪指低开0.3%。\n")
    };
    for (before, after, linked) in [
        ("05:29", "05:31", true),
        ("05:22", "05:31", true),
        ("05:19", "05:31", false),
    ] {
        let dumps = [
            dump("2026-01-06", &flash(before)),
            dump("2026-01-07", &story(after)),
        ];
        let timeline = timeline(&dumps);
        let (first, second) = (timeline.days()[0].item(1), timeline.days()[1].item(0));
        assert_eq!(
            first.related(&timeline).map(|item| item.id()),
            linked.then(|| second.id()),
            "{before} {after}"
        );
        assert_eq!(
            second.related(&timeline).map(|item| item.id()),
            linked.then(|| first.id()),
            "{before} {after}"
        );
    }
}
