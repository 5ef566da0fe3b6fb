//! The only place that knows columns: sanitise, measure, truncate, wrap.
//!
//! What comes from outside becomes [`Printable`] once, and only [`sanitise`] makes one. A [`Ruler`] then measures it in
//! columns of the terminal, cuts it with an ellipsis, and sets it in lines as a typesetter would.

use std::borrow::Cow;
use std::ops::Range;

/// Text that can be sent to a terminal: nothing in it moves the cursor, hides, or changes direction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Printable<'a>(Cow<'a, str>);

impl Printable<'_> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Makes text printable.
pub fn sanitise(text: &str) -> Printable<'_> {
    let _ = text;
    todo!("text helper")
}

/// How wide a terminal draws characters of ambiguous width (`“”·—…①`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ambiguous {
    /// One column, as most do.
    #[default]
    Narrow,
    /// Two columns, as terminals do that are set so for East Asian use.
    Wide,
}

/// Measures and sets text in columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ruler {
    /// How wide the terminal draws characters of ambiguous width.
    pub ambiguous: Ambiguous,
}

impl Ruler {
    /// The width of a text in columns.
    pub fn width(self, text: &str) -> usize {
        let _ = text;
        todo!("text helper")
    }

    /// The text cut to `columns`, with `…` where something was cut off.
    pub fn truncate(self, text: &str, columns: usize) -> Cow<'_, str> {
        let _ = (text, columns);
        todo!("text helper")
    }

    /// The lines of a text set in `columns`, as byte ranges of it; white space at a line's end is in none of them.
    /// A line break in the text begins a new line.
    pub fn wrap(self, text: &str, columns: usize) -> Vec<Range<usize>> {
        let _ = (text, columns);
        todo!("text helper")
    }
}
