//! What is known of an item besides its text: when, how weighty, from whom, of whom, and where it stands.

use chrono::Timelike;

use super::Setter;
use crate::config::theme::Role;
use crate::item::Marks;
use crate::lang::Say;
use crate::text::sanitise_line;
use crate::timeline::ItemRef;

impl Setter<'_> {
    /// The line below the title, then companies and topics.
    pub(super) fn known(&mut self, item: ItemRef<'_>) {
        let story = item.story();
        let level = item.level().map(|level| format!("{} {}", self.lang.say(Say::Level), level.as_str()));
        let written = item.marks().has(Marks::PROVISIONAL).then(|| self.lang.say(Say::Provisional).into_owned());
        let named = [item.channel(), story.column, story.source];
        let facts = [Some(self.time(item))].into_iter().chain(named.map(|fact| fact.map(str::to_owned)));
        let facts: Vec<String> = facts.chain([level, written]).flatten().collect();
        self.text(&sanitise_line(&facts.join("  ")), Role::Dim);
        let stocks: Vec<_> = item.stocks().iter().map(|stock| format!("{} {}", stock.name, stock.code)).collect();
        self.listed(Say::Stocks, &stocks);
        let subjects: Vec<_> = item.subjects().into_iter().map(str::to_owned).collect();
        self.listed(Say::Subjects, &subjects);
    }

    /// The calendar day and the time; the news day too where it is another one, as it is in the small hours.
    fn time(&self, item: ItemRef<'_>) -> String {
        let time = item.stamp().time();
        let clock = if item.marks().has(Marks::SECONDS) {
            format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
        } else {
            format!("{:02}:{:02}", time.hour(), time.minute())
        };
        let (date, day) = (self.lang.date(time.date_naive()), item.day());
        if time.date_naive() == day.date() { format!("{date} {clock}") } else { format!("{date} {clock} ({day})") }
    }

    fn listed(&mut self, say: Say, all: &[String]) {
        if !all.is_empty() {
            let text = format!("{} {}", self.lang.say(say), all.join("  "));
            self.text(&sanitise_line(&text), Role::Label);
        }
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
