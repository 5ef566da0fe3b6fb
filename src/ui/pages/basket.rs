//! The page of starred and noted stories of a day, each with its note, and the comparison of two.
//!
//! ```text
//! 收藏  6月5日 周五 · 5 条
//!
//! 20:26 红 央行：开展5000亿元买断式逆回购操作
//!          ┊ 量比上月同期多 1000 亿；看明早的利率
//! 14:25    创业板指跌逾3%
//! 13:59    创业板指跌逾2%
//!
//! ── 对照 ───────────────────────────┬───────────────────────────── figures that the other text does not have are marked
//! 13:59 创业板指跌逾2%               │ 14:25 创业板指跌逾3%
//! ```
//!
//! On a wide page the comparison is beside the list, from the line of its first story on.

mod comparison;

use std::ops::Range;

use super::page_line::PageLine;
use crate::action::{Action, PageKind, Scope};
use crate::app::{App, story_headline};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::state::{KeptStory, Mark};
use crate::text::sanitise_line;
use crate::timeline::Badge;
use crate::ui::badge::{badge_role, star_of};
use crate::ui::key_names::first_key;

/// The columns of time, badge and star before a headline.
const GUTTER: u16 = 9;
const BADGE: u16 = 6;
const STAR_COLUMN: u16 = 8;
/// The narrowest page that shows a comparison beside the list.
const MIN_BESIDE: u16 = 110;
/// The columns between list and comparison, with a line in the middle.
const GAP: u16 = 3;

pub(super) fn lines(app: &App, columns: u16) -> Vec<PageLine> {
    let mut lines = vec![heading(app), PageLine::default()];
    let stories = app.basket.stories().len();
    match app.basket.compared() {
        Some(pair) if columns >= MIN_BESIDE => {
            let width = (columns - GAP) / 2;
            let at = app.basket.first_compared().unwrap_or(0);
            lines.extend(entries(app, 0..at, width));
            let listed = entries(app, at..stories, width);
            let compared = comparison::lines(app, pair, width + GAP, columns);
            lines.extend(comparison::side_by_side(app, listed, compared, width + 1));
        }
        Some(pair) => {
            let at = app.basket.first_compared().map_or(0, |first| first + 2);
            lines.extend(entries(app, 0..at, columns));
            lines.push(PageLine::default());
            lines.extend(comparison::lines(app, pair, 0, columns));
            lines.push(PageLine::default());
            lines.extend(entries(app, at..stories, columns));
        }
        None => lines.extend(entries(app, 0..stories, columns)),
    }
    if stories == 0 && app.basket.is_loaded() {
        let key = first_key(app, Scope::List, Action::Star).unwrap_or_default();
        let empty = app.config.lang.text(UiText::HowToStar { key });
        lines.extend(PageLine::wrap(app, &empty, columns, Role::Dim));
    }
    lines
}

/// The lines of some stories.
fn entries(app: &App, stories: Range<usize>, columns: u16) -> Vec<PageLine> {
    let all = (0..).zip(app.basket.stories());
    let shown = all.skip(stories.start).take(stories.len());
    let lines = shown.flat_map(|(entry, (story, mark))| {
        let lines = story_lines(app, story, mark, columns).into_iter();
        lines.map(move |line| line.of_entry(entry))
    });
    lines.collect()
}

fn heading(app: &App) -> PageLine {
    let lang = app.config.lang;
    let title = PageKind::Basket.title(lang);
    let day = app.basket.day().map(|day| lang.date(day.date()));
    let items = app.basket.stories().len();
    let count = lang.text(UiText::CountStarred { items });
    let column = u16::try_from(app.config.text_metrics.width(title)).unwrap_or(0) + 2;
    let text = format!("{} · {count}", day.unwrap_or_default());
    PageLine::new(title, Role::Title).with(column, &text, Role::Dim)
}

fn story_lines(app: &App, story: &KeptStory, mark: &Mark, columns: u16) -> Vec<PageLine> {
    let metrics = app.config.text_metrics;
    let width = usize::from(columns.saturating_sub(GUTTER));
    let (hour, minute) = story.stamp.clock();
    let item = app.item_of(story);
    let headline = item.map_or_else(
        || story_headline(story),
        |item| item.story().headline().to_owned(),
    );
    let headline = sanitise_line(&headline);
    let headline = metrics.truncate(headline.as_str(), width).into_owned();
    let role = match item {
        None => Role::Dim,
        Some(item) if item.flags().is_red() => Role::RedHeadline,
        Some(_) => Role::Text,
    };
    let time = format!("{hour:02}:{minute:02}");
    let mut first = PageLine::new(&time, Role::Time).with(GUTTER, &headline, role);
    if let Some(badge) = item.and_then(Badge::of) {
        first = first.with(BADGE, badge.text(), badge_role(badge));
    }
    if mark.starred_at.is_none() {
        first = first.with(STAR_COLUMN, star_of(mark), Role::Star);
    }
    let mut lines = vec![first];
    if let Some(note) = &mark.note {
        let note = sanitise_line(&note.text);
        for range in metrics.wrap(note.as_str(), width.saturating_sub(2)) {
            let text = note.slice(range);
            let line = PageLine::at(GUTTER + 2, text.into_owned(), Role::Star);
            lines.push(line.with(GUTTER, "┊", Role::Star));
        }
    }
    lines
}
