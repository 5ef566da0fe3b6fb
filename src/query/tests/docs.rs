//! `docs/query.md` against the table of fields and the real errors.

use super::parse;
use crate::lang::Lang;
use crate::query::FIELDS;

const MANUAL: &str = include_str!("../../../docs/query.md");

#[test]
fn manual_has_every_field_and_example() {
    for field in FIELDS {
        let [english, chinese] = field.names();
        let row = format!("| `{english}` `{chinese}` |");
        let row = MANUAL.lines().find(|line| line.starts_with(&row));
        let row = row.unwrap_or_else(|| panic!("docs/query.md has no row for {english}"));
        for example in field.examples(Lang::English) {
            let example = example.replace('|', "\\|");
            assert!(
                row.contains(&format!("`{example}`")),
                "{english}: {example}"
            );
            if english == "is" {
                let row = format!("\n| `is:{example}` |");
                assert!(MANUAL.contains(&row), "the meaning of is:{example}");
            }
        }
        let example = row.split('`').rev().nth(1).unwrap();
        assert!(parse(example).is_ok(), "{example}");
    }
}

#[test]
fn manual_shows_the_real_errors() {
    let (_, section) = MANUAL.split_once("## Errors").unwrap();
    let rows = section.lines().filter_map(|line| {
        let (query, message) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some((query.replace("\\|", "|"), message.strip_suffix(" |")?))
    });
    let mut count = 0;
    for (query, message) in rows {
        let result = parse(&query).and_then(|query| query.compile());
        let actual = result.unwrap_err().message(Lang::English);
        let (start, end) = message.split_once('…').unwrap_or((message, ""));
        assert!(
            actual.starts_with(start) && actual.ends_with(end),
            "{query}: {actual}"
        );
        count += 1;
    }
    assert_eq!(count, 6);
}
