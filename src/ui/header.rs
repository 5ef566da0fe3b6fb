//! The first line: day, views with what is new in them, and the state of the feed.
//!
//! ```text
//!  电报  cls  5月31日 周日  1 全部 3  2 红 1          最新 11:12，8 分钟前  156 条  停住  ● 监视中
//! ```
//!
//! On a narrow screen segments get shorter, and the least important ones are left out: the day, the time of the newest item,
//! whether the list follows and the view on the screen stay longest, and a number of problems (`!1`) always.

use std::path::Path;

use chrono::Datelike;
use ratatui::layout::Rect;

use super::canvas::{Canvas, with_margin};
use super::segments::{self, PlacedSegment, Segment, Side};
use super::view_names;
use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::pace::FeedPace;
use crate::watch::{SourceState, SourceStatus};

/// When the header gives something up to save columns; lower ranks come first.
mod rank {
    use crate::ui::view_names::ViewRanks;

    pub(super) const ALL_ITEMS: u8 = 0;
    pub(super) const SOURCES: u8 = 1;
    pub(super) const AGE: u8 = 2;
    pub(super) const NAME: u8 = 3;
    pub(super) const WATCHING: u8 = 5;
    pub(super) const LATEST: u8 = 6;
    pub(super) const DATE: u8 = 8;
    pub(super) const COUNTS: u8 = 9;
    pub(super) const PROBLEMS: u8 = 10;
    pub(super) const FOLDED: u8 = 11;
    pub(super) const LISTED: u8 = 12;
    pub(super) const LOADING: u8 = 14;
    pub(super) const DOT: u8 = 15;
    pub(super) const DAY: u8 = 16;
    pub(super) const NEWEST: u8 = 17;
    pub(super) const FOLLOWING: u8 = 18;
    pub(super) const DEMO: u8 = 21;
    pub(super) const SILENCE: u8 = 22;
    pub(super) const MISSING: u8 = 23;
    pub(super) const ANY_PROBLEM: u8 = 24;
    pub(super) const VIEWS: ViewRanks = ViewRanks {
        medium: 4,
        short: 7,
        fewer: 13,
        gone: 19,
    };
}

/// Lays out the segments that fit.
pub(super) fn lay_out(app: &App, area: Rect) -> Vec<PlacedSegment> {
    if area.is_empty() {
        return Vec::new();
    }
    let mut segments = left(app, area.width);
    segments.extend(right(app));
    segments::place(with_margin(area), segments, app.config.text_metrics)
}

pub(super) fn draw(canvas: &mut Canvas<'_>, segments: &[PlacedSegment], area: Rect) {
    let style = canvas.text_style(Role::Header);
    canvas.blank(area, style);
    for segment in segments {
        segment.draw(canvas, style);
    }
}

fn segment(side: Side, text: &str, role: Role, rank: u8) -> Segment {
    Segment {
        side,
        text: text.into(),
        shorter: Vec::new(),
        role,
        rank,
    }
}

fn left(app: &App, columns: u16) -> Vec<Segment> {
    let lang = app.config.lang;
    let left = |text: &str, role, rank| segment(Side::Left, text, role, rank);
    let mut segments = vec![left(&lang.text(UiText::Name), Role::Label, rank::NAME)];
    if app.is_demo {
        let text = lang.text(demo_source(columns));
        segments.push(left(&text, Role::Label, rank::DEMO));
    } else if let Some(sources) = sources(app) {
        segments.push(left(&sources, Role::Header, rank::SOURCES));
    }
    segments.extend(app.list.selected_key().map(|selected| {
        let (date, today) = (selected.day.date(), app.now.time().date_naive());
        let whole_date = if date.year() == today.year() {
            lang.short_date(date)
        } else {
            lang.date(date)
        };
        left(&whole_date, Role::Header, rank::DAY).or(rank::DATE, &*lang.short_day(date))
    }));
    segments.push(view_names::segment(app, columns, rank::VIEWS));
    segments
}

fn right(app: &App) -> Vec<Segment> {
    let lang = app.config.lang;
    let right = |text: &str, role, rank| segment(Side::Right, text, role, rank);
    let mut segments = Vec::new();
    let problems = app.status().problems
        + app.status().errors.len()
        + usize::from(app.config.errors.is_some())
        + app.rules.errors().map_or(0, |errors| errors.each().len())
        + app.failed_programs().count();
    if problems > 0 {
        let text = lang.text(UiText::CountProblems { problems });
        let short = format!("!{problems}");
        let text = right(&text, Role::Warning, rank::ANY_PROBLEM);
        segments.push(text.or(rank::PROBLEMS, &*short));
    }
    segments.extend(newest(app));
    let (shown, all) = (app.list.visible().len(), app.view_len());
    if app.is_filtered() {
        let text = lang.text(UiText::Counts { shown, all });
        segments.push(right(&text, Role::Header, rank::COUNTS));
    } else if all > 0 {
        let text = lang.text(UiText::CountDay { items: all });
        segments.push(right(&text, Role::Header, rank::ALL_ITEMS));
    }
    let folded = app.folded();
    if folded > 0 {
        let text = lang.text(UiText::CountFolded { folded });
        segments.push(right(&text, Role::Label, rank::FOLDED));
    }
    let listed = app.listed_phrase().map(|listed| lang.text(listed));
    segments.extend(listed.map(|text| right(&text, Role::Fresh, rank::LISTED)));
    if !app.timeline.is_empty() {
        let (text, role) = if app.list.is_following() {
            (UiText::FollowingNews, Role::Header)
        } else {
            (UiText::NotFollowing, Role::Label)
        };
        segments.push(right(&lang.text(text), role, rank::FOLLOWING));
    }
    segments.extend(missing(app).map(|text| right(&text, Role::Error, rank::MISSING)));
    segments.extend(state(app));
    segments
}

/// The time and the age of the newest item, or how long none came although there should be some.
fn newest(app: &App) -> Option<Segment> {
    let (lang, newest) = (app.config.lang, app.newest_stamp()?);
    let right = |text: &str, role, rank| segment(Side::Right, text, role, rank);
    let pace = app.feed_pace();
    if pace != FeedPace::Usual {
        let minutes = app.now.minute().saturating_sub(newest.minute());
        let span = lang.span(minutes);
        let text = lang.text(UiText::Silence { span });
        let short = lang.text(UiText::SilenceShort { minutes });
        return Some(right(&text, pace_role(pace), rank::SILENCE).or(rank::LATEST, &*short));
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
    let short = lang.text(UiText::LatestEntryShort { at: at.clone() });
    let newest = right(&text, Role::Header, rank::NEWEST).or(rank::AGE, &*short);
    Some(newest.or(rank::LATEST, &*at))
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
        return Some(segment(Side::Right, &text, Role::Warning, rank::LOADING));
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
    let state = segment(Side::Right, &text, pace_role(app.feed_pace()), rank::DOT);
    Some(state.or(rank::WATCHING, "●"))
}
