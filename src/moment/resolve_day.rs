//! Which news days a name means.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::context::{DaySpan, TimeContext};
use super::day_name::DayName;
use crate::item::{NewsDay, is_weekend};

/// The first year that dates without a year are looked for in.
const FIRST_YEAR: i32 = 1970;
/// The months in which a day of the month is looked for.
const MONTHS_BACK: u32 = 120;

impl DayName {
    /// The news days that it names; `None` if they are not from 1970 to 2149.
    pub(super) fn days(self, context: &TimeContext<'_>) -> Option<DaySpan> {
        let today = context.today().date();
        match self {
            Self::Back(days) => single(today.checked_sub_days(Days::new(days.into()))?),
            Self::LastTrading => single(last_trading(today)?),
            Self::OfWeek { day, weeks } => single(of_week(today, day, weeks)?),
            Self::Week(weeks) => week(of_week(today, Weekday::Mon, Some(weeks))?),
            Self::Month(months) => {
                month(today.with_day(1)?.checked_sub_months(Months::new(months))?)
            }
            Self::Year(years) => year(today.year() - i32::try_from(years).ok()?),
            Self::YearOf(number) => year(number),
            Self::Date { year, month, day } => single(date(year, month, day, context)?),
            Self::OfMonth(day) => single(of_month(day, context)?),
            Self::MonthOf {
                year: Some(year),
                month: number,
            } => month(NaiveDate::from_ymd_opt(year, number, 1)?),
            Self::MonthOf {
                year: None,
                month: number,
            } => {
                let first = |year| NaiveDate::from_ymd_opt(year, number, 1);
                latest(&years(today).filter_map(first), month, context)
            }
        }
    }
}

fn single(date: NaiveDate) -> Option<DaySpan> {
    NewsDay::from_date(date).map(DaySpan::single)
}

/// From one date to before another.
fn span(first: NaiveDate, after: NaiveDate) -> Option<DaySpan> {
    Some(DaySpan {
        first: NewsDay::from_date(first)?,
        last: NewsDay::from_date(after.pred_opt()?)?,
    })
}

fn week(monday: NaiveDate) -> Option<DaySpan> {
    span(monday, monday.checked_add_days(Days::new(7))?)
}

fn month(first: NaiveDate) -> Option<DaySpan> {
    span(first, first.checked_add_months(Months::new(1))?)
}

fn year(year: i32) -> Option<DaySpan> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    span(first, first.checked_add_months(Months::new(12))?)
}

/// The latest day from Monday to Friday before today.
fn last_trading(today: NaiveDate) -> Option<NaiveDate> {
    let before = today.pred_opt()?;
    if is_weekend(before) {
        last_trading(before)
    } else {
        Some(before)
    }
}

fn of_week(today: NaiveDate, day: Weekday, weeks: Option<u32>) -> Option<NaiveDate> {
    let Some(weeks) = weeks else {
        return today.checked_sub_days(Days::new(today.weekday().days_since(day).into()));
    };
    let monday =
        today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
    let monday = monday.checked_sub_days(Days::new(u64::from(weeks) * 7))?;
    monday.checked_add_days(Days::new(day.num_days_from_monday().into()))
}

fn date(year: Option<i32>, month: u32, day: u32, context: &TimeContext<'_>) -> Option<NaiveDate> {
    let on = |year| NaiveDate::from_ymd_opt(year, month, day);
    if let Some(year) = year {
        return on(year);
    }
    let dates = years(context.today().date()).filter_map(on);
    Some(latest(&dates, single, context)?.first.date())
}

fn of_month(day: u32, context: &TimeContext<'_>) -> Option<NaiveDate> {
    let next_month = context.today().date().checked_add_months(Months::new(1))?;
    let first = next_month.with_day(1)?;
    let months = (0..MONTHS_BACK).filter_map(|back| {
        let first = first.checked_sub_months(Months::new(back))?;
        first.with_day(day)
    });
    Some(latest(&months, single, context)?.first.date())
}

/// The years in which a date may be, the latest first. A clock that is slow may have next year's dumps.
fn years(today: NaiveDate) -> impl Iterator<Item = i32> + Clone {
    (FIRST_YEAR..=today.year().saturating_add(1)).rev()
}

/// The first span that the dumps have a day of, or the first that does not begin after today. Dates come latest first.
fn latest(
    dates: &(impl Iterator<Item = NaiveDate> + Clone),
    span: impl Fn(NaiveDate) -> Option<DaySpan>,
    context: &TimeContext<'_>,
) -> Option<DaySpan> {
    let today = context.today();
    let spans = || dates.clone().filter_map(&span);
    spans()
        .find(|days| (context.has_days)(*days))
        .or_else(|| spans().find(|days| days.first <= today))
}
