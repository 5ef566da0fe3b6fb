//! The placeholders of a format.

use crate::config::suggest;

use super::error::BarFormatFault;

/// What a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Placeholder {
    Unseen,
    Red,
    Hits,
    Rule(String),
    Today,
    Time,
    Age,
    Silence,
    Headline,
    News,
    Hit,
}

/// The names of the placeholders, and what each stands for.
pub const PLACEHOLDERS: [(&str, &str); 11] = [
    ("unseen", "how many items nobody has seen"),
    ("red", "how many of them are red"),
    (
        "hits",
        "how many of them rules hit; rules that fold do not count",
    ),
    ("rule.NAME", "how many of them the rule NAME hits"),
    ("today", "how many items the news day has"),
    ("time", "when the newest item went out, Beijing time"),
    ("age", "how long ago that was"),
    (
        "silence",
        "that nothing came in trading hours for `silent_after` minutes",
    ),
    ("headline", "the newest headline"),
    (
        "news",
        "the unseen headline that matters most: of a rule, else red, else the newest",
    ),
    ("hit", "the newest unseen headline that a rule hits"),
];

/// What the name of a rule comes after.
const RULE: &str = "rule.";

impl Placeholder {
    /// Returns the placeholder of a name.
    pub(super) fn parse(name: &str) -> Result<Self, BarFormatFault> {
        if let Some(rule) = name.strip_prefix(RULE) {
            return Ok(Self::Rule(rule.to_owned()));
        }
        Ok(match name {
            "unseen" => Self::Unseen,
            "red" => Self::Red,
            "hits" => Self::Hits,
            "today" => Self::Today,
            "time" => Self::Time,
            "age" => Self::Age,
            "silence" => Self::Silence,
            "headline" => Self::Headline,
            "news" => Self::News,
            "hit" => Self::Hit,
            _ => {
                let known = PLACEHOLDERS.map(|(name, _)| name);
                let expected = suggest(name, known);
                let name = name.to_owned();
                return Err(BarFormatFault::UnknownPlaceholder { name, expected });
            }
        })
    }

    /// Whether it is a headline, which may be cut.
    pub(super) const fn is_headline(&self) -> bool {
        match self {
            Self::Headline | Self::News | Self::Hit => true,
            Self::Unseen
            | Self::Red
            | Self::Hits
            | Self::Rule(_)
            | Self::Today
            | Self::Time
            | Self::Age
            | Self::Silence => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_placeholder_is_known() {
        for (name, _) in PLACEHOLDERS {
            assert!(Placeholder::parse(name).is_ok(), "{name}");
        }
    }
}
