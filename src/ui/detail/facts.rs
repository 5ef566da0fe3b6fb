//! The facts about an item: time, channel, level, source, companies, topics, and its place in a file.

use super::builder::DetailBuilder;
use crate::config::theme::Role;
use crate::dump::story::StoryParts;
use crate::item::{ItemFlags, Stock};
use crate::lang::{Lang, UiText};
use crate::timeline::{Badge, ItemRef};
use crate::ui::badge::badge_role;

/// The most companies or topics that are listed: thousands of them would push the text down.
const MAX_ENTRIES: usize = 100;

/// The facts that the line above a short detail has room for: time, channel and source.
pub(in crate::ui) fn brief_facts(item: ItemRef<'_>, lang: Lang) -> String {
    let (hour, minute) = item.stamp().clock();
    let source = item.story().source.map(str::to_owned);
    let gone = item.is_gone().then(|| lang.text(UiText::Gone).into_owned());
    let facts = [
        Some(format!("{hour:02}:{minute:02}")),
        gone,
        channel(item, lang),
        source,
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The channel; for a promoted item the one before and the one now.
fn channel(item: ItemRef<'_>, lang: Lang) -> Option<String> {
    if item.is_promoted() {
        let [before, now] = [UiText::Ordinary, UiText::Red].map(|text| lang.text(text));
        return Some(format!("{before} → {now}"));
    }
    let channel = item.channel()?;
    Some(lang.channel(channel).into_owned())
}

impl DetailBuilder<'_> {
    /// Adds the line below the title, then companies and topics. What the line above the detail says is left out.
    pub(super) fn push_facts(
        &mut self,
        item: ItemRef<'_>,
        story: &StoryParts<'_>,
        is_below_rule: bool,
    ) {
        let facts = self.facts(item, story, is_below_rule);
        let facts = facts
            .into_iter()
            .filter_map(|(fact, role)| Some((fact?, role)));
        self.push_entries(None, facts);
        let stocks = item.stocks(self.app.knowledge.stock_names());
        let stocks = stocks
            .iter()
            .map(|Stock { name, code }| format!("{name} {code}"));
        self.push_labelled(UiText::Stocks, stocks, Role::Label);
        let subjects = item.subjects().into_iter().map(str::to_owned);
        self.push_labelled(UiText::Subjects, subjects, Role::Label);
    }

    fn facts(
        &self,
        item: ItemRef<'_>,
        story: &StoryParts<'_>,
        is_below_rule: bool,
    ) -> [(Option<String>, Role); 10] {
        let badge = Badge::of(item).filter(|_| item.flags().is_red());
        let (badge, badge_role) =
            badge.map_or(("", Role::Dim), |badge| (badge.text(), badge_role(badge)));
        let level = item
            .flags()
            .level()
            .map(|level| format!("{} {}", self.label(UiText::Level), level.as_str()));
        let provisional = item
            .flags()
            .has(ItemFlags::PROVISIONAL)
            .then(|| self.label(UiText::Provisional));
        let gone = item.is_gone().then(|| self.label(UiText::Gone));
        let is_new = |fact: String| (!is_below_rule).then_some(fact);
        let wire = item
            .wire()
            .filter(|_| self.app.timeline.has_several_wires());
        [
            (
                is_new(badge.to_owned()).filter(|badge| !badge.is_empty()),
                badge_role,
            ),
            (is_new(self.time(item)), Role::Time),
            (gone.and_then(is_new), Role::Warning),
            (self.news_day(item), Role::Dim),
            (wire.map(str::to_owned), Role::Dim),
            (channel(item, self.lang).and_then(is_new), Role::Dim),
            (level, Role::Dim),
            (story.column.map(str::to_owned), Role::Dim),
            (story.source.map(str::to_owned).and_then(is_new), Role::Dim),
            (provisional, Role::Warning),
        ]
    }

    /// Adds entries after a label, and the number of those left out; nothing without entries.
    fn push_labelled(
        &mut self,
        label: UiText,
        entries: impl IntoIterator<Item = String>,
        role: Role,
    ) {
        let mut entries: Vec<_> = entries.into_iter().collect();
        if entries.is_empty() {
            return;
        }
        let more = entries.len().saturating_sub(MAX_ENTRIES);
        entries.truncate(MAX_ENTRIES);
        entries.extend((more > 0).then(|| self.label(UiText::MoreListed { more })));
        let label = self.label(label);
        let entries = entries.into_iter().map(|entry| (entry, role));
        self.push_entries(Some((&label, role)), entries);
    }

    /// The calendar day and the time, with seconds if they are known.
    fn time(&self, item: ItemRef<'_>) -> String {
        let time = item.stamp().time();
        let clock = time.format(if item.flags().has(ItemFlags::SECONDS) {
            "%H:%M:%S"
        } else {
            "%H:%M"
        });
        format!("{} {clock}", self.lang.date(time.date_naive()))
    }

    /// The news day if it differs from the calendar day, as after midnight.
    fn news_day(&self, item: ItemRef<'_>) -> Option<String> {
        let differs = item.stamp().time().date_naive() != item.day().date();
        let day = self.lang.day(item.day().date());
        differs.then(|| self.label(UiText::CountedTo { day }))
    }

    /// Adds file and line, the number of other files with the item, and the link.
    pub(super) fn push_location(&mut self, item: ItemRef<'_>) {
        let path = item.path();
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy();
        let location = if item.is_gone() {
            self.label(UiText::GoneFrom {
                file: name.into_owned(),
            })
        } else {
            format!("{name}:{}", item.line())
        };
        let others = item.locations().len() - 1;
        let others = (others > 0).then(|| self.label(UiText::AlsoIn { places: others }));
        let unreadable = self.app.sources.are_unreadable(item);
        let unreadable = unreadable.then(|| self.label(UiText::Missing));
        self.push_labelled(
            UiText::Place,
            [location].into_iter().chain(others).chain(unreadable),
            Role::Dim,
        );
        self.push_labelled(UiText::Link, item.url().map(str::to_owned), Role::Dim);
    }
}
