//! The stack of lists and objects that a walk has entered, with their members so far.

use std::borrow::Cow;

use super::frame::Frame;
use super::key::{day_of_name, time_of_name};
use super::nested::{message_fields, nested_value};
use super::sink::{JsonObject, JsonSink};
use crate::dump::dialect::item_field::{ItemField, ItemKind, PART_RANK};
use crate::dump::dialect::item_role::ItemRole;
use crate::dump::dialect::roles::NamedRole;
use crate::dump::error::DumpError;
use crate::item::NewsDay;

/// The lists and objects that are open, the outermost first.
pub(super) struct OpenFrames<'a> {
    text: &'a str,
    frames: Vec<Frame<'a>>,
    /// The fields of all objects that are open.
    fields: Vec<ItemField<'a>>,
    /// Objects in lists that lack something. They matter if other objects of the list are items.
    lacking: Vec<(u32, DumpError)>,
}

impl<'a> OpenFrames<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            text,
            frames: Vec::new(),
            fields: Vec::new(),
            lacking: Vec::new(),
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    pub(super) const fn len(&self) -> usize {
        self.frames.len()
    }

    pub(super) fn innermost(&self) -> Option<&Frame<'a>> {
        self.frames.last()
    }

    pub(super) fn is_in_object(&self) -> bool {
        self.innermost().is_some_and(|frame| frame.is_object)
    }

    /// Adds a field to the innermost object.
    pub(super) fn push_field(&mut self, field: ItemField<'a>) {
        let inner = if field.role == ItemRole::Text {
            message_fields(&field.value)
        } else {
            Vec::new()
        };
        if inner.is_empty() {
            self.fields.push(field);
        } else {
            self.fields.extend(inner);
        }
    }

    /// Opens a list or object with its name, at an offset and a line.
    pub(super) fn push(
        &mut self,
        is_object: bool,
        name: Cow<'a, str>,
        role: Option<NamedRole>,
        (start, line): (usize, u32),
    ) {
        let mut frame = Frame {
            is_object,
            line,
            role,
            start,
            first_field: self.fields.len(),
            first_lacking: self.lacking.len(),
            ..Frame::default()
        };
        if role.is_some() {
            frame.name = name;
        } else {
            frame.day = day_of_name(&name);
            self.fields.extend(time_of_name(name).filter(|_| is_object));
        }
        self.frames.push(frame);
    }

    /// Closes the innermost list or object by its bracket at `end`, and an answer if it is the last that is open. Returns
    /// whether the sink goes on; `None` if the other bracket is due.
    pub(super) fn close(
        &mut self,
        is_object: bool,
        end: usize,
        sink: &mut impl JsonSink,
    ) -> Option<bool> {
        let mut frame = self.frames.pop_if(|frame| frame.is_object == is_object)?;
        let goes_on = if is_object {
            self.close_object(&mut frame, sink)
        } else {
            self.close_list(&mut frame, end);
            true
        };
        if !frame.has_items {
            self.keep_nested(&frame, end);
        }
        match self.frames.last_mut() {
            Some(outer) => outer.contain(&frame),
            None => self.end_answer(&frame, sink),
        }
        Some(goes_on)
    }

    fn close_list(&mut self, frame: &mut Frame<'a>, end: usize) {
        let between = self.text.get(frame.start + 1..end).unwrap_or_default();
        frame.has_empty_list |= between.trim_start().is_empty();
        if !frame.has_items {
            self.lacking.truncate(frame.first_lacking);
        }
    }

    /// Hands an item to the sink, or the fields of a part to the object around it. Returns whether the sink goes on.
    fn close_object(&mut self, frame: &mut Frame<'a>, sink: &mut impl JsonSink) -> bool {
        let own = self.fields.get(frame.first_field..).unwrap_or_default();
        let kind = if frame.is_container {
            ItemKind::Other
        } else {
            ItemKind::of(own)
        };
        let is_part = self.is_in_object() && frame.is(ItemRole::Part);
        if kind == ItemKind::Item && !(is_part && self.has_outer_text(frame)) {
            let goes_on = sink.item(&JsonObject {
                line: frame.line,
                fields: own,
                day: self.outer_day(frame),
                depth: self.frames.len(),
            });
            (frame.has_items, frame.is_container) = (true, !is_part);
            self.lacking.truncate(frame.first_lacking);
            self.fields.truncate(frame.first_field);
            return goes_on;
        }
        if is_part && !frame.has_items {
            self.keep_part(frame);
            return true;
        }
        self.fields.truncate(frame.first_field);
        let is_one_of_list = !self.is_in_object() && !frame.has_items;
        let lacking = kind.lacking().filter(|_| is_one_of_list);
        self.lacking
            .extend(lacking.map(|error| (frame.line, error)));
        true
    }

    /// Whether the object around a part has a text or title of its own so far.
    fn has_outer_text(&self, frame: &Frame<'a>) -> bool {
        let outer = self.frames.last().map_or(0, |outer| outer.first_field);
        let fields = self
            .fields
            .get(outer..frame.first_field)
            .unwrap_or_default();
        fields
            .iter()
            .any(|field| matches!(field.role, ItemRole::Text | ItemRole::Title))
    }

    /// The day that the nearest list or object around an item gives, by its name or a field.
    fn outer_day(&self, frame: &Frame<'a>) -> Option<NewsDay> {
        let by_name = || self.frames.iter().rev().find_map(|outer| outer.day);
        let outer = self.fields.get(..frame.first_field).unwrap_or_default();
        let by_field = || outer.iter().rev().find_map(ItemField::day);
        frame.day.or_else(by_name).or_else(by_field)
    }

    /// Keeps the text or time in a list or object as a field of the object around it.
    fn keep_nested(&mut self, frame: &Frame<'a>, end: usize) {
        let Some(role) = frame.role.filter(|_| self.is_in_object()) else {
            return;
        };
        let json = self.text.get(frame.start..=end);
        let Some(value) = json.and_then(|json| nested_value(role.0, json)) else {
            return;
        };
        self.fields.truncate(frame.first_field);
        self.lacking.truncate(frame.first_lacking);
        let name = frame.name.clone();
        self.push_field(ItemField::new(name, role, value));
    }

    /// Keeps the fields of a part, after those of the object around it.
    fn keep_part(&mut self, frame: &Frame<'a>) {
        for field in self.fields.iter_mut().skip(frame.first_field) {
            field.rank = field.rank.saturating_add(PART_RANK);
        }
    }

    /// Ends an answer. One without items is reported unless it has an empty list.
    fn end_answer(&mut self, frame: &Frame<'a>, sink: &mut impl JsonSink) {
        self.fields.clear();
        if !frame.has_items && !frame.has_empty_list && self.lacking.is_empty() {
            sink.problem(frame.line, DumpError::NoItems);
        }
        self.report_lacking(sink);
    }

    pub(super) fn report_lacking(&mut self, sink: &mut impl JsonSink) {
        for (line, error) in self.lacking.drain(..) {
            sink.problem(line, error);
        }
    }

    /// Drops the lists and objects that are open.
    pub(super) fn clear(&mut self) {
        self.frames.clear();
        self.fields.clear();
    }
}
