//! The guess for JSON: where the items lie, and which of their values are what.

use std::collections::BTreeSet;

use super::super::item_role::ItemRole;
use super::super::json::levels::{JsonFault, end_of_value, visit_values};
use super::super::json::member_path::values_at;
use super::super::json::opening::next_opening;
use super::super::json::scanner::{JsonScanner, JsonToken};
use super::super::json::script::after_script;
use super::columns::{ColumnRoles, SampledColumn, assign};
use super::layout_guess::LayoutGuess;
use crate::dump::format::{FieldPlace, FormatLayout};

/// How deep objects are looked at.
const MAX_DEPTH: usize = 16;
/// How many objects of one place are looked at.
const MAX_SAMPLES: usize = 50;
/// How many places are looked at.
const MAX_PLACES: usize = 200;
/// How deep the values of an item may be.
const MAX_PATH: usize = 4;
/// How many fields an item may have.
const MAX_FIELDS: usize = 64;

/// The objects or rows at one place.
struct ItemPlace<'a> {
    /// The names that lead there.
    path: Vec<String>,
    items: Vec<&'a str>,
    count: usize,
}

/// Whether a text, or the script in it, begins as JSON does.
fn has_json(text: &str) -> bool {
    let at = after_script(text);
    let start = text.get(at..).unwrap_or_default();
    let is_open = start
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '[']);
    let mut tokens = JsonScanner::new(text, at).take(4);
    is_open && tokens.all(|token| token != JsonToken::Other)
}

pub(super) fn guess(text: &str) -> Option<LayoutGuess> {
    has_json(text).then_some(())?;
    let mut places = merged(places(text));
    places.retain(|place| place.count > 0);
    let tried = places
        .iter()
        .filter_map(|place| Some((place, roles_at(place)?)));
    let (place, roles) = tried.max_by_key(|(place, _)| (place.count, place.path.len()))?;
    Some(LayoutGuess {
        layout: FormatLayout::Json {
            items: place.path.join(".").into(),
        },
        fields: roles.fields,
        unused: roles.unused,
    })
}

/// Collects the objects and rows of all documents by their place.
fn places(text: &str) -> Vec<ItemPlace<'_>> {
    let mut places = Vec::new();
    let mut scanner = JsonScanner::new(text, after_script(text));
    while let Some(token) = scanner.next() {
        let start = scanner.start;
        scanner.at = match token {
            JsonToken::OpenObject | JsonToken::OpenArray => collect(text, start, &[], &mut places)
                .unwrap_or_else(|fault| next_opening(text, fault.resume.max(start + 1))),
            JsonToken::Comma => scanner.at,
            _ => next_opening(text, start + 1),
        };
    }
    places
}

/// Collects what lies in the value at `at`, and the value itself if it is an object or a row. Returns where it ends.
fn collect<'a>(
    text: &'a str,
    at: usize,
    path: &[String],
    places: &mut Vec<ItemPlace<'a>>,
) -> Result<usize, JsonFault> {
    if path.len() > MAX_DEPTH {
        return end_of_value(text, at);
    }
    let is_list = text.as_bytes().get(at) == Some(&b'[');
    let mut is_row = false;
    let end = visit_values(text, at, &mut |value| {
        is_row |= is_list && value.end.is_some();
        if let Some(end) = value.end {
            return Ok(end);
        }
        if is_list {
            return collect(text, value.start, path, places);
        }
        let inner = [path, &[value.name.into_owned()]].concat();
        collect(text, value.start, &inner, places)
    })?;
    if !is_list || is_row {
        note(places, path, text.get(at..end).unwrap_or_default());
    }
    Ok(end)
}

fn note<'a>(places: &mut Vec<ItemPlace<'a>>, path: &[String], item: &'a str) {
    let is_row = item.starts_with('[');
    let is_same = |place: &&mut ItemPlace<'_>| {
        place.path == path
            && place
                .items
                .first()
                .is_some_and(|first| first.starts_with('[') == is_row)
    };
    if let Some(place) = places.iter_mut().find(is_same) {
        place.count += 1;
        if place.items.len() < MAX_SAMPLES {
            place.items.push(item);
        }
    } else if places.len() < MAX_PLACES {
        places.push(ItemPlace {
            path: path.to_vec(),
            items: vec![item],
            count: 1,
        });
    }
}

/// Merges places that differ in one name and have items with the same fields: their names are ids or boards, and become `*`.
fn merged(places: Vec<ItemPlace<'_>>) -> Vec<ItemPlace<'_>> {
    let mut merged: Vec<ItemPlace<'_>> = Vec::new();
    for place in places {
        match merged
            .iter_mut()
            .find_map(|other| Some((differing(&place, other)?, other)))
        {
            Some((at, other)) => {
                if let Some(name) = other.path.get_mut(at) {
                    "*".clone_into(name);
                }
                other.count += place.count;
                let room = MAX_SAMPLES.saturating_sub(other.items.len());
                other.items.extend(place.items.into_iter().take(room));
            }
            None => merged.push(place),
        }
    }
    merged
}

/// The index of the one name that differs, if the items are alike.
fn differing(place: &ItemPlace<'_>, other: &ItemPlace<'_>) -> Option<usize> {
    if place.path.len() != other.path.len() {
        return None;
    }
    let names = place.path.iter().zip(&other.path);
    let mut differing = names.enumerate().filter(|(_, (one, other))| one != other);
    let (at, _) = differing.next()?;
    let (own, theirs) = (
        names_of(place.items.first()?),
        names_of(other.items.first()?),
    );
    let common = own.intersection(&theirs).count();
    let is_alike = common * 10 >= own.len().max(theirs.len()) * 6 && common > 0;
    (differing.next().is_none() && is_alike).then_some(at)
}

fn names_of(item: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    paths_in(item, "", 1, &mut names);
    names
}

fn roles_at(place: &ItemPlace<'_>) -> Option<ColumnRoles> {
    let first = place.items.first()?;
    let fields: Vec<FieldPlace> = if first.starts_with('[') {
        let mut count = 0;
        let _ = visit_values(first, 0, &mut |value| {
            count += 1;
            value
                .end
                .map_or_else(|| end_of_value(first, value.start), Ok)
        });
        (1..=count.min(MAX_FIELDS))
            .map(FieldPlace::Number)
            .collect()
    } else {
        let mut paths = BTreeSet::new();
        for item in &place.items {
            paths_in(item, "", MAX_PATH, &mut paths);
        }
        let names = paths.into_iter().take(MAX_FIELDS);
        names.map(|path| FieldPlace::Name(path.into())).collect()
    };
    let column = |field: FieldPlace| {
        let value = |item: &&str| sampled(item, &field);
        let values: Vec<String> = place.items.iter().filter_map(value).collect();
        SampledColumn::new(field, values.into_iter())
    };
    let columns: Vec<SampledColumn> = fields.into_iter().map(column).collect();
    assign(&columns)
}

/// The value of a field. A list of texts stays a list, to show that there are several.
fn sampled(item: &str, field: &FieldPlace) -> Option<String> {
    let listed = values_at(item, field, ItemRole::Subjects)?;
    let is_listed = listed.starts_with("[\"") && listed.chars().count() < 200;
    let value = if is_listed {
        listed
    } else {
        values_at(item, field, ItemRole::Text)?
    };
    Some(value.into_owned())
}

/// The paths of the values in an object. The elements of a list have the path of the list.
fn paths_in(json: &str, prefix: &str, depth: usize, paths: &mut BTreeSet<String>) {
    let is_list = json.starts_with('[');
    let _ = visit_values(json, 0, &mut |value| {
        let end = value
            .end
            .map_or_else(|| end_of_value(json, value.start), Ok)?;
        let path = match (is_list, prefix) {
            (true, _) => prefix.to_owned(),
            (false, "") => value.name.into_owned(),
            (false, _) => format!("{prefix}.{}", value.name),
        };
        match value.end {
            None if depth > 0 => {
                let inner = json.get(value.start..end).unwrap_or_default();
                paths_in(inner, &path, depth - 1, paths);
            }
            Some(_) | None => drop(paths.insert(path)),
        }
        Ok(end)
    });
}
