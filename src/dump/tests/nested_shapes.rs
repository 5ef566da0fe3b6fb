//! JSON that nests items, times or texts in other ways than a list of plain objects; and unusual tables.

use rstest::rstest;

use super::shapes::{BOTH, shown};
use super::*;

#[rstest]
#[case::pandas_split("a.json", r#"{"columns": ["标题", "内容", "发布时间"], "index": [0, 1], "data": [["甲标题", "甲正文。", "2026-05-31 09:31:05"], [null, "乙正文。", "2026-05-31 09:32:00"]]}"#)]
#[case::pandas_split_with_dates("a.json", r#"{"columns": ["标题", "内容", "发布日期", "发布时间"], "index": [0, 1], "data": [["甲标题", "甲正文。", 1780185600000, "09:31:05"], ["", "乙正文。", 1780185600000, "09:32:00"]]}"#)]
#[case::pandas_values("a.json", r#"[["标题", "内容", "发布时间"], ["甲标题", "甲正文。", "2026-05-31 09:31:05"], ["", "乙正文。", "2026-05-31 09:32:00"]]"#)]
#[case::tushare("a.json", r#"{"request_id": "x", "code": 0, "msg": "", "data": {"fields": ["datetime", "content", "title", "channels"], "items": [["2026-05-31 09:31:05", "甲正文。", "甲标题", null], ["2026-05-31 09:32:00", "乙正文。", "", null]], "has_more": false}}"#)]
#[case::rows_before_names("a.json", r#"{"data": [["甲标题", "甲正文。", "2026-05-31 09:31:05"], [null, "乙正文。", "2026-05-31 09:32:00"]], "fields": ["标题", "内容", "发布时间"]}"#)]
#[case::lines_of_lists(
    "a.jsonl",
    "[\"time\",\"title\",\"content\"]\n[\"2026-05-31 09:31:05\",\"甲标题\",\"甲正文。\"]\n[\"2026-05-31 09:32:00\",null,\"乙正文。\"]\n"
)]
#[case::described_columns("a.json", r#"{"columns": [{"name": "time", "type": "varchar"}, {"name": "title"}, {"name": "content"}], "rows": [["2026-05-31 09:31:05", "甲标题", "甲正文。"], ["2026-05-31 09:32:00", null, "乙正文。"]]}"#)]
#[case::column_lists("a.json", r#"{"标题": ["甲标题", null], "内容": ["甲正文。", "乙正文。"], "发布时间": ["2026-05-31 09:31:05", "2026-05-31 09:32:00"]}"#)]
#[case::nested_columns("a.json", r#"{"code": 0, "data": {"标题": {"0": "甲标题", "1": null}, "内容": {"0": "甲正文。", "1": "乙正文。"}, "发布时间": {"0": "2026-05-31 09:31:05", "1": "2026-05-31 09:32:00"}}}"#)]
#[case::lists_one_after_another(
    "a.json",
    "[{\"time\": \"2026-05-31 09:31:05\", \"title\": \"甲标题\", \"content\": \"甲正文。\"}]\n[{\"time\": \"2026-05-31 09:32:00\", \"content\": \"乙正文。\"}]"
)]
#[case::by_day("a.json", r#"{"2026-05-31": [{"time": "09:31:05", "title": "甲标题", "content": "甲正文。"}, {"time": "09:32:00", "content": "乙正文。"}]}"#)]
#[case::by_day8("a.json", r#"{"data": {"20260531": {"1": {"time": "09:31:05", "title": "甲标题", "content": "甲正文。"}, "2": {"time": "09:32:00", "content": "乙正文。"}}}}"#)]
#[case::day_outside("a.json", r#"{"date": "2026-05-31", "count": 2, "items": [{"time": "09:31:05", "title": "甲标题", "content": "甲正文。"}, {"time": "09:32:00", "content": "乙正文。"}]}"#)]
#[case::by_time("a.json", r#"{"2026-05-31 09:31:05": {"title": "甲标题", "content": "甲正文。"}, "2026-05-31 09:32:00": {"content": "乙正文。"}}"#)]
#[case::text_of_a_text("a.json", r#""[{\"time\": \"2026-05-31 09:31:05\", \"title\": \"甲标题\", \"content\": \"甲正文。\"}, {\"time\": \"2026-05-31 09:32:00\", \"content\": \"乙正文。\"}]""#)]
#[case::text_in_a_field("a.json", r#"{"statusCode": 200, "body": "{\"data\": [{\"time\": \"2026-05-31 09:31:05\", \"title\": \"甲标题\", \"content\": \"甲正文。\"}, {\"time\": \"2026-05-31 09:32:00\", \"content\": \"乙正文。\"}]}"}"#)]
#[case::texts_in_a_list("a.json", r#"["{\"time\": \"2026-05-31 09:31:05\", \"title\": \"甲标题\", \"content\": \"甲正文。\"}", "{\"time\": \"2026-05-31 09:32:00\", \"content\": \"乙正文。\"}"]"#)]
#[case::feishu("a.json", r#"{"code": 0, "data": {"items": [{"message_id": "om_1", "create_time": "1780191065000", "msg_type": "text", "body": {"content": "{\"title\": \"甲标题\", \"text\": \"甲正文。\"}"}}, {"message_id": "om_2", "create_time": "1780191120000", "body": {"content": "{\"text\": \"乙正文。\"}"}}]}}"#)]
#[case::feishu_table("a.json", r#"{"data": {"items": [{"record_id": "rec1", "fields": {"标题": "甲标题", "内容": [{"type": "text", "text": "甲正文。"}], "发布时间": 1780191065000}}, {"record_id": "rec2", "fields": {"内容": [{"type": "text", "text": "乙正文。"}], "发布时间": 1780191120000}}]}}"#)]
#[case::dingtalk("a.json", r#"[{"msgtype": "markdown", "createAt": 1780191065000, "markdown": {"title": "甲标题", "text": "甲正文。"}}, {"msgtype": "text", "createAt": 1780191120000, "text": {"content": "乙正文。"}}]"#)]
#[case::database_numbers(
    "a.json",
    "{\"_id\":{\"$oid\":\"665\"},\"ctime\":{\"$numberLong\":\"1780191065\"},\"title\":\"甲标题\",\"content\":\"甲正文。\"}\n{\"_id\":{\"$oid\":\"666\"},\"ctime\":{\"$numberLong\":\"1780191120\"},\"content\":\"乙正文。\"}\n"
)]
#[case::database_dates(
    "a.json",
    "{\"publish_time\":{\"$date\":\"2026-05-31T01:31:05Z\"},\"title\":\"甲标题\",\"content\":\"甲正文。\"}\n{\"publish_time\":{\"$date\":{\"$numberLong\":\"1780191120000\"}},\"content\":\"乙正文。\"}\n"
)]
#[case::wordpress("a.json", r#"[{"id": 1, "date": "2026-05-31T09:31:05", "guid": {"rendered": "x"}, "title": {"rendered": "甲标题"}, "content": {"rendered": "<p>甲正文。</p>", "protected": false}, "link": "https://x/1"}, {"id": 2, "date": "2026-05-31T09:32:00", "title": {"rendered": ""}, "content": {"rendered": "<p>乙正文。</p>"}}]"#)]
#[case::time_as_a_list("a.json", r#"[{"publishTime": [2026, 5, 31, 9, 31, 5], "title": "甲标题", "content": "甲正文。"}, {"publishTime": [2026, 5, 31, 9, 32], "content": "乙正文。"}]"#)]
#[case::time_as_an_object("a.json", r#"[{"publishTime": {"seconds": 1780191065, "nanos": 0}, "title": "甲标题", "content": "甲正文。"}, {"publishTime": {"seconds": "1780191120"}, "content": "乙正文。"}]"#)]
#[case::time_as_a_call("a.json", r#"[{"PublishTime": "/Date(1780191065000)/", "Title": "甲标题", "Content": "甲正文。"}, {"PublishTime": "/Date(1780191120000+0800)/", "Content": "乙正文。"}]"#)]
#[case::rss_as_json(
    "a.json",
    "{\"rss\": {\"channel\": {\"title\": \"电报\", \"pubDate\": \"Sun, 31 May 2026 02:00:00 GMT\", \"description\": \"全部\", \"item\": [{\"title\": {\"_cdata\": \"甲标题\"}, \"description\": {\"_cdata\": \"<p>甲正文。</p>\"}, \"pubDate\": {\"_text\": \"Sun, 31 May 2026 01:31:05 GMT\"}}, {\"description\": {\"#text\": \"乙正文。\"}, \"pubDate\": \"Sun, 31 May 2026 01:32:00 GMT\"}]}}}"
)]
#[case::event_stream(
    "a.txt",
    "event: flash\ndata: {\"time\":\"2026-05-31 09:31:05\",\"title\":\"甲标题\",\"content\":\"甲正文。\"}\n\nevent: flash\ndata: {\"time\":\"2026-05-31 09:32:00\",\"content\":\"乙正文。\"}\n\n"
)]
#[case::printed_by_python("a.txt", r"[{'time': '2026-05-31 09:31:05', 'title': '甲标题', 'content': '甲正文。'}, {'time': '2026-05-31 09:32:00', 'content': '乙正文。'}]")]
#[case::printed_line_by_line(
    "a.txt",
    "{'time': '2026-05-31 09:31:05', 'title': '甲标题', 'content': '甲正文。'}\n{'time': '2026-05-31 09:32:00', 'content': '乙正文。'}"
)]
#[case::script_object("a.json", r#"[{time:"2026-05-31 09:31:05",title:"甲标题",content:"甲正文。"},{time:"2026-05-31 09:32:00",content:"乙正文。"}]"#)]
#[case::line_of_a_log(
    "a.log",
    "2026-05-31 09:31:06 INFO {\"time\":\"2026-05-31 09:31:05\",\"title\":\"甲标题\",\"content\":\"甲正文。\"}\n2026-05-31 09:32:01 INFO {\"time\":\"2026-05-31 09:32:00\",\"content\":\"乙正文。\"}\n"
)]
#[case::page_of_contents("a.json", r#"{"content": [{"time": "2026-05-31 09:31:05", "title": "甲标题", "content": "甲正文。"}, {"time": "2026-05-31 09:32:00", "content": "乙正文。"}], "totalElements": 2, "pageable": {"pageNumber": 0}}"#)]
#[case::yearless("2026-05-31.json", r#"[{"time":"5月31日 09:31:05","title":"甲标题","content":"甲正文。"},{"time":"05-31 09:32","content":"乙正文。"}]"#)]
fn each_nesting_gives_both_items(#[case] name: &str, #[case] text: &str) {
    assert_eq!(shown(name, text), BOTH);
    let utf16 = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let bytes: Vec<u8> = utf16.flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        entries(&read_as(name, bytes)),
        entries(&read_as(name, text))
    );
}

#[rstest]
#[case::sep(
    "a.csv",
    "sep=;\r\n时间;标题;内容\r\n2026-05-31 09:31:05;甲标题;甲正文。\r\n2026-05-31 09:32:00;;乙正文。\r\n"
)]
#[case::caption(
    "a.csv",
    "财联社电报导出\n导出时间：2026-06-01 10:00\n\n时间,标题,内容\n2026-05-31 09:31:05,甲标题,甲正文。\n2026-05-31 09:32:00,,乙正文。\n"
)]
#[case::pipe(
    "a.csv",
    "时间|标题|内容\n2026-05-31 09:31:05|甲标题|甲正文。\n2026-05-31 09:32:00||乙正文。\n"
)]
#[case::cr(
    "a.csv",
    "时间,标题,内容\r2026-05-31 09:31:05,甲标题,甲正文。\r2026-05-31 09:32:00,,乙正文。\r"
)]
#[case::repeated_head(
    "a.csv",
    "时间,标题,内容\n2026-05-31 09:31:05,甲标题,甲正文。\n时间,标题,内容\n2026-05-31 09:32:00,,乙正文。\n"
)]
#[case::bom_repeated(
    "a.csv",
    "\u{feff}时间,标题,内容\n2026-05-31 09:31:05,甲标题,甲正文。\n\u{feff}时间,标题,内容\n2026-05-31 09:32:00,,乙正文。\n"
)]
#[case::serial(
    "a.csv",
    "发布日期,发布时间,标题,内容\n46173,0.396585648,甲标题,甲正文。\n46173,0.397222222,,乙正文。\n"
)]
#[case::formula(
    "a.csv",
    "时间,标题,内容\n=\"2026-05-31 09:31:05\",=\"甲标题\",甲正文。\n=\"2026-05-31 09:32:00\",,乙正文。\n"
)]
#[case::md_table(
    "a.md",
    "| 时间 | 标题 | 内容 |\n| --- | :--- | --- |\n| 2026-05-31 09:31:05 | 甲标题 | 甲正文。 |\n| 2026-05-31 09:32:00 |  | 乙正文。 |\n"
)]
#[case::md_table_pandas(
    "a.md",
    "|    | 标题   | 内容     | 发布时间            |\n|---:|:-------|:---------|:--------------------|\n|  0 | 甲标题 | 甲正文。 | 2026-05-31 09:31:05 |\n|  1 | nan    | 乙正文。 | 2026-05-31 09:32:00 |\n"
)]
fn each_table_gives_both_items(#[case] name: &str, #[case] text: &str) {
    assert_eq!(shown(name, text), BOTH);
    let (gb, _, _) = encoding_rs::GB18030.encode(text.trim_start_matches('\u{feff}'));
    assert_eq!(entries(&read_as(name, gb)), entries(&read_as(name, text)));
}

#[rstest]
#[case::before("2026-05-31 上午9:31:05", "2026-05-31 上午 09:32")]
#[case::between("2026/5/31 上午 9:31:05", "2026/5/31 9:32 上午")]
#[case::units("2026年5月31日 09时31分05秒", "2026年5月31日9点32分")]
#[case::weekday("2026-05-31 星期日 09:31:05", "2026-05-31 周日 09:32:00")]
#[case::weekday_in_brackets("2026年05月31日（周日）09:31:05", "2026-05-31(Sun) 09:32")]
#[case::english("May 31, 2026 09:31:05 AM", "31 May 2026 09:32")]
#[case::english_with_dashes("31-May-2026 09:31:05", "Sunday, May 31, 2026 9:32 AM")]
#[case::spreadsheet("46173.396585648", "46173.397222")]
#[case::dashes("2026-05-31-09:31:05", "2026-05-31 09-32-00")]
#[case::time_first("09:31:05 2026-05-31", "09:32 2026/05/31")]
#[case::wide("２０２６－０５－３１ ０９：３１：０５", "2026-05-31　09：32")]
#[case::utc("May 31, 2026 01:31:05 +0000", "31-May-2026 01:32 UTC")]
fn unusual_times_are_read(#[case] first: &str, #[case] second: &str) {
    let object = |time: &str, rest: &str| format!("{{\"time\":\"{time}\",{rest}}}\n");
    let lines = object(first, "\"title\":\"甲标题\",\"content\":\"甲正文。\"")
        + &object(second, "\"content\":\"乙正文。\"");
    assert_eq!(shown("a.jsonl", &lines), BOTH);
}

#[rstest]
#[case("2026-05-31 下午2:31", "14:31:00")]
#[case("2026-05-31 下午14:31", "14:31:00")]
#[case("2026-05-31 凌晨12:05", "00:05:00")]
#[case("2026-05-31 晚上11:05:07", "23:05:07")]
#[case("2026-05-31 12:05 PM", "12:05:00")]
fn halves_of_the_day_are_read(#[case] time: &str, #[case] clock: &str) {
    let object = format!("{{\"time\":\"{time}\",\"content\":\"甲\"}}");
    assert_eq!(shown("a.jsonl", &object), [format!("05-31 {clock} |甲")]);
}

#[test]
fn pieces_of_a_text_are_joined() {
    let chat = r#"{"name": "电报", "messages": [
        {"id": 1, "type": "message", "date": "2026-05-31T09:31:05", "date_unixtime": "1780191065",
         "text": [{"type": "bold", "text": "【甲标题】"}, "甲正文", {"type": "link", "text": "。"}]},
        {"id": 2, "date": "2026-05-31T09:32:00", "text": "乙正文。", "text_entities": []}]}"#;
    let both = ["05-31 09:31:05 |【甲标题】甲正文。", BOTH[1]];
    assert_eq!(shown("result.json", chat), both);
    let paragraphs = r#"{"time": "2026-05-31 09:31:05", "content": ["甲", "乙"]}"#;
    assert_eq!(shown("a.json", paragraphs), ["05-31 09:31:05 |甲\n乙"]);
    let table = "发送人,发送时间,消息内容\n机器人,2026/05/31 09:31:05,【甲标题】甲正文。\n机器人,2026/05/31 09:32:00,乙正文。\n";
    assert_eq!(shown("a.csv", table), both);
}

#[rstest]
#[case::curl(
    "HTTP/2 200\r\ncontent-type: application/json\r\ndate: Sun, 31 May 2026 02:00:00 GMT\r\n\r\n{\"data\":[@]}"
)]
#[case::bulk("{\"index\":{\"_id\":\"1\"}}\n@\n{\"index\":{\"_id\":\"2\"}}\n")]
#[case::comments("// saved\n[\n/* x */@]")]
fn items_are_found_behind_other_text(#[case] text: &str) {
    let items = r#"{"time":"2026-05-31 09:31:05","title":"甲标题","content":"甲正文。"},{"time":"2026-05-31 09:32:00","content":"乙正文。"}"#;
    assert_eq!(shown("a.json", &text.replace('@', items))[..2], BOTH);
}

#[rstest]
#[case(r#"{"code": "688999.SH", "name": "晨星"}"#, "晨星")]
#[case(r#"{"688999.SH": "晨星"}"#, "晨星")]
#[case(r#"{"688999.SH": null}"#, "")]
#[case(r#"{"0": {"code": "688999.SH", "name": "晨星"}}"#, "晨星")]
#[case(r#"{"list": [{"code": "688999.SH", "name": "晨星"}]}"#, "晨星")]
fn stocks_may_be_an_object(#[case] stocks: &str, #[case] name: &str) {
    let object = format!(r#"{{"ctime": 1780191065, "content": "甲", "stocks": {stocks}}}"#);
    let dump = read_as("a.jsonl", object);
    let [stock] = &dump.extra(&dump.records[0]).unwrap().stocks[..] else {
        panic!("{stocks}");
    };
    assert_eq!(
        (stock.name.as_str(), stock.code.as_str()),
        (name, "688999.SH")
    );
}

#[rstest]
#[case::empty_answer(r#"{"code": 200, "message": "OK", "timestamp": 1780191065, "data": []}"#)]
#[case::no_names(r#"[["甲标题", "甲正文。", "2026-05-31 09:31:05"]]"#)]
#[case::prices(r#"{"2026-05-31 09:31": "12.5", "2026-05-31 09:32": "12.6"}"#)]
#[case::durations(r#"[{"time": 12.5, "text": "甲"}, {"time": 40000, "text": "乙"}]"#)]
fn other_json_is_no_dump(#[case] text: &str) {
    let path = FilePath::from("2026-05-31.json");
    let bytes = Bytes::copy_from_slice(text.as_bytes());
    assert!(
        read(&path, bytes, ReadOptions::default()).is_none(),
        "{text}"
    );
}

#[test]
fn day_around_an_item_is_only_for_its_time() {
    let days = r#"{"2026-05-30": {"items": [{"time": "23:50", "content": "甲"}]}, "2026-05-31": [{"time": "00:10", "content": "乙"}, {"time": "2026-06-01 09:00", "content": "丙"}]}"#;
    assert_eq!(
        shown("2026-01-01.json", days),
        [
            "05-30 23:50:00 |甲",
            "05-31 00:10:00 |乙",
            "06-01 09:00:00 |丙"
        ]
    );
}

#[test]
fn last_column_may_have_unquoted_commas() {
    let table =
        "时间,标题,内容\n2026-05-31 09:31:05,甲标题,甲,正文,1,2。\n2026-05-31 09:32:00,,乙,,\n";
    assert_eq!(
        shown("a.csv", table),
        ["05-31 09:31:05 甲标题|甲,正文,1,2。", "05-31 09:32:00 |乙"]
    );
}
