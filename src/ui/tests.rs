//! Draws screens and compares them with the files in `tests/screens`, and with the pictures in `docs/pictures`.
//!
//! `DIANBAO_BLESS=1 cargo test ui` writes the files again. Look at every difference.

mod alerts;
mod basket;
mod corpus;
mod detail;
mod fixture;
mod folds;
mod hits;
mod left_out;
mod pages;
mod pictures;
mod problems;
mod prompts;
mod quotes;
mod rows;
mod rule_looks;
mod rules_page;
mod screens;
mod sizes;
mod small;
mod sources;
mod svg;
mod today;
mod views;
