//! Finds the items in JSON, wherever they lie: one after another, in lists, or in maps, at any depth.
//!
//! One pass over the text. An object is an item if it has a time and a text, and no list of items is within it. What is broken
//! or cut off is reported, and the walk goes on at the next object: it may belong to another answer in the same file.

use std::borrow::Cow;
use std::mem;

use super::frame::Expect;
use super::open_frames::OpenFrames;
use super::opening::next_opening;
use super::prefix::after_prefix;
use super::scanner::{JsonScanner, JsonToken, unescape};
use super::script::{after_script, is_end_of_script};
use super::sink::JsonSink;
use super::values::skip_value;
use crate::dump::dialect::cursor::{ColumnCursor, LineCursor};
use crate::dump::dialect::item_field::ItemField;
use crate::dump::dialect::item_role::ItemRole;
use crate::dump::dialect::roles::{NamedRole, role_of};
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
    open: OpenFrames<'a>,
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
            open: OpenFrames::new(text),
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
        if let Some(innermost) = self.open.innermost() {
            let (line, has_items) = (innermost.line, innermost.has_items);
            self.open.report_lacking(self.sink);
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
        let is_inside = !self.open.is_empty();
        match (self.expect, token) {
            (Expect::Name, JsonToken::Text(name)) => self.take_name(unescape(name)),
            (Expect::Name, JsonToken::Other | JsonToken::Word(_)) => {
                match self.scanner.bare_name() {
                    Some(name) => self.take_name(name.into()),
                    None => return Err(self.invalid(token)),
                }
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
            (Expect::Value, _) if !is_inside && self.skip_prefix() => {}
            (_, _) => return Err(self.invalid(token)),
        }
        Ok(true)
    }

    fn take_name(&mut self, name: Cow<'a, str>) {
        self.last_text = self.scanner.start;
        self.role = role_of(&name);
        self.name = name;
        self.expect = Expect::Colon;
    }

    /// Moves past what precedes JSON in a line. Returns whether there is something.
    fn skip_prefix(&mut self) -> bool {
        let after = after_prefix(self.text, self.scanner.start);
        self.scanner.at = after.unwrap_or(self.scanner.at);
        after.is_some()
    }

    fn expected_in_frame(&self) -> Expect {
        match self.open.innermost() {
            Some(frame) if frame.is_object => Expect::Name,
            Some(_) | None => Expect::Value,
        }
    }

    fn push_field(&mut self, value: impl FnOnce() -> Cow<'a, str>) {
        if let Some(role) = self.role.filter(|_| self.open.is_in_object()) {
            let name = mem::take(&mut self.name);
            self.open.push_field(ItemField::new(name, role, value()));
        }
        self.expect = Expect::Separator;
    }

    fn open(&mut self, token: JsonToken<'a>) -> Result<(), (u32, DumpError)> {
        let start = self.scanner.start;
        let role = self.role.filter(|_| self.open.is_in_object());
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
        if self.open.len() == MAX_DEPTH {
            return Err(self.invalid(token));
        }
        if self.open.is_empty() {
            self.last_text = start;
        }
        self.cursor.move_to(start);
        let name = if self.open.is_in_object() {
            mem::take(&mut self.name)
        } else {
            Cow::Borrowed("")
        };
        let place = (start, self.cursor.line);
        self.open.push(!is_list, name, role, place);
        self.expect = self.expected_in_frame();
        Ok(())
    }

    /// Closes the innermost list or object. `Ok(false)` if the sink has enough.
    fn close(&mut self, is_object: bool) -> Result<bool, (u32, DumpError)> {
        let end = self.scanner.start;
        let Some(goes_on) = self.open.close(is_object, end, self.sink) else {
            let token = if is_object {
                JsonToken::CloseObject
            } else {
                JsonToken::CloseArray
            };
            return Err(self.invalid(token));
        };
        self.expect = if self.open.is_empty() {
            Expect::Value
        } else {
            Expect::Separator
        };
        Ok(goes_on)
    }

    /// The error of an unexpected token, with its line.
    fn invalid(&mut self, token: JsonToken<'a>) -> (u32, DumpError) {
        let start = self.scanner.start;
        let before = self.text.get(..start).unwrap_or_default();
        // The next item begins where the rest of this one should be.
        let is_next = token == JsonToken::OpenObject && before.ends_with(['\n', '}']);
        if let Some(frame) = self.open.innermost()
            && (is_next || token == JsonToken::TornText)
        {
            return (frame.line, DumpError::UnfinishedItem);
        }
        self.errors.move_to(start);
        let (line, column) = (self.errors.line, self.errors.column);
        (line, DumpError::InvalidJson { column })
    }

    /// Drops the lists and objects that are open, and goes on at the next object.
    fn recover(&mut self, token: JsonToken<'a>) {
        let from = if token == JsonToken::TornText {
            self.scanner.at
        } else if self.open.is_empty() {
            self.scanner.start
        } else {
            self.last_text + 1
        };
        self.open.report_lacking(self.sink);
        self.strays += self.open.len();
        self.open.clear();
        self.expect = Expect::Value;
        self.scanner.at = next_opening(self.text, from);
    }
}
