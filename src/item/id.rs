//! The identity of a story.

use std::fmt;

/// Identifies a story: the same in every run, however its dump is named.
///
/// Either the wire's own number, or a hash of the minute and of the text's opening. The highest bit is set for a hash.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ItemId(u64);

impl ItemId {
    const CONTENT: u64 = 1 << 63;

    /// The highest number that can be a wire id. Real ones have seven digits.
    pub const MAX_WIRE_ID: u64 = Self::CONTENT - 1;

    /// The id of a story that the wire has numbered.
    pub const fn from_wire(number: u64) -> Self {
        Self(number & !Self::CONTENT)
    }

    /// The id of a story without a number, from a hash of its content.
    pub const fn from_content(hash: u64) -> Self {
        Self(hash | Self::CONTENT)
    }

    /// The wire's own number, if the story has one.
    pub const fn wire(self) -> Option<u64> {
        if self.0 & Self::CONTENT == 0 {
            Some(self.0)
        } else {
            None
        }
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.wire() {
            Some(number) => write!(f, "{number}"),
            None => write!(f, "x{:016x}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_id_is_printed_as_a_number() {
        assert_eq!(ItemId::from_wire(2_386_215).to_string(), "2386215");
        assert_eq!(ItemId::from_content(1).to_string(), "x8000000000000001");
    }
}
