//! One line about the news for a status bar: tmux, waybar, polybar, i3status.
//!
//! ```text
//!   BarFacts     what is new, as a command or the reader counts it
//!   BarFormat    the user's text with placeholders
//!      │ value   facts -> texts; a placeholder without a value takes its text along
//!      │ line    cuts to a width: headlines give way first
//!      │ escape  news is no command for the program that shows the line
//!      ▼
//!   a line, or a JSON object with it
//! ```

mod error;
mod escape;
mod facts;
mod format;
mod line;
mod object;
mod placeholder;
mod value;

pub use error::{BarFormatError, BarFormatFault};
pub use escape::BarTarget;
pub use facts::{BarFacts, BarItem};
pub use format::BarFormat;
pub use line::BarStyle;
pub use object::BarObject;
pub use placeholder::PLACEHOLDERS;
