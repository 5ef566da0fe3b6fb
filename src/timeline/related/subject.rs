//! The subjects of a flash and of a titled story, by the words that open them: the wire names its subject first.

use std::cell::OnceCell;

use super::terms::Terms;
use crate::dump::story::{StoryParts, non_blank_chars};
use crate::timeline::item_ref::ItemRef;

/// The openings of a clause that comes before the subject and names the source or the date.
const PREAMBLES: [&str; 4] = ["据", "截至", "当地时间", "消息"];
/// The most characters of such a clause.
const MAX_PREAMBLE_CHARS: usize = 24;
/// Markets come before the names of companies and are no subject.
const MARKETS: [&str; 3] = ["美股", "港股", "A股"];
/// The characters of a second sentence that are searched: it may begin with a subject of its own.
const SECOND_SENTENCE_CHARS: usize = 6;
/// The most characters of a first sentence.
const MAX_SENTENCE_CHARS: usize = 200;
/// A story of more than this many times the length of the flash may report other news as well.
const LONG_RATIO: usize = 8;

/// An item without a title.
#[derive(Debug)]
pub(super) struct Flash<'a> {
    item: ItemRef<'a>,
    body: &'a str,
    opening: Option<String>,
    /// The first sentence and the opening of the second.
    beginning: String,
    /// Its words and their weights, computed once a story has the same subject.
    words: OnceCell<(Terms, Vec<f64>)>,
}

impl<'a> Flash<'a> {
    pub(super) fn new(item: ItemRef<'a>) -> Self {
        let body = item.story().body;
        Self {
            item,
            body,
            opening: opening(body),
            beginning: beginning(body),
            words: OnceCell::new(),
        }
    }

    pub(super) const fn item(&self) -> ItemRef<'a> {
        self.item
    }

    /// The share of its words that a story repeats, in thousandths. `before` are the items before it, latest first.
    pub(super) fn share_in<'b>(
        &self,
        story: &TitledStory<'_>,
        before: impl Iterator<Item = ItemRef<'b>>,
    ) -> u32 {
        let (terms, weights) = self.words.get_or_init(|| {
            let terms = Terms::new(&[self.body]);
            let weights = terms.weights(before.map(|item| item.text()));
            (terms, weights)
        });
        terms.share(
            weights,
            story
                .terms
                .get_or_init(|| Terms::new(&[story.title, story.body])),
        )
    }
}

/// An item with a title.
#[derive(Debug)]
pub(super) struct TitledStory<'a> {
    title: &'a str,
    body: &'a str,
    opening: Option<String>,
    /// The title and the first sentence.
    head: String,
    terms: OnceCell<Terms>,
}

impl<'a> TitledStory<'a> {
    pub(super) fn new(item: ItemRef<'a>) -> Self {
        let StoryParts { title, body, .. } = item.story();
        let title = title.unwrap_or_default();
        let headline = title
            .strip_prefix('【')
            .and_then(|rest| rest.split_once('】'))
            .map_or(title, |parts| parts.1);
        let head = format!(
            "{}。{}",
            headline.to_ascii_lowercase(),
            first_sentence(body)
        );
        Self {
            title,
            body,
            opening: opening(headline),
            head,
            terms: OnceCell::new(),
        }
    }

    /// Whether it has the subject of a flash: the words that open one are at the beginning of the other. A much longer story
    /// must open with words of the flash, and must not be a numbered list of news.
    pub(super) fn has_subject_of(&self, flash: &Flash<'_>) -> bool {
        let opens = |opening: &Option<String>, text: &str| {
            opening.as_ref().is_some_and(|words| text.contains(words))
        };
        let is_in_flash = opens(&self.opening, &flash.beginning);
        let is_long = || {
            non_blank_chars(self.body).count() > non_blank_chars(flash.body).count() * LONG_RATIO
        };
        (is_in_flash || opens(&flash.opening, &self.head))
            && (!is_long() || (is_in_flash && !is_list(self.body)))
    }
}

/// The first name in a text, or the beginning of it: a Latin word, or two other characters, in lower case.
fn opening(text: &str) -> Option<String> {
    let text = skip_preambles(text);
    let mut rest = MARKETS
        .iter()
        .find_map(|market| text.strip_prefix(market))
        .unwrap_or(text);
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        let first = rest.chars().next()?;
        let is_other = |c: char| !c.is_alphabetic() || c.is_ascii() != first.is_ascii();
        let (run, behind) = rest.split_at_checked(rest.find(is_other).unwrap_or(rest.len()))?;
        if run.chars().nth(1).is_some() {
            let word = run.chars().take(if first.is_ascii() {
                MAX_SENTENCE_CHARS
            } else {
                2
            });
            return Some(word.collect::<String>().to_ascii_lowercase());
        }
        rest = behind;
    }
}

/// A text without the clauses that name the source or the date.
fn skip_preambles(mut text: &str) -> &str {
    while PREAMBLES.iter().any(|preamble| text.starts_with(preamble)) {
        let clause = text
            .char_indices()
            .take(MAX_PREAMBLE_CHARS)
            .find(|(_, c)| matches!(c, '，' | '：'));
        let Some(rest) = clause.and_then(|(at, c)| text.get(at + c.len_utf8()..)) else {
            break;
        };
        text = rest;
    }
    text
}

fn beginning(text: &str) -> String {
    let first = first_sentence(text);
    let second = text
        .chars()
        .skip(first.chars().count())
        .take(SECOND_SENTENCE_CHARS);
    first
        .chars()
        .chain(second)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The first sentence in lower case.
fn first_sentence(text: &str) -> String {
    let sentence = text
        .chars()
        .take(MAX_SENTENCE_CHARS)
        .take_while(|c| !matches!(c, '。' | '！' | '？'));
    sentence.map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a text is a numbered list of news.
fn is_list(text: &str) -> bool {
    [["2、", "3、"], ["②", "③"]]
        .iter()
        .any(|marks| marks.iter().all(|mark| text.contains(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subject_opens_the_text() {
        for (text, words) in [
            ("云帆智造公告", "云帆"),
            ("据某报报道，消息人士称，LUMO探索出售", "lumo"),
            ("美股AI龙头云帆涨超5%", "ai"),
            ("港股云帆集团走强", "云帆"),
            ("5月14日，云帆", "云帆"),
            ("“云”与“帆”同行", "同行"),
            ("Alpha云帆", "alpha"),
        ] {
            assert_eq!(opening(text).as_deref(), Some(words), "{text}");
        }
        assert_eq!((opening("3.5%"), opening("")), (None, None));
        let long = format!("据{}，云帆", "很长的来源".repeat(9));
        assert_eq!(opening(&long).as_deref(), Some("据很"));
    }
}
