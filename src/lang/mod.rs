//! Texts of the interface, in Chinese and English.
//!
//! [`texts`] makes an enum of a table of texts. A variant is one text in both languages; its fields fill the
//! placeholders: `lang.text(UiText::CountNew { new: 3 })`. Errors use the same macro in the modules where they arise.
//! Output for other programs is always English.

mod dates;
mod language;
mod system;
mod table;
mod ui_text;

pub use language::Lang;
pub use system::SystemError;
#[cfg(test)]
pub(crate) use table::assert_translated;
pub use table::{ChoiceList, NameList};
pub(crate) use table::{Localize, Localized, texts};
pub use ui_text::UiText;
