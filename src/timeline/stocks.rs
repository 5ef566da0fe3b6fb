//! The stocks of an item: those that a dump gives, those with a code in the text, and those whose names are known.
//!
//! ```text
//!   records ─ given       as each dialect writes them, some with a name alone   ┐
//!   text    ─ mentions    a name beside its code                                ├ StockSet: each once, in one notation
//!           ─ names       a known name, unless the text has it with a code      ┘
//! ```
//!
//! A text can name thousands of stocks, so the cost grows with the number of stocks, never with that of their pairs.

mod stock_set;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use stock_set::StockSet;

use crate::dump::story::{self, Mention, StoryParts, is_fund};
use crate::item::{Stock, normalize_code};
use crate::names::{KnownName, StockNames};

/// The stocks of a story; each kind of mention is looked for once, when it is first needed.
#[derive(Debug)]
pub(super) struct StoryStocks<'a> {
    /// Title and body. The attribution is left out: it is no part of the story.
    parts: [&'a str; 2],
    names: &'a StockNames,
    codes: OnceCell<[Vec<Range<usize>>; 2]>,
    known: OnceCell<[KnownHits<'a>; 2]>,
}

/// The known names in a text, ascending.
type KnownHits<'a> = Vec<(Range<usize>, &'a KnownName)>;

impl<'a> StoryStocks<'a> {
    pub(super) fn new(story: &StoryParts<'a>, names: &'a StockNames) -> Self {
        Self {
            parts: [story.title.unwrap_or_default(), story.body],
            names,
            codes: OnceCell::new(),
            known: OnceCell::new(),
        }
    }

    fn codes(&self) -> &[Vec<Range<usize>>; 2] {
        self.codes.get_or_init(|| self.parts.map(story::codes))
    }

    fn known(&self) -> &[KnownHits<'a>; 2] {
        let hits = |text| self.names.hits(text).collect();
        self.known.get_or_init(|| self.parts.map(hits))
    }

    /// Collects the stocks that are given or that the story names, each once: first the given ones, then those with a code,
    /// then those whose names are known.
    pub(super) fn collect<'s>(&self, given: impl Iterator<Item = &'s Stock>) -> Vec<Stock> {
        let names = self.names;
        let mut set = StockSet::default();
        given.for_each(|stock| set.insert(&stock.name, &stock.code));
        let parts = self.parts.iter().zip(self.codes()).zip(self.known());
        let parts: Vec<_> = parts
            .map(|((text, codes), known)| StockMentions::new(text, codes, known))
            .collect();
        let mentions = || parts.iter().flat_map(|part| &part.with_code);
        for mention in mentions() {
            let name = names.name_of(&mention.code).unwrap_or(mention.name);
            set.insert(name, &mention.code);
        }
        let mut set = with_known_codes(set, names);
        let coded: HashSet<&str> = mentions()
            .flat_map(|mention| names_for(mention, names))
            .collect();
        for known in parts.iter().flat_map(StockMentions::without_code) {
            // A name that has a code once means that stock everywhere in the text.
            if !coded.contains(known.written.as_str()) && !coded.contains(known.stock.name.as_str())
            {
                set.insert(&known.stock.name, &known.stock.code);
            }
        }
        set.into_stocks()
    }

    /// Whether the story surely names a stock whose code passes. It may be that it names one although this is false: only
    /// [`Self::collect`] says so, but takes several times as long.
    pub(super) fn surely_have_code(&self, passes: &dyn Fn(&str) -> bool) -> bool {
        let texts = self.parts.iter().zip(self.codes());
        let coded = texts.flat_map(|(text, codes)| codes.iter().map(|code| text.get(code.clone())));
        let mut coded = coded.filter_map(|code| normalize_code(code?)).peekable();
        if coded.peek().is_some() {
            // A name beside a code means the stock with that code, here and elsewhere in the text.
            return coded.any(|code| passes(&code));
        }
        self.knows_name(&|name| {
            let code = name.stock.code.as_str();
            // The codes of the user may be anything. One that no market writes can give way to another.
            passes(code) && normalize_code(code).as_deref() == Some(code)
        })
    }

    /// Whether the predicate is true of any known name. If not, all of them are found, and kept.
    fn knows_name(&self, passes: &dyn Fn(&KnownName) -> bool) -> bool {
        let mut known: [KnownHits<'a>; 2] = Default::default();
        for (text, hits) in self.parts.iter().zip(&mut known) {
            for (range, name) in self.names.hits(text) {
                if passes(name) {
                    return true;
                }
                hits.push((range, name));
            }
        }
        self.known.get_or_init(|| known);
        false
    }
}

/// Adds the known codes to stocks that a dialect gives by name alone.
fn with_known_codes(set: StockSet, names: &StockNames) -> StockSet {
    let mut coded = StockSet::default();
    for Stock { name, code } in set.into_stocks() {
        let known = if code.is_empty() {
            names.find(&name)
        } else {
            Vec::new()
        };
        let known = known.into_iter().find(|known| known.name == name);
        coded.insert(&name, known.map_or(&code, |known| &known.code));
    }
    coded
}

/// The names that a text may use for a stock that it mentions with a code: as written there, without the class of shares, and
/// the known name.
fn names_for<'a>(mention: &'a Mention<'_>, names: &'a StockNames) -> impl Iterator<Item = &'a str> {
    let short = mention.name.split_once('-').map(|(short, _)| short);
    [Some(mention.name), short, names.name_of(&mention.code)]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
}

/// Shortens the name of a mention to the known name that ends where it does, if the rest may belong to the sentence. The
/// names of funds contain other names, and `*ST` is a part of a name.
fn shorten<'a>(mention: &mut Mention<'a>, text: &'a str, known: &Range<usize>) {
    let rest = text.get(mention.name_range.start..known.start);
    let last = rest.and_then(|rest| rest.chars().next_back());
    let is_sentence = last.is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    if let Some(name) = text.get(known.clone())
        && is_sentence
        && !is_fund(mention.name)
    {
        (mention.name, mention.name_range) = (name, known.clone());
    }
}

/// The stocks in a title or a body.
struct StockMentions<'s, 'a> {
    /// Those with a code.
    with_code: Vec<Mention<'a>>,
    /// All known names, ascending.
    known: &'s [(Range<usize>, &'a KnownName)],
}

impl<'s, 'a> StockMentions<'s, 'a> {
    fn new(
        text: &'a str,
        codes: &[Range<usize>],
        known: &'s [(Range<usize>, &'a KnownName)],
    ) -> Self {
        let by_end: HashMap<usize, &Range<usize>> =
            known.iter().map(|(range, _)| (range.end, range)).collect();
        let mut with_code: Vec<_> = story::mentions(text, codes).collect();
        for mention in &mut with_code {
            if let Some(known) = by_end.get(&mention.name_range.end) {
                shorten(mention, text, known);
            }
        }
        Self { with_code, known }
    }

    /// The known names without a code beside them.
    fn without_code(&self) -> impl Iterator<Item = &'a KnownName> {
        let mut with_code = self.with_code.iter().peekable();
        self.known.iter().filter_map(move |(range, known)| {
            while with_code.next_if(|next| next.end <= range.start).is_some() {}
            let is_coded = with_code
                .peek()
                .is_some_and(|next| next.name_range.start < range.end);
            (!is_coded).then_some(*known)
        })
    }
}
