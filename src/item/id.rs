//! The identity of a story.

use std::fmt;
use std::str::FromStr;

/// Identifies a story: the same in every run, however its dump is named.
///
/// Either the wire's own number, or the minute and a hash of the text. The highest bit is set for a hash, the next 27 are the
/// minute. So an item is found by its id without a search of other minutes, and two texts can share a hash only within one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ItemId(u64);

impl ItemId {
    const CONTENT: u64 = 1 << 63;

    /// The number of bits of the hash. The others hold every minute until 2106.
    const HASH_BITS: u32 = 36;

    /// The highest number that can be a wire id. Real ones have seven digits.
    pub const MAX_WIRE_ID: u64 = Self::CONTENT - 1;

    /// The id of a story that the wire has numbered.
    pub const fn from_wire(number: u64) -> Self {
        Self(number & !Self::CONTENT)
    }

    /// The id of a story without a number, from its minute since 1970 and a hash of its content.
    pub const fn from_content(minute: u32, hash: u64) -> Self {
        let hash = hash & ((1 << Self::HASH_BITS) - 1);
        Self(Self::CONTENT | (minute as u64) << Self::HASH_BITS | hash)
    }

    /// The id as a number, for files that keep it.
    pub const fn to_bits(self) -> u64 {
        self.0
    }

    /// The id that [`Self::to_bits`] gave.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The wire's own number, if the story has one.
    pub const fn wire(self) -> Option<u64> {
        if self.0 & Self::CONTENT == 0 {
            Some(self.0)
        } else {
            None
        }
    }

    /// The minute of a story without a number, in minutes since 1970.
    pub const fn minute(self) -> Option<u32> {
        if self.0 & Self::CONTENT == 0 {
            None
        } else {
            Some(((self.0 & !Self::CONTENT) >> Self::HASH_BITS) as u32)
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

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl FromStr for ItemId {
    type Err = NotAnId;

    /// Reads what is printed: a number, or `x` and 16 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let id = match text.strip_prefix(['x', 'X']) {
            Some(digits) if digits.len() == 16 => u64::from_str_radix(digits, 16)
                .ok()
                .filter(|id| id & Self::CONTENT != 0),
            Some(_) => None,
            None => text
                .parse()
                .ok()
                .filter(|number| (1..=Self::MAX_WIRE_ID).contains(number)),
        };
        id.map(Self).ok_or(NotAnId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Stamp;

    #[test]
    fn wire_id_is_printed_as_a_number() {
        assert_eq!(ItemId::from_wire(2_386_215).to_string(), "2386215");
        assert_eq!(ItemId::from_content(0, 1).to_string(), "x8000000000000001");
    }

    #[test]
    fn content_id_has_its_minute() {
        for minute in [0, 29_460_825, Stamp::LAST.minute()] {
            let id = ItemId::from_content(minute, u64::MAX);
            assert_eq!((id.minute(), id.wire()), (Some(minute), None));
            assert_ne!(id, ItemId::from_content(minute, 0));
        }
        assert_eq!(ItemId::from_wire(7).minute(), None);
    }

    #[test]
    fn printed_id_is_read_again() {
        for id in [
            ItemId::from_wire(1),
            ItemId::from_wire(ItemId::MAX_WIRE_ID),
            ItemId::from_content(29_460_825, 7),
        ] {
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        let wrong = [
            "",
            "x",
            "0",
            "-1",
            "x1",
            "x0000000000000001",
            "9999999999999999999",
        ];
        for text in wrong {
            assert_eq!(text.parse::<ItemId>(), Err(NotAnId), "{text}");
        }
    }
}
