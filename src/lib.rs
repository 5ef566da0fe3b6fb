//! dianbao (电报): a terminal reader for 财联社 telegraph dumps.

pub mod action;
pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod dump;
pub mod event_loop;
pub mod feed;
pub mod filter;
pub mod headless;
pub mod item;
pub mod lang;
pub mod query;
mod run;
pub mod terminal;
pub mod text;
pub mod timeline;
pub mod ui;
pub mod watch;

pub use run::run;
