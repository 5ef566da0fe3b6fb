//! The banner in the last line about a red item that came out of view. It takes the place of the keys, so nothing moves.
//!
//! ```text
//!  红 20:27 澜江科技：收到立案告知书 —— gn 去看  ＋2                    ↑ 新 3 · 红 1
//! ```

use ratatui::layout::Rect;

use super::badge::badge_role;
use super::canvas::{Canvas, rest_of_line};
use super::key_names::first_key;
use super::status_counts::pill_style;
use crate::action::Action;
use crate::app::App;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::timeline::{Badge, ItemRef};

/// The narrowest banner with the time of its item, and with words beside the key. In a narrower one the headline needs the room.
const MIN_WIDE: u16 = 40;

/// Draws the banner, and the button about new items if the whole headline leaves room for it: the header has its counts too.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, area: Rect, shown: (ItemRef<'_>, usize)) {
    let end = draw_item(canvas, app, area, shown);
    let Some(pill) = app.pill() else { return };
    let at = area.right().saturating_sub(canvas.width(&pill));
    if end < at {
        canvas.put(rest_of_line(area, at), &pill, pill_style(canvas));
    }
}

/// Draws the item that the banner names, the way there, and the number of others; returns the column after them.
fn draw_item(
    canvas: &mut Canvas<'_>,
    app: &App,
    area: Rect,
    (item, more): (ItemRef<'_>, usize),
) -> u16 {
    let mut x = area.x;
    if let Some(badge) = Badge::of(item) {
        let style = canvas.status_style(badge_role(badge));
        x = canvas.put(area, badge.text(), style);
    }
    let is_narrow = area.width < MIN_WIDE;
    let time = item.stamp().time().format(" %H:%M ").to_string();
    let time = if is_narrow { " " } else { &*time };
    x = canvas.put(rest_of_line(area, x), time, canvas.status_style(Role::Time));
    let tail = tail(app, more, is_narrow);
    let room = rest_of_line(area, x);
    let headline = Rect {
        width: room.width.saturating_sub(canvas.width(&tail)),
        ..room
    };
    let style = canvas.status_style(Role::Title);
    x = canvas.put_truncated(headline, item.story().headline(), style);
    canvas.put(rest_of_line(area, x), &tail, canvas.status_style(Role::Key))
}

/// The key that goes to the item, and the number of others.
fn tail(app: &App, more: usize, is_narrow: bool) -> String {
    let key = first_key(app, app.scope(), Action::GoToBanner);
    let tail = key.map_or_else(String::new, |key| {
        if is_narrow {
            return format!(" {key}");
        }
        app.config
            .lang
            .text(UiText::GoToBanner { key })
            .into_owned()
    });
    if more == 0 {
        tail
    } else {
        format!("{tail} +{more}")
    }
}
