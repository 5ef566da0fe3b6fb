//! What `kind` says about the other keys of a `[[format]]`.

use crate::config::document_table::DocumentTable;
use crate::config::error::{ConfigError, ConfigErrorKind, Expectation, suggest};
use crate::config::layers;
use crate::lang::ChoiceList;

/// The name of a kind, and the keys that only it has.
type KindKeys<'k> = (&'k str, &'k [&'k str]);

/// The kind of a format, one of these.
pub(super) fn kind<'k>(
    table: &DocumentTable<'_, '_>,
    kinds: &[KindKeys<'k>],
) -> Result<&'k str, ConfigError> {
    let text = table.required("kind", "\"json\"")?;
    let found = kinds.iter().find(|(kind, _)| *kind == text);
    found.map(|(kind, _)| *kind).ok_or_else(|| {
        let names = kinds.iter().map(|(kind, _)| format!("\"{kind}\""));
        let values = ChoiceList(names.collect());
        let expected = Expectation::Choice { values };
        table
            .document
            .invalid("kind", &table.place("kind"), expected)
    })
}

/// Reports keys that no format has, or only formats of another kind.
pub(super) fn check_keys(
    table: &DocumentTable<'_, '_>,
    common: &[&'static str],
    kinds: &[KindKeys<'static>],
    own: Option<&str>,
    keep: &mut dyn FnMut(ConfigError),
) {
    for (name, at) in table.keys() {
        let owner = kinds.iter().find(|(_, keys)| keys.contains(&name));
        let error = match owner {
            _ if common.contains(&name) => continue,
            Some((kind, _)) if own.is_none_or(|own| own == *kind) => continue,
            Some((kind, _)) => {
                let name = name.to_owned();
                let kind = ConfigErrorKind::KeyOfOtherKind { name, kind };
                table.document.error(&at, kind, Expectation::NoSuchKey)
            }
            None => table.unknown_key((name, &at), expected_instead(name, common, kinds)),
        };
        keep(error);
    }
}

/// What to do about a key that no format has. TOML takes the lines below `[[format]]` for keys of it.
fn expected_instead(
    name: &str,
    common: &[&'static str],
    kinds: &[KindKeys<'static>],
) -> Expectation {
    if layers::is_setting(name) {
        return Expectation::AboveFormats;
    }
    let own = kinds.iter().flat_map(|(_, keys)| keys.iter().copied());
    suggest(name, common.iter().copied().chain(own))
}
