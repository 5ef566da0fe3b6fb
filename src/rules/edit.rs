//! Edits of the text of a file of rules. Comments, order and spelling stay as the user wrote them, except where the edit is.

use thiserror::Error;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError, Value};

/// The key of the rules.
const RULE: &str = "rule";
/// The key of a rule's name.
const NAME: &str = "name";
/// The key of a mute.
const MUTE: &str = "mute";
/// The comment above a rule that a key added.
pub(super) const KEY_COMMENT: &str = "Added by a key; it goes away after its last day.";

/// A change of a file of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleEdit {
    /// Adds a rule at the end.
    Add(NewRule),
    /// Gives a key of a rule a value, or takes the key away.
    Set {
        /// The name of the rule.
        rule: String,
        /// The key.
        key: String,
        /// The value; `None` to take the key away.
        value: Option<RuleValue>,
    },
    /// Ends the mute of the rule of this name. A rule that a key added goes altogether.
    EndMute(String),
    /// Removes the rule of this name, with the comment right above it.
    Remove(String),
    /// Puts a rule back that was removed.
    PutBack(RemovedRule),
    /// Makes several edits, one after the other.
    All(Vec<RuleEdit>),
}

/// A rule to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRule {
    /// A comment above it, one line without `#`; empty for none.
    pub comment: String,
    /// Its keys and their values, in this order.
    pub keys: Vec<(String, RuleValue)>,
}

impl NewRule {
    /// A rule that does nothing yet.
    pub fn new(name: &str, query: &str) -> Self {
        Self {
            comment: String::new(),
            keys: vec![
                (NAME.to_owned(), name.into()),
                ("query".to_owned(), query.into()),
            ],
        }
    }
}

/// A rule that was removed: enough to put it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedRule {
    /// Its place among the rules, from 0.
    index: usize,
    /// A document with this rule alone.
    text: String,
    /// Comments above it that stayed in the file.
    kept: String,
}

/// The value of a key, as TOML writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleValue(String);

impl NewRule {
    /// The text of a key.
    fn value(&self, wanted: &str) -> Option<String> {
        let (_, value) = self.keys.iter().find(|(key, _)| key == wanted)?;
        value.as_text()
    }
}

impl RuleValue {
    /// The text, if it is one.
    fn as_text(&self) -> Option<String> {
        let value: Value = self.0.parse().ok()?;
        value.as_str().map(str::to_owned)
    }

    /// Takes over a value that is written as TOML; `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let value: Value = text.parse().ok()?;
        Some(Self::of(value))
    }

    fn of(mut value: Value) -> Self {
        value.decor_mut().clear();
        Self(value.to_string())
    }
}

impl<T: Into<Value>> From<T> for RuleValue {
    fn from(value: T) -> Self {
        Self::of(value.into())
    }
}

/// Why a text was not edited.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RuleEditError {
    /// It is not TOML.
    #[error("{0}")]
    Syntax(String),
    /// It has rules that are not tables of their own, such as `rule = [{ … }]`.
    #[error("expected each rule as a table [[rule]]")]
    NoTables,
    /// It has no rule of this name.
    #[error("no rule has the name {0:?}")]
    NoRule(String),
}

impl From<TomlError> for RuleEditError {
    fn from(error: TomlError) -> Self {
        Self::Syntax(error.message().to_owned())
    }
}

impl RuleEdit {
    /// The edits that it consists of.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::All(edits) => edits.iter().flat_map(Self::parts).collect(),
            edit => vec![edit],
        }
    }

    /// Whether it edits the rule of this name.
    pub(super) fn is_about(&self, name: &str) -> bool {
        let parts = self.parts().into_iter();
        parts.filter_map(Self::rule).any(|rule| rule == name)
    }

    /// The name of the one rule that is edited; `None` if that is not known.
    fn rule(&self) -> Option<String> {
        match self {
            Self::Add(rule) => rule.value(NAME),
            Self::Set { rule, .. } | Self::Remove(rule) | Self::EndMute(rule) => Some(rule.clone()),
            Self::PutBack(_) | Self::All(_) => None,
        }
    }

    /// The rules that get another name: the name before, and the new one.
    pub fn renames(&self) -> Vec<(&str, String)> {
        self.parts().into_iter().filter_map(Self::rename).collect()
    }

    fn rename(&self) -> Option<(&str, String)> {
        match self {
            Self::Set { rule, key, value } if key == NAME => {
                Some((rule, value.as_ref()?.as_text()?))
            }
            _ => None,
        }
    }

    /// The name of the rule that the last part of an edit is about, or the first one of an edit that takes another one back. The
    /// inverse knows the names that rules have afterwards.
    pub(super) fn name_after(&self, inverse: &Self, takes_back: bool) -> String {
        let (edits, inverses) = (self.parts(), inverse.parts());
        let (edit, inverse) = if takes_back {
            (edits.first(), inverses.last())
        } else {
            (edits.last(), inverses.first())
        };
        let inverse = inverse.and_then(|edit| edit.rule());
        let name = inverse.or_else(|| edit?.rule());
        name.unwrap_or_default()
    }

    /// Edits the text of a file; an empty text is a file without rules. Returns the new text and the edit that takes this one
    /// back, also after others. Fails if the text is not TOML, or has no such rule. It does not check what values mean.
    pub fn apply(&self, text: &str) -> Result<(String, Self), RuleEditError> {
        let has_crlf = text.contains("\r\n");
        let mut document: DocumentMut = text.replace("\r\n", "\n").parse()?;
        let inverse = self.edit(&mut document)?;
        let edited = document.to_string();
        let edited = if has_crlf {
            edited.replace('\n', "\r\n")
        } else {
            edited
        };
        Ok((edited, inverse))
    }

    /// Edits a document. Returns the edit that takes this one back.
    fn edit(&self, document: &mut DocumentMut) -> Result<Self, RuleEditError> {
        match self {
            Self::Add(rule) => add(document, rule),
            Self::Set { rule, key, value } => set(document, rule, key, value.as_ref()),
            Self::Remove(rule) => remove(document, rule),
            Self::EndMute(rule) if has_key_comment(document, rule)? => remove(document, rule),
            Self::EndMute(rule) => set(document, rule, MUTE, None),
            Self::PutBack(removed) => put_back(document, removed),
            Self::All(edits) => {
                let inverses = edits.iter().map(|edit| edit.edit(document));
                let mut inverses = inverses.collect::<Result<Vec<_>, _>>()?;
                inverses.reverse();
                Ok(Self::All(inverses))
            }
        }
    }
}

/// The rules of a document, which has none yet perhaps.
fn rules(document: &mut DocumentMut) -> Result<&mut ArrayOfTables, RuleEditError> {
    let none = Item::ArrayOfTables(ArrayOfTables::new());
    let rules = document.entry(RULE).or_insert(none);
    rules
        .as_array_of_tables_mut()
        .ok_or(RuleEditError::NoTables)
}

fn find(rules: &ArrayOfTables, name: &str) -> Result<usize, RuleEditError> {
    let place = rules.iter().position(|rule| name_of(rule) == Some(name));
    place.ok_or_else(|| RuleEditError::NoRule(name.to_owned()))
}

fn name_of(rule: &Table) -> Option<&str> {
    rule.get(NAME)?.as_str()
}

/// Whether a key added the rule of this name.
fn has_key_comment(document: &mut DocumentMut, name: &str) -> Result<bool, RuleEditError> {
    let rules = rules(document)?;
    let index = find(rules, name)?;
    Ok(rules.get(index).is_some_and(is_made_by_key))
}

/// Whether a key added a rule: its comment is the line right above it. Further up it belongs to a rule that the user took out.
pub(super) fn is_made_by_key(rule: &Table) -> bool {
    let above = prefix(rule);
    let comment = above.lines().next_back().unwrap_or_default();
    comment.trim_start_matches('#').trim() == KEY_COMMENT
}

fn value(value: &RuleValue) -> Result<Value, RuleEditError> {
    Ok(value.0.parse()?)
}

fn add(document: &mut DocumentMut, rule: &NewRule) -> Result<RuleEdit, RuleEditError> {
    let mut table = Table::new();
    for (key, written) in &rule.keys {
        table.insert(key, Item::Value(value(written)?));
    }
    let name = name_of(&table).unwrap_or_default().to_owned();
    let is_empty = document.to_string().is_empty();
    let above = take_trailing(document);
    let gap = if is_empty { "" } else { "\n" };
    let comment = match rule.comment.as_str() {
        "" => String::new(),
        comment => format!("# {comment}\n"),
    };
    table
        .decor_mut()
        .set_prefix(format!("{above}{gap}{comment}"));
    rules(document)?.push(table);
    Ok(RuleEdit::Remove(name))
}

/// Takes the text after the last value out of a document.
fn take_trailing(document: &mut DocumentMut) -> String {
    let mut trailing = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing("");
    if !trailing.is_empty() && !trailing.ends_with('\n') {
        trailing.push('\n');
    }
    trailing
}

fn set(
    document: &mut DocumentMut,
    name: &str,
    key: &str,
    written: Option<&RuleValue>,
) -> Result<RuleEdit, RuleEditError> {
    let rules = rules(document)?;
    let index = find(rules, name)?;
    let (mut name, mut former) = (name.to_owned(), None);
    if let Some(rule) = rules.get_mut(index) {
        former = rule.get(key).and_then(former_value);
        match written.map(value).transpose()? {
            Some(new) => put_value(rule, key, new),
            None => drop(rule.remove(key)),
        }
        // The rule may have another name from now on.
        name = name_of(rule).map_or(name, str::to_owned);
    }
    Ok(RuleEdit::Set {
        rule: name,
        key: key.to_owned(),
        value: former,
    })
}

/// A value as it is; a table `[rule.style]` as one in braces.
fn former_value(item: &Item) -> Option<RuleValue> {
    item.clone().into_value().ok().map(RuleValue::of)
}

/// Puts a value in place of another one, before the comment on its line.
fn put_value(rule: &mut Table, key: &str, mut new: Value) {
    if let Some(Item::Value(former)) = rule.get_mut(key) {
        *new.decor_mut() = former.decor().clone();
        *former = new;
    } else {
        rule.insert(key, Item::Value(new));
    }
}

fn remove(document: &mut DocumentMut, name: &str) -> Result<RuleEdit, RuleEditError> {
    let rules = rules(document)?;
    let index = find(rules, name)?;
    let mut rule = rules.remove(index);
    let above = prefix(&rule);
    let (kept, own) = split_comment(&above);
    rule.decor_mut().set_prefix(own);
    let below = text_above(document, index)?;
    set_text_above(document, index, format!("{kept}{below}"))?;
    let mut alone = DocumentMut::new();
    self::rules(&mut alone)?.push(rule);
    Ok(RuleEdit::PutBack(RemovedRule {
        index,
        text: alone.to_string(),
        kept: kept.to_owned(),
    }))
}

/// The text above the rule in a place, or at the end of a document with fewer rules.
fn text_above(document: &mut DocumentMut, index: usize) -> Result<String, RuleEditError> {
    let end = document.trailing().as_str().unwrap_or_default().to_owned();
    let rule = rules(document)?.get(index);
    Ok(rule.map_or(end, prefix))
}

fn set_text_above(
    document: &mut DocumentMut,
    index: usize,
    text: String,
) -> Result<(), RuleEditError> {
    if let Some(rule) = rules(document)?.get_mut(index) {
        rule.decor_mut().set_prefix(text);
    } else {
        document.set_trailing(text);
    }
    Ok(())
}

/// What is above a rule: blank lines and comments.
fn prefix(rule: &Table) -> String {
    let prefix = rule.decor().prefix();
    let prefix = prefix.and_then(|prefix| prefix.as_str());
    prefix.unwrap_or_default().to_owned()
}

/// Splits what is above a rule: the comment right above it goes with it, with the blank line before; what is above that stays.
fn split_comment(above: &str) -> (&str, &str) {
    let lines: Vec<_> = above.split_inclusive('\n').collect();
    let comment = lines.iter().rev().take_while(|line| line.starts_with('#'));
    let mut kept = lines.len() - comment.count();
    if lines[..kept]
        .last()
        .is_some_and(|line| line.trim().is_empty())
    {
        kept -= 1;
    }
    let (kept, own) = above.split_at(lines[..kept].iter().map(|line| line.len()).sum());
    if kept.trim().is_empty() {
        ("", above)
    } else {
        (kept, own)
    }
}

fn put_back(document: &mut DocumentMut, removed: &RemovedRule) -> Result<RuleEdit, RuleEditError> {
    let mut alone: DocumentMut = removed.text.parse()?;
    let restored = rules(&mut alone)?;
    let mut rule = if restored.is_empty() {
        Table::new()
    } else {
        restored.remove(0)
    };
    forget_place(&mut rule);
    let name = name_of(&rule).unwrap_or_default().to_owned();
    let index = removed.index.min(rules(document)?.len());
    let below = text_above(document, index)?;
    if let Some(below) = below.strip_prefix(&removed.kept) {
        set_text_above(document, index, below.to_owned())?;
        let own = prefix(&rule);
        rule.decor_mut()
            .set_prefix(format!("{}{own}", removed.kept));
    }
    rules(document)?.insert(index, rule);
    Ok(RuleEdit::Remove(name))
}

/// Lets a table go where it is inserted: a table that was parsed goes back to its place in the text.
fn forget_place(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        if let Some(table) = item.as_table_mut() {
            forget_place(table);
        }
    }
}

#[cfg(test)]
mod tests;
