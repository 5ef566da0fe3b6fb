//! Keys and messages in; selection, lines and effects out.

mod arrivals;
mod clock;
mod completion;
mod filter;
mod find;
mod jumps;
mod movement;
mod panes;
mod prompt;
mod random;
mod sessions;
mod stock_names;
