//! Builds regular expressions: of the user, and of literals.

use regex::bytes;

/// Bytes for the automaton of a user's regular expression. It refuses `\w{200}`, which would run for seconds.
const SIZE_LIMIT: usize = 1 << 20;
/// Bytes for the cache of the lazy automaton.
const CACHE_LIMIT: usize = 4 << 20;

/// A regular expression for any of these literals, ASCII letters in either case.
pub(super) fn literals_regex(literals: &[String]) -> Result<bytes::Regex, regex::Error> {
    let either: Vec<String> = literals.iter().map(|s| either_case(s)).collect();
    user_regex(&either.join("|"), false)
}

/// A regular expression for a literal with ASCII letters in either case. By Unicode's rules `k` would also match the Kelvin
/// sign, which a search for the literals does not find.
fn either_case(literal: &str) -> String {
    let mut source = String::new();
    for c in literal.chars() {
        if c.is_ascii_alphabetic() {
            source.extend(['[', c.to_ascii_lowercase(), c.to_ascii_uppercase(), ']']);
        } else {
            source.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        }
    }
    source
}

/// A regular expression within the limits.
pub(super) fn user_regex(source: &str, ignore_case: bool) -> Result<bytes::Regex, regex::Error> {
    bytes::RegexBuilder::new(source)
        .case_insensitive(ignore_case)
        .size_limit(SIZE_LIMIT)
        .dfa_size_limit(CACHE_LIMIT)
        .build()
}
