//! The values at a path of names in JSON: `meta.author.name`.

use std::borrow::Cow;

use super::levels::{end_of_value, visit_values};
use super::scanner::unescape;
use super::values::elements;
use crate::dump::dialect::item_role::ItemRole;
use crate::dump::dialect::no_value::value;
use crate::dump::format::FieldPlace;

/// Strips a name from the start of a path; `None` if the path begins with another. `*` in the path matches any name. A name
/// may contain dots.
pub(in crate::dump::dialect) fn after_name<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(name).or_else(|| path.strip_prefix('*'))?;
    rest.strip_prefix('.')
        .or_else(|| rest.is_empty().then_some(""))
}

/// The value of a field of an item; `None` if it has none. Lists on the way are walked through. Several values are joined in a
/// text and in a list of stocks or subjects; otherwise the first counts.
pub(in crate::dump::dialect) fn values_at<'a>(
    json: &'a str,
    place: &FieldPlace,
    role: ItemRole,
) -> Option<Cow<'a, str>> {
    let mut found = Vec::new();
    match place {
        FieldPlace::Name(path) => collect(json, path, &mut found),
        FieldPlace::Number(number) => collect_element(json, *number, &mut found),
    }
    let is_list = matches!(role, ItemRole::Stocks | ItemRole::Subjects);
    let is_prose = matches!(role, ItemRole::Title | ItemRole::Text | ItemRole::Summary);
    let values = found.into_iter().filter_map(|json| {
        let text = if is_list && json.starts_with(['[', '{']) {
            Cow::Borrowed(json)
        } else {
            plain(json)
        };
        value(&text).is_some().then_some(text)
    });
    let divider = if is_prose { "\n" } else { "," };
    let joined = |before: Cow<'a, str>, next| Cow::Owned(format!("{before}{divider}{next}"));
    if is_list || is_prose {
        values.reduce(joined)
    } else {
        values.into_iter().next()
    }
}

fn collect<'a>(json: &'a str, path: &str, found: &mut Vec<&'a str>) {
    if path.is_empty() {
        return found.push(json);
    }
    if !json.starts_with(['[', '{']) {
        return;
    }
    let is_list = json.starts_with('[');
    // The item was read to its end before, so there is no fault.
    let _ = visit_values(json, 0, &mut |value| {
        let end = value
            .end
            .map_or_else(|| end_of_value(json, value.start), Ok)?;
        let rest = if is_list {
            Some(path)
        } else {
            after_name(path, &value.name)
        };
        if let Some(rest) = rest {
            collect(json.get(value.start..end).unwrap_or_default(), rest, found);
        }
        Ok(end)
    });
}

fn collect_element<'a>(json: &'a str, number: usize, found: &mut Vec<&'a str>) {
    let mut at = 0;
    if !json.starts_with('[') {
        return;
    }
    let _ = visit_values(json, 0, &mut |value| {
        at += 1;
        let end = value
            .end
            .map_or_else(|| end_of_value(json, value.start), Ok)?;
        if at == number {
            found.extend(json.get(value.start..end));
        }
        Ok(end)
    });
}

/// A text or number without its quotes and escapes; the texts of a list, one a line.
fn plain(json: &str) -> Cow<'_, str> {
    if let Some(text) = json.strip_prefix('"') {
        return unescape(text.strip_suffix('"').unwrap_or(text));
    }
    if !json.starts_with(['[', '{']) {
        return json.into();
    }
    let texts = elements(json).into_iter().flatten();
    let texts: Vec<_> = texts
        .filter_map(|(_, text)| value(&text).map(str::to_owned))
        .collect();
    texts.join("\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str, path: &str, role: ItemRole) -> Option<String> {
        values_at(json, &FieldPlace::Name(path.into()), role).map(Cow::into_owned)
    }

    #[test]
    fn path_leads_through_objects_and_lists() {
        let json = r#"{"a": {"b.c": "甲\n乙", "d": [{"e": "一"}, {"e": null}, {"e": "二"}]}, "f": ["x", 2]}"#;
        let text = |path| found(json, path, ItemRole::Text);
        assert_eq!(text("a.b.c").as_deref(), Some("甲\n乙"));
        assert_eq!(text("a.d.e").as_deref(), Some("一\n二"));
        assert_eq!(text("f").as_deref(), Some("x\n2"));
        assert_eq!(text("*.b.c").as_deref(), Some("甲\n乙"));
        assert_eq!(text("a.b"), None);
        assert_eq!(found(json, "a.d.e", ItemRole::Id).as_deref(), Some("一"));
        assert_eq!(
            found(json, "f", ItemRole::Subjects).as_deref(),
            Some(r#"["x", 2]"#)
        );
    }

    #[test]
    fn number_counts_elements() {
        let second = values_at(r#"[1, "乙", 3]"#, &FieldPlace::Number(2), ItemRole::Text);
        assert_eq!(second.as_deref(), Some("乙"));
        assert_eq!(
            values_at("[1]", &FieldPlace::Number(2), ItemRole::Text),
            None
        );
    }
}
