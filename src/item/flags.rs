//! Facts about a story besides its text.

/// One bit for each fact about a story. Merging two records is a union.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct ItemFlags(u16);

impl ItemFlags {
    /// It was in the channel 普通.
    pub const ORDINARY: Self = Self(1);
    /// It was in the channel 加红.
    pub const RED: Self = Self(1 << 1);
    /// It was in another channel, which the dump's heading names.
    pub const OTHER_CHANNEL: Self = Self(1 << 2);
    /// The wire gave it level A.
    pub const LEVEL_A: Self = Self(1 << 3);
    /// The wire gave it level B.
    pub const LEVEL_B: Self = Self(1 << 4);
    /// The wire gave it level C.
    pub const LEVEL_C: Self = Self(1 << 5);
    /// Its time has seconds.
    pub const SECONDS: Self = Self(1 << 6);
    /// Its text opens with 【…】.
    pub const TITLED: Self = Self(1 << 7);
    /// It ends its dump and may not be fully written yet.
    pub const PROVISIONAL: Self = Self(1 << 8);
    /// Its opening is distinctive: two records that both have this flag and differ in opening are different stories.
    pub const DISTINCT_OPENING: Self = Self(1 << 9);
    /// It is an earlier line of an export for an item that has a later one.
    pub const SUPERSEDED: Self = Self(1 << 13);
    /// It comes from an export or an archive of this program.
    pub const EXPORTED: Self = Self(1 << 14);
    /// It left a rolling dump: no dump has it any more.
    pub const GONE: Self = Self(1 << 15);

    /// The union of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Clears the flags of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns `self` if `is_set`, otherwise no flags.
    #[must_use]
    pub const fn when(self, is_set: bool) -> Self {
        if is_set { self } else { Self(0) }
    }

    /// Whether all flags of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The highest level known.
    pub const fn level(self) -> Option<Level> {
        if self.has(Self::LEVEL_A) {
            Some(Level::A)
        } else if self.has(Self::LEVEL_B) {
            Some(Level::B)
        } else if self.has(Self::LEVEL_C) {
            Some(Level::C)
        } else {
            None
        }
    }

    /// Whether the wire prints it red: it was in 加红, or has level A or B.
    pub const fn is_red(self) -> bool {
        self.has(Self::RED) || self.has(Self::LEVEL_A) || self.has(Self::LEVEL_B)
    }
}

/// How important the wire considers a story. A and B are printed red (加红).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Level {
    /// The most important.
    A,
    /// Important, and red.
    B,
    /// Ordinary.
    C,
}

impl Level {
    /// The wire's letter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}
