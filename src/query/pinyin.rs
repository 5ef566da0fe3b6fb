//! Words of lower-case letters that may be pinyin.
//!
//! In a headline or a stock's name each character may give its whole syllable or its initial, and the last one a part of
//! its syllable, so that hits stay while one types: `yingweida`, `ywd`, `yingwd`, `yingwei`. In a body only whole
//! syllables count, at least two, since initials hit by chance: `jx` stands in every third body.
//! All readings of a character are tried, so 重庆 is found by `chongqing` and by `zhongqing`.

use std::ops::Range;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

/// The characters that have readings here: the unified ideographs of the first plane's main block.
const HAN: Range<u32> = 0x4E00..0xA000;

/// A word that may be pinyin.
#[derive(Debug)]
pub(super) struct Pinyin {
    word: String,
    /// Whether it is two whole syllables or more, and so is looked for in bodies.
    is_whole: bool,
    /// The bit of its first letter in [`Readings::initials`].
    first: u32,
}

/// What a character may stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// Its whole syllable.
    Whole,
    /// Its whole syllable, its initial, or at the end a part of the syllable.
    Mixed,
}

impl Pinyin {
    /// The word as pinyin; `None` if it cannot be any. That costs a word nothing but the letters: `nvidia` cannot, for no
    /// syllable begins with `i`, and words of other things than lower-case letters cannot.
    pub(super) fn of(word: &str) -> Option<Self> {
        let letters = (2..=60).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
        if !letters || !can_be(word, Spelling::Mixed) {
            return None;
        }
        let first = bit(*word.as_bytes().first()?);
        Some(Self { word: word.to_owned(), is_whole: can_be(word, Spelling::Whole), first })
    }

    /// Whether it is looked for in bodies as well.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The letters.
    pub(super) fn word(&self) -> &str {
        &self.word
    }

    /// Whether the letters are the beginning of a longer syllable: alone, they are then less than a character.
    pub(super) fn is_cut_short(&self) -> bool {
        READINGS.syllables.iter().any(|syllable| syllable.len() > self.word.len() && syllable.starts_with(&self.word))
    }

    /// Where a headline or a stock's name reads so, first place only.
    pub(super) fn in_headline(&self, text: &str) -> Option<Range<usize>> {
        self.find(text, Spelling::Mixed)
    }

    /// Where a body reads so, first place only.
    pub(super) fn in_body(&self, text: &str) -> Option<Range<usize>> {
        if self.is_whole { self.find(text, Spelling::Whole) } else { None }
    }

    /// Every place of a headline that reads so.
    pub(super) fn all_in_headline(&self, text: &str) -> Vec<Range<usize>> {
        self.all(text, Spelling::Mixed)
    }

    /// Every place of a body that reads so.
    pub(super) fn all_in_body(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_whole { self.all(text, Spelling::Whole) } else { Vec::new() }
    }

    fn all(&self, text: &str, spelling: Spelling) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut from = 0;
        while let Some(hit) = text.get(from..).and_then(|rest| self.find(rest, spelling)) {
            all.push(from + hit.start..from + hit.end);
            from += hit.end;
        }
        all
    }

    fn find(&self, text: &str, spelling: Spelling) -> Option<Range<usize>> {
        let readings = &*READINGS;
        let starts = text.char_indices().filter(|(_, c)| readings.initials(*c) & self.first != 0);
        for (start, _) in starts {
            if let Some(len) = self.match_at(text.get(start..)?, spelling) {
                return Some(start..start + len);
            }
        }
        None
    }

    /// How many bytes from the start of `text` on read as the word. The letters that the characters so far can have used
    /// up are a set of numbers, one bit each, so that many readings cost no more than one.
    fn match_at(&self, text: &str, spelling: Spelling) -> Option<usize> {
        let mut reached = 1_u64;
        for (n, (at, c)) in text.char_indices().enumerate() {
            let before = std::mem::take(&mut reached);
            for syllable in READINGS.of(c) {
                for used in bits(before) {
                    let rest = self.word.get(used..)?;
                    reached |= step(rest, syllable, spelling, n > 0) << used;
                }
            }
            if reached >> self.word.len() & 1 == 1 && (n > 0 || spelling == Spelling::Mixed) {
                return Some(at + c.len_utf8());
            }
            if reached == 0 {
                return None;
            }
        }
        None
    }
}

/// How many letters of `rest` one character of this syllable can use up, one bit each.
fn step(rest: &str, syllable: &str, spelling: Spelling, is_later: bool) -> u64 {
    let mut used = 0;
    if rest.starts_with(syllable) {
        used |= 1 << syllable.len();
    }
    if spelling == Spelling::Mixed {
        let initial = initial(syllable);
        if rest.starts_with(initial) {
            used |= 1 << initial.len();
        }
        if rest.as_bytes().first() == syllable.as_bytes().first() {
            used |= 1 << 1;
        }
        if is_later && syllable.starts_with(rest) {
            used |= 1 << rest.len();
        }
    }
    used
}

/// `zh`, `ch`, `sh`, or the first letter.
fn initial(syllable: &str) -> &str {
    let len = if ["zh", "ch", "sh"].iter().any(|two| syllable.starts_with(two)) { 2 } else { 1 };
    syllable.get(..len).unwrap_or_default()
}

/// Whether there are characters that read as the word, at least two of them for whole syllables.
fn can_be(word: &str, spelling: Spelling) -> bool {
    let mut reached = 1_u64;
    for used in 0..word.len() {
        let rest = word.get(used..).unwrap_or_default();
        if reached >> used & 1 == 1 {
            for syllable in &READINGS.syllables {
                let steps = step(rest, syllable, spelling, used > 0);
                // A whole word that is one syllable is none that bodies are searched for.
                let steps = if spelling == Spelling::Whole && used == 0 { steps & !(1 << word.len()) } else { steps };
                reached |= steps << used;
            }
        }
    }
    reached >> word.len() & 1 == 1
}

fn bits(set: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |n| set >> n & 1 == 1)
}

fn bit(letter: u8) -> u32 {
    1 << (letter - b'a')
}

/// How characters are read, in syllables without tones; `ü` is written `v`, as input methods have it.
struct Readings {
    /// Every syllable there is.
    syllables: Vec<String>,
    /// Per character of [`HAN`]: the first letters of its readings.
    initials: Vec<u32>,
    /// Per character of [`HAN`]: where its readings begin in `indices`; one more at the end.
    starts: Vec<u32>,
    /// Indices into `syllables`.
    indices: Vec<u16>,
}

static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let mut all = Readings { syllables: Vec::new(), initials: Vec::new(), starts: vec![0], indices: Vec::new() };
    for c in HAN.filter_map(char::from_u32) {
        all.add(c);
    }
    all
});

impl Readings {
    fn add(&mut self, c: char) {
        let mut initials = 0;
        let first = self.indices.len();
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            let syllable = reading.plain().replace('ü', "v");
            if let Some(letter) = syllable.bytes().next().filter(u8::is_ascii_lowercase) {
                initials |= bit(letter);
                let index = self.index(syllable);
                if !self.indices.iter().skip(first).any(|known| *known == index) {
                    self.indices.push(index);
                }
            }
        }
        self.initials.push(initials);
        self.starts.push(self.indices.len() as u32);
    }

    fn index(&mut self, syllable: String) -> u16 {
        let known = self.syllables.iter().position(|known| *known == syllable);
        known.unwrap_or_else(|| {
            self.syllables.push(syllable);
            self.syllables.len() - 1
        }) as u16
    }

    fn initials(&self, c: char) -> u32 {
        place(c).and_then(|place| self.initials.get(place)).copied().unwrap_or(0)
    }

    fn of(&self, c: char) -> impl Iterator<Item = &str> {
        let range =
            place(c).and_then(|place| Some(*self.starts.get(place)? as usize..*self.starts.get(place + 1)? as usize));
        let indices = range.and_then(|range| self.indices.get(range)).unwrap_or_default();
        indices.iter().filter_map(|index| self.syllables.get(usize::from(*index))).map(String::as_str)
    }
}

fn place(c: char) -> Option<usize> {
    HAN.contains(&u32::from(c)).then(|| (u32::from(c) - HAN.start) as usize)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::Pinyin;

    #[rstest]
    #[case("yingweida", "看好英伟达", 6..15)]
    #[case("ywd", "看好英伟达", 6..15)]
    #[case("yingwd", "英伟达", 0..9)]
    #[case("yweida", "英伟达", 0..9)]
    #[case("yingwei", "英伟达", 0..6)]
    #[case("yingwe", "英伟达", 0..6)]
    #[case("chongqing", "重庆", 0..6)]
    #[case("zhongqing", "重庆", 0..6)]
    #[case("cq", "重庆", 0..6)]
    #[case("yinhang", "银行", 0..6)]
    #[case("changjiang", "长江", 0..6)]
    #[case("zhgs", "中国石油", 0..9)]
    #[case("nv", "女", 0..3)]
    #[case("xian", "西安", 0..6)]
    fn a_headline_is_found(#[case] word: &str, #[case] text: &str, #[case] at: std::ops::Range<usize>) {
        assert_eq!(Pinyin::of(word).unwrap().in_headline(text), Some(at));
    }

    #[rstest]
    #[case("ywd", "英-伟达")]
    #[case("ywdx", "英伟达")]
    #[case("yi", "英")]
    fn a_headline_is_not_found(#[case] word: &str, #[case] text: &str) {
        assert_eq!(Pinyin::of(word).unwrap().in_headline(text), None);
    }

    #[test]
    fn bodies_want_whole_syllables_at_least_two() {
        let body = |word, text| Pinyin::of(word).and_then(|pinyin| pinyin.in_body(text));
        assert_eq!(body("yingweida", "看好英伟达"), Some(6..15));
        assert_eq!(body("yingwei", "看好英伟达"), Some(6..12));
        for word in ["ywd", "yingwd", "ying", "yingwe", "jx"] {
            assert_eq!(body(word, "看好英伟达机械"), None, "{word}");
        }
    }

    #[rstest]
    #[case("nvidia")]
    #[case("ai5")]
    #[case("AI")]
    #[case("a")]
    #[case("uber")]
    #[case("英")]
    fn no_pinyin(#[case] word: &str) {
        assert!(Pinyin::of(word).is_none());
    }
}
