//! The comment below each item in an export as Markdown: a JSON object with its fields.

/// What is before the object.
pub const COMMENT_START: &str = "<!-- dianbao ";
/// What is after it.
pub const COMMENT_END: &str = " -->";
