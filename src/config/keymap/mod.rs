//! Which keys do what: key presses -> an action, or the first keys of one.
//!
//! The user's `keymap.toml` replaces single lines of `assets/keymap.toml`.

mod binding;
mod file;
mod lookup;

pub use file::DEFAULT;
pub use lookup::{KeyMatch, Keymap};
