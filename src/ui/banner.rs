//! The banner about an item that came out of view and is red, or about which a rule alerts, which it names. It takes the place of the keys
//! in the last line, so nothing moves. A prompt needs that line: the banner is in the row above then, or above the
//! list of actions, and names no key.
//!
//! ```text
//!  红 20:27 云帆智造 · 云帆智造：收到立案告知书 +2 —— gn 去看        ↑ 新 3 · 红 1
//! ```

use ratatui::layout::Rect;

use super::badge::badge_role;
use super::canvas::{Canvas, rest_of_line, with_margin};
use super::key_names::first_key;
use super::status_counts::pill_style;
use crate::action::Action;
use crate::app::{App, Mode, ShownBanner};
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::timeline::Badge;

/// The narrowest banner with the time of its item. In a narrower one the headline needs the room.
const MIN_WIDE: u16 = 40;
/// The narrowest banner that says what the key does.
const MIN_WORDS: u16 = 60;
/// The name of the rule takes one part in this many of the line at most.
const RULE_SHARE: u16 = 4;

/// Draws the banner above a prompt, in the last row of the body.
pub(super) fn draw_above_prompt(canvas: &mut Canvas<'_>, app: &App, body: Rect) {
    let y = if app.palette().is_some() {
        body.y
    } else {
        body.bottom().saturating_sub(1)
    };
    let height = body.height.min(1);
    let row = Rect { y, height, ..body };
    if let Some(banner) = app.banner() {
        canvas.blank(row, canvas.text_style(Role::Status));
        draw_item(canvas, app, with_margin(row), banner);
    }
}

/// Draws the banner, and the button about new items if the whole headline leaves room for it: the header has its counts too.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, area: Rect, banner: ShownBanner<'_>) {
    let end = draw_item(canvas, app, area, banner);
    let Some(pill) = app.pill() else { return };
    let at = area.right().saturating_sub(canvas.width(&pill));
    if end < at {
        canvas.put(rest_of_line(area, at), &pill, pill_style(canvas));
    }
}

/// Draws the item that the banner names, the number of others, and the way there; returns the column after them.
fn draw_item(
    canvas: &mut Canvas<'_>,
    app: &App,
    area: Rect,
    ShownBanner { item, rule, more }: ShownBanner<'_>,
) -> u16 {
    let mut x = area.x;
    if let Some(badge) = Badge::of(item) {
        let style = canvas.status_style(badge_role(badge));
        x = canvas.put(area, badge.text(), style);
        x = canvas.put(rest_of_line(area, x), " ", canvas.status_style(Role::Time));
    }
    let is_narrow = area.width < MIN_WIDE;
    let time = item.stamp().time().format("%H:%M ").to_string();
    let time = if is_narrow { "" } else { &*time };
    x = canvas.put(rest_of_line(area, x), time, canvas.status_style(Role::Time));
    if let Some(rule) = rule {
        let rest = rest_of_line(area, x);
        let width = rest.width.min(area.width / RULE_SHARE);
        let room = Rect { width, ..rest };
        x = canvas.put_truncated(room, rule, canvas.status_style(Role::Label));
        // A rule often has the name of the stock with which the headline begins.
        let mark = if is_narrow { "·" } else { " · " };
        x = canvas.put(rest_of_line(area, x), mark, canvas.status_style(Role::Dim));
    }
    let tail = tail(app, more, area.width);
    let room = rest_of_line(area, x);
    let headline = Rect {
        width: room.width.saturating_sub(canvas.width(&tail)),
        ..room
    };
    let style = canvas.status_style(Role::Title);
    x = canvas.put_truncated(headline, item.story().headline(), style);
    canvas.put(rest_of_line(area, x), &tail, canvas.status_style(Role::Key))
}

/// The number of others, and the key that goes to the item.
fn tail(app: &App, more: usize, columns: u16) -> String {
    let types_text = matches!(app.mode, Mode::Prompt(_));
    let key = first_key(app, app.scope(), Action::GoToBanner).filter(|_| !types_text);
    let key = key.map_or_else(String::new, |key| {
        let text = match columns {
            MIN_WORDS.. => UiText::GoToBanner { key },
            MIN_WIDE.. => UiText::GoToBannerShort { key },
            _ => return format!(" {key}"),
        };
        app.config.lang.text(text).into_owned()
    });
    if more == 0 {
        key
    } else {
        format!(" +{more}{key}")
    }
}
