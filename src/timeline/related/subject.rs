//! What a flash and a titled story are about, by the words that open them: the wire names its subject first.

use std::cell::OnceCell;

use super::super::ItemRef;
use super::terms::Terms;
use crate::dump::story::{StoryParts, non_blank_chars};

/// What stands before the subject: who says so, and until when.
const PREAMBLES: [&str; 4] = ["据", "截至", "当地时间", "消息"];
/// How long such a clause is at most, in characters.
const LONGEST_PREAMBLE: usize = 24;
/// Markets stand before companies, and say nothing of which.
const MARKETS: [&str; 3] = ["美股", "港股", "A股"];
/// How much of a second sentence is looked at, which may begin with a subject of its own, in characters.
const SECOND: usize = 6;
/// How long a first sentence is looked at, in characters.
const LONGEST_SENTENCE: usize = 200;
/// From how many times the length of the flash on a story may tell much else besides.
const LONG: usize = 8;

/// An item without a title.
#[derive(Debug)]
pub(super) struct Flash<'a> {
    item: ItemRef<'a>,
    body: &'a str,
    opening: Option<String>,
    /// The first sentence, and what opens the second.
    beginning: String,
    /// Its words and how much each tells; found once a story is about the same.
    words: OnceCell<(Terms, Vec<f64>)>,
}

impl<'a> Flash<'a> {
    pub(super) fn of(item: ItemRef<'a>) -> Self {
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

    /// How much of what it says stands in a story, in thousandths; `before` are the items before it, latest first.
    pub(super) fn likeness<'b>(
        &self,
        story: &Titled<'_>,
        before: impl Iterator<Item = ItemRef<'b>>,
    ) -> u32 {
        let (terms, weights) = self.words.get_or_init(|| {
            let terms = Terms::of(&[self.body]);
            let weights = terms.weights(before.map(|item| item.text()));
            (terms, weights)
        });
        terms.share(
            weights,
            story
                .terms
                .get_or_init(|| Terms::of(&[story.title, story.body])),
        )
    }
}

/// An item with a title.
#[derive(Debug)]
pub(super) struct Titled<'a> {
    title: &'a str,
    body: &'a str,
    opening: Option<String>,
    /// The title and the first sentence.
    head: String,
    terms: OnceCell<Terms>,
}

impl<'a> Titled<'a> {
    pub(super) fn of(item: ItemRef<'a>) -> Self {
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

    /// Whether it is about what a flash is about: what opens the one stands at the beginning of the other. A story that is
    /// much longer has to open with what the flash says, and be no list of the news of a morning.
    pub(super) fn is_about(&self, flash: &Flash<'_>) -> bool {
        let opens = |opening: &Option<String>, text: &str| {
            opening.as_ref().is_some_and(|words| text.contains(words))
        };
        let is_of_title = opens(&self.opening, &flash.beginning);
        let is_long =
            || non_blank_chars(self.body).count() > non_blank_chars(flash.body).count() * LONG;
        (is_of_title || opens(&flash.opening, &self.head))
            && (!is_long() || (is_of_title && !is_list(self.body)))
    }
}

/// The first name in a text, or the beginning of it: a Latin word, or two other letters; in lower case.
fn opening(text: &str) -> Option<String> {
    let told = told(text);
    let mut rest = MARKETS
        .iter()
        .find_map(|market| told.strip_prefix(market))
        .unwrap_or(told);
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        let first = rest.chars().next()?;
        let is_other = |c: char| !c.is_alphabetic() || c.is_ascii() != first.is_ascii();
        let (run, behind) = rest.split_at_checked(rest.find(is_other).unwrap_or(rest.len()))?;
        if run.chars().nth(1).is_some() {
            let word = run.chars().take(if first.is_ascii() {
                LONGEST_SENTENCE
            } else {
                2
            });
            return Some(word.collect::<String>().to_ascii_lowercase());
        }
        rest = behind;
    }
}

/// A text without the clauses that say who says so.
fn told(text: &str) -> &str {
    let mut told = text;
    while PREAMBLES.iter().any(|preamble| told.starts_with(preamble)) {
        let clause = told
            .char_indices()
            .take(LONGEST_PREAMBLE)
            .find(|(_, c)| matches!(c, '，' | '：'));
        let Some(rest) = clause.and_then(|(at, c)| told.get(at + c.len_utf8()..)) else {
            break;
        };
        told = rest;
    }
    told
}

fn beginning(text: &str) -> String {
    let first = first_sentence(text);
    let second = text.chars().skip(first.chars().count()).take(SECOND);
    first
        .chars()
        .chain(second)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// In lower case.
fn first_sentence(text: &str) -> String {
    let sentence = text
        .chars()
        .take(LONGEST_SENTENCE)
        .take_while(|c| !matches!(c, '。' | '！' | '？'));
    sentence.map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a text is a list of news, each with its number.
fn is_list(text: &str) -> bool {
    [["2、", "3、"], ["②", "③"]]
        .iter()
        .any(|marks| marks.iter().all(|mark| text.contains(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_opens_what_is_told() {
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
