//! Whose news it is: by field, address, heading, file name or signature, and never by default.

use super::*;
use crate::dump::wire::HOME;

/// The wire of every record.
fn wires(dump: &Dump) -> Vec<Option<&str>> {
    let records = dump.records.iter();
    records.map(|record| dump.wire(record)).collect()
}

fn headed(heading: &str, body: &str) -> String {
    format!("{heading}\n\n## 09:31:05｜云帆智造公告\n\n- id: `2`\n\n{body}\n")
}

fn line(fields: &str) -> String {
    format!("{{\"ctime\":1780191065,\"content\":\"云帆智造公告。\",{fields}}}\n")
}

#[test]
fn wire_is_named_by_what_says_so() {
    let cases: [(&str, String, Option<&str>); 16] = [
        (
            "a.jsonl",
            line("\"source\":\"eastmoney\",\"level\":\"重要\""),
            Some("东方财富"),
        ),
        (
            "a.jsonl",
            line("\"source_name\":\"金十\""),
            Some("金十数据"),
        ),
        ("a.jsonl", line("\"来源\":\"南方晨报\""), None),
        (
            "a.jsonl",
            line("\"wire\":\"星河快讯\""),
            Some("星河快讯"),
        ),
        (
            "a.jsonl",
            line("\"wire\":\"财联社\",\"url\":\"https://finance.sina.com.cn/2\""),
            Some(HOME),
        ),
        (
            "a.csv",
            "标题,摘要,发布时间,链接\n甲,云帆智造公告。,2026-05-31 09:31:05,https://finance.eastmoney.com/a/1.html\n"
                .to_owned(),
            Some("东方财富"),
        ),
        (
            "a.md",
            headed("# 同花顺资讯归档 2026-05-31", "云帆智造公告。"),
            Some("同花顺"),
        ),
        (
            "a.md",
            headed("# 财联社快讯归档 2026-05-31", "云帆智造公告。"),
            Some(HOME),
        ),
        ("a.md", headed("# 2026-05-31", "云帆智造公告。"), None),
        (
            "eastmoney.md",
            headed("# 2026-05-31", "云帆智造公告。"),
            Some("东方财富"),
        ),
        (
            "a.md",
            headed("# 2026-05-31", "财联社5月31日电，云帆智造公告。"),
            Some(HOME),
        ),
        (
            "a.jsonl",
            line("\"shareurl\":\"https://www.cls.cn/detail/1\""),
            Some(HOME),
        ),
        (
            "a.jsonl",
            line("\"url\":\"https://wallstreetcn.com/livenews/1\""),
            Some("华尔街见闻"),
        ),
        (
            "a.jsonl",
            line("\"url\":\"https://news.example.com/1\""),
            None,
        ),
        (
            "jin10-2026.jsonl",
            line("\"url\":\"https://news.example.com/1\""),
            Some("金十数据"),
        ),
        (
            "2026-05-31.csv",
            "标题,内容,发布日期,发布时间\n,云帆智造公告。,2026-05-31,09:31:05\n".to_owned(),
            None,
        ),
    ];
    for (name, text, wire) in cases {
        assert_eq!(wires(&read_as(name, &text)), [wire], "{name} {text}");
    }
}

#[test]
fn entry_has_its_own_wire_before_the_dump() {
    let text = line("\"url\":\"https://www.cls.cn/detail/1\"")
        + &line("\"url\":\"https://finance.sina.com.cn/2\"")
        + &line("\"id\":3");
    let dump = read_as("10jqka.jsonl", text);
    assert_eq!(wires(&dump), [Some(HOME), Some("新浪财经"), Some("同花顺")]);
    let all: Vec<&str> = dump.wires().collect();
    assert_eq!(all, ["同花顺", HOME, "新浪财经"]);
}

#[test]
fn wire_of_one_item_names_no_neighbour() {
    let text = line("\"url\":\"https://finance.sina.com.cn/2\"") + &line("\"id\":3");
    assert_eq!(wires(&read_as("a.jsonl", text)), [Some("新浪财经"), None]);
}

#[test]
fn title_of_a_feed_names_its_wire() {
    let feed = |head: &str| {
        format!(
            "<rss><channel>{head}<item><title>云帆智造公告</title><pubDate>Sun, 31 May 2026 01:31:05 GMT</pubDate></item></channel></rss>"
        )
    };
    for (head, wire) in [
        ("<title>财联社 - 电报</title>", Some(HOME)),
        ("<link>https://xueqiu.com/today</link>", Some("雪球")),
        ("<title>快讯</title>", None),
    ] {
        assert_eq!(wires(&read_as("a.xml", feed(head))), [wire], "{head}");
    }
}

#[test]
fn numbers_of_two_wires_are_two_numbers() {
    let number = |name: &str| {
        let dump = read_as(name, line("\"id\":7"));
        dump.extra(&dump.records[0]).and_then(|extra| extra.wire_id)
    };
    assert_eq!((number("cls.jsonl"), number("a.jsonl")), (Some(7), Some(7)));
    assert_ne!(number("eastmoney.jsonl"), number("10jqka.jsonl"));
    assert_eq!(number("eastmoney.jsonl"), number("eastmoney-2.jsonl"));
}
