//! Items on a terminal, as the reader shows them: a rule for each day, then time, badge and text in lines that fit.

use std::iter;

use super::badge::PrintedBadge;
use super::headline::Headline;
use super::paint::{BOLD, DIM, PLAIN, Paint};
use super::wrapped;
use crate::item::NewsDay;
use crate::lang::Lang;
use crate::text::{ELLIPSIS, TextMetrics};
use crate::timeline::ItemRef;

/// The narrowest terminal with a blank between time and badge, and the narrowest with either, as in the reader.
const MIN_WIDE: u16 = 49;
const MIN_GUTTER: u16 = 16;

/// A terminal for which items are laid out.
#[derive(Clone, Copy, Debug)]
pub struct TerminalLayout {
    /// The width of characters.
    pub text_metrics: TextMetrics,
    /// The language of dates.
    pub lang: Lang,
    /// Returns the columns of the terminal. Called for each item, because a terminal can change its size.
    pub measure: fn() -> Option<u16>,
}

impl TerminalLayout {
    fn columns(self) -> u16 {
        (self.measure)().unwrap_or(u16::MAX)
    }

    /// Prints the rule above the items of a day.
    pub(super) fn put_day(self, out: &mut Vec<u8>, day: NewsDay, paint: &Paint) {
        let rule = format!("── {} ──", self.lang.date(day.date()));
        let columns = usize::from(self.columns());
        paint.put(out, &self.text_metrics.truncate(&rule, columns), DIM);
        out.push(b'\n');
    }

    /// Prints the headline of an item on one line, cut to the width of the terminal.
    pub(super) fn put_headline(
        self,
        out: &mut Vec<u8>,
        item: ItemRef<'_>,
        badge: PrintedBadge,
        paint: &Paint,
    ) {
        let gutter = StampColumns::new(self.columns());
        gutter.put(out, item, badge, paint);
        let headline = Headline::new(item);
        let text = headline.text.as_str();
        let cut = self.text_metrics.cut(text, gutter.rest());
        let style = if item.flags().is_red() { BOLD } else { PLAIN };
        let shown = 0..cut.unwrap_or(text.len());
        paint.put_piece(out, text, shown, style, &headline.spans(paint));
        if cut.is_some() && self.text_metrics.width(ELLIPSIS) <= gutter.rest() {
            paint.put(out, ELLIPSIS, style);
        }
        out.push(b'\n');
    }

    /// Prints the whole text of an item, wrapped. Lines after the first begin below the text of the first.
    pub(super) fn put_text(
        self,
        out: &mut Vec<u8>,
        item: ItemRef<'_>,
        badge: PrintedBadge,
        paint: &Paint,
    ) {
        let gutter = StampColumns::new(self.columns());
        gutter.put(out, item, badge, paint);
        let parts = wrapped::parts(item, paint, self.text_metrics, gutter.rest());
        let lines = parts
            .iter()
            .flat_map(|part| part.lines.iter().map(move |line| (part, line)));
        for (n, (part, line)) in lines.enumerate() {
            if n > 0 {
                out.push(b'\n');
                out.extend(iter::repeat_n(b' ', gutter.width()));
            }
            part.put(out, line, paint);
        }
        out.push(b'\n');
    }
}

/// The columns for time and badge.
#[derive(Clone, Copy)]
struct StampColumns {
    columns: u16,
    /// Between time and badge; `None` if the terminal is too narrow for both.
    gap: Option<&'static str>,
}

impl StampColumns {
    const fn new(columns: u16) -> Self {
        let gap = match columns {
            0..MIN_GUTTER => None,
            MIN_GUTTER..MIN_WIDE => Some(""),
            MIN_WIDE.. => Some(" "),
        };
        Self { columns, gap }
    }

    /// Its width, with the blank before the text.
    fn width(self) -> usize {
        self.gap.map_or(0, |gap| "20:26".len() + gap.len() + 3)
    }

    /// The columns for the text.
    fn rest(self) -> usize {
        usize::from(self.columns) - self.width()
    }

    fn put(self, out: &mut Vec<u8>, item: ItemRef<'_>, badge: PrintedBadge, paint: &Paint) {
        let Some(gap) = self.gap else { return };
        let (hour, minute) = item.stamp().clock();
        paint.put(out, &format!("{hour:02}:{minute:02}"), DIM);
        out.extend_from_slice(gap.as_bytes());
        badge.put(out, paint);
        out.push(b' ');
    }
}
