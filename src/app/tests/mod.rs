//! Keys and messages in; selection, lines and effects out.

mod arrivals;
mod clock;
mod filter;
mod find;
mod movement;
mod panes;
mod prompt;
mod random;
mod stock_names;
