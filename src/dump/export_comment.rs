//! The comment below each item in an export as Markdown: a JSON object with its fields.

/// Opens the comment, before the object.
pub const COMMENT_START: &str = "<!-- dianbao ";
/// Closes the comment, after the object.
pub const COMMENT_END: &str = " -->";
