//! What is known of an item besides its text: when, how weighty, from whom, of whom, and where it stands.

use super::Setter;
use crate::config::theme::Role;
use crate::dump::story::Story;
use crate::item::{Marks, Stock};
use crate::lang::Say;
use crate::text::sanitise_line;
use crate::timeline::ItemRef;
use crate::ui::canvas::Mark;

/// How many companies or topics are told: a list of thousands would stand before the text.
const MOST: usize = 100;

impl Setter<'_> {
    /// The line below the title, then companies and topics.
    pub(super) fn known(&mut self, item: ItemRef<'_>, story: &Story<'_>) {
        let channel = if item.marks().is_red() { Role::Red } else { Role::Dim };
        let level = item.level().map(|level| format!("{} {}", self.lang.say(Say::Level), level.as_str()));
        let written = item.marks().has(Marks::PROVISIONAL).then(|| self.lang.say(Say::Provisional).into_owned());
        let facts = [
            (Some(self.time(item)), Role::Time),
            (self.counted_to(item), Role::Dim),
            (promoted(item).or_else(|| item.channel().map(str::to_owned)), channel),
            (level, Role::Dim),
            (story.column.map(str::to_owned), Role::Label),
            (story.source.map(str::to_owned), Role::Dim),
            (written, Role::Warning),
        ];
        self.facts(facts.into_iter().filter_map(|(fact, role)| Some((fact?, role))));
        let stocks = item.stocks(&self.app.names);
        let stocks: Vec<_> = stocks.iter().map(|Stock { name, code }| format!("{name} {code}")).collect();
        self.listed(Say::Stocks, &stocks);
        let subjects: Vec<_> = item.subjects().into_iter().map(str::to_owned).collect();
        self.listed(Say::Subjects, &subjects);
    }

    /// Facts one after another, each in its role.
    fn facts(&mut self, facts: impl Iterator<Item = (String, Role)>) {
        let (mut text, mut marks) = (String::new(), Vec::new());
        for (fact, role) in facts {
            text.push_str(if text.is_empty() { "" } else { "  " });
            let start = text.len();
            text.push_str(sanitise_line(&fact).as_str());
            marks.push(Mark { range: start..text.len(), role });
        }
        self.marked(&sanitise_line(&text), Role::Text, 0, &marks);
    }

    /// The calendar day and the time, with seconds where they are known.
    fn time(&self, item: ItemRef<'_>) -> String {
        let time = item.stamp().time();
        let clock = time.format(if item.marks().has(Marks::SECONDS) { "%H:%M:%S" } else { "%H:%M" });
        format!("{} {clock}", self.lang.date(time.date_naive()))
    }

    /// The news day where it is not the calendar day, as in the small hours.
    fn counted_to(&self, item: ItemRef<'_>) -> Option<String> {
        let other = item.stamp().time().date_naive() != item.day().date();
        other.then(|| self.lang.say(Say::CountedTo { day: item.day().to_string() }).into_owned())
    }

    fn listed(&mut self, say: Say, all: &[String]) {
        let Some((shown, rest)) = all.split_at_checked(all.len().min(MOST)).filter(|_| !all.is_empty()) else { return };
        let more = (!rest.is_empty()).then(|| self.lang.say(Say::MoreListed { more: rest.len() }).into_owned());
        let all: Vec<&str> = shown.iter().chain(&more).map(String::as_str).collect();
        let text = format!("{} {}", self.lang.say(say), all.join("  "));
        self.text(&sanitise_line(&text), Role::Label);
    }

    /// File and line, how many other places there are, and the link.
    pub(super) fn place(&mut self, item: ItemRef<'_>) {
        let places = item.places();
        if let Some(place) = places.first() {
            let name = place.path().file_name().unwrap_or(place.path().as_os_str()).to_string_lossy().into_owned();
            let others = places.len() - 1;
            let also =
                if others > 0 { format!("  {}", self.lang.say(Say::AlsoIn { places: others })) } else { String::new() };
            let text = format!("{} {name}:{}{also}", self.lang.say(Say::Place), place.record.line);
            self.text(&sanitise_line(&text), Role::Dim);
        }
        if let Some(url) = item.url() {
            self.text(&sanitise_line(&format!("{} {url}", self.lang.say(Say::Link))), Role::Dim);
        }
    }
}

/// Both channels of a story that went out as an ordinary one and was then printed red.
fn promoted(item: ItemRef<'_>) -> Option<String> {
    item.is_promoted().then(|| "普通 → 加红".to_owned())
}
