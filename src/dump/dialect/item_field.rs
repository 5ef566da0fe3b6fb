//! The fields of one object or row whose names mean a role.

use std::borrow::Cow;

use super::html;
use super::instant::{InstantError, WrittenTime};
use super::item_role::ItemRole;
use super::item_time::TimeReading;
use super::no_value::value;
use super::roles::NamedRole;
use crate::dump::error::DumpError;
use crate::item::NewsDay;

/// A field with a role.
#[derive(Clone, Debug)]
pub(super) struct ItemField<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) role: ItemRole,
    /// The lowest is taken first.
    pub(super) rank: u16,
    /// A text or a number, or the JSON of a list or object.
    pub(super) value: Cow<'a, str>,
    /// The value as it is written, if markup was taken out of it.
    markup: Option<Cow<'a, str>>,
}

/// Added to the rank of a field in a [`ItemRole::Part`].
pub(super) const PART_RANK: u16 = 256;

impl<'a> ItemField<'a> {
    /// Markup in a title or text is taken out.
    pub(super) fn new(name: Cow<'a, str>, (role, rank): NamedRole, value: Cow<'a, str>) -> Self {
        let is_prose = matches!(role, ItemRole::Title | ItemRole::Text | ItemRole::Summary);
        let (value, markup) = if is_prose && html::is_markup(&value) {
            (Cow::Owned(html::to_text(&value)), Some(value))
        } else {
            (value, None)
        };
        Self {
            name,
            role,
            rank: rank.into(),
            value,
            markup,
        }
    }

    /// The day that it gives, if it is a date without a time of day.
    pub(super) fn day(&self) -> Option<NewsDay> {
        let written = (self.role == ItemRole::Time).then(|| WrittenTime::parse(&self.value));
        written?.ok().and_then(WrittenTime::day)
    }

    /// The value as it is written.
    pub(super) fn written(&self) -> &str {
        self.markup.as_deref().unwrap_or(&self.value)
    }
}

/// Whether an object or row is an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ItemKind {
    Item,
    /// It has a title or a text, but no time.
    Timeless,
    /// It has a time, but nothing to show.
    Textless,
    Other,
}

impl ItemKind {
    /// Looks for a time and a text. A time may lack its date: that can be in the name of the file.
    pub(super) fn of(fields: &[ItemField<'_>]) -> Self {
        Self::of_times(fields, TimeReading::default())
    }

    /// The same for times that are read in this way.
    pub(super) fn of_times(fields: &[ItemField<'_>], times: TimeReading<'_>) -> Self {
        let has = |roles: &[ItemRole]| {
            fields
                .iter()
                .any(|field| roles.contains(&field.role) && value(&field.value).is_some())
        };
        let has_time = || {
            let is_time = |field: &ItemField<'_>| {
                is_dated(field.role) && is_time_of_item(&field.value, times)
            };
            fields.iter().any(is_time)
        };
        match (
            has(&[ItemRole::Title, ItemRole::Text, ItemRole::Summary]),
            has_time(),
        ) {
            (true, true) => Self::Item,
            (true, false) => Self::Timeless,
            (false, true) => Self::Textless,
            (false, false) => Self::Other,
        }
    }

    /// The error of an object that should be an item.
    pub(super) const fn lacking(self) -> Option<DumpError> {
        match self {
            Self::Timeless => Some(DumpError::ItemWithoutTime),
            Self::Textless => Some(DumpError::ItemWithoutText),
            Self::Item | Self::Other => None,
        }
    }
}

const fn is_dated(role: ItemRole) -> bool {
    matches!(role, ItemRole::Time | ItemRole::StoredTime)
}

/// Whether a field can date an item. A date alone cannot.
fn is_time_of_item(text: &str, times: TimeReading<'_>) -> bool {
    match times.parse(text) {
        Ok(WrittenTime::Date(_)) | Err(InstantError::NoTime) => false,
        Ok(_) | Err(InstantError::UnknownOffset) => true,
    }
}
