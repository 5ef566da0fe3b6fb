//! Reads a checkout with `syn`: measures its code and its comments, and draws the graph of its files.
//!
//! The binary prints a report; `tests/integration/architecture` of the main package holds the graph to its rules.
//!
//! ```text
//! source   files -> syntax trees; which of them are tests
//! names    syntax trees -> modules: what each defines, imports and names
//! graph    modules -> which file names an item of which other file; circles
//! tokens   text -> code and comments
//! measure  functions, types, tests, words
//! ```

pub mod graph;
pub mod measure;
pub mod names;
pub mod source;
pub mod tokens;
