//! What dianbao says to tmux: options that a status line shows, and what belongs into tmux.conf.
//!
//! tmux gets arguments, never a line for a shell, and no text of an option has anything that tmux expands
//! ([`crate::bar::BarTarget::TmuxOption`]).

mod arguments;
mod conf;
mod setter;
mod turn;
mod version;

pub use arguments::{TmuxValues, take_away};
pub use conf::{TmuxConfText, conf};
pub use setter::TmuxOptions;
pub use version::InstalledTmux;

/// Whether this process runs inside tmux.
pub fn is_inside() -> bool {
    std::env::var_os("TMUX").is_some_and(|socket| !socket.is_empty())
}
