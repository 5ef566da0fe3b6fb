//! What scrapers, services and spreadsheets leave on disk: each input with the items that it must give.

use rstest::rstest;

use super::*;

/// Reads a text and prints each item as `MM-DD HH:MM:SS title|text`, and each problem as `line: found`.
pub(super) fn shown(name: &str, text: &str) -> Vec<String> {
    let dump = read_as(name, text);
    let items = dump.records.iter().map(|record| {
        let title = dump.extra(record).and_then(|extra| extra.title.as_deref());
        let time = record.stamp.time().format("%m-%d %H:%M:%S");
        let text = dump.record_text(record);
        format!("{time} {}|{text}", title.unwrap_or_default())
    });
    let problems = dump.problems.iter().map(|problem| {
        let what = problem.to_string();
        let found = what.split("; ").next().unwrap_or_default().to_owned();
        format!("{}: {found}", problem.line)
    });
    items.chain(problems).collect()
}

#[rstest]
#[case::z("2026-05-31T01:31:05Z")]
#[case::small_z("2026-05-31t01:31:05z")]
#[case::zero("2026-05-31 01:31:05+00:00")]
#[case::zero_without_colon("2026-05-31 01:31:05+0000")]
#[case::utc("2026-05-31 01:31:05 UTC")]
#[case::new_york("2026-05-30T20:31:05-05:00")]
#[case::minus("2026-05-30 20:31:05 \u{2212}0500")]
#[case::delhi("2026-05-31T07:01:05.000+05:30")]
#[case::beijing("2026-05-31T09:31:05+08:00")]
#[case::java("2026-05-31T09:31:05+08:00[Asia/Shanghai]")]
#[case::gmt("2026-05-31 09:31:05 GMT+8")]
#[case::fraction("2026-05-31 09:31:05.123")]
#[case::fraction_and_z("2026-05-31T01:31:05.123456Z")]
#[case::plain("2026-05-31 09:31:05")]
#[case::slashes("2026/5/31 9:31:05")]
#[case::points("2026.05.31 09:31:05")]
#[case::chinese("2026年5月31日 09:31:05")]
#[case::afternoon("2026-05-31 9:31:05 AM")]
#[case::mail("Sun, 31 May 2026 01:31:05 GMT")]
#[case::mail_with_offset("Sun, 31 May 2026 09:31:05 +0800")]
#[case::c_with_offset("Sun May 31 09:31:05 +0800 2026")]
#[case::c("Sun May 31 09:31:05 2026")]
#[case::seconds("1780191065")]
#[case::seconds_of_a_table("1780191065.0")]
#[case::milliseconds("1780191065123")]
#[case::microseconds("1780191065123456")]
#[case::nanoseconds("1780191065123456789")]
#[case::digits("20260531093105")]
#[case::no_year("05-31 09:31:05")]
#[case::chinese_without_year("5月31日 09:31:05")]
#[case::time_alone("09:31:05")]
fn every_spelling_of_a_time_is_read(#[case] time: &str) {
    let expected = ["05-31 09:31:05 |甲"];
    let object = format!("{{\"time\": \"{time}\", \"content\": \"甲\"}}\n");
    assert_eq!(shown("电报_2026-05-31.jsonl", &object), expected, "{time}");
    let row = format!("时间,内容\n\"{time}\",甲\n");
    assert_eq!(shown("电报_2026-05-31.csv", &row), expected, "{time}");
    if time
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        let number = format!("[{{\"pub_time\": {time}, \"content\": \"甲\"}}]");
        assert_eq!(shown("2026-05-31.json", &number), expected, "{time}");
    }
}

#[rstest]
#[case("2026-05-31 09:31:05+99:00")]
#[case("2026-05-31 09:31:05 XYZ")]
#[case("2026-05-31T09:31:05+8x")]
fn unknown_offset_is_reported(#[case] time: &str) {
    let text = format!(
        "{{\"time\": \"2026-05-31 09:30:00\", \"text\": \"甲\"}}\n{{\"time\": \"{time}\", \"text\": \"乙\"}}\n"
    );
    let problem = format!("2: unknown offset in {time}");
    assert_eq!(shown("a.jsonl", &text), ["05-31 09:30:00 |甲", &problem]);
    let table = format!("时间,内容\n{time},乙\n");
    assert_eq!(shown("a.csv", &table), [problem]);
}

/// Both entries of the sample, as most of the shapes below hold them.
pub(super) const BOTH: [&str; 2] = ["05-31 09:31:05 甲标题|甲正文。", "05-31 09:32:00 |乙正文。"];

#[rstest]
#[case::cls_table(
    "a.csv",
    ",标题,内容,发布日期,发布时间\n0,甲标题,甲正文。,2026-05-31,09:31:05\n1,,乙正文。,2026-05-31,09:32:00\n"
)]
#[case::eastmoney_table(
    "a.csv",
    "标题,摘要,发布时间,链接\n甲标题,甲正文。,2026-05-31 09:31:05,http://x/1\nnan,乙正文。,2026-05-31 09:32:00,http://x/2\n"
)]
#[case::futu_table(
    "a.csv",
    "标题\t内容\t发布时间\t链接\n甲标题\t甲正文。\t2026-05-31 09:31:05\thttp://x/1\n-\t乙正文。\t2026-05-31 09:32:00\t\n"
)]
#[case::stock_news_table(
    "a.csv",
    "关键词,新闻标题,新闻内容,发布时间,文章来源,新闻链接\n688999,甲标题,甲正文。,2026-05-31 09:31:05,晨星网,http://x/1\n688999,None,乙正文。,2026-05-31 09:32:00,晨星网,http://x/2\n"
)]
#[case::spreadsheet(
    "a.csv",
    "\u{feff}标题;内容;发布日期;发布时间\r\n甲标题;甲正文。;2026/5/31;9:31:05\r\n;乙正文。;2026/5/31;9:32\r\n"
)]
#[case::english_table(
    "a.csv",
    "Publish Time,Headline,Body\n2026-05-31T01:31:05Z,甲标题,甲正文。\n2026-05-31T01:32:00Z,,乙正文。\n"
)]
#[case::records("a.json", r#"[{"标题":"甲标题","内容":"甲正文。","发布日期":1780185600000,"发布时间":"09:31:05"},{"标题":null,"内容":"乙正文。","发布日期":1780185600000,"发布时间":"09:32:00"}]"#)]
#[case::escaped_records("a.json", r#"[{"\u6807\u9898":"\u7532\u6807\u9898","\u5185\u5bb9":"甲正文。","\u53d1\u5e03\u65f6\u95f4":"2026-05-31 09:31:05"},{"\u5185\u5bb9":"乙正文。","\u53d1\u5e03\u65f6\u95f4":"2026-05-31 09:32:00"}]"#)]
#[case::indexed_records("a.json", r#"{"0":{"标题":"甲标题","内容":"甲正文。","发布时间":"2026-05-31 09:31:05"},"1":{"标题":"","内容":"乙正文。","发布时间":"2026-05-31 09:32:00"}}"#)]
#[case::columns("a.json", r#"{"\u6807\u9898":{"0":"甲标题","1":null},"内容":{"0":"甲正文。","1":"乙正文。"},"x":{"0":[1],"1":{}},"发布时间":{"0":"2026-05-31 09:31:05","1":"2026-05-31 09:32:00"}}"#)]
#[case::tags("a.json", r#"[{"time":"2026-05-31 09:31:05","title":"<b>甲标题</b>","content":"<p>甲<span>正文</span>。</p>"},{"time":"2026-05-31 09:32:00","content":"乙正文。<br/>"}]"#)]
#[case::table_schema("a.json", r#"{"schema":{"fields":[{"name":"index","type":"integer"},{"name":"标题","type":"string"}]},"data":[{"index":0,"标题":"甲标题","内容":"甲正文。","发布时间":"2026-05-31 09:31:05"},{"index":1,"标题":null,"内容":"乙正文。","发布时间":"2026-05-31 09:32:00"}]}"#)]
#[case::older_cls_answer("a.json", r#"{"l":{"9000001":{"id":9000001,"title":"甲标题","content":"甲正文。","ctime":1780191065,"level":"B"},"9000002":{"id":9000002,"title":"","content":"乙正文。","ctime":1780191120}},"error":0}"#)]
#[case::wallstreetcn("a.json", r#"{"code":20000,"message":"OK","data":{"items":[{"id":1,"title":"甲标题","content":"<p>甲</p>","content_text":"甲正文。","display_time":1780191065,"score":2,"author":{"display_name":"x"},"uri":"https://x/1"},{"id":2,"title":"","content":"","content_text":"乙正文。","display_time":1780191120}],"next_cursor":"1780191120"}}"#)]
#[case::jin10(
    "flash_newest.js",
    "var newest = [{\"id\":\"20260531093105123800\",\"time\":\"2026-05-31 09:31:05\",\"type\":0,\"data\":{\"pic\":\"\",\"title\":\"甲标题\",\"content\":\"甲正文。\"},\"important\":1,\"tags\":[]},\n{\"id\":\"20260531093200123800\",\"time\":\"2026-05-31 09:32:00\",\"data\":{\"content\":\"乙正文。\"}}];"
)]
#[case::newsnow("a.json", r#"{"status":"success","id":"cls-telegraph","updatedTime":1780200000000,"items":[{"id":9000001,"title":"甲标题","url":"https://x/1","mobileUrl":"https://m.x/1","pubDate":1780191065000,"extra":{"hover":"x"},"summary":"甲正文。"},{"id":9000002,"content":"乙正文。","pubDate":1780191120000}]}"#)]
#[case::sina("a.json", r#"{"result":{"status":{"code":0,"msg":"OK"},"timestamp":"Sun May 31 10:00:00 +0800 2026","data":{"feed":{"list":[{"id":1,"title":"甲标题","rich_text":"甲正文。","create_time":"2026-05-31 09:31:05","update_time":"2026-05-31 09:40:00","comment_list":{"list":[]}},{"id":2,"rich_text":"乙正文。","create_time":"2026-05-31 09:32:00"}]}}}}"#)]
#[case::eastmoney("a.json", r#"{"code":"1","data":{"fastNewsList":[{"code":"202605310001","title":"甲标题","summary":"甲正文。","showTime":"2026-05-31 09:31:05","stockList":["1.688999"],"titleColor":0},{"code":"202605310002","title":"","summary":"乙正文。","showTime":"2026-05-31 09:32:00"}],"sortEnd":"1780191120"},"message":"success"}"#)]
#[case::tonghuashun("a.json", r#"{"code":"200","data":{"list":[{"id":"1","title":"甲标题","digest":"甲正文。","url":"http://x/1","ctime":"1780191065","rtime":"1780191065","stock":[{"name":"晨星","stockCode":"688999"}],"tags":[]},{"id":"2","title":"","digest":"乙正文。","ctime":"1780191120"}]}}"#)]
#[case::callback("a.js", r#"jQuery123_456({"rc":1,"LivesList":[{"newsid":"1","title":"甲标题","digest":"甲正文。","showtime":"2026-05-31 09:31:05"},{"newsid":"2","title":"","digest":"乙正文。","showtime":"2026-05-31 09:32:00"}]});"#)]
#[case::list_in_result("a.json", r#"{"result":{"list":[{"publishTime":"2026-05-31 09:31:05","TITLE":"甲标题","Content":"甲正文。"},{"publishTime":"2026-05-31 09:32:00","TITLE":"","Content":"乙正文。"}]}}"#)]
#[case::feed("feed.json", r#"{"version":"https://jsonfeed.org/version/1.1","title":"电报","description":"全部","items":[{"id":"1","url":"https://x/1","title":"甲标题","content_text":"甲正文。","date_published":"2026-05-31T01:31:05Z"},{"id":"2","content_text":"乙正文。","date_published":"2026-05-31T01:32:00Z"}]}"#)]
#[case::lines_with_commas(
    "a.json",
    "{\"time\":\"2026-05-31 09:31:05\",\"title\":\"甲标题\",\"content\":\"甲正文。\"},\n{\"time\":\"2026-05-31 09:32:00\",\"content\":\"乙正文。\"},\n"
)]
#[case::two_documents(
    "a.json",
    "{\"items\":[{\"time\":\"2026-05-31 09:31:05\",\"title\":\"甲标题\",\"content\":\"甲正文。\"}]}\n[{\"time\":\"2026-05-31 09:32:00\",\"content\":\"乙正文。\"}]\n"
)]
#[case::two_documents_in_a_line(
    "a.json",
    "{\"items\":[{\"time\":\"2026-05-31 09:31:05\",\"title\":\"甲标题\",\"content\":\"甲正文。\"}]}{\"time\":\"2026-05-31 09:32:00\",\"content\":\"乙正文。\"}"
)]
#[case::printed_objects(
    "a.json",
    "{\n  \"time\": \"2026-05-31 09:31:05\",\n  \"title\": \"甲标题\",\n  \"content\": \"甲正文。\"\n}\n{\n  \"time\": \"2026-05-31 09:32:00\",\n  \"content\": \"乙正文。\"\n}\n"
)]
#[case::map_by_time("a.json", r#"{"2026-05-31":{"09:31":{"发布时间":"2026-05-31 09:31:05","标题":"甲标题","正文":"甲正文。"},"09:32":{"发布时间":"2026-05-31 09:32","正文":"乙正文。"}}}"#)]
#[case::search_engine("a.json", r#"{"took":3,"hits":{"total":{"value":2},"hits":[{"_id":"a","_source":{"pub_time":"2026-05-31T01:31:05.000Z","title":"甲标题","content":"甲正文。"}},{"_id":"b","_source":{"pub_time":"2026-05-31T01:32:00.000Z","content":"乙正文。"}}]}}"#)]
#[case::with_comments("a.json", r#"[{"created_at":"2026-05-31 09:31:05","title":"甲标题","text":"甲正文。","comments":[{"created_at":"2026-05-31 10:00:00","text":"评论"}]},{"created_at":"2026-05-31 09:32:00","text":"乙正文。"}]"#)]
#[case::stored_later(
    "a.jsonl",
    "{\"updated_at\":\"2026-05-31 11:00:00\",\"date\":\"2026-05-31\",\"time\":\"09:31:05\",\"title\":\"甲标题\",\"content\":\"甲正文。\"}\n{\"updated_at\":\"2026-05-31 09:32:00\",\"content\":\"乙正文。\"}\n"
)]
#[case::fields_of_words(
    "a.jsonl",
    "{\"id\":NaN,\"title\":\"甲标题\",\"content\":\"甲正文。\",\"ctime\":1780191065,\"score\":-Infinity}\n{\"title\":undefined,\"content\":\"乙正文。\",\"ctime\":1780191120,\"level\":None}\n"
)]
fn each_shape_gives_both_items(#[case] name: &str, #[case] text: &str) {
    let [first, second] = BOTH;
    assert_eq!(shown(name, text), [first, second]);
    let dump = read_as(name, text);
    assert!(dump.fields.iter().any(|field| field.role == "time"));
    let (gb, _, _) = encoding_rs::GB18030.encode(text.trim_start_matches('\u{feff}'));
    assert_eq!(entries(&read_as(name, gb)), entries(&dump));
}

#[test]
fn fields_are_read_whatever_they_are_called() {
    let text = r#"[{"Publish_Time": "2026-05-31 09:31:05", "Title": "甲", "TEXT": "乙", "newsId": "9000001", "Share_URL": "https://x/1",
        "重要性": "重要", "相关股票": "晨星(sh688999)，688998", "标签": ["机器人", {"name": "芯片"}, 7]}]"#;
    let dump = read_as("a.json", text);
    let extra = dump.extra(&dump.records[0]).unwrap();
    let stock = |name: &str, code: &str| Stock {
        name: name.into(),
        code: code.into(),
    };
    assert_eq!(
        (extra.wire_id, extra.url.as_deref(), &extra.stocks[..]),
        (
            Some(9_000_001),
            Some("https://x/1"),
            &[stock("晨星", "sh688999"), stock("", "688998")][..]
        )
    );
    assert_eq!(extra.subjects, ["机器人", "芯片"]);
    assert!(dump.records[0].flags.is_red());
    let fields: Vec<_> = dump
        .fields
        .iter()
        .map(|field| format!("{}={}", field.role, field.name))
        .collect();
    assert_eq!(
        fields.join(" "),
        "time=Publish_Time title=Title text=TEXT level=重要性 id=newsId url=Share_URL stocks=相关股票 subjects=标签"
    );
}

#[rstest]
#[case(r#""level": "重要""#, true)]
#[case(r#""level": "一般""#, false)]
#[case(r#""level": "B""#, true)]
#[case(r#""channel": "加红""#, true)]
#[case(r#""important": 1"#, true)]
#[case(r#""important": true"#, true)]
#[case(r#""important": 0"#, false)]
#[case(r#""is_red": "否""#, false)]
#[case(r#""importance": "HIGH""#, true)]
#[case(r#""level": 3"#, false)]
fn words_for_important_are_red(#[case] field: &str, #[case] is_red: bool) {
    let dump = read_as(
        "a.jsonl",
        format!(r#"{{"ctime": 1780191065, "content": "甲", {field}}}"#),
    );
    assert_eq!(dump.records[0].flags.is_red(), is_red, "{field}");
}

#[test]
fn stock_needs_only_its_code() {
    for stocks in [
        r#""stocks": [{"code": "688999.SH", "name": ""}]"#,
        r#""stock_list": [{"StockID": "688999.SH", "name": null, "last": NaN}]"#,
        r#""stocks": ["688999.SH"]"#,
        r#""stocks": "688999.SH""#,
    ] {
        let dump = read_as(
            "a.jsonl",
            format!(r#"{{"ctime": 1780191065, "content": "甲", {stocks}}}"#),
        );
        let extra = dump.extra(&dump.records[0]).unwrap();
        let found: Vec<_> = extra
            .stocks
            .iter()
            .map(|stock| (stock.name.as_str(), stock.code.as_str()))
            .collect();
        assert_eq!(found, [("", "688999.SH")], "{stocks}");
    }
}

#[test]
fn date_and_time_may_be_in_each_others_field() {
    let object = r#"{"title": "甲", "abstract": "摘要", "date": "2025-05-24 16:57:49", "link": "https://x/1", "content": "乙", "id": "e81f", "time": "2025-05-25"}"#;
    assert_eq!(shown("a.jsonl", object), ["05-24 16:57:49 甲|乙"]);
    let dump = read_as("a.jsonl", object);
    let url = dump.extra(&dump.records[0]).unwrap().url.as_deref();
    assert_eq!(url, Some("https://x/1"));
    let turned = r#"{"date": "16:57:49", "time": "2025-05-24", "content": "乙"}"#;
    assert_eq!(shown("a.jsonl", turned), ["05-24 16:57:49 |乙"]);
}

#[test]
fn time_alone_takes_the_day_of_the_file() {
    let table = "时间,内容\n09:31:05,甲\n12-31 23:59,乙\n";
    assert_eq!(
        shown("2026-01-01.csv", table),
        ["01-01 09:31:05 |甲", "12-31 23:59:00 |乙"]
    );
    assert_eq!(shown("a.csv", table), ["2: entries without a date"]);
    let dump = read_as("2026-01-01.csv", table);
    assert_eq!(
        dump.records[1].stamp.time().format("%Y").to_string(),
        "2025"
    );
}

#[test]
fn cut_emoji_and_words_for_nothing_lose_no_item() {
    let lines = "{\"id\":\"1\",\"ctime\":1780191065,\"title\":NaN,\"content\":\"甲\"}\n\
                 {\"id\":\"2\",\"ctime\":1780191066,\"content\":\"表情\\ud83d被切断。\"}\n";
    assert_eq!(
        shown("a.jsonl", lines),
        ["05-31 09:31:05 |甲", "05-31 09:31:06 |表情\u{fffd}被切断。"]
    );
    let table = "标题,内容,发布日期,发布时间\nnan,甲,2026-05-31,09:31:05\nNone,null,2026-05-31,09:32:05\n乙,NaN,2026-05-31,09:33:05\n";
    assert_eq!(
        shown("a.csv", table),
        [
            "05-31 09:31:05 |甲",
            "05-31 09:33:05 |乙",
            "3: item without text"
        ]
    );
}

#[test]
fn title_that_opens_the_text_is_kept() {
    let object = |title: &str| {
        format!(
            r#"{{"ctime": 1780191065, "title": "{title}", "content": "甲指数涨1%，报9505点。"}}"#
        )
    };
    assert_eq!(
        shown("a.jsonl", &object("甲指数涨1%")),
        ["05-31 09:31:05 甲指数涨1%|甲指数涨1%，报9505点。"]
    );
    assert_eq!(
        shown("a.jsonl", &object("甲指数涨1%，报9505点。")),
        ["05-31 09:31:05 |甲指数涨1%，报9505点。"]
    );
}
