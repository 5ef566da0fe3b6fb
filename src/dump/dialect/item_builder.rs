//! Items that come in fields instead of text: shared by `jsonl`, `api` and `csv`.

use xxhash_rust::xxh3::xxh3_64;

use super::exported_item::exported_item;
use super::format_error::format_error;
use super::item_field::ItemField;
use super::item_role::ItemRole;
use super::item_time::{ItemTime, TimeReading};
use super::metadata::set_title;
use super::no_value::value;
use super::raw_item::RawItem;
use super::rewordings::Rewordings;
use super::take_item::take_item;
use crate::dump::draft::{Draft, EntryInfo};
use crate::dump::error::DumpError;
use crate::dump::format::UserFormat;
use crate::dump::input::ParseInput;
use crate::dump::record::FieldRole;
use crate::item::{NewsDay, Rollover};

/// How many fields are remembered with their roles.
const MAX_FIELDS: usize = 32;

/// How many items that a format does not fit are reported one by one.
const MAX_UNFIT: usize = 100;

/// Items that the user's format does not fit.
#[derive(Default)]
struct UnfitItems {
    reported: usize,
    more: usize,
    /// The first of those that are not reported one by one.
    line: Option<u32>,
}

/// Collects unescaped texts, each followed by a line break, and their records.
pub(super) struct ItemBuilder<'i> {
    draft: Draft,
    text: String,
    rollover: Rollover,
    /// The day in the names of the file and its folders, or the user's, for times without a date.
    day: Option<NewsDay>,
    /// Whether a time without a date is reported already.
    is_undated: bool,
    rewordings: Rewordings,
    /// The user's format of the dump.
    format: Option<&'i UserFormat>,
    unfit: UnfitItems,
    /// How many items are of an export.
    exported: usize,
}

impl<'i> ItemBuilder<'i> {
    /// Collects items in a format of the user.
    pub(super) fn of_format(input: &ParseInput<'_>, format: &'i UserFormat) -> Self {
        let mut builder = Self {
            format: Some(format),
            ..Self::new(input)
        };
        builder.set_wire(format.wire.as_deref());
        builder
    }

    pub(super) fn new(input: &ParseInput<'_>) -> Self {
        Self {
            draft: Draft::default(),
            text: String::new(),
            rollover: input.rollover,
            day: input.path_day().or(input.date),
            is_undated: false,
            rewordings: Rewordings::default(),
            format: None,
            unfit: UnfitItems::default(),
            exported: 0,
        }
    }

    /// How times are read.
    pub(super) fn times(&self) -> TimeReading<'i> {
        let usual = TimeReading::default();
        TimeReading {
            day: self.day,
            zone: self.format.map_or(usual.zone, |format| format.zone),
            layout: self.format.and_then(|format| format.time_format.as_deref()),
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
        if self.format.is_none()
            && let Some(item) = exported_item(fields, line)
        {
            return self.take_exported(item);
        }
        let mut times = self.times();
        times.day = day.or(times.day);
        let taken = take_item(fields, line, times);
        for (role, name) in taken.roles {
            self.note(role.name(), name);
        }
        let mut item = taken.item;
        if let Some(format) = self.format {
            if let Some(error) = format_error(format, fields, &item) {
                return self.report_unfit(line, error);
            }
            let number = || number_of_word(fields);
            item.extra.wire_id = item.extra.wire_id.or_else(number);
        }
        self.add(item);
    }

    /// Adds an item of an export, as it was.
    pub(super) fn take_exported(&mut self, item: RawItem<'_>) {
        let id = item.extra.exported.as_ref().map(|facts| facts.id);
        let record = self.draft.records.len();
        self.add(item);
        if self.draft.records.len() > record {
            self.exported += 1;
            if let Some(id) = id {
                self.rewordings.note(id, record);
            }
        }
    }

    /// Reports an item that the user's format does not fit. If hardly any does, a problem for each would fill the memory.
    fn report_unfit(&mut self, line: u32, error: DumpError) {
        if self.unfit.reported < MAX_UNFIT {
            self.unfit.reported += 1;
            return self.report(line, error);
        }
        self.unfit.more += 1;
        self.unfit.line.get_or_insert(line);
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
            day: item
                .day
                .unwrap_or_else(|| NewsDay::containing(stamp, self.rollover)),
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
        self.draft.is_export = self.exported > 0 && self.exported == self.draft.records.len();
        self.rewordings.settle(&mut self.draft.records, &self.text);
        if let (Some(format), Some(line)) = (self.format, self.unfit.line) {
            let error = DumpError::MoreUnfitItems {
                format: format.name.to_string(),
                count: self.unfit.more,
            };
            self.report(line, error);
        }
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

/// A number for an id that is a word.
fn number_of_word(fields: &[ItemField<'_>]) -> Option<u64> {
    let mut ids = fields.iter().filter(|field| field.role == ItemRole::Id);
    let word = ids.find_map(|id| value(&id.value))?;
    Some(xxh3_64(word.as_bytes()) >> 1 | 1 << 62)
}
