//! The field that a misspelt name probably means.

use super::field::Field;
use super::fields::FIELDS;

/// A name is misspelt by one edit, or by one in this many letters.
const LETTERS_PER_EDIT: usize = 3;

/// Returns the field whose name is nearest to this one; `None` if no name is near enough to be meant. A swap of two letters
/// is one edit, and so is a missing end (`chan` for `channel`).
pub fn nearest_field(name: &str) -> Option<&'static Field> {
    let most = (name.chars().count() / LETTERS_PER_EDIT).max(1);
    let distances = FIELDS.iter().map(|field| (distance(name, field), field));
    let near = distances.filter(|(edits, _)| *edits <= most);
    near.min_by_key(|(edits, _)| *edits).map(|(_, field)| field)
}

/// The fewest edits that make a name of the field of this one.
fn distance(name: &str, field: &Field) -> usize {
    let edits = |known: &str| {
        if name.chars().count() > 2 && known.starts_with(name) {
            1
        } else {
            strsim::osa_distance(name, known)
        }
    };
    let [english, chinese] = field.names();
    edits(english).min(edits(chinese))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("titel", Some("title"))]
    #[case("chan", Some("channel"))]
    #[case("stocks", Some("stock"))]
    #[case("si", Some("is"))]
    #[case("foo", None)]
    #[case("colour", None)]
    #[case("name", None)]
    fn defect_9_nearest_field_is_meant(#[case] name: &str, #[case] expected: Option<&str>) {
        let nearest = nearest_field(name).map(|field| field.names()[0]);
        assert_eq!(nearest, expected);
    }
}
