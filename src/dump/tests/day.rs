use std::os::unix::ffi::OsStrExt;

use super::*;

const DAY: &str = "\
# 财联社【普通】电报 - 2026-01-06
> 统计周期：2026-01-06 05:30 至次日 05:30

---

**[05:45]** 财联社1月6日电，云帆智造推出新车型。

**[05:49]** 【星河航天完成首飞】财联社1月6日电，火箭升空。

第二段。

**[05:45]** 【甲】早些时候的消息。

**[00:12]** 次日凌晨的消息。
";

#[test]
fn entries_keep_file_order_and_get_a_news_day() {
    let dump = read_as("a.md", DAY);
    assert_eq!(
        entries(&dump),
        [
            (
                "01-06 05:45:00".into(),
                "财联社1月6日电，云帆智造推出新车型。"
            ),
            (
                "01-06 05:49:00".into(),
                "【星河航天完成首飞】财联社1月6日电，火箭升空。\n\n第二段。"
            ),
            ("01-06 05:45:00".into(), "【甲】早些时候的消息。"),
            ("01-07 00:12:00".into(), "次日凌晨的消息。"),
        ]
    );
    assert_eq!(
        dump.records.iter().map(|r| r.line).collect::<Vec<_>>(),
        [6, 8, 12, 14]
    );
    assert!(
        dump.records
            .iter()
            .all(|r| r.day.to_string() == "2026-01-06" && r.flags.has(ItemFlags::ORDINARY))
    );
    let titled: Vec<bool> = dump
        .records
        .iter()
        .map(|r| r.flags.has(ItemFlags::TITLED))
        .collect();
    assert_eq!(titled, [false, true, true, false]);
    assert!(
        dump.records
            .iter()
            .all(|r| !r.flags.has(ItemFlags::PROVISIONAL))
    );
    assert_eq!(
        (
            dump.heading.wire.as_deref(),
            dump.heading.channel.as_deref()
        ),
        (Some("财联社"), Some("普通"))
    );
    assert_eq!(problems(&dump), [""; 0]);
}

#[test]
fn text_is_not_copied() {
    let bytes = Bytes::from(DAY);
    let Some(dump) = read(
        &FilePath::from("a.md"),
        bytes.clone(),
        ReadOptions::default(),
    ) else {
        panic!()
    };
    assert_eq!(dump.text.as_ptr(), bytes.as_ptr());
}

#[test]
fn crlf_and_byte_order_mark_change_no_entry() {
    let dump = read_as("a.md", format!("\u{feff}{}", DAY.replace('\n', "\r\n")));
    let plain = read_as("a.md", DAY);
    let folded = |dump: &Dump| {
        entries(dump)
            .into_iter()
            .map(|(t, x)| (t, x.replace('\r', "")))
            .collect::<Vec<_>>()
    };
    assert_eq!(folded(&dump), folded(&plain));
    assert_eq!(problems(&dump), [""; 0]);
    assert_eq!(dump.records[1].line, 8);
}

#[test]
fn zero_width_characters_are_trimmed() {
    let dump = read_as(
        "a.md",
        DAY.replace(
            "**[00:12]** 次日凌晨的消息。",
            "**[00:12:07]**\u{200c} 次日\u{feff} \u{200c}",
        ),
    );
    assert_eq!(entries(&dump)[3], ("01-07 00:12:07".into(), "次日"));
    assert!(dump.records[3].flags.has(ItemFlags::SECONDS));
}

#[test]
fn rollover_of_the_dump_overrides_the_user() {
    let at_six = DAY.replace("05:30", "06:00");
    assert_eq!(entries(&read_as("a.md", at_six))[0].0, "01-07 05:45:00");
    let silent = DAY.replace("> 统计周期：2026-01-06 05:30 至次日 05:30\n", "");
    let midnight = ReadOptions {
        rollover: Rollover::new(chrono::NaiveTime::MIN),
        ..ReadOptions::default()
    };
    let Some(dump) = read(&FilePath::from("a.md"), Bytes::from(silent), midnight) else {
        panic!()
    };
    assert_eq!(entries(&dump)[3].0, "01-06 00:12:00");
}

#[test]
fn file_name_replaces_a_missing_heading() {
    let bare = "**[05:45]** 消息一。\n";
    let dump = read_as("财联社【加红】电报_2026-01-06.md", bare);
    assert_eq!(entries(&dump), [("01-06 05:45:00".into(), "消息一。")]);
    assert!(dump.records[0].flags.has(ItemFlags::RED));
    assert_eq!(dump.heading.channel.as_deref(), Some("加红"));
    assert_eq!(problems(&dump).len(), 1);
    let undated = read_as("a.md", bare);
    assert_eq!((undated.records.len(), undated.problems.len()), (0, 2));
}

#[test]
fn file_name_may_be_in_gbk() {
    let (name, _, _) = encoding_rs::GB18030.encode("财联社【加红】电报_2026-01-06.md");
    let path = Path::new(std::ffi::OsStr::from_bytes(&name)).into();
    let bare = Bytes::from("**[05:45]** 消息一。\n");
    let dump = read(&path, bare, ReadOptions::default()).unwrap();
    assert_eq!(entries(&dump), [("01-06 05:45:00".into(), "消息一。")]);
    assert_eq!(dump.heading.channel.as_deref(), Some("加红"));
}

#[test]
fn folders_replace_a_missing_heading() {
    let bare = "**[05:45]** 消息一。\n";
    let expected = [("01-06 05:45:00".into(), "消息一。")];
    for path in [
        "2026/01/06.md",
        "2026年01月/6日.md",
        "2026-01-06/财联社电报.md",
    ] {
        assert_eq!(entries(&read_as(path, bare)), expected, "{path}");
    }
}

#[test]
fn contradictions_are_reported_with_line() {
    let dump = read_as(
        "财联社【普通】电报_2026-01-07.md",
        DAY.replace("周期：2026-01-06", "周期：2026-01-05"),
    );
    assert_eq!(
        problems(&dump),
        [
            "1: heading has 2026-01-06; expected 2026-01-07, as in the file name; using the heading",
            "2: 统计周期 has 2026-01-05; expected 2026-01-06, as in the heading; using 统计周期",
        ]
    );
}

#[test]
fn broken_entry_hides_no_neighbour() {
    let broken = DAY
        .replace("**[05:49]**", "**[25:61]**")
        .replace("**[05:45]** 【甲】早些时候的消息。", "**[05:45]** \n");
    let dump = read_as("a.md", broken);
    let times: Vec<String> = entries(&dump).into_iter().map(|(time, _)| time).collect();
    assert_eq!(
        times,
        ["01-06 05:45:00", "01-06 05:45:00", "01-07 00:12:00"]
    );
    assert!(entries(&dump)[1].1.starts_with("【星河航天"));
    assert_eq!(
        problems(&dump),
        [
            "8: invalid time **[25:61]**; expected **[HH:MM]**; using that of the previous entry",
            "12: entry without text; expected text after its time or metadata",
        ]
    );
}

#[test]
fn bold_brackets_in_a_text_are_no_stamp() {
    let dump = read_as(
        "a.md",
        format!("{DAY}**[注]** 一\n**[1]** 二\n # 财联社\n# 标题\n"),
    );
    assert_eq!(
        entries(&dump)[3].1,
        "次日凌晨的消息。\n**[注]** 一\n**[1]** 二\n # 财联社\n# 标题"
    );
}

#[test]
fn concatenated_dumps_keep_day_and_channel() {
    let second = DAY
        .replace("普通", "加红")
        .replace("2026-01-06", "2026-01-07");
    let dump = read_as("a.md", format!("{DAY}\n\u{feff}{second}"));
    assert_eq!(dump.records.len(), 8);
    assert_eq!(entries(&dump)[3].1, "次日凌晨的消息。");
    assert_eq!(entries(&dump)[4].0, "01-07 05:45:00");
    assert!(
        dump.records[4].flags.has(ItemFlags::RED)
            && !dump.records[4].flags.has(ItemFlags::ORDINARY)
    );
    assert_eq!(problems(&dump), [""; 0]);
    assert_eq!(
        problems(&read_as("a.md", DAY.repeat(2))),
        ["15: repeated heading; expected one for each day and channel"]
    );
}

#[test]
fn unfinished_last_entry_is_provisional() {
    let provisional = |text: &str| {
        read_as("a.md", text)
            .records
            .iter()
            .map(|r| r.flags.has(ItemFlags::PROVISIONAL))
            .collect::<Vec<_>>()
    };
    assert_eq!(provisional(DAY.trim_end()), [false, false, false, true]);
    assert_eq!(
        provisional(&DAY.replace("次日凌晨", "【次日凌晨")),
        [false, false, false, true]
    );
    assert_eq!(
        provisional(&DAY.replace("05:49]** 【星", "05:49]** 星【")),
        [false; 4]
    );
}

#[test]
fn torn_stamp_is_ignored() {
    let whole = read_as("a.md", DAY);
    for torn in [
        "*",
        "**",
        "**[",
        "**[0",
        "**[05:",
        "**[05:45",
        "**[05:45]",
        "**[05:45]*",
        "**[05:45]**",
        "**[05:45]** ",
        "**[05:45]**\n",
    ] {
        let dump = read_as("a.md", format!("{DAY}\n{torn}"));
        assert_eq!(entries(&dump), entries(&whole), "{torn}");
        assert_eq!(dump.records, whole.records, "{torn}");
        assert_eq!(problems(&dump), [""; 0], "{torn}");
    }
}

#[test]
fn dump_may_have_no_entries() {
    let dump = read_as(
        "a.md",
        "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n---\n",
    );
    assert_eq!((dump.records.len(), dump.problems.len()), (0, 0));
    assert_eq!(dump.heading.day.unwrap().to_string(), "2026-01-06");
}

#[test]
fn undated_heading_takes_the_date_of_the_name() {
    let dump = read_as("2026-01-06.md", "# 财联社【加红】电报\n\n**[05:45]** 甲\n");
    assert_eq!(entries(&dump), [("01-06 05:45:00".into(), "甲")]);
    assert_eq!(dump.heading.day.unwrap().to_string(), "2026-01-06");
    assert_eq!(
        problems(&dump),
        ["1: heading without a date; expected # 财联社【普通】电报 - YYYY-MM-DD"]
    );
}
