//! What is wrong in a file of settings: where, what was found, and what would do.

use std::fmt;

use crate::lang::{Found, Instead, Lang, quoted};

/// Something wrong in a file of settings. Displayed in English, as `file:line: what; what would do`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file as it was named.
    pub file: String,
    /// The line, from 1; `None` where the file as a whole is meant.
    pub line: Option<usize>,
    /// What was found; boxed, so that a result which is nearly always right stays small.
    pub found: Box<Found>,
    /// What would do in its place.
    pub instead: Instead,
}

impl Fault {
    /// Where, what and what would do, in a language of the interface.
    pub fn message(&self, lang: Lang) -> String {
        let Self {
            file,
            line,
            found,
            instead,
        } = self;
        let place = line.map_or_else(|| file.clone(), |line| format!("{file}:{line}"));
        let semicolon = lang.pick("；", "; ");
        format!(
            "{place}: {}{semicolon}{}",
            found.message(lang),
            instead.message(lang)
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::English))
    }
}

/// Everything that is wrong in the settings, in the order of the files; never empty. Displayed in English, one to a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError(Vec<Fault>);

impl ConfigError {
    /// The faults as an error, if there are any.
    pub(super) fn check(mut faults: Vec<Fault>) -> Result<(), Self> {
        faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Self(faults))
        }
    }

    /// What is wrong, one to a line, in a language of the interface.
    pub fn message(&self, lang: Lang) -> String {
        self.0
            .iter()
            .map(|fault| fault.message(lang))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// What is wrong.
    pub fn faults(&self) -> &[Fault] {
        &self.0
    }
}

impl From<Fault> for ConfigError {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::English))
    }
}

/// What would do in place of an unknown name: the nearest of those there are, or all of them.
pub(super) fn instead<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Instead {
    let known: Vec<&str> = known.into_iter().collect();
    let nearest = known
        .iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .min();
    match nearest {
        Some((edits, candidate)) if edits <= 1 + name.chars().count() / 3 => Instead::DidYouMean {
            name: (*candidate).to_owned(),
        },
        _ => Instead::ThereAre {
            names: quoted(known),
        },
    }
}

/// How many characters must be put in, taken out or changed to make one word of another (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, cb) in b.iter().enumerate() {
            let changed = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_gets_the_nearest_name_and_nonsense_gets_all() {
        assert_eq!(
            instead("them", ["theme", "mouse"]),
            Instead::DidYouMean {
                name: "theme".to_owned()
            }
        );
        assert_eq!(
            instead("rollver", ["rollover", "order"]),
            Instead::DidYouMean {
                name: "rollover".to_owned()
            }
        );
        assert_eq!(
            instead("zzzzzz", ["theme", "mouse"]),
            Instead::ThereAre {
                names: quoted(["theme", "mouse"])
            }
        );
    }

    #[test]
    fn distance_is_symmetric_and_counts_edits() {
        for (a, b, edits) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("红", "红盘", 1),
        ] {
            assert_eq!((distance(a, b), distance(b, a)), (edits, edits), "{a} {b}");
        }
    }
}
