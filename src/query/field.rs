//! The fields a query can name, in one table: parser, messages and completion read it.

use std::fmt;

/// What a query can ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Text to look for in one part of the item.
    Text(TextField),
    /// How weighty the wire takes it to be.
    Level,
    /// The news day, or a month or year of them.
    Day,
    /// The time of day.
    At,
    /// From a moment on.
    Since,
    /// The last minutes, hours or days.
    Last,
    /// A percentage in the text; one that falls is negative.
    Percent,
    /// An amount in the text, in its own unit.
    Amount,
    /// A property.
    Is,
}

/// A part of an item that is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// The title.
    Title,
    /// The text without title, dateline and attribution.
    Body,
    /// The attribution.
    Source,
    /// The column that opens the title.
    Column,
    /// The channel.
    Channel,
    /// A company by name or code.
    Stock,
    /// A topic.
    Subject,
    /// The wire.
    Wire,
    /// The dump's path.
    File,
}

/// A field, its names in both languages, and what values it takes.
struct Row(Field, [&'static str; 2], &'static str);

const TABLE: [Row; 17] = [
    Row(Field::Text(TextField::Title), ["title", "标题"], TEXT),
    Row(Field::Text(TextField::Body), ["body", "正文"], TEXT),
    Row(Field::Text(TextField::Source), ["source", "来源"], TEXT),
    Row(Field::Text(TextField::Column), ["column", "栏目"], TEXT),
    Row(Field::Text(TextField::Channel), ["channel", "频道"], TEXT),
    Row(Field::Level, ["level", "级别"], "A, B, C"),
    Row(Field::Text(TextField::Stock), ["stock", "股票"], TEXT),
    Row(Field::Text(TextField::Subject), ["subject", "主题"], TEXT),
    Row(Field::Text(TextField::Wire), ["wire", "电讯"], TEXT),
    Row(Field::Text(TextField::File), ["file", "文件"], TEXT),
    Row(
        Field::Day,
        ["day", "日期"],
        "2026-05-31, 2026-05, 2026, today, yesterday, 2026-05-01..2026-05-09",
    ),
    Row(
        Field::At,
        ["at", "时间"],
        "09:30, 09:30..11:30, 21:00..02:30",
    ),
    Row(
        Field::Since,
        ["since", "起始"],
        "10:15, 2026-05-31, 2026-05-31T10:15",
    ),
    Row(Field::Last, ["last", "最近"], "15m, 2h, 3d"),
    Row(Field::Percent, ["pct", "百分比"], "5, 0.3, -10"),
    Row(
        Field::Amount,
        ["amount", "金额"],
        "10亿, 5000万, 1.2万亿, 300",
    ),
    Row(Field::Is, ["is", "状态"], "titled, red, revised"),
];

const TEXT: &str = "word, \"phrase\", /regex/, (a | b)";

impl TextField {
    /// Whether letters in its value may be pinyin.
    pub(super) const fn has_pinyin(self) -> bool {
        match self {
            Self::Title | Self::Body | Self::Stock => true,
            Self::Source
            | Self::Column
            | Self::Channel
            | Self::Subject
            | Self::Wire
            | Self::File => false,
        }
    }
}

impl Field {
    /// The field of this name, in either language.
    pub fn named(name: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|Row(_, names, _)| names.contains(&name))
            .map(|Row(field, ..)| *field)
    }

    /// All English names, for a message.
    pub fn names() -> String {
        TABLE.map(|Row(_, [english, _], _)| english).join(" ")
    }

    /// What values it takes, by example.
    pub fn values(self) -> &'static str {
        self.row().2
    }

    /// Whether `<` and `>` mean something.
    pub const fn is_ordered(self) -> bool {
        match self {
            Self::Level | Self::Day | Self::Percent | Self::Amount => true,
            Self::Text(_) | Self::At | Self::Since | Self::Last | Self::Is => false,
        }
    }

    fn row(self) -> &'static Row {
        TABLE
            .iter()
            .find(|Row(field, ..)| *field == self)
            .unwrap_or(&TABLE[0])
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row().1[0])
    }
}
