use super::*;

const DAY: &str = "\
# 财联社快讯归档 2026-05-31

- item_count: 3
- source: 财联社 Web roll API

## 00:08:23｜云帆智造签订大单

- id: `9000001`
- level: B
- stocks: 云帆智造(sh688999)，*ST星河()
- subjects: 环球市场情报，机器人
- url: https://example.com/9000001

【云帆智造签订大单】财联社5月31日电，金额12亿元。

- 这一行属于正文。

## 07:06:10｜【电报解读】绿电直连，机构看好

- id: `9000002`
- level: C
- subjects: 提醒电报

绿电直连是关键路径。

## 16:28:28｜无标题

- id: `9000003`
- level: C

财联社5月31日电，没有标题的消息。
";

#[test]
fn folder_never_contradicts_a_heading() {
    let dump = read_as("2026-06-01/crawled.md", DAY);
    assert_eq!(dump.records[0].day.to_string(), "2026-05-30");
    assert_eq!(problems(&dump), [""; 0]);
    let named = read_as("2026_06_01.md", DAY);
    assert_eq!((named.records.len(), named.problems.len()), (3, 1));
}

#[test]
fn metadata_precedes_the_text() {
    let dump = read_as("a.md", DAY);
    assert_eq!((dump.dialect, problems(&dump)), (Dialect::Headings, vec![]));
    assert_eq!(
        entries(&dump),
        [
            (
                "05-31 00:08:23".into(),
                "【云帆智造签订大单】财联社5月31日电，金额12亿元。\n\n- 这一行属于正文。"
            ),
            ("05-31 07:06:10".into(), "绿电直连是关键路径。"),
            ("05-31 16:28:28".into(), "财联社5月31日电，没有标题的消息。"),
        ]
    );
    let levels: Vec<_> = dump
        .records
        .iter()
        .map(|record| record.flags.level())
        .collect();
    assert_eq!(levels, [Some(Level::B), Some(Level::C), Some(Level::C)]);
    assert_eq!(dump.records[0].day.to_string(), "2026-05-30");
    let extra = dump.extra(&dump.records[0]).unwrap();
    let stock = |name: &str, code: &str| Stock {
        name: name.into(),
        code: code.into(),
    };
    assert_eq!(
        extra.stocks,
        [stock("云帆智造", "sh688999"), stock("*ST星河", "")]
    );
    assert_eq!(extra.subjects, ["环球市场情报", "机器人"]);
    assert_eq!(
        (extra.wire_id, extra.url.as_deref()),
        (Some(9_000_001), Some("https://example.com/9000001"))
    );
}

#[test]
fn title_is_kept_only_if_the_text_lacks_it() {
    let dump = read_as("a.md", DAY);
    let titles: Vec<_> = dump
        .records
        .iter()
        .map(|record| dump.extra(record).unwrap().title.as_deref())
        .collect();
    assert_eq!(titles, [None, Some("【电报解读】绿电直连，机构看好"), None]);
}

#[test]
fn title_without_body_is_the_text() {
    let dump = read_as(
        "2026-05-31.md",
        "## 09:30:00｜六月大事提醒\n\n- id: `9`\n\n## 09:31:00｜无标题\n\n- id: `8`\n",
    );
    assert_eq!(entries(&dump), [("05-31 09:30:00".into(), "六月大事提醒")]);
    assert_eq!(
        problems(&dump),
        ["5: entry without text; expected text after its time or metadata"]
    );
}

#[test]
fn wrong_entry_count_is_reported() {
    let dump = read_as("a.md", DAY.replace("item_count: 3", "item_count: 4"));
    assert_eq!(
        problems(&dump),
        ["3: entry count 4; expected 3, the number of entries"]
    );
}
