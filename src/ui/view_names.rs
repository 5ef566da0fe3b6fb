//! The views in the header, with the numbers of their unseen items: `1 全部 12  2 红 3`, in fewer columns `1全12 2红3 +2`.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::canvas::LookSpan;
use super::segments::{Segment, SegmentText, Side};
use crate::app::{App, View};
use crate::config::theme::Role;
use crate::text::sanitise_line;

/// The mark of a view without unseen items.
const NONE: &str = "·";

/// The most columns of a name.
const MAX_NAME: usize = 16;

/// When the views are shortened, and when they lose one of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct ViewRanks {
    pub medium: u8,
    pub short: u8,
    pub fewer: u8,
    pub gone: u8,
}

/// How much of each view is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameForm {
    /// `1 全部 12`
    Long,
    /// `1全部12`
    Medium,
    /// `1全12`; the name of a view without a digit stays, if the view is on the screen.
    Short,
    /// The same with the first character of every name.
    Shortest,
}

impl NameForm {
    /// What separates two views.
    const fn gap(self) -> &'static str {
        match self {
            Self::Long => "  ",
            Self::Medium | Self::Short | Self::Shortest => " ",
        }
    }
}

/// A view of the header.
struct NamedView<'a> {
    nth: usize,
    view: &'a View,
    unseen: Option<usize>,
    is_current: bool,
}

/// The segment of a header with so many columns. If they are too few, views without digits are hidden first, then the names of
/// the others are shortened, then these are hidden too. Of each kind, views with unseen items stay longer.
pub(super) fn segment(app: &App, columns: u16, ranks: ViewRanks) -> Segment {
    let views = app.views().enumerate().map(|(nth, view)| NamedView {
        nth,
        view,
        unseen: app.unseen_of(view),
        is_current: app.is_current_view(view),
    });
    let mut views: Vec<_> = views.collect();
    views.sort_by_key(NamedView::worth);
    // A name and its gap take two columns at least. What cannot fit is hidden at once: there may be a thousand views.
    let most = usize::from(columns) / 2 + 1;
    let too_many = views.len().saturating_sub(most);
    let names = |hidden, form| names(app, &views, hidden, form);
    let mut segment = Segment {
        side: Side::Left,
        text: names(too_many, NameForm::Long),
        shorter: vec![(ranks.medium, names(too_many, NameForm::Medium))],
        role: Role::Header,
        rank: ranks.gone,
    };
    let last = views.len().saturating_sub(1);
    let is_hidden_first = |view: &NamedView<'_>| view.view.key.is_none() && !view.is_current;
    let hidden_first = views
        .iter()
        .take_while(|view| is_hidden_first(view))
        .count();
    for hidden in too_many + 1..=hidden_first {
        segment = segment.or(ranks.short, names(hidden, NameForm::Medium));
    }
    let hidden_first = hidden_first.max(too_many);
    segment = segment.or(ranks.short, names(hidden_first, NameForm::Short));
    for hidden in hidden_first + 1..=last {
        segment = segment.or(ranks.fewer, names(hidden, NameForm::Short));
    }
    segment.or(ranks.fewer, names(last, NameForm::Shortest))
}

/// The names of all views but the first `hidden` ones, in the order of their keys, and the number of these.
fn names(app: &App, views: &[NamedView<'_>], hidden: usize, form: NameForm) -> SegmentText {
    let (hidden, shown) = views.split_at_checked(hidden).unwrap_or((views, &[]));
    let mut shown: Vec<_> = shown.iter().collect();
    shown.sort_by_key(|view| view.nth);
    let mut names = SegmentText::default();
    let mut text = String::new();
    for view in shown {
        if !text.is_empty() {
            text.push_str(form.gap());
        }
        view.append(app, form, &mut text, &mut names);
    }
    if !hidden.is_empty() && form != NameForm::Shortest {
        text.push_str(form.gap());
        let start = text.len();
        let _ = write!(text, "+{}", hidden.len());
        let has_unseen = hidden.iter().any(NamedView::has_unseen);
        let role = if has_unseen { Role::Fresh } else { Role::Label };
        names.spans.push(LookSpan::new(start..text.len(), role));
    }
    SegmentText {
        text: sanitise_line(&text).into_owned(),
        ..names
    }
}

impl NamedView<'_> {
    /// Views of less worth are hidden first.
    fn worth(&self) -> (bool, bool, bool, Reverse<usize>) {
        let has_key = self.view.key.is_some();
        (
            self.is_current,
            has_key,
            self.has_unseen(),
            Reverse(self.nth),
        )
    }

    fn has_unseen(&self) -> bool {
        self.unseen.is_some_and(|unseen| unseen > 0)
    }

    fn append(&self, app: &App, form: NameForm, text: &mut String, names: &mut SegmentText) {
        let start = text.len();
        let key = self.key();
        text.push_str(&key);
        let key_end = text.len();
        if form == NameForm::Long && !key.is_empty() {
            text.push(' ');
        }
        let name = app.config.text_metrics.truncate(&self.view.name, MAX_NAME);
        let name = sanitise_line(&name);
        text.push_str(match form {
            NameForm::Long | NameForm::Medium => name.as_str(),
            NameForm::Short if self.view.key.is_none() => name.as_str(),
            NameForm::Short | NameForm::Shortest => first_character(name.as_str()),
        });
        let name_end = text.len();
        text.push_str(&self.count(form, text.ends_with(|c: char| c.is_ascii_alphanumeric())));
        let mut span = |range, role| names.spans.push(LookSpan::new(range, role));
        if self.is_current {
            span(start..text.len(), Role::Selected);
        } else {
            span(start..key_end, Role::Key);
        }
        if self.has_unseen() {
            span(name_end..text.len(), Role::Fresh);
        }
        names.targets.push((start..text.len(), self.nth));
    }

    fn key(&self) -> String {
        self.view
            .key
            .map_or_else(String::new, |key| key.to_string())
    }

    /// The number of unseen items. After a letter, it needs something between.
    fn count(&self, form: NameForm, is_after_letter: bool) -> String {
        match (form, self.unseen) {
            (NameForm::Long, Some(0)) => format!(" {NONE}"),
            (NameForm::Long, Some(unseen)) => format!(" {unseen}"),
            (_, None | Some(0)) => String::new(),
            (_, Some(unseen)) if is_after_letter => format!(":{unseen}"),
            (_, Some(unseen)) => unseen.to_string(),
        }
    }
}

/// The first character of a name.
fn first_character(name: &str) -> &str {
    let end = name.chars().next().map_or(0, char::len_utf8);
    name.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Message, update};
    use crate::config::Config;
    use crate::item::Stamp;
    use crate::moment::TimeContext;
    use crate::query::Watchlists;
    use crate::rules::{self, RulesNews};

    #[test]
    fn header_looks_at_the_views_that_can_fit() {
        let text = (0..900).fold(String::new(), |mut text, nth| {
            let _ = write!(
                text,
                "[[rule]]\nname = 'v{nth}'\nquery = 'a'\nview = true\n"
            );
            text
        });
        let times = TimeContext::at(Stamp::default());
        let rules = rules::parse("rules.toml", &text, &times, &Watchlists::default()).unwrap();
        let mut app = App::new(Config::default(), Stamp::default());
        update(
            &mut app,
            Message::Rules(RulesNews::Read(Ok(Arc::new(rules)))),
        );
        let ranks = ViewRanks {
            medium: 1,
            short: 2,
            fewer: 3,
            gone: 4,
        };
        let segment = segment(&app, 80, ranks);
        assert!(segment.shorter.len() < 50, "{}", segment.shorter.len());
        let widest = app.config.text_metrics.width(segment.text.text.as_str());
        assert!(widest > 80, "it has all that could fit");
    }
}
