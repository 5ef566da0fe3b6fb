//! The regular expression of a line that begins an entry.

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;

/// Bytes for the automaton. Matching takes time in proportion to it and to the line, whatever is in them.
const SIZE_LIMIT: usize = 1 << 20;
/// Bytes for the cache of the lazy automaton.
const CACHE_LIMIT: usize = 4 << 20;
/// How deep groups may be nested.
const NEST_LIMIT: u32 = 50;

/// A pattern that the first line of an entry matches, with named groups for the parts of it.
#[derive(Clone, Debug)]
pub struct LinePattern(Regex);

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// The error, for a person.
    pub what: String,
    /// Where it is in the pattern, in bytes; `None` if it is the pattern as a whole.
    pub at: Option<usize>,
}

impl LinePattern {
    /// Compiles a pattern.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        let mut parser = ParserBuilder::new().nest_limit(NEST_LIMIT).build();
        parser.parse(text).map_err(|error| syntax_error(&error))?;
        let regex = RegexBuilder::new(text)
            .nest_limit(NEST_LIMIT)
            .size_limit(SIZE_LIMIT)
            .dfa_size_limit(CACHE_LIMIT)
            .build();
        regex.map(Self).map_err(|error| PatternError {
            what: error.to_string(),
            at: None,
        })
    }

    /// As the user wrote it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The names of its groups.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.0.capture_names().flatten()
    }

    pub(in crate::dump) const fn regex(&self) -> &Regex {
        &self.0
    }
}

fn syntax_error(error: &regex_syntax::Error) -> PatternError {
    let (what, at) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(error.span())),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(error.span())),
        other => (other.to_string(), None),
    };
    PatternError {
        what,
        at: at.map(|span| span.start.offset),
    }
}

impl PartialEq for LinePattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for LinePattern {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_pattern_says_what_and_where() {
        let error = LinePattern::new("^(?<time>[0-9]+").unwrap_err();
        assert_eq!((error.what.as_str(), error.at), ("unclosed group", Some(1)));
        let error = LinePattern::new(r"甲\p{Nothing}").unwrap_err();
        assert_eq!(error.at, Some(3), "{}", error.what);
    }

    #[test]
    fn large_pattern_is_refused() {
        for text in [r"\w{1000}", r"(a{1000}){1000}"] {
            let error = LinePattern::new(text).unwrap_err();
            assert!(error.what.contains("size limit"), "{}", error.what);
        }
        let nested = format!("{}a{}", "(".repeat(90), ")".repeat(90));
        assert!(LinePattern::new(&nested).is_err());
    }
}
