//! Text of a time -> [`When`].
//!
//! ```text
//! when  = point | [point] ".." [point] | ("近" | "last") duration
//! point = "现在" | "最新" | duration ["前"] | day [part] | part
//! ```

use super::day_name::DayName;
use super::day_part::{DayPart, day_part};
use super::day_words::day_name;
use super::elapsed::elapsed;
use super::error::{ExpectedTime, TimeError};
use super::pinyin::with_hanzi;
use super::scanner::Scanner;
use super::when::{Shape, TimePoint, When};

/// What a typed time is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A moment or a range; four digits are a time of day.
    Time,
    /// A day or several; four digits are a year or a date.
    Day,
}

const INSTANTS: &[(&str, TimePoint)] = &[
    ("现在", TimePoint::Now),
    ("此刻", TimePoint::Now),
    ("now", TimePoint::Now),
    ("最新", TimePoint::Newest),
    ("latest", TimePoint::Newest),
    ("newest", TimePoint::Newest),
];

/// Words before a duration that ends now.
const LAST: &[(&str, ())] = &[
    ("近", ()),
    ("最近", ()),
    ("过去", ()),
    ("last", ()),
    ("past", ()),
];

const RANGE_SIGNS: &[(&str, ())] = &[
    ("..", ()),
    ("...", ()),
    ("…", ()),
    ("……", ()),
    ("~", ()),
    ("至", ()),
    ("到", ()),
];

const AGO: &[(&str, ())] = &[("前", ()), ("之前", ()), ("以前", ()), (" ago", ())];

impl When {
    /// Parses a time. Letters that are no time as typed may be the pinyin of one.
    pub fn parse(typed: &str, wanted: Wanted) -> Result<Self, TimeError> {
        Self::parse_as_typed(typed, wanted).or_else(|error| {
            let parse = |text: String| Self::parse_as_typed(&text, wanted).ok();
            with_hanzi(typed).and_then(parse).ok_or(error)
        })
    }

    fn parse_as_typed(typed: &str, wanted: Wanted) -> Result<Self, TimeError> {
        let mut parser = TimeParser {
            scanner: Scanner::new(typed),
            wanted,
        };
        let shape = parser.shape()?;
        let at = parser.scanner.rest();
        if parser.scanner.is_at_end() {
            Ok(Self(shape))
        } else {
            Err(TimeError {
                at,
                expected: ExpectedTime::End,
            })
        }
    }
}

struct TimeParser {
    scanner: Scanner,
    wanted: Wanted,
}

impl TimeParser {
    fn shape(&mut self) -> Result<Shape, TimeError> {
        self.scanner.skip_spaces();
        if let Some(shape) = self.last() {
            return Ok(shape);
        }
        if self.range_sign() {
            return Ok(Shape::Range(None, Some(self.point()?)));
        }
        let from = self.point()?;
        if !self.range_sign() && !self.hyphen_after(from) {
            return Ok(Shape::One(from));
        }
        self.scanner.skip_spaces();
        if self.scanner.is_at_end() {
            return Ok(Shape::Range(Some(from), None));
        }
        let until = self.point()?.on(from.day());
        Ok(Shape::Range(Some(from), Some(until)))
    }

    /// Reads `近2小时`.
    fn last(&mut self) -> Option<Shape> {
        let start = self.scanner.mark();
        if self.scanner.find(LAST).is_some() {
            self.scanner.skip_spaces();
            if let Some(elapsed) = elapsed(&mut self.scanner) {
                return Some(Shape::Last(elapsed));
            }
        }
        self.scanner.reset(start);
        None
    }

    fn range_sign(&mut self) -> bool {
        let start = self.scanner.mark();
        self.scanner.skip_spaces();
        let found = self.scanner.find(RANGE_SIGNS).is_some();
        if !found {
            self.scanner.reset(start);
        }
        found
    }

    /// Steps over the hyphen of `09:30-11:30`.
    fn hyphen_after(&mut self, from: TimePoint) -> bool {
        let is_time = matches!(
            from,
            TimePoint::Part(DayPart::Clock { .. }) | TimePoint::PartOf(_, DayPart::Clock { .. })
        );
        is_time && self.scanner.take('-')
    }

    fn point(&mut self) -> Result<TimePoint, TimeError> {
        self.scanner.skip_spaces();
        if let Some(point) = self.scanner.find(INSTANTS).or_else(|| self.named_part()) {
            return Ok(point);
        }
        if let Some(elapsed) = elapsed(&mut self.scanner) {
            self.scanner.find(AGO);
            return Ok(TimePoint::Ago(elapsed));
        }
        let digits_are_dates = self.wanted == Wanted::Day;
        match day_name(&mut self.scanner, digits_are_dates)? {
            Some(day) => self.part_of(day),
            None => match day_part(&mut self.scanner, false)? {
                Some(part) => Ok(TimePoint::Part(part)),
                None => Err(self.nothing()),
            },
        }
    }

    /// Reads words that name a part of a day, and would mean another one taken apart. The last close is that of a day of
    /// trading.
    fn named_part(&mut self) -> Option<TimePoint> {
        use DayName::{Back, LastTrading};
        const WORDS: &[(&str, (DayName, &str))] = &[
            ("昨收", (LastTrading, "收")),
            ("昨开", (LastTrading, "开")),
            ("previous close", (LastTrading, "收")),
            ("last close", (LastTrading, "收")),
            ("this morning", (Back(0), "早")),
            ("tonight", (Back(0), "晚")),
            ("last night", (Back(1), "晚")),
        ];
        let (day, part) = self.scanner.find(WORDS)?;
        let part = day_part(&mut Scanner::new(part), true).ok().flatten()?;
        Some(TimePoint::PartOf(day, part))
    }

    /// Reads the time of day that may follow a day.
    fn part_of(&mut self, day: DayName) -> Result<TimePoint, TimeError> {
        let end = self.scanner.mark();
        self.scanner.skip_spaces();
        self.skip_joint();
        let start = self.scanner.mark();
        match day_part(&mut self.scanner, true)? {
            Some(part) if day.is_single() => Ok(TimePoint::PartOf(day, part)),
            Some(_) => Err(TimeError {
                at: self.scanner.bytes_from(start),
                expected: ExpectedTime::OneDay,
            }),
            None => {
                self.scanner.reset(end);
                Ok(TimePoint::Day(day))
            }
        }
    }

    /// Steps over what may join a day and a time: the `T` of `2026-05-14T14:00`, `的`, `at`.
    fn skip_joint(&mut self) {
        let is_iso = self.scanner.peek_nth(1).is_some_and(|c| c.is_ascii_digit());
        if is_iso {
            self.scanner.take('t');
        } else if !self.scanner.take('的') {
            self.scanner.word("at");
            self.scanner.skip_spaces();
        }
    }

    /// The error where no time was found.
    fn nothing(&mut self) -> TimeError {
        TimeError {
            at: self.scanner.rest(),
            expected: match self.wanted {
                Wanted::Time => ExpectedTime::Time,
                Wanted::Day => ExpectedTime::Day,
            },
        }
    }
}
