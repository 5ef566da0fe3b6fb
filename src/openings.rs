//! Whether a text may begin with one of thousands of strings, by its first bytes: much faster than an automaton says so.

/// The first bytes of a string.
pub type FirstBytes = u64;

/// How many bits a set has for each of its members. A look at what is in it by chance costs as much as twenty
/// others.
const BITS_PER_MEMBER: usize = 64;

/// The first bytes of a text, with zeros after a shorter one.
#[inline]
pub fn opening(text: &[u8]) -> FirstBytes {
    if let Some(bytes) = text.first_chunk() {
        return FirstBytes::from_le_bytes(*bytes);
    }
    let place = |(byte, nth)| FirstBytes::from(byte) << (8 * nth);
    text.iter().copied().zip(0_u32..).map(place).sum()
}

/// A set of numbers that also has some others by chance.
#[derive(Debug)]
pub struct HashedSet {
    words: Box<[u64]>,
    /// How far a hash is shifted to become the number of a bit.
    shift: u32,
}

impl HashedSet {
    /// Takes its members, at least one.
    pub fn new(mut members: Vec<u64>) -> Self {
        members.sort_unstable();
        members.dedup();
        let bits = (members.len() * BITS_PER_MEMBER).next_power_of_two();
        let mut set = Self {
            words: vec![0; bits / 64].into(),
            shift: u64::BITS - bits.ilog2(),
        };
        for member in members {
            let bit = set.bit(member);
            set.words[bit / 64] |= 1 << (bit % 64);
        }
        set
    }

    /// Whether a number is a member, or by chance seems to be one.
    #[inline]
    pub fn has(&self, number: u64) -> bool {
        let bit = self.bit(number);
        let word = self.words.get(bit / 64).copied().unwrap_or_default();
        word >> (bit % 64) & 1 != 0
    }

    /// The highest bits of a product depend on every bit of its factors.
    const fn bit(&self, number: u64) -> usize {
        (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }
}
