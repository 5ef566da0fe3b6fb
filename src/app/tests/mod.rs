//! Keys and messages in, selection, lines and effects out.

mod arriving;
mod clock;
mod filtering;
mod finding;
mod moving;
mod naming;
mod panes;
mod prompts;
mod random;
