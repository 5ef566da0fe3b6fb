use super::*;

/// 2026-05-31 00:08:15 in Beijing.
const CTIME: u32 = 1_780_157_295;

fn item(id: u32, title: &str, content: &str) -> String {
    format!(
        r#"{{"id": {id}, "ctime": {}, "title": "{title}", "content": "{content}", "brief": "", "level": "B", "shareurl": "https://example.com/{id}", "stock_list": [{{"name": "云帆智造", "StockID": "sh688999", "last": 1.5}}], "subjects": [{{"subject_id": 7, "subject_name": "机器人"}}]}}"#,
        CTIME + id
    )
}

fn response(items: &[String]) -> String {
    format!(
        r#"{{"error": 0, "data": {{"roll_data": [{}]}}}}"#,
        items.join(", ")
    )
}

fn items() -> [String; 3] {
    [
        item(1, "甲", "【甲】第一段。\\n\\n第二段 \\\"roll_data\\\": [。"),
        item(2, "", "没有标题。"),
        item(3, "【电报解读】丙", "丙的\\u6b63文。"),
    ]
}

const TEXTS: [&str; 3] = [
    "【甲】第一段。\n\n第二段 \"roll_data\": [。",
    "没有标题。",
    "丙的正文。",
];

fn texts(dump: &Dump) -> Vec<&str> {
    dump.records
        .iter()
        .map(|record| dump.record_text(record))
        .collect()
}

#[test]
fn response_has_every_field() {
    let dump = read_as("a.json", response(&items()));
    assert_eq!((dump.dialect, problems(&dump)), (Dialect::Api, vec![]));
    assert_eq!(texts(&dump), TEXTS);
    assert_eq!(entries(&dump)[0].0, "05-31 00:08:16");
    let extra = dump.extra(&dump.records[2]).unwrap();
    assert_eq!(
        (extra.wire_id, extra.title.as_deref()),
        (Some(3), Some("【电报解读】丙"))
    );
    assert_eq!(
        extra.stocks,
        [Stock {
            name: "云帆智造".into(),
            code: "sh688999".into()
        }]
    );
    assert_eq!(
        (extra.subjects.as_slice(), extra.url.as_deref()),
        (&["机器人".to_owned()][..], Some("https://example.com/3"))
    );
    assert_eq!(dump.records[0].flags.level(), Some(Level::B));
    assert_eq!(dump.extra(&dump.records[0]).unwrap().title, None);
    assert_eq!(dump.heading.day.unwrap().to_string(), "2026-05-31");
}

#[test]
fn indented_response_differs_only_in_lines() {
    let value: serde_json::Value = serde_json::from_str(&response(&items())).unwrap();
    let printed = serde_json::to_string_pretty(&value).unwrap();
    let dump = read_as("a.json", &printed);
    assert_eq!(texts(&dump), TEXTS);
    let lines: Vec<&str> = printed.lines().collect();
    for (record, id) in dump.records.iter().zip(1..) {
        let at = record.line as usize - 1;
        assert_eq!(lines[at].trim(), "{");
        let end = at
            + lines[at..]
                .iter()
                .position(|line| line.starts_with("      }"))
                .unwrap();
        assert!(
            lines[at..end]
                .iter()
                .any(|line| line.contains(&format!("\"id\": {id},"))),
            "line {}",
            record.line
        );
    }
}

#[test]
fn array_of_items_is_a_response() {
    let dump = read_as("a.json", format!("[\n{}\n]", items().join(",\n")));
    assert_eq!((dump.dialect, texts(&dump)), (Dialect::Api, TEXTS.to_vec()));
    assert_eq!(
        dump.records
            .iter()
            .map(|record| record.line)
            .collect::<Vec<_>>(),
        [2, 3, 4]
    );
}

#[test]
fn broken_item_hides_no_other() {
    let [first, _, third] = items();
    let broken = response(&[
        first.clone(),
        r#"{"id": 2, "content": oops}"#.to_owned(),
        third,
    ]);
    let dump = read_as("a.json", broken);
    assert_eq!(texts(&dump), [TEXTS[0], TEXTS[2]]);
    assert_eq!(
        problems(&dump),
        ["1: invalid JSON at column 341; expected items as objects"]
    );
    let whole = response(&[first, item(2, "", "没有标题。")]);
    let torn = read_as("a.json", whole.split_at(whole.rfind("没有").unwrap()).0);
    assert_eq!(texts(&torn), [TEXTS[0]]);
    assert_eq!(
        problems(&torn),
        ["1: unfinished item; expected the rest of it"]
    );
}

/// Two polled responses. The second repeats an item of the first.
fn polled() -> [String; 2] {
    let [first, second, third] = items();
    [
        response(&[second.clone(), first]),
        response(&[third, second]),
    ]
}

const POLLED: [&str; 4] = [TEXTS[1], TEXTS[0], TEXTS[2], TEXTS[1]];

#[test]
fn concatenated_responses_are_all_read() {
    let [first, second] = polled();
    let printed = |text: &str| {
        serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(text).unwrap())
            .unwrap()
            + "\n"
    };
    let lists = [&first, &second].map(|text| {
        text.split_once('[')
            .unwrap()
            .1
            .trim_end_matches("}}")
            .to_owned()
    });
    for text in [
        format!("{first}\n{second}\n"),
        format!("{first}\r\n\r\n{second}"),
        format!("{first}{second}"),
        format!("[{first},\n{second}]"),
        printed(&first) + &printed(&second),
        format!("[{}\n[{}", lists[0], lists[1]),
        first.replace("}, {", "},\n{") + "\n" + &second.replace("}, {", "},\n{"),
    ] {
        let dump = read_as("a.json", &text);
        assert_eq!(
            (dump.dialect, problems(&dump), texts(&dump)),
            (Dialect::Api, vec![], POLLED.to_vec()),
            "{text}"
        );
        for (record, id) in dump.records.iter().zip([2, 1, 3, 2]) {
            let from = text
                .lines()
                .skip(record.line as usize - 1)
                .collect::<Vec<_>>()
                .join("\n");
            assert!(
                from.contains(&format!("\"id\": {id}")),
                "line {} of {text}",
                record.line
            );
        }
    }
}

#[test]
fn service_errors_hide_no_response() {
    let [first, second] = polled();
    for (answer, error) in [
        (r#"{"error": 50101, "msg": "busy"}"#, "JSON without items"),
        (r#"{"data": {"roll_data": null}}"#, "JSON without items"),
        ("<html>\n<body>502</body>", "invalid JSON at column 1"),
        ("\"error\": 0}", "invalid JSON at column 1"),
        ("]}}", "invalid JSON at column 1"),
    ] {
        let dump = read_as("a.json", format!("{first}\n{answer}\n{second}"));
        assert_eq!(texts(&dump), POLLED, "{answer}");
        assert!(
            problems(&dump)[0].starts_with(&format!("2: {error}")),
            "{:?}",
            problems(&dump)
        );
        let before = read_as("a.json", format!("{answer}\n{first}\n{second}"));
        assert_eq!(
            (texts(&before), before.problems[0].line),
            (POLLED.to_vec(), 1),
            "{answer}"
        );
    }
    let empty = read_as("a.json", format!("{}\n{second}", response(&[])));
    assert_eq!(
        (texts(&empty), problems(&empty)),
        (POLLED[2..].to_vec(), vec![])
    );
}

#[test]
fn torn_response_hides_no_other() {
    let [first, second] = polled();
    for (begun, rest) in (2..first.len()).filter_map(|cut| first.split_at_checked(cut)) {
        for between in ["\n", ""] {
            let torn = read_as("a.json", format!("{begun}{between}{second}"));
            assert!(
                texts(&torn).ends_with(&POLLED[2..]),
                "{begun}: {:?}",
                texts(&torn)
            );
            assert!(
                torn.records.len() <= 4 && torn.problems.iter().any(|problem| problem.line == 1),
                "{begun}"
            );
        }
        let last = read_as("a.json", format!("{second}\n{begun}"));
        assert!(
            texts(&last).starts_with(&POLLED[2..])
                && last.problems.iter().all(|problem| problem.line == 2)
        );
        let headless = read_as("a.json", format!("{rest}\n{second}"));
        assert!(
            texts(&headless).ends_with(&POLLED[2..]),
            "{begun}: {:?}",
            texts(&headless)
        );
    }
}

fn line(id: &str, time: &str, content: &str) -> String {
    format!(
        r#"{{"id": "{id}", {time}, "title": "甲", "content": "{content}", "level": "C", "url": "https://example.com/{id}", "stocks": [{{"name": "云帆智造", "code": ""}}], "subjects": ["机器人", ""]}}"#
    )
}

#[test]
fn each_line_is_an_item() {
    let by_unix = line("1", &format!(r#""ctime": {CTIME}"#), "【甲】一\\n二");
    let by_text = line("2", r#""date": "2026-05-31", "time": "09:30""#, "三");
    let dump = read_as("a.jsonl", format!("{by_unix}\r\n\r\n{by_text}\n"));
    assert_eq!((dump.dialect, problems(&dump)), (Dialect::Jsonl, vec![]));
    assert_eq!(
        entries(&dump),
        [
            ("05-31 00:08:15".into(), "【甲】一\n二"),
            ("05-31 09:30:00".into(), "三")
        ]
    );
    assert_eq!(
        dump.records
            .iter()
            .map(|record| record.line)
            .collect::<Vec<_>>(),
        [1, 3]
    );
    let extra = dump.extra(&dump.records[1]).unwrap();
    assert_eq!(
        (extra.title.as_deref(), extra.subjects.as_slice()),
        (Some("甲"), &["机器人".to_owned()][..])
    );
}

#[test]
fn id_zero_merges_no_stories() {
    for none in [
        "0",
        "\"\"",
        "null",
        "\"0\"",
        "0.0",
        "-1",
        "18446744073709551615",
        "{}",
    ] {
        let item = |time: u32, text: &str| {
            format!(r#"{{"id": {none}, "ctime": {time}, "content": "{text}"}}"#)
        };
        let lines = [item(CTIME, "一"), item(CTIME + 600, "二")];
        for dump in [
            read_as("a.jsonl", lines.join("\n")),
            read_as("a.json", response(&lines)),
        ] {
            assert_eq!(
                (texts(&dump), problems(&dump)),
                (vec!["一", "二"], vec![]),
                "{none}"
            );
            let number = |record| dump.extra(record).and_then(|extra| extra.wire_id);
            assert!(
                dump.records.iter().all(|record| number(record).is_none()),
                "{none}"
            );
        }
    }
    let heading = read_as("2026-05-31.md", "## 09:30:00｜无标题\n\n- id: `0`\n\n一\n");
    assert_eq!(heading.extra(&heading.records[0]), None);
}

#[test]
fn times_may_count_fractions_of_a_second() {
    for time in [
        r#""ctime": 1780157295"#,
        r#""ctime": "1780157295""#,
        r#""ctime": 1780157295.0"#,
        r#""ctime": 1780157295.987"#,
        r#""ctime": "1780157295.0""#,
        r#""ctime": 1780157295123"#,
        r#""ctime": "1780157295123""#,
        r#""ctime": 1780157295123456"#,
        r#""ctime": "2026-05-31 00:08:15""#,
        r#""ctime": null, "datetime": "2026-05-31T00:08:15""#,
        r#""ctime": 0, "date": "2026-05-31", "time": "00:08:15""#,
        r#""ctime": 0, "time": "2026-05-31 00:08:15""#,
    ] {
        let dump = read_as("a.jsonl", format!(r#"{{{time}, "content": "一"}}"#));
        assert_eq!(
            (entries(&dump), problems(&dump)),
            (vec![("05-31 00:08:15".into(), "一")], vec![]),
            "{time}"
        );
    }
    for time in [
        r#""ctime": -5"#,
        r#""ctime": 1e400"#,
        r#""ctime": "soon""#,
        r#""ctime": 99999999999"#,
    ] {
        let good = format!(r#"{{"ctime": {CTIME}, "content": "一"}}"#);
        let dump = read_as(
            "a.jsonl",
            format!("{good}\n{{{time}, \"content\": \"二\"}}"),
        );
        assert_eq!(
            (texts(&dump), dump.problems.len()),
            (vec!["一"], 1),
            "{time}"
        );
    }
}

#[test]
fn item_needs_only_time_and_text() {
    for item in [
        format!(r#"{{"ctime": {CTIME}, "content": "一"}}"#),
        format!(r#"{{"ctime": {CTIME}, "brief": "一"}}"#),
        format!(r#"{{"ctime": {CTIME}, "title": "一"}}"#),
        format!(
            r#"{{"ctime": {CTIME}, "title": null, "content": "一", "level": null, "stock_list": null, "subjects": null}}"#
        ),
        format!(
            r#"{{"ctime": {CTIME}, "title": "", "content": null, "brief": "一", "stocks": [null, 5], "subjects": [{{}}]}}"#
        ),
    ] {
        for dump in [
            read_as("a.jsonl", &item),
            read_as("a.json", response(std::slice::from_ref(&item))),
        ] {
            assert_eq!(
                (texts(&dump), problems(&dump)),
                (vec!["一"], vec![]),
                "{item}"
            );
            assert_eq!(dump.extra(&dump.records[0]), None, "{item}");
        }
    }
}

#[test]
fn one_field_may_hold_date_and_time() {
    for datetime in ["2026-05-31T09:30:15+08:00", "2026-05-31 09:30:15"] {
        let dump = read_as(
            "a.jsonl",
            line("1", &format!(r#""datetime": "{datetime}""#), "一"),
        );
        assert_eq!(entries(&dump), [("05-31 09:30:15".into(), "一")]);
    }
}

#[test]
fn broken_line_is_reported_and_skipped() {
    let good = line("1", &format!(r#""ctime": {CTIME}"#), "一");
    let timeless = line("2", r#""x": 1"#, "二");
    let textless = format!(r#"{{"ctime": {CTIME}, "content": "\u200c"}}"#);
    let dump = read_as(
        "a.jsonl",
        format!(
            "{good}\n{{\"id\": oops}}\n[1]\n{timeless}\n{textless}\n{}",
            good.split_at(30).0
        ),
    );
    assert_eq!(texts(&dump), ["一"]);
    assert_eq!(
        problems(&dump),
        [
            "2: invalid JSON at column 8; expected items as objects",
            "3: JSON without items; expected objects with a time and a text",
            "4: item without a time; expected a field such as ctime or 发布时间, or date and time",
            "5: item without text; expected a field such as content or 内容, or a title",
            "6: unfinished item; expected the rest of it",
        ]
    );
}

#[test]
fn other_json_is_no_dump() {
    for text in [
        r#"{"a": 1}"#,
        r#"{"time": "2026-05-14T05:31", "level": "info", "msg": "started"}"#,
        r#"{"name": "dianbao", "version": "1.0", "description": "a reader", "date": "2026-05-14"}"#,
        "[1, 2]",
        "[link](x)",
        "{",
        "[",
    ] {
        let dump = read(
            &FilePath::from("2026-05-31.json"),
            Bytes::from(text),
            ReadOptions::default(),
        );
        assert!(dump.is_none(), "{text}");
    }
}

#[test]
fn markup_in_a_text_is_not_shown() {
    let dump = read_as(
        "a.json",
        r#"{"items":[{"date_published":"2026-05-31T09:31:05+08:00","title":"甲&amp;乙",
        "content_html":"<p>第一段，1 &lt; 2。</p><p>第二段。</p>","url":"https://news.example.com/1"}]}"#,
    );
    assert_eq!(
        entries(&dump),
        [("05-31 09:31:05".into(), "第一段，1 < 2。\n\n第二段。")]
    );
    let extra = dump.extra(&dump.records[0]).unwrap();
    assert_eq!(extra.title.as_deref(), Some("甲&乙"));
}

/// An archive has a line for each wording of an item, and `tail` prints a reworded item again.
#[test]
fn later_line_of_an_own_id_replaces_the_earlier() {
    let line = |id: &str, text: &str| {
        format!(
            r#"{{"id":"{id}","time":"2026-05-31T09:31:00+08:00","day":"2026-05-31","text":"{text}","file":"a.md","line":5,"revision":0}}"#
        )
    };
    let texts = |lines: &[String]| {
        let dump = read_as("a.jsonl", lines.join("\n"));
        let is_last = |record: &&Record| !record.flags.has(ItemFlags::SUPERSEDED);
        let last = dump.records.iter().filter(is_last);
        let texts = last.map(|record| dump.record_text(record).to_owned());
        texts.collect::<Vec<_>>()
    };
    let lines = [
        line("x80000000000000aa", "净利十二亿。"),
        line("7", "芯片发布。"),
        line("x80000000000000aa", "净利十三亿。"),
        line("7", "新芯片发布。"),
    ];
    assert_eq!(texts(&lines), ["净利十三亿。", "新芯片发布。"]);
    // Services print two entries under one number.
    let line =
        |text: &str| format!(r#"{{"id":"7","time":"2026-05-31T09:31:00+08:00","text":"{text}"}}"#);
    let lines = [line("净利十二亿。"), line("净利十三亿。")];
    assert_eq!(texts(&lines), ["净利十二亿。", "净利十三亿。"]);
}
