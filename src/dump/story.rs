//! The text of a story: its parts, its opening, the codes and names in it.

mod attribution;
mod blank;
mod codes;
mod dateline;
mod ellipsis;
mod first_chars;
mod mentions;
mod opening;
mod parts;
#[cfg(test)]
mod same_story;
mod title;

pub use blank::{is_blank, non_blank_chars};
pub(super) use blank::{trim_end, trim_start};
pub use codes::{codes, ends_with_fund, is_fund};
pub use dateline::strip_dateline;
pub use ellipsis::strip_ellipsis;
pub use mentions::{Mention, mentions, name_at_end};
pub use opening::Opening;
pub use parts::StoryParts;
#[cfg(test)]
pub(crate) use same_story::same_story;
pub(super) use title::split_title;
pub use title::{has_unclosed_title, strip_title, title, without_column};

#[cfg(test)]
mod tests;
