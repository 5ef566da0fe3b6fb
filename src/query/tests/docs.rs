//! `docs/query.md` and `docs/query.zh-CN.md` against the table of fields, the parser and the real errors.

use super::parse;
use crate::lang::Lang;
use crate::moment::{Wanted, When};
use crate::query::FIELDS;

/// The manual in each language.
const MANUALS: [(Lang, &str); 2] = [
    (Lang::English, include_str!("../../../docs/query.md")),
    (Lang::Chinese, include_str!("../../../docs/query.zh-CN.md")),
];

/// The lines of the section below a heading, in one language or the other.
fn section(manual: &'static str, headings: [&str; 2]) -> impl Iterator<Item = &'static str> {
    let mut lines = manual.lines();
    assert!(
        lines.any(|line| headings.contains(&line)),
        "no {headings:?}"
    );
    lines.take_while(|line| !line.starts_with("## "))
}

/// The cells of the rows with values.
fn rows(lines: impl Iterator<Item = &'static str>) -> impl Iterator<Item = Vec<&'static str>> {
    lines
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches(['|', ' ']).split(" | ").collect())
}

/// What a cell has between backticks.
fn values(cell: &str) -> impl Iterator<Item = String> {
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted.map(|value| value.replace("\\|", "|"))
}

#[test]
fn manual_has_every_field_and_example() {
    for (lang, manual) in MANUALS {
        for field in FIELDS {
            let [english, chinese] = field.names();
            let row = format!("| `{english}` `{chinese}` |");
            let row = manual.lines().find(|line| line.starts_with(&row));
            let row = row.unwrap_or_else(|| panic!("the manual has no row for {english}"));
            for example in field.examples(lang) {
                let example = example.replace('|', "\\|");
                assert!(
                    row.contains(&format!("`{example}`")),
                    "{english}: {example}"
                );
                if english == "is" {
                    let row = format!("\n| `is:{example}` |");
                    assert!(manual.contains(&row), "the meaning of is:{example}");
                }
            }
            let example = row.split('`').rev().nth(1).unwrap();
            assert!(parse(example).is_ok(), "{example}");
        }
    }
}

#[test]
fn queries_of_the_manual_are_read() {
    for (_, manual) in MANUALS {
        let (_, block) = manual.split_once("```text\n").unwrap();
        let (block, _) = block.split_once("```").unwrap();
        let first = block.lines().map(|line| line.split("  ").next().unwrap());
        let first: Vec<_> = first.map(str::to_owned).collect();
        let words = rows(section(manual, ["## Words", "## 词"]));
        let words: Vec<_> = words
            .flat_map(|row| values(row[0]).collect::<Vec<_>>())
            .collect();
        let operators = rows(section(manual, ["## Operators", "## 与、或、非"]));
        let operators = operators.flat_map(|row| [row[0], row[1]]);
        let operators: Vec<_> = operators.flat_map(values).collect();
        assert_eq!((first.len(), words.len(), operators.len()), (6, 4, 14));
        for query in first.into_iter().chain(words).chain(operators) {
            let compiled = parse(&query).and_then(|query| query.compile());
            assert!(compiled.is_ok(), "{query}");
        }
    }
}

#[test]
fn times_of_the_manual_are_read() {
    for (_, manual) in MANUALS {
        let mut count = 0;
        for row in rows(section(manual, ["## Times", "## 时间"])) {
            let [forms, others, _] = row[..] else {
                // A row of bare words, which are short for fields.
                for word in values(row[0]) {
                    assert_ne!(parse(&word).unwrap().to_string(), word);
                    count += 1;
                }
                continue;
            };
            for form in [forms, others].into_iter().flat_map(values) {
                assert!(When::parse(&form, Wanted::Time).is_ok(), "{form}");
                count += 1;
            }
        }
        assert!(count > 100, "{count}");
    }
}

#[test]
fn manual_shows_the_real_errors() {
    for (lang, manual) in MANUALS {
        let errors = section(manual, ["## Errors", "## 出错"]).filter_map(|line| {
            let (query, message) = line.strip_prefix("| `")?.split_once("` | ")?;
            Some((query.replace("\\|", "|"), message.strip_suffix(" |")?))
        });
        let mut count = 0;
        for (query, message) in errors {
            let result = parse(&query).and_then(|query| query.compile());
            let actual = result.unwrap_err().message(lang);
            assert_eq!(actual, message, "{query}");
            count += 1;
        }
        assert_eq!(count, 6);
    }
}
