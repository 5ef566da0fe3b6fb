//! The program in a pseudo-terminal: what a user types, what stands on the screen, how it ends.

mod dumps;
mod ending;
mod reading;
mod session;
