//! How characters are read.

use std::ops::Range;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

/// The characters that have readings here: the unified ideographs' main block.
const HAN: Range<u32> = 0x4E00..0xA000;

/// The readings of every character, in syllables without tones; `ü` is written `v`, as input methods have it.
pub(super) struct Readings {
    /// Every syllable there is.
    pub(super) syllables: Vec<String>,
    /// Per character of [`HAN`]: where its readings begin in `indices`; one more at the end.
    starts: Vec<u32>,
    /// Indices into `syllables`.
    indices: Vec<u16>,
}

pub(super) static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let mut all = Readings {
        syllables: Vec::new(),
        starts: vec![0],
        indices: Vec::new(),
    };
    for c in HAN.filter_map(char::from_u32) {
        all.add(c);
    }
    all
});

impl Readings {
    fn add(&mut self, c: char) {
        let first = self.indices.len();
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            let syllable = reading.plain().replace('ü', "v");
            if syllable.bytes().all(|b| b.is_ascii_lowercase()) {
                let index = self.index(syllable);
                if !self.indices.iter().skip(first).any(|known| *known == index) {
                    self.indices.push(index);
                }
            }
        }
        self.starts.push(self.indices.len() as u32);
    }

    fn index(&mut self, syllable: String) -> u16 {
        let known = self.syllables.iter().position(|known| *known == syllable);
        known.unwrap_or_else(|| {
            self.syllables.push(syllable);
            self.syllables.len() - 1
        }) as u16
    }

    /// How many characters have a place.
    pub(super) const fn places() -> usize {
        (HAN.end - HAN.start) as usize
    }

    /// The readings of the character at a place, as indices into the syllables.
    pub(super) fn at(&self, place: usize) -> &[u16] {
        let bound = |place: usize| self.starts.get(place).map(|start| *start as usize);
        let range = bound(place)
            .zip(bound(place + 1))
            .map(|(start, end)| start..end);
        range
            .and_then(|range| self.indices.get(range))
            .unwrap_or_default()
    }
}

/// The place of a character in tables that have a row for each.
pub(super) fn place(c: char) -> Option<usize> {
    HAN.contains(&u32::from(c))
        .then(|| (u32::from(c) - HAN.start) as usize)
}
