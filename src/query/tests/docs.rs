//! `docs/query.md` names every field and every value of a fixed set.

use crate::query::FIELDS;

const MANUAL: &str = include_str!("../../../docs/query.md");

#[test]
fn manual_has_every_field_and_example() {
    for field in FIELDS {
        let [english, chinese] = field.names();
        let row = format!("| `{english}` `{chinese}` |");
        let row = MANUAL.lines().find(|line| line.starts_with(&row));
        let row = row.unwrap_or_else(|| panic!("docs/query.md has no row for {english}"));
        for example in field.examples() {
            let example = example.replace('|', "\\|");
            assert!(
                row.contains(&format!("`{example}`")),
                "{english}: {example}"
            );
        }
    }
}
