//! JSON and tables whose fields have random names, spellings and places, with the items that they must give.

use serde_json::{Map, Value, json};

use super::mutate::mutated_text;
use super::random::FuzzRandom;
use super::seeds::SEEDS;

/// 2026-05-31 09:30:00 in Beijing.
const MORNING: i64 = 1_780_191_000;

const TIMES: [&str; 8] = [
    "ctime",
    "publishTime",
    "pub_time",
    "PubDate",
    "date",
    "time",
    "发布时间",
    "created_at",
];
const TITLES: [&str; 4] = ["title", "Headline", "标题", "news_title"];
const TEXTS: [&str; 6] = ["content", "TEXT", "rich_text", "内容", "摘要", "brief"];
const OTHERS: [&str; 5] = ["read_number", "author", "img", "x", "来源"];
/// Texts that could be taken for something else.
const STORIES: [&str; 6] = [
    "云帆智造公告，与星河航天签订12亿元供货合同",
    "表情\u{1f600}与\\\"引号\\\"、{\"id\": 1}",
    "第一段。\n\n第二段，[1, 2]；a,b;c",
    "2026-05-30 08:00",
    "Cloudsail\tABC",
    "“roll_data”: [",
];

/// An item that a dump must give: seconds since 1970, and the text.
pub(crate) type ExpectedItem = (i64, String);

/// A dump with its name and items. `text` is a valid file, `damaged` one that was mutated.
pub(crate) struct ShapedDump {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) damaged: String,
    pub(crate) items: Vec<ExpectedItem>,
}

/// The names of an item's fields in one dump.
struct FieldNames {
    time: &'static str,
    title: &'static str,
    text: &'static str,
}

pub(crate) fn dump(random: &mut FuzzRandom) -> ShapedDump {
    let names = FieldNames {
        time: TIMES[random.below(TIMES.len())],
        title: TITLES[random.below(TITLES.len())],
        text: TEXTS[random.below(TEXTS.len())],
    };
    let items: Vec<ExpectedItem> = (0..=random.below(4))
        .map(|nth| {
            let story = STORIES[random.below(STORIES.len())];
            (
                MORNING + i64::try_from(random.below(5000)).unwrap_or(0),
                format!("{nth}号，{story}。"),
            )
        })
        .collect();
    let (name, text) = if random.one_in(4) {
        ("a.csv", table(&names, &items, random))
    } else {
        let objects = items
            .iter()
            .map(|item| object(&names, item, random))
            .collect();
        ("a.json", document(objects, random))
    };
    let damaged = mutated_text(&text, &SEEDS, random);
    ShapedDump {
        name,
        text,
        damaged,
        items,
    }
}

/// A time in one of its spellings.
fn time(unix: i64, random: &mut FuzzRandom) -> String {
    let at = |hours: i32| {
        let offset = chrono::FixedOffset::east_opt(hours * 3600).unwrap_or_else(|| unreachable!());
        chrono::DateTime::from_timestamp(unix, 0)
            .unwrap_or_default()
            .with_timezone(&offset)
    };
    match random.below(7) {
        0 => at(8).format("%Y-%m-%d %H:%M:%S").to_string(),
        1 => at(8).format("%Y/%m/%d %H:%M:%S").to_string(),
        2 => at(0).format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        3 => at(-5).format("%Y-%m-%d %H:%M:%S%z").to_string(),
        4 => at(0).to_rfc2822(),
        5 => format!("{unix}123"),
        _ => unix.to_string(),
    }
}

fn object(names: &FieldNames, (unix, text): &ExpectedItem, random: &mut FuzzRandom) -> Value {
    let mut object = Map::new();
    let other = OTHERS[random.below(OTHERS.len())];
    object.insert(other.to_owned(), json!([{"a": 1}, null, "title"]));
    object.insert(names.time.to_owned(), time(*unix, random).into());
    if random.one_in(2) {
        object.insert(
            names.title.to_owned(),
            ["", "nan", "晨星"][random.below(3)].into(),
        );
    }
    object.insert(names.text.to_owned(), text.clone().into());
    object.into()
}

/// Puts objects somewhere into a document.
fn document(objects: Vec<Value>, random: &mut FuzzRandom) -> String {
    let lines = |divider: &str| {
        let lines: Vec<String> = objects.iter().map(Value::to_string).collect();
        lines.join(divider)
    };
    let value = match random.below(6) {
        0 => return lines("\n"),
        1 => return lines(",\n"),
        2 => Value::from(objects),
        3 => json!({"code": 0, "time": MORNING, "data": {"items": objects, "title": "全部"}}),
        4 => json!({"result": {"data": {"feed": {"list": objects, "page": {"total": 9}}}}}),
        _ => {
            let map: Map<String, Value> = objects
                .into_iter()
                .zip(10..)
                .map(|(object, id)| (id.to_string(), object))
                .collect();
            json!({"error": 0, "l": map})
        }
    };
    if random.one_in(2) {
        format!("{value:#}\n")
    } else {
        value.to_string()
    }
}

fn table(names: &FieldNames, items: &[ExpectedItem], random: &mut FuzzRandom) -> String {
    let divider = [',', ';', '\t'][random.below(3)];
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut table = format!(
        "{}{divider}{}{divider}{}\n",
        names.title, names.text, names.time
    );
    for (unix, text) in items {
        let row = ["", text, &time(*unix, random)].map(quoted);
        table += &row.join(&divider.to_string());
        table.push('\n');
    }
    table
}
