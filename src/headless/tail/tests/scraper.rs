//! A scraper that writes the dumps of a day in the ways that were seen: it appends, renames, truncates, tears and deletes.

#![allow(clippy::string_slice, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pseudo-random numbers from a seed (splitmix64, public domain).
#[derive(Debug)]
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// After this time a change was seen. A text that is corrected while its dump is away or renamed is another story.
const SEEN: Duration = Duration::from_secs(8);

/// What the scraper does next, one after the other.
#[derive(Debug)]
pub(super) enum Step {
    Write(PathBuf, Vec<u8>),
    Append(PathBuf, Vec<u8>),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    Pause(Duration),
}

impl Step {
    /// Performs it. Returns how long nothing happens then.
    pub(super) fn act(&self) -> Duration {
        match self {
            Self::Write(path, bytes) => File::create(path).unwrap().write_all(bytes).unwrap(),
            Self::Append(path, bytes) => {
                let mut file = OpenOptions::new().append(true).open(path).unwrap();
                file.write_all(bytes).unwrap();
            }
            Self::Rename(from, to) => fs::rename(from, to).unwrap(),
            Self::Remove(path) => fs::remove_file(path).unwrap(),
            Self::Pause(length) => return *length,
        }
        Duration::ZERO
    }
}

/// A dump of the day as it will be, and how much of it is written.
#[derive(Debug)]
pub(super) struct DayDump {
    path: PathBuf,
    heading: String,
    pub(super) entries: Vec<String>,
    written: usize,
    /// The entries that are written with a wrong figure.
    wrong: BTreeMap<usize, String>,
}

impl DayDump {
    /// Takes a real dump apart. At most `max` entries are written.
    pub(super) fn new(path: PathBuf, whole: &str, max: usize) -> Self {
        let starts: Vec<usize> = whole.match_indices("\n**[").map(|(at, _)| at + 1).collect();
        let ends = starts.iter().skip(1).copied().chain([whole.len()]);
        let entries = starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| whole[start..end].to_owned());
        Self {
            heading: whole[..starts.first().copied().unwrap_or(whole.len())].to_owned(),
            entries: entries.take(max).collect(),
            path,
            written: 0,
            wrong: BTreeMap::new(),
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.written == self.entries.len() && self.wrong.is_empty()
    }

    fn text_of(&self, entries: std::ops::Range<usize>) -> String {
        let texts = entries.map(|nth| self.wrong.get(&nth).unwrap_or(&self.entries[nth]));
        texts.map(String::as_str).collect()
    }

    fn bytes(&self) -> Vec<u8> {
        format!("{}{}", self.heading, self.text_of(0..self.written)).into_bytes()
    }

    /// The first steps: the dump with its first entries.
    pub(super) fn begin(&mut self) -> Vec<Step> {
        self.written = 2.min(self.entries.len());
        vec![Step::Write(self.path.clone(), self.bytes())]
    }

    /// The next steps.
    pub(super) fn go_on(&mut self, random: &mut Random) -> Vec<Step> {
        match random.below(12) {
            0 => self.truncate(random),
            1 => self.delete(random),
            2 => self.rename(random),
            3 => self.correct(),
            4 | 5 => {
                self.take_more(random);
                self.replace()
            }
            6 => vec![Step::Pause(Duration::from_secs(random.pick(&[1, 4, 8])))],
            _ => self.append(random),
        }
    }

    /// The last steps: everything is whole.
    pub(super) fn finish(&self) -> Vec<Step> {
        self.replace()
    }

    fn take_more(&mut self, random: &mut Random) {
        let before = self.written;
        self.written = (before + 1 + random.below(4)).min(self.entries.len());
        for nth in before..self.written {
            let entry = &self.entries[nth];
            let figure = entry
                .char_indices()
                .skip(10)
                .find(|(_, c)| c.is_ascii_digit());
            if let Some((at, _)) = figure.filter(|_| random.below(15) == 0) {
                let digit = if entry[at..].starts_with('7') {
                    "8"
                } else {
                    "7"
                };
                let wrong = format!("{}{digit}{}", &entry[..at], &entry[at + 1..]);
                self.wrong.insert(nth, wrong);
            }
        }
    }

    fn append(&mut self, random: &mut Random) -> Vec<Step> {
        let before = self.written;
        self.take_more(random);
        let bytes = self.text_of(before..self.written).into_bytes();
        self.torn(&bytes, &[1, 50, 400, 1500, 3000], random)
    }

    /// Appends bytes in pieces, with pauses in milliseconds.
    fn torn(&self, bytes: &[u8], pauses: &[u64], random: &mut Random) -> Vec<Step> {
        let mut cuts: Vec<usize> = (0..random.below(4))
            .map(|_| random.below(bytes.len() + 1))
            .collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).flat_map(|cut| {
            let pause = Step::Pause(Duration::from_millis(random.pick(pauses)));
            [
                Step::Append(self.path.clone(), bytes[cut[0]..cut[1]].to_vec()),
                pause,
            ]
        });
        pieces.collect()
    }

    fn truncate(&self, random: &mut Random) -> Vec<Step> {
        let mut steps = vec![Step::Write(self.path.clone(), Vec::new())];
        steps.extend(self.torn(&self.bytes(), &[1, 100, 1000], random));
        steps
    }

    fn delete(&self, random: &mut Random) -> Vec<Step> {
        let away = Duration::from_millis(random.pick(&[1, 1000, 6000, 20_000]));
        vec![
            Step::Remove(self.path.clone()),
            Step::Pause(away),
            Step::Write(self.path.clone(), self.bytes()),
            Step::Pause(SEEN),
        ]
    }

    fn rename(&mut self, random: &mut Random) -> Vec<Step> {
        let stem = self
            .path
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let stem = stem.split('~').next().unwrap();
        let to = self
            .path
            .with_file_name(format!("{stem}~{}.md", random.below(100)));
        let from = std::mem::replace(&mut self.path, to.clone());
        vec![Step::Rename(from, to), Step::Pause(SEEN)]
    }

    /// Writes the dump anew with one figure put right.
    fn correct(&mut self) -> Vec<Step> {
        if self.wrong.pop_first().is_none() {
            return Vec::new();
        }
        let mut steps = vec![Step::Pause(SEEN)];
        steps.extend(self.replace());
        steps.push(Step::Pause(SEEN));
        steps
    }

    /// Writes the dump aside and renames it into place.
    fn replace(&self) -> Vec<Step> {
        let aside = self.path.with_extension("tmp");
        vec![
            Step::Write(aside.clone(), self.bytes()),
            Step::Rename(aside, self.path.clone()),
        ]
    }
}

/// The dumps of a day: of the corpus, or invented ones.
pub(super) fn dumps_of_a_day(folder: &Path, random: &mut Random) -> Vec<DayDump> {
    let real =
        std::env::var_os("DIANBAO_CORPUS").map(|corpus| real_day(Path::new(&corpus), random));
    let dumps = real.unwrap_or_else(|| vec![("电报_2026-05-14.md".to_owned(), invented_day())]);
    let dumps = dumps.into_iter();
    dumps
        .map(|(name, text)| DayDump::new(folder.join(name), &text, 60))
        .collect()
}

fn real_day(corpus: &Path, random: &mut Random) -> Vec<(String, String)> {
    let day = format!("2026-05-{}", 14 + random.below(18));
    let names = ["普通", "加红"].map(|channel| format!("财联社【{channel}】电报_{day}.md"));
    let read = |name: String| {
        let text = fs::read_to_string(corpus.join("cls").join(&name)).unwrap();
        (name, text)
    };
    names.map(read).into()
}

fn invented_day() -> String {
    let entries = (0..60).map(|nth| {
        let title = if nth % 3 == 0 {
            ""
        } else {
            "【第几号合同】"
        }
        .replace('几', &nth.to_string());
        format!(
            "**[{:02}:{:02}]** {title}第{nth}号公告，中标{nth}亿元供货合同。\n\n",
            9 + nth / 20,
            nth / 2 % 10
        )
    });
    let heading = "# 财联社【普通】电报 - 2026-05-14\n\n---\n\n".to_owned();
    entries.fold(heading, |text, entry| text + &entry)
}
