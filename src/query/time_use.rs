//! Whether a query means something else at another time, or with other dumps.

use crate::item::Stamp;
use crate::moment::TimeContext;

/// What the times in a query depend on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TimeUse {
    /// The time, as `last:10m` does.
    pub(super) clock: bool,
    /// The days that the dumps have, as `day:5-14` does.
    pub(super) days: bool,
}

impl TimeUse {
    /// What either depends on.
    pub(super) const fn or(self, other: Self) -> Self {
        Self {
            clock: self.clock || other.clock,
            days: self.days || other.days,
        }
    }

    /// Notes a time. `print` says what it means in a context.
    pub(super) fn note(
        &mut self,
        context: &TimeContext<'_>,
        print: impl Fn(&TimeContext<'_>) -> Option<String>,
    ) {
        let in_years = |years| print(&later(context, years));
        self.clock = self.clock || in_years(0) != in_years(1);
        let with = |has_days| {
            let has_days = &|_| has_days;
            print(&TimeContext {
                has_days,
                ..*context
            })
        };
        self.days = self.days || with(false) != with(true);
    }
}

/// The context so many years later, when an item has just gone out.
fn later<'a>(context: &TimeContext<'a>, years: i64) -> TimeContext<'a> {
    let at = i64::from(context.now.unix()) + years * 365 * 86_400;
    let now = Stamp::from_unix(at).unwrap_or_default();
    TimeContext {
        now,
        newest: Some(now),
        ..*context
    }
}
