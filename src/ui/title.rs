//! Titles of items.

/// Returns a title without the column that begins it, such as 【盘中宝】; the whole title if nothing else is in it.
pub(super) fn without_column<'a>(title: &'a str, column: &str) -> &'a str {
    let rest = title
        .strip_prefix('【')
        .and_then(|rest| rest.strip_prefix(column))
        .and_then(|rest| rest.strip_prefix('】'));
    rest.map(str::trim_start)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(title)
}
