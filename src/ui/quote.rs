//! A hit that an item's row does not show, quoted at its end: `‥费半成份股中澜江科技跌4%‥`.

use std::ops::Range;

use super::canvas::LookSpan;
use super::highlights;
use crate::app::prefix;
use crate::query::{Highlight, Matcher, ReadingRule};
use crate::text::{Printable, TextMetrics, sanitise_line};
use crate::timeline::ItemRef;

/// Stands for the text before and after a quote.
pub(super) const MORE: &str = "‥";

/// The most bytes of a body that are searched: every frame searches those of all rows without a visible hit.
const MAX_SEARCHED: usize = 64 * 1024;

/// Blank columns before a quote.
const GAP: u16 = 2;
/// The columns of a headline that can be read before a quote that shows only a part of its hit.
const MIN_HEADLINE: u16 = 8;

/// A text that a row shows, and how its characters are read as pinyin.
pub(super) type Shown<'t> = (&'t str, ReadingRule);

/// A hit in a text of an item that its row does not show.
pub(super) struct HiddenHit<'a> {
    matcher: &'a Matcher,
    text: &'a str,
    hit: Highlight,
}

impl<'a> HiddenHit<'a> {
    /// Finds a hit of one of the queries that an item matches; `None` if the row shows one already, or if they match no text.
    /// `shown` is what the row shows of the item.
    pub(super) fn find(
        queries: impl Iterator<Item = &'a Matcher>,
        item: ItemRef<'a>,
        shown: [Shown<'_>; 2],
    ) -> Option<Self> {
        let is_hidden = |matcher: &&Matcher| {
            let mut hits = shown
                .iter()
                .filter_map(|(text, rule)| matcher.first_highlight(text, *rule));
            hits.next().is_none()
        };
        let mut hidden = queries.filter(is_hidden);
        hidden.find_map(|matcher| Self::of(matcher, item))
    }

    /// Finds the first hit in the headline, in the body, and then in the rest of the text.
    fn of(matcher: &'a Matcher, item: ItemRef<'a>) -> Option<Self> {
        let story = item.story();
        let texts = [
            (story.headline(), ReadingRule::Headline),
            (story.body, ReadingRule::Body),
            (item.text(), ReadingRule::Body),
        ];
        texts.into_iter().find_map(|(text, rule)| {
            let text = prefix(text, MAX_SEARCHED);
            let hit = matcher.first_highlight(text, rule)?;
            Some(Self { matcher, text, hit })
        })
    }

    /// Quotes as much around the hit as fits; `None` if there is no room for any of it.
    pub(super) fn quote(&self, text_metrics: TextMetrics, columns: u16) -> Option<Quote> {
        let marks = 2 * text_metrics.width(MORE);
        let room = usize::from(columns).checked_sub(marks)?;
        let hit = &self.hit.range;
        let range = text_metrics.excerpt(self.text, hit, room);
        let excerpt = self.text.get(range.clone())?;
        if range.end <= hit.start {
            return None;
        }
        let is_whole = hit.end <= range.end;
        let text = sanitise_line(&[MORE, excerpt, MORE].concat()).into_owned();
        let hit = hit.start - range.start..hit.end.min(range.end) - range.start;
        let spans = self.spans(&text, excerpt, &hit);
        Some(Quote {
            text,
            spans,
            is_whole,
        })
    }

    /// Quotes the hit after a headline of `headline` columns, in `columns` for both. `None` if the quote would leave neither the
    /// headline nor the hit readable.
    pub(super) fn quote_after(
        &self,
        text_metrics: TextMetrics,
        headline: u16,
        columns: u16,
    ) -> Option<PlacedQuote> {
        let used = headline.saturating_add(GAP);
        let room = columns.saturating_sub(used).max(columns * 2 / 5);
        let quote = self.quote(text_metrics, room)?;
        let width = text_metrics.width(quote.text.as_str());
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        let at = columns.saturating_sub(width).min(used);
        let left = at.saturating_sub(GAP);
        let is_readable = quote.is_whole || left >= MIN_HEADLINE.min(headline);
        is_readable.then_some(PlacedQuote { quote, at, left })
    }

    /// Returns the spans of the hit and of others beside it. If sanitising changed the text, only hits that are found again
    /// are lit.
    fn spans(&self, text: &Printable<'_>, excerpt: &str, hit: &Range<usize>) -> Vec<LookSpan> {
        let marked = MORE.len()..text.as_str().len() - MORE.len();
        let is_same = text.as_str().get(marked) == Some(excerpt);
        let first = is_same.then(|| Highlight {
            range: hit.start + MORE.len()..hit.end + MORE.len(),
            kind: self.hit.kind,
        });
        let others = self.matcher.highlights(text.as_str());
        let hits = others.into_iter().chain(first);
        hits.map(highlights::matched).collect()
    }
}

/// A quoted hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub text: Printable<'static>,
    pub spans: Vec<LookSpan>,
    /// Whether the quote shows the whole hit.
    pub is_whole: bool,
}

/// A quote after a headline.
pub(super) struct PlacedQuote {
    pub quote: Quote,
    /// The column where it begins, counted from that of the headline.
    pub at: u16,
    /// The columns left for the headline.
    pub left: u16,
}
