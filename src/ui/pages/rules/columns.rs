//! The columns of the table of rules. The narrower the page, the fewer there are.

use std::borrow::Cow;

use super::cells;
use crate::app::{App, RowCounts, RuleRow};
use crate::item::NewsDay;
use crate::lang::UiText;

/// The narrowest page that says how many items the rules have in all.
const MIN_ALL: u16 = 96;
/// What a number shows until it is known.
const PENDING: &str = "…";
/// The narrowest column of queries, and the narrowest beside a column that can be left out.
const MIN_QUERY: u16 = 8;
const ROOMY_QUERY: u16 = 16;
/// The narrowest page with blanks around the line between two counts.
const MIN_BLANKS: u16 = 40;
/// The widest and the narrowest column of names on a page that has queries.
const MAX_NAME: u16 = 16;
const MIN_NAME: u16 = 6;
/// Columns between two columns of the table.
const GAP: u16 = 2;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleColumn {
    Key,
    Name,
    Query,
    View,
    Look,
    Alert,
    Mute,
    Unseen,
    Day,
    All,
}

impl RuleColumn {
    pub(super) const EACH: [Self; 10] = [
        Self::Key,
        Self::Name,
        Self::Query,
        Self::View,
        Self::Look,
        Self::Alert,
        Self::Mute,
        Self::Unseen,
        Self::Day,
        Self::All,
    ];

    /// The text above it.
    pub(super) fn heading(self, app: &App) -> Cow<'static, str> {
        let lang = app.config.lang;
        lang.text(match self {
            Self::Key => UiText::RuleKey,
            Self::Name => UiText::RuleName,
            Self::Query => UiText::RuleQuery,
            Self::View => UiText::RuleView,
            Self::Look => UiText::RuleLook,
            Self::Alert => UiText::RuleAlert,
            Self::Mute => UiText::RuleMute,
            Self::Unseen => UiText::RuleUnseen,
            Self::All => UiText::RuleAll,
            Self::Day => {
                let today = NewsDay::containing(app.now, app.config.settings.rollover);
                match app.newest_day().filter(|day| *day != today) {
                    Some(day) => return Cow::Owned(lang.short_day(day.date())),
                    None => UiText::RuleToday,
                }
            }
        })
    }

    /// A number of items.
    pub(super) fn number(count: Option<usize>) -> String {
        count.map_or_else(|| PENDING.to_owned(), |count| count.to_string())
    }

    /// Whether its texts end at its right edge.
    const fn is_number(self) -> bool {
        matches!(self, Self::Unseen | Self::Day | Self::All)
    }
}

/// The columns that can be left out, the last one to go first.
const OPTIONAL: [RuleColumn; 4] = [
    RuleColumn::Alert,
    RuleColumn::Mute,
    RuleColumn::View,
    RuleColumn::Look,
];

/// What a row has in a column that can be left out.
fn optional_text(app: &App, column: RuleColumn, row: RuleRow<'_>) -> String {
    match column {
        RuleColumn::Alert => cells::alerts(app, row),
        RuleColumn::Mute => cells::mute(app, row),
        RuleColumn::Look => {
            let looks = cells::looks(app, row).into_iter().map(|(name, _)| name);
            looks.collect::<Vec<_>>().join(" ")
        }
        RuleColumn::Key
        | RuleColumn::Name
        | RuleColumn::Query
        | RuleColumn::View
        | RuleColumn::Unseen
        | RuleColumn::Day
        | RuleColumn::All => String::new(),
    }
}

/// Divides the columns that names and counts leave among the queries and the columns that can be left out; no width for one without
/// room. A column of alerts goes last, unless there are none.
fn optional_widths(app: &App, rows: &[RuleRow<'_>], columns: u16) -> [(RuleColumn, u16); 4] {
    let width = |text: &str| app.config.text_metrics.width(text);
    let mut left = columns;
    OPTIONAL.map(|column| {
        let texts = rows.iter().map(|row| optional_text(app, column, *row));
        let widest = texts.map(|text| width(&text)).max().unwrap_or_default();
        let least = width(&column.heading(app));
        let query = if column == RuleColumn::Alert && widest > 0 {
            MIN_QUERY
        } else {
            ROOMY_QUERY
        };
        let room = usize::from(left.saturating_sub(GAP + query));
        let given = if room < least {
            0
        } else {
            u16::try_from(widest.max(least).min(room)).unwrap_or_default()
        };
        left = left.saturating_sub(if given > 0 { given + GAP } else { 0 });
        (column, given)
    })
}

/// Where the columns are: the first one of each, and how many there are; none for a column without room.
pub(super) struct RuleColumns {
    places: [(u16, u16); RuleColumn::EACH.len()],
    slashes: [Option<u16>; 2],
}

impl RuleColumns {
    /// Divides a page of so many columns among the texts of these rows.
    pub(super) fn new(app: &App, rows: &[RuleRow<'_>], columns: u16) -> Self {
        let width = |text: &str| app.config.text_metrics.width(text);
        let heading = |column: RuleColumn| width(&column.heading(app));
        let widest = |column: RuleColumn, texts: &mut dyn Iterator<Item = usize>| {
            let widest = texts.max().unwrap_or_default().max(heading(column));
            u16::try_from(widest).unwrap_or(u16::MAX)
        };
        let counts: Vec<_> = rows.iter().map(|row| app.row_counts(*row)).collect();
        let digits = |number: usize| number.to_string().len();
        let pending = width(PENDING);
        let all = (columns >= MIN_ALL).then(|| {
            let all = |counts: &RowCounts| counts.all.map_or(pending, digits);
            widest(RuleColumn::All, &mut counts.iter().map(all))
        });
        let unseen = widest(
            RuleColumn::Unseen,
            &mut counts.iter().map(|counts| digits(counts.unseen)),
        );
        let day = widest(
            RuleColumn::Day,
            &mut counts.iter().map(|counts| digits(counts.on_newest_day)),
        );
        let blank = u16::from(columns >= MIN_BLANKS);
        let all_at = columns.saturating_sub(all.unwrap_or_default());
        let after_day = all.map(|_| all_at.saturating_sub(1 + blank));
        let day_end = after_day.map_or(columns, |slash| slash.saturating_sub(blank));
        let day_at = day_end.saturating_sub(day);
        let slash = day_at.saturating_sub(1 + blank);
        let unseen_at = slash.saturating_sub(blank + unseen);
        let key = widest(RuleColumn::Key, &mut [1].into_iter());
        let name_at = key + 1;
        let mut names = rows.iter().map(|row| width(&row.name(app.config.lang)));
        let name = widest(RuleColumn::Name, &mut names);
        let others = name_at + name.min(MIN_NAME) + 2 * GAP;
        let optional = optional_widths(app, rows, unseen_at.saturating_sub(others));
        let taken = optional.iter().filter(|(_, width)| *width > 0);
        let taken = taken.map(|(_, width)| width + GAP).sum();
        let right = unseen_at.saturating_sub(taken);
        let room = right.saturating_sub(name_at + 1);
        let shared = name.min((room * 2 / 5).clamp(MIN_NAME, MAX_NAME));
        let query_at = name_at + shared + GAP;
        let query = right.saturating_sub(query_at + GAP);
        let (name, query) = if query < MIN_QUERY {
            (name.min(room), 0)
        } else {
            (shared, query)
        };
        let mut end = unseen_at;
        let mut take = |wanted: RuleColumn| {
            let mut optional = optional.iter();
            let width = optional.find(|(column, _)| *column == wanted);
            let width = width.map_or(0, |(_, width)| *width);
            end -= if width > 0 { width + GAP } else { 0 };
            (end, width)
        };
        // From right to left.
        let mute = take(RuleColumn::Mute);
        let alert = take(RuleColumn::Alert);
        let look = take(RuleColumn::Look);
        let view = take(RuleColumn::View);
        Self {
            places: [
                (0, key),
                (name_at, name),
                (query_at, query),
                view,
                look,
                alert,
                mute,
                (unseen_at, unseen),
                (day_at, day),
                (all_at, all.unwrap_or_default()),
            ],
            slashes: [Some(slash), after_day],
        }
    }

    /// The columns of the lines between the counts.
    pub(super) fn slashes(&self) -> impl Iterator<Item = u16> {
        self.slashes.into_iter().flatten()
    }

    /// Where a text of a column begins; `None` if the column has no room.
    pub(super) fn place(&self, app: &App, column: RuleColumn, text: &str) -> Option<u16> {
        let (at, columns) = self.places[column as usize];
        let text = u16::try_from(app.config.text_metrics.width(text)).unwrap_or(u16::MAX);
        let indent = if column.is_number() {
            columns.saturating_sub(text)
        } else {
            0
        };
        (columns > 0).then_some(at + indent)
    }

    /// Shortens a text to its column.
    pub(super) fn fit<'t>(&self, app: &App, column: RuleColumn, text: &'t str) -> Cow<'t, str> {
        let (_, columns) = self.places[column as usize];
        app.config.text_metrics.truncate(text, usize::from(columns))
    }
}
