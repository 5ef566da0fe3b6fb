//! Screens, drawn and compared with the ones that stand in `tests/screens`.
//!
//! `DIANBAO_BLESS=1 cargo test ui` writes them anew; they are then to be looked at, one by one.

mod fixture;
mod problems;
mod screens;
mod sizes;
mod small;
