//! Formats of a configuration file: their errors, and the dumps that they read.

mod reading;
mod wrong;

use super::*;
use crate::config::docs::table_names;

fn read_text(text: &str) -> Result<Vec<UserFormat>, ConfigErrors> {
    let name = "config.toml";
    read(Document { name, text }, Some(Path::new("/home/u")))
}

#[test]
fn every_key_is_read() {
    let text = r#"
        theme = "dark"
        [[format]]
        name = "robot"
        glob = "~/news/*.log"
        kind = "lines"
        pattern = '^(?<time>\S+) (?<who>\S+) (?<title>.*)'
        zone = "UTC"
        time_format = "%d/%m/%Y"
        wire = "云帆快讯"
        channel = "加红"
        fields = { wire = "who" }
        [[format]]
        name = "table"
        glob = "*.csv"
        kind = "csv"
        separator = "\t"
        heading = false
        [format.fields]
        time = [2, 1]
        summary = 3
    "#;
    let formats = read_text(text).unwrap();
    let [robot, table] = &formats[..] else {
        panic!("{formats:?}");
    };
    assert_eq!(robot.glob.as_str(), "/home/u/news/*.log");
    let named = |format: &UserFormat| -> Vec<String> {
        let fields = format.fields.iter();
        fields
            .map(|field| format!("{}={}", field.role.name(), field.place))
            .collect()
    };
    assert_eq!(named(robot), ["wire=who", "time=time", "title=title"]);
    assert_eq!(robot.zone.local_minus_utc(), 0);
    assert_eq!(robot.time_format.as_deref(), Some("%d/%m/%Y"));
    assert_eq!(robot.wire.as_deref(), Some("云帆快讯"));
    assert_eq!(robot.channel.as_deref(), Some("加红"));
    assert_eq!(named(table), ["summary=3", "time=2", "time=1"]);
    let layout = FormatLayout::Csv {
        separator: b'\t',
        has_heading: false,
    };
    assert_eq!(table.layout, layout);
    assert_eq!(table.zone, BEIJING);
}

#[test]
fn docs_have_every_key_and_role() {
    const DOCUMENT: &str = include_str!("../../../docs/formats.md");
    let mut keys: Vec<&str> = COMMON_KEYS.to_vec();
    keys.extend(KINDS.iter().flat_map(|(_, keys)| keys.iter().copied()));
    let mut documented = table_names(DOCUMENT, "## Keys");
    documented.sort_unstable();
    keys.sort_unstable();
    assert_eq!(documented, keys);
    let roles: Vec<&str> = FormatRole::ALL.iter().map(|role| role.name()).collect();
    assert_eq!(table_names(DOCUMENT, "## Fields"), roles);
}

#[test]
fn every_block_of_the_docs_is_right() {
    let document = include_str!("../../../docs/formats.md");
    let blocks = document.split("```toml\n").skip(1);
    let mut count = 0;
    for block in blocks.filter_map(|rest| rest.split("```").next()) {
        assert_eq!(read_text(block).map(|formats| formats.len()), Ok(1));
        count += 1;
    }
    assert_eq!(count, 4);
}
