//! Splits a text into code and comments by the spans of its tokens.

use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};

/// The byte ranges of all tokens, in order, without doc comments.
pub fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if let Ok(tokens) = text.parse() {
        collect(text, tokens, &mut ranges);
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}

fn collect(text: &str, tokens: TokenStream, ranges: &mut Vec<Range<usize>>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                ranges.push(group.span_open().byte_range());
                collect(text, group.stream(), ranges);
                ranges.push(group.span_close().byte_range());
            }
            // A doc comment becomes `#[doc = "…"]` or `#![doc = "…"]`, each token with the span of the comment.
            TokenTree::Punct(punct)
                if punct.as_char() == '#' && is_comment(text, &punct.span().byte_range()) =>
            {
                tokens.next_if(|next| matches!(next, TokenTree::Punct(_)));
                tokens.next();
            }
            token => ranges.push(token.span().byte_range()),
        }
    }
}

fn is_comment(text: &str, range: &Range<usize>) -> bool {
    text.as_bytes().get(range.start) == Some(&b'/')
}

/// The comments of a text, doc comments included: everything between its tokens.
pub fn comments(text: &str) -> String {
    let mut comments = String::new();
    let mut end = 0;
    for range in code_ranges(text) {
        comments.push_str(text.get(end..range.start).unwrap_or_default());
        comments.push('\n');
        end = range.end.max(end);
    }
    comments.push_str(text.get(end..).unwrap_or_default());
    comments
}

/// How much code a text has outside of `excluded`.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeSize {
    /// Lines with at least one token.
    pub lines: usize,
    /// Characters of tokens without white space.
    pub characters: usize,
    /// Tokens: how much code there is, however long its names are.
    pub tokens: usize,
}

impl CodeSize {
    /// Measures a text; what begins in one of the `excluded` byte ranges does not count.
    pub fn new(text: &str, excluded: &[Range<usize>]) -> Self {
        let mut size = Self::default();
        let mut last_line_end = 0;
        for range in code_ranges(text) {
            if excluded
                .iter()
                .any(|excluded| excluded.contains(&range.start))
            {
                continue;
            }
            let token = text.get(range.clone()).unwrap_or_default();
            size.tokens += 1;
            size.characters += token.chars().filter(|c| !c.is_whitespace()).count();
            if range.start >= last_line_end {
                size.lines += 1;
            }
            size.lines += token.matches('\n').count();
            last_line_end = text
                .get(range.end..)
                .and_then(|rest| rest.find('\n'))
                .map_or(text.len(), |at| range.end + at);
        }
        size
    }
}

impl std::ops::AddAssign for CodeSize {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.characters += other.characters;
        self.tokens += other.tokens;
    }
}
