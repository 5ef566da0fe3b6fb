//! Times of day: `14`, `14:00`, `1400`, `下午2点`, `2pm`, and the words of the trade, `开盘`, `盘后`, `close`.

use chrono::NaiveTime;

use super::error::{ExpectedTime, TimeError};
use super::market::{AFTERNOON, BREAK, CLOSE, NIGHT, OPEN, at};
use super::scanner::{Number, Scanner};

/// A time of day or a part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    /// A time, and its precision in seconds: an hour, a minute or a second.
    Clock { time: NaiveTime, unit: u32 },
    /// From one time to before another.
    Between { from: Edge, until: Edge },
}

/// An end of a part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Rollover,
    At(NaiveTime),
}

/// How a word before an hour changes it: 下午2点 is 14:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    SmallHours,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

const NOON: NaiveTime = at(12, 0);
const EVENING: NaiveTime = at(18, 0);

const fn minute(time: NaiveTime) -> DayPart {
    DayPart::Clock { time, unit: 60 }
}

const fn between(from: NaiveTime, until: NaiveTime) -> DayPart {
    DayPart::Between {
        from: Edge::At(from),
        until: Edge::At(until),
    }
}

const fn from_rollover(until: NaiveTime) -> DayPart {
    DayPart::Between {
        from: Edge::Rollover,
        until: Edge::At(until),
    }
}

const fn to_rollover(from: NaiveTime) -> DayPart {
    DayPart::Between {
        from: Edge::At(from),
        until: Edge::Rollover,
    }
}

/// Words for times and sessions.
const WORDS: &[(&str, DayPart)] = &[
    ("开盘", minute(OPEN)),
    ("open", minute(OPEN)),
    ("收盘", minute(CLOSE)),
    ("收市", minute(CLOSE)),
    ("close", minute(CLOSE)),
    ("中午", minute(NOON)),
    ("noon", minute(NOON)),
    ("午夜", minute(NaiveTime::MIN)),
    ("midnight", minute(NaiveTime::MIN)),
    ("盘前", from_rollover(OPEN)),
    ("before open", from_rollover(OPEN)),
    ("before the open", from_rollover(OPEN)),
    ("premarket", from_rollover(OPEN)),
    ("盘中", between(OPEN, CLOSE)),
    ("trading", between(OPEN, CLOSE)),
    ("早盘", between(OPEN, BREAK)),
    ("morning", between(OPEN, BREAK)),
    ("午间", between(BREAK, AFTERNOON)),
    ("午休", between(BREAK, AFTERNOON)),
    ("break", between(BREAK, AFTERNOON)),
    ("午后", between(AFTERNOON, CLOSE)),
    ("午盘", between(AFTERNOON, CLOSE)),
    ("afternoon", between(AFTERNOON, CLOSE)),
    ("盘后", between(CLOSE, NIGHT)),
    ("after close", between(CLOSE, NIGHT)),
    ("after the close", between(CLOSE, NIGHT)),
    ("夜盘", to_rollover(NIGHT)),
    ("night", to_rollover(NIGHT)),
    ("凌晨", to_rollover(NaiveTime::MIN)),
    ("清晨", from_rollover(NOON)),
    ("早上", from_rollover(NOON)),
    ("上午", from_rollover(NOON)),
    ("下午", between(NOON, EVENING)),
    ("傍晚", between(at(17, 0), at(19, 0))),
    ("晚上", to_rollover(EVENING)),
    ("晚间", to_rollover(EVENING)),
    ("夜里", to_rollover(EVENING)),
    ("evening", to_rollover(EVENING)),
];

/// The words for times and sessions.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// Words that are too short to be a time by themselves: 昨收, 今早.
const WORDS_AFTER_DAY: &[(&str, DayPart)] = &[
    ("开", minute(OPEN)),
    ("收", minute(CLOSE)),
    ("早", from_rollover(NOON)),
    ("晨", from_rollover(NOON)),
    ("晚", to_rollover(EVENING)),
    ("夜", to_rollover(EVENING)),
];

const HALVES: &[(&str, Half)] = &[
    ("凌晨", Half::SmallHours),
    ("清晨", Half::Morning),
    ("早上", Half::Morning),
    ("上午", Half::Morning),
    ("早", Half::Morning),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("午后", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("晚上", Half::Evening),
    ("晚间", Half::Evening),
    ("晚", Half::Evening),
    ("夜里", Half::Evening),
];

impl Half {
    /// The hour of 24 that a spoken hour means.
    const fn hour(self, spoken: u32) -> u32 {
        match (self, spoken) {
            (Self::SmallHours | Self::Evening, 12) => 0,
            (Self::Afternoon, 1..=11) | (Self::Noon, 1..=2) | (Self::Evening, 5..=11) => {
                spoken + 12
            }
            (_, hour) => hour,
        }
    }
}

/// Reads a time of day or a part of the day, if one is next. An error if it is a time that no day has.
pub(super) fn day_part(
    scanner: &mut Scanner,
    is_after_day: bool,
) -> Result<Option<DayPart>, TimeError> {
    if let Some(part) = spoken(scanner)? {
        return Ok(Some(part));
    }
    if let Some(part) = scanner.find(WORDS) {
        return Ok(Some(part));
    }
    if is_after_day && let Some(part) = scanner.find(WORDS_AFTER_DAY) {
        return Ok(Some(part));
    }
    clock(scanner, None)
}

/// Reads an hour after the word for its part of the day: `下午2点`.
fn spoken(scanner: &mut Scanner) -> Result<Option<DayPart>, TimeError> {
    let start = scanner.mark();
    let Some(half) = scanner.find(HALVES) else {
        return Ok(None);
    };
    scanner.skip_spaces();
    let part = clock(scanner, Some(half))?;
    if part.is_none() {
        scanner.reset(start);
    }
    Ok(part)
}

/// Reads `14`, `14:00`, `14:00:05`, `1400`, `14点`, `14点半`, `2pm`.
fn clock(scanner: &mut Scanner, half: Option<Half>) -> Result<Option<DayPart>, TimeError> {
    let start = scanner.mark();
    let Some(number) = scanner.number() else {
        return Ok(None);
    };
    let Some((hour, minute, second, unit)) = fields(scanner, number) else {
        scanner.reset(start);
        return Ok(None);
    };
    let hour = half_day(scanner, half).map_or(hour, |half| half.hour(hour));
    match NaiveTime::from_hms_opt(hour, minute, second) {
        Some(time) => Ok(Some(DayPart::Clock { time, unit })),
        None => Err(TimeError {
            at: scanner.bytes_from(start),
            expected: ExpectedTime::HourMinute,
        }),
    }
}

/// Hour, minute, second, and the precision in seconds; `None` if the number is no hour.
fn fields(scanner: &mut Scanner, number: Number) -> Option<(u32, u32, u32, u32)> {
    let Number { value, digits } = number;
    if scanner.take(':') {
        let Some(minute) = scanner.number() else {
            return Some((value, 0, 0, 3600));
        };
        if !scanner.take(':') {
            return Some((value, minute.value, 0, 60));
        }
        let second = scanner.number().map_or(0, |second| second.value);
        return Some((value, minute.value, second, 1));
    }
    if scanner.take('点') || scanner.take('时') {
        scanner.take('钟');
        let (minute, unit) = spoken_minute(scanner);
        return Some((value, minute, 0, unit));
    }
    match digits {
        1..=2 => Some((value, 0, 0, 3600)),
        3..=4 => Some((value / 100, value % 100, 0, 60)),
        _ => None,
    }
}

/// Reads what follows `点`: `半`, `一刻`, `30分` or nothing. Returns the minute and the precision in seconds.
fn spoken_minute(scanner: &mut Scanner) -> (u32, u32) {
    const QUARTERS: &[(&str, u32)] = &[("整", 0), ("一刻", 15), ("半", 30), ("三刻", 45)];
    if let Some(minute) = scanner.find(QUARTERS) {
        return (minute, 60);
    }
    match scanner.number() {
        Some(minute) => {
            scanner.take('分');
            (minute.value, 60)
        }
        None => (0, 3600),
    }
}

/// The half of the day from the word before the hour, or from `am` or `pm` behind it.
fn half_day(scanner: &mut Scanner, before: Option<Half>) -> Option<Half> {
    const HALVES_BEHIND: &[(&str, Half)] = &[("am", Half::SmallHours), ("pm", Half::Afternoon)];
    let end = scanner.mark();
    scanner.skip_spaces();
    let behind = scanner.find(HALVES_BEHIND);
    if behind.is_none() {
        scanner.reset(end);
    }
    before.or(behind)
}
