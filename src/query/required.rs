//! Strings that a raw text must hold for its item to match, so whole dumps are searched instead of item after item.

use aho_corasick::AhoCorasick;
use regex_syntax::hir::literal::{ExtractKind, Extractor, Literal};
use regex_syntax::hir::{Class, Hir, HirKind};

use super::check::{Check, Finder};
use super::field::{TextField, TextOrigin};
use super::known_names::KnownNames;
use super::text_search::RegexSearch;

/// The fewest bytes of a literal of a regular expression: one Chinese character. Shorter ones occur everywhere.
const MIN_LITERAL_LEN: usize = 3;

/// Every matching item holds at least one of these strings: in its text, in a title beside it, in the name or code of a
/// stock, or in a subject. If a dump gives its entries nothing but text, that is the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredLiterals {
    /// The strings.
    pub literals: Vec<String>,
    /// Whether ASCII letters match in either case.
    pub ignore_ascii_case: bool,
    /// Whether an item that holds one of them surely matches.
    pub is_sufficient: bool,
}

/// Returns the regular expression that is the whole query, if all its matches are within a line. Many texts, each on lines of
/// its own, can then be searched at once.
pub(super) fn line_regex(check: &Check) -> Option<regex::bytes::Regex> {
    let Check::Text(None, finder) = check else {
        return None;
    };
    let search = finder.search.as_regex()?;
    is_within_line(&search.tree()?).then(|| search.regex.clone())
}

/// Whether no match has a line break in it, or looks beyond its own ends.
fn is_within_line(tree: &Hir) -> bool {
    match tree.kind() {
        HirKind::Empty => true,
        HirKind::Literal(literal) => !literal.0.contains(&b'\n'),
        HirKind::Class(Class::Unicode(class)) => !class
            .iter()
            .any(|range| (range.start()..=range.end()).contains(&'\n')),
        HirKind::Class(Class::Bytes(class)) => !class
            .iter()
            .any(|range| (range.start()..=range.end()).contains(&b'\n')),
        HirKind::Look(_) => false,
        HirKind::Repetition(repetition) => is_within_line(&repetition.sub),
        HirKind::Capture(capture) => is_within_line(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().all(is_within_line),
    }
}

/// Returns the rarest strings that a check requires, none of which holds another one.
pub(super) fn literals(check: &Check, names: &KnownNames<'_>) -> Option<RequiredLiterals> {
    let all = all_literals(check, names)?;
    // A word has few spellings, and none holds another.
    let is_word = matches!(check, Check::Text(field, _) if origin(*field) == TextOrigin::Story);
    if is_word {
        return Some(all);
    }
    Some(RequiredLiterals {
        literals: shortest(all.literals),
        ..all
    })
}

/// Where the texts of a field come from. A word without a field is looked for in the story.
fn origin(field: Option<&TextField>) -> TextOrigin {
    field.map_or(TextOrigin::Story, |field| field.origin)
}

/// The same with strings that hold others.
pub(super) fn all_literals(check: &Check, names: &KnownNames<'_>) -> Option<RequiredLiterals> {
    match check {
        Check::Text(field, finder) => match origin(*field) {
            TextOrigin::Story => story_literals(*field, finder),
            TextOrigin::Stocks => stock_literals(finder, names),
            TextOrigin::Marks | TextOrigin::Outside => None,
        },
        Check::And(parts) => {
            let required = parts.iter().filter_map(|part| all_literals(part, names));
            Some(RequiredLiterals {
                is_sufficient: false,
                ..required.max_by_key(rarity)?
            })
        }
        Check::Or(parts) => {
            let alternatives = parts.iter().map(|part| all_literals(part, names));
            union(alternatives.collect::<Option<_>>()?)
        }
        Check::All | Check::Not(_) | Check::Condition(_) => None,
    }
}

/// The longer its shortest literal, the rarer.
fn rarity(required: &RequiredLiterals) -> (usize, bool) {
    let shortest = required.literals.iter().map(String::len).min().unwrap_or(0);
    (shortest, !required.ignore_ascii_case)
}

fn story_literals(field: Option<&TextField>, finder: &Finder) -> Option<RequiredLiterals> {
    if let Some(search) = finder.search.as_regex() {
        return Some(RequiredLiterals {
            literals: regex_literals(search)?,
            ignore_ascii_case: false,
            is_sufficient: false,
        });
    }
    let is_read = field.is_none_or(|field| field.pinyin.is_some());
    let spellings = finder.search.literals();
    if spellings.is_empty() || (finder.reads_headlines() && is_read) {
        return None;
    }
    let is_cased = |literal: &String| literal.bytes().any(|b| b.is_ascii_alphabetic());
    let names = finder.names.iter().filter(|_| finder.finds_names_in(field));
    let names = names.flat_map(|names| names.written());
    Some(RequiredLiterals {
        literals: spellings.iter().chain(names).cloned().collect(),
        ignore_ascii_case: spellings.iter().any(is_cased),
        is_sufficient: field.is_none(),
    })
}

/// A stock is found by its name, its code, or another known name.
fn stock_literals(finder: &Finder, names: &KnownNames<'_>) -> Option<RequiredLiterals> {
    let spellings = finder.search.literals();
    if spellings.is_empty() || finder.pinyin.is_some() {
        return None;
    }
    let mut literals = spellings
        .iter()
        .map(|spelling| symbol_or_name(spelling))
        .collect::<Option<Vec<_>>>()?;
    for (name, stock) in names
        .iter()
        .filter(|(name, stock)| finder.means(name, stock))
    {
        literals.push((*name).to_owned());
        literals.extend(symbol_or_name(&stock.code));
    }
    Some(RequiredLiterals {
        literals,
        ignore_ascii_case: true,
        is_sufficient: false,
    })
}

/// Returns the string that a text surely holds if it names a stock with `written` in its name or code. For a code this is the
/// symbol alone: texts leave out the market, and write Hong Kong's numbers with and without leading zeros. `None` if nothing
/// remains, as for a part of a market's mark, which occurs in every code.
fn symbol_or_name(written: &str) -> Option<String> {
    const MARKETS: [&str; 5] = ["SH", "SZ", "BJ", "HK", "US"];
    if !written
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    {
        return Some(written.to_owned());
    }
    let symbol = written
        .rsplit_once('.')
        .map_or(written, |(symbol, _)| symbol);
    let is_hong_kong = symbol.len() <= 5 && symbol.bytes().all(|byte| byte.is_ascii_digit());
    let symbol = if is_hong_kong {
        symbol.trim_start_matches('0')
    } else {
        symbol
    };
    let upper = symbol.to_ascii_uppercase();
    (!MARKETS.iter().any(|market| market.contains(&upper))).then(|| symbol.to_owned())
}

/// Returns the beginnings of all matches of a regular expression, or the ends of all matches.
fn regex_literals(search: &RegexSearch) -> Option<Vec<String>> {
    let tree = search.tree()?;
    [ExtractKind::Prefix, ExtractKind::Suffix]
        .into_iter()
        .find_map(|kind| {
            let found = Extractor::new().kind(kind).extract(&tree);
            let literals: Option<Vec<String>> = found.literals()?.iter().map(text).collect();
            literals.filter(|literals| {
                !literals.is_empty() && literals.iter().all(|one| one.len() >= MIN_LITERAL_LEN)
            })
        })
}

/// A literal as text; `None` if it was cut inside a character.
fn text(literal: &Literal) -> Option<String> {
    str::from_utf8(literal.as_bytes()).ok().map(str::to_owned)
}

fn union(all: Vec<RequiredLiterals>) -> Option<RequiredLiterals> {
    all.into_iter().reduce(|mut all, next| {
        all.literals.extend(next.literals);
        all.ignore_ascii_case |= next.ignore_ascii_case;
        all.is_sufficient &= next.is_sufficient;
        all
    })
}

/// The literals without those that hold another one: every text with them has the other one too.
fn shortest(mut literals: Vec<String>) -> Vec<String> {
    literals.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    literals.dedup();
    let Ok(all) = AhoCorasick::new(&literals) else {
        return literals;
    };
    let holds_no_other = |literal: &&String| {
        let mut found = all.find_overlapping_iter(literal.as_str());
        !found.any(|hit| hit.end() - hit.start() < literal.len())
    };
    literals.iter().filter(holds_no_other).cloned().collect()
}
