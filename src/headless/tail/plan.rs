//! What `tail` reads and follows, and what it knows before that.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::followed_days::{followed_days, with_last_month};
use super::name_source::NameSource;
use crate::headless::learn_names::learn_names;
use crate::headless::request::ItemRequest;
use crate::item::NewsDay;
use crate::knowledge::Knowledge;
use crate::watch::WatchSettings;

/// The input of a `tail`, and the names of stocks that it knows.
pub(super) struct TailPlan {
    pub(super) input: WatchSettings,
    pub(super) names: NameSource,
    /// Has the names already if the input is limited.
    pub(super) knowledge: Arc<Knowledge>,
}

impl TailPlan {
    /// Plans to print the last `limit` items. An archive keeps everything, so then everything is followed. An error if the
    /// system refuses a thread.
    pub(super) fn new(
        request: &ItemRequest<'_>,
        limit: usize,
        has_archive: bool,
        known: Arc<Knowledge>,
    ) -> Self {
        let learner = request.learner();
        let whole = WatchSettings {
            // Print standard input from its first entry on.
            only_news: true,
            overwrite_rest: WatchSettings::PRINTED_REST,
            ..request.context.input.clone()
        };
        let mut knowledge = known;
        if request.depends_on_dumps() || !request.can_read_again() {
            let is_limited = learner.is_none();
            let days = days_of_request(request).filter(|_| is_limited);
            return Self {
                input: WatchSettings { days, ..whole },
                names: NameSource::new(learner, None),
                knowledge,
            };
        }
        let learn = |learner, known: &Arc<Knowledge>| -> Arc<Knowledge> {
            known.with_names(learn_names(learner, &whole))
        };
        let for_query = request.learner_for_query();
        if let Some(learner) = &for_query {
            knowledge = learn(learner, &knowledge);
        }
        let mut days = days_of_request(request);
        if days.is_none() && !has_archive {
            days = followed_days(request, &whole, limit, &knowledge);
        }
        if let (Some(learner), None, Some(_)) = (&learner, &for_query, &days) {
            knowledge = learn(learner, &knowledge);
        }
        let all = days.is_some().then(|| whole.clone());
        Self {
            input: WatchSettings { days, ..whole },
            names: NameSource::new(learner, all),
            knowledge,
        }
    }
}

/// The days that selected items can be of from now on; `None` for all.
fn days_of_request(request: &ItemRequest<'_>) -> Option<RangeInclusive<NewsDay>> {
    let days = request.days_to_follow()?;
    match request.args.rule {
        Some(_) => Some(with_last_month(&days, request)),
        None => Some(days),
    }
}
