//! Shifts every date in a text by a number of days: `2026-06-12`, `6月12日`, and the `12日讯` of 科创板日报.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, TimeDelta};
use regex::{Captures, Regex};

/// A date in one of the three forms. A wrong pattern would match nothing, as a test shows.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<month>\d{1,2})月(?P<day>\d{1,2})日|》(?P<alone>\d{1,2})日讯")
        .ok()
});

/// Returns the text with its dates shifted. A date without a year is in the year of `near`, a day without a month near it.
pub(super) fn shift(text: &str, by: TimeDelta, near: NaiveDate) -> String {
    let Some(date) = DATE.as_ref() else {
        return text.to_owned();
    };
    date.replace_all(text, |found: &Captures<'_>| {
        shifted(found, by, near).unwrap_or_else(|| found[0].to_owned())
    })
    .into_owned()
}

fn shifted(found: &Captures<'_>, by: TimeDelta, near: NaiveDate) -> Option<String> {
    let number = |name: &str| found.name(name)?.as_str().parse::<u32>().ok();
    if let Some(year) = number("y") {
        let date = NaiveDate::from_ymd_opt(year.cast_signed(), number("m")?, number("d")?)? + by;
        return Some(date.format("%Y-%m-%d").to_string());
    }
    if let Some(month) = number("month") {
        let date = NaiveDate::from_ymd_opt(near.year(), month, number("day")?)? + by;
        return Some(format!("{}月{}日", date.month(), date.day()));
    }
    let alone = number("alone")?;
    let date = [near, near.succ_opt()?]
        .into_iter()
        .find(|date| date.day() == alone)?
        + by;
    Some(format!("》{}日讯", date.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_date_is_shifted() {
        let near = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let text = "# 2026-06-30\n财联社7月1日电，《科创板日报》30日讯，6月30日至7月2日，12日以来，10:30，C/2026 K3";
        let shifted = shift(text, TimeDelta::days(185), near);
        assert_eq!(
            shifted,
            "# 2027-01-01\n财联社1月2日电，《科创板日报》1日讯，1月1日至1月3日，12日以来，10:30，C/2026 K3"
        );
    }
}
