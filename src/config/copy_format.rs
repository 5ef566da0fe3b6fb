//! How a copied item is written: a text with placeholders, `{time} {title}`.

/// The part that a placeholder names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CopyField {
    /// Hour and minute, Beijing time.
    Time,
    /// The calendar day, without the year if it is the present one.
    Day,
    /// The calendar day with its year.
    Date,
    /// The channel; nothing for 普通.
    Channel,
    /// The title, or the text of a flash without one.
    Title,
    /// The text as the dump has it, with its title.
    Text,
    /// The text without title, dateline and attribution.
    Body,
    /// The link, or the file and line.
    Link,
}

/// The placeholders and their names.
pub(super) const FIELDS: &[(&str, CopyField)] = &[
    ("time", CopyField::Time),
    ("day", CopyField::Day),
    ("date", CopyField::Date),
    ("channel", CopyField::Channel),
    ("title", CopyField::Title),
    ("text", CopyField::Text),
    ("body", CopyField::Body),
    ("link", CopyField::Link),
];

/// A piece of a format.
#[derive(Clone, PartialEq, Eq, Debug)]
enum CopyPiece {
    Text(String),
    Field(CopyField),
}

/// A text with placeholders.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CopyFormat(Vec<CopyPiece>);

impl CopyFormat {
    /// Parses a format; `None` if a placeholder is not known or a brace has no partner.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(brace) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(brace);
            pieces.push(CopyPiece::Text(before.to_owned()));
            let (name, after) = from.strip_prefix('{')?.split_once('}')?;
            let (_, field) = FIELDS.iter().find(|(known, _)| *known == name)?;
            pieces.push(CopyPiece::Field(*field));
            rest = after;
        }
        pieces.push(CopyPiece::Text(rest.to_owned()));
        pieces.retain(|piece| *piece != CopyPiece::Text(String::new()));
        Some(Self(pieces))
    }

    /// Writes an item. A placeholder without a value takes the blank behind it along.
    pub fn fill(&self, value: impl Fn(CopyField) -> String) -> String {
        let (mut filled, mut is_missing) = (String::new(), false);
        for piece in &self.0 {
            match piece {
                CopyPiece::Text(text) if is_missing => {
                    filled.push_str(text.strip_prefix(' ').unwrap_or(text));
                    is_missing = false;
                }
                CopyPiece::Text(text) => filled.push_str(text),
                CopyPiece::Field(field) => {
                    let value = value(*field);
                    is_missing = value.is_empty();
                    filled.push_str(&value);
                }
            }
        }
        filled.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(format: &str, channel: &str) -> String {
        let format = CopyFormat::parse(format).unwrap();
        format.fill(|field| match field {
            CopyField::Time => "20:26".to_owned(),
            CopyField::Channel => channel.to_owned(),
            CopyField::Title => "标题".to_owned(),
            CopyField::Day
            | CopyField::Date
            | CopyField::Text
            | CopyField::Body
            | CopyField::Link => String::new(),
        })
    }

    #[test]
    fn placeholders_are_replaced() {
        let format = "{time} {channel} {title}（{day}）";
        assert_eq!(filled(format, "加红"), "20:26 加红 标题（）");
        assert_eq!(filled(format, ""), "20:26 标题（）");
        assert_eq!(filled("{title} {channel}", ""), "标题");
        assert_eq!(filled("- [ ] {title}", ""), "- [ ] 标题");
    }

    #[test]
    fn unknown_placeholders_are_refused() {
        for wrong in ["{tiem}", "{", "}", "{time", "{{time}}", "{}", "time}"] {
            assert_eq!(CopyFormat::parse(wrong), None, "{wrong}");
        }
    }
}
