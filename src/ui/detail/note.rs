//! What the user marked the item with.
//!
//! ```text
//! ★ 6月5日 20:31 收藏
//! ┊ 量比上月同期多 1000 亿；看明早的利率
//! ```

use super::builder::DetailBuilder;
use crate::config::theme::Role;
use crate::lang::UiText;
use crate::text::sanitise_line;
use crate::timeline::ItemRef;
use crate::ui::badge::STAR;

/// What stands before each line of a note.
const NOTE: &str = "┊ ";

impl DetailBuilder<'_> {
    /// Adds when the item was starred.
    pub(super) fn push_star(&mut self, item: ItemRef<'_>) {
        let mark = self.app.mark(item);
        if let Some(at) = mark.and_then(|mark| mark.starred_at) {
            let at = self.lang.moment(at.time().naive_local());
            let text = self.label(UiText::StarredAt { at });
            self.push_text(&sanitise_line(&format!("{STAR} {text}")), Role::Star);
        }
    }

    /// Adds the note.
    pub(super) fn push_note(&mut self, item: ItemRef<'_>) {
        let mark = self.app.mark(item);
        if let Some(note) = mark.and_then(|mark| mark.note.as_ref()) {
            let text = format!("{NOTE}{}", note.text);
            let hanging = u16::try_from(self.text_metrics.width(NOTE)).unwrap_or(0);
            self.push_spans(&sanitise_line(&text), Role::Star, hanging, &[]);
        }
    }
}
