//! Sanitises, measures, truncates and wraps text, and finds its figures and paragraphs. No other module counts columns.
//!
//! [`fn@sanitise`] and [`fn@sanitise_line`] turn foreign text into [`Printable`]; nothing else makes one. [`TextMetrics`]
//! measures text in columns of the terminal, truncates it with an ellipsis, and wraps it by the rules of Chinese
//! typesetting. [`fn@figures`] finds percentages and amounts with their direction, [`fn@paragraphs`] the paragraphs of a
//! body, [`fn@diff`] the changes between two texts.
//!
//! Invariant: every function returns byte ranges of its input on character boundaries, and none panics for any text and any
//! number of columns.

mod bigrams;
mod breaks;
mod diff;
mod excerpt;
mod figures;
mod large_amounts;
mod markdown;
mod measure_words;
mod metrics;
mod paragraphs;
mod punctuation;
mod quantity;
mod sanitise;
mod truncate;
mod unsaid;
mod whole_numbers;
mod wrap;
mod wrap_headline;
mod wrap_title;

pub use diff::{DiffPiece, diff};
pub use figures::{Direction, Figure, FigureValue, amounts, figures, percents, signed_percents};
pub use large_amounts::may_have_amount;
pub use markdown::{MarkdownStory, markdown};
pub use metrics::{Ambiguous, Glyph, Glyphs, TextMetrics};
pub use paragraphs::{item_number_length, paragraphs};
pub use sanitise::{Printable, is_displayed, sanitise, sanitise_line};
pub use truncate::ELLIPSIS;
pub use unsaid::{has_unsaid, unsaid};
