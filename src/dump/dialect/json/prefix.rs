//! What precedes JSON in a line: the field of a stream of events, or the time in a log.

/// The names of lines in a stream of events.
const EVENT_FIELDS: [&str; 4] = ["data:", "event:", "id:", "retry:"];

/// Whether a line has JSON: alone, or behind a prefix.
pub(super) fn has_json(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let is_text = |rest: &str| rest.starts_with(['{', '[']);
    is_text(line)
        || line.strip_prefix('"').is_some_and(is_text)
        || line.starts_with(|c: char| c.is_ascii_digit()) && line.contains("{\"")
        || line
            .strip_prefix("data:")
            .is_some_and(|rest| is_text(rest.trim_start()))
}

/// Where reading goes on after a prefix that begins at `at`; `None` if there is none.
pub(super) fn after_prefix(text: &str, at: usize) -> Option<usize> {
    let is_start = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
    let line = text.get(at..).filter(|_| is_start)?.split('\n').next()?;
    if let Some(field) = EVENT_FIELDS.iter().find(|field| line.starts_with(**field)) {
        let is_data = *field == "data:";
        return Some(at + if is_data { field.len() } else { line.len() });
    }
    let is_log = line.starts_with(|c: char| c.is_ascii_digit());
    line.find("{\"").filter(|_| is_log).map(|open| at + open)
}
