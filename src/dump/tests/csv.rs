use super::*;

const TABLE: &str = "\u{feff}标题,内容,发布日期,发布时间\r\n\
甲,【甲】第一条，带逗号。,2026-05-31,00:08:15\r\n\
【电报解读】乙,\"第二条，\"\"引号\"\"。\n第二段。\",2026-05-31,09:30:00\r\n\
,没有标题。,2026-05-31,09:31:00\r\n";

#[test]
fn rows_are_items_with_lines() {
    let dump = read_as(
        "a.csv",
        TABLE
            .replace("，带逗号", "，带,逗号")
            .replace("【甲】第一条，带,逗号。", "\"【甲】第一条，带,逗号。\""),
    );
    assert_eq!((dump.dialect, problems(&dump)), (Dialect::Csv, vec![]));
    assert_eq!(
        entries(&dump),
        [
            ("05-31 00:08:15".into(), "【甲】第一条，带,逗号。"),
            ("05-31 09:30:00".into(), "第二条，\"引号\"。\n第二段。"),
            ("05-31 09:31:00".into(), "没有标题。"),
        ]
    );
    assert_eq!(
        dump.records
            .iter()
            .map(|record| record.line)
            .collect::<Vec<_>>(),
        [2, 3, 5]
    );
    let titles: Vec<_> = dump
        .records
        .iter()
        .map(|r| dump.extra(r).and_then(|extra| extra.title.as_deref()))
        .collect();
    assert_eq!(titles, [None, Some("【电报解读】乙"), None]);
}

#[test]
fn encoding_makes_no_difference() {
    let (gb, _, _) = encoding_rs::GB18030.encode(TABLE.trim_start_matches('\u{feff}'));
    let (plain, other) = (read_as("a.csv", TABLE), read_as("b.csv", gb));
    assert_eq!(
        (other.encoding, entries(&other)),
        (Encoding::Gb18030, entries(&plain))
    );
    assert_eq!(other.records, plain.records);
}

#[test]
fn columns_have_any_order() {
    let dump = read_as("a.csv", "发布时间;发布日期;内容\n09:30;2026-05-31;正文\n");
    assert_eq!(entries(&dump), [("05-31 09:30:00".into(), "正文")]);
}

#[test]
fn unclosed_quote_loses_one_row() {
    let dump = read_as(
        "a.csv",
        TABLE
            .replace("【甲】", "\"【甲】")
            .replace("\"\"引号\"\"", "引号"),
    );
    assert_eq!(entries(&dump).len(), 2);
    assert_eq!(entries(&dump)[1].1, "没有标题。");
    assert_eq!(
        problems(&dump)[0],
        "2: row with an unclosed quote; expected a closing one"
    );
}

#[test]
fn row_without_time_is_reported() {
    let dump = read_as("a.csv", format!("{TABLE}甲,乙,昨天,早上\n"));
    assert_eq!((dump.records.len(), problems(&dump).len()), (3, 1));
    assert!(problems(&dump)[0].starts_with("6: item without a time"));
}
