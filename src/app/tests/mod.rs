//! Keys and messages in; selection, lines and effects out.

mod arrivals;
mod banner;
mod clock;
mod completion;
mod copying;
mod counts;
mod days;
mod derived;
mod filter;
mod find;
mod following;
mod jumps;
mod layout;
mod leaving;
mod movement;
mod news;
mod palette;
mod panes;
mod prompt;
mod random;
mod read_line;
mod rules;
mod sessions;
mod stock_names;
mod times;
mod unseen;
