//! The table of readings of characters.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use pinyin::ToPinyin;

use super::more_readings::further_readings;
use crate::query::spelling::simplify;

/// The indexed characters: the main block of the unified ideographs.
const HAN: Range<u32> = 0x4E00..0xA000;

/// The common readings of every indexed character, as syllables without tones. `ü` is written `v`, as input methods do. A
/// traditional character also has the further readings of the simplified one.
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
    let mut further: HashMap<char, Vec<&str>> = HashMap::new();
    for (syllable, characters) in further_readings() {
        for c in characters.chars() {
            further.entry(c).or_default().push(syllable);
        }
    }
    for c in HAN.filter_map(char::from_u32) {
        let further = further.get(&simplify(c)).map_or(&[][..], Vec::as_slice);
        all.add(c, further);
    }
    all
});

impl Readings {
    fn add(&mut self, c: char, further: &[&str]) {
        let first = self.indices.len();
        let usual = c
            .to_pinyin()
            .map(|reading| reading.plain().replace('ü', "v"));
        let further = further.iter().map(|&syllable| syllable.to_owned());
        for syllable in usual.into_iter().chain(further) {
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
