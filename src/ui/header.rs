//! The first line: sources, day, number of items, and the state of the sources.
//!
//! ```text
//!  电报  cls  2026年5月31日 周日   最新 11:12，8 分钟前  12 / 156 条  3 条新  ● 监视中
//! ```
//!
//! On a narrow screen the age of the newest item is left out first, then the program's name; the state stays longest.

use std::path::Path;

use chrono::Datelike;
use ratatui::layout::Rect;

use super::canvas::{Canvas, with_margin};
use super::segments::{self, Segment, Side};
use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::watch::{SourceState, SourceStatus};

/// The narrowest header with a full date. The list's date rows have the weekday too.
const MIN_FULL_DATE: u16 = 40;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    if area.is_empty() {
        return;
    }
    let style = canvas.text_style(Role::Header);
    canvas.blank(area, style);
    let inner = with_margin(area);
    let mut segments = left(app, area.width);
    segments.extend(right(app));
    segments::draw(canvas, inner, style, segments);
}

fn segment(side: Side, text: &str, role: Role, priority: u8) -> Segment {
    Segment {
        side,
        text: sanitise_line(text).into_owned(),
        role,
        priority,
    }
}

fn left(app: &App, columns: u16) -> Vec<Segment> {
    let lang = app.config.lang;
    let mut segments = vec![segment(
        Side::Left,
        &lang.text(UiText::Name),
        Role::Label,
        0,
    )];
    if app.is_demo {
        let text = lang.text(demo_source(columns));
        segments.push(segment(Side::Left, &text, Role::Label, 8));
    } else if let Some(sources) = sources(app) {
        segments.push(segment(Side::Left, &sources, Role::Header, 1));
    }
    if let Some(selected) = app.list.selected_key() {
        let date = selected.day.date();
        let date = if columns < MIN_FULL_DATE {
            lang.short_day(date)
        } else {
            lang.date(date)
        };
        segments.push(segment(Side::Left, &date, Role::Header, 4));
    }
    segments
}

fn right(app: &App) -> Vec<Segment> {
    let lang = app.config.lang;
    let right = |text: &str, role, priority| segment(Side::Right, text, role, priority);
    let mut segments = Vec::new();
    let problems = app.status().problems
        + app.status().errors.len()
        + usize::from(app.config.errors.is_some());
    if problems > 0 {
        let text = lang.text(UiText::CountProblems { problems });
        segments.push(right(&text, Role::Warning, 2));
    }
    segments.extend(newest(app).map(|text| right(&text, Role::Header, 0)));
    let all = app.timeline.len();
    // Before the first status "0 items" would be wrong.
    if all > 0 || app.sources.is_known() {
        let text = lang.text(if app.is_filtered() {
            UiText::Counts {
                shown: app.list.visible().len(),
                all,
            }
        } else {
            UiText::CountAll { all }
        });
        segments.push(right(&text, Role::Header, 3));
    }
    let new = app.unseen.len();
    if new > 0 {
        segments.push(right(&lang.text(UiText::CountNew { new }), Role::Fresh, 5));
    }
    segments.extend(missing(app).map(|text| right(&text, Role::Error, 7)));
    segments.extend(state(app).map(|(text, role)| right(&text, role, 6)));
    segments
}

/// The time and the age of the newest item.
fn newest(app: &App) -> Option<String> {
    let (lang, newest) = (app.config.lang, app.newest_stamp()?);
    let time = newest.time();
    let clock = time.format("%H:%M");
    let today = app.now.time().date_naive();
    let at = match time.date_naive() {
        date if date == today => clock.to_string(),
        date if date.year() == today.year() => format!("{} {clock}", lang.short_day(date)),
        date => lang.day(date),
    };
    let age = app.age(newest);
    Some(lang.text(UiText::LatestEntry { at, age }).into_owned())
}

/// That the dumps are samples, and how to read others, as far as there is room.
const fn demo_source(columns: u16) -> UiText {
    match columns {
        0..26 => UiText::DemoSourceShortest,
        26..90 => UiText::DemoSourceShort,
        90.. => UiText::DemoSource,
    }
}

/// The first source and the number of others.
fn sources(app: &App) -> Option<String> {
    let sources = &app.status().sources;
    let first = file_name(&sources.first()?.path);
    Some(match sources.len() - 1 {
        0 => first,
        more => {
            let others = app.config.lang.text(UiText::MoreSources { more });
            format!("{first} {others}")
        }
    })
}

/// The last component of a path, or the whole path without one.
fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

const fn is_missing(source: &SourceStatus) -> bool {
    matches!(source.state, SourceState::Missing(_))
}

/// The first source that cannot be read.
fn missing(app: &App) -> Option<String> {
    let mut sources = app.status().sources.iter();
    let missing = sources.find(|source| is_missing(source))?;
    let label = app.config.lang.text(UiText::Missing);
    Some(format!("{} {label}", file_name(&missing.path)))
}

/// The state of the sources that can be read.
fn state(app: &App) -> Option<(String, Role)> {
    let lang = app.config.lang;
    let left = app.status().loading;
    if left > 0 {
        let text = lang.text(UiText::Loading { left });
        return Some((text.into_owned(), Role::Warning));
    }
    let is_polling = |source: &&SourceStatus| matches!(source.state, SourceState::Polling(_));
    let mut readable = app
        .status()
        .sources
        .iter()
        .filter(|source| !is_missing(source))
        .peekable();
    readable.peek()?;
    let text = if readable.any(|source| is_polling(&source)) {
        UiText::Polling
    } else {
        UiText::Watching
    };
    Some((format!("● {}", lang.text(text)), Role::Header))
}
