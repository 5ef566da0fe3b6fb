//! The only place that knows columns: sanitise, measure, truncate, wrap; and what a reader's eye looks for in a text.
//!
//! What comes from outside becomes [`Printable`] once, and only [`fn@sanitise`] and [`fn@sanitise_line`] make one. A [`Ruler`]
//! then measures it in columns of the terminal, cuts it with an ellipsis, and sets it in lines as a typesetter would.
//! [`fn@figures`] finds percentages and amounts with their direction, [`fn@paragraphs`] the parts of a body,
//! [`fn@changes`] what was written anew.
//!
//! Invariant: everything here answers in byte ranges of the text it was given, always on character boundaries, and
//! nothing here panics, whatever the text and the number of columns.

mod balance;
mod breaks;
mod changes;
mod figures;
mod measures;
mod paragraphs;
mod punctuation;
mod quantity;
mod ruler;
mod sanitise;
mod truncate;
mod wrap;

pub use changes::{Piece, changes};
pub use figures::{Direction, Figure, Value, figures, values};
pub use paragraphs::{member_number, paragraphs};
pub use ruler::{Ambiguous, Glyph, Glyphs, Ruler};
pub use sanitise::{Printable, is_plain_to_see, sanitise, sanitise_line};
pub use truncate::ELLIPSIS;
