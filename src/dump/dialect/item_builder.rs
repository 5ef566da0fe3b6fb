//! Items that come in fields instead of text: shared by `jsonl`, `api` and `csv`.

use super::item_field::ItemField;
use super::item_time::ItemTime;
use super::metadata::set_title;
use super::raw_item::RawItem;
use super::rewordings::{Rewordings, are_exported};
use super::take_item::take_item;
use crate::dump::draft::{Draft, EntryInfo};
use crate::dump::error::DumpError;
use crate::dump::input::ParseInput;
use crate::dump::record::FieldRole;
use crate::item::{ItemFlags, NewsDay, Rollover};

/// How many fields are remembered with their roles.
const MAX_FIELDS: usize = 32;

/// Collects unescaped texts, each followed by a line break, and their records.
pub(super) struct ItemBuilder {
    draft: Draft,
    text: String,
    rollover: Rollover,
    /// The day in the names of the file and its folders, or the user's, for times without a date.
    day: Option<NewsDay>,
    /// Whether a time without a date is reported already.
    is_undated: bool,
    rewordings: Rewordings,
}

impl ItemBuilder {
    pub(super) fn new(input: &ParseInput<'_>) -> Self {
        Self {
            draft: Draft::default(),
            text: String::new(),
            rollover: input.rollover,
            day: input.path_day().or(input.date),
            is_undated: false,
            rewordings: Rewordings::default(),
        }
    }

    /// Sets the wire of all items that have none of their own.
    pub(super) fn set_wire(&mut self, wire: Option<&str>) {
        self.draft.heading.wire = wire.map(str::to_owned);
    }

    /// Adds a problem.
    pub(super) fn report(&mut self, line: u32, error: DumpError) {
        self.draft.report(line, error);
    }

    /// Makes an item of fields and adds it. `day` overrides the day of the dump, for a time without a date. Reports an item
    /// without time or text.
    pub(super) fn take(&mut self, fields: &[ItemField<'_>], line: u32, day: Option<NewsDay>) {
        let taken = take_item(fields, line, day.or(self.day));
        for (role, name) in taken.roles {
            self.note(role.name(), name);
        }
        let record = self.draft.records.len();
        let mut item = taken.item;
        if are_exported(fields) {
            mark_exported(&mut item);
        }
        self.add(item);
        if self.draft.records.len() > record {
            self.rewordings.note(fields, record);
        }
    }

    /// Remembers that a field was taken for a role.
    fn note(&mut self, role: &'static str, name: &str) {
        let fields = &mut self.draft.fields;
        let is_known = fields
            .iter()
            .any(|field| field.name == name && field.role == role);
        if !is_known && fields.len() < MAX_FIELDS {
            let name = name.to_owned();
            fields.push(FieldRole { role, name });
        }
    }

    /// Adds an item. Reports one without time or text.
    pub(super) fn add(&mut self, item: RawItem<'_>) {
        let text = [item.text, item.title]
            .into_iter()
            .find(|text| !text.is_empty());
        let Some(text) = text else {
            return self.report(item.line, DumpError::ItemWithoutText);
        };
        let (stamp, precision) = match item.time {
            ItemTime::At(stamp, precision) => (stamp, precision),
            ItemTime::Undated => return self.report_undated(item.line),
            ItemTime::UnknownOffset(found) => {
                return self.report(item.line, DumpError::UnknownOffset { found });
            }
            ItemTime::Missing => return self.report(item.line, DumpError::ItemWithoutTime),
        };
        let info = EntryInfo {
            line: item.line,
            stamp,
            day: NewsDay::containing(stamp, self.rollover),
            flags: item.flags.with(precision),
        };
        let mut extra = item.extra;
        set_title(&mut extra, item.title, text);
        let range = self.text.len()..self.text.len() + text.len();
        if u32::try_from(range.end).is_err() {
            return self.report(item.line, DumpError::TextTooLong);
        }
        self.text.push_str(text);
        self.draft.push(&self.text, range, info, Some(extra));
        self.text.push('\n');
    }

    /// Reports once that times lack their date.
    fn report_undated(&mut self, line: u32) {
        if !self.is_undated {
            self.report(line, DumpError::UnknownDay);
        }
        self.is_undated = true;
    }

    /// Returns the draft. Its heading gets a day if all items are of one.
    pub(super) fn finish(mut self) -> Draft {
        self.rewordings.remove_from(&mut self.draft.records);
        let mut dates = self
            .draft
            .records
            .iter()
            .map(|record| record.stamp.time().date_naive());
        if let Some(first) = dates.next()
            && dates.all(|date| date == first)
        {
            self.draft.heading.day = NewsDay::from_date(first);
        }
        self.draft.unescaped = Some(self.text);
        self.draft
    }
}

/// Marks an item of an export. Times without seconds are printed with 00.
fn mark_exported(item: &mut RawItem<'_>) {
    item.flags = item.flags.with(ItemFlags::EXPORTED);
    if let ItemTime::At(stamp, precision) = &mut item.time
        && stamp.unix() % 60 == 0
    {
        *precision = precision.without(ItemFlags::SECONDS);
    }
}
