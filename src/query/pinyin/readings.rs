//! The table of readings of characters.

use std::ops::Range;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

/// The indexed characters: the main block of the unified ideographs.
const HAN: Range<u32> = 0x4E00..0xA000;

/// The readings of every indexed character, as syllables without tones. `ü` is written `v`, as input methods do.
pub(super) struct Readings {
    /// Every syllable, each once.
    pub(super) syllables: Vec<String>,
    /// For each character of [`HAN`]: the start of its readings in `indices`; one more at the end.
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
                let index = self.syllable(syllable);
                if !self.indices.iter().skip(first).any(|known| *known == index) {
                    self.indices.push(index);
                }
            }
        }
        self.starts.push(self.indices.len() as u32);
    }

    fn syllable(&mut self, syllable: String) -> u16 {
        let known = self.syllables.iter().position(|known| *known == syllable);
        known.unwrap_or_else(|| {
            self.syllables.push(syllable);
            self.syllables.len() - 1
        }) as u16
    }

    /// The number of indexed characters.
    pub(super) const fn count() -> usize {
        (HAN.end - HAN.start) as usize
    }

    /// The readings of the character with this index, as indices into the syllables.
    pub(super) fn at(&self, index: usize) -> &[u16] {
        let bound = |index: usize| self.starts.get(index).map(|start| *start as usize);
        let range = bound(index)
            .zip(bound(index + 1))
            .map(|(start, end)| start..end);
        range
            .and_then(|range| self.indices.get(range))
            .unwrap_or_default()
    }
}

/// The index of a character in tables with a row for each.
pub(super) fn index(c: char) -> Option<usize> {
    HAN.contains(&u32::from(c))
        .then(|| (u32::from(c) - HAN.start) as usize)
}
