//! What the columns of a table, or the fields of objects, are for, by their values and names.

use std::collections::HashSet;

use super::super::instant::WrittenTime;
use super::super::item_role::ItemRole;
use super::super::listed::parse_stocks;
use super::super::metadata::parse_level;
use super::super::no_value::value;
use super::super::roles::role_of;
use super::line_time::is_whole_time;
use crate::dump::format::{FieldPlace, FormatField, FormatRole};
use crate::dump::wire;
use crate::item::normalize_code;

/// The longest name of a wire, in characters.
const MAX_WIRE: usize = 12;
/// The longest subject, in characters.
const MAX_SUBJECT: usize = 12;
/// The shortest id, in bytes. A shorter number may count something.
const MIN_ID: usize = 5;
/// Part of a name that is one of an id.
const ID_NAMES: &[&str] = &["id", "no", "num", "key", "code", "编号"];

/// A column with the values of some rows.
pub(super) struct SampledColumn {
    pub(super) place: FieldPlace,
    /// Those that say something.
    pub(super) values: Vec<String>,
}

/// The columns that were taken for a role, and the names of the others.
pub(super) struct ColumnRoles {
    pub(super) fields: Vec<(FormatField, String)>,
    pub(super) unused: Vec<String>,
}

/// When a column says that something happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TimeKind {
    Clock,
    Date,
    Unix,
    Full,
}

impl SampledColumn {
    pub(super) fn new(place: FieldPlace, values: impl Iterator<Item = String>) -> Self {
        let values = values.filter(|text| value(text).is_some()).collect();
        Self { place, values }
    }

    fn name(&self) -> &str {
        match &self.place {
            FieldPlace::Name(name) => name.rsplit('.').next().unwrap_or_default(),
            FieldPlace::Number(_) => "",
        }
    }

    /// Whether this is true of nearly all values, and there are any.
    fn is_mostly(&self, test: impl Fn(&str) -> bool) -> bool {
        let fitting = self.values.iter().filter(|text| test(text)).count();
        fitting > 0 && fitting * 10 >= self.values.len() * 9
    }

    fn distinct(&self) -> usize {
        self.values.iter().collect::<HashSet<_>>().len()
    }

    fn time_kind(&self) -> Option<TimeKind> {
        let kind = |text: &str| {
            is_whole_time(text).then_some(())?;
            match WrittenTime::parse(text).ok()? {
                WrittenTime::Full(..) => Some(TimeKind::Full),
                WrittenTime::Unix(_) => Some(TimeKind::Unix),
                WrittenTime::Date(_) => Some(TimeKind::Date),
                WrittenTime::Clock(_) | WrittenTime::Yearless(..) => Some(TimeKind::Clock),
            }
        };
        let first = kind(self.values.first()?)?;
        self.is_mostly(|text| kind(text) == Some(first))
            .then_some(first)
    }

    fn known_role(&self) -> Option<ItemRole> {
        role_of(self.name()).map(|(role, _)| role)
    }

    /// The characters of all values.
    fn chars(&self) -> usize {
        self.values.iter().map(|text| text.chars().count()).sum()
    }

    /// The characters of a value on average.
    fn length(&self) -> usize {
        self.chars() / self.values.len().max(1)
    }

    /// Whether the values are words, rather than codes or numbers.
    fn is_prose(&self) -> bool {
        let has_words = |text: &str| !text.is_ascii() || text.trim().contains(' ');
        self.is_mostly(has_words)
    }

    fn is_id(&self) -> bool {
        let name = self.name().to_lowercase();
        let is_named = ID_NAMES.iter().any(|part| name.contains(part));
        let is_word = |text: &str| {
            let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            text.bytes().all(is_part) && text.bytes().any(|byte| byte.is_ascii_digit())
        };
        let is_long = |text: &str| text.len() >= MIN_ID;
        self.is_mostly(is_word)
            && self.distinct() == self.values.len()
            && (is_named || self.is_mostly(is_long))
    }

    fn are_stocks(&self) -> bool {
        let has_letters = |text: &str| text.bytes().any(|byte| byte.is_ascii_alphabetic());
        self.is_mostly(|text| {
            let stocks = parse_stocks(text);
            !stocks.is_empty()
                && stocks
                    .iter()
                    .all(|stock| has_letters(&stock.code) && normalize_code(&stock.code).is_some())
        })
    }

    fn are_subjects(&self) -> bool {
        let is_list = self.is_mostly(|text| text.starts_with("[\""));
        let is_short = self.is_mostly(|text| text.chars().count() <= MAX_SUBJECT);
        let recurs = self.values.len() > 3 && self.distinct() * 2 <= self.values.len();
        let is_named = self.known_role() == Some(ItemRole::Subjects);
        is_list || is_short && !self.is_mostly(str::is_ascii) && (recurs || is_named)
    }
}

/// Finds the roles of columns. `None` without a time or a text.
pub(super) fn assign(columns: &[SampledColumn]) -> Option<ColumnRoles> {
    let mut picker = RolePicker {
        columns,
        taken: vec![None; columns.len()],
    };
    picker.take_times()?;
    picker.take_others();
    picker.take_prose()?;
    picker.take_first(FormatRole::Subjects, SampledColumn::are_subjects);
    Some(picker.finish())
}

struct RolePicker<'c> {
    columns: &'c [SampledColumn],
    taken: Vec<Option<FormatRole>>,
}

impl RolePicker<'_> {
    /// The best column that is free, by a rank; `None` is no candidate.
    fn best<R: Ord>(&self, rank: impl Fn(&SampledColumn) -> Option<R>) -> Option<usize> {
        let free = self.columns.iter().zip(&self.taken).enumerate();
        let ranked = free
            .filter(|(_, (_, role))| role.is_none())
            .filter_map(|(at, (column, _))| Some((rank(column)?, std::cmp::Reverse(at))));
        ranked.max().map(|(_, at)| at.0)
    }

    fn set(&mut self, at: usize, role: FormatRole) {
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = Some(role);
        }
    }

    /// Takes the first column that fits, with a name that says so before others.
    fn take_first(&mut self, role: FormatRole, fits: impl Fn(&SampledColumn) -> bool) {
        let is_named = |column: &SampledColumn| column.known_role() == Some(role.item_role());
        let found = self.best(|column| fits(column).then(|| is_named(column)));
        if let Some(at) = found {
            self.set(at, role);
        }
    }

    /// Takes a whole time, or a time of day with the date beside it.
    fn take_times(&mut self) -> Option<()> {
        let is_named = |column: &SampledColumn| match column.known_role() {
            Some(ItemRole::Time) => 2,
            Some(ItemRole::StoredTime) => 0,
            Some(_) | None => 1,
        };
        let whole = self.best(|column| {
            let kind = column.time_kind().filter(|kind| *kind >= TimeKind::Unix)?;
            Some((is_named(column), kind))
        });
        if let Some(at) = whole {
            self.set(at, FormatRole::Time);
            return Some(());
        }
        let of_kind = |kind| {
            move |column: &SampledColumn| {
                (column.time_kind() == Some(kind)).then(|| is_named(column))
            }
        };
        let clock = self.best(of_kind(TimeKind::Clock))?;
        self.set(clock, FormatRole::Time);
        if let Some(date) = self.best(of_kind(TimeKind::Date)) {
            self.set(date, FormatRole::Day);
        }
        Some(())
    }

    fn take_others(&mut self) {
        let is_url = |text: &str| text.starts_with("http://") || text.starts_with("https://");
        self.take_first(FormatRole::Address, |column| column.is_mostly(is_url));
        self.take_first(FormatRole::Stocks, SampledColumn::are_stocks);
        let is_level = |text: &str| parse_level(text).is_some();
        self.take_first(FormatRole::Level, |column| column.is_mostly(is_level));
        let is_wire =
            |text: &str| wire::named_in(text).is_some() && text.chars().count() <= MAX_WIRE;
        self.take_first(FormatRole::Wire, |column| column.is_mostly(is_wire));
        self.take_first(FormatRole::Id, |column| {
            column.is_id() && column.time_kind().is_none()
        });
    }

    /// Takes the longest prose as the text, and another one that differs from row to row as the title.
    fn take_prose(&mut self) -> Option<()> {
        let is_prose = |column: &SampledColumn| {
            column.is_prose() && column.time_kind().is_none() && !column.values.is_empty()
        };
        let text = self.best(|column| is_prose(column).then(|| column.length()))?;
        self.set(text, FormatRole::Text);
        let title = self.best(|column| {
            let varies = column.distinct() * 10 >= column.values.len() * 8;
            let is_title = is_prose(column) && varies && column.length() > 3;
            let is_named = column.known_role() == Some(ItemRole::Title);
            is_title.then(|| (is_named, column.length()))
        });
        if let Some(title) = title {
            self.set(title, FormatRole::Title);
        }
        Some(())
    }

    fn finish(self) -> ColumnRoles {
        let (mut fields, mut unused) = (Vec::new(), Vec::new());
        for (column, role) in self.columns.iter().zip(&self.taken) {
            let Some(role) = *role else {
                unused.push(column.place.to_string());
                continue;
            };
            let place = column.place.clone();
            let sample = column.values.first().cloned().unwrap_or_default();
            fields.push((FormatField { role, place }, sample));
        }
        fields.sort_by_key(|(field, _)| field.role);
        ColumnRoles { fields, unused }
    }
}
