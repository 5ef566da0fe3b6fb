//! A line of the detail.

use crate::config::theme::Role;
use crate::text::Printable;
use crate::ui::canvas::RoleSpan;

/// A line of the detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct DetailLine {
    /// Blank columns before the text.
    pub indent: u16,
    pub text: Printable<'static>,
    pub role: Role,
    pub spans: Vec<RoleSpan>,
}
