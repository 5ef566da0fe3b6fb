//! Lists without a heading: codes and words, divided by spaces and commas.

use super::code::code_of;
use super::entry::{ListEntry, plain_name};
use super::heading::{cells, is_heading_of_words};

/// Reads a line; a heading has no entries. The words beside a single code are its names; of several codes, each has the words that follow it.
pub(super) fn line(number: u32, text: &str) -> Vec<ListEntry> {
    let text = without_comment(text);
    let mut entries: Vec<ListEntry> = Vec::new();
    let words = words(text);
    if is_heading_of_words(&words) {
        return entries;
    }
    let codes = words.iter().filter(|word| code_of(word).is_some()).count();
    let entry = |code, words| ListEntry {
        line: number,
        code,
        words,
    };
    if codes == 1 {
        let code = words.iter().find_map(|word| code_of(word));
        let names = words.iter().filter(|word| code_of(word).is_none());
        return vec![entry(code, names.map(|name| plain_name(name)).collect())];
    }
    for word in words {
        match (code_of(&word), entries.last_mut()) {
            (Some(code), _) => entries.push(entry(Some(code), Vec::new())),
            (None, Some(last)) if last.code.is_some() => last.words.push(plain_name(&word)),
            (None, Some(_) | None) => entries.push(entry(None, vec![word])),
        }
    }
    entries
}

/// The line without what follows `#` or `//` at its beginning or after a space.
fn without_comment(line: &str) -> &str {
    let starts = ["#", "//"]
        .into_iter()
        .flat_map(|mark| line.match_indices(mark));
    let begins = |&(at, _): &(usize, &str)| {
        line.get(..at)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t', '　']))
    };
    let end = starts.filter(begins).map(|(at, _)| at).min();
    line.get(..end.unwrap_or(line.len())).unwrap_or(line)
}

/// The words of a line; quotation marks hold spaces and commas.
fn words(line: &str) -> Vec<String> {
    let spaced: String = line
        .replace(['“', '”'], "\"")
        .chars()
        .map(|c| {
            if "，、；;|｜\t　,".contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words = cells(spaced.trim(), ' ').into_iter();
    let words = words.map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).collect()
}
