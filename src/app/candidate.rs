//! A candidate to complete a line with.

/// A candidate of the list that Tab opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it puts into the line.
    pub text: String,
    /// What it means, beside it in the list; may be empty.
    pub note: &'static str,
    /// Whether it is a field's name with its sign, so a value has to follow.
    is_field: bool,
}

impl Candidate {
    /// A field's name with its sign.
    pub(super) const fn field(text: String, note: &'static str) -> Self {
        Self {
            text,
            note,
            is_field: true,
        }
    }

    /// A value or a word.
    pub(super) const fn value(text: String) -> Self {
        Self::noted(text, "")
    }

    /// A value with what it means.
    pub(super) const fn noted(text: String, note: &'static str) -> Self {
        Self {
            text,
            note,
            is_field: false,
        }
    }

    /// Whether a value has to follow.
    pub(super) const fn is_field(&self) -> bool {
        self.is_field
    }
}
