//! The columns of the table of rules. The narrower the page, the fewer there are.

use std::borrow::Cow;

use crate::app::{App, RowCounts, RuleRow};
use crate::item::NewsDay;
use crate::lang::UiText;
use crate::rules::AlertWay;

/// The narrowest page that says how the items of a rule look.
const MIN_LOOKS: u16 = 60;
/// The narrowest page that says which rules are views.
const MIN_VIEWS: u16 = 96;
/// The narrowest page that says how many items the rules have in all.
const MIN_ALL: u16 = 96;
/// What a number shows until it is known.
const PENDING: &str = "…";
/// The narrowest column of queries.
const MIN_QUERY: u16 = 8;
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
        let mut right = unseen_at;
        let mut take = |column, min: u16, width: u16| {
            if columns < min {
                return (right, 0);
            }
            let width = widest(column, &mut [usize::from(width)].into_iter());
            right = right.saturating_sub(width + GAP);
            (right, width)
        };
        let samples = [UiText::LookOfRow, UiText::LookOfHits];
        let samples = samples.map(|text| width(&app.config.lang.text(text)));
        let samples = u16::try_from(samples.iter().sum::<usize>() + 1).unwrap_or(u16::MAX);
        let folds = width(&app.config.lang.text(UiText::RuleFolds));
        let folds = u16::try_from(folds).unwrap_or(u16::MAX);
        let mute = take(RuleColumn::Mute, MIN_LOOKS, folds);
        let ways = AlertWay::EACH.into_iter().map(AlertWay::title);
        let ways = ways.chain([UiText::AlertRun]);
        let ways = ways.map(|way| width(&app.config.lang.text(way)) + 1);
        let ways = u16::try_from(ways.sum::<usize>() - 1).unwrap_or(u16::MAX);
        let alert = take(RuleColumn::Alert, MIN_VIEWS, ways);
        let look = take(RuleColumn::Look, MIN_LOOKS, samples);
        let view = take(RuleColumn::View, MIN_VIEWS, 1);
        let key = widest(RuleColumn::Key, &mut [1].into_iter());
        let name_at = key + 1;
        let mut names = rows.iter().map(|row| width(&row.name(app.config.lang)));
        let name = widest(RuleColumn::Name, &mut names);
        let room = right.saturating_sub(name_at + 1);
        let shared = name.min((room * 2 / 5).clamp(MIN_NAME, MAX_NAME));
        let query_at = name_at + shared + GAP;
        let query = right.saturating_sub(query_at + GAP);
        let (name, query) = if query < MIN_QUERY {
            (name.min(room), 0)
        } else {
            (shared, query)
        };
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
