//! A format: text with placeholders.
//!
//! ```text
//!   {unseen}            the value
//!   {headline 18}       at most 18 columns of it
//!   {red:红{} }          the text around the value, or nothing if the value is 0 or missing
//!   {{ }}               braces
//! ```
//!
//! There is no `%`: tmux replaces `%d` and `%H` in a status line by its own clock.

use super::error::{BarFormatError, BarFormatFault};
use super::placeholder::Placeholder;
use crate::config::suggest;
use crate::lang::Lang;

/// The value in the text around it.
const VALUE: &str = "{}";
/// What each line begins with where the format names nothing else.
const DEFAULT: [&str; 2] = [
    "{red:红{} }{hits:命中{} }{unseen:新{} }{time}{news: {}}",
    "{red:{} red }{hits:{} hits }{unseen:{} new }{time}{news: {}}",
];
/// The same in the colours of tmux.
const DEFAULT_IN_TMUX: [&str; 2] = [
    "{red:#[fg=red]红{}#[default] }{hits:#[fg=cyan]命中{}#[default] }{unseen:新{} }{time}{news: {}}",
    "{red:#[fg=red]{} red#[default] }{hits:#[fg=cyan]{} hits#[default] }{unseen:{} new }{time}{news: {}}",
];

/// A text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarFormat(pub(super) Vec<FormatPiece>);

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FormatPiece {
    Text(String),
    Value(PlacedValue),
}

/// A placeholder with the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacedValue {
    pub placeholder: Placeholder,
    /// The most columns.
    pub columns: Option<usize>,
    /// The texts between which the value is; `None` to show it alone, also a 0.
    pub around: Option<Vec<String>>,
    /// The place of the name in the format, in bytes.
    at: usize,
}

impl BarFormat {
    /// The format where the user gives none. `tmux` colours it.
    pub fn usual(lang: Lang, tmux: bool) -> Self {
        let [chinese, english] = if tmux { DEFAULT_IN_TMUX } else { DEFAULT };
        Self::parse(lang.pick(chinese, english))
            .unwrap_or_else(|error| unreachable!("a test parses it: {error:?}"))
    }

    /// Parses a format.
    pub fn parse(text: &str) -> Result<Self, BarFormatError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(brace) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(brace);
            push_text(&mut pieces, before);
            if let Some((brace, after)) = doubled_brace(from) {
                push_text(&mut pieces, brace);
                rest = after;
                continue;
            }
            let at = text.len() - from.len();
            let (inside, after) = split(from).map_err(|fault| BarFormatError { at, fault })?;
            pieces.push(FormatPiece::Value(PlacedValue::parse(inside, at + 1)?));
            rest = after;
        }
        push_text(&mut pieces, rest);
        Ok(Self(pieces))
    }

    /// An error if it names a rule that is not known.
    pub fn check_rules<'r>(
        &self,
        known: impl Iterator<Item = &'r str> + Clone,
    ) -> Result<(), BarFormatError> {
        let unknown = self.values().find_map(|value| match &value.placeholder {
            Placeholder::Rule(name) if !known.clone().any(|rule| rule == name) => {
                Some((value.at, name))
            }
            _ => None,
        });
        let Some((at, name)) = unknown else {
            return Ok(());
        };
        let (name, expected) = (name.clone(), suggest(name, known));
        let fault = BarFormatFault::UnknownRule { name, expected };
        Err(BarFormatError { at, fault })
    }

    /// Whether a value depends on the rules.
    pub fn reads_rules(&self) -> bool {
        self.values().any(|value| match value.placeholder {
            Placeholder::Unseen
            | Placeholder::Red
            | Placeholder::Hits
            | Placeholder::Rule(_)
            | Placeholder::News
            | Placeholder::Hit => true,
            Placeholder::Today
            | Placeholder::Time
            | Placeholder::Age
            | Placeholder::Silence
            | Placeholder::Headline => false,
        })
    }

    /// Whether it has this placeholder.
    pub(super) fn has(&self, placeholder: &Placeholder) -> bool {
        self.values().any(|value| value.placeholder == *placeholder)
    }

    /// Whether the line grows older by itself: it shows an age.
    pub fn shows_age(&self) -> bool {
        self.has(&Placeholder::Age)
    }

    fn values(&self) -> impl Iterator<Item = &PlacedValue> {
        self.0.iter().filter_map(|piece| match piece {
            FormatPiece::Value(value) => Some(value),
            FormatPiece::Text(_) => None,
        })
    }
}

impl PlacedValue {
    /// Parses what is between the braces; it begins at a byte of the format.
    fn parse(inside: &str, at: usize) -> Result<Self, BarFormatError> {
        let error = |fault| BarFormatError { at, fault };
        let (head, around) = match inside.split_once(':') {
            Some((head, around)) => (head, Some(around)),
            None => (inside, None),
        };
        let (name, columns) = match head.split_once(' ') {
            Some((name, columns)) if !name.starts_with("rule.") => (name, Some(columns)),
            Some(_) | None => (head, None),
        };
        let placeholder = Placeholder::parse(name).map_err(error)?;
        let name = name.to_owned();
        let columns = match columns.map(|columns| columns.trim().parse()) {
            Some(_) if !placeholder.is_headline() => {
                return Err(error(BarFormatFault::NoWidth { name }));
            }
            None => None,
            Some(Ok(columns)) if columns > 0 => Some(columns),
            Some(Ok(_) | Err(_)) => return Err(error(BarFormatFault::Width { name })),
        };
        let around = around.map(|text| text.split(VALUE).map(str::to_owned).collect());
        Ok(Self {
            placeholder,
            columns,
            around,
            at,
        })
    }
}

/// Adds text, to the piece before if that is text.
fn push_text(pieces: &mut Vec<FormatPiece>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(FormatPiece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else {
        pieces.push(FormatPiece::Text(text.to_owned()));
    }
}

/// Splits a text that begins with two equal braces into one of them and the rest.
fn doubled_brace(from: &str) -> Option<(&'static str, &str)> {
    let braces = [("{{", "{"), ("}}", "}")];
    let mut found = braces.into_iter();
    found.find_map(|(two, one)| Some((one, from.strip_prefix(two)?)))
}

/// Splits a text that begins with a brace into what is inside the braces and what comes after them.
fn split(from: &str) -> Result<(&str, &str), BarFormatFault> {
    let inside = from.strip_prefix('{').ok_or(BarFormatFault::NOT_OPENED)?;
    let mut start = 0;
    while let Some(brace) = inside.get(start..).and_then(|rest| rest.find(['{', '}'])) {
        let at = start + brace;
        let (before, rest) = inside.split_at(at);
        if rest.starts_with(VALUE) {
            start = at + VALUE.len();
        } else if let Some(after) = rest.strip_prefix('}') {
            return Ok((before, after));
        } else {
            break;
        }
    }
    Err(BarFormatFault::NOT_CLOSED)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn usual_formats_are_right() {
        for lang in [Lang::Chinese, Lang::English] {
            for tmux in [false, true] {
                assert!(BarFormat::usual(lang, tmux).reads_rules());
            }
        }
    }

    #[rstest]
    #[case("{reed}", 1, "unknown placeholder {reed}; did you mean `red`?")]
    #[case("新{}", 4, "unknown placeholder {}; expected one of `unseen`")]
    #[case("新{unseen", 3, "{ without }; {{ is a brace itself")]
    #[case("{red:红{unseen}}", 0, "{ without }")]
    #[case("a}b", 1, "} without {; }} is a brace itself")]
    #[case("{red 3}", 1, "{red} has no width; headline, news and hit have one")]
    #[case("{news 0}", 1, "wrong width; expected one like {news 18}, in columns")]
    #[case("{news x}", 1, "wrong width")]
    fn error_names_place_and_expectation(
        #[case] text: &str,
        #[case] at: usize,
        #[case] expected: &str,
    ) {
        let error = BarFormat::parse(text).unwrap_err();
        assert_eq!(error.at, at);
        let message = error.message(Lang::English);
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn unknown_rule_suggests_another() {
        let format = BarFormat::parse("{rule.持仓 长线}{rule.新浪}").unwrap();
        let known = ["持仓 长线", "新股"];
        let error = format.check_rules(known.into_iter()).unwrap_err();
        let message = error.message(Lang::English);
        assert_eq!(message, "no rule `新浪`; did you mean `新股`?");
        let format = BarFormat::parse("{rule.新股}").unwrap();
        assert_eq!(format.check_rules(known.into_iter()), Ok(()));
    }
}
