//! Builds the lines of the detail from an item.
//!
//! ```text
//! 标题，可以有几行                         title, without its column
//! 2026年5月31日 周日 09:31:05  加红 A  …    facts
//! 09:48 见其由普通升为加红                  when it was promoted
//! ┊ 看明早的开盘                           the user's note
//! 第 2/3 版  < 前一版  > 后一版             its revisions, and the changes in the one shown
//!
//! 财联社5月31日电，正文第一段……            paragraphs with a blank line between them
//!
//! ①第一项……                               list items without one;
//!   续行……                                 their further lines are indented
//!
//! 位置 cls/….md:120                        file and line
//! ```
//!
//! A low detail begins with title and text; the rest follows without blank lines.
//!
//! The lines are built once for an item and a width and kept until one of them changes: wrapping is the slowest part of a
//! frame.

mod body;
mod builder;
mod entries;
mod facts;
mod history;
mod key;
mod note;
mod revision;
mod text_area;

pub(super) use facts::brief_facts;
pub(super) use key::DetailKey;
pub(super) use text_area::{is_short, text_area};
