//! Keys and messages in; selection, lines and effects out.

mod alerts;
mod arrivals;
mod clock;
mod completion;
mod copying;
mod counts;
mod days;
mod filter;
mod find;
mod jumps;
mod layout;
mod leaving;
mod movement;
mod palette;
mod panes;
mod prompt;
mod random;
mod rules;
mod sessions;
mod stock_names;
mod times;
