//! A plan that is chosen at its first search, by the thread that searches: for thousands of terms that takes tens of
//! milliseconds, which a key cannot wait for.

use std::sync::{Arc, OnceLock};

use super::hits::DayHits;
use super::plan::ChosenPlan;
use crate::knowledge::Knowledge;
use crate::query::Matcher;
use crate::timeline::Day;

/// How the hits of a matcher are found. Made once per matcher.
#[derive(Debug)]
pub struct FilterPlan {
    matcher: Matcher,
    knowledge: Arc<Knowledge>,
    /// Everything that is searched matches this.
    wider: Option<Matcher>,
    chosen: OnceLock<ChosenPlan>,
}

impl FilterPlan {
    /// A plan for a matcher with what is known beside the timeline.
    pub const fn new(matcher: Matcher, knowledge: Arc<Knowledge>) -> Self {
        Self {
            matcher,
            knowledge,
            wider: None,
            chosen: OnceLock::new(),
        }
    }

    /// The plan for items that match `wider`.
    pub(super) fn within(&self, wider: Matcher) -> Self {
        Self {
            wider: Some(wider),
            ..Self::new(self.matcher.clone(), Arc::clone(&self.knowledge))
        }
    }

    /// The way that is chosen; the first call chooses it.
    pub(super) fn chosen(&self) -> &ChosenPlan {
        self.chosen.get_or_init(|| {
            let (matcher, knowledge) = (self.matcher.clone(), Arc::clone(&self.knowledge));
            ChosenPlan::new(matcher, knowledge, self.wider.as_ref())
        })
    }

    /// The hits in a day.
    pub fn day_hits(&self, day: &Arc<Day>) -> DayHits {
        self.chosen().day_hits(day)
    }

    /// The rows of a day that match, ascending.
    pub fn search_day(&self, day: &Day) -> Vec<u32> {
        self.chosen().search_day(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Stamp;
    use crate::moment::TimeContext;
    use crate::query;

    /// The drawing thread makes plans. It searches nothing.
    #[test]
    fn plan_is_chosen_at_the_first_search() {
        let query = query::parse("公告|涨停", &TimeContext::at(Stamp::default()));
        let plan = FilterPlan::new(query.unwrap().compile().unwrap(), Arc::default());
        let within = plan.within(plan.matcher.clone());
        assert!(plan.chosen.get().is_none() && within.chosen.get().is_none());
        plan.chosen();
        assert!(plan.chosen.get().is_some());
    }
}
