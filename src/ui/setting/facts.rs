//! What is known of an item besides its text: when, how weighty, from whom, of whom, and where it stands.

use super::Setter;
use crate::config::theme::Role;
use crate::dump::story::StoryParts;
use crate::item::{ItemFlags, Stock};
use crate::lang::UiText;
use crate::timeline::ItemRef;

/// How many companies or topics are told: a list of thousands would stand before the text.
const MOST: usize = 100;

impl Setter<'_> {
    /// The line below the title, then companies and topics.
    pub(super) fn known(&mut self, item: ItemRef<'_>, story: &StoryParts<'_>) {
        let channel = if item.flags().is_red() {
            Role::Red
        } else {
            Role::Dim
        };
        let level = item
            .level()
            .map(|level| format!("{} {}", self.lang.text(UiText::Level), level.as_str()));
        let written = item
            .flags()
            .has(ItemFlags::PROVISIONAL)
            .then(|| self.lang.text(UiText::Provisional).into_owned());
        let facts = [
            (Some(self.time(item)), Role::Time),
            (self.counted_to(item), Role::Dim),
            (self.channel(item), channel),
            (level, Role::Dim),
            (story.column.map(str::to_owned), Role::Label),
            (story.source.map(str::to_owned), Role::Dim),
            (written, Role::Warning),
        ];
        self.listed(
            None,
            facts
                .into_iter()
                .filter_map(|(fact, role)| Some((fact?, role))),
        );
        let stocks = item.stocks(self.app.knowledge.stock_names());
        self.labelled(
            UiText::Stocks,
            stocks
                .iter()
                .map(|Stock { name, code }| format!("{name} {code}")),
            Role::Label,
        );
        self.labelled(
            UiText::Subjects,
            item.subjects().into_iter().map(str::to_owned),
            Role::Label,
        );
    }

    /// Things behind what they are called, as many as are told; nothing where there are none.
    fn labelled(&mut self, say: UiText, things: impl IntoIterator<Item = String>, role: Role) {
        let mut things: Vec<_> = things.into_iter().collect();
        if things.is_empty() {
            return;
        }
        let more = things.len().saturating_sub(MOST);
        things.truncate(MOST);
        things.extend((more > 0).then(|| self.lang.text(UiText::MoreListed { more }).into_owned()));
        self.listed(
            Some((&self.lang.text(say), role)),
            things.into_iter().map(|thing| (thing, role)),
        );
    }

    /// Its channel; both of a story that went out as an ordinary one and was then printed red.
    fn channel(&self, item: ItemRef<'_>) -> Option<String> {
        if item.is_promoted() {
            return Some(format!(
                "{} → {}",
                self.lang.text(UiText::Ordinary),
                self.lang.text(UiText::Red)
            ));
        }
        item.channel()
            .map(|channel| self.lang.channel(channel).into_owned())
    }

    /// The calendar day and the time, with seconds where they are known.
    fn time(&self, item: ItemRef<'_>) -> String {
        let time = item.stamp().time();
        let clock = time.format(if item.flags().has(ItemFlags::SECONDS) {
            "%H:%M:%S"
        } else {
            "%H:%M"
        });
        format!("{} {clock}", self.lang.date(time.date_naive()))
    }

    /// The news day where it is not the calendar day, as in the small hours.
    fn counted_to(&self, item: ItemRef<'_>) -> Option<String> {
        let other = item.stamp().time().date_naive() != item.day().date();
        let day = self.lang.day(item.day().date());
        other.then(|| self.lang.text(UiText::CountedTo { day }).into_owned())
    }

    /// File and line, how many other places there are, and the link.
    pub(super) fn place(&mut self, item: ItemRef<'_>) {
        let places = item.places();
        if let Some(place) = places.first() {
            let name = place
                .path()
                .file_name()
                .unwrap_or(place.path().as_os_str())
                .to_string_lossy()
                .into_owned();
            let others = places.len() - 1;
            let also = (others > 0).then(|| {
                self.lang
                    .text(UiText::AlsoIn { places: others })
                    .into_owned()
            });
            let place = format!("{name}:{}", place.record.line);
            self.labelled(UiText::Place, [place].into_iter().chain(also), Role::Dim);
        }
        self.labelled(UiText::Link, item.url().map(str::to_owned), Role::Dim);
    }
}
