//! The marks of the list as it draws them, and how many items of the newest day have each.

use crate::action::{Action, Scope};
use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::timeline::Badge;
use crate::ui::badge::{GONE, STAR, badge_role};
use crate::ui::canvas::LineChars;
use crate::ui::key_names::first_key;
use crate::ui::pages::page_line::PageLine;

/// The column of what a mark means.
const ABOUT: u16 = 5;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let lang = app.config.lang;
    let heading = PageLine::new(&lang.text(UiText::MarksHeading), Role::Label);
    let day = app.timeline.days().last();
    let day = day
        .map(|day| lang.day(day.day().date()))
        .unwrap_or_default();
    let mut lines = vec![heading.with_right(app, &day, Role::Dim, columns)];
    for (mark, role, about, count) in marks(app) {
        let mark = PageLine::at(1, sanitise_line(&mark).into_owned(), role);
        let count = count.map_or_else(|| "…".to_owned(), |count| count.to_string());
        let line = mark.with(ABOUT, &lang.text(about), Role::Text);
        lines.push(line.with_right(app, &count, Role::Figure, columns));
    }
    lines.push(PageLine::default());
    lines
}

/// The text of each mark, its role, what it means, and how many items have it, if that is counted.
fn marks(app: &App) -> [(String, Role, UiText, Option<usize>); 6] {
    let keys = [Action::EarlierWording, Action::LaterWording]
        .map(|action| first_key(app, Scope::List, action).unwrap_or_default());
    let keys = keys.join(" ");
    let counts = app.tally().map(|tally| tally.marks);
    let badge =
        |badge: Badge, about, count| (badge.text().to_owned(), badge_role(badge), about, count);
    let unseen = LineChars::of(app.config.text_metrics).unseen.to_string();
    [
        (
            unseen,
            Role::Fresh,
            UiText::MarkUnseen,
            Some(app.unseen.len()),
        ),
        badge(Badge::Red, UiText::MarkRed, counts.map(|counts| counts.red)),
        badge(
            Badge::Promoted,
            UiText::MarkPromoted,
            counts.map(|counts| counts.promoted),
        ),
        badge(
            Badge::Revised,
            UiText::MarkRevised { keys },
            counts.map(|counts| counts.revised),
        ),
        (
            STAR.to_owned(),
            Role::Star,
            UiText::MarkStar {
                key: first_key(app, Scope::List, Action::Star).unwrap_or_default(),
            },
            Some(starred_on_newest_day(app)),
        ),
        (
            GONE.to_owned(),
            Role::Dim,
            UiText::MarkGone,
            counts.map(|counts| counts.gone),
        ),
    ]
}

fn starred_on_newest_day(app: &App) -> usize {
    let day = app.timeline.days().last();
    let marks = day.and_then(|day| app.knowledge.marks().day(day.day()));
    marks.map_or(0, |marks| marks.starred())
}
