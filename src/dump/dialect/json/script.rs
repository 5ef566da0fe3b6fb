//! JSON in a script: `var newest = […];` or `callback({…})`, as services answer pages of other sites.

/// Longest start of a script, in bytes.
const MAX_START: usize = 200;

/// Where the JSON of a script starts; 0 if a text is no script.
pub(in crate::dump::dialect) fn after_script(text: &str) -> usize {
    let is_open = |c: char| matches!(c, '{' | '[');
    let start = text.find(is_open).filter(|at| *at <= MAX_START);
    let before = start.and_then(|at| text.get(..at)).unwrap_or_default();
    if before.trim_end().ends_with(['=', '(']) && !before.contains(['"', '<']) {
        before.len()
    } else {
        0
    }
}

/// Whether a script ends here.
pub(in crate::dump::dialect) fn is_end_of_script(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| rest.starts_with([')', ';']))
}
