//! Numbers of things, in words.

/// A number of things: `1 item`, `2 items`.
pub(super) fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}
