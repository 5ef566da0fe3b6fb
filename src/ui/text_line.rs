//! A line of a pane of text.

use super::canvas::LookSpan;
use crate::config::theme::Role;
use crate::text::Printable;

/// A line of a pane of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextLine {
    /// Blank columns before the text.
    pub indent: u16,
    pub text: Printable<'static>,
    pub role: Role,
    pub spans: Vec<LookSpan>,
}
