//! The first line: sources, day, what is new, and the state of the feed.
//!
//! ```text
//!  电报  cls  5月31日 周日          最新 11:12，8 分钟前  12 / 156 条  新 3 · 红 1  停住  ● 监视中
//! ```
//!
//! On a narrow screen segments get shorter, and then the least important ones are left out: what is new, whether the list
//! follows and the state of the feed stay longest.

use std::path::Path;

use chrono::Datelike;
use ratatui::layout::Rect;

use super::canvas::{Canvas, with_margin};
use super::segments::{self, Segment, Side};
use crate::app::{App, FeedPace};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::watch::{SourceState, SourceStatus};

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
        short: None,
        role,
        priority,
    }
}

impl Segment {
    /// Adds a shorter text.
    fn or(self, short: &str) -> Self {
        Self {
            short: Some(sanitise_line(short).into_owned()),
            ..self
        }
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
    segments.extend(app.list.selected_key().map(|selected| {
        let (date, today) = (selected.day.date(), app.now.time().date_naive());
        let whole_date = if date.year() == today.year() {
            lang.short_date(date)
        } else {
            lang.date(date)
        };
        segment(Side::Left, &whole_date, Role::Header, 4).or(&lang.short_day(date))
    }));
    segments
}

fn right(app: &App) -> Vec<Segment> {
    let lang = app.config.lang;
    let right = |text: &str, role, priority| segment(Side::Right, text, role, priority);
    let mut segments = Vec::new();
    let problems = app.status().problems
        + app.status().errors.len()
        + usize::from(app.config.errors.is_some())
        + usize::from(app.rules.errors().is_some());
    if problems > 0 {
        let text = lang.text(UiText::CountProblems { problems });
        segments.push(right(&text, Role::Warning, 2));
    }
    segments.extend(newest(app));
    let (shown, all) = (app.list.visible().len(), app.timeline.len());
    if app.is_filtered() {
        let text = lang.text(UiText::Counts { shown, all });
        segments.push(right(&text, Role::Header, 3));
    } else if all > 0 {
        let text = lang.text(UiText::CountDay { items: all });
        segments.push(right(&text, Role::Header, 0));
    }
    let news = app.news_phrase().zip(app.short_news_phrase());
    segments.extend(news.map(|(text, short)| right(&text, Role::Fresh, 8).or(&short)));
    if !app.timeline.is_empty() {
        let (text, role) = if app.list.is_following() {
            (UiText::FollowingNews, Role::Header)
        } else {
            (UiText::NotFollowing, Role::Label)
        };
        segments.push(right(&lang.text(text), role, 7));
    }
    segments.extend(missing(app).map(|text| right(&text, Role::Error, 9)));
    segments.extend(state(app));
    segments
}

/// The time and the age of the newest item, or how long none came although there should be some.
fn newest(app: &App) -> Option<Segment> {
    let (lang, newest) = (app.config.lang, app.newest_stamp()?);
    let right = |text: &str, role, priority| segment(Side::Right, text, role, priority);
    let pace = app.feed_pace();
    if pace != FeedPace::Usual {
        let minutes = app.now.minute().saturating_sub(newest.minute());
        let span = lang.span(minutes);
        let text = lang.text(UiText::Silence { span });
        let short = lang.text(UiText::SilenceShort { minutes });
        return Some(right(&text, pace_role(pace), 6).or(&short));
    }
    let time = newest.time();
    let clock = time.format("%H:%M").to_string();
    let today = app.now.time().date_naive();
    let at = match time.date_naive() {
        date if date == today => clock,
        date if date.year() == today.year() => format!("{} {clock}", lang.short_day(date)),
        date => lang.day(date),
    };
    let age = app.age(newest);
    let text = lang.text(UiText::LatestEntry {
        at: at.clone(),
        age,
    });
    let short = lang.text(UiText::LatestEntryShort { at });
    Some(right(&text, Role::Header, 2).or(&short))
}

/// The colour of a feed that is late.
const fn pace_role(pace: FeedPace) -> Role {
    match pace {
        FeedPace::Usual => Role::Header,
        FeedPace::Slow => Role::Warning,
        FeedPace::Silent => Role::Error,
    }
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
fn state(app: &App) -> Option<Segment> {
    let lang = app.config.lang;
    let left = app.status().loading;
    if left > 0 {
        let text = lang.text(UiText::Loading { left });
        return Some(segment(Side::Right, &text, Role::Warning, 6));
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
    let text = format!("● {}", lang.text(text));
    Some(segment(Side::Right, &text, pace_role(app.feed_pace()), 5).or("●"))
}
