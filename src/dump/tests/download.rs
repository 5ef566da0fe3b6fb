use super::*;

const DAY: &str = "\
# 财联社电报 2026-05-31

> 共 4 条

## 00:08:15 [C] 云帆智造签订大单

【云帆智造签订大单】财联社5月31日电，金额12亿元。

---

第二段。

- 📈 云帆智造(NVDA.US) | 星河航天(sz300399)
- 🏷️ 环球市场情报, 机器人

---

## **09:30:00 [A] 央行宣布降准**

【央行宣布降准】正文。

---

## 16:28:28 [C] 财联社5月31日电，没有标题的消息。

- 🏷️ 港股动态

---

## 17:00:00 [B] 【电报解读】绿电直连

绿电直连是关键路径。

---
";

#[test]
fn stocks_and_subjects_follow_the_text() {
    let dump = read_as("a.md", DAY);
    assert_eq!((dump.dialect, problems(&dump)), (Dialect::Download, vec![]));
    assert_eq!(
        entries(&dump),
        [
            (
                "05-31 00:08:15".into(),
                "【云帆智造签订大单】财联社5月31日电，金额12亿元。\n\n---\n\n第二段。"
            ),
            ("05-31 09:30:00".into(), "【央行宣布降准】正文。"),
            ("05-31 16:28:28".into(), "财联社5月31日电，没有标题的消息。"),
            ("05-31 17:00:00".into(), "绿电直连是关键路径。"),
        ]
    );
    let levels: Vec<_> = dump
        .records
        .iter()
        .map(|record| record.flags.level())
        .collect();
    assert_eq!(
        levels,
        [
            Some(Level::C),
            Some(Level::A),
            Some(Level::C),
            Some(Level::B)
        ]
    );
    let extra = dump.extra(&dump.records[0]).unwrap();
    let stock = |name: &str, code: &str| Stock {
        name: name.into(),
        code: code.into(),
    };
    assert_eq!(
        extra.stocks,
        [stock("云帆智造", "NVDA.US"), stock("星河航天", "sz300399")]
    );
    assert_eq!(extra.subjects, ["环球市场情报", "机器人"]);
    assert_eq!(dump.extra(&dump.records[2]).unwrap().subjects, ["港股动态"]);
    assert_eq!(
        dump.extra(&dump.records[3]).unwrap().title.as_deref(),
        Some("【电报解读】绿电直连")
    );
}

#[test]
fn plain_variant_has_no_levels_or_stocks() {
    let plain = "# 财联社电报 2026-05-31\n\n> 共 2 条\n\n## 00:08:15 云帆智造签订大单\n\n【云帆智造签订大单】正文。\n\n---\n\n\
                 ## 09:30:00 没有标题的消息。\n\n---\n";
    let dump = read_as("a.md", plain);
    assert_eq!(
        entries(&dump),
        [
            ("05-31 00:08:15".into(), "【云帆智造签订大单】正文。"),
            ("05-31 09:30:00".into(), "没有标题的消息。")
        ]
    );
    assert!(
        dump.records
            .iter()
            .all(|record| record.flags.level().is_none() && record.extra == NO_EXTRA)
    );
}

#[test]
fn entry_without_closing_rule_is_provisional() {
    let torn = read_as("a.md", DAY.strip_suffix("\n---\n").unwrap());
    let provisional: Vec<bool> = torn
        .records
        .iter()
        .map(|record| record.flags.has(ItemFlags::PROVISIONAL))
        .collect();
    assert_eq!(provisional, [false, false, false, true]);
    assert!(
        read_as("a.md", DAY)
            .records
            .iter()
            .all(|record| !record.flags.has(ItemFlags::PROVISIONAL))
    );
}

#[test]
fn heading_overrides_the_file_name() {
    let dump = read_as("2026-05-30.md", DAY);
    assert_eq!(entries(&dump)[0].0, "05-31 00:08:15");
    assert_eq!(
        problems(&dump),
        ["1: heading has 2026-05-31; expected 2026-05-30, as in the file name; using the heading"]
    );
}
