//! The lines between the items of the list: days and sessions with their counts, and what is missing.

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::{Canvas, rest_of_line};
use super::gap;
use crate::app::{App, ListIndex, ListRule, VisibleDay, VisibleSession};
use crate::config::Order;
use crate::config::theme::Role;
use crate::item::{NewsDay, Stamp};
use crate::lang::UiText;

/// The narrowest list whose dates have a year, and whose dates have a weekday.
const MIN_FULL_DATE: u16 = 40;
const MIN_SHORT_DATE: u16 = 26;

/// A day that is over and has items of fewer hours than this shows its first and its last time.
const WHOLE_DAY: u32 = 20;

/// Draws a line between items.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, area: Rect, rule: ListRule) {
    let texts = RuleTexts { app };
    match rule {
        ListRule::ReadLine { left, seen } => {
            draw_read_line(canvas, area, texts.read_line(left, seen));
        }
        ListRule::MissingDays { since, days } => {
            draw_missing(canvas, area, &texts.missing_days(since, days));
        }
        ListRule::Gap(from, until) => {
            draw_missing(canvas, area, &gap::text(app.config.lang, from, until));
        }
        ListRule::Day { day, session } => {
            let Some(visible) = app.list.visible().days().get(day) else {
                return;
            };
            let mut parts = texts.day(visible, area.width);
            parts.extend(texts.session(visible, session));
            draw_name(canvas, area, parts);
        }
        ListRule::Session { day, session } => {
            let day = app.list.visible().days().get(day);
            let parts = day.map(|day| texts.session(day, Some(session)));
            draw_name(canvas, area, parts.unwrap_or_default());
        }
    }
}

/// Draws the line between what was seen and what came later, in the longest of its wordings that fits.
fn draw_read_line(canvas: &mut Canvas<'_>, area: Rect, wordings: [Vec<String>; 3]) {
    let dash = canvas.line_chars().dashed;
    let style = canvas.text_style(Role::Separator);
    let between = format!(" {dash}{dash} ");
    let texts = wordings.map(|parts| format!("{dash}{dash} {} ", parts.join(&between)));
    let fitting = texts.iter().find(|text| canvas.width(text) <= area.width);
    let text = fitting.or(texts.last()).map_or("", String::as_str);
    let x = canvas.put_truncated(area, text, style);
    canvas.fill(rest_of_line(area, x), dash, style);
}

/// Draws a line about something that is missing.
fn draw_missing(canvas: &mut Canvas<'_>, area: Rect, text: &str) {
    let dash = canvas.line_chars().dashed;
    let text = format!("{dash}{dash} {text} {dash}{dash}");
    canvas.put_truncated(area, &text, canvas.text_style(Role::Warning));
}

/// A part of a line: texts that belong together, the most important first.
type Part = Vec<String>;

/// Draws as many whole texts as fit into a line over the whole width: half a number would be another one.
fn draw_name(canvas: &mut Canvas<'_>, area: Rect, mut parts: Vec<Part>) {
    let dash = canvas.line_chars().horizontal;
    let style = canvas.text_style(Role::Separator);
    let mut text = joined(&parts, dash);
    while canvas.width(&text) > area.width && drop_last(&mut parts) {
        text = joined(&parts, dash);
    }
    let x = canvas.put_truncated(area, &text, style);
    let rest = rest_of_line(area, x.saturating_add(1));
    canvas.fill(rest, dash, style);
}

fn joined(parts: &[Part], dash: char) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.join(" · ")).collect();
    format!("{dash}{dash} {}", parts.join(&format!(" {dash}{dash} ")))
}

/// Drops the least important text; false if there is only one.
fn drop_last(parts: &mut Vec<Part>) -> bool {
    let texts: usize = parts.iter().map(Vec::len).sum();
    if texts > 1
        && let Some(last) = parts.last_mut()
    {
        last.pop();
        parts.retain(|part| !part.is_empty());
    }
    texts > 1
}

/// Words what a line says.
struct RuleTexts<'a> {
    app: &'a App,
}

impl RuleTexts<'_> {
    fn text(&self, text: UiText) -> String {
        self.app.config.lang.text(text).into_owned()
    }

    /// Says when the user was there last, and how many items that came later are unseen; the longest wording first.
    fn read_line(&self, left: Stamp, seen: ListIndex) -> [Vec<String>; 3] {
        let is_today = left.time().date_naive() == self.app.now.time().date_naive();
        let at = if is_today {
            clock(left)
        } else {
            date_and_clock(left)
        };
        let unseen = self.app.unseen_newer_than(seen);
        let count = match self.app.list.visible().order() {
            Order::Newest => UiText::UnseenAboveLine { unseen },
            Order::Oldest => UiText::UnseenBelowLine { unseen },
        };
        let texts = |texts: [UiText; 2]| {
            let shown = texts.into_iter().take(if unseen > 0 { 2 } else { 1 });
            shown.map(|text| self.text(text)).collect()
        };
        let short = UiText::ReadUntilHereShort { at: at.clone() };
        let short_count = UiText::UnseenAboveLineShort { unseen };
        let shortest = vec![self.text(short.clone())];
        [
            texts([UiText::ReadUntilHere { at }, count]),
            texts([short, short_count]),
            shortest,
        ]
    }

    fn missing_days(&self, since: Stamp, days: u32) -> String {
        let since = date_and_clock(since);
        self.text(UiText::MissingDays { since, days })
    }

    /// Returns the date of a day, and the counts of its visible items. The oldest says if older ones do not fit into memory.
    fn day(&self, visible: &VisibleDay, columns: u16) -> Vec<Part> {
        let day = visible.day.day();
        let span = visible
            .whole_span()
            .filter(|span| self.is_cut_short(day, *span));
        let span = span.map(|(first, last)| format!("{}–{}", clock(first), clock(last)));
        let counts = self.counts(visible, 0..visible.len(), span);
        let mut parts = vec![vec![self.date(day, columns)], counts];
        let oldest = self.app.timeline.days().first();
        if self.app.status().left_out.is_some() && oldest.is_some_and(|oldest| oldest.day() == day)
        {
            parts.push(vec![self.text(UiText::NothingOlderKept)]);
        }
        parts
    }

    fn date(&self, day: NewsDay, columns: u16) -> String {
        let lang = self.app.config.lang;
        match columns {
            0..MIN_SHORT_DATE => lang.short_day(day.date()),
            MIN_SHORT_DATE..MIN_FULL_DATE => lang.short_date(day.date()),
            MIN_FULL_DATE.. => lang.date(day.date()),
        }
    }

    /// Whether items of much of a past day seem to be missing.
    fn is_cut_short(&self, day: NewsDay, (first, last): (Stamp, Stamp)) -> bool {
        let today = NewsDay::containing(self.app.now, self.app.config.settings.rollover);
        day < today && last.minute().saturating_sub(first.minute()) < WHOLE_DAY * 60
    }

    /// Returns the name of a session with its begin, and the counts of its visible items. The only session of a day has the
    /// counts of that day.
    fn session(&self, day: &VisibleDay, session: Option<usize>) -> Vec<Part> {
        let sessions = day.sessions(self.app.config.settings.rollover);
        let session = session.and_then(|session| sessions.get(session));
        let Some(session): Option<&VisibleSession> = session else {
            return Vec::new();
        };
        let name = self.text(session.name());
        let name = match session.start() {
            Some(start) => format!("{name} {}", clock(start)),
            None => name,
        };
        let mut parts = vec![vec![name]];
        if sessions.len() > 1 {
            parts.push(self.counts(day, session.items(), None));
        }
        parts
    }

    /// Returns the number of items and of red ones. That all are red goes without saying.
    fn counts(&self, day: &VisibleDay, range: Range<usize>, span: Option<String>) -> Part {
        let items = range.len();
        let red = day
            .count_red(range)
            .filter(|&red| 0 < red && red < items)
            .map(|red| self.text(UiText::CountRed { red }));
        let count = self.text(UiText::CountDay { items });
        [Some(count), red, span].into_iter().flatten().collect()
    }
}

fn date_and_clock(stamp: Stamp) -> String {
    stamp.time().format("%-m-%-d %H:%M").to_string()
}

fn clock(stamp: Stamp) -> String {
    let (hour, minute) = stamp.clock();
    format!("{hour:02}:{minute:02}")
}
