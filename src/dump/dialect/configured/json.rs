//! JSON whose items and fields the user points at.
//!
//! A file can hold one document or several, also torn ones, as services and scrapers leave them. After a fault the reader goes
//! on at the next object, which may lie in the middle of a document: there it takes every object with a time and a text.

use std::ops::Range;

use super::super::json::levels::{JsonFault, NestedValue, end_of_value, visit_values};
use super::super::json::member_path::{after_name, values_at};
use super::super::json::opening::next_opening;
use super::super::json::scanner::{JsonScanner, JsonToken};
use super::super::json::script::{after_script, is_end_of_script};
use crate::dump::dialect::cursor::{ColumnCursor, LineCursor};
use crate::dump::dialect::item_builder::ItemBuilder;
use crate::dump::dialect::item_field::{ItemField, ItemKind};
use crate::dump::error::DumpError;
use crate::dump::format::{FieldPlace, UserFormat};

/// How deep lists may be nested around the items.
const MAX_DEPTH: usize = 64;
/// How many names a message shows.
const MAX_NAMES: usize = 12;
/// How many characters of a value a message shows.
const MAX_QUOTED: usize = 40;

pub(super) fn read(text: &str, items: &str, format: &UserFormat, builder: &mut ItemBuilder<'_>) {
    let reader = ItemReader {
        text,
        items,
        format,
        builder,
        cursor: LineCursor::new(text, 1),
        errors: ColumnCursor::new(text),
        is_reached: false,
        open_item: None,
        is_adrift: false,
        has_fault: false,
        missing: None,
    };
    reader.run();
}

/// Reads items, document after document.
struct ItemReader<'a, 'b, 'i> {
    text: &'a str,
    items: &'a str,
    format: &'a UserFormat,
    builder: &'b mut ItemBuilder<'i>,
    cursor: LineCursor<'a>,
    errors: ColumnCursor<'a>,
    /// Whether the place of the items was reached in this document.
    is_reached: bool,
    /// Where an item starts whose end is not yet found.
    open_item: Option<usize>,
    /// Whether reading went on after a fault, perhaps in the middle of a document.
    is_adrift: bool,
    /// Whether a fault was found. Closing brackets of the faulty part may follow.
    has_fault: bool,
    /// The first name on the way to the items that an object lacks, and the names that it has.
    missing: Option<(String, String)>,
}

impl<'a> ItemReader<'a, '_, '_> {
    fn run(mut self) {
        let mut scanner = JsonScanner::new(self.text, after_script(self.text));
        while let Some(token) = scanner.next() {
            let start = scanner.start;
            let is_opening = matches!(token, JsonToken::OpenObject | JsonToken::OpenArray);
            if is_opening {
                scanner.at = self.document(start).unwrap_or_else(|fault| {
                    self.report_fault(start, &fault);
                    // What follows a torn item can look like a part of it.
                    let in_item = self.open_item.take().map(|at| at + 1);
                    self.go_on_after(in_item.unwrap_or(fault.resume).max(start + 1))
                });
            } else if token != JsonToken::Comma {
                if !self.has_fault && !is_end_of_script(self.text, start) {
                    self.report_invalid(start);
                }
                scanner.at = self.go_on_after(start + 1);
            }
        }
    }

    fn go_on_after(&mut self, at: usize) -> usize {
        (self.is_adrift, self.has_fault) = (true, true);
        next_opening(self.text, at)
    }

    /// Reads the document at `at`. Returns where it ends.
    fn document(&mut self, at: usize) -> Result<usize, JsonFault> {
        (self.is_reached, self.missing) = (false, None);
        let end = self.descend(at, self.items, 0)?;
        if self.is_adrift && !self.is_reached {
            let fields = self.fields(at, end);
            self.take(at, &fields);
        } else if !self.is_reached {
            self.cursor.move_to(at);
            self.report_missing();
        }
        self.is_adrift &= !(self.is_reached && self.begins_line(at));
        Ok(end)
    }

    /// Goes on to the items along the rest of their path. Lists on the way are walked through.
    fn descend(&mut self, at: usize, path: &'a str, depth: usize) -> Result<usize, JsonFault> {
        let is_list = self.text.as_bytes().get(at) == Some(&b'[');
        if path.is_empty() && (!is_list || self.is_row(at)) {
            self.is_reached = true;
            return self.item(at, depth);
        }
        if depth == MAX_DEPTH {
            return end_of_value(self.text, at);
        }
        if is_list {
            let mut is_empty = true;
            let end = visit_values(self.text, at, &mut |value| {
                is_empty = false;
                self.step(&value, Some(path), depth)
            })?;
            // A list without elements has no items yet.
            self.is_reached |= is_empty;
            return Ok(end);
        }
        let (mut is_found, mut names) = (false, Vec::new());
        let end = visit_values(self.text, at, &mut |value| {
            let rest = after_name(path, &value.name);
            is_found |= rest.is_some();
            let end = self.step(&value, rest, depth)?;
            if names.len() < MAX_NAMES {
                names.push(value.name.into_owned());
            }
            Ok(end)
        })?;
        if !is_found {
            self.note_missing(path, &names.join(", "));
        }
        Ok(end)
    }

    /// Goes into a value if the path leads there. Returns where it ends.
    fn step(
        &mut self,
        value: &NestedValue<'_>,
        rest: Option<&'a str>,
        depth: usize,
    ) -> Result<usize, JsonFault> {
        match (value.end, rest) {
            (Some(end), Some(rest)) => {
                self.pass_scalar(value.start..end, rest);
                Ok(end)
            }
            (Some(end), None) => Ok(end),
            (None, Some(rest)) => self.descend(value.start, rest, depth + 1),
            (None, None) => end_of_value(self.text, value.start),
        }
    }

    /// Notes a text, number or `null` on the way to the items. At their place it says that there are none.
    fn pass_scalar(&mut self, at: Range<usize>, rest: &str) {
        if rest.is_empty() {
            self.is_reached = true;
        } else {
            let value = self.text.get(at).unwrap_or_default();
            self.note_missing(rest, &value.chars().take(MAX_QUOTED).collect::<String>());
        }
    }

    fn note_missing(&mut self, path: &str, found: &str) {
        let name = path.split('.').next().unwrap_or_default();
        let missing = || (name.to_owned(), found.to_owned());
        self.missing.get_or_insert_with(missing);
    }

    /// Whether a list is an item itself: fields have numbers, and its first element is no list.
    fn is_row(&self, at: usize) -> bool {
        let mut fields = self.format.fields.iter();
        let has_numbers = fields.any(|field| matches!(field.place, FieldPlace::Number(_)));
        let first = JsonScanner::new(self.text, at + 1).next();
        let is_outer = matches!(first, Some(JsonToken::OpenArray | JsonToken::CloseArray));
        has_numbers && !is_outer
    }

    fn item(&mut self, at: usize, depth: usize) -> Result<usize, JsonFault> {
        self.open_item = Some(at);
        let end = end_of_value(self.text, at)?;
        self.open_item = None;
        let fields = self.fields(at, end);
        let is_document = fields.is_empty() && !self.items.is_empty() && depth < MAX_DEPTH;
        if is_document && self.has_items(at) {
            // The document around it was cut off, and this is the next one.
            return self.descend(at, self.items, depth + 1);
        }
        self.take(at, &fields);
        Ok(end)
    }

    /// Takes an item. In the middle of a document, what is no item is a part of one.
    fn take(&mut self, at: usize, fields: &[ItemField<'_>]) {
        let is_item = || ItemKind::of_times(fields, self.builder.times()) == ItemKind::Item;
        if self.is_adrift && !is_item() {
            return;
        }
        self.cursor.move_to(at);
        self.builder.take(fields, self.cursor.line, None);
    }

    /// Whether the first name of the path to the items is in an object.
    fn has_items(&self, at: usize) -> bool {
        let mut has = false;
        let _ = visit_values(self.text, at, &mut |value| {
            has |= value.end.is_none() && after_name(self.items, &value.name).is_some();
            value
                .end
                .map_or_else(|| end_of_value(self.text, value.start), Ok)
        });
        has && !self.items.starts_with('*')
    }

    fn fields(&self, at: usize, end: usize) -> Vec<ItemField<'a>> {
        let json = self.text.get(at..end).unwrap_or_default();
        let mut fields = Vec::new();
        for (field, rank) in self.format.ranked_fields() {
            let role = field.role.item_role();
            if let Some(value) = values_at(json, &field.place, role) {
                fields.push(ItemField::new(
                    field.place.to_string().into(),
                    (role, rank),
                    value,
                ));
            }
        }
        fields
    }

    /// Whether an opening is the first of its line, as that of a new document mostly is.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.is_empty() || before.ends_with('\n')
    }

    /// Reports a fault of the value at `at`, unless it is a part of an item that is reported already.
    fn report_fault(&mut self, at: usize, fault: &JsonFault) {
        if self.is_adrift && !self.begins_line(at) {
            return;
        }
        if !fault.is_torn {
            return self.report_invalid(fault.at);
        }
        let mut cursor = self.cursor;
        cursor.move_to(fault.start.max(cursor.at));
        self.builder.report(cursor.line, DumpError::UnfinishedItem);
    }

    fn report_invalid(&mut self, at: usize) {
        self.errors.move_to(at);
        let column = self.errors.column;
        self.builder
            .report(self.errors.line, DumpError::InvalidJson { column });
    }

    fn report_missing(&mut self) {
        let (name, names) = self.missing.take().unwrap_or_default();
        let error = DumpError::MissingFormatItems {
            format: self.format.name.to_string(),
            items: self.items.to_owned(),
            name,
            names,
        };
        self.builder.report(self.cursor.line, error);
    }
}
