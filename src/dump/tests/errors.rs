//! Every variant of [`DumpError`] occurs in some dump.

use std::collections::HashSet;
use std::mem::discriminant;

use super::*;
use crate::dump::format::{
    FieldPlace, FileGlob, FormatField, FormatLayout, FormatRole, LinePattern, UserFormat,
    UserFormats,
};
use crate::item::BEIJING;

const HEADING: &str =
    "# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-06 05:30 至次日 05:30\n\n";

/// Dumps that differ from the user's formats.
fn dumps_in_formats() -> impl Iterator<Item = Dump> {
    let field = |role, name: &str| FormatField {
        role,
        place: FieldPlace::Name(name.into()),
    };
    let format = move |layout| UserFormat {
        name: "own".into(),
        glob: FileGlob::new("*").unwrap(),
        layout,
        fields: vec![field(FormatRole::Time, "t"), field(FormatRole::Text, "m")],
        zone: BEIJING,
        time_format: None,
        wire: None,
        channel: None,
    };
    let items = "data".into();
    let (separator, has_heading) = (b',', true);
    let pattern = LinePattern::new("(?<t>[0-9:-]+ .{5}) (?<m>.*)").unwrap();
    let table = format!("t,x\n09:31,晨星\n{}", "soon,\n".repeat(200));
    let dumps = [
        (FormatLayout::Json { items }, "{}".to_owned()),
        (
            FormatLayout::Csv {
                separator,
                has_heading,
            },
            table,
        ),
        (
            FormatLayout::Lines(pattern),
            "started\n2026-05-31 soon? 晨星\n2026-05-31 09:31  \n".to_owned(),
        ),
    ];
    dumps.into_iter().map(move |(layout, text)| {
        let options = ReadOptions {
            formats: UserFormats::new(vec![format(layout)], Path::new("")),
            ..ReadOptions::default()
        };
        read(&FilePath::from("a"), text.into(), options).unwrap()
    })
}

/// Errors that need a file of 4 GiB, too large for a test.
fn is_too_long(error: &DumpError) -> bool {
    matches!(error, DumpError::FileTooLong | DumpError::TextTooLong)
}

#[test]
fn every_error_occurs_in_some_dump() {
    let story = "**[09:31]** 晨星股份一季度净利润同比增长一成。\n";
    let torn = |text: String, by: usize| text.as_bytes()[..text.len() - by].to_vec();
    let gb = encoding_rs::GB18030
        .encode(&format!("{HEADING}{}", story.repeat(5)))
        .0
        .into_owned();
    let list = r#"{"data":{"roll_data":[{"id":1,"ctime":1780157295,"content":"晨星"}, 5, {"id":2,"ctime":x}, {"id":3,"ctime":1"#;
    let lines = "{\"id\":1,\"ctime\":1780157295,\"content\":\"晨星\"}\n[1]\n{\"id\":2,\"ctime\":x}\n{\"id\":3,\"content\":\"远山\"}\n\
                 {\"id\":4,\"ctime\":1780157296,\"content\":\"\"}\n{\"id\":5,\"ctime\":17";
    let dumps: Vec<(&str, Vec<u8>)> = vec![
        ("torn.md", torn(format!("{HEADING}**[09:31]** 晨星"), 1)),
        ("damaged.md", [format!("{HEADING}{story}").as_bytes(), b"\xff\n"].concat()),
        ("gb.md", [gb, b"\xff\xff".to_vec()].concat()),
        ("undated.md", story.into()),
        ("2026-01-05.md", format!("{HEADING}**[25:61]** 远山科技发布芯片。\n\n**[10:00]**\n\n{story}").into()),
        ("twice.md", format!("{HEADING}{story}{HEADING}{story}").into()),
        ("2026-01-06.md", format!("# 财联社【普通】电报\n> 统计周期：今天\n\n{story}").into()),
        (
            "uneven.md",
            format!("# 财联社【普通】电报 - 2026-01-06\n> 统计周期：2026-01-07 05:30 至次日 06:30\n\n{story}").into(),
        ),
        (
            "2026-05-31.md",
            "# 2026-05-31 快讯归档\n- item_count: 4\n\n## 25:08:23｜甲\n\n正文。\n\n## 01:00:00｜无标题\n".into(),
        ),
        ("a.csv", "标题,内容,发布日期,发布时间\n甲,\"没有结束\n乙,晨星,2026-05-14,09:31\n丙,远山,,\n".into()),
        ("a.json", list.into()),
        ("b.json", r#"{"data":{"roll_data":5}}"#.into()),
        ("c.json", r#"{"data":{"roll_data":[{"id":1,"ctime":1780157295,"content":"晨星"}]"#.into()),
        ("a.jsonl", lines.into()),
        ("b.jsonl", r#"{"time":"2026-05-31 09:31:05+99:00","content":"晨星"}"#.into()),
        ("long.md", format!("{HEADING}**[09:31]** {}\n", "长".repeat(6 << 20)).into()),
    ];
    let dumps = dumps.into_iter().map(|(name, bytes)| read_as(name, bytes));
    let mut found = HashSet::new();
    for dump in dumps.chain(dumps_in_formats()) {
        found.extend(
            dump.problems
                .iter()
                .map(|problem| discriminant(&problem.error)),
        );
    }
    for error in DumpError::samples()
        .iter()
        .filter(|error| !is_too_long(error))
    {
        assert!(
            found.contains(&discriminant(error)),
            "{error:?} occurs in no dump"
        );
    }
}
