//! Files that no dialect knows, read by formats.

use bytes::Bytes;
use rstest::rstest;

use super::*;
use crate::dump::{Dialect, Dump, ReadOptions, read as read_dump};
use crate::item::ItemFlags;
use crate::path::FilePath;

fn dump(format: &str, name: &str, text: &str) -> Dump {
    let formats = match read_text(&format!("[[format]]\nname = 'own'\n{format}")) {
        Ok(formats) => formats,
        Err(errors) => panic!("{errors}"),
    };
    let options = ReadOptions {
        formats: crate::dump::format::UserFormats::new(formats, Path::new("/")),
        ..ReadOptions::default()
    };
    let bytes = Bytes::copy_from_slice(text.as_bytes());
    match read_dump(&FilePath::from(name), bytes, options) {
        Some(dump) => dump,
        None => panic!("{name} is no dump"),
    }
}

/// Each item as `line MM-DD HH:MM:SS title|text`, and each problem as `line: found`.
fn shown(dump: &Dump) -> Vec<String> {
    assert_eq!(dump.dialect, Dialect::Configured);
    let items = dump.records.iter().map(|record| {
        let title = dump.extra(record).and_then(|extra| extra.title.as_deref());
        let (line, time) = (record.line, record.stamp.time().format("%m-%d %H:%M:%S"));
        let text = dump.record_text(record);
        format!("{line} {time} {}|{text}", title.unwrap_or_default())
    });
    let problems = dump.problems.iter().map(|problem| {
        let what = problem.to_string();
        let found = what.split("; ").next().unwrap_or_default().to_owned();
        format!("{}: {found}", problem.line)
    });
    items.chain(problems).collect()
}

const NESTED: &str = "glob = '*.json'\nkind = 'json'\nitems = 'payload.*.rows'\n\
    fields = { time = 'meta.pushed', title = 'head', text = ['msg', 'blocks.p'], id = 'n', stocks = 'about', subjects = 'kind' }";

#[test]
fn json_items_lie_where_the_path_leads() {
    let text = r#"{"ok": 1, "payload": {
        "1": {"rows": [{"meta": {"pushed": 1780191065123}, "head": "甲标题", "msg": "甲正文。", "n": 7}]},
        "x": {"rows": [[{"meta": {"pushed": "2026-05-31 09:32"}, "blocks": [{"p": "乙一。"}, {"p": "乙二。"}], "n": "u-8",
              "about": ["云帆智造(sh688999)"], "kind": ["机器人", "芯片"]}]]}}}"#;
    let dump = dump(NESTED, "a.json", text);
    let items = [
        "2 05-31 09:31:05 甲标题|甲正文。",
        "3 05-31 09:32:00 |乙一。\n乙二。",
    ];
    assert_eq!(shown(&dump), items);
    let extra = |at: usize| dump.extra(&dump.records[at]).unwrap();
    assert_eq!(extra(0).wire_id, Some(7));
    assert!(extra(1).wire_id.is_some());
    assert_eq!(extra(1).stocks[0].code, "sh688999");
    assert_eq!(extra(1).subjects, ["机器人", "芯片"]);
}

#[rstest]
#[case::no_list(
    r#"{"payload": {"1": 5}, "code": 3}"#,
    &["1: format `own`: nothing at `payload.*.rows`: no `rows` among 5"]
)]
#[case::other_names(
    r#"{"data": {}, "code": 3}"#,
    &["1: format `own`: nothing at `payload.*.rows`: no `payload` among data, code"]
)]
#[case::no_time(
    "{\"payload\": {\"1\": {\"rows\": [\n{\"meta\": {\"pushed\": \"soon\"}, \"head\": \"甲\"},\n{\"meta\": 5, \"head\": \"乙\"}]}}}",
    &[
        "2: format `own`: no time in `meta.pushed`: “soon”",
        "3: format `own`: no time in `meta.pushed`: “”",
    ]
)]
#[case::no_text(
    "{\"payload\": {\"1\": {\"rows\": [{\"meta\": {\"pushed\": 1780191065}, \"head\": null}]}}}",
    &["1: format `own`: nothing in `msg`, `blocks.p`, `head`"]
)]
#[case::no_json("hello\n", &["1: invalid JSON at column 1"])]
#[case::torn(
    "{\"payload\": {\"1\": {\"rows\": [\n{\"meta\": {\"pushed\": 1780191065}, \"head\": \"甲\"},\n{\"meta\": {\"pushed\": 17",
    &["2 05-31 09:31:05 |甲", "3: unfinished item"]
)]
#[case::next_after_torn(
    "{\"payload\": {\"1\": {\"rows\": [\n{\"meta\": {\"pushed\": 1780191065}, \"head\": \"甲\n{\"payload\": {\"1\": {\"rows\": [{\"meta\": {\"pushed\": 1780191066}, \"head\": \"乙\"}]}}}\n",
    &["3 05-31 09:31:06 |乙", "2: unfinished item"]
)]
#[case::next_in_list(
    "{\"payload\": {\"1\": {\"rows\": [{\"meta\": {\"pushed\": 1780191065}, \"head\": \"甲\"},\n{\"payload\": {\"1\": {\"rows\": [{\"meta\": {\"pushed\": 1780191066}, \"head\": \"乙\"}]}}}\n",
    &["1 05-31 09:31:05 |甲", "2 05-31 09:31:06 |乙", "2: unfinished item"]
)]
#[case::broken_item(
    "{\"payload\": {\"1\": {\"rows\": [\n{\"meta\": {\"pushed\": 1780191065}, \"head\": \"甲\"x\"\"},\n{\"meta\": {\"pushed\": 1780191066}, \"head\": \"乙\"}]}}}",
    &["3 05-31 09:31:06 |乙", "2: invalid JSON at column 45"]
)]
fn damaged_json_is_reported(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(shown(&dump(NESTED, "a.json", text)), expected);
}

#[test]
fn empty_answer_is_no_problem() {
    for text in [
        r#"{"payload": {"1": {"rows": []}}}"#,
        r#"{"payload": {"1": {"rows": null}}}"#,
        r#"{"payload": []}"#,
        "",
    ] {
        assert_eq!(shown(&dump(NESTED, "a.json", text)), [""; 0], "{text}");
    }
}

#[test]
fn json_lines_and_rows_need_no_path() {
    let format = "glob = '*'\nkind = 'json'\nfields = { time = 1, title = 2, text = 3 }";
    let text = "[\"2026-05-31 09:31:05\", \"甲标题\", \"甲正文。\"]\n[\"2026-05-31 09:32\", null, \"乙正文。\"]\n";
    let both = [
        "1 05-31 09:31:05 甲标题|甲正文。",
        "2 05-31 09:32:00 |乙正文。",
    ];
    assert_eq!(shown(&dump(format, "a", text)), both);
    let list = format!("[{}]", text.trim().replace('\n', ",\n"));
    assert_eq!(shown(&dump(format, "a", &list)), both);
    let format = "glob = '*'\nkind = 'json'\nfields = { time = 't', text = 'm' }";
    let text = "{\"t\": 1780191065, \"m\": \"甲\"}\n{\"t\": 1780191066, \"m\"\n{\"t\": 1780191067, \"m\": \"乙\"}\n";
    assert_eq!(
        shown(&dump(format, "a", text)),
        [
            "1 05-31 09:31:05 |甲",
            "3 05-31 09:31:07 |乙",
            "2: unfinished item"
        ]
    );
}

#[test]
fn item_after_a_torn_list_is_read() {
    let format = "glob = '*'\nkind = 'json'\nfields = { time = 't', text = 'm' }";
    let text = "{\"t\": 1780191065, \"m\": \"甲\"}\n{\"t\": 1780191066, \"m\": \"乙\", \"tags\": [\n{\"t\": 1780191067, \"m\": \"丙\"}\n{\"t\": 1780191068, \"m\": \"丁\", \"tags\": [{\"n\": 1}]}\n";
    let read = shown(&dump(format, "a", text));
    let expected = [
        "1 05-31 09:31:05 |甲",
        "3 05-31 09:31:07 |丙",
        "4 05-31 09:31:08 |丁",
        "2: unfinished item",
    ];
    assert_eq!(read, expected);
}

#[test]
fn table_is_read_by_names_or_numbers() {
    let format = "glob = '*'\nkind = 'csv'\nseparator = ';'\nfields = { time = ['播出', '时'], title = '题', text = '料' }";
    let text = "\u{feff}题;料;时\r\n甲标题;\"甲;\n正文。\";2026/5/31 9:31:05\r\n;乙正文。;2026/5/31 9:32\r\n";
    let both = [
        "2 05-31 09:31:05 甲标题|甲;\n正文。",
        "4 05-31 09:32:00 |乙正文。",
    ];
    assert_eq!(shown(&dump(format, "a", text)), both);
    let format = "glob = '*'\nkind = 'csv'\nseparator = '|'\nheading = false\nfields = { time = 1, title = 2, text = 3 }";
    let text = "\n2026/01/06 09:30|甲标题|甲正文。\n2026/01/06 09:31||乙正文。\nx|y\n";
    assert_eq!(
        shown(&dump(format, "a", text)),
        [
            "2 01-06 09:30:00 甲标题|甲正文。",
            "3 01-06 09:31:00 |乙正文。",
            "4: format `own`: no time in `1`: “x”"
        ]
    );
}

#[test]
fn missing_column_is_named() {
    let format = "glob = '*'\nkind = 'csv'\nfields = { time = 'pushed', text = ['a', 'msg'] }";
    let problems = shown(&dump(format, "a", "when,msg\n2026-05-31 09:31,甲\n"));
    assert_eq!(
        problems,
        [
            "1: format `own`: no column `pushed` among when, msg",
            "2: format `own`: no time in `pushed`: “”",
        ]
    );
}

#[test]
fn many_unfit_items_are_one_problem() {
    let format = "glob = '*'\nkind = 'csv'\nfields = { time = 't', text = 'm' }";
    let text = format!("t,m\n{}", "soon,甲\n".repeat(1_000));
    let problems = shown(&dump(format, "a", &text));
    assert_eq!(problems.len(), 101);
    let last = "102: format `own`: 900 more items from here on without a time or a text";
    assert_eq!(problems[100], last);
}

const LOG: &str = r"glob = '*.log'
kind = 'lines'
pattern = '^\[(?<time>[^\]]+)\] (?<level>\S+) (?<text>.*)'";

#[test]
fn other_lines_continue_an_entry() {
    let text = "started\r\n\r\nready\r\n[2026-05-31 09:31:05] 重要 甲正文。\r\n  第二行。\r\n\r\n第三行。\r\n\r\n[09:32] 快讯 乙正文。";
    let dump = dump(LOG, "2026-05-31.log", text);
    assert_eq!(
        shown(&dump),
        [
            "4 05-31 09:31:05 |甲正文。\r\n  第二行。\r\n\r\n第三行。",
            "9 05-31 09:32:00 |乙正文。",
            "1: format `own`: 2 lines that `pattern` does not match above the first entry, such as “started”",
        ]
    );
    let flags = |at: usize| dump.records[at].flags;
    assert!(flags(0).has(ItemFlags::RED) && !flags(1).has(ItemFlags::RED));
    assert!(!flags(0).has(ItemFlags::PROVISIONAL) && flags(1).has(ItemFlags::PROVISIONAL));
}

#[test]
fn long_line_is_read_to_its_end() {
    let long = "云帆智造公告，".repeat(9_000);
    let text = format!("[2026-05-31 09:31:05] 快讯 {long}完。\n[2026-05-31 09:32] 快讯 乙\n");
    let dump = dump(LOG, "a.log", &text);
    assert_eq!(dump.record_text(&dump.records[0]), format!("{long}完。"));
    assert_eq!(dump.records.len(), 2);
}

#[test]
fn title_has_its_text_below() {
    let format = "glob = '*'\nkind = 'lines'\npattern = '^(?<time>\\d{14}) (?<title>.*)'";
    let text = "20260531093105 甲标题\n甲正文。\n20260531093200 乙标题\n";
    let both = [
        "1 05-31 09:31:05 甲标题|甲正文。",
        "3 05-31 09:32:00 |乙标题",
    ];
    assert_eq!(shown(&dump(format, "a", text)), both);
}

#[rstest]
#[case("", "2026-05-31 09:31:05", "05-31 09:31:05")]
#[case("zone = 'UTC'", "2026-05-31 01:31:05", "05-31 09:31:05")]
#[case("zone = 'UTC'", "2026-05-31T09:31:05+08:00", "05-31 09:31:05")]
#[case("zone = 'UTC'", "1780191065", "05-31 09:31:05")]
#[case("zone = '-05:00'", "30/05/2026 20:31", "05-31 09:31:00")]
#[case("zone = 'UTC'", "23:31:05", "06-01 07:31:05")]
#[case("zone = 'UTC'", "Sun May 31 01:31:05 2026", "05-31 09:31:05")]
fn zone_is_that_of_times_without_one(#[case] zone: &str, #[case] time: &str, #[case] at: &str) {
    let time_format = if time.contains("/2026") {
        "time_format = '%d/%m/%Y %H:%M'"
    } else {
        ""
    };
    let text = format!("[{time}] 快讯 甲\n");
    let dump = dump(
        &format!("{LOG}\n{zone}\n{time_format}"),
        "2026-05-31.log",
        &text,
    );
    assert_eq!(shown(&dump), [format!("1 {at} |甲")]);
}

#[test]
fn wire_and_channel_are_those_of_all_items() {
    let format = format!("{LOG}\nwire = '云帆快讯'\nchannel = '要闻'");
    let text = "[2026-05-31 09:31] 快讯 甲\n[2026-05-31 09:32] 普通 乙\n";
    let own = dump(&format, "a.log", text);
    assert_eq!(own.heading.wire.as_deref(), Some("云帆快讯"));
    assert_eq!(own.heading.channel.as_deref(), Some("要闻"));
    let flags: Vec<_> = own.records.iter().map(|record| record.flags).collect();
    assert!(flags[0].has(ItemFlags::OTHER_CHANNEL));
    assert!(flags[1].has(ItemFlags::ORDINARY) && !flags[1].has(ItemFlags::OTHER_CHANNEL));
    let red = dump(&format.replace("要闻", "加红"), "a.log", text);
    assert!(red.records[0].flags.has(ItemFlags::RED));
}

#[test]
fn format_comes_before_every_dialect() {
    let text = "标题,内容,发布时间\n甲,乙,2026-05-31 01:31\n";
    let format =
        "glob = '*.csv'\nkind = 'csv'\nzone = 'UTC'\nfields = { time = '发布时间', text = '标题' }";
    let own = dump(format, "a.csv", text);
    assert_eq!(shown(&own), ["2 05-31 09:31:00 |甲"]);
    assert_eq!(own.detected_by, "own");
}
