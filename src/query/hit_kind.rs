//! Which kind of match makes a hit.

/// The kind of match that makes an item or a part of a text a hit, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitKind {
    /// The characters as they were typed, a field's value, or the absence of a negated part.
    Literal,
    /// The name of a stock that begins with characters which read as the letters.
    Name,
    /// Characters that read as the letters.
    Reading,
}

/// A part of a text that matches, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The part.
    pub range: std::ops::Range<usize>,
    /// How it matches.
    pub kind: HitKind,
}
