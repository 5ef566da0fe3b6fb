//! Formats of a user with random layouts, fields and places, and files in them with the items that they must give.

use std::path::Path;

use chrono::FixedOffset;
use dianbao::dump::format::{
    FieldPlace, FileGlob, FormatField, FormatLayout, FormatRole, LinePattern, UserFormat,
    UserFormats,
};
use serde_json::{Value, json};

use super::mutate::mutated_text;
use super::random::FuzzRandom;
use super::seeds::SEEDS;

/// 2026-05-31 09:30:00 in Beijing.
const MORNING: i64 = 1_780_191_000;
const NAMES: [&str; 6] = ["t0", "播出", "a.b", "x y", "\"q\"", "料"];
/// Texts that could be taken for something else.
const STORIES: [&str; 6] = [
    "云帆智造公告，与星河航天签订12亿元供货合同",
    "“[2026-05-31 09:31:05] 快讯”",
    "第一段。\n\n第二段，[1, 2]；a,b;c",
    "{\"id\": 1}, '|' \"甲\"",
    "Cloudsail ABC",
    "05-31 09:31",
];
/// Offsets of the zones, in hours.
const ZONES: [i32; 4] = [8, 0, -5, 14];

/// A format, and a file in it. `damaged` is the file after mutations.
pub(crate) struct FormattedDump {
    pub(crate) formats: UserFormats,
    pub(crate) text: String,
    pub(crate) damaged: String,
    /// Seconds since 1970 and text of each item.
    pub(crate) items: Vec<(i64, String)>,
}

pub(crate) fn dump(random: &mut FuzzRandom) -> FormattedDump {
    let zone = FixedOffset::east_opt(ZONES[random.below(ZONES.len())] * 3600);
    let zone = zone.unwrap_or_else(|| unreachable!());
    let items: Vec<(i64, String)> = (0..=random.below(4))
        .map(|nth| {
            let story = STORIES[random.below(STORIES.len())];
            let unix = MORNING + i64::try_from(random.below(90_000)).unwrap_or(0);
            (unix, format!("{nth}号，{story}。"))
        })
        .collect();
    let written: Vec<(String, &str)> = items
        .iter()
        .map(|(unix, text)| (time(*unix, zone, random), text.as_str()))
        .collect();
    let (layout, fields, text) = match random.below(3) {
        0 => json_dump(&written, random),
        1 => table(&written, random),
        _ => lines(&written, random),
    };
    let format = UserFormat {
        name: "own".into(),
        glob: FileGlob::new("own*").unwrap(),
        layout,
        fields,
        zone,
        time_format: None,
        wire: random.one_in(2).then(|| "云帆快讯".into()),
        channel: random.one_in(2).then(|| "加红".into()),
    };
    FormattedDump {
        formats: UserFormats::new(vec![format], Path::new("/")),
        damaged: mutated_text(&text, &SEEDS, random),
        text,
        items,
    }
}

type LaidOut = (FormatLayout, Vec<FormatField>, String);

fn field(role: FormatRole, place: FieldPlace) -> FormatField {
    FormatField { role, place }
}

/// A time without an offset, or one in no need of it.
fn time(unix: i64, zone: FixedOffset, random: &mut FuzzRandom) -> String {
    let at = chrono::DateTime::from_timestamp(unix, 0).unwrap_or_default();
    match random.below(4) {
        0 => at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        1 => unix.to_string(),
        _ => at
            .with_timezone(&zone)
            .format("%Y/%m/%d %H:%M:%S")
            .to_string(),
    }
}

/// Two different names.
fn names(random: &mut FuzzRandom) -> [&'static str; 2] {
    let first = random.below(NAMES.len());
    let second = (first + 1 + random.below(NAMES.len() - 1)) % NAMES.len();
    [NAMES[first], NAMES[second]]
}

/// Objects or rows somewhere in a document.
fn json_dump(items: &[(String, &str)], random: &mut FuzzRandom) -> LaidOut {
    let [time, text] = names(random);
    let is_row = random.one_in(3);
    let is_nested = random.one_in(2);
    let object = |(at, story): &(String, &str)| match (is_row, is_nested) {
        (true, _) => json!([at, 7, story]),
        (false, true) => json!({"meta": [{time: at}], "n": 7, text: [story]}),
        (false, false) => json!({text: story, "n": null, time: at}),
    };
    let objects: Vec<Value> = items.iter().map(object).collect();
    let (path, text_of_file) = match random.below(4) {
        0 => ("", Value::from(objects).to_string()),
        1 => (
            "data.rows",
            json!({"data": {"rows": objects}, "code": 0}).to_string(),
        ),
        2 => ("*.rows", json!({"7": {"rows": objects}}).to_string()),
        _ => {
            let lines: Vec<String> = objects.iter().map(Value::to_string).collect();
            ("", lines.join("\n"))
        }
    };
    let time_path = if is_nested {
        format!("meta.{time}")
    } else {
        time.to_owned()
    };
    let places = if is_row {
        [FieldPlace::Number(1), FieldPlace::Number(3)]
    } else {
        [
            FieldPlace::Name(time_path.into()),
            FieldPlace::Name(text.into()),
        ]
    };
    let [time, text] = places;
    let fields = vec![field(FormatRole::Time, time), field(FormatRole::Text, text)];
    let items = path.into();
    (FormatLayout::Json { items }, fields, text_of_file)
}

fn table(items: &[(String, &str)], random: &mut FuzzRandom) -> LaidOut {
    let separator = [b',', b';', b'\t', b'|'][random.below(4)];
    let has_heading = random.one_in(2);
    let [time, text] = [
        ["刊时", "t0"][random.below(2)],
        ["料", "m"][random.below(2)],
    ];
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    if has_heading {
        writer.write_record([time, "x", text]).unwrap();
    }
    for (at, story) in items {
        writer.write_record([at, "7", story]).unwrap();
    }
    let written = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    let places = if has_heading && random.one_in(2) {
        [FieldPlace::Name(time.into()), FieldPlace::Name(text.into())]
    } else {
        [FieldPlace::Number(1), FieldPlace::Number(3)]
    };
    let [time, text] = places;
    let fields = vec![field(FormatRole::Text, text), field(FormatRole::Time, time)];
    let layout = FormatLayout::Csv {
        separator,
        has_heading,
    };
    (layout, fields, written)
}

fn lines(items: &[(String, &str)], random: &mut FuzzRandom) -> LaidOut {
    const FORMS: [(&str, &str, &str); 3] = [
        ("<", "> ", r"^<(?<time>[^>]+)> (?<text>.*)"),
        (
            "",
            " 快讯 | ",
            r"^(?<time>\S+(?: \S+)?) 快讯 \| (?<text>.*)",
        ),
        ("@", "\n", r"^@(?<time>.*)$"),
    ];
    let (before, after, pattern) = FORMS[random.below(FORMS.len())];
    let pattern = LinePattern::new(pattern).unwrap();
    let entries = items
        .iter()
        .map(|(at, story)| format!("{before}{at}{after}{story}\n"));
    let text = entries.collect();
    let role = |name: &str| {
        let place = FieldPlace::Name(name.into());
        field(FormatRole::from_name(name).unwrap(), place)
    };
    let fields = pattern.groups().map(role).collect();
    (FormatLayout::Lines(pattern), fields, text)
}
