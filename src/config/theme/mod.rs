//! Which role has which style. The screen names roles only.
//!
//! A theme is a TOML file with a table for each role. Three are shipped. A user's theme names the roles that it changes;
//! the others are those of the theme that it is based on. Rules of the user can have a [`Look`] of their own.

#[cfg(test)]
mod contrast;
mod file;
mod look;
mod palette;
mod role;
mod styles;

#[cfg(test)]
pub(super) use file::{MODIFIERS, STYLE_KEYS};
pub use file::{SHIPPED, modifier_names};
pub use look::{ColourRange, Look};
pub use palette::Palette;
pub use role::Role;
pub use styles::Theme;
