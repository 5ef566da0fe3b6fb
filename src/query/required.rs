//! What a raw text must hold for its item to match, so that whole dumps can be searched rather than item after item.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::{ExtractKind, Extractor, Literal};
use regex_syntax::hir::{Class, Hir, HirKind};

use super::ast::Pattern;
use super::compile::{Check, Finder};
use super::field::TextField;
use crate::item::Stock;

/// Strings of which every matching item holds at least one: in its text, in a title that does not stand in its text, in
/// the name or code of a stock, or in a subject. In a dump that gives its entries nothing but text, that is the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// The strings; ASCII letters match in either case where `ignore_ascii_case`.
    pub literals: Vec<String>,
    /// Whether ASCII letters match in either case.
    pub ignore_ascii_case: bool,
    /// Whether holding one of them is all that the query asks, so that no item need be looked at again.
    pub sufficient: bool,
}

/// Names that are known, as texts write them, each with the stock it stands for.
type Names<'a> = [(&'a str, &'a Stock)];

/// A regular expression that is the whole query and whose matches stand within a line: in many texts, each on lines of
/// its own, it finds what it would find in each of them.
pub(super) fn line_expression(check: &Check) -> Option<regex::bytes::Regex> {
    let Check::Text(None, finder) = check else {
        return None;
    };
    let Pattern::Regex {
        source,
        ignore_case,
        ..
    } = &finder.pattern
    else {
        return None;
    };
    let tree = ParserBuilder::new()
        .case_insensitive(*ignore_case)
        .build()
        .parse(source)
        .ok()?;
    if stands_in_a_line(&tree) {
        Some(finder.bytes.clone())
    } else {
        None
    }
}

/// Whether no match has a line break in it, and none looks beyond its own ends.
fn stands_in_a_line(tree: &Hir) -> bool {
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
        HirKind::Repetition(repetition) => stands_in_a_line(&repetition.sub),
        HirKind::Capture(capture) => stands_in_a_line(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().all(stands_in_a_line),
    }
}

/// The best that can be said of a check.
pub(super) fn of(check: &Check, names: &Names<'_>) -> Option<Required> {
    match check {
        Check::Text(Some(TextField::Stock), finder) => stock(finder, names),
        Check::Text(field, finder) => literals(*field, finder),
        Check::And(parts) => {
            let best = parts
                .iter()
                .filter_map(|part| of(part, names))
                .max_by_key(rarity)?;
            Some(Required {
                sufficient: false,
                ..best
            })
        }
        Check::Or(parts) => parts
            .iter()
            .map(|part| of(part, names))
            .reduce(|a, b| Some(union(a?, b?)))?,
        Check::All | Check::Not(_) | Check::Condition(_) => None,
    }
}

/// The longer its shortest literal, the rarer.
fn rarity(required: &Required) -> (usize, bool) {
    let shortest = required.literals.iter().map(String::len).min().unwrap_or(0);
    (shortest, !required.ignore_ascii_case)
}

fn literals(field: Option<TextField>, finder: &Finder) -> Option<Required> {
    let anywhere = match field {
        None => true,
        Some(
            TextField::Title
            | TextField::Body
            | TextField::Source
            | TextField::Column
            | TextField::Subject,
        ) => false,
        Some(TextField::Channel | TextField::Stock | TextField::Wire | TextField::File) => {
            return None;
        }
    };
    if let Pattern::Regex {
        source,
        ignore_case,
        ..
    } = &finder.pattern
    {
        let literals = of_regex(source, *ignore_case)?;
        return Some(Required {
            literals,
            ignore_ascii_case: false,
            sufficient: false,
        });
    }
    let is_pinyin = finder.pinyin.is_some() && field.is_none_or(TextField::has_pinyin);
    if finder.spellings.is_empty() || is_pinyin {
        return None;
    }
    let cased = |literal: &String| literal.bytes().any(|b| b.is_ascii_alphabetic());
    Some(Required {
        literals: finder.spellings.clone(),
        ignore_ascii_case: finder.spellings.iter().any(cased),
        sufficient: anywhere,
    })
}

/// A stock is asked for by its name or code, and found in a text by either, or by another name that is known for it.
fn stock(finder: &Finder, names: &Names<'_>) -> Option<Required> {
    if finder.spellings.is_empty() || finder.pinyin.is_some() {
        return None;
    }
    let mut literals = finder
        .spellings
        .iter()
        .map(|asked| written(asked))
        .collect::<Option<Vec<_>>>()?;
    let is_meant = |name: &str, stock: &Stock| {
        [name, &stock.name, &stock.code]
            .iter()
            .any(|text| finder.regex.is_match(text))
    };
    for (name, stock) in names.iter().filter(|(name, stock)| is_meant(name, stock)) {
        literals.push((*name).to_owned());
        literals.extend(written(&stock.code));
    }
    literals.sort();
    literals.dedup();
    Some(Required {
        literals,
        ignore_ascii_case: true,
        sufficient: false,
    })
}

/// What a text surely holds that names a stock by whose name or code this was asked. Of a code that is the symbol, for it may
/// stand without its market, and Hong Kong's numbers are written with and without the zeros before them. `None` where that
/// is nothing: a part of a market's mark stands in each code.
fn written(asked: &str) -> Option<String> {
    const MARKETS: [&str; 5] = ["SH", "SZ", "BJ", "HK", "US"];
    if !asked
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
    {
        return Some(asked.to_owned());
    }
    let symbol = asked.rsplit_once('.').map_or(asked, |(symbol, _)| symbol);
    let may_be_of_hong_kong = symbol.len() <= 5 && symbol.bytes().all(|byte| byte.is_ascii_digit());
    let symbol = if may_be_of_hong_kong {
        symbol.trim_start_matches('0')
    } else {
        symbol
    };
    let upper = symbol.to_ascii_uppercase();
    (!MARKETS.iter().any(|market| market.contains(&upper))).then(|| symbol.to_owned())
}

/// The strings with one of which every match of a regular expression begins, or else ends; `None` where they cannot be
/// listed, or are so short that they stand everywhere.
fn of_regex(source: &str, ignore_case: bool) -> Option<Vec<String>> {
    let tree = ParserBuilder::new()
        .case_insensitive(ignore_case)
        .build()
        .parse(source)
        .ok()?;
    [ExtractKind::Prefix, ExtractKind::Suffix]
        .into_iter()
        .find_map(|kind| {
            let found = Extractor::new().kind(kind).extract(&tree);
            let literals: Option<Vec<String>> = found.literals()?.iter().map(text).collect();
            literals.filter(|literals| {
                !literals.is_empty() && literals.iter().all(|literal| literal.len() >= SHORTEST)
            })
        })
}

/// One Chinese character.
const SHORTEST: usize = 3;

/// A literal as text; `None` where it was cut inside a character, or is no text.
fn text(literal: &Literal) -> Option<String> {
    str::from_utf8(literal.as_bytes()).ok().map(str::to_owned)
}

fn union(a: Required, b: Required) -> Required {
    let mut literals = a.literals;
    literals.extend(b.literals);
    literals.sort();
    literals.dedup();
    Required {
        literals,
        ignore_ascii_case: a.ignore_ascii_case || b.ignore_ascii_case,
        sufficient: a.sufficient && b.sufficient,
    }
}
