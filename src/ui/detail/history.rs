//! The history of an item: its revisions and their changes, when it was promoted to 加红, and the related item.
//!
//! ```text
//! 09:48 见其由普通升为加红
//! 第 2/3 版  < 前一版  > 后一版
//! 改动 …三年期下调[25]30个基点至[1.55]1.50%，五年期下调20个基点。…
//! ```
//!
//! Removed text is in brackets as well as struck through, since not every terminal can strike through.

use super::builder::DetailBuilder;
use super::revision::ShownRevision;
use crate::action::{Action, Scope};
use crate::config::theme::Role;
use crate::item::Stamp;
use crate::lang::UiText;
use crate::text::{DiffPiece, ELLIPSIS, diff, sanitise_line};
use crate::timeline::ItemRef;
use crate::ui::canvas::LookSpan;
use crate::ui::key_names::first_key;

/// Characters of unchanged text that are shown on either side of a change.
const CONTEXT: usize = 12;

impl DetailBuilder<'_> {
    /// Adds the number of the revision, the keys to the others, and its changes; nothing for an item without revisions.
    pub(super) fn push_revision(&mut self, revision: ShownRevision<'_>) {
        let (index, latest) = (revision.index, revision.item.earlier_texts().len());
        // An export says how many there were before those that are known.
        let all = revision.item.revision();
        if all == 0 {
            return;
        }
        let (nth, of) = (index + 1 + all - latest, all + 1);
        let number = self.label(UiText::Wording { nth, of });
        let earlier = (index > 0).then(|| self.key_hint(Action::EarlierWording));
        let later = (index < latest).then(|| self.key_hint(Action::LaterWording));
        let entries = [Some(number), earlier.flatten(), later.flatten()];
        let entries = entries.into_iter().flatten();
        self.push_entries(None, entries.map(|entry| (entry, Role::Warning)));
        if let Some(previous) = revision.previous_text() {
            self.push_changes(&diff(previous, revision.text()));
        }
    }

    /// Adds when the item was first seen in the channel 加红, if it was not from the beginning.
    pub(super) fn push_promotion(&mut self, item: ItemRef<'_>) {
        let Some(seen) = item.promoted_at().map(Stamp::time) else {
            return;
        };
        let same_day = seen.date_naive() == item.stamp().time().date_naive();
        let at = if same_day {
            seen.format("%H:%M").to_string()
        } else {
            self.lang.moment(seen.naive_local())
        };
        let text = self.label(UiText::Promoted { at });
        self.push_text(&sanitise_line(&text), Role::Label);
    }

    /// Adds the related item's time and headline, and the key that goes there.
    pub(super) fn push_related(&mut self, item: ItemRef<'_>) {
        let Some(related) = item.related(&self.app.timeline) else {
            return;
        };
        let label = self.label(UiText::Related);
        let key = first_key(self.app, Scope::Detail, Action::Related).unwrap_or_default();
        let (hour, minute) = related.stamp().clock();
        let width = usize::from(self.width);
        let story = related.story();
        let headline: String = story.headline().chars().take(width).collect();
        let line = format!("{label} {key} {hour:02}:{minute:02} {headline}");
        let line = sanitise_line(&line);
        let line = self.text_metrics.truncate(line.as_str(), width);
        self.push_text(&sanitise_line(&line), Role::Label);
    }

    fn key_hint(&self, action: Action) -> Option<String> {
        let key = first_key(self.app, Scope::Detail, action)?;
        Some(format!("{key} {}", action.hint(Scope::Detail, self.lang)))
    }

    fn push_changes(&mut self, pieces: &[DiffPiece<'_>]) {
        let mut text = format!("{} ", self.label(UiText::Changed));
        let mut spans = vec![LookSpan::new(0..text.len(), Role::Label)];
        for (n, piece) in pieces.iter().enumerate() {
            let start = text.len();
            let line = sanitise_line(piece.text());
            let role = match piece {
                DiffPiece::Kept(_) => {
                    let (is_first, is_last) = (n == 0, n + 1 == pieces.len());
                    text.push_str(&context(line.as_str(), is_first, is_last));
                    continue;
                }
                DiffPiece::Removed(_) => {
                    text.extend(["[", line.as_str(), "]"]);
                    Role::Removed
                }
                DiffPiece::Inserted(_) => {
                    text.push_str(line.as_str());
                    Role::Inserted
                }
            };
            let range = start..text.len();
            spans.push(LookSpan::new(range, role));
        }
        self.push_spans(&sanitise_line(&text), Role::Text, 0, &spans);
    }
}

/// Shortens unchanged text to the parts near a change.
fn context(kept: &str, is_first: bool, is_last: bool) -> String {
    let length = kept.chars().count();
    let head = if is_first { 0 } else { CONTEXT };
    let tail = if is_last { 0 } else { CONTEXT };
    if length <= head + tail + 1 {
        return kept.to_owned();
    }
    let (head, tail) = (kept.chars().take(head), kept.chars().skip(length - tail));
    head.chain(ELLIPSIS.chars()).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(true, false, "…三四五六七八九十甲乙丙丁")]
    #[case(false, true, "一二三四五六七八九十甲乙…")]
    #[case(false, false, "一二三四五六七八九十甲乙丙丁")]
    fn unchanged_text_is_shortened(
        #[case] is_first: bool,
        #[case] is_last: bool,
        #[case] expected: &str,
    ) {
        let kept = "一二三四五六七八九十甲乙丙丁";
        assert_eq!(context(kept, is_first, is_last), expected);
    }
}
