//! The stocks of an item: what its dumps give, what stands with its code in its text, and whose names are known.
//!
//! ```text
//!   records ─ given       as each dialect writes them, some with a name alone   ┐
//!   text    ─ mentions    a name beside its code                                ├ Roll: each once, in one spelling
//!           ─ names       a name that is known, unless the text codes it        ┘
//! ```
//!
//! A text can name thousands of stocks: everything here takes as long as there are stocks, not as their pairs.

mod roll;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use roll::Roll;

use crate::dump::story::{self, Mention, StoryParts, is_fund};
use crate::item::Stock;
use crate::names::{KnownName, StockNames};

/// The stocks that are given or that the parts of a story name, each once: first those that are given, then those that stand
/// with their codes, then those whose names are known.
pub(super) fn of<'a>(
    given: impl Iterator<Item = &'a Stock>,
    story: &StoryParts<'_>,
    names: &StockNames,
) -> Vec<Stock> {
    let mut roll = Roll::default();
    given.for_each(|stock| roll.note(&stock.name, &stock.code));
    // Who is named as the source is no part of the story.
    let parts: Vec<Part<'_>> = [story.title.unwrap_or_default(), story.body]
        .map(|text| Part::of(text, names))
        .into();
    for coded in parts.iter().flat_map(|part| &part.coded) {
        roll.note(
            names.name_of(&coded.code).unwrap_or(coded.name),
            &coded.code,
        );
    }
    let mut roll = with_codes(roll, names);
    let coded: HashSet<&str> = parts
        .iter()
        .flat_map(|part| &part.coded)
        .flat_map(|coded| words_for(coded, names))
        .collect();
    for known in parts.iter().flat_map(Part::plain) {
        // What a text codes once is meant wherever the text says it.
        if !coded.contains(known.written.as_str()) && !coded.contains(known.stock.name.as_str()) {
            roll.note(&known.stock.name, &known.stock.code);
        }
    }
    roll.stocks()
}

/// Some dialects give a name and no code: it gets the one that is known.
fn with_codes(roll: Roll, names: &StockNames) -> Roll {
    let mut coded = Roll::default();
    for Stock { name, code } in roll.stocks() {
        let known = if code.is_empty() {
            names.find(&name)
        } else {
            Vec::new()
        };
        let known = known.into_iter().find(|known| known.name == name);
        coded.note(&name, known.map_or(&code, |known| &known.code));
    }
    coded
}

/// How a text may call what it codes: as it stands before the code, without its class of shares, and as it is known.
fn words_for<'a>(coded: &'a Mention<'_>, names: &'a StockNames) -> impl Iterator<Item = &'a str> {
    let short = coded.name.split_once('-').map(|(short, _)| short);
    [Some(coded.name), short, names.name_of(&coded.code)]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
}

/// Names a mention by the known name that ends where its name does, if that may have more of the sentence before it. A fund
/// is named after others, and `*ST` is a part of a name.
fn narrow<'a>(mention: &mut Mention<'a>, text: &'a str, known: &Range<usize>) {
    let rest = text
        .get(mention.name_range.start..known.start)
        .unwrap_or_default();
    let is_sentence = rest
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    if let Some(name) = text
        .get(known.clone())
        .filter(|_| is_sentence && !is_fund(mention.name))
    {
        (mention.name, mention.name_range) = (name, known.clone());
    }
}

/// A title or a body.
struct Part<'a> {
    /// What stands in it with its code.
    coded: Vec<Mention<'a>>,
    /// The names in it that are known, ascending.
    hits: Vec<(Range<usize>, &'a KnownName)>,
}

impl<'a> Part<'a> {
    fn of(text: &'a str, names: &'a StockNames) -> Self {
        let hits: Vec<_> = names.hits(text).collect();
        let by_end: HashMap<usize, &Range<usize>> =
            hits.iter().map(|(range, _)| (range.end, range)).collect();
        let mut coded = story::mentions(text);
        for mention in &mut coded {
            if let Some(known) = by_end.get(&mention.name_range.end) {
                narrow(mention, text, known);
            }
        }
        Self { coded, hits }
    }

    /// The known names that do not stand beside a code of their own.
    fn plain(&self) -> impl Iterator<Item = &'a KnownName> {
        let mut coded = self.coded.iter().peekable();
        self.hits.iter().filter_map(move |(range, known)| {
            while coded.next_if(|coded| coded.end <= range.start).is_some() {}
            let is_coded = coded
                .peek()
                .is_some_and(|coded| coded.name_range.start < range.end);
            (!is_coded).then_some(*known)
        })
    }
}
