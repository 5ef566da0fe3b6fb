//! The table of fields.

use std::collections::HashSet;

use super::parse;
use crate::query::FIELDS;

#[test]
fn field_names_are_unique() {
    let mut seen = HashSet::new();
    for name in FIELDS.iter().flat_map(super::super::field::Field::names) {
        assert!(seen.insert(name), "{name}");
    }
}

#[test]
fn every_example_parses_under_every_name() {
    for field in FIELDS {
        for (name, example) in field
            .names()
            .into_iter()
            .flat_map(|name| field.examples().iter().map(move |example| (name, example)))
        {
            let query = format!("{name}:{example}");
            let plain = parse(&query).unwrap_or_else(|error| panic!("{query}: {error}"));
            let plain = plain.to_string();
            assert_eq!(parse(&plain).unwrap().to_string(), plain, "{query}");
        }
    }
}
