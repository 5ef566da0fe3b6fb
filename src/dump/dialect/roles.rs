//! Finds the role of a field by its name. Case and the separators `_`, `-`, `.` and space make no difference.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::item_role::ItemRole;
use super::role_names::NAMES;

/// The role that a field's name means, and its place among the names of that role, from 0.
pub(super) type NamedRole = (ItemRole, u8);

static ROLES: LazyLock<HashMap<&'static str, NamedRole>> = LazyLock::new(|| {
    let ranked = |(role, names): &(ItemRole, &'static [&'static str])| {
        let role = *role;
        names
            .iter()
            .zip(0..)
            .map(move |(name, rank)| (*name, (role, rank)))
    };
    NAMES.iter().flat_map(ranked).collect()
});

/// Longest name in the table, in bytes. A longer one is not searched with its separators.
const MAX_NAME: usize = 24;

/// Finds the role of a field by its name.
pub(super) fn role_of(name: &str) -> Option<NamedRole> {
    let name = name.trim_matches(['\u{feff}', '"', ' ', '\t', '\r']);
    if let Some(role) = ROLES.get(name) {
        return Some(*role);
    }
    let is_plain = name.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_plain || name.len() > 2 * MAX_NAME {
        return None;
    }
    let plain: String = plain_chars(name).collect();
    ROLES.get(plain.as_str()).copied()
}

/// Finds the place of a name in a list of names in lower case without separators.
pub(super) fn place_of(name: &str, names: &[&str]) -> Option<usize> {
    names
        .iter()
        .position(|known| plain_chars(name).eq(known.chars()))
}

/// The characters of a name in lower case and without separators.
fn plain_chars(name: &str) -> impl Iterator<Item = char> {
    let is_part = |c: &char| !matches!(c, '_' | '-' | '.' | ' ' | '\u{3000}');
    name.chars().filter(is_part).map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_separators_make_no_difference() {
        for name in [
            "publishTime",
            "publish_time",
            "PUBLISH-TIME",
            "Publish Time",
            "publish.time",
            "发布时间",
            " 发布时间",
        ] {
            assert_eq!(
                role_of(name).map(|(role, _)| role),
                Some(ItemRole::Time),
                "{name}"
            );
        }
        assert_eq!(role_of("\u{feff}标题"), Some((ItemRole::Title, 5)));
        for other in [
            "",
            "msg",
            "name",
            "titles",
            "_",
            "read_number",
            &"time".repeat(20),
        ] {
            assert_eq!(role_of(other), None, "{other}");
        }
    }

    #[test]
    fn each_name_has_one_role_and_can_be_found() {
        let names: Vec<&str> = NAMES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        assert_eq!(ROLES.len(), names.len(), "a name has two roles");
        for name in names {
            assert!(
                name.len() <= MAX_NAME && name == name.to_ascii_lowercase(),
                "{name}"
            );
            assert!(!name.contains(['_', '-', '.', ' ']), "{name}");
        }
    }
}
