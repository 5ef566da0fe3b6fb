//! Everything that a key can do, in one table: keymap, status line, help page and README are made from it.
//!
//! To add an action, add a row to `table.rs` and its keys to `assets/keymap.toml`. The compiler then names the `match` in
//! `app` that has to carry it out. A page is an action too: its row is marked `@page`, and `ui/pages/mod.rs` makes its lines.

mod scope;
mod section;
mod table;

pub use scope::Scope;
pub use section::HelpSection;
pub use table::{Action, PageKind};
