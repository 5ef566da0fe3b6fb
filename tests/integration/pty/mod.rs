//! The program in a pseudo-terminal: what a user types, what the screen shows, how it ends.

mod alerts;
mod chaos;
mod corpus;
#[path = "../../../src/feed/dice.rs"]
mod dice;
mod dumps;
mod editing;
mod ending;
mod faults;
mod guard;
mod hostile;
mod limited;
mod limits;
mod lists;
mod load;
mod marks;
mod mutes;
mod printing;
mod programs;
mod reading;
mod rules;
mod sequences;
mod session;
mod shell;
mod soak;
mod stalled;
mod threads;
mod title;
mod tmux;
mod unanswered;
