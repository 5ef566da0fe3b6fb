//! The history of a story: when it became a red one, its wordings, which one is shown, and what changed in it; and the item
//! that tells the same.
//!
//! ```text
//! 09:48 见其由普通升为加红
//! 第 2/3 版  < 前一版  > 后一版
//! 改动 …三年期下调[25]30个基点至[1.55]1.50%，五年期下调20个基点。…
//! ```
//!
//! What was removed stands in brackets besides being struck, since not every terminal strikes.

use super::Setter;
use crate::action::{Action, Scope};
use crate::config::theme::Role;
use crate::dump::story::StoryParts;
use crate::item::Stamp;
use crate::lang::UiText;
use crate::text::{DiffPiece, ELLIPSIS, diff, sanitise_line};
use crate::timeline::ItemRef;
use crate::ui::canvas::Mark;
use crate::ui::hints;

/// How many characters of what was kept stand on either side of a change.
const CONTEXT: usize = 12;

/// One of the wordings of an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording<'a> {
    item: ItemRef<'a>,
    /// Which one, from 0 for the oldest.
    nth: usize,
}

impl<'a> Wording<'a> {
    /// The one asked for, or the present one.
    pub(super) fn of(item: ItemRef<'a>, asked: Option<usize>) -> Self {
        let present = item.revision();
        Self {
            item,
            nth: asked.map_or(present, |nth| nth.min(present)),
        }
    }

    fn text(&self, nth: usize) -> &'a str {
        self.item
            .earlier()
            .get(nth)
            .map_or_else(|| self.item.text(), |text| &**text)
    }

    /// Its parts.
    pub(super) fn story(&self) -> StoryParts<'a> {
        self.item
            .earlier()
            .get(self.nth)
            .map_or_else(|| self.item.story(), |text| StoryParts::parse(text))
    }

    fn before(&self) -> Option<&'a str> {
        self.nth.checked_sub(1).map(|nth| self.text(nth))
    }
}

impl Setter<'_> {
    /// Which wording of how many, the keys that lead to the others, and what changed.
    pub(super) fn wording(&mut self, wording: Wording<'_>) {
        let present = wording.item.revision();
        if present == 0 {
            return;
        }
        let which = self
            .lang
            .text(UiText::Wording {
                nth: wording.nth + 1,
                of: present + 1,
            })
            .into_owned();
        let earlier = (wording.nth > 0)
            .then(|| self.hint(Action::EarlierWording))
            .flatten();
        let later = (wording.nth < present)
            .then(|| self.hint(Action::LaterWording))
            .flatten();
        let all = [Some(which), earlier, later].into_iter().flatten();
        self.listed(None, all.map(|part| (part, Role::Warning)));
        if let Some(before) = wording.before() {
            self.changed(&diff(before, wording.text(wording.nth)));
        }
    }

    /// Since when it is a red one, if it was seen to become one.
    pub(super) fn promotion(&mut self, item: ItemRef<'_>) {
        let Some(seen) = item.promoted().map(Stamp::time) else {
            return;
        };
        let same_day = seen.date_naive() == item.stamp().time().date_naive();
        let at = if same_day {
            seen.format("%H:%M").to_string()
        } else {
            self.lang.moment(seen.naive_local())
        };
        self.text(
            &sanitise_line(&self.lang.text(UiText::Promoted { at })),
            Role::Red,
        );
    }

    /// The item that tells the same: when it went out, its headline, and the key that leads there.
    pub(super) fn related(&mut self, item: ItemRef<'_>) {
        let Some(related) = item.related(&self.app.timeline) else {
            return;
        };
        let (hour, minute) = related.stamp().clock();
        let key = hints::keys(self.app, Scope::Detail, Action::Related)
            .into_iter()
            .next()
            .unwrap_or_default();
        let opening = format!(
            "{} {key} {hour:02}:{minute:02} ",
            self.lang.text(UiText::Related)
        );
        let headline: String = related
            .story()
            .headline()
            .chars()
            .take(usize::from(self.width))
            .collect();
        let line = format!("{opening}{headline}");
        let line = self
            .text_metrics
            .truncate(sanitise_line(&line).as_str(), usize::from(self.width))
            .into_owned();
        self.text(&sanitise_line(&line), Role::Label);
    }

    fn hint(&self, action: Action) -> Option<String> {
        let key = hints::keys(self.app, Scope::Detail, action)
            .into_iter()
            .next()?;
        Some(format!(
            "{key} {}",
            action.hint(Scope::Detail, self.app.config.lang)
        ))
    }

    fn changed(&mut self, pieces: &[DiffPiece<'_>]) {
        let (mut text, mut marks) = (format!("{} ", self.lang.text(UiText::Changed)), Vec::new());
        marks.push(Mark {
            range: 0..text.len(),
            role: Role::Label,
        });
        for (n, piece) in pieces.iter().enumerate() {
            let start = text.len();
            let line = sanitise_line(piece.text());
            match piece {
                DiffPiece::Kept(_) => {
                    text.push_str(&surroundings(line.as_str(), n == 0, n + 1 == pieces.len()))
                }
                DiffPiece::Removed(_) => {
                    text.extend(["[", line.as_str(), "]"]);
                    marks.push(Mark {
                        range: start..text.len(),
                        role: Role::Removed,
                    });
                }
                DiffPiece::Inserted(_) => {
                    text.push_str(line.as_str());
                    marks.push(Mark {
                        range: start..text.len(),
                        role: Role::Inserted,
                    });
                }
            }
        }
        self.marked(&sanitise_line(&text), Role::Text, 0, &marks);
    }
}

/// What was kept, without what is far from any change.
fn surroundings(kept: &str, is_first: bool, is_last: bool) -> String {
    let length = kept.chars().count();
    let (head, tail) = (
        if is_first { 0 } else { CONTEXT },
        if is_last { 0 } else { CONTEXT },
    );
    if length <= head + tail + 1 {
        return kept.to_owned();
    }
    let (head, tail) = (kept.chars().take(head), kept.chars().skip(length - tail));
    head.chain(ELLIPSIS.chars()).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_a_change_is_repeated() {
        assert_eq!(
            surroundings("一二三四五六七八九十甲乙丙丁", true, false),
            "…三四五六七八九十甲乙丙丁"
        );
        assert_eq!(
            surroundings("一二三四五六七八九十甲乙丙丁", false, true),
            "一二三四五六七八九十甲乙…"
        );
        assert_eq!(
            surroundings("一二三四五六七八九十甲乙丙丁", false, false),
            "一二三四五六七八九十甲乙丙丁"
        );
    }
}
