//! The only place that knows columns: sanitise, measure, truncate, wrap; and what a reader's eye looks for in a text.
//!
//! What comes from outside becomes [`Printable`] once, and only [`fn@sanitise`] and [`fn@sanitise_line`] make one. A [`TextMetrics`]
//! then measures it in columns of the terminal, cuts it with an ellipsis, and sets it in lines as a typesetter would.
//! [`fn@figures`] finds percentages and amounts with their direction, [`fn@paragraphs`] the parts of a body,
//! [`fn@diff`] what was written anew.
//!
//! Invariant: everything here answers in byte ranges of the text it was given, always on character boundaries, and
//! nothing here panics, whatever the text and the number of columns.

mod breaks;
mod diff;
mod figures;
mod measure_words;
mod metrics;
mod paragraphs;
mod punctuation;
mod quantity;
mod sanitise;
mod truncate;
mod wrap;
mod wrap_title;

pub use diff::{DiffPiece, diff};
pub use figures::{Direction, Figure, FigureValue, figure_values, figures};
pub use metrics::{Ambiguous, Glyph, Glyphs, TextMetrics};
pub use paragraphs::{member_number, paragraphs};
pub use sanitise::{Printable, is_displayed, sanitise, sanitise_line};
pub use truncate::ELLIPSIS;
