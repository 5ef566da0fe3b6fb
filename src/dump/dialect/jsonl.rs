//! One normalised item a line: `{"id": …, "ctime": 1780157295, "title": …, "content": …, "level": "C", …}`.

use serde_json::Value;

use super::draft::Draft;
use super::lines::{line_at, lines};
use super::normalised::Gathered;
use super::{Dialect, Evidence, Source, Way, json_item};
use crate::dump::error::DumpError;

pub(super) struct Jsonl;

impl Way for Jsonl {
    fn dialect(&self) -> Dialect {
        Dialect::Jsonl
    }

    fn evidence(&self, text: &str) -> Option<Evidence> {
        let objects = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .take(3);
        let mut items = objects.map_while(|line| {
            line.starts_with('{')
                .then(|| serde_json::from_str::<Value>(line).ok())
        });
        let found = items.any(|value| {
            value
                .as_ref()
                .and_then(Value::as_object)
                .is_some_and(json_item::is_item)
        });
        found.then(|| Evidence::certain("a JSON object a line, with content and time"))
    }

    fn read(&self, source: &Source<'_>) -> Draft {
        let mut gathered = Gathered::new(source);
        for (number, at) in lines(source.text) {
            let line = line_at(source.text, at);
            if !line.trim().is_empty() {
                read_line(line, number, &mut gathered);
            }
        }
        gathered.finish()
    }
}

fn read_line(line: &str, number: u32, gathered: &mut Gathered) {
    match serde_json::from_str::<Value>(line) {
        Ok(Value::Object(object)) => json_item::add(&object, number, gathered),
        Ok(_) => gathered.problem(number, DumpError::LineNoObject),
        Err(error) if error.is_eof() => gathered.problem(number, DumpError::LineUnfinished),
        Err(error) => gathered.problem(
            number,
            DumpError::LineNoJson {
                column: error.column(),
            },
        ),
    }
}
