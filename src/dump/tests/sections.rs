use super::*;

const DAY: &str = "\
**🔴 重要电报**

  - [20:13] **[【云帆智造[新]】财联社5月24日电，签订大单。

第二段]。](https://www.cls.cn/detail/9000002)**

━━━━━━━━━━━━━━━━━━━

**📰 一般电报**

  - [00:50] [
【星河航天】火箭升空](https://www.cls.cn/detail/9000001)

  - [00:40] 没有链接的消息。

  - [00:30] [【只有标题的一半](https://www.cls.cn/detail/9000000)
";

const NAME: &str = "财联社电报_2026-05-24.md";

#[test]
fn entries_end_at_their_links() {
    let dump = read_as(NAME, DAY);
    assert_eq!(
        entries(&dump),
        [
            (
                "05-24 20:13:00".into(),
                "【云帆智造[新]】财联社5月24日电，签订大单。\n\n第二段]。"
            ),
            ("05-24 00:50:00".into(), "【星河航天】火箭升空"),
            ("05-24 00:40:00".into(), "没有链接的消息。"),
            ("05-24 00:30:00".into(), "【只有标题的一半"),
        ]
    );
    let red: Vec<bool> = dump
        .records
        .iter()
        .map(|record| record.flags.is_red())
        .collect();
    assert_eq!(red, [true, false, false, false]);
    let ids: Vec<Option<u64>> = dump
        .records
        .iter()
        .map(|record| dump.extra(record).and_then(|extra| extra.wire_id))
        .collect();
    assert_eq!(
        ids,
        [Some(9_000_002), Some(9_000_001), None, Some(9_000_000)]
    );
    assert_eq!(
        dump.extra(&dump.records[0]).unwrap().url.as_deref(),
        Some("https://www.cls.cn/detail/9000002")
    );
    assert_eq!(
        dump.records.iter().map(|r| r.line).collect::<Vec<_>>(),
        [3, 11, 14, 16]
    );
    assert_eq!((dump.dialect, problems(&dump)), (Dialect::Sections, vec![]));
}

#[test]
fn date_in_the_name_is_a_calendar_day() {
    let dump = read_as(NAME, DAY);
    let days: Vec<String> = dump
        .records
        .iter()
        .map(|record| record.day.to_string())
        .collect();
    assert_eq!(
        days,
        ["2026-05-24", "2026-05-23", "2026-05-23", "2026-05-23"]
    );
    let undated = read_as("a.md", DAY);
    assert_eq!((undated.records.len(), undated.problems.len()), (0, 1));
}

#[test]
fn day_of_folders_dates_a_dump() {
    for path in ["2026/05/24.md", "2026-05-24/dump.md", "电报_2026_05_24.md"] {
        assert_eq!(entries(&read_as(path, DAY)), entries(&read_as(NAME, DAY)));
    }
}

#[test]
fn digest_has_several_days() {
    let digest = "\
# 财联社电报 - 最近2天整合

**生成时间**: 2026-05-25 12:51:16

━━━━━━━━━━━━━━━━━━━

## 2026年05月25日 (Monday)

### 🔴 重要电报


  - [12:46] **[【甲】一](https://www.cls.cn/detail/3)**

### 📰 一般电报

  - [11:00] [二](https://www.cls.cn/detail/2)

━━━━━━━━━━━━━━━━━━━

## 2026年05月24日 (Sunday)

### 📰 一般电报

  - [10:00] [三](https://www.cls.cn/detail/1)

━━━━━━━━━━━━━━━━━━━

## 📊 统计信息

- **总电报数量**: 3 条
";
    let dump = read_as("财联社电报_最近2天_20260525_125116.md", digest);
    assert_eq!(
        entries(&dump),
        [
            ("05-25 12:46:00".into(), "【甲】一"),
            ("05-25 11:00:00".into(), "二"),
            ("05-24 10:00:00".into(), "三")
        ]
    );
    assert!(
        dump.records[0].flags.has(ItemFlags::RED) && dump.records[2].flags.has(ItemFlags::ORDINARY)
    );
    assert_eq!(dump.heading.wire.as_deref(), Some("财联社"));
}

#[test]
fn entry_with_torn_link_is_provisional() {
    let whole =
        "**📰 一般电报**\n\n  - [00:50] [【星河航天】火箭升空](https://www.cls.cn/detail/9000001)";
    let end = whole.find("](").unwrap();
    for cut in end + 2..whole.len() {
        let torn = whole.split_at(cut).0;
        let dump = read_as(NAME, torn);
        assert_eq!(
            entries(&dump),
            [("05-24 00:50:00".into(), "【星河航天】火箭升空")],
            "{torn}"
        );
        assert!(
            dump.records[0].flags.has(ItemFlags::PROVISIONAL)
                && dump.extra(&dump.records[0]).is_none()
        );
    }
    assert!(
        !read_as(NAME, whole).records[0]
            .flags
            .has(ItemFlags::PROVISIONAL)
    );
}

#[test]
fn entry_with_invalid_time_is_kept() {
    let dump = read_as(NAME, DAY.replace("[00:40]", "[24:40]"));
    assert_eq!(
        entries(&dump)[2],
        ("05-24 00:50:00".into(), "没有链接的消息。")
    );
    assert_eq!(
        problems(&dump),
        ["14: invalid time; expected HH:MM or HH:MM:SS; using that of the previous entry"]
    );
}
