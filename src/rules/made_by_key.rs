//! Mutes that a key adds to the file. They go away once they have ended; what the user wrote stays.

use chrono::NaiveDate;
use toml_edit::{DocumentMut, Item, Table};

use super::edit::{KEY_COMMENT, NewRule, RuleEdit, RuleEditError, is_made_by_key};
use crate::item::NewsDay;

/// Such a rule counts more than those without a priority, so that the key does something. One with a higher priority keeps its
/// items in the list.
const PRIORITY: i64 = 1;

/// The edit that adds a mute.
pub(super) fn new_mute(name: &str, query: &str, until: Option<NewsDay>) -> RuleEdit {
    let mut keys = vec![
        ("name".to_owned(), name.into()),
        ("query".to_owned(), query.into()),
        ("mute".to_owned(), "fold".into()),
        ("priority".to_owned(), PRIORITY.into()),
    ];
    keys.extend(until.map(|until| ("until".to_owned(), until.to_string().into())));
    RuleEdit::Add(NewRule {
        comment: KEY_COMMENT.to_owned(),
        keys,
    })
}

/// The edits that remove the mutes which a key added and whose last day is before `today`, except those that `edit` is about.
pub(super) fn remove_ended(
    text: &str,
    today: NewsDay,
    edit: &RuleEdit,
) -> Result<Vec<RuleEdit>, RuleEditError> {
    let document: DocumentMut = text.parse()?;
    let rules = document.get("rule").and_then(Item::as_array_of_tables);
    let ended = rules.into_iter().flatten();
    let ended = ended.filter(|rule| is_ended(rule, today));
    let names = ended.filter_map(|rule| rule.get("name")?.as_str());
    let names = names.filter(|name| !edit.is_about(name));
    Ok(names
        .map(|name| RuleEdit::Remove(name.to_owned()))
        .collect())
}

fn is_ended(rule: &Table, today: NewsDay) -> bool {
    let until = rule.get("until").and_then(Item::as_str);
    let until = until.and_then(|until| NaiveDate::parse_from_str(until, "%Y-%m-%d").ok());
    is_made_by_key(rule) && until.is_some_and(|until| until < today.date())
}
