//! Finds the items in JSON, wherever they lie: one after another, in lists, or in maps, at any depth.
//!
//! One pass over the text. An object is an item if it has a time and a text, and no list of items is within it. What is broken
//! or cut off is reported, and the walk goes on at the next object: it may belong to another answer in the same file.

use std::borrow::Cow;
use std::mem;

use super::frame::{Expect, Frame};
use super::opening::next_opening;
use super::scanner::{JsonScanner, JsonToken, unescape};
use super::script::{after_script, is_end_of_script};
use super::sink::{JsonObject, JsonSink};
use super::values::skip_value;
use crate::dump::dialect::cursor::{ColumnCursor, LineCursor};
use crate::dump::dialect::item_field::{ItemField, ItemKind, PART_RANK};
use crate::dump::dialect::roles::{ItemRole, NamedRole, role_of};
use crate::dump::error::DumpError;

/// Deepest nesting. Answers of services have about six levels.
const MAX_DEPTH: usize = 64;

/// A walk over a text.
pub(super) struct JsonWalk<'a, 's, S> {
    text: &'a str,
    scanner: JsonScanner<'a>,
    cursor: LineCursor<'a>,
    /// The place of the last error.
    errors: ColumnCursor<'a>,
    /// Where the last text starts. If an answer was cut off within it, the next one follows there.
    last_text: usize,
    frames: Vec<Frame>,
    /// The fields of all objects that are open.
    fields: Vec<ItemField<'a>>,
    /// Objects in lists that lack something. They matter if other objects of the list are items.
    lacking: Vec<(u32, DumpError)>,
    expect: Expect,
    name: Cow<'a, str>,
    role: Option<NamedRole>,
    /// How many brackets may still close lists and objects that were given up.
    strays: usize,
    sink: &'s mut S,
}

impl<'a, 's, S: JsonSink> JsonWalk<'a, 's, S> {
    pub(super) fn new(text: &'a str, sink: &'s mut S) -> Self {
        Self {
            text,
            scanner: JsonScanner::new(text, after_script(text)),
            cursor: LineCursor::new(text, 1),
            errors: ColumnCursor::new(text),
            last_text: 0,
            frames: Vec::new(),
            fields: Vec::new(),
            lacking: Vec::new(),
            expect: Expect::Value,
            name: Cow::Borrowed(""),
            role: None,
            strays: 0,
            sink,
        }
    }

    /// Walks to the end, or until the sink has enough.
    pub(super) fn run(mut self) {
        while let Some(token) = self.scanner.next() {
            match self.step(token) {
                Ok(true) => {}
                Ok(false) => return,
                Err((line, error)) => {
                    self.sink.problem(line, error);
                    self.recover(token);
                }
            }
        }
        if let Some(innermost) = self.frames.last() {
            let (line, has_items) = (innermost.line, innermost.has_items);
            self.report_lacking();
            let error = if has_items {
                DumpError::UnfinishedList
            } else {
                DumpError::UnfinishedItem
            };
            self.sink.problem(line, error);
        }
    }

    /// Takes a token. `Ok(false)` if the sink has enough.
    fn step(&mut self, token: JsonToken<'a>) -> Result<bool, (u32, DumpError)> {
        let is_inside = !self.frames.is_empty();
        match (self.expect, token) {
            (Expect::Name, JsonToken::Text(name)) => {
                self.last_text = self.scanner.start;
                self.name = unescape(name);
                self.role = role_of(&self.name);
                self.expect = Expect::Colon;
            }
            (Expect::Colon, JsonToken::Colon) => self.expect = Expect::Value,
            (Expect::Value, JsonToken::OpenObject | JsonToken::OpenArray) => self.open(token)?,
            (Expect::Value, JsonToken::Text(text)) if is_inside => {
                self.last_text = self.scanner.start;
                self.push_field(|| unescape(text));
            }
            (Expect::Value, JsonToken::Word(word)) if is_inside => self.push_field(|| word.into()),
            (Expect::Separator, JsonToken::Comma) => self.expect = self.expected_in_frame(),
            (Expect::Separator | Expect::Name, JsonToken::CloseObject) => return self.close(true),
            (Expect::Separator | Expect::Value, JsonToken::CloseArray) if is_inside => {
                return self.close(false);
            }
            // Answers may be divided by commas.
            (Expect::Value, JsonToken::Comma) if !is_inside => {}
            (Expect::Value, JsonToken::CloseArray | JsonToken::CloseObject)
                if !is_inside && self.strays > 0 =>
            {
                self.strays -= 1;
            }
            (Expect::Value, JsonToken::Other)
                if !is_inside && is_end_of_script(self.text, self.scanner.start) =>
            {
                self.scanner.at += 1;
            }
            (_, _) => return Err(self.invalid(token)),
        }
        Ok(true)
    }

    fn expected_in_frame(&self) -> Expect {
        match self.frames.last() {
            Some(frame) if frame.is_object => Expect::Name,
            Some(_) | None => Expect::Value,
        }
    }

    fn is_in_object(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.is_object)
    }

    fn push_field(&mut self, value: impl FnOnce() -> Cow<'a, str>) {
        if let Some(role) = self.role.filter(|_| self.is_in_object()) {
            let name = mem::take(&mut self.name);
            self.fields.push(ItemField::new(name, role, value()));
        }
        self.expect = Expect::Separator;
    }

    fn open(&mut self, token: JsonToken<'a>) -> Result<(), (u32, DumpError)> {
        let start = self.scanner.start;
        let role = self.role.filter(|_| self.is_in_object());
        let is_list = token == JsonToken::OpenArray;
        let is_skipped = match role {
            Some((ItemRole::Remarks, _)) => true,
            Some((ItemRole::Stocks | ItemRole::Subjects, _)) => is_list,
            Some(_) | None => false,
        };
        if is_skipped {
            let json = skip_value(self.text, start).ok_or_else(|| self.invalid(token))?;
            self.scanner.at = start + json.len();
            self.push_field(|| json.into());
            return Ok(());
        }
        if self.frames.len() == MAX_DEPTH {
            return Err(self.invalid(token));
        }
        if self.frames.is_empty() {
            self.last_text = start;
        }
        self.cursor.move_to(start);
        self.frames.push(Frame {
            is_object: !is_list,
            line: self.cursor.line,
            role: role.map(|(role, _)| role),
            start,
            first_field: self.fields.len(),
            first_lacking: self.lacking.len(),
            ..Frame::default()
        });
        self.expect = self.expected_in_frame();
        Ok(())
    }

    /// Closes the innermost list or object. `Ok(false)` if the sink has enough.
    fn close(&mut self, is_object: bool) -> Result<bool, (u32, DumpError)> {
        let Some(mut frame) = self.frames.pop_if(|frame| frame.is_object == is_object) else {
            let token = if is_object {
                JsonToken::CloseObject
            } else {
                JsonToken::CloseArray
            };
            return Err(self.invalid(token));
        };
        let goes_on = if is_object {
            self.close_object(&mut frame)
        } else {
            self.close_list(&mut frame);
            true
        };
        self.expect = Expect::Separator;
        match self.frames.last_mut() {
            Some(outer) => outer.contain(&frame),
            None => self.end_answer(&frame),
        }
        Ok(goes_on)
    }

    fn close_list(&mut self, frame: &mut Frame) {
        let between = self
            .text
            .get(frame.start + 1..self.scanner.start)
            .unwrap_or_default();
        frame.has_empty_list |= between.trim_start().is_empty();
        if !frame.has_items {
            self.lacking.truncate(frame.first_lacking);
        }
    }

    /// Hands an item to the sink, or the fields of a part to the object around it.
    fn close_object(&mut self, frame: &mut Frame) -> bool {
        let own = self.fields.get(frame.first_field..).unwrap_or_default();
        let kind = if frame.is_container {
            ItemKind::Other
        } else {
            ItemKind::of(own)
        };
        let is_part = self.is_in_object() && frame.role == Some(ItemRole::Part);
        if kind == ItemKind::Item && !(is_part && self.has_outer_text(frame)) {
            let depth = self.frames.len();
            let goes_on = self.sink.item(&JsonObject {
                line: frame.line,
                fields: own,
                depth,
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
        let lacking = kind
            .lacking()
            .filter(|_| !self.is_in_object() && !frame.has_items);
        if let Some(error) = lacking {
            self.lacking.push((frame.line, error));
        }
        true
    }

    /// Whether the object around a part has a text or title of its own so far.
    fn has_outer_text(&self, frame: &Frame) -> bool {
        let outer = self.frames.last().map_or(0, |outer| outer.first_field);
        let fields = self
            .fields
            .get(outer..frame.first_field)
            .unwrap_or_default();
        fields
            .iter()
            .any(|field| matches!(field.role, ItemRole::Text | ItemRole::Title))
    }

    /// Keeps the fields of a part, after those of the object around it.
    fn keep_part(&mut self, frame: &Frame) {
        for field in self.fields.iter_mut().skip(frame.first_field) {
            field.rank = field.rank.saturating_add(PART_RANK);
        }
    }

    /// Ends an answer. One without items is reported unless it has an empty list.
    fn end_answer(&mut self, frame: &Frame) {
        self.expect = Expect::Value;
        self.fields.clear();
        if !frame.has_items && !frame.has_empty_list && self.lacking.is_empty() {
            self.sink.problem(frame.line, DumpError::NoItems);
        }
        self.report_lacking();
    }

    fn report_lacking(&mut self) {
        for (line, error) in self.lacking.drain(..) {
            self.sink.problem(line, error);
        }
    }

    /// The error of an unexpected token, with its line.
    fn invalid(&mut self, token: JsonToken<'a>) -> (u32, DumpError) {
        let start = self.scanner.start;
        let before = self.text.get(..start).unwrap_or_default();
        // The next item begins where the rest of this one should be.
        let is_next = token == JsonToken::OpenObject && before.ends_with(['\n', '}']);
        if let Some(frame) = self.frames.last()
            && (is_next || token == JsonToken::TornText)
        {
            return (frame.line, DumpError::UnfinishedItem);
        }
        self.errors.move_to(start);
        let (line, column) = (self.errors.line, self.errors.column);
        (line, DumpError::InvalidJson { column })
    }

    /// Gives up what is open, and goes on at the next object.
    fn recover(&mut self, token: JsonToken<'a>) {
        let from = if token == JsonToken::TornText {
            self.scanner.at
        } else if self.frames.is_empty() {
            self.scanner.start
        } else {
            self.last_text + 1
        };
        self.report_lacking();
        self.strays += self.frames.len();
        self.frames.clear();
        self.fields.clear();
        self.expect = Expect::Value;
        self.scanner.at = next_opening(self.text, from);
    }
}
