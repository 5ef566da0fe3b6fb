//! The table of fields.

use std::collections::HashSet;

use super::parse;
use crate::lang::Lang;
use crate::query::{FIELDS, Field};

#[test]
fn field_names_are_unique() {
    let mut seen = HashSet::new();
    for name in FIELDS.iter().flat_map(Field::names) {
        assert!(seen.insert(name), "{name}");
    }
}

/// The examples in both languages.
fn examples(field: &Field) -> impl Iterator<Item = &'static str> {
    let both = [Lang::English, Lang::Chinese].map(|lang| field.examples(lang));
    both.into_iter().flatten().copied()
}

#[test]
fn every_example_parses_under_every_name() {
    for field in FIELDS {
        for (name, example) in field
            .names()
            .into_iter()
            .flat_map(|name| examples(field).map(move |example| (name, example)))
        {
            let query = format!("{name}:{example}");
            let plain = parse(&query).unwrap_or_else(|error| panic!("{query}: {error}"));
            let plain = plain.to_string();
            assert_eq!(parse(&plain).unwrap().to_string(), plain, "{query}");
        }
    }
}
