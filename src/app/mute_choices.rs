//! What of an item a key can mute: its column, its series, its topics and its source.

use super::muting::{MuteChoice, MuteKind};
use super::{App, topics};
use crate::rules::{self, Rule};
use crate::timeline::ItemRef;

impl App {
    /// What of an item can be muted, the most likely first, and whether the first one is obvious: a column, or the only series
    /// that it belongs to.
    pub(super) fn mute_choices(&self, item: ItemRef<'_>) -> (Vec<MuteChoice>, bool) {
        let story = item.story();
        let column = story
            .column
            .and_then(|column| topics::view(column, "column:", column));
        let series = self.series_of(item);
        let is_obvious = column.is_some() || series.len() == 1;
        let topics = item.subjects().into_iter();
        let topics = topics.filter_map(|topic| topics::view(topic, "subject:", topic));
        let opening =
            topics::lead(&story).and_then(|lead| topics::view(lead, "", &format!("{lead}：")));
        let source = story
            .source
            .and_then(|source| topics::view(source, "source:", source));
        let named = |kind| {
            move |view: super::View| MuteChoice {
                kind,
                name: view.name.to_string(),
                query: view.query.to_string(),
            }
        };
        let mut choices: Vec<_> = column.map(named(MuteKind::Column)).into_iter().collect();
        choices.extend(series);
        choices.extend(topics.map(named(MuteKind::Topic)));
        choices.extend(opening.map(named(MuteKind::Opening)));
        choices.extend(source.map(named(MuteKind::Source)));
        let is_obvious = is_obvious || choices.len() == 1;
        (choices, is_obvious)
    }

    /// The prepared mutes that hit an item.
    fn series_of(&self, item: ItemRef<'_>) -> Vec<MuteChoice> {
        let queried = item.for_query(self.knowledge.stock_names(), self.knowledge.marks());
        let prepared = rules::prepared_mutes().iter();
        let hitting = prepared.filter(|rule| rule.matcher().is_match(&queried));
        let choice = |rule: &Rule| MuteChoice {
            kind: MuteKind::Series,
            name: rule.name().to_owned(),
            query: rule.source(),
        };
        hitting.map(choice).collect()
    }
}
