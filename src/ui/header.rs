//! The first line: what is read, which day, how many items, and whether they are followed.
//!
//! ```text
//!  电报  cls  2026年5月31日 周日   最新 11:12，8 分钟前  12 / 156 条  3 条新  ● 监视中
//! ```
//!
//! Where the screen is narrow, the age of the newest entry gives way first, then the name, the state last.

use std::path::Path;

use chrono::Datelike;
use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::layout::owned;
use super::parts::{self, Part, Side};
use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::watch::{SourceState, SourceStatus};

/// Below so many columns a date is short; the list has the weekday.
const SHORT_DATE: u16 = 40;

pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, area: Rect) {
    if area.is_empty() {
        return;
    }
    let base = canvas.style(Role::Text).patch(canvas.style(Role::Header));
    canvas.blank(area, base);
    let margin = u16::from(area.width > 24);
    let inner = Rect {
        x: area.x + margin,
        width: area.width.saturating_sub(2 * margin),
        ..area
    };
    let told = |(side, text, role, need): (Side, String, Role, u8)| Part {
        side,
        text: owned(&text),
        style: base.patch(canvas.style(role)),
        need,
    };
    let parts = [left(app, area.width), right(app)]
        .concat()
        .into_iter()
        .map(told)
        .collect();
    parts::line(canvas, inner, parts);
}

type Told = (Side, String, Role, u8);

fn left(app: &App, columns: u16) -> Vec<Told> {
    let lang = app.config.lang;
    let mut told = vec![(
        Side::Left,
        lang.text(UiText::Name).into_owned(),
        Role::Label,
        0,
    )];
    if let Some(sources) = sources(app) {
        told.push((Side::Left, sources, Role::Header, 1));
    }
    if let Some(selected) = app.list.selected_key() {
        let date = selected.day.date();
        let date = if columns < SHORT_DATE {
            lang.short_day(date)
        } else {
            lang.date(date)
        };
        told.push((Side::Left, date, Role::Header, 4));
    }
    told
}

fn right(app: &App) -> Vec<Told> {
    let lang = app.config.lang;
    let all = app.timeline.len();
    let mut told = Vec::new();
    let problems = app.status().problems
        + app.status().errors.len()
        + usize::from(app.config.errors.is_some());
    if problems > 0 {
        let problems = lang.text(UiText::CountProblems { problems });
        told.push((Side::Right, problems.into_owned(), Role::Warning, 2));
    }
    told.extend(latest(app).map(|text| (Side::Right, text, Role::Header, 0)));
    let counts = if app.is_filtered() {
        UiText::Counts {
            shown: app.list.visible().len(),
            all,
        }
    } else {
        UiText::CountAll { all }
    };
    // While nothing is known yet, that there is nothing would be wrong.
    if all > 0 || app.sources.is_known() {
        told.push((Side::Right, lang.text(counts).into_owned(), Role::Header, 3));
    }
    let new = app.unseen.len();
    if new > 0 {
        told.push((
            Side::Right,
            lang.text(UiText::CountNew { new }).into_owned(),
            Role::Fresh,
            5,
        ));
    }
    told.extend(missing(app).map(|text| (Side::Right, text, Role::Error, 7)));
    told.extend(state(app).map(|(text, role)| (Side::Right, text, role, 6)));
    told
}

/// When the newest entry went out, and how long ago that is.
fn latest(app: &App) -> Option<String> {
    let (lang, newest) = (app.config.lang, app.newest_stamp()?);
    let time = newest.time();
    let clock = time.format("%H:%M");
    let today = app.now.time().date_naive();
    let at = match time.date_naive() {
        date if date == today => clock.to_string(),
        date if date.year() == today.year() => format!("{} {clock}", lang.short_day(date)),
        date => lang.day(date),
    };
    Some(
        lang.text(UiText::LatestEntry {
            at,
            age: app.age(newest),
        })
        .into_owned(),
    )
}

/// The first named path, and how many more there are.
fn sources(app: &App) -> Option<String> {
    let first = name(&app.status().sources.first()?.path);
    Some(match app.status().sources.len() - 1 {
        0 => first,
        more => format!(
            "{first} {}",
            app.config.lang.text(UiText::MoreSources { more })
        ),
    })
}

/// The last component of a path, or the path where it has none.
fn name(path: &Path) -> String {
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
    let missing = app
        .status()
        .sources
        .iter()
        .find(|source| is_missing(source))?;
    Some(format!(
        "{} {}",
        name(&missing.path),
        app.config.lang.text(UiText::Missing)
    ))
}

/// How it stands with the sources that can be read.
fn state(app: &App) -> Option<(String, Role)> {
    let lang = app.config.lang;
    let sources: Vec<_> = app
        .status()
        .sources
        .iter()
        .filter(|source| !is_missing(source))
        .collect();
    if app.status().loading > 0 {
        return Some((
            lang.text(UiText::Loading {
                left: app.status().loading,
            })
            .into_owned(),
            Role::Warning,
        ));
    }
    let polling = |source: &&SourceStatus| matches!(source.state, SourceState::Polling(_));
    let say = match (sources.is_empty(), sources.iter().any(polling)) {
        (true, _) => return None,
        (false, true) => UiText::Polling,
        (false, false) => UiText::Watching,
    };
    Some((format!("● {}", lang.text(say)), Role::Header))
}
