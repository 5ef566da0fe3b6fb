//! The item that the fields of one object or row make.

use super::item_field::ItemField;
use super::item_role::ItemRole;
use super::item_time::{ItemTime, TimeReading};
use super::listed::{parse_stocks, parse_subjects};
use super::metadata::parse_level;
use super::no_value::value;
use super::raw_item::RawItem;
use crate::dump::record::Extra;
use crate::dump::wire;
use crate::item::ItemFlags;

/// An item, and the field that was taken for each role.
pub(super) struct TakenItem<'f> {
    pub(super) item: RawItem<'f>,
    pub(super) roles: Vec<(ItemRole, &'f str)>,
}

/// Makes an item of fields.
pub(super) fn take_item<'f>(
    fields: &'f [ItemField<'_>],
    line: u32,
    times: TimeReading<'_>,
) -> TakenItem<'f> {
    let mut picker = FieldPicker {
        fields,
        taken: Vec::with_capacity(8),
    };
    let time = picker.time(times);
    let title = picker.text(ItemRole::Title);
    let text = match picker.text(ItemRole::Text) {
        "" => picker.text(ItemRole::Summary),
        text => text,
    };
    let item = RawItem {
        line,
        time,
        day: None,
        title,
        text,
        flags: picker.flags(),
        extra: Extra {
            wire_id: picker.find(ItemRole::Id, parse_id),
            url: picker.find(ItemRole::Address, |text| Some(text.to_owned())),
            stocks: picker
                .find(ItemRole::Stocks, |text| non_empty(parse_stocks(text)))
                .unwrap_or_default(),
            subjects: picker
                .find(ItemRole::Subjects, |text| non_empty(parse_subjects(text)))
                .unwrap_or_default(),
            wire: picker.wire(),
            ..Extra::default()
        },
    };
    TakenItem {
        item,
        roles: picker.taken,
    }
}

struct FieldPicker<'f, 'a> {
    fields: &'f [ItemField<'a>],
    taken: Vec<(ItemRole, &'f str)>,
}

impl<'f> FieldPicker<'f, '_> {
    /// The fields of a role that have a value, the best first.
    fn ranked(&self, role: ItemRole) -> Vec<(&'f ItemField<'f>, &'f str)> {
        let mut fields: Vec<_> = self
            .fields
            .iter()
            .filter(|field| field.role == role)
            .filter_map(|field| Some((field, value(&field.value)?)))
            .collect();
        if fields.len() > 1 {
            fields.sort_by_key(|(field, _)| field.rank);
        }
        fields
    }

    /// The first value of a role from which something can be made.
    fn find<T>(&mut self, role: ItemRole, make: impl Fn(&'f str) -> Option<T>) -> Option<T> {
        let found = self
            .ranked(role)
            .into_iter()
            .find_map(|(field, text)| Some((field, make(text)?)));
        let (field, value) = found?;
        self.taken.push((role, &field.name));
        Some(value)
    }

    fn text(&mut self, role: ItemRole) -> &'f str {
        self.find(role, Some).unwrap_or_default()
    }

    fn flags(&mut self) -> ItemFlags {
        let is_true = |text: &str| {
            ["1", "true", "yes", "是", "y"]
                .iter()
                .any(|yes| text.eq_ignore_ascii_case(yes))
        };
        let level = self.find(ItemRole::Level, parse_level).unwrap_or_default();
        let important = self.find(ItemRole::Importance, |text| {
            parse_level(text).or_else(|| is_true(text).then_some(ItemFlags::RED))
        });
        level.with(important.unwrap_or_default())
    }

    /// The wire that a field names; that of a source only if it is known, since a source may be any newspaper. `source` may
    /// also be an object with fields of the item.
    fn wire(&mut self) -> Option<Box<str>> {
        let known = |text: &str| wire::named_in(text).map(Box::from);
        self.find(ItemRole::Wire, |text| {
            known(text).or_else(|| Some(text.into()))
        })
        .or_else(|| self.find(ItemRole::Source, known))
        .or_else(|| self.find(ItemRole::Part, known))
    }

    fn time(&mut self, times: TimeReading<'_>) -> ItemTime {
        let first = self.time_of(ItemRole::Time, times);
        match first {
            ItemTime::At(..) => first,
            ItemTime::Undated | ItemTime::UnknownOffset(_) | ItemTime::Missing => {
                match self.time_of(ItemRole::StoredTime, times) {
                    ItemTime::Missing => first,
                    second => second,
                }
            }
        }
    }

    fn time_of(&mut self, role: ItemRole, times: TimeReading<'_>) -> ItemTime {
        let (fields, texts): (Vec<_>, Vec<_>) = self.ranked(role).into_iter().unzip();
        let (time, used) = ItemTime::read(&texts, times);
        let names = used
            .iter()
            .filter_map(|at| Some((role, &*fields.get(*at)?.name)));
        self.taken.extend(names);
        time
    }
}

fn non_empty<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// Parses a whole number. Drops the fraction that tables with missing numbers add.
fn parse_id(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = fraction.bytes().all(|digit| digit.is_ascii_digit());
    whole.parse().ok().filter(|_| is_number)
}
